//! How many wrong tries are answered in full and written down: of one account, from one network, and overall. A machine without I/O.
//!
//! Nobody is locked out by another's failures, because a right answer is never refused: a link has 256 random bits and a passkey
//! signs, so there is nothing to guess, and what a flood of tries could do is fill the log. A password can be guessed at, so there
//! alone a network that was wrong too often waits.

use super::limit::{KeyHash, forget};
use jiff::{SignedDuration, Timestamp};
use std::collections::{HashMap, VecDeque};

const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Somebody's own cold finger on an old phone takes fewer.
const OF_ONE_ACCOUNT: usize = 10;
/// A whole practice may sit behind one network.
const FROM_ONE_NETWORK: usize = 30;
const OVERALL: usize = 300;

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

    /// Whether a try from there is looked at, where there is something to guess. When the whole house was tried too often, only
    /// networks that were not wrong lately.
    pub(crate) fn listens(&mut self, network: KeyHash, now: Timestamp) -> bool {
        self.forget(now);
        let from_there = self.by_network.get(&network).map_or(0, VecDeque::len);
        from_there < FROM_ONE_NETWORK && (self.overall.len() < OVERALL || from_there == 0)
    }

    fn forget(&mut self, now: Timestamp) {
        forget(&mut self.overall, now, WINDOW);
        for map in [&mut self.by_account, &mut self.by_network] {
            // At most OVERALL entries, so this stays small.
            map.retain(|_, tries| {
                forget(tries, now, WINDOW);
                !tries.is_empty()
            });
        }
    }

    /// Whether this wrong try is still answered in full; counts it if so. `account` is whose it was, where that is known.
    pub(crate) fn counts(&mut self, account: Option<KeyHash>, network: KeyHash, now: Timestamp) -> bool {
        self.forget(now);
        let so_many =
            |map: &HashMap<KeyHash, VecDeque<_>>, key: KeyHash| map.get(&key).map_or(0, VecDeque::len);
        if self.overall.len() >= OVERALL
            || so_many(&self.by_network, network) >= FROM_ONE_NETWORK
            || account.is_some_and(|account| so_many(&self.by_account, account) >= OF_ONE_ACCOUNT)
        {
            let so_far = self.unwritten.get_or_insert(Unwritten { tries: 0, since: now });
            so_far.tries = so_far.tries.saturating_add(1);
            return false;
        }
        self.overall.push_back(now);
        self.by_network.entry(network).or_default().push_back(now);
        if let Some(account) = account {
            self.by_account.entry(account).or_default().push_back(now);
        }
        true
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
        for number in 0..10_000 {
            guesses.counts(None, key(number), NOW);
        }
        assert!(
            !guesses.listens(key(1), NOW),
            "the house is full, and it was wrong"
        );
        assert!(guesses.listens(key(10_001), NOW));
    }

    #[test]
    fn ten_thousand_tries_at_everybody_from_everywhere_are_three_hundred_and_memory_stays_small() {
        let mut guesses = Guesses::default();
        let told = (0..10_000)
            .filter(|number| guesses.counts(Some(key(*number)), key(*number), NOW))
            .count();
        assert_eq!(told, OVERALL);
        assert_eq!(guesses.by_account.len(), OVERALL);
        assert!(guesses.counts(None, key(0), NOW + WINDOW));
        assert_eq!(guesses.by_network.len(), 1);
    }
}
