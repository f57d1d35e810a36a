//! What is said in the circle: agreement, messages, whispers, and the keys of sound and pictures.

use super::{Declined, Member, Seat, serialize};
use crate::mls::{self, NotTaken};
use crate::sframe::{Sender, Slot, Voice};
use crate::{Agreed, Agreement, Name, Signed, Way, whisper};
use openmls::prelude::{MlsMessageBodyIn, OpenMlsProvider, ProcessedMessageContent, ProtocolMessage};

/// Words for an epoch that has not come yet; a device that is quicker by one.
const MOST_EARLY: usize = 64;

/// What somebody said, and whose leaf signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    pub member: Name,
    pub plain: Vec<u8>,
}

impl Member {
    /// Somebody's word about the epoch. False: it is about another epoch, circle or leaf than those here.
    pub fn hear_agreed(&mut self, bytes: &[u8]) -> Result<bool, Declined> {
        let Some(circle) = self.circle.as_mut() else {
            return Ok(false);
        };
        let word = Signed::<Agreed>::read(bytes)?;
        if word.says.circle != circle.id {
            return Ok(false);
        }
        if word.says.epoch == circle.epoch() + 1 && circle.early.len() < MOST_EARLY {
            circle.early.push(bytes.to_vec());
            return Ok(true);
        }
        let seat = circle.seats.iter().find(|seat| seat.leaf == word.says.leaf);
        let Some(seat) = seat.filter(|_| word.says.epoch == circle.epoch()) else {
            return Ok(false);
        };
        if !word.is_by_leaf(&seat.signature_key) {
            return Err(NotTaken::NotVerified.into());
        }
        circle.agreement.hear(seat.leaf, &word.says.authenticator);
        let is_met = self.memory.met.get(&seat.member) == Some(&seat.device);
        circle.trusted |= (seat.facilitator || is_met) && circle.agreement.has_agreed(seat.leaf);
        if circle.agreement.is_fork() {
            return Err(self.fork());
        }
        Ok(true)
    }

    /// Who has agreed to the epoch.
    #[must_use]
    pub fn agreement(&self) -> Option<&Agreement> {
        self.circle.as_ref().map(|circle| &circle.agreement)
    }

    /// Whether this device knows that the circle is the one it was admitted to.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.sure().is_ok()
    }

    /// The others' keys of this epoch for a `Receiver`, once an epoch, as soon as this device is sure.
    pub fn listen(&mut self) -> Option<Vec<Voice>> {
        self.sure().ok()?;
        self.circle.as_mut()?.listen(&self.provider)
    }

    /// Our own microphone and camera in this epoch, once an epoch: when everybody agreed, or was waited for long enough.
    pub fn speak(&mut self, now_ms: u64) -> Option<[Sender; 2]> {
        self.sure().ok()?;
        let circle = self.circle.as_mut()?;
        // Devices met in a circle that is trusted are known from now on; another one later is not.
        for seat in circle.meet(now_ms) {
            self.memory.met.entry(seat.member.clone()).or_insert(seat.device);
        }
        circle.speak(&self.provider, now_ms)
    }

    /// The base secret of somebody's line in this epoch.
    #[must_use]
    pub fn base(&self, leaf: u32, slot: Slot) -> Option<[u8; 32]> {
        self.circle
            .as_ref()
            .map(|circle| circle.base(&self.provider, leaf, slot))
    }

    /// An application message, padded to a multiple of 256.
    pub fn seal(&mut self, plain: &[u8]) -> Result<Vec<u8>, Declined> {
        self.sure()?;
        let circle = self.circle.as_mut().ok_or(Declined::NotInside)?;
        let message = circle
            .group
            .create_message(&self.provider, &*circle.leaf_key, plain);
        Ok(serialize(&message.map_err(|_| NotTaken::NotVerified)?))
    }

    /// Opens one, of this epoch or a few before, with the person whose leaf signed it.
    pub fn open(&mut self, bytes: &[u8]) -> Result<Heard, Declined> {
        let circle = self.circle.as_mut().ok_or(Declined::NotInside)?;
        let MlsMessageBodyIn::PrivateMessage(message) = mls::read_whole(bytes)? else {
            return Err(NotTaken::Malformed.into());
        };
        let message = ProtocolMessage::from(message);
        if message.group_id().as_slice() != circle.id {
            return Err(NotTaken::OtherGroup.into());
        }
        let processed = circle
            .group
            .process_message(&self.provider, message)
            .map_err(|_| NotTaken::NotVerified)?;
        // The credential under the signature, as it was in the message's epoch; checked when its leaf came in.
        let member = mls::member_in(processed.credential())?;
        match processed.into_content() {
            ProcessedMessageContent::ApplicationMessage(said) => Ok(Heard {
                member,
                plain: said.into_bytes(),
            }),
            _ => Err(NotTaken::Malformed.into()),
        }
    }

    /// Words for one person's device alone.
    pub fn whisper(&self, to: &Name, content: &[u8]) -> Result<Vec<u8>, Declined> {
        let circle = self.sure()?;
        let seat = circle.seat_of(to).ok_or(Declined::NotInside)?;
        let way = Way {
            circle: circle.id,
            from: circle.own_leaf(),
            to: seat.leaf,
        };
        let body = whisper(
            self.provider.crypto(),
            &way,
            &seat.whisper,
            &circle.leaf_key,
            content,
        );
        body.ok_or(NotTaken::NotVerified.into())
    }

    /// Opens what `from` whispered to us.
    pub fn open_whisper(&self, from: &Name, body: &[u8]) -> Result<Vec<u8>, Declined> {
        let circle = self.circle.as_ref().ok_or(Declined::NotInside)?;
        let Seat {
            leaf, signature_key, ..
        } = circle.seat_of(from).ok_or(Declined::NotInside)?;
        let way = Way {
            circle: circle.id,
            from: *leaf,
            to: circle.own_leaf(),
        };
        let plain = self
            .whisper_key
            .open(self.provider.crypto(), &way, signature_key, body);
        plain.ok_or(NotTaken::NotVerified.into())
    }
}
