//! What browsers were asked and have not answered yet. A machine without I/O; of a cookie's token it keeps the hash.

use super::ANSWER_WITHIN;
use aws_lc_rs::digest;
use domain::PersonId;
use jiff::Timestamp;
use std::collections::HashMap;
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyRegistration};

/// Some megabytes. When they are full the oldest question is forgotten: whoever would keep others from answering has to ask so
/// often within the seconds that a finger takes.
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
    pub(crate) fn begin(&mut self, token: &str, asked: A, now: Timestamp) {
        if self.open.len() >= MOST {
            self.open.retain(|_, (began_at, _)| is_in_time(*began_at, now));
        }
        if self.open.len() >= MOST
            && let Some(oldest) = self.open.iter().min_by_key(|(_, (began_at, _))| *began_at)
        {
            let oldest = *oldest.0;
            self.open.remove(&oldest);
        }
        self.open.insert(hash(token), (now, asked));
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
        open.begin("a", 1, NOW);
        open.begin("b", 2, NOW);
        assert_eq!(open.take("c", NOW), None);
        assert_eq!(open.take("a", NOW), Some(1));
        assert_eq!(open.take("a", NOW), None, "a second time");
        assert_eq!(open.take("b", NOW + ANSWER_WITHIN), None, "too late");
    }

    #[test]
    fn memory_holds_so_many_and_a_flood_pushes_out_the_oldest_and_not_who_comes_now() {
        let mut open = Ceremonies::default();
        open.begin("oldest", (), NOW);
        let later = NOW + SignedDuration::from_secs(1);
        for number in 1..MOST {
            open.begin(&number.to_string(), (), later);
        }
        open.begin("now", (), later);
        assert_eq!(open.open.len(), MOST);
        assert!(open.take("now", later).is_some());
        assert!(open.take("oldest", later).is_none());
        open.begin("after", (), later + ANSWER_WITHIN);
        open.begin("and one more", (), later + ANSWER_WITHIN);
        assert_eq!(open.open.len(), 2, "who never answered is forgotten");
    }
}
