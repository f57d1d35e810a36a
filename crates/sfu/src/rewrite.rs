//! Numbers a publisher's packets for one receiver, so that the receiver sees one stream without a seam however
//! often the publisher comes back.
//!
//! Every receiver starts at sequence number 1: the SRTP rollover counter is not on the wire, so a first number
//! above 65,535 would silently fail there. VP8 picture ids are carried on for the same reason as sequence
//! numbers: decoders take a number that falls back for an old frame.

use std::time::{Duration, Instant};

use str0m::rtp::{Vp8Descriptor, Vp8Patch};

/// One run of a publisher's stream: changes when the publisher reconnects or its browser changes the SSRC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) connection: u64,
    pub(crate) ssrc: u32,
}

/// What of a packet has to be numbered anew.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbers {
    pub(crate) source: Source,
    /// Extended sequence number.
    pub(crate) sequence: u64,
    pub(crate) time: u32,
    pub(crate) marker: bool,
    pub(crate) arrived: Instant,
    pub(crate) vp8: Option<Vp8Descriptor>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Rewritten {
    pub(crate) sequence: u64,
    pub(crate) time: u32,
    pub(crate) marker: bool,
    pub(crate) patch: Option<Vp8Patch>,
}

#[derive(Debug)]
pub(crate) struct Rewriter {
    /// Ticks of the RTP clock per second.
    clock_hz: u32,
    run: Option<Run>,
    newest: Option<Newest>,
}

/// How the present source's numbers become ours.
#[derive(Debug, Clone, Copy)]
struct Run {
    source: Source,
    first_sequence: u64,
    base_sequence: u64,
    time_offset: u32,
    picture_offset: u16,
    layer_zero_offset: u8,
}

/// The highest packet sent so far.
#[derive(Debug, Clone, Copy)]
struct Newest {
    sequence: u64,
    time: u32,
    arrived: Instant,
    picture: u16,
    layer_zero: u8,
}

/// Picture ids have 15 bits; 2^16 is a multiple, so wrapping arithmetic stays right.
const PICTURE_IDS: u16 = 0x8000;

impl Rewriter {
    pub(crate) fn new(clock_hz: u32) -> Self {
        Self {
            clock_hz,
            run: None,
            newest: None,
        }
    }

    /// Whether this packet would start a new run; a video run may only start with a key frame.
    pub(crate) fn starts(&self, source: Source) -> bool {
        self.run.is_none_or(|run| run.source != source)
    }

    /// The packet's numbers for this receiver, or nothing for a straggler from before the run began.
    pub(crate) fn rewrite(&mut self, packet: &Numbers) -> Option<Rewritten> {
        let seam = self.starts(packet.source);
        let run = match self.run {
            Some(run) if !seam => run,
            _ => *self.run.insert(self.next_run(packet)),
        };
        let sequence = packet.sequence.checked_sub(run.first_sequence)? + run.base_sequence;
        let time = packet.time.wrapping_add(run.time_offset);
        let picture = packet
            .vp8
            .and_then(|vp8| vp8.picture_id())
            .map(|id| run.picture(id));
        let layer_zero = packet
            .vp8
            .and_then(|vp8| vp8.tl0_pic_idx())
            .map(|id| id.wrapping_add(run.layer_zero_offset));

        if self.newest.is_none_or(|newest| sequence > newest.sequence) {
            let before = self.newest;
            self.newest = Some(Newest {
                sequence,
                time,
                arrived: packet.arrived,
                picture: picture.or(before.map(|b| b.picture)).unwrap_or(0),
                layer_zero: layer_zero.or(before.map(|b| b.layer_zero)).unwrap_or(0),
            });
        }
        // A new run of sound begins a talk spurt (RFC 3551 section 4.1); video keeps its frame ends.
        let marker = packet.marker || (seam && packet.vp8.is_none());
        Some(Rewritten {
            sequence,
            time,
            marker,
            patch: run.patch(packet.vp8, picture, layer_zero),
        })
    }

    fn next_run(&self, packet: &Numbers) -> Run {
        let mut run = Run {
            source: packet.source,
            first_sequence: packet.sequence,
            base_sequence: 1,
            time_offset: 0,
            picture_offset: 0,
            layer_zero_offset: 0,
        };
        let Some(newest) = self.newest else {
            return run;
        };
        run.base_sequence = newest.sequence + 1;
        let time = newest
            .time
            .wrapping_add(self.ticks(packet.arrived.saturating_duration_since(newest.arrived)));
        run.time_offset = time.wrapping_sub(packet.time);
        if let Some(id) = packet.vp8.and_then(|vp8| vp8.picture_id()) {
            run.picture_offset = newest.picture.wrapping_add(1).wrapping_sub(id) % PICTURE_IDS;
        }
        if let Some(id) = packet.vp8.and_then(|vp8| vp8.tl0_pic_idx()) {
            run.layer_zero_offset = newest.layer_zero.wrapping_add(1).wrapping_sub(id);
        }
        run
    }

    /// Time passed, in ticks; at least one, because two frames never share a timestamp.
    fn ticks(&self, passed: Duration) -> u32 {
        let ticks = passed.as_micros() * u128::from(self.clock_hz) / 1_000_000;
        u32::try_from(ticks).unwrap_or(u32::MAX / 2).max(1)
    }
}

impl Run {
    fn picture(&self, id: u16) -> u16 {
        id.wrapping_add(self.picture_offset) % PICTURE_IDS
    }

    /// The descriptor with our ids in it; nothing when it already has them.
    fn patch(
        &self,
        vp8: Option<Vp8Descriptor>,
        picture: Option<u16>,
        layer_zero: Option<u8>,
    ) -> Option<Vp8Patch> {
        if self.picture_offset == 0 && self.layer_zero_offset == 0 {
            return None;
        }
        let mut patch = vp8?.patch();
        if let Some(id) = picture {
            patch = patch.picture_id(id);
        }
        if let Some(id) = layer_zero {
            patch = patch.tl0_pic_idx(id);
        }
        // A seven-bit picture id may not hold ours: the frame then goes out as it came.
        patch.build().ok()
    }
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "an Instant can only be made by reading the clock once"
)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn packet(connection: u64, sequence: u64, time: u32, arrived: Instant) -> Numbers {
        Numbers {
            source: Source { connection, ssrc: 7 },
            sequence,
            time,
            marker: false,
            arrived,
            vp8: None,
        }
    }

    #[test]
    fn a_publisher_that_comes_back_continues_where_it_left() {
        let start = Instant::now();
        let mut rewriter = Rewriter::new(48_000);
        assert_eq!(
            rewriter
                .rewrite(&packet(1, 900_000, 50, start))
                .expect("first")
                .sequence,
            1
        );
        let last = rewriter
            .rewrite(&packet(1, 900_003, 50 + 3 * 960, start))
            .expect("later");
        assert_eq!((last.sequence, last.time, last.marker), (4, 50 + 3 * 960, false));

        let back = rewriter
            .rewrite(&packet(2, 17, 4_000_000_000, start + Duration::from_secs(2)))
            .expect("after a reload");
        assert_eq!(
            (back.sequence, back.time, back.marker),
            (5, last.time + 96_000, true)
        );
    }

    #[test]
    fn a_straggler_from_before_the_start_is_left_out() {
        let start = Instant::now();
        let mut rewriter = Rewriter::new(90_000);
        rewriter.rewrite(&packet(1, 100, 0, start));
        assert!(rewriter.rewrite(&packet(1, 99, 0, start)).is_none());
        assert_eq!(
            rewriter
                .rewrite(&packet(1, 101, 0, start))
                .expect("the next")
                .sequence,
            2
        );
    }

    #[test]
    fn picture_ids_go_on_across_a_seam() {
        let start = Instant::now();
        let frame = |connection, sequence, picture: u16, tl0: u8| {
            let bytes = [
                0x90,
                0xe0,
                0x80 | (picture >> 8) as u8,
                picture as u8,
                tl0,
                0x20,
                0x00,
            ];
            let vp8 = Vp8Descriptor::parse(&bytes).expect("a descriptor");
            Numbers {
                vp8: Some(vp8),
                ..packet(connection, sequence, 0, start)
            }
        };
        let mut rewriter = Rewriter::new(90_000);
        assert!(
            rewriter
                .rewrite(&frame(1, 5, 32_767, 255))
                .expect("first")
                .patch
                .is_none()
        );
        let seam = rewriter.rewrite(&frame(2, 900, 1234, 9)).expect("second");
        let expected =
            Vp8Descriptor::parse(&[0x90, 0xe0, 0x80 | (1234u16 >> 8) as u8, 1234u16 as u8, 9, 0x20, 0])
                .expect("a descriptor")
                .patch()
                .picture_id(0)
                .tl0_pic_idx(0)
                .build()
                .expect("a patch");
        assert_eq!(seam.patch, Some(expected));
    }

    proptest! {
        #[test]
        fn numbers_keep_their_distances_and_start_low(first in 0u64..1 << 40, steps in prop::collection::vec(1u64..300, 1..40)) {
            let start = Instant::now();
            let mut rewriter = Rewriter::new(48_000);
            let mut sequence = first;
            let mut last = rewriter.rewrite(&packet(1, sequence, 0, start)).expect("first").sequence;
            prop_assert!(last < 65_536);
            for step in steps {
                sequence += step;
                let next = rewriter.rewrite(&packet(1, sequence, 0, start)).expect("later").sequence;
                prop_assert_eq!(next - last, step);
                last = next;
            }
        }
    }
}
