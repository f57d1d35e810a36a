//! Asked again and again while a page holds its line open: a sign-in that has run out ends it, as one that was ended does.

use super::lifetime::{Lifetime, is_worth_noticing};
use super::resume::{NOTICED_WITHIN, notice};
use crate::context::person_and_actor;
use crate::{App, Result};
use domain::SignInId;
use tokio::time::timeout;

/// Whether this sign-in still holds. Where it does not, everything it has open is told to end. An open line counts as being seen, so
/// nobody runs out unseen in the middle of an evening. A store that does not answer ends nothing.
pub async fn still_here(app: &App, sign_in: SignInId) -> bool {
    let asked = timeout(NOTICED_WITHIN, holds(app, sign_in)).await;
    let here = !matches!(asked, Ok(Ok(false)));
    if !here {
        tracing::info!(%sign_in, "a sign-in ran out while a line was open");
        app.tell_sign_in_ended(sign_in);
    }
    here
}

async fn holds(app: &App, sign_in: SignInId) -> Result<bool> {
    let now = app.now();
    let Some(one) = app.store().sign_ins().lookup(sign_in).await? else {
        return Ok(false);
    };
    if !one.holds(now) {
        return Ok(false);
    }
    if is_worth_noticing(one.last_seen_at, now) {
        let (_, actor) = person_and_actor(app, one.person).await?;
        notice(app, sign_in, now, Lifetime::of(&actor).idle_expires_at(now)).await?;
    }
    Ok(true)
}
