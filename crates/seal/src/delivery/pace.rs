//! How often one person may ask for something that costs work: ten at once, then two a second.

const BURST: u64 = 10;
const EVERY_MS: u64 = 500;

/// The moment from which the account is full again, as in a leaky bucket.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pace {
    full_at_ms: u64,
}

impl Pace {
    /// Nothing of the burst is used up.
    pub(super) fn is_full(&self, now_ms: u64) -> bool {
        self.full_at_ms <= now_ms
    }

    pub(super) fn take(&mut self, now_ms: u64) -> bool {
        let next = self.full_at_ms.max(now_ms) + EVERY_MS;
        if next > now_ms + BURST * EVERY_MS {
            return false;
        }
        self.full_at_ms = next;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_at_once_and_then_two_a_second() {
        let mut pace = Pace::default();
        assert_eq!((0..30).filter(|_| pace.take(1_000)).count(), 10);
        assert_eq!((0..30).filter(|_| pace.take(2_000)).count(), 2);
        assert_eq!((0..30).filter(|_| pace.take(60_000)).count(), 10);
    }
}
