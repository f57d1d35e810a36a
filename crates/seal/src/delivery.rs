//! The server's half for one running room: it orders handshakes and holds no secret but the key with which it says that a
//! line was lost. It judges every commit by the rules and against the public half of the group; it can add nobody.
//!
//! A machine with one door: `handle(input, now_ms)`, then `poll()` until there is nothing, and `next_timeout_ms`.

mod circle;
mod comings;
mod commit;
mod desk;
mod found;
mod pace;
mod person;
mod returning;
mod wire;
mod work;

use crate::rules::Revoked;
use crate::{Chain, CircleId, Key, Malformed, Name, Provider, PublicKey};
use circle::Circle;
use openmls::prelude::OpenMlsProvider;
use openmls_rust_crypto::RustCrypto;
use person::Person;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
pub use wire::{Input, Output, Refused, Row, WorkAdd};

/// A network blip shorter than this needs no new keys: the page still holds its leaf.
pub const LEAF_KEPT_MS: u64 = 15_000;
/// A device that was asked for a commit has so long to send it, before the next is asked.
pub const ANSWER_MS: u64 = 1_000;
/// So long after a commit, one of the others must have agreed. Otherwise nobody could follow it (what the server cannot see:
/// a path that does not open, a tag that does not fit), and a new circle is founded.
pub const FOLLOWED_MS: u64 = 5_000;
/// A page that was welcomed has said its first word after so long, if the Welcome opened.
pub const ENTERED_MS: u64 = 2_000;
/// A facilitator's page that may found a circle waits so long until it is in the one there is. Whoever is in there and adds
/// nobody, or by a Welcome that does not open, frozen or hostile, keeps nobody who leads outside for longer.
pub const FOUNDER_WAITS_MS: u64 = 10_000;

pub const MOST_KEY_PACKAGE_BYTES: usize = 4 * 1_024;
pub const MOST_HANDSHAKE_BYTES: usize = 64 * 1_024;
pub const MOST_WELCOME_BYTES: usize = 128 * 1_024;

/// What the room knows of the group when it starts.
#[derive(Debug, Clone)]
pub struct Setting {
    pub group: Name,
    pub session: Name,
    /// The links kept with the group, in their order.
    pub chain: Vec<Vec<u8>>,
    /// Chance for the room's server key.
    pub server_seed: [u8; 32],
}

pub struct Delivery {
    group: Name,
    session: Name,
    chain: Option<Chain>,
    server_key: Key,
    provider: Provider,
    people: BTreeMap<Name, Person>,
    /// Key packages serve once in a room: their references.
    seen: BTreeSet<Vec<u8>>,
    /// A circle's id serves once in a room.
    past_circles: BTreeSet<CircleId>,
    revoked: Revoked,
    circle: Option<Circle>,
    /// Who made a commit that nobody could follow, or a Welcome that did not open, and for whom. Each of those counts once;
    /// whoever fails most people is asked last.
    distrusted: BTreeMap<Name, BTreeSet<Name>>,
    locked: BTreeSet<Name>,
    out: VecDeque<Output>,
    /// What a page that came back missed; told behind the state.
    behind: VecDeque<Output>,
}

impl std::fmt::Debug for Delivery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Delivery")
            .field("session", &self.session)
            .field("people", &self.people.len())
            .field("epoch", &self.epoch())
            .finish_non_exhaustive()
    }
}

impl Delivery {
    /// Malformed: the links kept with the group are no chain. Somebody changed what was stored.
    pub fn open(setting: &Setting, provider: Provider) -> Result<Self, Malformed> {
        Ok(Self {
            chain: Chain::read(&setting.chain, &setting.group)?,
            group: setting.group.clone(),
            session: setting.session.clone(),
            server_key: Key::from_seed(&setting.server_seed),
            provider,
            people: BTreeMap::new(),
            seen: BTreeSet::new(),
            past_circles: BTreeSet::new(),
            revoked: Revoked::default(),
            circle: None,
            distrusted: BTreeMap::new(),
            locked: BTreeSet::new(),
            out: VecDeque::new(),
            behind: VecDeque::new(),
        })
    }

    /// Refused is told to the sender alone; nothing has changed then.
    pub fn handle(&mut self, input: Input, now_ms: u64) -> Result<(), Refused> {
        let done = match input {
            Input::Here {
                member,
                leads,
                key_package,
                holds,
            } => self.here(member, leads, &key_package, holds, now_ms),
            Input::Gone { member } => self.gone(&member, now_ms),
            Input::Admitted { member, token } => self.admitted(member, &token, now_ms),
            Input::Granted { by, member, token } => self.granted(&by, &member, &token, now_ms),
            Input::Left { member, leave } => self.left(&member, &leave),
            Input::Removed { member, order } => self.removed(&member, &order, now_ms),
            Input::Found { by, link, group_info } => self.found(&by, link.as_deref(), &group_info, now_ms),
            Input::Vouch { by, link } => self.vouch(&by, &link),
            Input::Commit {
                by,
                epoch,
                commit,
                welcome,
            } => self.commit(&by, epoch, &commit, welcome.as_deref(), now_ms),
            Input::Agreed { by, statement } => self.agreed(&by, &statement),
            Input::Time => Ok(()),
        };
        self.settle(now_ms);
        done
    }

    pub fn poll(&mut self) -> Option<Output> {
        self.out.pop_front()
    }

    /// What follows from any input, and from time alone.
    fn settle(&mut self, now_ms: u64) {
        self.lose_the_lost(now_ms);
        self.end_what_is_over(now_ms);
        // First how things stand: work and commits are judged by the chain that is told here.
        self.tell_states();
        self.out.append(&mut self.behind);
        self.ask_for_work(now_ms);
        self.tell_desks();
        self.tell_who_comes_back();
        self.tell_locked();
    }

    /// When `Input::Time` is due.
    #[must_use]
    pub fn next_timeout_ms(&self) -> Option<u64> {
        let lost = self.people.values().filter_map(Person::lost_at_ms);
        let circle = self.circle.iter().flat_map(Circle::timeouts_ms);
        lost.chain(circle).chain(self.founder_gives_up_ms()).min()
    }

    #[must_use]
    pub fn server_key(&self) -> PublicKey {
        self.server_key.public()
    }

    /// The circle that lives, and its epoch.
    #[must_use]
    pub fn epoch(&self) -> Option<(CircleId, u64)> {
        self.circle.as_ref().map(|circle| (circle.id, circle.epoch()))
    }

    fn crypto(&self) -> &RustCrypto {
        self.provider.crypto()
    }

    fn speaks(&self, device: &PublicKey, member: &Name) -> bool {
        self.chain
            .as_ref()
            .is_some_and(|chain| chain.speaks_for(device, member))
    }

    fn tell_locked(&mut self) {
        let locked: BTreeSet<Name> = self
            .circle
            .iter()
            .flat_map(|circle| circle.seated.iter().map(|seat| seat.member.clone()))
            .collect();
        if locked != self.locked {
            self.out.push_back(Output::Locked {
                members: locked.iter().cloned().collect(),
            });
            self.locked = locked;
        }
    }

    /// Each page in the circle, again when it changes; never somebody who waits.
    fn tell_states(&mut self) {
        let server_key = self.server_key.public();
        let (chain, circle) = (self.chain.as_ref(), self.circle.as_ref());
        for (member, person) in self
            .people
            .iter_mut()
            .filter(|(_, person)| person.is_here && person.may_know())
        {
            let may_found = circle.is_none() && person.leads && person.may_found(chain, member);
            let told = person::Told {
                links: chain.map_or(0, |chain| chain.links().len()),
                circle: circle.map(|circle| circle.id),
                may_found,
            };
            if person.told.as_ref() == Some(&told) {
                continue;
            }
            person.told = Some(told);
            self.out.push_back(Output::State {
                to: member.clone(),
                chain: chain.map_or_else(Vec::new, |chain| chain.links().to_vec()),
                circle: circle.map(|circle| circle.id),
                epoch: circle.map_or(0, Circle::epoch),
                server_key,
                may_found,
            });
        }
    }
}
