//! Chance that repeats itself: SplitMix64 (Steele, Lea, Flood 2014) from a seed. Never for secrets.

use domain::id::Id;
use uuid::Uuid;

/// The seed belongs into a failing test's message; with it the same world comes back.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `limit`, which is at least 1. The slight favour for small numbers does not matter in tests.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.number() % limit.max(1)
    }

    /// Happens in `percent` of a hundred cases.
    pub fn happens(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of them, or `None` of an empty slice.
    pub fn one_of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let count = u64::try_from(choices.len()).unwrap_or(u64::MAX);
        choices.get(usize::try_from(self.below(count)).unwrap_or(0))
    }

    pub fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let number = self.number().to_le_bytes();
            chunk.copy_from_slice(&number[..chunk.len()]);
        }
    }

    pub fn id<I: Id>(&mut self) -> I {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        I::from_uuid(Uuid::from_bytes(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_one_world() {
        let world = |seed| {
            let mut chance = Chance::seeded(seed);
            [chance.number(), chance.below(10), chance.number()]
        };
        assert_eq!(world(7), world(7));
        assert_ne!(world(7), world(8));
    }
}
