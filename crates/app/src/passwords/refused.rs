//! Why a password is not set, not taken away or does not sign in. At sign-in whoever tries is told one thing alone.

use crate::{Context, Error, Refusal, Result};
use domain::PersonId;
use policy::Action;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordFault {
    /// Address, password or code do not fit, or this password rests, or there is none. Nobody is told which.
    Wrong,
    /// It is set and taken away right after signing in, and beside something that is there only by that.
    NotFresh,
    /// Nothing was shown to this device to take codes from, or its time is over.
    NotPrepared,
    /// Whoever leads keeps one way in that is more than their mail.
    Last,
}

impl PasswordFault {
    /// As the log says it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::NotFresh => "not-fresh",
            Self::NotPrepared => "not-prepared",
            Self::Last => "last",
        }
    }
}

/// Writes the row and gives back what to answer; of a flood, the first ones.
pub(super) async fn refuse<T>(
    cx: &Context,
    action: impl Into<Action>,
    fault: PasswordFault,
    person: PersonId,
) -> Result<T> {
    if !cx.counts_as_guess(Some(person)) {
        return Err(Refusal::TooOften.into());
    }
    let entry = cx
        .entry(action, person)
        .of(person)
        .refused()
        .with_word("why", fault.word());
    cx.store().begin(entry).await?.commit().await?;
    tracing::info!(?fault, "a password was not changed");
    Err(Error::Refused(Refusal::Password(fault)))
}
