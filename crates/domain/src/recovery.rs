//! How somebody who leads or works here comes back in after losing every passkey: they ask, a colleague who has spoken with them
//! confirms and is shown a code, a day passes in which anybody concerned can stop it, and then the next link in their mail together
//! with that code, told by voice, may add a first passkey again.

use crate::id::RecoveryId;
use crate::{PersonId, SignInId};
use jiff::{SignedDuration, Timestamp};

/// Long enough to reach a colleague over a weekend.
pub const CONFIRM_WITHIN: SignedDuration = SignedDuration::from_hours(72);
/// A day: whoever sleeps, works and reads mail once a day learns of it before it opens.
pub const WAITS: SignedDuration = SignedDuration::from_hours(24);
/// Who was stopped asks again a day later: otherwise somebody at a mailbox could ring at a colleague's door all night.
pub const ASK_AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(24);
/// Then it is forgotten, so that no old yes lies about.
pub const USE_WITHIN: SignedDuration = SignedDuration::from_hours(72);
/// So many wrong codes end it: enough for a tired hand and a bad line, and one in 200,000 for whoever guesses at six digits.
pub const MOST_WRONG_CODES: u32 = 5;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    pub id: RecoveryId,
    pub person: PersonId,
    pub asked_at: Timestamp,
    /// The device that asked, as the list of devices calls it.
    pub device: String,
    pub confirmed: Option<Confirmed>,
    /// How often something else was typed than the code that the colleague was shown.
    pub wrong_codes: u32,
    /// The sign-in in which the right one was typed last.
    pub typed_in: Option<SignInId>,
    /// Stopped by somebody, or taken back.
    pub stopped_at: Option<Timestamp>,
    /// A first passkey was added.
    pub done_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confirmed {
    /// `None` when the colleague was erased since.
    pub by: Option<PersonId>,
    pub at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Waits for a colleague, until then.
    Asked(Timestamp),
    /// Confirmed; opens then.
    Waits(Timestamp),
    /// The code may be typed and a first passkey added, until then.
    Open(Timestamp),
    Stopped,
    Done,
    Expired,
}

/// Why a colleague's word does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotConfirmed {
    OwnWord,
    Already,
    Over,
}

impl Recovery {
    pub fn state(&self, now: Timestamp) -> State {
        if self.done_at.is_some() {
            return State::Done;
        }
        if self.stopped_at.is_some() {
            return State::Stopped;
        }
        let after = |at: Timestamp, so_long| at.saturating_add(so_long).unwrap_or(Timestamp::MAX);
        match self.confirmed {
            None => {
                let until = after(self.asked_at, CONFIRM_WITHIN);
                // A clock that was set back opens nothing earlier; it only waits longer.
                if now < until {
                    State::Asked(until)
                } else {
                    State::Expired
                }
            }
            Some(confirmed) => {
                let opens = after(confirmed.at, WAITS);
                let until = after(opens, USE_WITHIN);
                if now < opens {
                    State::Waits(opens)
                } else if now < until {
                    State::Open(until)
                } else {
                    State::Expired
                }
            }
        }
    }

    /// Whether it can still come to a passkey, and so can be stopped.
    pub fn is_alive(&self, now: Timestamp) -> bool {
        matches!(
            self.state(now),
            State::Asked(_) | State::Waits(_) | State::Open(_)
        )
    }

    /// Whether this sign-in may add a first passkey: in time, and the code was typed in it. A day is not enough, nor is the mail.
    pub fn lets_in(&self, sign_in: SignInId, now: Timestamp) -> bool {
        matches!(self.state(now), State::Open(_)) && self.typed_in == Some(sign_in)
    }

    /// Whether this colleague may be shown the code: whoever gave their word, while it can still come to something.
    pub fn shows_code_to(&self, person: PersonId, now: Timestamp) -> bool {
        self.is_alive(now) && self.confirmed.is_some_and(|one| one.by == Some(person))
    }

    /// Whether this person may ask anew at this moment.
    pub fn lets_ask_again(&self, now: Timestamp) -> bool {
        let stopped_lately = self
            .stopped_at
            .is_some_and(|at| now.duration_since(at) < ASK_AGAIN_AFTER);
        !self.is_alive(now) && !stopped_lately
    }

    pub fn confirm(&self, by: PersonId, now: Timestamp) -> Result<Confirmed, NotConfirmed> {
        if by == self.person {
            return Err(NotConfirmed::OwnWord);
        }
        match self.state(now) {
            State::Asked(_) => Ok(Confirmed {
                by: Some(by),
                at: now,
            }),
            State::Waits(_) | State::Open(_) => Err(NotConfirmed::Already),
            State::Stopped | State::Done | State::Expired => Err(NotConfirmed::Over),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id as _;
    use uuid::Uuid;

    fn person(number: u128) -> PersonId {
        PersonId::from_uuid(Uuid::from_u128(number))
    }

    fn asked() -> Recovery {
        Recovery {
            id: RecoveryId::from_uuid(Uuid::nil()),
            person: person(1),
            asked_at: Timestamp::UNIX_EPOCH,
            device: "Firefox on Linux".into(),
            confirmed: None,
            wrong_codes: 0,
            typed_in: None,
            stopped_at: None,
            done_at: None,
        }
    }

    fn hours(hours: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
    }

    #[test]
    fn it_opens_a_day_after_a_colleague_confirmed_and_not_a_moment_earlier() {
        let mut one = asked();
        assert_eq!(one.state(hours(71)), State::Asked(hours(72)));
        assert_eq!(one.state(hours(72)), State::Expired);
        one.confirmed = one.confirm(person(2), hours(10)).ok();
        assert_eq!(
            one.state(hours(34) - SignedDuration::from_millis(1)),
            State::Waits(hours(34))
        );
        assert_eq!(one.state(hours(34)), State::Open(hours(106)));
        assert_eq!(one.state(hours(106)), State::Expired);
    }

    #[test]
    fn nobody_confirms_for_themselves_twice_or_after_the_end() {
        let mut one = asked();
        assert_eq!(one.confirm(person(1), hours(1)), Err(NotConfirmed::OwnWord));
        assert_eq!(one.confirm(person(2), hours(72)), Err(NotConfirmed::Over));
        one.confirmed = one.confirm(person(2), hours(1)).ok();
        assert_eq!(one.confirm(person(3), hours(2)), Err(NotConfirmed::Already));
        one.stopped_at = Some(hours(3));
        assert_eq!(one.confirm(person(3), hours(4)), Err(NotConfirmed::Over));
    }

    #[test]
    fn a_day_lets_nobody_in_without_the_code_and_the_code_nobody_without_the_day() {
        let mut one = asked();
        let (here, elsewhere) = (
            SignInId::from_uuid(Uuid::from_u128(8)),
            SignInId::from_uuid(Uuid::from_u128(9)),
        );
        one.confirmed = one.confirm(person(2), hours(0)).ok();
        assert!(!one.lets_in(here, hours(24)), "nothing was typed");
        one.typed_in = Some(here);
        assert!(!one.lets_in(here, hours(23)), "the day is not over");
        assert!(one.lets_in(here, hours(24)));
        assert!(!one.lets_in(elsewhere, hours(24)), "typed on another device");
        one.stopped_at = Some(hours(25));
        assert!(!one.lets_in(here, hours(25)));
    }

    #[test]
    fn the_code_is_for_who_gave_their_word_and_while_it_can_be_used() {
        let mut one = asked();
        assert!(!one.shows_code_to(person(2), hours(0)), "nobody confirmed it");
        one.confirmed = one.confirm(person(2), hours(0)).ok();
        assert!(one.shows_code_to(person(2), hours(0)) && one.shows_code_to(person(2), hours(95)));
        assert!(!one.shows_code_to(person(3), hours(0)) && !one.shows_code_to(person(1), hours(0)));
        assert!(!one.shows_code_to(person(2), hours(96)), "it is over");
        one.confirmed = Some(Confirmed {
            by: None,
            at: hours(0),
        });
        assert!(!one.shows_code_to(person(2), hours(0)), "they were erased since");
    }

    #[test]
    fn stopped_it_never_opens() {
        let mut one = asked();
        one.confirmed = one.confirm(person(2), hours(0)).ok();
        one.stopped_at = Some(hours(23));
        for hour in [23, 24, 48, 1000] {
            assert_eq!(one.state(hours(hour)), State::Stopped);
            assert!(!one.is_alive(hours(hour)));
        }
        assert!(!one.lets_ask_again(hours(46)) && one.lets_ask_again(hours(47)));
    }
}
