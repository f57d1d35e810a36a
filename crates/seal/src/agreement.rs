//! Who has said to be in this epoch: when to begin sending in it, and when the group has come apart.

use std::collections::BTreeSet;

/// So long a device waits for the word of all others before it sends with the new key: who has just come in, or was behind
/// before.
pub const PATIENCE_MS: u64 = 500;
/// And so long for those who kept up with the epoch before: a slow phone still hears everybody under the old key. Not where a
/// facilitator sent somebody away, who has that key as well.
pub const LONGEST_PATIENCE_MS: u64 = 2_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    authenticator: [u8; 32],
    others: BTreeSet<u32>,
    /// Of the others, those who kept up with the epoch before.
    prompt: BTreeSet<u32>,
    agreed: BTreeSet<u32>,
    apart: BTreeSet<u32>,
}

impl Agreement {
    pub(crate) fn new(authenticator: [u8; 32], others: BTreeSet<u32>, prompt: BTreeSet<u32>) -> Self {
        Self {
            authenticator,
            prompt: &prompt & &others,
            others,
            agreed: BTreeSet::new(),
            apart: BTreeSet::new(),
        }
    }

    /// A leaf's word, whose signature is checked. A second word changes nothing for the better.
    pub(crate) fn hear(&mut self, leaf: u32, authenticator: &[u8; 32]) {
        if !self.others.contains(&leaf) {
            return;
        }
        if *authenticator != self.authenticator {
            self.agreed.remove(&leaf);
            self.apart.insert(leaf);
        } else if !self.apart.contains(&leaf) {
            self.agreed.insert(leaf);
        }
    }

    /// The same on every device that is truly in the same epoch of the same group (RFC 9420, 8.7).
    #[must_use]
    pub fn authenticator(&self) -> &[u8; 32] {
        &self.authenticator
    }

    #[must_use]
    pub fn has_agreed(&self, leaf: u32) -> bool {
        self.agreed.contains(&leaf)
    }

    /// Whether this leaf is in another group than this device.
    #[must_use]
    pub fn is_apart(&self, leaf: u32) -> bool {
        self.apart.contains(&leaf)
    }

    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.agreed == self.others
    }

    /// Whether to send with the new key, after waiting so long.
    #[must_use]
    pub fn may_turn(&self, waited_ms: u64) -> bool {
        let has_spoken = |leaf: &u32| self.agreed.contains(leaf) || self.apart.contains(leaf);
        self.is_whole()
            || waited_ms >= LONGEST_PATIENCE_MS
            || (waited_ms >= PATIENCE_MS && self.prompt.iter().all(has_spoken))
    }

    /// Who keeps up, when this epoch ends after so long: who has agreed, or still may.
    pub(crate) fn keeps_up(&self, leaf: u32, after_ms: u64) -> bool {
        self.agreed.contains(&leaf) || (after_ms < LONGEST_PATIENCE_MS && self.prompt.contains(&leaf))
    }

    /// More than half of the others are in another group than this device.
    #[must_use]
    pub fn is_fork(&self) -> bool {
        self.apart.len() * 2 > self.others.len()
    }
}
