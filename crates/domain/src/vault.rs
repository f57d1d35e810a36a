//! A clinician's vault of psychotherapy notes as the house sees it: bytes that only browsers open, and the rules of a
//! professional will. Kept apart from every record (45 CFR 164.501).

use jiff::{SignedDuration, Timestamp};

/// What a browser locked: base64url, opaque to us. There is nothing in it that we could read, and it is shown nowhere all the same.
#[derive(Clone, PartialEq, Eq)]
pub struct Locked(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the shape of something a browser locked")]
pub struct NotLocked;

/// Version byte, nonce and tag around what is locked.
const AROUND: usize = 1 + 12 + 16;
/// A note is filled up to one of these, so that its length says little of what is in it.
pub const NOTE_BYTES: [usize; 4] = [1_024, 4_096, 16_384, 65_536];
/// Keys, and the pin of a colleague's key: a few hundred bytes.
const KEY_BYTES: usize = 512;
/// An uncompressed point of P-256 (SEC 1, 2.3.3).
const PUBLIC_KEY_BYTES: usize = 65;

impl Locked {
    /// A note, which fills its bucket.
    pub fn note(text: &str) -> Result<Self, NotLocked> {
        Self::parse(text, |bytes| {
            NOTE_BYTES
                .iter()
                .any(|bucket| bytes == bucket.saturating_add(AROUND))
        })
    }

    /// A wrapped key, or a pin.
    pub fn key(text: &str) -> Result<Self, NotLocked> {
        Self::parse(text, |bytes| (AROUND..=KEY_BYTES).contains(&bytes))
    }

    /// The open half of the key to which a colleague's page locks a will.
    pub fn public_key(text: &str) -> Result<Self, NotLocked> {
        Self::parse(text, |bytes| bytes == PUBLIC_KEY_BYTES)
    }

    fn parse(text: &str, fits: impl FnOnce(usize) -> bool) -> Result<Self, NotLocked> {
        // Four letters are three bytes; one left over is no byte.
        let whole = text.len() / 4 * 3;
        let bytes = match text.len() % 4 {
            0 => whole,
            1 => return Err(NotLocked),
            rest => whole.saturating_add(rest).saturating_sub(1),
        };
        let plain = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'-' || letter == b'_';
        if fits(bytes) && text.bytes().all(plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotLocked)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Locked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Locked")
    }
}

/// Far above what somebody writes in a life, and an end to what a program can store.
pub const MOST_NOTES: u64 = 5_000;

/// How long a colleague waits for the notes, while one tap of the author ends it. Two weeks are longer than most holidays and
/// stays in hospital without a phone, so that nobody who can still say no is passed over; and short enough for a group that has lost
/// who led it: what must be known at once stands in the record, not here.
pub const WILL_WAIT: SignedDuration = SignedDuration::from_hours(14 * 24);

/// After a no the colleague may ask again, and not at once: each asking is a letter to somebody who said no.
pub const ASK_AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// Characters of the reason that a colleague gives.
pub const LONGEST_REASON: usize = 500;

/// Where a will stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Will {
    /// Nobody asks.
    Resting {
        /// The author said no to the last one who asked.
        stopped_at: Option<Timestamp>,
    },
    Asked {
        asked_at: Timestamp,
        due_at: Timestamp,
    },
    Released {
        asked_at: Timestamp,
        released_at: Timestamp,
    },
}

/// Why a step of a will is not taken now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// It is asked already, or was handed over.
    Already,
    /// Nobody asks, or it is too late for that.
    NotAsked,
    /// From that moment on.
    Wait(Timestamp),
}

impl Will {
    pub fn ask(self, now: Timestamp) -> Result<Self, NotNow> {
        match self {
            Self::Resting { stopped_at: Some(at) } if now < after(at, ASK_AGAIN_AFTER) => {
                Err(NotNow::Wait(after(at, ASK_AGAIN_AFTER)))
            }
            Self::Resting { .. } => Ok(Self::Asked {
                asked_at: now,
                due_at: after(now, WILL_WAIT),
            }),
            Self::Asked { .. } | Self::Released { .. } => Err(NotNow::Already),
        }
    }

    /// Also after the wait, as long as nothing was handed over.
    pub fn stop(self, now: Timestamp) -> Result<Self, NotNow> {
        match self {
            Self::Asked { .. } => Ok(Self::Resting {
                stopped_at: Some(now),
            }),
            Self::Resting { .. } | Self::Released { .. } => Err(NotNow::NotAsked),
        }
    }

    /// Handing over; what was handed over once may be read again.
    pub fn release(self, now: Timestamp) -> Result<Self, NotNow> {
        match self {
            Self::Asked { asked_at, due_at } if now >= due_at => Ok(Self::Released {
                asked_at,
                released_at: now,
            }),
            Self::Asked { due_at, .. } => Err(NotNow::Wait(due_at)),
            Self::Released { .. } => Ok(self),
            Self::Resting { .. } => Err(NotNow::NotAsked),
        }
    }
}

fn after(at: Timestamp, wait: SignedDuration) -> Timestamp {
    at.saturating_add(wait).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn letters(bytes: usize) -> String {
        "A".repeat(bytes.div_ceil(3) * 4 - (3 - bytes % 3) % 3)
    }

    #[test]
    fn a_note_fills_its_bucket_and_nothing_else_is_one() {
        for bucket in NOTE_BYTES {
            assert!(Locked::note(&letters(bucket + AROUND)).is_ok(), "{bucket}");
            assert_eq!(Locked::note(&letters(bucket + AROUND + 1)), Err(NotLocked));
            assert_eq!(Locked::note(&letters(bucket)), Err(NotLocked));
        }
        let note = letters(NOTE_BYTES[0] + AROUND);
        for wrong in [
            String::new(),
            note.replacen('A', "+", 1),
            note.replacen('A', "ä", 1),
            format!("{note}="),
        ] {
            assert_eq!(Locked::note(&wrong), Err(NotLocked));
        }
    }

    #[test]
    fn keys_have_their_lengths() {
        assert!(Locked::key(&letters(AROUND + 32)).is_ok());
        assert_eq!(Locked::key(&letters(AROUND - 1)), Err(NotLocked));
        assert_eq!(Locked::key(&letters(KEY_BYTES + 1)), Err(NotLocked));
        assert!(Locked::public_key(&letters(PUBLIC_KEY_BYTES)).is_ok());
        assert_eq!(Locked::public_key(&letters(PUBLIC_KEY_BYTES - 1)), Err(NotLocked));
        assert_eq!(format!("{:?}", Locked::key(&letters(AROUND + 32))), "Ok(Locked)");
    }

    #[test]
    fn a_will_is_handed_over_after_the_wait_and_not_a_moment_before() {
        let asked = Will::Resting { stopped_at: None }.ask(NOW).expect("may ask");
        let due = NOW + WILL_WAIT;
        let just_before = due - SignedDuration::from_millis(1);
        assert_eq!(asked.release(just_before), Err(NotNow::Wait(due)));
        let released = asked.release(due).expect("the wait is over");
        assert_eq!(
            released.release(due + WILL_WAIT),
            Ok(released),
            "it may be read again"
        );
        assert_eq!(
            released.stop(due),
            Err(NotNow::NotAsked),
            "what is known is known"
        );
        assert_eq!(asked.ask(just_before), Err(NotNow::Already), "no second clock");
        assert_eq!(
            Will::Resting { stopped_at: None }.release(due),
            Err(NotNow::NotAsked),
            "nobody asked"
        );
    }

    #[test]
    fn one_no_of_the_author_ends_it_even_after_the_wait_and_the_next_asking_waits_anew() {
        let asked = Will::Resting { stopped_at: None }.ask(NOW).expect("may ask");
        let late = NOW + WILL_WAIT + WILL_WAIT;
        let stopped = asked.stop(late).expect("nothing was handed over");
        assert_eq!(stopped.release(late + WILL_WAIT), Err(NotNow::NotAsked));
        let again = late + ASK_AGAIN_AFTER;
        assert_eq!(stopped.ask(late), Err(NotNow::Wait(again)));
        let asked = stopped.ask(again).expect("a day later");
        assert_eq!(asked.release(again), Err(NotNow::Wait(again + WILL_WAIT)));
    }
}
