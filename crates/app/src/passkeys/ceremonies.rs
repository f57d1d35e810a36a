//! What browsers were asked and have not answered yet. A machine without I/O; of a cookie's token it keeps the hash.

use super::ANSWER_WITHIN;
use aws_lc_rs::digest;
use domain::PersonId;
use jiff::Timestamp;
use std::collections::HashMap;
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyRegistration};

/// Some megabytes. One address begins twenty a minute at most, so this takes two hundred addresses to fill, and then people
/// still have the link in their mail.
const MOST: usize = 20_000;

pub(crate) enum Asked {
    /// To make a key for this person.
    ToAdd {
        person: PersonId,
        state: PasskeyRegistration,
    },
    ToSignIn(DiscoverableAuthentication),
}

pub(crate) struct Ceremonies<A> {
    open: HashMap<[u8; 32], (Timestamp, A)>,
}

impl<A> Default for Ceremonies<A> {
    fn default() -> Self {
        Self { open: HashMap::new() }
    }
}

impl<A> Ceremonies<A> {
    /// False when too many are under way.
    pub(crate) fn begin(&mut self, token: &str, asked: A, now: Timestamp) -> bool {
        if self.open.len() >= MOST {
            self.open.retain(|_, (began_at, _)| is_in_time(*began_at, now));
        }
        if self.open.len() >= MOST {
            return false;
        }
        self.open.insert(hash(token), (now, asked));
        true
    }

    /// Once, and in time.
    pub(crate) fn take(&mut self, token: &str, now: Timestamp) -> Option<A> {
        let (began_at, asked) = self.open.remove(&hash(token))?;
        is_in_time(began_at, now).then_some(asked)
    }
}

fn is_in_time(began_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(began_at) < ANSWER_WITHIN
}

fn hash(token: &str) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, token.as_bytes()).as_ref());
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn a_browser_is_heard_once_in_time_and_for_no_other() {
        let mut open = Ceremonies::default();
        assert!(open.begin("a", 1, NOW) && open.begin("b", 2, NOW));
        assert_eq!(open.take("c", NOW), None);
        assert_eq!(open.take("a", NOW), Some(1));
        assert_eq!(open.take("a", NOW), None, "a second time");
        assert_eq!(open.take("b", NOW + ANSWER_WITHIN), None, "too late");
    }

    #[test]
    fn memory_holds_so_many_and_forgets_who_never_answered() {
        let mut open = Ceremonies::default();
        for number in 0..MOST {
            assert!(open.begin(&number.to_string(), (), NOW));
        }
        assert!(!open.begin("one more", (), NOW + SignedDuration::from_secs(1)));
        assert!(open.begin("later", (), NOW + ANSWER_WITHIN));
        assert_eq!(open.open.len(), 1);
    }
}
