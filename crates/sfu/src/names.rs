//! The nouns of forwarding: who, which kind of stream, and which receiving m-line shows whom.

use std::fmt;

/// One seat's connection. Stable per seat: connecting the same id again replaces the older connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParticipantId(pub u32);

/// What a stream carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Audio,
    Video,
}

impl Kind {
    /// Ticks per second of the RTP clock: Opus (RFC 7587) and VP8 (RFC 7741).
    pub(crate) fn clock_hz(self) -> u32 {
        match self {
            Self::Audio => 48_000,
            Self::Video => 90_000,
        }
    }
}

/// What becomes of the level a browser can write beside each sealed sound (RFC 6464).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Levels {
    /// It is asked for, read, and handed on.
    Read,
    /// It is not asked for, and not read where it is sent. Nor is what would tell as much: sound is asked for without
    /// pauses and at one size, because the size and the pace of packets give a voice away (RFC 6562).
    LeftOut,
}

/// A receiving m-line of an offer and whose stream it shows, fixed for the life of the connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub mid: String,
    pub publisher: ParticipantId,
    pub kind: Kind,
}

/// Chance, handed in by the caller: each byte gives one character of the ICE credentials.
#[derive(Clone, Copy)]
pub struct Randomness(pub [u8; Randomness::LENGTH]);

impl Randomness {
    /// 8 characters behind the route (40 bits), 32 characters of password (160 bits).
    pub const LENGTH: usize = 40;
}

impl fmt::Debug for Randomness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Randomness(..)")
    }
}

/// Local ICE credentials. RFC 8445 section 5.3 asks for 24 and 128 bits of randomness at least.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The room's route text followed by eight random characters.
    pub ufrag: String,
    pub password: String,
}

impl Credentials {
    pub(crate) fn new(route: &str, randomness: Randomness) -> Self {
        // Crockford's base 32 in small letters: every character is an ice-char, none are mistaken for others.
        const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let text = |bytes: &[u8]| -> String {
            bytes
                .iter()
                .map(|byte| char::from(LETTERS[usize::from(byte & 31)]))
                .collect()
        };
        Self {
            ufrag: format!("{route}{}", text(&randomness.0[..8])),
            password: text(&randomness.0[8..]),
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(..)")
    }
}
