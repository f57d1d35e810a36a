//! One bot's peer connection: str0m as a browser would be (full ICE, controlling), in RTP mode.
//! Sans-IO: datagrams and moments go in, datagrams and events come out.

use crate::player::Due;
use crate::vp8;
use anyhow::{Context, bail};
use protocol::{MediaKind, MediaSlot};
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::Instant;
use str0m::change::{SdpAnswer, SdpPendingOffer};
use str0m::format::Codec;
use str0m::media::{Direction, MediaKind as Kind, Mid, Pt};
use str0m::net::{Protocol, Receive};
use str0m::rtp::{ExtensionValues, RtpPacket, RtpWrite, SeqNo};
use str0m::{Candidate, Event, IceConnectionState, Input, Output, Rtc, RtcConfig};

#[derive(Debug)]
pub(crate) struct Peer {
    rtc: Rtc,
    local: SocketAddr,
    pending: Option<SdpPendingOffer>,
    microphone: Line,
    camera: Line,
    /// Which receiving line carries whom.
    slots: Vec<(Mid, MediaKind, String)>,
    out: VecDeque<Outcome>,
    timeout: Instant,
}

/// A sending line. The sequence number is ours, as RTP mode wants it.
#[derive(Debug)]
struct Line {
    mid: Mid,
    pt: Option<Pt>,
    next: u64,
}

#[derive(Debug)]
pub(crate) enum Outcome {
    Send {
        destination: SocketAddr,
        datagram: Vec<u8>,
    },
    Connected,
    KeyFrameWanted,
    Heard {
        publisher: String,
        kind: MediaKind,
        packet: Box<RtpPacket>,
    },
    Lost,
}

/// What goes to the room with the offer.
#[derive(Debug)]
pub(crate) struct Offer {
    pub(crate) sdp: String,
    pub(crate) slots: Vec<MediaSlot>,
}

impl Peer {
    /// Offers a microphone, a camera, and two receiving lines for each member in `hear`.
    pub(crate) fn offer(local: SocketAddr, hear: &[String], now: Instant) -> anyhow::Result<(Self, Offer)> {
        let config = RtcConfig::new()
            .clear_codecs()
            .enable_opus(true, false)
            .enable_vp8(true)
            .set_rtp_mode(true);
        let mut rtc = config.build(now);
        rtc.add_local_candidate(Candidate::host(local, "udp")?);
        let mut api = rtc.sdp_api();
        let mut add = |kind, direction| api.add_media(kind, direction, None, None, None);
        let microphone = add(Kind::Audio, Direction::SendOnly);
        let camera = add(Kind::Video, Direction::SendOnly);
        let mut slots = Vec::new();
        for member in hear {
            slots.push((
                add(Kind::Audio, Direction::RecvOnly),
                MediaKind::Audio,
                member.clone(),
            ));
            slots.push((
                add(Kind::Video, Direction::RecvOnly),
                MediaKind::Video,
                member.clone(),
            ));
        }
        let (offer, pending) = api
            .apply()
            .context("an offer with media always has something to say")?;
        let offer = Offer {
            sdp: offer.to_sdp_string(),
            slots: slots
                .iter()
                .map(|(mid, kind, member)| MediaSlot {
                    mid: mid.to_string(),
                    member: member.clone(),
                    kind: *kind,
                })
                .collect(),
        };
        let line = |mid| Line {
            mid,
            pt: None,
            next: 1_000,
        };
        let peer = Self {
            rtc,
            local,
            pending: Some(pending),
            microphone: line(microphone),
            camera: line(camera),
            slots,
            out: VecDeque::new(),
            timeout: now,
        };
        Ok((peer, offer))
    }

    pub(crate) fn accept(&mut self, answer: &str) -> anyhow::Result<()> {
        let answer = SdpAnswer::from_sdp_string(answer)?;
        let Some(pending) = self.pending.take() else {
            bail!("a second answer to one offer")
        };
        self.rtc.sdp_api().accept_answer(pending, answer)?;
        for (line, codec) in [
            (&mut self.microphone, Codec::Opus),
            (&mut self.camera, Codec::Vp8),
        ] {
            let media = self.rtc.media(line.mid).context("an offered line is known")?;
            let mut params = self.rtc.codec_config().params().iter();
            let found =
                params.find(|one| one.spec().codec == codec && media.remote_pts().contains(&one.pt()));
            line.pt = found.map(|one| one.pt());
        }
        self.drain();
        Ok(())
    }

    pub(crate) fn receive(&mut self, source: SocketAddr, datagram: &[u8], now: Instant) {
        if let Ok(receive) = Receive::new(Protocol::Udp, source, self.local, datagram) {
            self.handle(Input::Receive(now, receive));
        }
    }

    /// When to call [`Peer::wake`] at the latest.
    pub(crate) fn timeout(&self) -> Instant {
        self.timeout
    }

    pub(crate) fn wake(&mut self, now: Instant) {
        self.handle(Input::Timeout(now));
    }

    pub(crate) fn poll(&mut self) -> Option<Outcome> {
        self.out.pop_front()
    }

    pub(crate) fn play(&mut self, due: Due, now: Instant) {
        match due {
            Due::Sound {
                opus,
                level,
                voice,
                starts,
                rtp_time,
            } => {
                let ext_vals = ExtensionValues {
                    audio_level: i8::try_from(level).ok().map(|level| -level),
                    voice_activity: Some(voice),
                    ..ExtensionValues::default()
                };
                let Some((pt, seq)) = self.microphone.take() else {
                    return;
                };
                let write = RtpWrite::new(pt, seq, rtp_time, now, opus)
                    .marker(starts)
                    .ext_vals(ext_vals);
                self.write(self.microphone.mid, write);
            }
            Due::Picture {
                frame,
                picture_id,
                rtp_time,
            } => {
                let mut payloads = vp8::packets(&frame, picture_id).peekable();
                while let Some(payload) = payloads.next() {
                    let Some((pt, seq)) = self.camera.take() else {
                        return;
                    };
                    let last = payloads.peek().is_none();
                    let write = RtpWrite::new(pt, seq, rtp_time, now, payload)
                        .marker(last)
                        .nackable(true);
                    self.write(self.camera.mid, write);
                }
            }
        }
        // Writes may be gathered; everything else wants a drain after each (str0m's single-mutation rule).
        self.handle(Input::Timeout(now));
    }

    fn write(&mut self, mid: Mid, write: RtpWrite) {
        if let Some(stream) = self.rtc.direct_api().stream_tx_by_mid(mid, None) {
            stream.write_rtp(write);
        }
    }

    fn handle(&mut self, input: Input<'_>) {
        if self.rtc.handle_input(input).is_err() {
            self.rtc.disconnect();
            self.out.push_back(Outcome::Lost);
        }
        self.drain();
    }

    fn drain(&mut self) {
        loop {
            match self.rtc.poll_output() {
                Ok(Output::Timeout(at)) => {
                    self.timeout = at;
                    return;
                }
                Ok(Output::Transmit(transmit)) => self.out.push_back(Outcome::Send {
                    destination: transmit.destination,
                    datagram: transmit.contents.into(),
                }),
                Ok(Output::Event(event)) => self.event(event),
                Err(_) => {
                    self.rtc.disconnect();
                    self.out.push_back(Outcome::Lost);
                    return;
                }
            }
        }
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Connected => self.out.push_back(Outcome::Connected),
            Event::IceConnectionStateChange(IceConnectionState::Disconnected) => {
                self.out.push_back(Outcome::Lost)
            }
            Event::KeyframeRequest(_) => self.out.push_back(Outcome::KeyFrameWanted),
            Event::RtpPacket(packet) => {
                let ssrc = packet.header.ssrc;
                let mid = self.rtc.direct_api().stream_rx(&ssrc).map(|stream| stream.mid());
                if let Some((_, kind, publisher)) = self.slots.iter().find(|(slot, ..)| Some(*slot) == mid) {
                    let (kind, publisher) = (*kind, publisher.clone());
                    self.out.push_back(Outcome::Heard {
                        publisher,
                        kind,
                        packet: Box::new(packet),
                    });
                }
            }
            _ => {}
        }
    }
}

impl Line {
    fn take(&mut self) -> Option<(Pt, SeqNo)> {
        let pt = self.pt?;
        self.next += 1;
        Some((pt, self.next.into()))
    }
}

#[cfg(test)]
mod tests;
