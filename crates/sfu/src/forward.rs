//! One receiving m-line: whose packets it carries, and in what shape they leave.

use std::sync::Arc;
use std::time::Instant;

use str0m::Rtc;
use str0m::media::{Mid, Pt};
use str0m::rtp::{ExtensionValues, RtpWrite, Ssrc, VideoOrientation};

use crate::rewrite::{Numbers, Rewriter};
use crate::{Kind, ParticipantId};

/// A packet as its publisher sent it, opened and ready for every receiver.
#[derive(Debug)]
pub(crate) struct Published {
    pub(crate) kind: Kind,
    pub(crate) numbers: Numbers,
    /// When its sound or picture was taken.
    pub(crate) taken: Instant,
    /// The first packet of a VP8 key frame.
    pub(crate) starts_key_frame: bool,
    pub(crate) level_dbov: Option<i8>,
    pub(crate) voice_activity: Option<bool>,
    pub(crate) orientation: Option<VideoOrientation>,
    pub(crate) payload: Arc<[u8]>,
}

/// What became of a packet at one receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Written,
    /// The picture cannot begin here: a key frame is needed.
    NeedsKeyFrame,
    LeftOut,
}

/// The sending side of one slot.
#[derive(Debug)]
pub(crate) struct Sender {
    pub(crate) publisher: ParticipantId,
    pub(crate) kind: Kind,
    pub(crate) mid: Mid,
    ssrc: Ssrc,
    payload_type: Pt,
    rewriter: Rewriter,
}

impl Sender {
    pub(crate) fn new(publisher: ParticipantId, kind: Kind, mid: Mid, ssrc: Ssrc, payload_type: Pt) -> Self {
        Self {
            publisher,
            kind,
            mid,
            ssrc,
            payload_type,
            rewriter: Rewriter::new(kind.clock_hz()),
        }
    }

    /// Queues a packet in the receiver's connection; it leaves when the connection is drained.
    pub(crate) fn write(&mut self, rtc: &mut Rtc, packet: &Published) -> Fate {
        let is_video = packet.kind == Kind::Video;
        if is_video && !packet.starts_key_frame && self.rewriter.starts(packet.numbers.source) {
            return Fate::NeedsKeyFrame;
        }
        let Some(rewritten) = self.rewriter.rewrite(&packet.numbers) else {
            return Fate::LeftOut;
        };
        let mut direct = rtc.direct_api();
        let Some(stream) = direct.stream_tx(&self.ssrc) else {
            return Fate::LeftOut;
        };
        let mut write = RtpWrite::new(
            self.payload_type,
            rewritten.sequence.into(),
            rewritten.time,
            packet.taken,
            Arc::clone(&packet.payload),
        )
        .marker(rewritten.marker)
        // Opus repairs itself by in-band FEC; only pictures are sent again.
        .nackable(is_video)
        .ext_vals(self.extensions(packet));
        if let Some(patch) = rewritten.patch {
            write = write.vp8_patch(patch);
        }
        stream.write_rtp(write);
        Fate::Written
    }

    /// Only what a receiver needs travels on: mid and transport numbers belong to each connection.
    fn extensions(&self, packet: &Published) -> ExtensionValues {
        ExtensionValues {
            audio_level: packet.level_dbov,
            voice_activity: packet.voice_activity,
            video_orientation: packet.orientation,
            ..ExtensionValues::default()
        }
    }
}
