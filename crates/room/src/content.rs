//! What people say to each other beside their voices: opaque bodies in one order for everyone.
//!
//! Kept in memory only, bounded, and played again to a person who returns, from their own admission on.

use domain::MembershipId;
use jiff::Timestamp;
use std::collections::VecDeque;
use std::sync::Arc;

/// Opaque bytes. Never parsed, never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Body(Arc<[u8]>);

impl Body {
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<&[u8]> for Body {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Body({} bytes)", self.0.len())
    }
}

/// The largest body one person may send at once.
pub const MAX_CONTENT_BYTES: usize = 8 * 1024;
/// An evening of chat in a circle of fifteen; older words are forgotten first.
const MAX_KEPT: usize = 500;
const MAX_KEPT_BYTES: usize = 1024 * 1024;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) seq: u64,
    pub(crate) from: MembershipId,
    pub(crate) at: Timestamp,
    pub(crate) body: Body,
}

/// The one sequence of everything said, newest last.
#[derive(Debug)]
pub(crate) struct ContentLog {
    last_seq: u64,
    kept: VecDeque<Said>,
    kept_bytes: usize,
}

impl ContentLog {
    /// Numbers go on from `last_seq`.
    pub(crate) fn after(last_seq: u64) -> Self {
        Self {
            last_seq,
            kept: VecDeque::new(),
            kept_bytes: 0,
        }
    }

    pub(crate) fn last_seq(&self) -> u64 {
        self.last_seq
    }

    pub(crate) fn add(&mut self, from: MembershipId, body: Body, at: Timestamp) -> Said {
        self.last_seq += 1;
        let said = Said {
            seq: self.last_seq,
            from,
            at,
            body,
        };
        self.kept_bytes += said.body.bytes().len();
        self.kept.push_back(said.clone());
        while self.kept.len() > MAX_KEPT || self.kept_bytes > MAX_KEPT_BYTES {
            let Some(oldest) = self.kept.pop_front() else {
                break;
            };
            self.kept_bytes -= oldest.body.bytes().len();
        }
        said
    }

    pub(crate) fn since(&self, seq: u64) -> impl Iterator<Item = &Said> {
        self.kept.iter().filter(move |said| said.seq > seq)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::Id;

    #[test]
    fn the_log_is_bounded_in_count_and_in_bytes() {
        let from = MembershipId::from_uuid(Default::default());
        let mut log = ContentLog::after(7);
        for _ in 0..MAX_KEPT + 3 {
            log.add(from, b"a".as_slice().into(), Timestamp::UNIX_EPOCH);
        }
        assert_eq!((log.kept.len(), log.kept[0].seq), (MAX_KEPT, 11));
        for _ in 0..200 {
            log.add(from, vec![0; MAX_CONTENT_BYTES].into(), Timestamp::UNIX_EPOCH);
        }
        assert!(log.kept_bytes <= MAX_KEPT_BYTES && log.kept.len() >= 127);
    }

    #[test]
    fn a_body_prints_its_length_and_nothing_else() {
        assert_eq!(
            format!("{:?}", Body::from(b"Eli is late".as_slice())),
            "Body(11 bytes)"
        );
    }
}
