//! The end of it: closed by who asked, or by the hour, which a job writes into the log.

use super::{about, entry, find};
use crate::{App, Context, Result};
use domain::break_glass::State;
use domain::id::BreakGlassId;
use policy::{Action, BreakGlassAction};
use store::{Actor, AuditEntry};

/// Twice is no fault. Before it was opened, this takes the wish back.
pub async fn close(cx: &Context, id: BreakGlassId) -> Result<()> {
    let wish = find(cx, BreakGlassAction::End, id).await?;
    if !matches!(
        wish.state(cx.now()),
        State::Waits(_) | State::Agreed(_) | State::Open(_)
    ) {
        return Ok(());
    }
    let mut work = cx.store().begin(entry(cx, BreakGlassAction::End, &wish)).await?;
    if work.break_glasses().close(id, cx.now()).await? {
        work.commit().await?;
    }
    Ok(())
}

/// Says how many ends were written. It stands closed without this too.
pub async fn write_ends(app: &App) -> Result<usize> {
    let mut written = 0;
    for wish in app.store().break_glasses().without_end().await? {
        let State::Ended(end) = wish.state(app.now()) else {
            continue;
        };
        let action: Action = BreakGlassAction::End.into();
        let row = AuditEntry::new(Actor::House, action.name(), wish.id, app.now());
        let mut work = app
            .store()
            .begin(about(row, &wish).with_moment("ended", end))
            .await?;
        if work.break_glasses().end_is_written(wish.id, app.now()).await? {
            work.commit().await?;
            written += 1;
        }
    }
    Ok(written)
}
