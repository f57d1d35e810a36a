//! Why an answer of a passkey does not count: told to whoever sent it, written to the log, and nothing else happens.

use crate::{Context, Error, Refusal, Result};
use domain::PersonId;
use domain::id::Id;
use policy::Action;
use webauthn_rs::prelude::WebauthnError;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyFault {
    /// This address is one of numbers, and holds none.
    NotHere,
    /// Nobody asked this browser, or its time is over, or it answered before.
    NotAsked,
    /// It was made on another website, or inside a frame of one.
    Foreign,
    /// Neither finger, face nor PIN.
    NotVerified,
    /// Its counter did not go forward: there may be a copy of it.
    RanBackwards,
    /// Nobody's here, or no longer.
    Unknown,
    /// The device did not keep it, so it could not be found at sign-in.
    NotKept,
    /// It is in somebody's list already.
    AlreadyThere,
    TooMany,
    /// A first passkey is added right after a link from the mail, and a further one of somebody who leads after a passkey.
    NotFresh,
    /// It reads or checks as nothing we know.
    Unreadable,
}

impl PasskeyFault {
    const ALL: [Self; 11] = [
        Self::NotHere,
        Self::NotAsked,
        Self::Foreign,
        Self::NotVerified,
        Self::RanBackwards,
        Self::Unknown,
        Self::NotKept,
        Self::AlreadyThere,
        Self::TooMany,
        Self::NotFresh,
        Self::Unreadable,
    ];

    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// As the log says it, and as a page's script is told.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotHere => "not-here",
            Self::NotAsked => "not-asked",
            Self::Foreign => "foreign",
            Self::NotVerified => "not-verified",
            Self::RanBackwards => "ran-backwards",
            Self::Unknown => "unknown",
            Self::NotKept => "not-kept",
            Self::AlreadyThere => "already-there",
            Self::TooMany => "too-many",
            Self::NotFresh => "not-fresh",
            Self::Unreadable => "unreadable",
        }
    }
}

impl From<WebauthnError> for PasskeyFault {
    fn from(error: WebauthnError) -> Self {
        match error {
            WebauthnError::MismatchedChallenge => Self::NotAsked,
            WebauthnError::InvalidRPOrigin
            | WebauthnError::InvalidRPIDHash
            | WebauthnError::CredentialCrossOrigin => Self::Foreign,
            WebauthnError::UserNotVerified | WebauthnError::UserNotPresent => Self::NotVerified,
            WebauthnError::CredentialPossibleCompromise => Self::RanBackwards,
            WebauthnError::CredentialNotFound | WebauthnError::InvalidUserUniqueId => Self::Unknown,
            _ => Self::Unreadable,
        }
    }
}

/// Writes the row and gives back what to answer; of a flood, the first ones. `about` is whose passkey it was, where that is known.
pub(super) async fn refuse<T>(
    cx: &Context,
    action: impl Into<Action>,
    fault: PasskeyFault,
    resource: impl Id,
    about: Option<PersonId>,
) -> Result<T> {
    if !cx.counts_as_guess(about) {
        return Err(Refusal::TooOften.into());
    }
    let entry = cx
        .entry(action, resource)
        .refused()
        .with_word("why", fault.word());
    let entry = match about {
        Some(person) => entry.with("person", person).of(person),
        None => entry,
    };
    cx.store().begin(entry).await?.commit().await?;
    tracing::info!(?fault, "an answer of a passkey was refused");
    Err(Error::Refused(Refusal::Passkey(fault)))
}
