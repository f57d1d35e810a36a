//! How often links may be asked for: per address, and overall. A machine without I/O; addresses only as hashes.

use jiff::{SignedDuration, Timestamp};
use std::collections::{HashMap, VecDeque};

/// What an address is here: its SHA-256, so that memory holds no list of who asked.
pub(crate) type AddressHash = [u8; 32];

/// Five mails in a quarter of an hour are enough for the slowest mail server and too few to bury an inbox.
const PER_ADDRESS: usize = 5;
const PER_ADDRESS_WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Far above any practice's busiest evening, and low enough that our mail server keeps its good name.
const OVERALL: usize = 120;
const OVERALL_WINDOW: SignedDuration = SignedDuration::from_mins(1);

/// Remembers who knocked lately. The same for known and unknown addresses, so it tells nothing about either.
#[derive(Debug, Default)]
pub(crate) struct Doorman {
    by_address: HashMap<AddressHash, VecDeque<Timestamp>>,
    overall: VecDeque<Timestamp>,
}

impl Doorman {
    /// Whether this knock may be answered; counts it if so.
    pub(crate) fn lets(&mut self, address: AddressHash, now: Timestamp) -> bool {
        forget(&mut self.overall, now, OVERALL_WINDOW);
        if self.overall.len() >= OVERALL {
            return false;
        }
        // At most OVERALL entries a minute for fifteen minutes, so this map stays small.
        self.by_address.retain(|_, knocks| {
            forget(knocks, now, PER_ADDRESS_WINDOW);
            !knocks.is_empty()
        });
        let knocks = self.by_address.entry(address).or_default();
        if knocks.len() >= PER_ADDRESS {
            return false;
        }
        knocks.push_back(now);
        self.overall.push_back(now);
        true
    }
}

fn forget(knocks: &mut VecDeque<Timestamp>, now: Timestamp, window: SignedDuration) {
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

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_767_718_800 + seconds).expect("a moment")
    }

    #[test]
    fn one_address_gets_five_links_in_a_quarter_hour_and_another_is_not_touched() {
        let mut doorman = Doorman::default();
        for second in 0..5 {
            assert!(doorman.lets([1; 32], at(second)));
        }
        assert!(!doorman.lets([1; 32], at(5)));
        assert!(doorman.lets([2; 32], at(5)));
        assert!(!doorman.lets([1; 32], at(899)));
        assert!(doorman.lets([1; 32], at(900)));
    }

    #[test]
    fn a_refused_knock_does_not_lengthen_the_wait() {
        let mut doorman = Doorman::default();
        for second in 0..900 {
            doorman.lets([1; 32], at(second));
        }
        assert!(doorman.lets([1; 32], at(900)));
    }

    #[test]
    fn all_addresses_together_get_no_more_than_the_house_sends_in_a_minute() {
        let mut doorman = Doorman::default();
        let address = |number: usize| {
            let mut hash = [0; 32];
            hash[..8].copy_from_slice(&number.to_be_bytes());
            hash
        };
        let answered = (0..1_000)
            .filter(|number| doorman.lets(address(*number), at(0)))
            .count();
        assert_eq!(answered, OVERALL);
        assert!(doorman.lets(address(1_000), at(60)));
    }

    #[test]
    fn nobody_is_remembered_for_longer_than_needed() {
        let mut doorman = Doorman::default();
        doorman.lets([1; 32], at(0));
        doorman.lets([2; 32], at(10_000));
        assert_eq!(doorman.by_address.len(), 1);
    }
}
