//! Chance from a seed, so that the same evening can be lived twice. SplitMix64 (Steele et al. 2014).

/// A stream of chance. Two with the same seed and name give the same evening.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn seeded(seed: u64, name: &str) -> Self {
        // FNV-1a over the name keeps the streams of two people apart.
        let mixed = name.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self(mixed)
    }

    pub(crate) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Any value from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.draw() % (high.saturating_sub(low) + 1)
    }

    pub(crate) fn one_in(&mut self, n: u64) -> bool {
        self.draw().is_multiple_of(n.max(1))
    }

    /// One of several; `None` only of nothing.
    pub(crate) fn pick<'a, T>(&mut self, several: &'a [T]) -> Option<&'a T> {
        let count = several.len() as u64;
        if count == 0 {
            None
        } else {
            several.get((self.draw() % count) as usize)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_and_name_give_the_same_evening() {
        let evening = |seed, name| {
            let mut chance = Chance::seeded(seed, name);
            (0..20).map(|_| chance.between(3, 9)).collect::<Vec<_>>()
        };
        assert_eq!(evening(1, "ben"), evening(1, "ben"));
        assert_ne!(evening(1, "ben"), evening(1, "dana"));
        assert!(evening(7, "farah").iter().all(|value| (3..=9).contains(value)));
    }
}
