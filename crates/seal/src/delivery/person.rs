//! One person as the machine knows them: the page they have open, what it presented, what admits them.

use super::LEAF_KEPT_MS;
use super::pace::Pace;
use crate::mls::Presented;
use crate::{Chain, CircleId, Name, PublicKey};
use std::collections::BTreeSet;

#[derive(Debug, Default)]
pub(super) struct Person {
    pub(super) leads: bool,
    pub(super) is_here: bool,
    pub(super) admitted: bool,
    pub(super) gone_ms: Option<u64>,
    pub(super) presented: Option<Package>,
    /// Their page holds no leaf and would like one.
    pub(super) wants_leaf: bool,
    /// Since when somebody who may found a circle is to be added to the one there is.
    pub(super) held_out_since_ms: Option<u64>,
    /// Their admission to the circle that lives; checked.
    pub(super) token: Option<Admission>,
    /// Their admission to a circle before.
    pub(super) old_token: Option<Admission>,
    pub(super) pace: Pace,
    pub(super) told: Option<Told>,
    pub(super) desk: Option<super::desk::Desk>,
    pub(super) told_who_comes_back: BTreeSet<Name>,
}

#[derive(Debug)]
pub(super) struct Package {
    pub(super) bytes: Vec<u8>,
    pub(super) reference: Vec<u8>,
    pub(super) inside: Presented,
}

#[derive(Debug, Clone)]
pub(super) struct Admission {
    pub(super) device: PublicKey,
    pub(super) bytes: Vec<u8>,
}

/// What this page was told last of the state, as far as it can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) links: usize,
    pub(super) circle: Option<CircleId>,
    pub(super) may_found: bool,
}

impl Person {
    /// The waiting see nothing.
    pub(super) fn may_know(&self) -> bool {
        self.admitted || self.leads
    }

    pub(super) fn device(&self) -> Option<&PublicKey> {
        self.presented
            .as_ref()
            .map(|package| &package.inside.identity.device)
    }

    pub(super) fn may_found(&self, chain: Option<&Chain>, member: &Name) -> bool {
        let speaks = |device| chain.is_none_or(|chain| chain.speaks_for(device, member));
        self.device().is_some_and(speaks)
    }

    /// Whether something of them is to be remembered beyond their socket.
    pub(super) fn is_known(&self) -> bool {
        self.admitted || self.leads || self.gone_ms.is_some() || self.token.is_some()
    }

    /// When a lost line is given up.
    pub(super) fn lost_at_ms(&self) -> Option<u64> {
        self.gone_ms.map(|gone| gone + LEAF_KEPT_MS)
    }

    /// Their page will not come back to the leaf it held. They are let in for the evening all the same: whoever stepped out
    /// for a breath takes their seat again, and no hand is asked for.
    pub(super) fn leave(&mut self) {
        self.gone_ms = None;
        self.close();
    }

    /// The socket is gone, and what was told on it.
    pub(super) fn close(&mut self) {
        self.is_here = false;
        self.wants_leaf = false;
        (self.presented, self.told, self.desk) = (None, None, None);
        self.told_who_comes_back.clear();
    }
}
