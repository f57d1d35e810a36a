//! The key id in every frame: whose leaf, which slot, which epoch.

use crate::Malformed;

/// Which line of a person. Each has a key of its own, because each counts its frames by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    Microphone = 0,
    Camera = 1,
}

impl Slot {
    pub const ALL: [Self; 2] = [Self::Microphone, Self::Camera];

    /// How many bytes of a frame stay clear for the forwarder and the browsers' depacketizers. Opus: none. VP8
    /// (RFC 6386, 9.1): the first byte, whose bit 0 says whether this is a key frame; of a key frame also the rest of the
    /// frame tag, start code and size.
    pub(super) fn clear_bytes(self, frame: &[u8]) -> Result<usize, Malformed> {
        match (self, frame.first()) {
            (Self::Microphone, _) => Ok(0),
            (Self::Camera, None) => Err(Malformed("an empty picture")),
            (Self::Camera, Some(first)) => Ok(if first & 1 == 0 { 10 } else { 1 }),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kid {
    /// Below 2^20.
    pub leaf: u32,
    pub slot: Slot,
    /// The epoch modulo 256.
    pub epoch: u8,
}

impl Kid {
    pub const MOST_LEAVES: u32 = 1 << 20;

    /// Refuses a leaf that no circle has.
    pub fn new(leaf: u32, slot: Slot, epoch: u64) -> Result<Self, Malformed> {
        if leaf >= Self::MOST_LEAVES {
            return Err(Malformed("no such leaf"));
        }
        let epoch = u8::try_from(epoch % 256).expect("a remainder of 256 is a byte");
        Ok(Self { leaf, slot, epoch })
    }

    #[must_use]
    pub fn number(self) -> u64 {
        (u64::from(self.leaf) << 10) | ((self.slot as u64) << 8) | u64::from(self.epoch)
    }

    pub fn read(number: u64) -> Result<Self, Malformed> {
        let leaf = u32::try_from(number >> 10).map_err(|_| Malformed("no such leaf"))?;
        let slot = match (number >> 8) & 3 {
            0 => Slot::Microphone,
            1 => Slot::Camera,
            _ => return Err(Malformed("no such slot")),
        };
        Self::new(leaf, slot, number % 256)
    }
}
