//! Says what a link would do, and changes nothing: a mail scanner that follows it must not use it up.

use crate::{Context, Result};
use jiff::Timestamp;
use policy::{PageAction, Resource};

/// Whoever asks holds 256 random bits, so telling spent from expired tells a guesser nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// Pressing the button signs in.
    Good {
        until: Timestamp,
    },
    Spent,
    Expired,
    Unknown,
}

pub async fn look_at_link(cx: &Context, token: &str) -> Result<LinkState> {
    cx.authorise(PageAction::LookAtLink, &Resource::Page)?;
    let link = cx.store().sign_in_links().look(token).await?;
    Ok(match link {
        None => LinkState::Unknown,
        Some(link) if link.spent_at.is_some() => LinkState::Spent,
        Some(link) if link.works(cx.now()) => LinkState::Good {
            until: link.expires_at,
        },
        Some(_) => LinkState::Expired,
    })
}
