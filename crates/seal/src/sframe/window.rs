//! Takes each counter of a key once: frames may come late within a window of 1,024, and never twice.

pub const WINDOW: u64 = 1_024;
const WORDS: usize = (WINDOW / 64) as usize;

#[derive(Debug, Clone, Default)]
pub struct ReplayWindow {
    /// One above the highest counter that came; 0: none came.
    next: u64,
    /// Which of the last 1,024 counters came, by counter modulo 1,024.
    came: [u64; WORDS],
}

impl ReplayWindow {
    /// Whether this counter may still come. Asked before the frame is opened.
    #[must_use]
    pub fn is_new(&self, counter: u64) -> bool {
        counter >= self.next || (self.next - counter <= WINDOW && !self.has(counter))
    }

    /// Notes it, once its frame was opened. False: it had come before.
    pub fn take(&mut self, counter: u64) -> bool {
        // A counter that has no successor is none a sender of ours reaches.
        if !self.is_new(counter) || counter == u64::MAX {
            return false;
        }
        if counter >= self.next {
            if counter - self.next >= WINDOW {
                self.came = [0; WORDS];
            } else {
                (self.next..counter).for_each(|passed| self.set(passed, false));
            }
            self.next = counter + 1;
        }
        self.set(counter, true);
        true
    }

    fn has(&self, counter: u64) -> bool {
        self.came[word(counter)] & bit(counter) != 0
    }

    fn set(&mut self, counter: u64, came: bool) {
        if came {
            self.came[word(counter)] |= bit(counter);
        } else {
            self.came[word(counter)] &= !bit(counter);
        }
    }
}

fn word(counter: u64) -> usize {
    usize::try_from(counter % WINDOW / 64).expect("below 16")
}

fn bit(counter: u64) -> u64 {
    1 << (counter % 64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// What the window must do, said with a set that forgets nothing.
    #[derive(Default)]
    struct Memory(BTreeSet<u64>);

    impl Memory {
        fn take(&mut self, counter: u64) -> bool {
            let too_old = self
                .0
                .last()
                .is_some_and(|highest| highest.saturating_sub(counter) >= WINDOW);
            !too_old && self.0.insert(counter)
        }
    }

    proptest! {
        #[test]
        fn each_counter_is_taken_once_and_none_from_before_the_window(counters in prop::collection::vec(prop_oneof![0..3_000_u64, 0..40_u64, 2_000..2_100_u64], 1..400)) {
            let (mut window, mut memory) = (ReplayWindow::default(), Memory::default());
            for counter in counters {
                prop_assert_eq!(window.is_new(counter), memory.0.last().is_none_or(|highest| highest.saturating_sub(counter) < WINDOW) && !memory.0.contains(&counter));
                prop_assert_eq!(window.take(counter), memory.take(counter));
            }
        }
    }

    #[test]
    fn a_counter_at_the_end_of_all_numbers_is_not_taken() {
        let mut window = ReplayWindow::default();
        assert!(!window.take(u64::MAX));
        assert!(window.take(u64::MAX - 1));
        assert!(window.take(u64::MAX - WINDOW));
        assert!(!window.take(u64::MAX - 1 - WINDOW));
    }
}
