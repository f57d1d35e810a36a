//! Opens what a second person agreed to: from now on for an hour, for who asked alone. Those whose things will be shown are told at once.

use super::{concerned, entry, find};
use crate::notices::tell;
use crate::{Context, Refusal, Result};
use domain::break_glass::State;
use domain::id::BreakGlassId;
use domain::notice::Happened;
use policy::BreakGlassAction;

/// Twice is no fault: the hour goes on from the first time.
pub async fn open(cx: &Context, id: BreakGlassId) -> Result<()> {
    let wish = find(cx, BreakGlassAction::Open, id).await?;
    match wish.state(cx.now()) {
        State::Open(_) => return Ok(()),
        State::Agreed(_) => {}
        State::Waits(_) | State::Refused | State::Lapsed | State::Ended(_) => {
            return Err(Refusal::NoLonger.into());
        }
    }
    if !cx.is_fresh() {
        return Err(Refusal::SignInAgain.into());
    }
    // Before the work: who reads from the store beside one takes a second connection.
    let mut people = Vec::new();
    for concerned in concerned(cx.store(), &wish).await? {
        people.extend(cx.store().people().lookup(concerned).await?);
    }
    let mut work = cx.store().begin(entry(cx, BreakGlassAction::Open, &wish)).await?;
    if work.break_glasses().open(id, cx.now()).await? {
        for person in &people {
            tell(cx.app(), &mut work, person, Happened::OpenedInEmergency, None).await?;
        }
        work.commit().await?;
        tracing::warn!(wish = %id, class = wish.class.word(), "break-glass stands open");
    }
    Ok(())
}
