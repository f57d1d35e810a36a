//! A native client: offers like a browser, publishes stamped sound and pictures, and keeps what it receives.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use sfu::{Datagram, Kind, ParticipantId, Slot};
use str0m::change::{SdpAnswer, SdpPendingOffer};
use str0m::format::{Codec, FormatParams};
use str0m::media::{Direction, Frequency, KeyframeRequestKind, MediaKind, Mid, Pt};
use str0m::net::{Protocol, Receive};
use str0m::rtp::{ExtensionValues, RtpWrite};
use str0m::{Candidate, Event, Input, Output, Rtc};

use crate::chance::Chance;

/// One received packet, by what its payload says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) publisher: u32,
    /// Which connection of the publisher sent it.
    pub(crate) take: u8,
    pub(crate) count: u32,
    pub(crate) is_key: bool,
    pub(crate) time: u32,
    pub(crate) marker: bool,
    pub(crate) arrived: Instant,
}

const FRAME_EVERY: Duration = Duration::from_millis(40);
const SOUND_EVERY: Duration = Duration::from_millis(20);

pub(crate) struct Client {
    pub(crate) id: ParticipantId,
    pub(crate) address: SocketAddr,
    pub(crate) rtc: Rtc,
    pub(crate) take: u8,
    pub(crate) slots: Vec<Slot>,
    pub(crate) is_connected: bool,
    pub(crate) level_dbov: i8,
    /// Packets by slot and extended sequence number.
    pub(crate) received: BTreeMap<(String, u64), Stamp>,
    /// Slots in which a key frame was seen.
    begun: BTreeSet<String>,
    pub(crate) key_frame_requests: Vec<Instant>,
    pub(crate) out: Vec<Datagram>,
    microphone: Mid,
    camera: Mid,
    opus: Pt,
    vp8: Pt,
    wants_key_frame: bool,
    next_sound: Instant,
    next_frame: Instant,
    sound: (u64, u32),
    frame: (u64, u32),
    sounds: u32,
    frames: u32,
    pub(crate) timeout: Instant,
}

impl Client {
    /// Makes a client and its offer. Every second client numbers its payload types as Firefox does.
    pub(crate) fn offering(
        id: ParticipantId,
        take: u8,
        others: &[ParticipantId],
        address: SocketAddr,
        chance: &mut Chance,
        now: Instant,
    ) -> (Self, String, SdpPendingOffer) {
        let (opus, vp8, rtx) = if id.0.is_multiple_of(2) {
            (111, 96, 97)
        } else {
            (109, 120, 124)
        };
        let mut config = Rtc::builder().set_rtp_mode(true).clear_codecs();
        let format = FormatParams {
            min_p_time: Some(10),
            use_inband_fec: Some(true),
            ..FormatParams::default()
        };
        let codecs = config.codec_config();
        codecs.add_config(
            opus.into(),
            None,
            Codec::Opus,
            Frequency::FORTY_EIGHT_KHZ,
            Some(2),
            format,
        );
        codecs.add_config(
            vp8.into(),
            Some(rtx.into()),
            Codec::Vp8,
            Frequency::NINETY_KHZ,
            None,
            FormatParams::default(),
        );
        let mut rtc = config.build(now);
        rtc.add_local_candidate(Candidate::host(address, "udp").expect("a candidate"));
        let mut api = rtc.sdp_api();
        let microphone = api.add_media(MediaKind::Audio, Direction::SendOnly, None, None, None);
        let camera = api.add_media(MediaKind::Video, Direction::SendOnly, None, None, None);
        let mut slots = vec![];
        for &publisher in others {
            for (kind, media) in [(Kind::Audio, MediaKind::Audio), (Kind::Video, MediaKind::Video)] {
                let mid = api.add_media(media, Direction::RecvOnly, None, None, None);
                slots.push(Slot {
                    mid: mid.to_string(),
                    publisher,
                    kind,
                });
            }
        }
        let (offer, pending) = api.apply().expect("an offer");
        let client = Self {
            id,
            address,
            rtc,
            take,
            slots,
            is_connected: false,
            level_dbov: -127,
            received: BTreeMap::new(),
            begun: BTreeSet::new(),
            key_frame_requests: vec![],
            out: vec![],
            microphone,
            camera,
            opus: opus.into(),
            vp8: vp8.into(),
            wants_key_frame: true,
            next_sound: now,
            next_frame: now,
            // Browsers start anywhere below 2^15 and at any time.
            sound: (chance.below(1 << 15), chance.next() as u32),
            frame: (chance.below(1 << 15), chance.next() as u32),
            sounds: 0,
            frames: 0,
            timeout: now,
        };
        (client, offer.to_sdp_string(), pending)
    }

    pub(crate) fn answered(&mut self, answer: &str, pending: SdpPendingOffer) {
        let answer = SdpAnswer::from_sdp_string(answer).expect("a readable answer");
        self.rtc
            .sdp_api()
            .accept_answer(pending, answer)
            .expect("an acceptable answer");
        self.drain();
    }

    pub(crate) fn receive(&mut self, datagram: &Datagram, now: Instant) {
        let received = Receive::new(Protocol::Udp, datagram.source, self.address, &datagram.contents)
            .expect("a clean datagram");
        self.rtc
            .handle_input(Input::Receive(now, received))
            .expect("to be taken");
        self.drain();
    }

    /// Publishes what is due and lets time pass.
    pub(crate) fn advance(&mut self, now: Instant) {
        if self.is_connected {
            while self.next_sound <= now {
                self.next_sound += SOUND_EVERY;
                self.publish_sound(now);
            }
            while self.next_frame <= now {
                self.next_frame += FRAME_EVERY;
                self.publish_frame(now);
            }
        } else {
            self.next_sound = now;
            self.next_frame = now;
        }
        self.rtc.handle_input(Input::Timeout(now)).expect("time to pass");
        self.drain();
    }

    fn publish_sound(&mut self, now: Instant) {
        self.sounds += 1;
        self.sound = (self.sound.0 + 1, self.sound.1.wrapping_add(960));
        let payload = self.stamp(vec![], self.sounds);
        let levels = ExtensionValues {
            audio_level: Some(self.level_dbov),
            voice_activity: Some(false),
            ..ExtensionValues::default()
        };
        let write =
            RtpWrite::new(self.opus, self.sound.0.into(), self.sound.1, now, payload).ext_vals(levels);
        self.rtc
            .direct_api()
            .stream_tx_by_mid(self.microphone, None)
            .expect("a stream")
            .write_rtp(write);
    }

    /// Two packets a frame; a key frame when one was asked for.
    fn publish_frame(&mut self, now: Instant) {
        self.frames += 1;
        let is_key = std::mem::take(&mut self.wants_key_frame);
        self.frame.1 = self.frame.1.wrapping_add(3600);
        for half in 0..2_u8 {
            self.frame.0 += 1;
            let start = if half == 0 { 0x10 } else { 0 };
            let picture = (self.frames as u16) & 0x7fff;
            let inter = u8::from(!is_key);
            let descriptor = vec![
                0x80 | start,
                0x80,
                0x80 | (picture >> 8) as u8,
                picture as u8,
                if half == 0 { inter } else { 1 },
            ];
            let mut payload = self.stamp(descriptor, self.frames * 2 + u32::from(half));
            payload.resize(400, half);
            let write = RtpWrite::new(self.vp8, self.frame.0.into(), self.frame.1, now, payload)
                .marker(half == 1)
                .nackable(true);
            self.rtc
                .direct_api()
                .stream_tx_by_mid(self.camera, None)
                .expect("a stream")
                .write_rtp(write);
        }
    }

    fn stamp(&self, mut head: Vec<u8>, count: u32) -> Vec<u8> {
        head.push(self.take);
        head.extend_from_slice(&self.id.0.to_be_bytes());
        head.extend_from_slice(&count.to_be_bytes());
        head
    }

    fn drain(&mut self) {
        loop {
            match self.rtc.poll_output().expect("output") {
                Output::Timeout(at) => {
                    self.timeout = at;
                    return;
                }
                Output::Transmit(transmit) => self.out.push(Datagram {
                    source: self.address,
                    destination: transmit.destination,
                    contents: transmit.contents.into(),
                }),
                Output::Event(Event::Connected) => self.is_connected = true,
                Output::Event(Event::KeyframeRequest(_)) => {
                    self.wants_key_frame = true;
                    self.key_frame_requests.push(self.next_frame);
                }
                Output::Event(Event::RtpPacket(packet)) => {
                    let mid = self
                        .rtc
                        .direct_api()
                        .stream_rx(&packet.header.ssrc)
                        .expect("a known stream")
                        .mid();
                    let mid = mid.to_string();
                    let slot = self
                        .slots
                        .iter()
                        .find(|slot| slot.mid == mid)
                        .expect("one of our slots");
                    let skip = if slot.kind == Kind::Video { 5 } else { 0 };
                    let (head, stamp) = packet.payload.split_at(skip);
                    let word =
                        |at: usize| u32::from_be_bytes(stamp[at..at + 4].try_into().expect("four bytes"));
                    let stamp = Stamp {
                        publisher: word(1),
                        take: stamp[0],
                        count: word(5),
                        is_key: head.first().is_some_and(|first| first & 0x10 != 0) && head[4] & 1 == 0,
                        time: packet.header.timestamp,
                        marker: packet.header.marker,
                        arrived: packet.timestamp,
                    };
                    // A browser that cannot decode asks for a key frame, with every frame it cannot use.
                    let asks = slot.kind == Kind::Video && !stamp.is_key && !self.begun.contains(&mid);
                    if stamp.is_key {
                        self.begun.insert(mid.clone());
                    }
                    if asks {
                        let mut direct = self.rtc.direct_api();
                        let stream = direct.stream_rx(&packet.header.ssrc).expect("a known stream");
                        stream.request_keyframe(KeyframeRequestKind::Pli);
                    }
                    self.received.insert((mid, *packet.seq_no), stamp);
                }
                Output::Event(_) => {}
            }
        }
    }

    /// What arrived of one publisher, in the order of its numbers.
    pub(crate) fn heard_from(&self, publisher: ParticipantId, kind: Kind) -> Vec<(u64, Stamp)> {
        let slot = self
            .slots
            .iter()
            .find(|slot| slot.publisher == publisher && slot.kind == kind);
        let mid = &slot.expect("a slot for everyone").mid;
        let packets = self.received.iter().filter(|((at, _), _)| at == mid);
        packets
            .map(|((_, sequence), stamp)| (*sequence, *stamp))
            .collect()
    }
}
