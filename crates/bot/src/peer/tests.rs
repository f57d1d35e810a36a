//! One bot and one server in memory: what is played on one side arrives on the other.

use super::*;
use crate::chance::Chance;
use crate::look::Look;
use crate::player::Player;
use std::time::Duration;
use str0m::rtp::{Extension, ExtensionMap};

/// The other side: a server as browsers meet it, ICE-lite and answering, that keeps every packet it receives.
struct Server {
    rtc: Rtc,
    address: SocketAddr,
    packets: Vec<RtpPacket>,
    out: Vec<Vec<u8>>,
    timeout: Instant,
}

impl Server {
    fn answer(offer: &str, extensions: ExtensionMap, address: SocketAddr, now: Instant) -> (Self, String) {
        let config = RtcConfig::new()
            .clear_codecs()
            .enable_opus(true, false)
            .enable_vp8(true)
            .set_extension_map(extensions);
        let mut rtc = config.set_rtp_mode(true).set_ice_lite(true).build(now);
        rtc.add_local_candidate(Candidate::host(address, "udp").expect("an address"));
        let offer = str0m::change::SdpOffer::from_sdp_string(offer).expect("a bot's offer can be read");
        let answer = rtc
            .sdp_api()
            .accept_offer(offer)
            .expect("a bot's offer can be answered");
        let server = Self {
            rtc,
            address,
            packets: vec![],
            out: vec![],
            timeout: now,
        };
        (server, answer.to_sdp_string())
    }

    fn handle(&mut self, input: Input<'_>) {
        self.rtc.handle_input(input).expect("the server goes on");
        loop {
            match self.rtc.poll_output().expect("the server goes on") {
                Output::Timeout(at) => break self.timeout = at,
                Output::Transmit(transmit) => self.out.push(transmit.contents.into()),
                Output::Event(Event::RtpPacket(packet)) => self.packets.push(packet),
                Output::Event(_) => {}
            }
        }
    }
}

/// What a server with these extensions receives of a bot that speaks and pauses.
fn played(look: &Look, extensions: ExtensionMap) -> Vec<RtpPacket> {
    let begin = Instant::now();
    let local: SocketAddr = "127.0.0.1:5001".parse().expect("an address");
    let (mut peer, offer) = Peer::offer(local, &[], begin).expect("an offer");
    let address = "127.0.0.1:5002".parse().expect("an address");
    let (mut server, answer) = Server::answer(&offer.sdp, extensions, address, begin);
    peer.accept(&answer).expect("the answer fits the offer");

    let mut player = Player::new(look.clone(), Chance::seeded(1, "farah"), 0);
    let mut connected_at = None;
    for ms in 0..6_000 {
        let now = begin + Duration::from_millis(ms);
        if let Some(at) = connected_at {
            player.speak(ms < at + 2_000, ms);
            while let Some(due) = player.poll(ms) {
                peer.play(due, now);
            }
        }
        if peer.timeout() <= now {
            peer.wake(now);
        }
        while let Some(outcome) = peer.poll() {
            match outcome {
                Outcome::Send { datagram, .. } => {
                    let receive = Receive::new(Protocol::Udp, local, server.address, &datagram);
                    server.handle(Input::Receive(now, receive.expect("a datagram of ours")));
                }
                Outcome::Connected => connected_at = Some(ms),
                _ => {}
            }
        }
        if server.timeout <= now {
            server.handle(Input::Timeout(now));
        }
        for datagram in std::mem::take(&mut server.out) {
            peer.receive(address, &datagram, now);
        }
    }
    assert!(
        connected_at.is_some_and(|at| at < 2_000),
        "connected at {connected_at:?}"
    );
    server.packets
}

#[test]
fn what_a_bot_plays_arrives_whole_with_its_loudness() {
    let look = Look::of("farah").expect("a committed clip is whole");
    let packets = played(&look, ExtensionMap::standard());
    let (sounds, pictures): (Vec<_>, Vec<_>) = packets
        .iter()
        .partition(|packet| packet.header.ext_vals.audio_level.is_some());
    assert!(
        sounds
            .iter()
            .filter(|sound| sound.header.ext_vals.voice_activity == Some(true))
            .count()
            > 30
    );
    let clip = || look.voice.sounds.iter().chain(&look.quiet.sounds);
    for sound in sounds.into_iter().filter(|sound| sound.payload.len() > 1) {
        let level = sound.header.ext_vals.audio_level.map(i8::unsigned_abs);
        assert!(
            clip().any(|one| one.opus == sound.payload && Some(one.level) == level),
            "{level:?}"
        );
    }
    let mut whole = 0;
    let mut frame: Vec<u8> = vec![];
    for picture in pictures {
        frame.extend(&picture.payload[4..]);
        if picture.header.marker {
            let films = look.listening.frames.iter().chain(&look.speaking.frames);
            assert!(
                films.into_iter().any(|one| one[..] == frame[..]),
                "a frame that is in no clip"
            );
            frame.clear();
            whole += 1;
        }
    }
    assert!(whole > 40, "{whole} pictures in about five seconds");
}

#[test]
fn where_no_level_is_answered_a_bot_writes_none() {
    let look = Look::of("farah").expect("a committed clip is whole");
    let mut extensions = ExtensionMap::empty();
    extensions.set(4, Extension::RtpMid);
    let packets = played(&look, extensions);
    assert!(packets.len() > 100, "{}", packets.len());
    for packet in packets {
        let told = packet.header.ext_vals;
        assert_eq!((told.audio_level, told.voice_activity), (None, None));
    }
}
