//! How fast one page may talk to the room. Token buckets in pure code: time arrives as an argument.

use crate::input::Act;
use jiff::Timestamp;

/// A steady rate and how much may come at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rate {
    pub(crate) per_second: f64,
    pub(crate) burst: f64,
}

/// A person clicking as fast as they can stays far below this; a page in a loop does not.
const ACTS: Rate = Rate {
    per_second: 20.0,
    burst: 40.0,
};
/// Fast typists send a line a second; check-in widgets a few.
const CONTENT: Rate = Rate {
    per_second: 5.0,
    burst: 15.0,
};
/// Each offer makes a new transport with a DTLS handshake: a bad line needs a few in a row, not many.
const OFFERS: Rate = Rate {
    per_second: 0.5,
    burst: 6.0,
};
/// How many refusals we bear before the socket is closed.
const PATIENCE: Rate = Rate {
    per_second: 2.0,
    burst: 60.0,
};

/// What came of asking for room in the buckets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    Fine,
    TooFast,
    /// Persistent: this socket is to be closed.
    TooMuch,
}

/// The buckets of one connection.
#[derive(Debug)]
pub(crate) struct Limits {
    acts: Bucket,
    content: Bucket,
    offers: Bucket,
    patience: Bucket,
}

impl Limits {
    pub(crate) fn full(now: Timestamp) -> Self {
        let bucket = |rate| Bucket::full(rate, now);
        Self {
            acts: bucket(ACTS),
            content: bucket(CONTENT),
            offers: bucket(OFFERS),
            patience: bucket(PATIENCE),
        }
    }

    pub(crate) fn pace(&mut self, act: &Act, now: Timestamp) -> Pace {
        let special = match act {
            Act::Send(_) => self.content.take(now),
            Act::OfferMedia(_) => self.offers.take(now),
            _ => true,
        };
        if self.acts.take(now) && special {
            Pace::Fine
        } else if self.patience.take(now) {
            Pace::TooFast
        } else {
            Pace::TooMuch
        }
    }
}

#[derive(Debug)]
struct Bucket {
    rate: Rate,
    level: f64,
    at: Timestamp,
}

impl Bucket {
    fn full(rate: Rate, now: Timestamp) -> Self {
        Self {
            rate,
            level: rate.burst,
            at: now,
        }
    }

    fn take(&mut self, now: Timestamp) -> bool {
        // A clock that was set back gives nothing and takes nothing.
        let passed_s = now.duration_since(self.at).as_secs_f64().max(0.0);
        self.at = now.max(self.at);
        self.level = (self.level + passed_s * self.rate.per_second).min(self.rate.burst);
        let enough = self.level >= 1.0;
        if enough {
            self.level -= 1.0;
        }
        enough
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    fn after_ms(ms: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_millis(ms)
    }

    #[test]
    fn a_burst_is_borne_and_then_the_steady_rate_holds() {
        let mut limits = Limits::full(after_ms(0));
        let content = Act::Send(b"hello".as_slice().into());
        assert!((0..15).all(|_| limits.pace(&content, after_ms(0)) == Pace::Fine));
        assert_eq!(limits.pace(&content, after_ms(0)), Pace::TooFast);
        assert_eq!(limits.pace(&content, after_ms(200)), Pace::Fine);
        assert_eq!(limits.pace(&content, after_ms(200)), Pace::TooFast);
    }

    #[test]
    fn patience_ends_only_with_persistent_abuse() {
        let mut limits = Limits::full(after_ms(0));
        let paces: Vec<_> = (0..200)
            .map(|_| limits.pace(&Act::PassTurn, after_ms(0)))
            .collect();
        assert_eq!(paces.iter().position(|pace| *pace == Pace::TooFast), Some(40));
        assert_eq!(paces.iter().position(|pace| *pace == Pace::TooMuch), Some(100));
    }

    #[test]
    fn a_clock_set_back_fills_no_bucket() {
        let mut limits = Limits::full(after_ms(10_000));
        while limits.pace(&Act::PassTurn, after_ms(10_000)) == Pace::Fine {}
        assert_ne!(limits.pace(&Act::PassTurn, after_ms(0)), Pace::Fine);
        assert_ne!(limits.pace(&Act::PassTurn, after_ms(10_000)), Pace::Fine);
    }
}
