//! How a circle begins, and how the chain of facilitators' devices grows.

use super::circle::Circle;
use super::{Delivery, MOST_HANDSHAKE_BYTES, Output, Refused};
use crate::mls::{self, NotTaken};
use crate::rules::Seated;
use crate::{Chain, CircleId, Link, Name, PublicKey, Signed};
use openmls::prelude::{MlsMessageBodyIn, OpenMlsProvider, ProposalStore, PublicGroup};

impl Delivery {
    pub(super) fn found(
        &mut self,
        by: &Name,
        link: Option<&[u8]>,
        group_info: &[u8],
        now_ms: u64,
    ) -> Result<(), Refused> {
        if group_info.len() > MOST_HANDSHAKE_BYTES {
            return Err(Refused::TooLong);
        }
        self.pace(by, now_ms)?;
        let person = self
            .people
            .get(by)
            .filter(|person| person.leads && person.is_here);
        let device = *person
            .and_then(|person| person.device())
            .ok_or(Refused::MayNotFound)?;
        if self.circle.is_some() {
            return Err(Refused::MayNotFound);
        }
        let grown = self.founding_chain(by, &device, link)?;
        let (id, group) = self
            .read_group(by, &device, group_info)
            .map_err(Refused::BadGroup)?;
        if let Some(chain) = grown {
            self.chain = Some(chain);
            self.out.push_back(Output::KeepLink {
                behind: None,
                link: link.unwrap_or_default().to_vec(),
            });
        }
        self.circle = Some(Circle::new(
            id,
            group,
            Seated {
                leaf: 0,
                member: by.clone(),
                device,
            },
            now_ms,
        ));
        for person in self.people.values_mut() {
            if let Some(token) = person.token.take() {
                person.old_token = Some(token);
            }
            person.wants_leaf = person.presented.is_some();
        }
        if let Some(person) = self.people.get_mut(by) {
            person.wants_leaf = false;
        }
        Ok(())
    }

    /// The chain that this circle founds as well; nothing where there is one.
    fn founding_chain(
        &self,
        by: &Name,
        device: &PublicKey,
        link: Option<&[u8]>,
    ) -> Result<Option<Chain>, Refused> {
        match (&self.chain, link) {
            (Some(chain), None) if chain.speaks_for(device, by) => Ok(None),
            (Some(_), _) => Err(Refused::MayNotFound),
            (None, None) => Err(Refused::BadLink),
            (None, Some(link)) => {
                let chain = Chain::found(link, &self.group).map_err(|_| Refused::BadLink)?;
                if chain.speaks_for(device, by) {
                    Ok(Some(chain))
                } else {
                    Err(Refused::BadLink)
                }
            }
        }
    }

    /// A group of one: our suite, epoch 0, no extensions, the founder's own identity.
    fn read_group(
        &self,
        by: &Name,
        device: &PublicKey,
        bytes: &[u8],
    ) -> Result<(CircleId, PublicGroup), NotTaken> {
        let MlsMessageBodyIn::GroupInfo(info) = mls::read_whole(bytes)? else {
            return Err(NotTaken::Malformed);
        };
        let tree = info
            .extensions()
            .ratchet_tree()
            .ok_or(NotTaken::Malformed)?
            .ratchet_tree()
            .clone();
        let (group, _) = PublicGroup::from_external(
            self.crypto(),
            self.provider.storage(),
            tree,
            info,
            ProposalStore::new(),
        )
        .map_err(|_| NotTaken::NotVerified)?;
        let context = group.group_context();
        if context.ciphersuite() != mls::SUITE {
            return Err(NotTaken::OtherSuite);
        }
        if context.extensions().iter().next().is_some() {
            return Err(NotTaken::Extensions);
        }
        if context.epoch().as_u64() != 0 {
            return Err(NotTaken::WrongEpoch);
        }
        let id: CircleId = group
            .group_id()
            .as_slice()
            .try_into()
            .map_err(|_| NotTaken::OtherGroup)?;
        if self.past_circles.contains(&id) {
            return Err(NotTaken::OtherGroup);
        }
        let leaves: Vec<_> = group.treesync().full_leaves().collect();
        let [(leaf, node)] = leaves.as_slice() else {
            return Err(NotTaken::NoIdentity);
        };
        let identity = mls::identity_of(node)?;
        if leaf.u32() != 0 || !mls::names(&identity, &self.session, by) || identity.device != *device {
            return Err(NotTaken::NoIdentity);
        }
        drop(leaves);
        Ok((id, group))
    }

    pub(super) fn vouch(&mut self, by: &Name, link: &[u8]) -> Result<(), Refused> {
        let read = Signed::<Link>::read(link).map_err(|_| Refused::BadLink)?;
        let chain = self.chain.as_mut().ok_or(Refused::BadLink)?;
        let colleague = self.people.get(&read.says.member).filter(|person| person.leads);
        let is_theirs = colleague.and_then(|person| person.device()) == Some(&read.says.device);
        if !chain.speaks_for(&read.says.signer, by) || !is_theirs {
            return Err(Refused::BadLink);
        }
        let behind = chain.links().last().cloned();
        chain.grow(link).map_err(|_| Refused::BadLink)?;
        self.out.push_back(Output::KeepLink {
            behind,
            link: link.to_vec(),
        });
        Ok(())
    }
}
