//! The offers of real browsers (Chromium 156 and Firefox ESR, two sending and four receiving lines) are answered.

use std::time::Instant;

use sfu::{Kind, Levels, ParticipantId, Randomness, Room, RoomConfig, Slot};

const CHROME: &str = include_str!("../offers/chrome.sdp");
const FIREFOX: &str = include_str!("../offers/firefox.sdp");

#[expect(
    clippy::disallowed_methods,
    reason = "an Instant can only be made by reading the clock once"
)]
fn answer(offer: &str, levels: Levels) -> String {
    let now = Instant::now();
    let candidates = vec![
        ([192, 0, 2, 1], 3478).into(),
        "[2001:db8::1]:3478".parse().expect("an address"),
    ];
    let mut room = Room::new(
        RoomConfig {
            candidates,
            route: "browsers".to_owned(),
            levels,
        },
        now,
    );
    let slot = |mid: &str, publisher, kind| Slot {
        mid: mid.to_owned(),
        publisher: ParticipantId(publisher),
        kind,
    };
    let slots = [
        slot("2", 2, Kind::Audio),
        slot("3", 2, Kind::Video),
        slot("4", 3, Kind::Audio),
        slot("5", 3, Kind::Video),
    ];
    room.connect(ParticipantId(1), offer, &slots, Randomness([9; 40]), now)
        .expect("an answer")
}

/// The session part and the m-sections of a description.
fn sections(description: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    for line in description.lines() {
        if line.starts_with("m=") {
            sections.push(String::new());
        }
        let section = sections.last_mut().expect("at least the session");
        section.push_str(line);
        section.push('\n');
    }
    sections
}

#[test]
fn every_line_of_a_browsers_offer_is_answered_in_its_own_numbers() {
    for (offer, opus, vp8, rtx) in [(CHROME, 111, 96, 97), (FIREFOX, 109, 120, 124)] {
        let answer = answer(offer, Levels::Read);
        let sections = sections(&answer);
        assert!(sections[0].contains("a=ice-lite\n"), "{answer}");
        assert!(sections[0].contains("a=group:BUNDLE 0 1 2 3 4 5\n"), "{answer}");
        assert_eq!(sections.len(), 7);
        for (index, section) in sections[1..].iter().enumerate() {
            let direction = if index < 2 { "a=recvonly\n" } else { "a=sendonly\n" };
            assert!(section.contains(direction), "{section}");
            assert!(section.contains("a=ice-ufrag:browsers"), "{section}");
            assert!(section.contains("a=setup:passive\n"), "{section}");
            if index % 2 == 0 {
                assert!(
                    section.starts_with(&format!("m=audio 9 UDP/TLS/RTP/SAVPF {opus}\n")),
                    "{section}"
                );
                assert!(
                    section.contains("useinbandfec=1") && section.contains("usedtx=1"),
                    "{section}"
                );
                assert!(
                    section.contains("urn:ietf:params:rtp-hdrext:ssrc-audio-level"),
                    "{section}"
                );
            } else {
                assert!(
                    section.starts_with(&format!("m=video 9 UDP/TLS/RTP/SAVPF {vp8} {rtx}\n")),
                    "{section}"
                );
                assert!(
                    section.contains(&format!("a=rtcp-fb:{vp8} nack pli\n")),
                    "{section}"
                );
            }
            assert!(section.contains("transport-wide-cc-extensions-01"), "{section}");
        }
        for candidate in ["192.0.2.1 3478 typ host", "2001:db8::1 3478 typ host"] {
            assert!(sections[1].contains(candidate), "{}", sections[1]);
        }
        assert!(
            sections[3].contains("a=msid:seat2 voice2\n") && sections[4].contains("a=msid:seat2 picture2\n")
        );
    }
}

#[test]
fn each_stream_is_named_in_the_answer_with_one_ssrc_and_its_repair() {
    for offer in [CHROME, FIREFOX] {
        for (index, section) in sections(&answer(offer, Levels::Read))[1..].iter().enumerate() {
            let ssrcs: std::collections::BTreeSet<_> = (section.lines())
                .filter_map(|line| line.strip_prefix("a=ssrc:")?.split(' ').next())
                .collect();
            // Browsers reject an audio line with two.
            let expected = match index {
                0 | 1 => 0,
                _ if index % 2 == 0 => 1,
                _ => 2,
            };
            assert_eq!(ssrcs.len(), expected, "{section}");
        }
    }
}

#[test]
fn an_answer_that_leaves_levels_out_asks_for_nothing_that_tells_who_speaks() {
    for offer in [CHROME, FIREFOX] {
        assert!(offer.contains("urn:ietf:params:rtp-hdrext:ssrc-audio-level"));
        let answer = answer(offer, Levels::LeftOut);
        assert!(
            !answer.contains("urn:ietf:params:rtp-hdrext:ssrc-audio-level"),
            "{answer}"
        );
        assert!(!answer.contains("usedtx=1"), "{answer}");
        for section in sections(&answer)[1..].iter().step_by(2) {
            let wishes: Vec<_> = (section.lines())
                .filter(|line| line.starts_with("a=fmtp:"))
                .collect();
            assert_eq!(wishes.len(), 1, "{section}");
            assert!(
                wishes[0].contains("useinbandfec=1") && wishes[0].ends_with(";cbr=1"),
                "{section}"
            );
            assert!(section.lines().any(|line| line == "a=ptime:40"), "{section}");
        }
    }
}
