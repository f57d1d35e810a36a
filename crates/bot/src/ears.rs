//! Counts what a hearing bot receives from whom, and when it first came. For benchmarks; nothing is decoded or kept.

use protocol::MediaKind;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Ears {
    /// Milliseconds from the start of this process to the moment this bot sent its offer, for comparing with the others.
    pub(crate) offered_ms: Option<u64>,
    pub(crate) connected_ms: Option<u64>,
    pub(crate) publishers: BTreeMap<String, Heard>,
}

#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Heard {
    pub(crate) audio_packets: u64,
    pub(crate) video_packets: u64,
    pub(crate) bytes: u64,
    pub(crate) pictures: u64,
    pub(crate) key_frames: u64,
    pub(crate) first_audio_ms: Option<u64>,
    /// The first packet of a key frame: from here on a browser could show a picture.
    pub(crate) first_picture_ms: Option<u64>,
}

/// One packet that came.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packet<'a> {
    pub(crate) kind: MediaKind,
    pub(crate) payload: &'a [u8],
    pub(crate) marker: bool,
}

impl Ears {
    pub(crate) fn hear(&mut self, publisher: &str, packet: Packet<'_>, now: u64) {
        if !self.publishers.contains_key(publisher) {
            self.publishers.insert(publisher.to_owned(), Heard::default());
        }
        let Some(heard) = self.publishers.get_mut(publisher) else {
            return;
        };
        heard.bytes += packet.payload.len() as u64;
        match packet.kind {
            MediaKind::Audio => {
                heard.audio_packets += 1;
                heard.first_audio_ms.get_or_insert(now);
            }
            MediaKind::Video => {
                heard.video_packets += 1;
                heard.pictures += u64::from(packet.marker);
                if starts_key_frame(packet.payload) {
                    heard.key_frames += 1;
                    heard.first_picture_ms.get_or_insert(now);
                }
            }
        }
    }
}

/// S set, partition 0, and the frame's own lowest bit clear (RFC 7741 4.2 and 4.3).
fn starts_key_frame(payload: &[u8]) -> bool {
    let Some(first) = payload.first() else {
        return false;
    };
    if first & 0x1f != 0x10 {
        return false;
    }
    let mut at = 1;
    if first & 0x80 != 0 {
        let Some(extended) = payload.get(at).copied() else {
            return false;
        };
        at += 1;
        if extended & 0x80 != 0 {
            at += if payload.get(at).is_some_and(|id| id & 0x80 != 0) {
                2
            } else {
                1
            };
        }
        at += usize::from(extended & 0x40 != 0) + usize::from(extended & 0x30 != 0);
    }
    payload.get(at).is_some_and(|byte| byte & 1 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{look::Look, vp8};

    #[test]
    fn every_key_frame_is_counted_once_and_every_picture_too() {
        let look = Look::of("ida").expect("a committed clip is whole");
        let mut ears = Ears::default();
        for (n, frame) in look.listening.frames.iter().enumerate() {
            let packets: Vec<_> = vp8::packets(frame, n as u16).collect();
            for (k, payload) in packets.iter().enumerate() {
                let marker = k + 1 == packets.len();
                ears.hear(
                    "mem_ida",
                    Packet {
                        kind: MediaKind::Video,
                        payload,
                        marker,
                    },
                    7,
                );
            }
        }
        let heard = &ears.publishers["mem_ida"];
        assert_eq!(
            (heard.key_frames, heard.pictures),
            (1, look.listening.frames.len() as u64)
        );
        assert_eq!(heard.first_picture_ms, Some(7));
    }

    #[test]
    fn a_payload_cut_short_is_no_key_frame() {
        for payload in [
            &[][..],
            &[0x90],
            &[0x90, 0x80],
            &[0x90, 0x80, 0x80],
            &[0x90, 0xf0, 0x80, 1],
        ] {
            assert!(!starts_key_frame(payload));
        }
    }
}
