//! Counts what a hearing bot could open from whom, and when it first came. For walks and measurements; nothing is decoded
//! or kept.

use crate::ivf::is_key_frame;
use crate::sealed::Standing;
use protocol::MediaKind;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Ears {
    /// Milliseconds from the start of this process to the moment this bot sent its offer, for comparing with the others.
    pub(crate) offered_ms: Option<u64>,
    pub(crate) connected_ms: Option<u64>,
    #[serde(flatten)]
    pub(crate) standing: Standing,
    pub(crate) publishers: BTreeMap<String, Heard>,
}

#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Heard {
    /// Frames and words that opened, of every kind.
    pub(crate) opened: u64,
    pub(crate) not_opened: u64,
    /// The last that did not, for comparing with the moment of an epoch.
    pub(crate) last_not_opened_ms: Option<u64>,
    pub(crate) last_not_opened: Option<String>,
    /// From here on, only what opened.
    pub(crate) audio_packets: u64,
    pub(crate) pictures: u64,
    pub(crate) key_frames: u64,
    pub(crate) bytes: u64,
    pub(crate) words: u64,
    pub(crate) first_audio_ms: Option<u64>,
    /// The first key frame: from here on a browser could show a picture.
    pub(crate) first_picture_ms: Option<u64>,
}

impl Ears {
    fn of(&mut self, publisher: &str) -> &mut Heard {
        // Asked first: a name is written once, not with every packet.
        if !self.publishers.contains_key(publisher) {
            self.publishers.insert(publisher.to_owned(), Heard::default());
        }
        self.publishers.entry(publisher.to_owned()).or_default()
    }

    /// A frame that opened.
    pub(crate) fn hear(&mut self, publisher: &str, kind: MediaKind, frame: &[u8], now: u64) {
        let heard = self.of(publisher);
        heard.opened += 1;
        heard.bytes += frame.len() as u64;
        match kind {
            MediaKind::Audio => {
                heard.audio_packets += 1;
                heard.first_audio_ms.get_or_insert(now);
            }
            MediaKind::Video => {
                heard.pictures += 1;
                if is_key_frame(frame) {
                    heard.key_frames += 1;
                    heard.first_picture_ms.get_or_insert(now);
                }
            }
        }
    }

    pub(crate) fn read(&mut self, publisher: &str) {
        let heard = self.of(publisher);
        heard.opened += 1;
        heard.words += 1;
    }

    /// A frame or words that did not open.
    pub(crate) fn miss(&mut self, publisher: &str, why: &str, now: u64) {
        let heard = self.of(publisher);
        heard.not_opened += 1;
        heard.last_not_opened_ms = Some(now);
        heard.last_not_opened = Some(why.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Look;

    #[test]
    fn every_picture_and_key_frame_is_counted_once() {
        let look = Look::of("ida").expect("a committed clip is whole");
        let mut ears = Ears::default();
        for frame in &look.listening.frames {
            ears.hear("mem_ida", MediaKind::Video, frame, 7);
        }
        let heard = &ears.publishers["mem_ida"];
        assert_eq!(
            (heard.key_frames, heard.pictures),
            (1, look.listening.frames.len() as u64)
        );
        assert_eq!(heard.first_picture_ms, Some(7));
    }

    #[test]
    fn what_did_not_open_was_not_heard() {
        let mut ears = Ears::default();
        ears.miss("mem_ida", "no key", 9);
        let heard = &ears.publishers["mem_ida"];
        assert_eq!((heard.opened, heard.not_opened, heard.bytes), (0, 1, 0));
        assert_eq!(heard.last_not_opened_ms, Some(9));
    }
}
