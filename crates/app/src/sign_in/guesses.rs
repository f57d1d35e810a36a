//! How many wrong tries are answered in full and written down: of one account, from one network, and overall. A machine without I/O.
//!
//! Nobody is locked out by another's failures, because a right answer is never refused: a link has 256 random bits and a passkey
//! signs, so there is nothing to guess, and what a flood of tries could do is fill the log. A password can be guessed at, so there
//! alone a network that was wrong too often waits; whatever other networks did, it is heard by its own tries alone.

use super::limit::{KeyHash, forget};
use jiff::{SignedDuration, Timestamp};
use std::collections::{HashMap, VecDeque};

const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Somebody's own cold finger on an old phone takes fewer.
const OF_ONE_ACCOUNT: usize = 10;
/// A whole practice may sit behind one network.
const FROM_ONE_NETWORK: usize = 30;
const OVERALL: usize = 300;
/// At most half a kilobyte each. When all places are taken, the network that was wrong least often gives up its own, of these the one
/// that was wrong longest ago: to be forgotten while it waits, it would have to bring so many others to be wrong as often as it was.
const MOST_NETWORKS: usize = 4_096;

#[derive(Debug, Default)]
pub(crate) struct Guesses {
    by_account: HashMap<KeyHash, VecDeque<Timestamp>>,
    by_network: HashMap<KeyHash, VecDeque<Timestamp>>,
    overall: VecDeque<Timestamp>,
    unwritten: Option<Unwritten>,
}

/// Tries that were answered shortly and left no row of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unwritten {
    pub(crate) tries: u64,
    pub(crate) since: Timestamp,
}

impl Guesses {
    /// What one row shall say of the tries that left none, once the window in which they came is over.
    pub(crate) fn sum_up(&mut self, now: Timestamp) -> Option<Unwritten> {
        self.unwritten
            .take_if(|so_far| now.duration_since(so_far.since) >= WINDOW)
    }

    /// Whether a try from there is looked at, where there is something to guess.
    pub(crate) fn listens(&mut self, network: KeyHash, now: Timestamp) -> bool {
        self.forget(now);
        self.from(network) < FROM_ONE_NETWORK
    }

    /// Whether this wrong try is still answered in full. Counts it against the network in any case, and against the rest if so:
    /// what was answered shortly fills no log. `account` is whose it was, or the address that was typed, known or not.
    pub(crate) fn counts(&mut self, account: Option<KeyHash>, network: KeyHash, now: Timestamp) -> bool {
        self.forget(now);
        let of_account = account.map_or(0, |account| {
            self.by_account.get(&account).map_or(0, VecDeque::len)
        });
        let in_full = self.overall.len() < OVERALL
            && self.from(network) < FROM_ONE_NETWORK
            && of_account < OF_ONE_ACCOUNT;
        self.count_from(network, now);
        if !in_full {
            let so_far = self.unwritten.get_or_insert(Unwritten { tries: 0, since: now });
            so_far.tries = so_far.tries.saturating_add(1);
            return false;
        }
        self.overall.push_back(now);
        if let Some(account) = account {
            self.by_account.entry(account).or_default().push_back(now);
        }
        true
    }

    fn from(&self, network: KeyHash) -> usize {
        self.by_network.get(&network).map_or(0, VecDeque::len)
    }

    /// No more than are looked at, so that whoever waits does not wait longer for having tried meanwhile.
    fn count_from(&mut self, network: KeyHash, now: Timestamp) {
        if !self.by_network.contains_key(&network) && self.by_network.len() >= MOST_NETWORKS {
            self.give_one_up();
        }
        let tries = self.by_network.entry(network).or_default();
        if tries.len() < FROM_ONE_NETWORK {
            tries.push_back(now);
        }
    }

    fn give_one_up(&mut self) {
        let least = self
            .by_network
            .iter()
            .min_by_key(|(_, tries)| (tries.len(), tries.back().copied()));
        if let Some(network) = least.map(|(network, _)| *network) {
            self.by_network.remove(&network);
        }
    }

    fn forget(&mut self, now: Timestamp) {
        forget(&mut self.overall, now, WINDOW);
        for map in [&mut self.by_account, &mut self.by_network] {
            // At most OVERALL accounts and MOST_NETWORKS networks: some microseconds.
            map.retain(|_, tries| {
                forget(tries, now, WINDOW);
                !tries.is_empty()
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn key(number: usize) -> KeyHash {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&number.to_be_bytes());
        key
    }

    #[test]
    fn ten_thousand_tries_at_one_account_from_everywhere_are_ten() {
        let mut guesses = Guesses::default();
        let told = (0..10_000)
            .filter(|number| guesses.counts(Some(key(0)), key(*number), NOW))
            .count();
        assert_eq!(told, OF_ONE_ACCOUNT);
        assert!(
            guesses.counts(Some(key(1)), key(99_999), NOW),
            "another is not touched"
        );
        assert!(guesses.counts(Some(key(0)), key(1), NOW + WINDOW));
    }

    #[test]
    fn what_left_no_row_is_summed_up_once_its_window_is_over() {
        let mut guesses = Guesses::default();
        for number in 0..10_000 {
            guesses.counts(Some(key(0)), key(number), NOW);
        }
        assert_eq!(guesses.sum_up(NOW), None, "more may come");
        let tries = 10_000 - OF_ONE_ACCOUNT as u64;
        assert_eq!(
            guesses.sum_up(NOW + WINDOW),
            Some(Unwritten { tries, since: NOW })
        );
        assert_eq!(guesses.sum_up(NOW + WINDOW + WINDOW), None);
    }

    #[test]
    fn ten_thousand_tries_from_one_network_are_thirty() {
        let mut guesses = Guesses::default();
        let told = (0..10_000)
            .filter(|number| guesses.counts(Some(key(*number)), key(0), NOW))
            .count();
        assert_eq!(told, FROM_ONE_NETWORK);
        assert!(guesses.counts(None, key(1), NOW), "another is not touched");
    }

    #[test]
    fn where_there_is_something_to_guess_a_network_that_was_wrong_too_often_waits_and_another_does_not() {
        let mut guesses = Guesses::default();
        for number in 0..10_000 {
            guesses.counts(Some(key(number)), key(0), NOW);
        }
        assert!(!guesses.listens(key(0), NOW));
        assert!(guesses.listens(key(1), NOW));
        assert!(guesses.listens(key(0), NOW + WINDOW));
    }

    #[test]
    fn every_wrong_try_counts_against_its_network_whatever_else_is_full() {
        let mut guesses = Guesses::default();
        for number in 1..=OF_ONE_ACCOUNT {
            guesses.counts(Some(key(0)), key(number), NOW);
        }
        for _ in 0..FROM_ONE_NETWORK {
            assert!(guesses.listens(key(100), NOW));
            assert!(!guesses.counts(Some(key(0)), key(100), NOW), "one account");
        }
        assert!(!guesses.listens(key(100), NOW));

        // Tries at nobody, of which each has an address of its own.
        for number in 0..OVERALL {
            guesses.counts(Some(key(number)), key(1_000 + number), NOW);
        }
        for number in 0..FROM_ONE_NETWORK {
            assert!(guesses.listens(key(200), NOW));
            assert!(
                !guesses.counts(Some(key(50_000 + number)), key(200), NOW),
                "overall"
            );
        }
        assert!(!guesses.listens(key(200), NOW));
    }

    #[test]
    fn who_mistyped_once_is_heard_however_often_others_were_wrong() {
        let mut guesses = Guesses::default();
        guesses.counts(Some(key(0)), key(0), NOW);
        for number in 0..10_000 {
            guesses.counts(Some(key(0)), key(1 + number), NOW);
        }
        assert!(guesses.listens(key(0), NOW));
        assert!(guesses.listens(key(10_000), NOW));
    }

    #[test]
    fn a_network_that_waits_is_not_forgotten_for_any_number_of_others_that_tried_less() {
        let mut guesses = Guesses::default();
        for _ in 0..FROM_ONE_NETWORK {
            guesses.counts(None, key(0), NOW);
        }
        for number in 1..3 * MOST_NETWORKS {
            for _ in 0..2 {
                guesses.counts(None, key(number), NOW);
            }
        }
        assert_eq!(guesses.by_network.len(), MOST_NETWORKS);
        assert!(!guesses.listens(key(0), NOW));
        assert_eq!(
            guesses.from(key(3 * MOST_NETWORKS - 1)),
            2,
            "who came last counts too"
        );
        assert!(
            guesses.listens(key(0), NOW + WINDOW),
            "and it does not wait longer"
        );
    }

    #[test]
    fn ten_thousand_tries_at_everybody_from_everywhere_are_three_hundred_and_memory_stays_small() {
        let mut guesses = Guesses::default();
        let told = (0..10_000)
            .filter(|number| guesses.counts(Some(key(*number)), key(*number), NOW))
            .count();
        assert_eq!(told, OVERALL);
        assert_eq!(
            (guesses.by_account.len(), guesses.by_network.len()),
            (OVERALL, MOST_NETWORKS)
        );
        assert!(guesses.counts(None, key(0), NOW + WINDOW));
        assert_eq!(guesses.by_network.len(), 1);
    }
}
