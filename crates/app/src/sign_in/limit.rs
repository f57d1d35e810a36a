//! How often links may be asked for: of one address, from one network, and overall. A machine without I/O; both only as hashes.

use aws_lc_rs::digest;
use jiff::{SignedDuration, Timestamp};
use std::collections::{HashMap, VecDeque};

/// What an address or a network is here: a SHA-256, so that memory holds no list of who asked.
pub(crate) type KeyHash = [u8; 32];

pub(crate) fn key_hash(of: &str) -> KeyHash {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, of.as_bytes()).as_ref());
    hash
}

/// Five mails in a quarter of an hour are enough for the slowest mail server and too few to bury an inbox.
const OF_ONE_FROM_ONE: usize = 5;
/// However many others ask in somebody's name, they themselves are still answered from where they are.
const OF_ONE: usize = 10;
const OF_ONE_WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Far above any practice's busiest evening, and low enough that our mail server keeps its good name.
const OVERALL: usize = 120;
/// Beyond that, as many again for networks that have not asked lately.
const OVERALL_AND_NEW: usize = 240;
const OVERALL_WINDOW: SignedDuration = SignedDuration::from_mins(1);

/// Remembers who knocked lately. The same for known and unknown addresses, so it tells nothing about either.
#[derive(Debug, Default)]
pub(crate) struct Doorman {
    by_address: HashMap<KeyHash, VecDeque<(Timestamp, KeyHash)>>,
    by_network: HashMap<KeyHash, Timestamp>,
    overall: VecDeque<Timestamp>,
}

impl Doorman {
    /// Whether this knock may be answered; counts it if so.
    pub(crate) fn lets(&mut self, address: KeyHash, network: KeyHash, now: Timestamp) -> bool {
        forget(&mut self.overall, now, OVERALL_WINDOW);
        // At most OVERALL_AND_NEW entries a minute for fifteen minutes, so these maps stay small.
        let is_over = |at: Timestamp| now.duration_since(at) >= OF_ONE_WINDOW;
        self.by_network.retain(|_, last| !is_over(*last));
        self.by_address.retain(|_, knocks| {
            knocks.retain(|(at, _)| !is_over(*at));
            !knocks.is_empty()
        });
        let asked_lately = self.by_network.contains_key(&network);
        if self.overall.len() >= if asked_lately { OVERALL } else { OVERALL_AND_NEW } {
            return false;
        }
        let knocks = self.by_address.entry(address).or_default();
        let from_here = knocks.iter().filter(|(_, from)| *from == network).count();
        if from_here >= OF_ONE_FROM_ONE || knocks.len() >= OF_ONE {
            return false;
        }
        knocks.push_back((now, network));
        self.by_network.insert(network, now);
        self.overall.push_back(now);
        true
    }
}

pub(super) fn forget(knocks: &mut VecDeque<Timestamp>, now: Timestamp, window: SignedDuration) {
    while knocks
        .front()
        .is_some_and(|first| now.duration_since(*first) >= window)
    {
        knocks.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: KeyHash = [7; 32];
    const ELSEWHERE: KeyHash = [8; 32];

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_767_718_800 + seconds).expect("a moment")
    }

    fn key(number: usize) -> KeyHash {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&number.to_be_bytes());
        key
    }

    #[test]
    fn one_address_gets_five_links_in_a_quarter_hour_and_another_is_not_touched() {
        let mut doorman = Doorman::default();
        for second in 0..5 {
            assert!(doorman.lets([1; 32], HERE, at(second)));
        }
        assert!(!doorman.lets([1; 32], HERE, at(5)));
        assert!(doorman.lets([2; 32], HERE, at(5)));
        assert!(!doorman.lets([1; 32], HERE, at(899)));
        assert!(doorman.lets([1; 32], HERE, at(900)));
    }

    #[test]
    fn a_refused_knock_does_not_lengthen_the_wait() {
        let mut doorman = Doorman::default();
        for second in 0..900 {
            doorman.lets([1; 32], HERE, at(second));
        }
        assert!(doorman.lets([1; 32], HERE, at(900)));
    }

    #[test]
    fn who_asks_ten_thousand_times_in_somebodys_name_does_not_keep_them_from_asking() {
        let mut doorman = Doorman::default();
        let answered = (0..10_000).filter(|_| doorman.lets([1; 32], HERE, at(0))).count();
        assert_eq!(answered, OF_ONE_FROM_ONE);
        assert!(doorman.lets([1; 32], ELSEWHERE, at(0)));
        let more = (0..10_000)
            .filter(|number| doorman.lets([1; 32], key(*number), at(1)))
            .count();
        assert_eq!(
            more,
            OF_ONE - OF_ONE_FROM_ONE - 1,
            "an inbox is not buried either"
        );
    }

    #[test]
    fn one_network_that_asks_for_everybody_does_not_keep_others_from_asking() {
        let mut doorman = Doorman::default();
        let answered = (0..10_000)
            .filter(|number| doorman.lets(key(*number), HERE, at(0)))
            .count();
        assert_eq!(answered, OVERALL);
        assert!(doorman.lets([1; 32], ELSEWHERE, at(0)));
    }

    #[test]
    fn all_networks_together_get_no_more_than_the_house_sends_in_a_minute() {
        let mut doorman = Doorman::default();
        let answered = (0..10_000)
            .filter(|number| doorman.lets(key(*number), key(*number), at(0)))
            .count();
        assert_eq!(answered, OVERALL_AND_NEW);
        assert!(doorman.lets(key(10_000), key(10_000), at(60)));
    }

    #[test]
    fn nobody_is_remembered_for_longer_than_needed() {
        let mut doorman = Doorman::default();
        doorman.lets([1; 32], HERE, at(0));
        doorman.lets([2; 32], ELSEWHERE, at(10_000));
        assert_eq!((doorman.by_address.len(), doorman.by_network.len()), (1, 1));
    }
}
