//! The layout of a sealed frame: clear bytes, SFrame header, ciphertext, tag.

use super::frame_key::TAG_BYTES;
use super::{FrameKey, Header, Kid, Slot};
use crate::Malformed;

/// Seals one line of ours in one epoch. The counter begins at 0 with the key and is never stored or set back: a page that
/// is loaded anew has another leaf and so another key.
#[derive(Debug)]
pub struct Sender {
    slot: Slot,
    key: FrameKey,
    next_counter: u64,
}

impl Sender {
    #[must_use]
    pub fn new(base: &[u8; 32], kid: Kid) -> Self {
        Self {
            slot: kid.slot,
            key: FrameKey::derive(base, kid.number()),
            next_counter: 0,
        }
    }

    pub fn seal(&mut self, frame: &[u8]) -> Result<Vec<u8>, Malformed> {
        let counter = self.next_counter;
        let sealed = seal(self.slot, &self.key, counter, frame)?;
        self.next_counter += 1;
        Ok(sealed)
    }
}

pub(crate) fn seal(slot: Slot, key: &FrameKey, counter: u64, frame: &[u8]) -> Result<Vec<u8>, Malformed> {
    let (clear, inside) = frame
        .split_at_checked(slot.clear_bytes(frame)?)
        .ok_or(Malformed("a picture shorter than its head"))?;
    let header = Header {
        kid: key.kid(),
        counter,
    }
    .write();
    let mut sealed = [clear, header.as_slice(), inside].concat();
    sealed.reserve(TAG_BYTES);
    key.seal_from(
        clear.len() + header.len(),
        counter,
        &[header.as_slice(), clear].concat(),
        &mut sealed,
    );
    Ok(sealed)
}

/// A sealed frame, taken apart and not yet believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts<'a> {
    pub clear: &'a [u8],
    pub header: Header,
    header_bytes: &'a [u8],
    sealed: &'a [u8],
}

impl<'a> Parts<'a> {
    /// The number of clear bytes follows from the first one, so nothing is parsed from the end of a frame.
    pub fn read(slot: Slot, frame: &'a [u8]) -> Result<Self, Malformed> {
        let (clear, rest) = frame
            .split_at_checked(slot.clear_bytes(frame)?)
            .ok_or(Malformed("a picture shorter than its head"))?;
        let (header, length) = Header::read(rest)?;
        let (header_bytes, sealed) = rest.split_at(length);
        if sealed.len() < TAG_BYTES {
            return Err(Malformed("a frame shorter than its tag"));
        }
        Ok(Self {
            clear,
            header,
            header_bytes,
            sealed,
        })
    }

    /// The frame as it was before sealing, or nothing when the tag does not fit.
    #[must_use]
    pub fn open(&self, key: &FrameKey) -> Option<Vec<u8>> {
        let aad = [self.header_bytes, self.clear].concat();
        let plain = key.open(self.header.counter, &aad, self.sealed)?;
        Some([self.clear, plain.as_slice()].concat())
    }
}
