//! Who may come to the door of a session.

use crate::ports::Trouble;
use domain::live::{LiveSetup, SeatHolder};
use domain::{PersonId, SessionId, SignInId};
use jiff::Timestamp;
use room::Refused;

/// Somebody at the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrance {
    pub session: SessionId,
    pub person: PersonId,
    /// Ending it ends the visit.
    pub sign_in: SignInId,
    /// Random per loaded page, so that a reload is told apart from a second tab.
    pub page: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EntryRefused {
    /// No such session, or no seat in it: which of the two is private.
    #[error("not found")]
    NotFound,
    #[error("the door opens at {0}")]
    DoorNotOpen(Timestamp),
    #[error("the session is over")]
    SessionOver,
    /// This person has not said where they are tonight.
    #[error("the door was not answered")]
    AnswerTheDoorFirst,
    #[error("removed for this session")]
    Removed,
    #[error("the sign-in has ended")]
    SignedOut,
    /// Not a page's name.
    #[error("malformed")]
    Malformed,
    #[error("unavailable")]
    Unavailable,
}

/// The chair of this person, if the door is open for them. Those who lead answer it like everyone: help must reach
/// them too.
pub(crate) fn seat_of(
    setup: &LiveSetup,
    person: PersonId,
    now: Timestamp,
) -> Result<SeatHolder, EntryRefused> {
    let holder = setup
        .seats
        .iter()
        .find(|holder| holder.person == person && !holder.is_paused)
        .ok_or(EntryRefused::NotFound)?;
    if setup.restored.state.ended_at.is_some() || now >= setup.door_closes_at {
        return Err(EntryRefused::SessionOver);
    }
    if now < setup.door_opens_at {
        return Err(EntryRefused::DoorNotOpen(setup.door_opens_at));
    }
    if setup.restored.is_removed(holder.member) {
        return Err(EntryRefused::Removed);
    }
    if holder.answers.is_none() {
        return Err(EntryRefused::AnswerTheDoorFirst);
    }
    Ok(holder.clone())
}

impl From<Trouble> for EntryRefused {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::NotFound => Self::NotFound,
            Trouble::Refused | Trouble::Unavailable => Self::Unavailable,
        }
    }
}

impl From<Refused> for EntryRefused {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Removed => Self::Removed,
            Refused::SessionOver => Self::SessionOver,
            Refused::Malformed => Self::Malformed,
            // The door was open a moment ago, by the same clock.
            Refused::DoorNotOpen
            | Refused::NotFound
            | Refused::NotAllowed
            | Refused::NotInTheCircle
            | Refused::TooLarge
            | Refused::TooLate
            | Refused::TooFast
            | Refused::BadOffer => Self::Unavailable,
        }
    }
}
