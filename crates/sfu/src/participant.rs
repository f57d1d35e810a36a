//! One participant's peer connection: opens what arrives, seals what leaves, and says what happened.
//!
//! str0m's rule is one change, then drain. Receives keep it: two without a drain lose a packet. Writes may be
//! gathered: the next drain sends them all, which halves their cost with many lines.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use str0m::change::SdpOffer;
use str0m::format::Codec;
use str0m::ice::StunMessage;
use str0m::media::{KeyframeRequestKind, Mid};
use str0m::net::{Protocol as Transport, Receive};
use str0m::rtp::{RtpPacket, Vp8Descriptor};
use str0m::{Candidate, Event as RtcEvent, Input, Output as RtcOutput, Rtc};

use crate::capture::{CaptureClock, Report};
use crate::forward::{Fate, Published, Sender};
use crate::keyframes::Governor;
use crate::offer::{self, OfferRefused, Offered};
use crate::path::{Path, Paths};
use crate::rewrite::{Numbers, Source};
use crate::route::Protocol;
use crate::stack;
use crate::{Credentials, Datagram, Kind, Levels, Output, RoomConfig, Slot, Why};

/// Nothing valid for this long ends a connection (RFC 7675 gives consent 30 s; a circle notices sooner).
pub(crate) const IDLE: Duration = Duration::from_secs(15);

/// Gathered writes before a drain is forced: str0m tolerates a hundred.
const MOST_UNSENT: u32 = 32;

/// Addresses of ours that a participant may teach us when sockets are bound to every address.
const MOST_LEARNED: usize = 8;

/// What a participant's step brought about.
#[derive(Debug)]
pub(crate) enum Happening {
    Connected,
    Validated(Path),
    Forgotten(Path),
    Published(Published),
    /// This participant's slot of that index needs a key frame.
    WantsKeyFrame(usize),
    Closed,
}

/// Where a participant's step leaves its results.
pub(crate) struct Drain<'a> {
    pub(crate) outputs: &'a mut VecDeque<Output>,
    pub(crate) happenings: &'a mut Vec<Happening>,
}

pub(crate) struct Participant {
    rtc: Rtc,
    connection: u64,
    pub(crate) credentials: Credentials,
    pub(crate) paths: Paths,
    addresses: Vec<SocketAddr>,
    learned: usize,
    pub(crate) senders: Vec<Sender>,
    camera: Option<Mid>,
    reads_levels: bool,
    pub(crate) is_connected: bool,
    pub(crate) governor: Governor,
    capture: CaptureClock,
    /// Writes that no drain has sent yet.
    pub(crate) unsent: u32,
    last_heard: Instant,
    rtc_timeout: Instant,
    #[cfg(test)]
    pub(crate) trips: bool,
}

impl Participant {
    /// Answers an offer. `connection` tells this connection's streams from those of earlier ones.
    pub(crate) fn answer(
        offer: &str,
        slots: &[Slot],
        credentials: Credentials,
        room: &RoomConfig,
        connection: u64,
        now: Instant,
    ) -> Result<(Self, String), OfferRefused> {
        let Offered { camera, .. } = offer::read(offer, slots)?;
        let offer = SdpOffer::from_sdp_string(offer).map_err(|_| OfferRefused::Malformed)?;
        let mut rtc = stack::config(&credentials, room.levels).build(now);
        for &address in &room.candidates {
            if let Ok(candidate) = Candidate::host(address, Transport::Udp) {
                rtc.add_local_candidate(candidate);
            }
        }
        let answer = rtc
            .sdp_api()
            .accept_offer(offer)
            .map_err(|_| OfferRefused::Malformed)?;
        let mut answer = offer::name_streams(&answer.to_sdp_string(), slots);
        if room.levels == Levels::LeftOut {
            answer = offer::ask_for_one_size(&answer);
        }
        let senders = slots
            .iter()
            .map(|slot| stack::sender(&mut rtc, slot))
            .collect::<Option<_>>()
            .ok_or(OfferRefused::NoCommonCodec)?;
        let participant = Self {
            rtc,
            connection,
            credentials,
            paths: Paths::default(),
            addresses: room.candidates.clone(),
            learned: 0,
            senders,
            camera: camera.as_deref().map(Mid::from),
            reads_levels: room.levels == Levels::Read,
            is_connected: false,
            governor: Governor::default(),
            capture: CaptureClock::default(),
            unsent: 0,
            last_heard: now,
            rtc_timeout: now,
            #[cfg(test)]
            trips: false,
        };
        Ok((participant, answer))
    }

    /// Takes a datagram that route.rs found to be this participant's.
    pub(crate) fn receive(
        &mut self,
        protocol: Protocol,
        datagram: &Datagram,
        now: Instant,
        drain: &mut Drain<'_>,
    ) -> Result<(), Why> {
        #[cfg(test)]
        assert!(!self.trips, "a test asked this participant to fall");

        let path = Path {
            theirs: datagram.source,
            ours: datagram.destination,
        };
        let is_valid = match protocol {
            Protocol::Stun => self.authenticate(path, &datagram.contents, now, drain),
            Protocol::Dtls | Protocol::Srtp => self.paths.heard(path, now),
        };
        if !is_valid {
            return Ok(());
        }
        self.last_heard = now;
        let received = Receive::new(
            Transport::Udp,
            datagram.source,
            datagram.destination,
            &datagram.contents,
        );
        let Ok(received) = received else {
            return Ok(());
        };
        // A refused datagram is the sender's affair; the connection stands unless str0m gave it up.
        let _refused = self.rtc.handle_input(Input::Receive(now, received));
        self.drain(drain)
    }

    /// Lets time pass and sends what was written.
    pub(crate) fn advance(&mut self, now: Instant, drain: &mut Drain<'_>) -> Result<(), Why> {
        if now.saturating_duration_since(self.last_heard) >= IDLE {
            return Err(Why::Lost);
        }
        if self.rtc.handle_input(Input::Timeout(now)).is_err() {
            return Err(Why::Fault);
        }
        self.drain(drain)
    }

    pub(crate) fn next_timeout(&self) -> Instant {
        self.rtc_timeout.min(self.last_heard + IDLE)
    }

    /// Queues a packet for one slot. True in the second place: it is time to drain.
    pub(crate) fn write(&mut self, slot: usize, packet: &Published) -> (Fate, bool) {
        #[cfg(test)]
        assert!(!self.trips, "a test asked this participant to fall");
        let Some(sender) = self.senders.get_mut(slot).filter(|_| self.is_connected) else {
            return (Fate::LeftOut, false);
        };
        let fate = sender.write(&mut self.rtc, packet);
        self.unsent += u32::from(fate == Fate::Written);
        (fate, self.unsent >= MOST_UNSENT)
    }

    /// Asks the browser for a key frame of its camera; sent by the next drain.
    pub(crate) fn request_key_frame(&mut self) {
        let Some(camera) = self.camera else { return };
        if let Some(stream) = self.rtc.direct_api().stream_rx_by_mid(camera, None) {
            stream.request_keyframe(KeyframeRequestKind::Pli);
        }
    }

    /// Says goodbye, so that the browser does not wait for a timeout.
    pub(crate) fn close(&mut self, now: Instant, drain: &mut Drain<'_>) {
        if self.is_connected && self.rtc.close().is_ok() {
            let _ended = self.rtc.handle_input(Input::Timeout(now));
            let _ended = self.drain(drain);
        }
    }

    /// Checks a binding request's signature, and notes the path it proves.
    fn authenticate(&mut self, path: Path, contents: &[u8], now: Instant, drain: &mut Drain<'_>) -> bool {
        let Ok(message) = StunMessage::parse(contents) else {
            return false;
        };
        let is_signed = message.is_binding_request()
            && message
                .split_username()
                .is_some_and(|(ours, _)| ours == self.credentials.ufrag)
            && message.verify(self.credentials.password.as_bytes(), stack::sha1_hmac);
        let Some(priority) = message.prio().filter(|_| is_signed) else {
            return false;
        };
        if !self.learn(path.ours) {
            return false;
        }
        if let Some(forgotten) = self
            .paths
            .authenticated(path, priority, message.use_candidate(), now)
        {
            drain.happenings.push(Happening::Forgotten(forgotten));
        }
        drain.happenings.push(Happening::Validated(path));
        true
    }

    /// Accepts an address of ours we did not advertise: it did arrive there, and it is signed. (A socket bound
    /// to every address is reached by more of them than can be listed.)
    fn learn(&mut self, address: SocketAddr) -> bool {
        if self.addresses.contains(&address) {
            return true;
        }
        if self.learned == MOST_LEARNED {
            return false;
        }
        let Ok(candidate) = Candidate::host(address, Transport::Udp) else {
            return false;
        };
        self.rtc.add_local_candidate(candidate);
        self.addresses.push(address);
        self.learned += 1;
        true
    }

    fn drain(&mut self, drain: &mut Drain<'_>) -> Result<(), Why> {
        self.unsent = 0;
        loop {
            match self.rtc.poll_output() {
                Ok(RtcOutput::Timeout(at)) => {
                    self.rtc_timeout = at;
                    break;
                }
                Ok(RtcOutput::Transmit(transmit)) => {
                    // STUN answers go where they were asked from; everything else where the browser listens.
                    let is_stun = transmit.contents.first().is_some_and(|first| *first < 4);
                    let path = self.paths.current().filter(|_| !is_stun);
                    drain.outputs.push_back(Output::Transmit {
                        source: path.map_or(transmit.source, |path| path.ours),
                        destination: path.map_or(transmit.destination, |path| path.theirs),
                        contents: transmit.contents.into(),
                    });
                }
                Ok(RtcOutput::Event(event)) => self.take(event, drain),
                Err(_) => return Err(Why::Fault),
            }
        }
        if self.rtc.is_alive() {
            Ok(())
        } else {
            Err(Why::Lost)
        }
    }

    fn take(&mut self, event: RtcEvent, drain: &mut Drain<'_>) {
        match event {
            RtcEvent::Connected => {
                self.is_connected = true;
                drain.happenings.push(Happening::Connected);
            }
            RtcEvent::RtpPacket(packet) => {
                if let Some(published) = self.published(packet) {
                    drain.happenings.push(Happening::Published(published));
                }
            }
            RtcEvent::KeyframeRequest(request) => {
                let slot = self.senders.iter().position(|sender| sender.mid == request.mid);
                drain.happenings.extend(slot.map(Happening::WantsKeyFrame));
            }
            RtcEvent::Closed => drain.happenings.push(Happening::Closed),
            _ => {}
        }
    }

    fn published(&mut self, packet: RtpPacket) -> Option<Published> {
        let header = &packet.header;
        let params = self.rtc.codec_config().params();
        let kind = match params
            .iter()
            .find(|params| params.pt() == header.payload_type)?
            .spec()
            .codec
        {
            Codec::Opus => Kind::Audio,
            Codec::Vp8 => Kind::Video,
            _ => return None,
        };
        let vp8 = match kind {
            Kind::Audio => None,
            Kind::Video => Some(Vp8Descriptor::parse(&packet.payload).ok()?),
        };
        let report = packet.last_sender_info.as_ref().map(|info| Report {
            sender_clock: info.ntp_time,
            time: info.rtp_time.numer() as u32,
        });
        Some(Published {
            kind,
            taken: self
                .capture
                .taken(header.timestamp, kind.clock_hz(), packet.timestamp, report),
            numbers: Numbers {
                source: Source {
                    connection: self.connection,
                    ssrc: *header.ssrc,
                },
                sequence: *packet.seq_no,
                time: header.timestamp,
                marker: header.marker,
                arrived: packet.timestamp,
                vp8,
            },
            starts_key_frame: vp8.is_some_and(|vp8| vp8.starts_keyframe(&packet.payload)),
            level_dbov: header.ext_vals.audio_level.filter(|_| self.reads_levels),
            voice_activity: header.ext_vals.voice_activity.filter(|_| self.reads_levels),
            orientation: header.ext_vals.video_orientation,
            payload: packet.payload,
        })
    }
}
