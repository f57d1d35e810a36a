//! The first valid commit of an epoch counts; who agreed to what came of it is passed on.

use super::circle::{Logged, Turned, Welcomed};
use super::{Delivery, MOST_HANDSHAKE_BYTES, MOST_WELCOME_BYTES, Output, Refused};
use crate::mls::{self, Inside};
use crate::rules::{Bench, Change, Seated, judge};
use crate::{Agreed, Identity, Name, Order, PublicKey, Signed};
use openmls::prelude::{LeafNodeIndex, OpenMlsProvider};
use std::collections::BTreeSet;

impl Delivery {
    pub(super) fn commit(
        &mut self,
        by: &Name,
        epoch: u64,
        commit: &[u8],
        welcome: Option<&[u8]>,
        now_ms: u64,
    ) -> Result<(), Refused> {
        if commit.len() > MOST_HANDSHAKE_BYTES
            || welcome.is_some_and(|welcome| welcome.len() > MOST_WELCOME_BYTES)
        {
            return Err(Refused::TooLong);
        }
        self.pace(by, now_ms)?;
        let circle = self.circle.as_ref().ok_or(Refused::NotInside)?;
        let leaf = circle.seat_of(by).ok_or(Refused::NotInside)?.leaf;
        if epoch != circle.epoch() {
            return Err(Refused::WrongEpoch);
        }
        if !circle.may_commit.contains(by) || !self.can_commit(by) {
            return Err(Refused::NotAsked);
        }
        let checked = self.check(leaf, commit, welcome, now_ms);
        if checked.is_err() && self.circle.as_ref().is_some_and(|circle| circle.is_asked(by)) {
            // They cannot, or would not: the next is asked at once.
            self.circle.iter_mut().for_each(|circle| circle.asked = None);
        }
        let (inside, orders) = checked?;
        orders.iter().for_each(|order| self.revoked.add(order));
        self.turn(by, inside, commit, welcome, now_ms)
    }

    fn check(
        &self,
        leaf: u32,
        commit: &[u8],
        welcome: Option<&[u8]>,
        now_ms: u64,
    ) -> Result<(Inside, Vec<Order>), Refused> {
        let inside = self.look_at(leaf, commit)?;
        let orders = self.judge(&inside, now_ms)?;
        self.compare_packages(&inside)?;
        self.compare_welcome(&inside, welcome)?;
        Ok((inside, orders))
    }

    fn look_at(&self, leaf: u32, commit: &[u8]) -> Result<Inside, Refused> {
        let circle = self.circle.as_ref().ok_or(Refused::NotInside)?;
        let message = mls::read_commit(commit, &circle.id, circle.epoch()).map_err(Refused::BadCommit)?;
        let processed = circle
            .group
            .process_message(self.crypto(), message)
            .map_err(|_| Refused::BadCommit(mls::NotTaken::NotVerified))?;
        let before = |by| circle.group.leaf(LeafNodeIndex::new(by));
        let inside = mls::look_inside(processed, before).map_err(Refused::BadCommit)?;
        if inside.by == leaf {
            Ok(inside)
        } else {
            Err(Refused::BadCommit(mls::NotTaken::NotACommit))
        }
    }

    fn judge(&self, inside: &Inside, now_ms: u64) -> Result<Vec<Order>, Refused> {
        let circle = self.circle.as_ref().ok_or(Refused::NotInside)?;
        let server_key = self.server_key.public();
        let bench = Bench {
            circle: &circle.id,
            session: &self.session,
            epoch: circle.epoch(),
            chain: self.chain.as_ref().ok_or(Refused::NotInside)?,
            server_key: &server_key,
            seated: &circle.seated,
            revoked: &self.revoked,
            now_ms,
        };
        let change = Change {
            by: inside.by,
            adds: &inside.adds,
            removes: &inside.removes,
            reasons: &inside.reasons,
        };
        Ok(judge(&change, &bench)?)
    }

    /// Only a key package that its person presented last has somebody behind it who can open the welcome.
    fn compare_packages(&self, inside: &Inside) -> Result<(), Refused> {
        for (identity, package) in inside.adds.iter().zip(&inside.packages) {
            let reference = package
                .hash_ref(self.crypto())
                .map_err(|_| Refused::OtherKeyPackage)?;
            let person = self
                .people
                .get(&identity.member)
                .filter(|person| person.wants_leaf && person.may_know());
            let presented = person.and_then(|person| person.presented.as_ref());
            if presented.is_none_or(|presented| presented.reference != reference.as_slice()) {
                return Err(Refused::OtherKeyPackage);
            }
        }
        Ok(())
    }

    /// As far as one can see from outside: for exactly those who were added.
    fn compare_welcome(&self, inside: &Inside, welcome: Option<&[u8]>) -> Result<(), Refused> {
        let Some(welcome) = welcome else {
            return if inside.adds.is_empty() {
                Ok(())
            } else {
                Err(Refused::BadWelcome)
            };
        };
        let welcome = mls::read_welcome(welcome).map_err(|_| Refused::BadWelcome)?;
        let for_whom: BTreeSet<Vec<u8>> = welcome
            .secrets()
            .iter()
            .map(|secret| secret.new_member().as_slice().to_vec())
            .collect();
        let of = |identity: &Identity| {
            Some(
                self.people
                    .get(&identity.member)?
                    .presented
                    .as_ref()?
                    .reference
                    .clone(),
            )
        };
        let added: BTreeSet<Vec<u8>> = inside.adds.iter().filter_map(of).collect();
        let each_once = welcome.secrets().len() == for_whom.len();
        if !added.is_empty() && each_once && for_whom == added {
            Ok(())
        } else {
            Err(Refused::BadWelcome)
        }
    }

    fn turn(
        &mut self,
        by: &Name,
        inside: Inside,
        commit: &[u8],
        welcome: Option<&[u8]>,
        now_ms: u64,
    ) -> Result<(), Refused> {
        let Self {
            circle,
            provider,
            people,
            out,
            ..
        } = self;
        let circle = circle.as_mut().ok_or(Refused::NotInside)?;
        let epoch = circle.epoch();
        let before: Vec<Name> = circle.seated.iter().map(|seat| seat.member.clone()).collect();
        circle
            .group
            .merge_commit(provider.storage(), *inside.staged)
            .map_err(|_| Refused::BadCommit(mls::NotTaken::NotVerified))?;
        circle.seated = circle
            .group
            .treesync()
            .full_leaves()
            .filter_map(|(leaf, node)| {
                let Identity { member, device, .. } = mls::identity_of(node).ok()?;
                Some(Seated {
                    leaf: leaf.u32(),
                    member,
                    device,
                })
            })
            .collect();
        circle.reasons.retain(|leaf, _| !inside.removes.contains(leaf));
        circle.log.push_back(Logged {
            epoch,
            commit: commit.to_vec(),
            at_ms: now_ms,
        });
        circle.ask_anew();
        circle.may_commit.clear();
        circle.words.clear();
        let is_seated = |member: &Name| circle.seated.iter().any(|seat| seat.member == *member);
        circle.welcomed.retain(|member, _| is_seated(member));
        // One alone who does not follow proves nothing about either of the two; they can come back as a new leaf.
        let follows = |seat: &&Seated| {
            let person = people
                .get(&seat.member)
                .filter(|person| person.is_here && !person.wants_leaf);
            seat.member != *by && person.is_some() && before.contains(&seat.member)
        };
        let followers: BTreeSet<Name> = circle
            .seated
            .iter()
            .filter(follows)
            .map(|seat| seat.member.clone())
            .collect();
        circle.turned = (followers.len() >= 2).then(|| Turned {
            by: by.clone(),
            followers,
            at_ms: now_ms,
        });

        let added: BTreeSet<&Name> = inside.adds.iter().map(|identity| &identity.member).collect();
        for to in before.into_iter().filter(|member| !added.contains(member)) {
            if people.get(&to).is_some_and(|person| person.is_here) {
                out.push_back(Output::Commit {
                    to,
                    epoch,
                    commit: commit.to_vec(),
                });
            }
        }
        for member in added {
            if let Some(person) = people.get_mut(member) {
                person.wants_leaf = false;
            }
            let welcomed = Welcomed {
                by: by.clone(),
                at_ms: now_ms,
            };
            circle.welcomed.insert(member.clone(), welcomed);
            let welcome = welcome.unwrap_or_default().to_vec();
            out.push_back(Output::Welcome {
                to: member.clone(),
                epoch: epoch + 1,
                welcome,
            });
        }
        Ok(())
    }

    pub(super) fn agreed(&mut self, by: &Name, statement: &[u8]) -> Result<(), Refused> {
        let circle = self.circle.as_mut().ok_or(Refused::NotInside)?;
        let seat = circle.seat_of(by).ok_or(Refused::NotInside)?;
        let word = Signed::<Agreed>::read(statement).map_err(|_| Refused::BadStatement)?;
        if word.says.circle != circle.id || word.says.epoch > circle.epoch() {
            return Err(Refused::BadStatement);
        }
        let leaf = seat.leaf;
        let key: Option<PublicKey> = circle.leaf_key(leaf);
        let is_theirs = || word.says.leaf == leaf && key.is_some_and(|key| word.is_by_leaf(&key));
        if word.says.epoch < circle.epoch() {
            // The epoch turned while the word was on its way; nobody waits for it any more. It says that they came in.
            if circle.welcomed.contains_key(by) && is_theirs() {
                circle.welcomed.remove(by);
            }
            return Ok(());
        }
        if circle.words.contains_key(&leaf) {
            // Passed on already; a second word changes nothing.
            return Ok(());
        }
        if !is_theirs() {
            return Err(Refused::BadStatement);
        }
        circle.welcomed.remove(by);
        circle.words.insert(leaf, (by.clone(), statement.to_vec()));
        circle.turned.take_if(|turned| turned.followers.contains(by));
        let others = circle
            .seated
            .iter()
            .map(|seat| &seat.member)
            .filter(|member| *member != by);
        for to in others.filter(|member| self.people.get(member).is_some_and(|person| person.is_here)) {
            self.out.push_back(Output::Agreed {
                to: to.clone(),
                member: by.clone(),
                statement: statement.to_vec(),
            });
        }
        Ok(())
    }
}
