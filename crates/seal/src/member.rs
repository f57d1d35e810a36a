//! A full member of a circle, for bots: one loaded page of one person with one device. It takes what the server told and
//! believes none of it before the rules agree. The browser's half is client/src/seal.

mod circle;
mod committing;
mod entering;
mod hands;
mod talk;

use crate::mls::{self, NotTaken};
use crate::rules::{Bench, Revoked, Wrong};
use crate::{Chain, CircleId, Identity, Key, Malformed, Name, Provider, PublicKey, Signed, WhisperKey};
use circle::Circle;
pub use circle::Seat;
pub use committing::{Add, Became, Made};
pub use entering::Founding;
#[cfg(test)]
pub(crate) use entering::stage_welcome;
use openmls::prelude::tls_codec::Serialize;
use openmls::prelude::{
    BasicCredential, CredentialWithKey, KeyPackage, KeyPackageBundle, Lifetime, MlsMessageOut,
    OpenMlsProvider, OpenMlsRand,
};
use std::collections::BTreeMap;
pub use talk::Heard;

/// A page keeps so many key packages that nobody has used yet: the server may welcome it by an earlier one.
const MOST_FRESH: usize = 4;

/// Whose page it is, by the wire's names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    pub group: Name,
    pub session: Name,
    pub member: Name,
}

/// Why this device does not send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error("the chain of facilitators begins with another device than the one pinned")]
    OtherFounder,
    #[error("the chain of facilitators does not hold, or has lost a link")]
    BrokenChain,
    #[error("a commit was sent as if it counted: {0}")]
    BadCommit(Why),
    #[error("more than half of the circle is in another group")]
    Fork,
    #[error("the server went back behind an epoch that was")]
    RolledBack,
    #[error("the server's key changed while the circle lives")]
    ServerKeyChanged,
}

/// What is wrong with a handshake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
    #[error(transparent)]
    Wrong(#[from] Wrong),
}

/// What this device does not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Declined {
    /// From now on it sends nothing in this circle.
    #[error("stopped: {0}")]
    Stopped(#[from] Trouble),
    /// Nothing has changed by it.
    #[error("not taken: {0}")]
    NotTaken(#[from] Why),
    #[error("in no circle, or not sure of it yet")]
    NotInside,
    #[error("this device does not stand in the chain")]
    NotInChain,
}

impl From<NotTaken> for Declined {
    fn from(why: NotTaken) -> Self {
        Self::NotTaken(why.into())
    }
}

impl From<Malformed> for Declined {
    fn from(_: Malformed) -> Self {
        NotTaken::Malformed.into()
    }
}

/// What a device keeps of a group between pages: the founder it pinned and the devices it met in circles it was sure of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    pub founder: Option<PublicKey>,
    pub met: BTreeMap<Name, PublicKey>,
}

/// A key package for one leaf, with its private half.
#[derive(Debug)]
struct Fresh {
    leaf_key: std::sync::Arc<Key>,
    bundle: KeyPackageBundle,
}

/// What the page says first on every new socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    pub key_package: Vec<u8>,
    pub holds: Option<(CircleId, u64)>,
}

/// What the server told last about the group and its circle.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    circle: Option<CircleId>,
    server_key: PublicKey,
}

pub struct Member {
    who: Who,
    device: Key,
    whisper_key: WhisperKey,
    provider: Provider,
    fresh: Vec<Fresh>,
    memory: Memory,
    chain: Option<Chain>,
    told: Option<Told>,
    revoked: Revoked,
    founding: Option<Circle>,
    circle: Option<Circle>,
    /// The last epoch of each circle this page was in: it never goes back behind it.
    reached: BTreeMap<CircleId, u64>,
    trouble: Option<Trouble>,
}

impl std::fmt::Debug for Member {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Member")
            .field("who", &self.who)
            .field("epoch", &self.epoch())
            .finish_non_exhaustive()
    }
}

impl Member {
    /// `provider` is where chance comes from; one of its own for every page, for it also keeps the page's MLS state.
    #[must_use]
    pub fn new(who: Who, device: Key, memory: Memory, provider: Provider) -> Self {
        let whisper_key = WhisperKey::from_chance(provider.crypto(), &chance(&provider));
        Self {
            who,
            device,
            whisper_key,
            provider,
            fresh: Vec::new(),
            memory,
            chain: None,
            told: None,
            revoked: Revoked::default(),
            founding: None,
            circle: None,
            reached: BTreeMap::new(),
            trouble: None,
        }
    }

    #[must_use]
    pub fn device(&self) -> PublicKey {
        self.device.public()
    }

    /// To be kept for the next page of this device.
    #[must_use]
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }

    /// The circle and epoch this page is in.
    #[must_use]
    pub fn epoch(&self) -> Option<(CircleId, u64)> {
        self.circle.as_ref().map(|circle| (circle.id, circle.epoch()))
    }

    /// Who is in the circle: its leaves, never what the server says.
    #[must_use]
    pub fn seats(&self) -> &[Seat] {
        self.circle.as_ref().map_or(&[], |circle| &circle.seats)
    }

    /// Up to which moment this person's admissions are revoked: when they were last sent out.
    #[must_use]
    pub fn sent_out_ms(&self, member: &Name) -> Option<u64> {
        self.revoked.until_ms(member)
    }

    /// A key package for a leaf to come, and what this page still holds.
    pub fn here(&mut self, now_ms: u64) -> Here {
        let fresh = self.make_fresh(now_ms);
        let key_package = serialize_key_package(fresh.bundle.key_package().clone());
        self.fresh.push(fresh);
        if self.fresh.len() > MOST_FRESH {
            self.fresh.remove(0);
        }
        Here {
            key_package,
            holds: self.epoch(),
        }
    }

    fn make_fresh(&self, now_ms: u64) -> Fresh {
        let leaf_key = Key::from_seed(&chance(&self.provider));
        let bundle = KeyPackage::builder()
            .key_package_lifetime(lifetime(now_ms))
            .leaf_node_capabilities(mls::capabilities())
            .build(mls::SUITE, &self.provider, &leaf_key, self.credential(&leaf_key))
            .expect("OpenMLS makes a key package of our suite from keys of our suite");
        Fresh {
            leaf_key: leaf_key.into(),
            bundle,
        }
    }

    fn credential(&self, leaf_key: &Key) -> CredentialWithKey {
        let identity = Identity {
            session: self.who.session.clone(),
            member: self.who.member.clone(),
            device: self.device.public(),
            whisper: PublicKey(self.whisper_key.public()),
        };
        let identity = Signed::of_leaf(identity, &self.device, &leaf_key.public());
        CredentialWithKey {
            credential: BasicCredential::new(identity.into_bytes()).into(),
            signature_key: leaf_key.public().0.to_vec().into(),
        }
    }

    /// The server tells how things stand. True: this page holds no leaf of the circle that lives and has nothing presented
    /// for it, so it should say `here` again.
    pub fn state(
        &mut self,
        chain: &[Vec<u8>],
        circle: Option<CircleId>,
        epoch: u64,
        server_key: PublicKey,
        now_ms: u64,
    ) -> Result<bool, Declined> {
        self.follow(chain)?;
        let before = self.told.replace(Told { circle, server_key });
        let held = self.epoch();
        if let (Some(circle), Some((held, held_epoch))) = (circle, held)
            && circle == held
        {
            if before.is_some_and(|before| before.circle == Some(circle) && before.server_key != server_key) {
                return Err(self.stop(Trouble::ServerKeyChanged));
            }
            if epoch < held_epoch {
                return Err(self.stop(Trouble::RolledBack));
            }
            self.look_around_again();
            return Ok(false);
        }
        if held.is_some() {
            self.drop_circle();
        }
        match (self.founding.take(), circle) {
            (Some(founded), Some(circle)) if founded.id == circle => {
                self.enter(founded, now_ms);
                Ok(false)
            }
            (founding, None) => {
                self.founding = founding;
                Ok(false)
            }
            (_, Some(_)) => Ok(held.is_some() || self.fresh.is_empty()),
        }
    }

    /// A chain begins with the device pinned at first sight and only ever grows.
    fn follow(&mut self, links: &[Vec<u8>]) -> Result<(), Declined> {
        let Ok(told) = Chain::read(links, &self.who.group) else {
            return Err(self.stop(Trouble::BrokenChain));
        };
        let pinned = self.memory.founder;
        if told
            .as_ref()
            .is_some_and(|told| pinned.is_some_and(|pinned| pinned != *told.founder()))
        {
            return Err(self.stop(Trouble::OtherFounder));
        }
        if let Some(ours) = &self.chain
            && !told.as_ref().is_some_and(|told| told.continues(ours))
        {
            return Err(self.stop(Trouble::BrokenChain));
        }
        self.memory.founder = pinned.or(told.as_ref().map(|told| *told.founder()));
        self.chain = told;
        Ok(())
    }

    fn stop(&mut self, trouble: Trouble) -> Declined {
        Declined::Stopped(*self.trouble.get_or_insert(trouble))
    }

    fn drop_circle(&mut self) {
        self.circle = None;
        // About the chain: a new circle does not cure it.
        if !matches!(self.trouble, Some(Trouble::OtherFounder | Trouble::BrokenChain)) {
            self.trouble = None;
        }
    }

    fn bench<'a>(
        &'a self,
        circle: &'a Circle,
        seated: &'a [crate::rules::Seated],
        now_ms: u64,
    ) -> Option<Bench<'a>> {
        Some(Bench {
            circle: &circle.id,
            session: &self.who.session,
            epoch: circle.epoch(),
            chain: self.chain.as_ref()?,
            server_key: &self.told.as_ref()?.server_key,
            seated,
            revoked: &self.revoked,
            now_ms,
        })
    }
}

fn chance<const N: usize>(provider: &Provider) -> [u8; N] {
    provider
        .rand()
        .random_array()
        .expect("without chance there are no keys")
}

fn lifetime(now_ms: u64) -> Lifetime {
    let now_s = now_ms / 1_000;
    Lifetime::init(now_s.saturating_sub(mls::BEFORE_S), now_s + mls::AFTER_S)
}

fn serialize_key_package(key_package: KeyPackage) -> Vec<u8> {
    serialize(&MlsMessageOut::from(key_package))
}

fn serialize(message: &MlsMessageOut) -> Vec<u8> {
    message
        .tls_serialize_detached()
        .expect("OpenMLS writes what OpenMLS made")
}
