//! The chain of facilitators' devices of one group: who may sign admissions. The server keeps the links and hands them
//! out; it cannot make one.

use crate::{Key, Link, Malformed, Name, PublicKey, Signed};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    group: Name,
    founder: PublicKey,
    devices: BTreeMap<PublicKey, Name>,
    links: Vec<Vec<u8>>,
}

impl Chain {
    /// Reads and checks the links in order. No links: there is no chain yet.
    pub fn read<B: AsRef<[u8]>>(links: &[B], group: &Name) -> Result<Option<Self>, Malformed> {
        let mut links = links.iter();
        let Some(first) = links.next() else {
            return Ok(None);
        };
        let mut chain = Self::found(first.as_ref(), group)?;
        for link in links {
            chain.grow(link.as_ref())?;
        }
        Ok(Some(chain))
    }

    /// A chain of one: its link is signed by the device it names.
    pub fn found(link: &[u8], group: &Name) -> Result<Self, Malformed> {
        let read = Signed::<Link>::read(link)?;
        if read.says.signer != read.says.device {
            return Err(Malformed("the chain has no founder"));
        }
        let mut chain = Self {
            group: group.clone(),
            founder: read.says.device,
            devices: BTreeMap::new(),
            links: Vec::new(),
        };
        chain.add(read)?;
        Ok(chain)
    }

    /// One more link, by a device that stands here already.
    pub fn grow(&mut self, link: &[u8]) -> Result<(), Malformed> {
        let read = Signed::<Link>::read(link)?;
        if !self.has(&read.says.signer) {
            return Err(Malformed(
                "a link is signed by a device that is not in the chain before it",
            ));
        }
        self.add(read)
    }

    fn add(&mut self, link: Signed<Link>) -> Result<(), Malformed> {
        if link.says.group != self.group {
            return Err(Malformed("a link is of another group"));
        }
        if self.has(&link.says.device) {
            return Err(Malformed("a device stands twice in the chain"));
        }
        if !link.is_signed() {
            return Err(Malformed("a link is not signed"));
        }
        self.devices.insert(link.says.device, link.says.member.clone());
        self.links.push(link.into_bytes());
        Ok(())
    }

    /// The device that members pin.
    #[must_use]
    pub fn founder(&self) -> &PublicKey {
        &self.founder
    }

    #[must_use]
    pub fn has(&self, device: &PublicKey) -> bool {
        self.devices.contains_key(device)
    }

    /// Whether this device speaks for this facilitator.
    #[must_use]
    pub fn speaks_for(&self, device: &PublicKey, member: &Name) -> bool {
        self.devices.get(device) == Some(member)
    }

    #[must_use]
    pub fn links(&self) -> &[Vec<u8>] {
        &self.links
    }

    /// Whether every link of `earlier` stands here still, in its place: a chain only ever grows.
    #[must_use]
    pub fn continues(&self, earlier: &Self) -> bool {
        self.links.starts_with(&earlier.links)
    }
}

/// The link by which `device` founds the chain of a group for this facilitator.
#[must_use]
pub fn founding_link(group: &Name, member: &Name, device: &Key, now_ms: u64) -> Vec<u8> {
    link(group, member, &device.public(), device, now_ms)
}

/// The link by which `signer`, a device of the chain, vouches for a colleague's device.
#[must_use]
pub fn link(group: &Name, member: &Name, device: &PublicKey, signer: &Key, now_ms: u64) -> Vec<u8> {
    let says = Link {
        group: group.clone(),
        member: member.clone(),
        device: *device,
        issued_ms: now_ms,
        signer: signer.public(),
    };
    Signed::by(says, signer).into_bytes()
}
