//! Whatever arrives from strangers changes nothing and is not answered.

use std::net::SocketAddr;
use std::time::Duration;

use proptest::prelude::*;
use sfu::{Datagram, Kind, Output, ParticipantId};

use crate::chance::Chance;
use crate::circle::{Circle, SEEDS, server};
use crate::network::Weather;

fn stranger() -> SocketAddr {
    ([203, 0, 113, 99], 6_666).into()
}

fn circle() -> Circle {
    let mut circle = Circle::new(2, SEEDS[0], Weather::FAIR);
    for seat in circle.seats.clone() {
        circle.sits_down(seat);
    }
    circle.lives_until("both are connected", Circle::everyone_is_connected);
    circle.lives_for(Duration::from_millis(200));
    circle
}

/// Hands a datagram to the room and gives what it sends to that address.
fn answers(circle: &mut Circle, source: SocketAddr, contents: Vec<u8>) -> usize {
    let datagram = Datagram {
        source,
        destination: server(),
        contents,
    };
    circle.room.handle(&datagram, circle.now);
    let mut answers = 0;
    while let Some(output) = circle.room.poll() {
        answers +=
            usize::from(matches!(output, Output::Transmit { destination, .. } if destination == source));
    }
    answers
}

/// Sound still flows after whatever happened.
fn assert_unharmed(circle: &mut Circle) {
    let heard = |circle: &Circle| {
        circle.clients[&ParticipantId(1)]
            .heard_from(ParticipantId(2), Kind::Audio)
            .len()
    };
    let before = heard(circle);
    circle.lives_for(Duration::from_secs(1));
    assert!(heard(circle) >= before + 45, "sound stopped");
    assert!(circle.ended().is_empty(), "{:?}", circle.ended());
}

/// A real binding request of a client, as it went over the wire.
fn binding_request(circle: &mut Circle, id: ParticipantId) -> Vec<u8> {
    loop {
        circle.now += Duration::from_millis(50);
        let now = circle.now;
        let client = circle.clients.get_mut(&id).expect("sits there");
        client.advance(now);
        let found = client
            .out
            .iter()
            .find(|datagram| datagram.contents[..2] == [0, 1]);
        if let Some(request) = found.map(|datagram| datagram.contents.clone()) {
            client.out.clear();
            return request;
        }
        client.out.clear();
    }
}

#[test]
fn a_forged_binding_request_is_not_answered_and_a_true_one_is() {
    let mut circle = circle();
    let request = binding_request(&mut circle, ParticipantId(1));
    for byte in 0..request.len() {
        let mut forged = request.clone();
        forged[byte] ^= 0x01;
        // The fingerprint behind the signature, and what is not covered by it, may differ.
        let is_covered = byte < request.len() - 8;
        let answered = answers(&mut circle, stranger(), forged);
        assert!(
            !is_covered || answered == 0,
            "a change of byte {byte} went through"
        );
    }
    for end in 0..request.len() {
        assert_eq!(
            answers(&mut circle, stranger(), request[..end].to_vec()),
            0,
            "cut at {end}"
        );
    }
    assert!(
        answers(&mut circle, stranger(), request) > 0,
        "the true one is answered"
    );
    assert_unharmed(&mut circle);
}

#[test]
fn dtls_and_media_are_taken_only_from_proven_addresses() {
    let mut circle = circle();
    let now = circle.now;
    let client = circle.clients.get_mut(&ParticipantId(2)).expect("sits there");
    client.advance(now + Duration::from_millis(20));
    let real: Vec<_> = client
        .out
        .drain(..)
        .filter(|datagram| datagram.contents[0] >= 128)
        .collect();
    assert!(!real.is_empty());
    let client_hello = [22, 254, 253, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0];
    assert_eq!(answers(&mut circle, stranger(), client_hello.to_vec()), 0);
    let before = circle.clients[&ParticipantId(1)].received.len();
    for datagram in real {
        assert_eq!(answers(&mut circle, stranger(), datagram.contents), 0);
    }
    assert_eq!(circle.clients[&ParticipantId(1)].received.len(), before);
    assert_unharmed(&mut circle);
}

#[test]
fn damaged_packets_of_a_participant_end_nobody() {
    let mut circle = circle();
    let mut chance = Chance(SEEDS[3]);
    let address = circle.clients[&ParticipantId(2)].address;
    for _ in 0..3_000 {
        let first = [0, 1, 20, 22, 23, 63, 128, 129, 144, 191][chance.below(10) as usize];
        let length = chance.below(1_600) as usize;
        let mut contents: Vec<u8> = (0..length).map(|_| chance.next() as u8).collect();
        if let Some(byte) = contents.first_mut() {
            *byte = first;
        }
        answers(&mut circle, address, contents);
    }
    assert_unharmed(&mut circle);
}

#[test]
fn real_packets_cut_short_or_with_a_flipped_bit_end_nobody() {
    let mut circle = circle();
    let mut chance = Chance(SEEDS[2]);
    for _ in 0..50 {
        circle.now += Duration::from_millis(20);
        let now = circle.now;
        let client = circle.clients.get_mut(&ParticipantId(2)).expect("sits there");
        client.advance(now);
        let address = client.address;
        let sent: Vec<_> = client.out.drain(..).collect();
        for datagram in sent {
            for _ in 0..6 {
                let mut broken = datagram.contents.clone();
                let at = chance.below(broken.len() as u64) as usize;
                broken[at] ^= 1 << chance.below(8);
                if chance.below(2) == 0 {
                    broken.truncate(at);
                }
                answers(&mut circle, address, broken);
            }
            answers(&mut circle, address, datagram.contents);
        }
    }
    assert_unharmed(&mut circle);
}

#[test]
fn an_offer_full_of_nonsense_is_refused_and_the_connection_stays() {
    let mut circle = circle();
    for offer in [
        "",
        "v=0",
        "m=audio",
        &"m=audio 9 X 0\r\n".repeat(3),
        "\u{0}\u{ffff}",
        &"a=".repeat(70_000),
    ] {
        let randomness = sfu::Randomness([7; 40]);
        assert!(
            circle
                .room
                .connect(ParticipantId(1), offer, &[], randomness, circle.now)
                .is_err()
        );
    }
    assert_unharmed(&mut circle);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_datagrams_never_panic_and_are_never_answered(contents in prop::collection::vec(any::<u8>(), 0..1_600), first in 0u8..=255) {
        let mut circle = Circle::new(1, 1, Weather::FAIR);
        let mut contents = contents;
        if let Some(byte) = contents.first_mut() {
            *byte = first;
        }
        prop_assert_eq!(answers(&mut circle, stranger(), contents), 0);
    }

    #[test]
    fn random_offers_are_refused_without_a_panic(lines in prop::collection::vec("(m=(audio|video) 9 UDP/TLS/RTP/SAVPF [0-9]{1,4}|a=(mid:[a-z0-9]{0,20}|rtpmap:[0-9]{1,4} (opus/48000/2|VP8/90000)|sendonly|recvonly|ice-ufrag:[a-z]{0,8}|ice-pwd:[a-z]{0,30}|fingerprint:sha-256 [0-9A-F:]{0,20}|setup:[a-z]{0,8}|ssrc:[0-9]{1,12} [a-z]{1,5}|extmap:[0-9]{1,4} urn:[a-z:]{1,30}|fmtp:[0-9]{1,4} apt=[0-9]{1,4}|group:BUNDLE [a-z0-9 ]{0,9})|[ -~]{0,40})", 0..30)) {
        let mut circle = Circle::new(1, 1, Weather::FAIR);
        let offer = format!("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n{}\r\n", lines.join("\r\n"));
        let _answer_or_refusal =
            circle.room.connect(ParticipantId(1), &offer, &[], sfu::Randomness([1; 40]), circle.now);
    }
}
