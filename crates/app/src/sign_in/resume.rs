//! Knows a device again by its cookie's token.

use super::lifetime::{Lifetime, is_worth_noticing};
use crate::context::person_and_actor;
use crate::{App, Result, SignedIn};

/// `None` when the token was never given, has run out, or was ended: the visitor is then a stranger.
/// Memberships are read afresh each time, so a place that ended is gone with the next request.
pub async fn resume(app: &App, token: &str) -> Result<Option<SignedIn>> {
    let now = app.now();
    let Some(sign_in) = app.store().sign_ins().by_token(token).await? else {
        return Ok(None);
    };
    if !sign_in.holds(now) {
        return Ok(None);
    }
    let (person, actor) = person_and_actor(app, sign_in.person).await?;
    if is_worth_noticing(sign_in.last_seen_at, now) {
        let mut work = app
            .store()
            .begin_unaudited("a device seen again is nobody's decision")
            .await?;
        let until = Lifetime::of(&actor).idle_expires_at(now);
        work.sign_ins().touch(sign_in.id, now, until).await?;
        work.commit().await?;
    }
    Ok(Some(SignedIn {
        sign_in: sign_in.id,
        person,
        actor,
    }))
}
