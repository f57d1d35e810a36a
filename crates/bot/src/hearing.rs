//! A hearing bot's way from packets to what it counts: whole frames, opened, and a key frame asked for where none came.

use crate::circle::Circle;
use crate::ears::Ears;
use crate::ivf::is_key_frame;
use crate::pictures::Pictures;
use crate::sealed::{Sealed, Words};
use protocol::MediaKind;
use std::collections::{BTreeMap, BTreeSet};
use str0m::rtp::RtpPacket;

/// A camera is asked for its key frame at most this often.
const ASK_AGAIN_MS: u64 = 1_000;

#[derive(Debug, Default)]
pub(crate) struct Hearing {
    pictures: BTreeMap<String, Pictures>,
    /// Whose picture cannot be shown before a key frame comes.
    blind: BTreeSet<String>,
    asked: BTreeMap<String, u64>,
}

impl Hearing {
    /// One packet; `now_ms` is the server's time, `now` that of the report.
    pub(crate) fn hear(
        &mut self,
        came: (&str, MediaKind, &RtpPacket),
        sealed: &mut Sealed,
        ears: &mut Ears,
        (now, now_ms): (u64, u64),
    ) {
        let (publisher, kind, packet) = came;
        let whole = match kind {
            MediaKind::Audio => Some(packet.payload.to_vec()).filter(|frame| !frame.is_empty()),
            MediaKind::Video => self.pictures.entry(publisher.to_owned()).or_default().take(
                packet.time.numer(),
                *packet.seq_no,
                packet.header.marker,
                &packet.payload,
            ),
        };
        let Some(frame) = whole else { return };
        let opened = sealed.open_frame(publisher, kind, &frame, now_ms);
        match &opened {
            Ok(frame) => ears.hear(publisher, kind, frame, now),
            Err(why) => ears.miss(publisher, &why.to_string(), now),
        }
        if kind == MediaKind::Video {
            self.look(publisher, opened.ok().as_deref());
        }
    }

    /// A picture that did not open breaks the row that begins with a key frame.
    fn look(&mut self, publisher: &str, opened: Option<&[u8]>) {
        match opened {
            Some(frame) if is_key_frame(frame) => {
                self.blind.remove(publisher);
            }
            Some(_) => {}
            None => {
                self.blind.insert(publisher.to_owned());
            }
        }
    }

    /// Whose camera is to be asked for a key frame now.
    pub(crate) fn wanted(&mut self, now: u64) -> Vec<String> {
        let asked = &mut self.asked;
        asked.retain(|_, at| now < *at + ASK_AGAIN_MS);
        let due: Vec<String> = self
            .blind
            .iter()
            .filter(|one| !asked.contains_key(*one))
            .cloned()
            .collect();
        asked.extend(due.iter().map(|one| (one.clone(), now)));
        due
    }
}

/// Words that came for everybody.
pub(crate) fn read(words: &Words, sealed: &mut Sealed, ears: &mut Ears, now: u64) {
    let from = &words.from;
    match sealed.open_words(words) {
        Ok(heard) if heard.member.as_str() == from => ears.read(from),
        // Signed by somebody else than the server says.
        Ok(_) => ears.miss(from, "another sender", now),
        Err(why) => ears.miss(from, &why.to_string(), now),
    }
}

/// The account of this bot in the report.
pub(crate) fn account<T>(circle: &Circle, name: &str, write: impl FnOnce(&mut Ears) -> T) -> T {
    let mut shared = circle.shared();
    write(shared.ears.entry(name.to_owned()).or_default())
}
