//! Knows a device again by its cookie's token.

use super::lifetime::{Lifetime, is_worth_noticing};
use crate::context::person_and_actor;
use crate::{App, Result, SignedIn};
use domain::SignInId;
use domain::sign_in::SignedInBy;
use jiff::Timestamp;
use std::time::Duration;
use tokio::time::timeout;

/// A page is not kept waiting for longer than this by what can be stored later.
pub(super) const NOTICED_WITHIN: Duration = Duration::from_secs(1);

/// `None` when the token was never given, has run out, or was ended: the visitor is then a stranger.
/// Memberships are read afresh each time, so a place that ended is gone with the next request.
pub async fn resume(app: &App, token: &str) -> Result<Option<SignedIn>> {
    let now = app.now();
    let Some(sign_in) = app.store().sign_ins().by_token(token).await? else {
        return Ok(None);
    };
    let left_by_a_demo = sign_in.by == SignedInBy::House && !app.config().bots;
    if !sign_in.holds(now) || left_by_a_demo {
        return Ok(None);
    }
    let (person, mut actor) = person_and_actor(app, sign_in.person).await?;
    actor.proven |= sign_in.by.is_more_than_mail();
    if is_worth_noticing(sign_in.last_seen_at, now) {
        let until = Lifetime::of(&actor).idle_expires_at(now);
        // A full disk or a busy store must not sign anybody out in the middle of an evening: noticing waits for
        // another time, and the two ends of the sign-in hold as they were stored.
        if !matches!(
            timeout(NOTICED_WITHIN, notice(app, sign_in.id, now, until)).await,
            Ok(Ok(()))
        ) {
            tracing::warn!(sign_in = %sign_in.id, "a device seen again could not be noticed");
        }
    }
    Ok(Some(SignedIn {
        sign_in: sign_in.id,
        person,
        actor,
        label: sign_in.label,
        by: sign_in.by,
        signed_in_at: sign_in.created_at,
    }))
}

pub(super) async fn notice(app: &App, sign_in: SignInId, now: Timestamp, until: Timestamp) -> Result<()> {
    let mut work = app
        .store()
        .begin_unaudited("a device seen again is nobody's decision")
        .await?;
    work.sign_ins().touch(sign_in, now, until).await?;
    work.commit().await?;
    Ok(())
}
