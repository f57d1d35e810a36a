//! What browsers were asked and have not answered yet. A machine without I/O; of a cookie's token it keeps the hash.

use super::ANSWER_WITHIN;
use crate::sign_in::KeyHash;
use aws_lc_rs::digest;
use domain::PersonId;
use jiff::Timestamp;
use std::collections::HashMap;
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyRegistration};

/// Some megabytes.
const MOST: usize = 20_000;
/// A whole practice may sit behind one network, and each of its people may try a few times.
const MOST_OF_ONE_NETWORK: usize = 500;

pub(crate) enum Asked {
    /// To make a key for this person.
    ToAdd {
        person: PersonId,
        state: PasskeyRegistration,
    },
    ToSignIn(DiscoverableAuthentication),
}

struct Open<A> {
    began_at: Timestamp,
    network: KeyHash,
    asked: A,
}

pub(crate) struct Ceremonies<A> {
    open: HashMap<[u8; 32], Open<A>>,
}

impl<A> Default for Ceremonies<A> {
    fn default() -> Self {
        Self { open: HashMap::new() }
    }
}

impl<A> Ceremonies<A> {
    /// Whether there is room for this question. Whoever asks too often pushes out their own oldest questions; when all places are
    /// taken, the oldest of the network that holds most of them. So a flood closes nobody else's question, and in the worst case
    /// (each place another network's) whoever comes last waits.
    pub(crate) fn begin(&mut self, token: &str, network: KeyHash, asked: A, now: Timestamp) -> bool {
        if self.open.len() >= MOST || self.of(network) >= MOST_OF_ONE_NETWORK {
            self.open.retain(|_, one| is_in_time(one.began_at, now));
        }
        if self.of(network) >= MOST_OF_ONE_NETWORK {
            self.forget_oldest_of(network);
        }
        if self.open.len() >= MOST {
            let Some((greediest, holds)) = self.greediest() else {
                return false;
            };
            if holds <= self.of(network) || holds < 2 {
                return false;
            }
            self.forget_oldest_of(greediest);
        }
        let one = Open {
            began_at: now,
            network,
            asked,
        };
        self.open.insert(hash(token), one);
        true
    }

    /// Once, and in time.
    pub(crate) fn take(&mut self, token: &str, now: Timestamp) -> Option<A> {
        let one = self.open.remove(&hash(token))?;
        is_in_time(one.began_at, now).then_some(one.asked)
    }

    fn of(&self, network: KeyHash) -> usize {
        self.open.values().filter(|one| one.network == network).count()
    }

    fn greediest(&self) -> Option<(KeyHash, usize)> {
        let mut held: HashMap<KeyHash, usize> = HashMap::new();
        for one in self.open.values() {
            let so_many = held.entry(one.network).or_default();
            *so_many = so_many.saturating_add(1);
        }
        held.into_iter().max_by_key(|(_, so_many)| *so_many)
    }

    fn forget_oldest_of(&mut self, network: KeyHash) {
        let theirs = self.open.iter().filter(|(_, one)| one.network == network);
        if let Some(oldest) = theirs.min_by_key(|(_, one)| one.began_at).map(|(key, _)| *key) {
            self.open.remove(&oldest);
        }
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

    fn network(number: usize) -> KeyHash {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&number.to_be_bytes());
        key
    }

    #[test]
    fn a_browser_is_heard_once_in_time_and_for_no_other() {
        let mut open = Ceremonies::default();
        assert!(open.begin("a", network(0), 1, NOW));
        assert!(open.begin("b", network(0), 2, NOW));
        assert_eq!(open.take("c", NOW), None);
        assert_eq!(open.take("a", NOW), Some(1));
        assert_eq!(open.take("a", NOW), None, "a second time");
        assert_eq!(open.take("b", NOW + ANSWER_WITHIN), None, "too late");
    }

    #[test]
    fn who_asks_ten_thousand_times_closes_no_question_but_their_own() {
        let mut open = Ceremonies::default();
        assert!(open.begin("somebody", network(1), (), NOW));
        for number in 0..10_000 {
            open.begin(
                &number.to_string(),
                network(0),
                (),
                NOW + SignedDuration::from_millis(number),
            );
        }
        assert_eq!(open.open.len(), MOST_OF_ONE_NETWORK + 1);
        let later = NOW + SignedDuration::from_secs(11);
        assert!(open.take("0", later).is_none(), "their own oldest is gone");
        assert!(open.take("9999", later).is_some());
        assert!(open.take("somebody", later).is_some());
    }

    #[test]
    fn when_all_places_are_taken_whoever_holds_most_gives_one_up_and_nobody_loses_their_only_one() {
        let mut open = Ceremonies::default();
        assert!(open.begin("greedy", network(0), (), NOW));
        for number in 1..MOST {
            // Two each, but for somebody who has one.
            let from = if number == 7 {
                network(MOST)
            } else {
                network(number / 2)
            };
            assert!(open.begin(&number.to_string(), from, (), NOW));
        }
        assert!(
            open.begin("now", network(MOST + 1), (), NOW),
            "there is room for who comes now"
        );
        assert_eq!(open.open.len(), MOST);
        assert!(
            open.take("7", NOW).is_some(),
            "and nobody lost their only question"
        );
        assert!(open.begin("again", network(MOST + 1), (), NOW));

        let mut full = Ceremonies::default();
        for number in 0..MOST {
            full.begin(&number.to_string(), network(number), (), NOW);
        }
        assert!(!full.begin("late", network(MOST), (), NOW));
        assert!(full.begin("late", network(MOST), (), NOW + ANSWER_WITHIN));
        assert_eq!(full.open.len(), 1, "who never answered is forgotten");
    }
}
