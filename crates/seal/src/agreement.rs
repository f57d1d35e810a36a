//! Who has said to be in this epoch: when to begin sending in it, and when the group has come apart.

use std::collections::BTreeSet;

/// Nobody waits longer for the others' word before sending with the new key.
pub const PATIENCE_MS: u64 = 500;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    authenticator: [u8; 32],
    others: BTreeSet<u32>,
    agreed: BTreeSet<u32>,
    apart: BTreeSet<u32>,
}

impl Agreement {
    pub(crate) fn new(authenticator: [u8; 32], others: BTreeSet<u32>) -> Self {
        Self {
            authenticator,
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

    /// More than half of the others are in another group than this device.
    #[must_use]
    pub fn is_fork(&self) -> bool {
        self.apart.len() * 2 > self.others.len()
    }
}
