//! What a device signs with its own hand: admissions, removals, links for colleagues, its own leaving.

use super::circle::Circle;
use super::{Declined, Member, chance};
use crate::{CircleId, Leave, Malformed, Name, Order, PublicKey, Signed, Token, link};

/// A session lasts an evening; a token that outlives it admits to nothing, because its circle is gone.
const TOKEN_LASTS_MS: u64 = 12 * 60 * 60 * 1_000;

impl Member {
    /// The admission of this person with this device to the circle that lives.
    pub fn token(&self, member: &Name, device: PublicKey, now_ms: u64) -> Result<Vec<u8>, Declined> {
        let circle = self.signs_in()?;
        // Later than everything revoked so far, whatever this clock says: clocks of colleagues differ.
        let issued_ms = self
            .revoked
            .until_ms(member)
            .map_or(now_ms, |until| now_ms.max(until + 1));
        let says = Token {
            circle,
            session: self.who.session.clone(),
            member: member.clone(),
            device,
            issued_ms,
            until_ms: issued_ms + TOKEN_LASTS_MS,
            serial: chance(&self.provider),
            signer: self.device.public(),
        };
        Ok(Signed::by(says, &self.device).into_bytes())
    }

    /// The admission anew, for somebody whose admission to an earlier circle of this session can be verified.
    pub fn token_again(
        &self,
        old: &[u8],
        member: &Name,
        device: PublicKey,
        now_ms: u64,
    ) -> Result<Vec<u8>, Declined> {
        self.signs_in()?;
        let old = Signed::<Token>::read(old)?;
        let chain = self.chain.as_ref().ok_or(Declined::NotInChain)?;
        let says = &old.says;
        let holds = says.session == self.who.session
            && says.member == *member
            && says.device == device
            && chain.has(&says.signer)
            && self
                .revoked
                .until_ms(member)
                .is_none_or(|until| says.issued_ms > until)
            && old.is_signed();
        if holds {
            self.token(member, device, now_ms)
        } else {
            Err(Malformed("no admission to sign anew").into())
        }
    }

    /// Removes the person, and everything that admits them so far.
    pub fn order(&self, member: &Name, now_ms: u64) -> Result<Vec<u8>, Declined> {
        let says = Order {
            circle: self.signs_in()?,
            session: self.who.session.clone(),
            member: member.clone(),
            issued_ms: self.revoked.until_ms(member).unwrap_or(0).max(now_ms),
            signer: self.device.public(),
        };
        Ok(Signed::by(says, &self.device).into_bytes())
    }

    /// Vouches for a colleague's device.
    pub fn vouch(&self, member: &Name, device: &PublicKey, now_ms: u64) -> Result<Vec<u8>, Declined> {
        self.in_chain()?;
        Ok(link(&self.who.group, member, device, &self.device, now_ms))
    }

    /// "I leave."
    pub fn leave(&self) -> Result<Vec<u8>, Declined> {
        let circle = self.circle.as_ref().ok_or(Declined::NotInside)?;
        let says = Leave {
            circle: circle.id,
            member: self.who.member.clone(),
            leaf: circle.own_leaf(),
            device: self.device.public(),
        };
        Ok(Signed::by(says, &self.device).into_bytes())
    }

    /// The circle this device signs for: it stands in the chain and is sure of where it is.
    fn signs_in(&self) -> Result<CircleId, Declined> {
        self.in_chain()?;
        Ok(self.sure()?.id)
    }

    fn in_chain(&self) -> Result<(), Declined> {
        let speaks = |chain: &crate::Chain| chain.speaks_for(&self.device.public(), &self.who.member);
        if self.chain.as_ref().is_some_and(speaks) {
            Ok(())
        } else {
            Err(Declined::NotInChain)
        }
    }

    pub(super) fn sure(&self) -> Result<&Circle, Declined> {
        if let Some(trouble) = self.trouble {
            return Err(trouble.into());
        }
        self.circle
            .as_ref()
            .filter(|circle| circle.trusted)
            .ok_or(Declined::NotInside)
    }
}
