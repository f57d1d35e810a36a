//! Makes one sign-in link inside a work.

use crate::{Result, chance};
use domain::PersonId;
use jiff::{SignedDuration, Timestamp};
use store::{SignInLink, Work};

/// Stores a new link and returns its token, which exists nowhere else.
pub(crate) async fn add_link(
    work: &mut Work,
    person: PersonId,
    now: Timestamp,
    lives: SignedDuration,
) -> Result<String> {
    let token = chance::token()?;
    let expires_at = now.saturating_add(lives).unwrap_or(Timestamp::MAX);
    let link = SignInLink {
        person,
        created_at: now,
        expires_at,
        spent_at: None,
    };
    work.sign_in_links().add(&token, &link).await?;
    Ok(token)
}
