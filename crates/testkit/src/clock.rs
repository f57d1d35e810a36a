//! A clock that stands still until a test moves it.

use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex, PoisonError};

/// Cheap to clone; all clones are one clock.
#[derive(Debug, Clone)]
pub struct FakeClock(Arc<Mutex<Timestamp>>);

impl FakeClock {
    pub fn at(now: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(now)))
    }

    /// At the start of the first evening.
    pub fn first_evening() -> Self {
        Self::at(crate::first_evening())
    }

    pub fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn set(&self, now: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    pub fn advance(&self, by: SignedDuration) {
        self.set(self.now() + by);
    }

    pub fn advance_minutes(&self, minutes: i64) {
        self.advance(SignedDuration::from_mins(minutes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_passes_only_when_a_test_says_so_and_for_every_clone() {
        let clock = FakeClock::first_evening();
        let other = clock.clone();
        clock.advance_minutes(90);
        assert_eq!(other.now().to_string(), "2026-01-06T18:30:00Z");
    }
}
