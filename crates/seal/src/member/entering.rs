//! How a page comes into a circle: it founds one, or a Welcome opens for a key package it presented.

use super::circle::{Circle, seats_of};
use super::{Declined, Fresh, Member, Trouble, chance, lifetime, serialize};
use crate::mls::{self, NotTaken};
use crate::{Name, Provider, founding_link};
use openmls::prelude::{
    GroupId, JoinBuilder, KeyPackageBundle, MlsGroup, MlsGroupJoinConfig, OpenMlsProvider,
    PURE_PLAINTEXT_WIRE_FORMAT_POLICY, ProcessedWelcome, RatchetTreeIn, StagedWelcome, Welcome,
    WireFormatPolicy,
};
use openmls_traits::storage::StorageProvider;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Words come late when the epoch turns: those of so many epochs before are still opened.
const PAST_EPOCHS: usize = 4;
const PADDING_BYTES: usize = 256;
const HANDSHAKES_IN_THE_OPEN: WireFormatPolicy = PURE_PLAINTEXT_WIRE_FORMAT_POLICY;

/// What goes to the server to found a circle. `link` founds the group's chain as well, where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founding {
    pub link: Option<Vec<u8>>,
    pub group_info: Vec<u8>,
}

impl Member {
    /// Founds a circle with the leaf presented last. Nothing is sent in it before the server says that this one lives.
    pub fn found(&mut self, now_ms: u64) -> Result<Founding, Declined> {
        let me = &self.who.member;
        if self
            .chain
            .as_ref()
            .is_some_and(|chain| !chain.speaks_for(&self.device.public(), me))
        {
            return Err(Declined::NotInChain);
        }
        let leaf_key = Arc::clone(&self.fresh.last().ok_or(Declined::NotInside)?.leaf_key);
        let group = MlsGroup::builder()
            .with_group_id(GroupId::from_slice(&chance::<16>(&self.provider)))
            .ciphersuite(mls::SUITE)
            .with_capabilities(mls::capabilities())
            .lifetime(lifetime(now_ms))
            .with_wire_format_policy(HANDSHAKES_IN_THE_OPEN)
            .padding_size(PADDING_BYTES)
            .max_past_epochs(PAST_EPOCHS)
            .use_ratchet_tree_extension(true)
            .build(&self.provider, &*leaf_key, self.credential(&leaf_key))
            .expect("OpenMLS makes a group of our suite");
        let group_info = group
            .export_group_info(self.provider.crypto(), &*leaf_key, true)
            .expect("a new group tells of itself");
        let link = match self.chain {
            Some(_) => None,
            None => Some(founding_link(&self.who.group, me, &self.device, now_ms)),
        };
        self.founding = Some(Circle::new(group, leaf_key, true)?);
        Ok(Founding {
            link,
            group_info: serialize(&group_info),
        })
    }

    /// Enters with the key package that the welcome is for. Refused, nothing has changed.
    pub fn welcome(&mut self, epoch: u64, bytes: &[u8], now_ms: u64) -> Result<(), Declined> {
        if let Some(trouble) = self.trouble {
            return Err(trouble.into());
        }
        let told = self
            .told
            .as_ref()
            .and_then(|told| told.circle)
            .ok_or(Declined::NotInside)?;
        let chain = self.chain.as_ref().ok_or(Declined::NotInside)?;
        let welcome = mls::read_welcome(bytes)?;
        let at = self
            .fresh
            .iter()
            .position(|fresh| self.is_for(&welcome, fresh))
            .ok_or(NotTaken::NotForUs)?;
        let fresh = &self.fresh[at];
        let staged = self.stage(welcome, fresh)?;
        let id = staged.group_context().group_id().as_slice();
        let joins = staged.group_context().epoch().as_u64();
        if id != told {
            return Err(NotTaken::OtherGroup.into());
        }
        if joins != epoch || self.reached.get(&told).is_some_and(|reached| joins <= *reached) {
            return Err(NotTaken::WrongEpoch.into());
        }
        if staged.group_context().extensions().iter().next().is_some() {
            return Err(NotTaken::Extensions.into());
        }
        let group = staged
            .into_group(&self.provider)
            .map_err(|_| NotTaken::NotVerified)?;
        let seats = seats_of(&group, chain)?;
        let members: BTreeSet<&Name> = seats.iter().map(|seat| &seat.member).collect();
        let own = group.own_leaf_index().u32();
        let is_ours = seats
            .iter()
            .any(|seat| seat.leaf == own && seat.member == self.who.member);
        let of_session = group.members().all(|leaf| {
            mls::identity_in(&leaf.credential, &leaf.signature_key)
                .is_ok_and(|says| says.session == self.who.session)
        });
        if members.len() != seats.len() || !is_ours || !of_session {
            return Err(NotTaken::NoIdentity.into());
        }
        let circle = Circle::new(group, Arc::clone(&fresh.leaf_key), false)?;
        self.fresh.remove(at);
        self.drop_circle();
        self.enter(circle, now_ms);
        Ok(())
    }

    fn is_for(&self, welcome: &Welcome, fresh: &Fresh) -> bool {
        let Ok(ours) = fresh.bundle.key_package().hash_ref(self.provider.crypto()) else {
            return false;
        };
        welcome.secrets().iter().any(|secret| secret.new_member() == ours)
    }

    fn stage(&self, welcome: Welcome, fresh: &Fresh) -> Result<StagedWelcome, NotTaken> {
        let config = MlsGroupJoinConfig::builder()
            .wire_format_policy(HANDSHAKES_IN_THE_OPEN)
            .padding_size(PADDING_BYTES)
            .max_past_epochs(PAST_EPOCHS)
            .use_ratchet_tree_extension(true)
            .build();
        stage_welcome(&self.provider, &fresh.bundle, welcome, &config, None)
    }

    pub(super) fn enter(&mut self, circle: Circle, now_ms: u64) {
        self.circle = Some(circle);
        self.epoch_began(false, now_ms);
    }

    /// `hurried`: somebody was sent away.
    pub(super) fn epoch_began(&mut self, hurried: bool, now_ms: u64) {
        let (Some(circle), Some(chain)) = (self.circle.as_mut(), self.chain.as_ref()) else {
            return;
        };
        circle
            .begin_epoch(chain, hurried, now_ms)
            .expect("identities were checked when their leaves came in");
        self.reached.insert(circle.id, circle.epoch());
        for word in std::mem::take(&mut circle.early) {
            // Said too early, and now in time; one that does not hold is nobody's word.
            let _ = self.hear_agreed(&word);
        }
    }

    /// A colleague's device was vouched for: its leaf is a facilitator's from now on.
    pub(super) fn look_around_again(&mut self) {
        let (Some(circle), Some(chain)) = (self.circle.as_mut(), self.chain.as_ref()) else {
            return;
        };
        if let Ok(seats) = seats_of(&circle.group, chain) {
            circle.seats = seats;
        }
    }

    /// "I am in this epoch", for the server to pass on after each epoch began.
    #[must_use]
    pub fn agreed_statement(&self) -> Option<Vec<u8>> {
        self.circle.as_ref().map(Circle::agreed_statement)
    }

    pub(super) fn fork(&mut self) -> Declined {
        self.stop(Trouble::Fork)
    }
}

/// Opens a welcome by this key package. The tree comes inside it, in all of ours.
pub(crate) fn stage_welcome(
    provider: &Provider,
    ours: &KeyPackageBundle,
    welcome: Welcome,
    config: &MlsGroupJoinConfig,
    tree: Option<RatchetTreeIn>,
) -> Result<StagedWelcome, NotTaken> {
    let reference = ours
        .key_package()
        .hash_ref(provider.crypto())
        .map_err(|_| NotTaken::NotVerified)?;
    // OpenMLS takes the key package out of its store even when the welcome turns out to be broken.
    provider
        .storage()
        .write_key_package(&reference, ours)
        .map_err(|_| NotTaken::NotVerified)?;
    let processed =
        ProcessedWelcome::new_from_welcome(provider, config, welcome).map_err(|_| NotTaken::NotVerified)?;
    // A page that comes back finds a group of the same id in its store only if it fell out of it: the new one counts.
    let join = JoinBuilder::new(provider, processed)
        .replace_old_group()
        .skip_lifetime_validation();
    let join = match tree {
        Some(tree) => join.with_ratchet_tree(tree),
        None => join,
    };
    join.build().map_err(|_| NotTaken::NotVerified)
}
