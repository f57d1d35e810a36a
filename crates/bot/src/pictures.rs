//! Puts the packets of one camera's pictures together again: only a whole frame can be opened.

use crate::vp8;
use std::collections::BTreeMap;

/// Pictures of which something is missing wait so long for it, counted in pictures that began later.
const MOST_WAITING: usize = 8;

#[derive(Debug, Default)]
pub(crate) struct Pictures {
    /// By RTP time: the parts that came, by sequence number.
    waiting: BTreeMap<u64, BTreeMap<u64, Part>>,
}

#[derive(Debug)]
struct Part {
    starts: bool,
    ends: bool,
    bytes: Vec<u8>,
}

impl Pictures {
    /// The frame, when this packet was the last that it lacked.
    pub(crate) fn take(&mut self, time: u64, number: u64, ends: bool, payload: &[u8]) -> Option<Vec<u8>> {
        let (starts, bytes) = vp8::part(payload)?;
        let parts = self.waiting.entry(time).or_default();
        parts.insert(
            number,
            Part {
                starts,
                ends,
                bytes: bytes.to_vec(),
            },
        );
        if is_whole(parts) {
            let parts = self.waiting.remove(&time)?;
            return Some(parts.into_values().flat_map(|part| part.bytes).collect());
        }
        while self.waiting.len() > MOST_WAITING {
            self.waiting.pop_first();
        }
        None
    }
}

fn is_whole(parts: &BTreeMap<u64, Part>) -> bool {
    let (Some((first, begin)), Some((last, end))) = (parts.first_key_value(), parts.last_key_value()) else {
        return false;
    };
    begin.starts && end.ends && last - first + 1 == parts.len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Look;

    #[test]
    fn every_frame_comes_out_whole_and_once_whatever_the_order_of_its_packets() {
        let look = Look::of("ida").expect("a committed clip is whole");
        let mut pictures = Pictures::default();
        for (n, frame) in look.listening.frames.iter().enumerate() {
            let packets: Vec<_> = vp8::packets(frame, n as u16).collect();
            let came: Vec<_> = packets
                .iter()
                .enumerate()
                .rev()
                .filter_map(|(k, payload)| {
                    let number = (n * 1_000 + k) as u64;
                    pictures.take(n as u64 * 7_500, number, k + 1 == packets.len(), payload)
                })
                .collect();
            assert_eq!(came, [frame.to_vec()]);
        }
    }

    #[test]
    fn a_frame_with_a_hole_never_comes_out() {
        let packets: Vec<_> = vp8::packets(&[7; 4_000], 1).collect();
        let mut pictures = Pictures::default();
        for (k, payload) in packets.iter().enumerate().filter(|(k, _)| *k != 1) {
            assert_eq!(pictures.take(1, k as u64, k + 1 == packets.len(), payload), None);
        }
    }
}
