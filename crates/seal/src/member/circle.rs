//! The inside of one circle as this page holds it: the group, its leaves, who agreed.

use super::committing::{Add, Made};
use crate::agreement::{Agreement, LONGEST_PATIENCE_MS, PATIENCE_MS};
use crate::mls::{self, NotTaken};
use crate::rules::Seated;
use crate::sframe::{Kid, Sender, Slot, Voice};
use crate::{Agreed, Chain, CircleId, Key, Name, Order, Provider, PublicKey, Signed};
use openmls::prelude::{MlsGroup, OpenMlsProvider};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

const MEDIA_LABEL: &str = "openchair media v1";

/// A leaf, with the identity it proved when it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    pub leaf: u32,
    pub member: Name,
    pub device: PublicKey,
    pub whisper: [u8; 32],
    pub signature_key: PublicKey,
    /// Its device stands in the chain for this member.
    pub facilitator: bool,
}

/// A commit of ours, with the orders in it and the work it answers.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) asked: (Vec<Add>, Vec<Vec<u8>>),
    pub(super) made: Made,
    pub(super) orders: Vec<Order>,
}

/// A slow device may be asked for other work before its answer has come back; so many answers are known again.
const MOST_SUPERSEDED: usize = 8;

#[derive(Debug)]
pub(super) struct Circle {
    pub(super) group: MlsGroup,
    pub(super) id: CircleId,
    pub(super) leaf_key: Arc<Key>,
    pub(super) seats: Vec<Seat>,
    pub(super) agreement: Agreement,
    /// Whether this device knows that the group is the one it was admitted to. Who founds it knows. Who enters by a Welcome
    /// has only leaves, which a server could have put together: it hears and speaks once a device of the chain, or one
    /// it has met before, agrees.
    pub(super) trusted: bool,
    /// Our own commit on its way.
    pub(super) pending: Option<Pending>,
    /// Commits of ours in this epoch that a later one took the place of: OpenMLS keeps one.
    superseded: VecDeque<Vec<u8>>,
    /// Words of devices that are quicker by one epoch.
    pub(super) early: Vec<Vec<u8>>,
    began_ms: u64,
    /// Somebody was sent away by the commit that led here: nobody is waited for as long.
    hurried: bool,
    hears: bool,
    met: bool,
    speaks: bool,
}

impl Circle {
    pub(super) fn new(group: MlsGroup, leaf_key: Arc<Key>, trusted: bool) -> Result<Self, NotTaken> {
        let id = group
            .group_id()
            .as_slice()
            .try_into()
            .map_err(|_| NotTaken::OtherGroup)?;
        Ok(Self {
            agreement: Agreement::new([0; 32], BTreeSet::new(), BTreeSet::new()),
            group,
            id,
            leaf_key,
            seats: Vec::new(),
            trusted,
            pending: None,
            superseded: VecDeque::new(),
            early: Vec::new(),
            began_ms: 0,
            hurried: false,
            hears: false,
            met: false,
            speaks: false,
        })
    }

    pub(super) fn epoch(&self) -> u64 {
        self.group.epoch().as_u64()
    }

    pub(super) fn own_leaf(&self) -> u32 {
        self.group.own_leaf_index().u32()
    }

    pub(super) fn send(&mut self, commit: Pending) {
        if let Some(earlier) = self.pending.replace(commit) {
            self.superseded.push_back(earlier.made.commit);
        }
        if self.superseded.len() > MOST_SUPERSEDED {
            self.superseded.pop_front();
        }
    }

    /// Whether this commit is ours, and what it leads to is lost.
    pub(super) fn is_superseded(&self, commit: &[u8]) -> bool {
        self.superseded.iter().any(|ours| ours == commit)
    }

    pub(super) fn seated(&self) -> Vec<Seated> {
        let seated = |seat: &Seat| Seated {
            leaf: seat.leaf,
            member: seat.member.clone(),
            device: seat.device,
        };
        self.seats.iter().map(seated).collect()
    }

    pub(super) fn seat_of(&self, member: &Name) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.member == *member)
    }

    pub(super) fn begin_epoch(&mut self, chain: &Chain, hurried: bool, now_ms: u64) -> Result<(), NotTaken> {
        let keeps_up = self.keeps_up(now_ms);
        self.seats = seats_of(&self.group, chain)?;
        let authenticator = self.group.epoch_authenticator().as_slice();
        let authenticator = authenticator
            .try_into()
            .expect("SHA-256 makes authenticators of 32 bytes");
        let own = self.own_leaf();
        let others = self
            .seats
            .iter()
            .map(|seat| seat.leaf)
            .filter(|leaf| *leaf != own)
            .collect();
        let prompt = self
            .seats
            .iter()
            .filter(|seat| keeps_up.contains(&seat.signature_key))
            .map(|seat| seat.leaf)
            .collect();
        self.agreement = Agreement::new(authenticator, others, prompt);
        self.hurried = hurried;
        (self.pending, self.began_ms) = (None, now_ms);
        (self.hears, self.met, self.speaks) = (false, false, false);
        self.superseded.clear();
        Ok(())
    }

    /// By the key of their leaf, for leaves are numbered again.
    fn keeps_up(&self, now_ms: u64) -> BTreeSet<PublicKey> {
        let after_ms = self.waited_ms(now_ms);
        self.seats
            .iter()
            .filter(|seat| self.agreement.keeps_up(seat.leaf, after_ms))
            .map(|seat| seat.signature_key)
            .collect()
    }

    /// How long this epoch has been waited in; who hurries waits no longer than the short patience.
    fn waited_ms(&self, now_ms: u64) -> u64 {
        let waited_ms = now_ms.saturating_sub(self.began_ms);
        if self.hurried && waited_ms >= PATIENCE_MS {
            waited_ms.max(LONGEST_PATIENCE_MS)
        } else {
            waited_ms
        }
    }

    pub(super) fn agreed_statement(&self) -> Vec<u8> {
        let says = Agreed {
            circle: self.id,
            epoch: self.epoch(),
            leaf: self.own_leaf(),
            authenticator: *self.agreement.authenticator(),
        };
        Signed::by_leaf(says, &self.leaf_key).into_bytes()
    }

    /// The others' keys of this epoch, once an epoch.
    pub(super) fn listen(&mut self, provider: &Provider) -> Option<Vec<Voice>> {
        if self.hears || !self.trusted {
            return None;
        }
        self.hears = true;
        let own = self.own_leaf();
        let others = self.seats.iter().filter(|seat| seat.leaf != own);
        Some(
            others
                .flat_map(|seat| Slot::ALL.map(|slot| self.voice(provider, seat, slot)))
                .collect(),
        )
    }

    /// Whom this epoch shows to be in the circle, once an epoch: whoever was slow to say so is in it all the same.
    pub(super) fn meet(&mut self, now_ms: u64) -> &[Seat] {
        let has_waited = self.agreement.is_whole() || self.waited_ms(now_ms) >= PATIENCE_MS;
        if self.met || !self.trusted || self.agreement.is_fork() || !has_waited {
            return &[];
        }
        self.met = true;
        &self.seats
    }

    /// Our own lines in this epoch, once an epoch: a second sender would count its frames from 0 again.
    pub(super) fn speak(&mut self, provider: &Provider, now_ms: u64) -> Option<[Sender; 2]> {
        let may_turn = self.agreement.may_turn(self.waited_ms(now_ms));
        if self.speaks || !self.trusted || self.agreement.is_fork() || !may_turn {
            return None;
        }
        self.speaks = true;
        let own = self
            .seats
            .iter()
            .find(|seat| seat.leaf == self.own_leaf())
            .expect("a group holds its own leaf");
        Some(Slot::ALL.map(|slot| {
            let voice = self.voice(provider, own, slot);
            Sender::new(&voice.base, voice.kid)
        }))
    }

    fn voice(&self, provider: &Provider, seat: &Seat, slot: Slot) -> Voice {
        let kid = Kid::new(seat.leaf, slot, self.epoch())
            .expect("a circle has far fewer leaves than a key id can name");
        Voice {
            member: seat.member.clone(),
            kid,
            base: self.base(provider, seat.leaf, slot),
        }
    }

    pub(super) fn base(&self, provider: &Provider, leaf: u32, slot: Slot) -> [u8; 32] {
        let context = [leaf.to_be_bytes().as_slice(), &[slot as u8]].concat();
        let base = self
            .group
            .export_secret(provider.crypto(), MEDIA_LABEL, &context, 32);
        base.ok()
            .and_then(|base| base.try_into().ok())
            .expect("an active group exports as many bytes as are asked for")
    }
}

/// One leaf each, of our session, whose device signed for it.
pub(super) fn seats_of(group: &MlsGroup, chain: &Chain) -> Result<Vec<Seat>, NotTaken> {
    group
        .members()
        .map(|leaf| {
            let says = mls::identity_in(&leaf.credential, &leaf.signature_key)?;
            Ok(Seat {
                leaf: leaf.index.u32(),
                facilitator: chain.speaks_for(&says.device, &says.member),
                member: says.member,
                device: says.device,
                whisper: says.whisper.0,
                signature_key: PublicKey::of(&leaf.signature_key).map_err(|_| NotTaken::NoIdentity)?,
            })
        })
        .collect()
}
