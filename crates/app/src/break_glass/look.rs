//! A look through what stands open. It is on disk before anything is shown, for each person whose things are shown.

use super::seen::seen;
use super::{Seen, concerned, entry, find};
use crate::{Context, Refusal, Result};
use domain::break_glass::{BreakGlass, State};
use domain::id::BreakGlassId;
use jiff::Timestamp;
use policy::BreakGlassAction;

#[derive(Debug, Clone)]
pub struct Looked {
    pub wish: BreakGlass,
    pub until: Timestamp,
    pub seen: Seen,
}

/// Nobody waits here for somebody's life, as before an emergency card: where the row cannot be written, nothing is shown.
pub async fn look(cx: &Context, id: BreakGlassId) -> Result<Looked> {
    let wish = find(cx, BreakGlassAction::Look, id).await?;
    let State::Open(until) = wish.state(cx.now()) else {
        return Err(Refusal::NoLonger.into());
    };
    let row = || {
        let row = entry(cx, BreakGlassAction::Look, &wish);
        match &wish.answered {
            Some(answered) => row.with_word("second", answered.second.word()),
            None => row,
        }
    };
    let concerned = concerned(cx.store(), &wish).await?;
    let rows = if concerned.is_empty() {
        vec![row()]
    } else {
        concerned.iter().map(|person| row().of(*person)).collect()
    };
    cx.store().write_down(rows).await?;
    Ok(Looked {
        seen: seen(cx, wish.about).await?,
        until,
        wish,
    })
}
