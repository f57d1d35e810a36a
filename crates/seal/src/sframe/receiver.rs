//! The keys by which frames of others are opened: those of this epoch, and for a moment those of the one before. Bound to
//! the key id in the frame, not to the line it came on.

use super::{FrameKey, Kid, Parts, ReplayWindow, Slot};
use crate::Name;
use std::collections::BTreeMap;

/// A frame may be on its way while the epoch turns. RFC 9605 leaves the time to the application.
pub const KEPT_MS: u64 = 5_000;

/// Whose line a key opens in an epoch.
#[derive(Debug, Clone)]
pub struct Voice {
    pub member: Name,
    pub kid: Kid,
    pub base: [u8; 32],
}

/// Why a frame was not played. It is dropped, never passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Dropped {
    #[error("not a sealed frame")]
    Malformed,
    #[error("its key id names no leaf of a kept epoch")]
    NoKey,
    #[error("its key id names another person or line than the tile")]
    OtherTile,
    #[error("its counter came before")]
    Replayed,
    #[error("its tag does not fit")]
    Changed,
}

#[derive(Debug, Default)]
pub struct Receiver {
    keys: BTreeMap<u64, Kept>,
}

#[derive(Debug)]
struct Kept {
    member: Name,
    kid: Kid,
    base: [u8; 32],
    key: FrameKey,
    window: ReplayWindow,
    ends_ms: Option<u64>,
}

impl Receiver {
    /// A new epoch. The keys of the one before are kept for 5 s, but those of people who are not in it end at once.
    pub fn begin(&mut self, voices: Vec<Voice>, now_ms: u64) {
        let stays = |kept: &Kept| {
            voices
                .iter()
                .any(|voice| voice.member == kept.member && voice.kid.leaf == kept.kid.leaf)
        };
        self.keys
            .retain(|_, kept| stays(kept) && kept.ends_ms.is_none_or(|ends| now_ms < ends));
        for kept in self.keys.values_mut() {
            kept.ends_ms.get_or_insert(now_ms + KEPT_MS);
        }
        for Voice { member, kid, base } in voices {
            // Told twice of one epoch: a fresh window would let every frame in a second time.
            if let Some(kept) = self.keys.get_mut(&kid.number()).filter(|kept| kept.base == base) {
                kept.ends_ms = None;
                continue;
            }
            let key = FrameKey::derive(&base, kid.number());
            let kept = Kept {
                member,
                kid,
                base,
                key,
                window: ReplayWindow::default(),
                ends_ms: None,
            };
            self.keys.insert(kid.number(), kept);
        }
    }

    /// Opens a frame that came on the line `slot` of the tile of `member`.
    pub fn open(&mut self, member: &Name, slot: Slot, frame: &[u8], now_ms: u64) -> Result<Vec<u8>, Dropped> {
        let parts = Parts::read(slot, frame).map_err(|_| Dropped::Malformed)?;
        let kept = self.keys.get_mut(&parts.header.kid).ok_or(Dropped::NoKey)?;
        if kept.ends_ms.is_some_and(|ends| ends <= now_ms) {
            return Err(Dropped::NoKey);
        }
        if kept.member != *member || kept.kid.slot != slot {
            return Err(Dropped::OtherTile);
        }
        if !kept.window.is_new(parts.header.counter) {
            return Err(Dropped::Replayed);
        }
        let plain = parts.open(&kept.key).ok_or(Dropped::Changed)?;
        if kept.window.take(parts.header.counter) {
            Ok(plain)
        } else {
            Err(Dropped::Replayed)
        }
    }

    /// Nobody is heard any more: the circle was left.
    pub fn forget(&mut self) {
        self.keys.clear();
    }
}
