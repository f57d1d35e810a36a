//! The circle that lives, as the server sees it: the public half of the group, who sits where, what is under way.

use super::{ANSWER_MS, FOLLOWED_MS, LEAF_KEPT_MS};
use crate::rules::Seated;
use crate::{CircleId, Name, PublicKey};
use openmls::prelude::{LeafNodeIndex, PublicGroup};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

#[derive(Debug)]
pub(super) struct Circle {
    pub(super) id: CircleId,
    pub(super) began_ms: u64,
    pub(super) group: PublicGroup,
    pub(super) seated: Vec<Seated>,
    /// Commits of the last moments, for pages whose line was lost for a moment.
    pub(super) log: VecDeque<Logged>,
    /// Why leaves are to go.
    pub(super) reasons: BTreeMap<u32, Vec<u8>>,
    /// Who is asked to commit now, and since when.
    pub(super) asked: Option<(Name, u64)>,
    /// Who was asked in this round.
    pub(super) tried: BTreeSet<Name>,
    /// Who was asked in this epoch: a late answer is still an answer.
    pub(super) may_commit: BTreeSet<Name>,
    /// Who has agreed to this epoch, with their statements, once each.
    pub(super) words: BTreeMap<u32, (Name, Vec<u8>)>,
    pub(super) turned: Option<Turned>,
    /// Who was welcomed and has not said a word since: whether the Welcome opens is known to their page alone.
    pub(super) welcomed: BTreeMap<Name, Welcomed>,
}

#[derive(Debug)]
pub(super) struct Welcomed {
    pub(super) by: Name,
    pub(super) at_ms: u64,
}

#[derive(Debug)]
pub(super) struct Logged {
    pub(super) epoch: u64,
    pub(super) commit: Vec<u8>,
    pub(super) at_ms: u64,
}

/// The last turn of the epoch, until one of those who were to follow it has followed.
#[derive(Debug)]
pub(super) struct Turned {
    pub(super) by: Name,
    /// Who was in before and was here. Whom the commit brought in came by the welcome, which says nothing about the path.
    pub(super) followers: BTreeSet<Name>,
    pub(super) at_ms: u64,
}

impl Circle {
    pub(super) fn new(id: CircleId, group: PublicGroup, founder: Seated, began_ms: u64) -> Self {
        Self {
            id,
            began_ms,
            group,
            seated: vec![founder],
            log: VecDeque::new(),
            reasons: BTreeMap::new(),
            asked: None,
            tried: BTreeSet::new(),
            may_commit: BTreeSet::new(),
            words: BTreeMap::new(),
            turned: None,
            welcomed: BTreeMap::new(),
        }
    }

    pub(super) fn epoch(&self) -> u64 {
        self.group.group_context().epoch().as_u64()
    }

    pub(super) fn seat_of(&self, member: &Name) -> Option<&Seated> {
        self.seated.iter().find(|seat| seat.member == *member)
    }

    pub(super) fn leaf_key(&self, leaf: u32) -> Option<PublicKey> {
        let leaf = self.group.leaf(LeafNodeIndex::new(leaf))?;
        PublicKey::of(leaf.signature_key().as_slice()).ok()
    }

    /// The commits since `epoch`, if all of them are still there.
    pub(super) fn since(&self, epoch: u64) -> Option<impl Iterator<Item = &Logged>> {
        let first = self.log.front().map_or(self.epoch(), |logged| logged.epoch);
        let whole = (first..=self.epoch()).contains(&epoch);
        whole.then(|| self.log.iter().filter(move |logged| logged.epoch >= epoch))
    }

    pub(super) fn forget_old(&mut self, now_ms: u64) {
        while self
            .log
            .front()
            .is_some_and(|logged| logged.at_ms + LEAF_KEPT_MS < now_ms)
        {
            self.log.pop_front();
        }
    }

    pub(super) fn is_asked(&self, member: &Name) -> bool {
        self.asked.as_ref().is_some_and(|(asked, _)| asked == member)
    }

    /// A new round of asking.
    pub(super) fn ask_anew(&mut self) {
        self.asked = None;
        self.tried.clear();
    }

    pub(super) fn timeouts_ms(&self) -> impl Iterator<Item = u64> {
        let answer = self.asked.as_ref().map(|(_, since)| since + ANSWER_MS);
        let followed = self.turned.as_ref().map(|turned| turned.at_ms + FOLLOWED_MS);
        answer.into_iter().chain(followed)
    }
}
