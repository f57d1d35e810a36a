//! A participant that falls takes nobody along.

use std::time::Instant;

use str0m::ice::{StunMessage, TransId};

use crate::forward::Published;
use crate::rewrite::{Numbers, Source};
use crate::{Datagram, Event, Kind, Levels, Output, ParticipantId, Randomness, Room, RoomConfig, Slot, Why};

const ANNA: ParticipantId = ParticipantId(1);
const BEN: ParticipantId = ParticipantId(2);

const OFFER: &str = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n\
    m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:anna\r\na=ice-pwd:aaaaaaaaaaaaaaaaaaaaaaaa\r\n\
    a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF\r\n\
    a=setup:actpass\r\na=mid:0\r\na=sendonly\r\na=rtcp-mux\r\na=rtpmap:111 opus/48000/2\r\n\
    m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:anna\r\na=ice-pwd:aaaaaaaaaaaaaaaaaaaaaaaa\r\n\
    a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF\r\n\
    a=setup:actpass\r\na=mid:1\r\na=recvonly\r\na=rtcp-mux\r\na=rtpmap:111 opus/48000/2\r\n";

struct Scene {
    room: Room,
    now: Instant,
}

impl Scene {
    #[expect(
        clippy::disallowed_methods,
        reason = "an Instant can only be made by reading the clock once"
    )]
    fn new() -> Self {
        let now = Instant::now();
        let config = RoomConfig {
            candidates: vec![([192, 0, 2, 1], 3478).into()],
            route: "scene".to_owned(),
            levels: Levels::Read,
        };
        let mut room = Room::new(config, now);
        for (id, other, chance) in [(ANNA, BEN, 1), (BEN, ANNA, 2)] {
            let slots = [Slot {
                mid: "1".to_owned(),
                publisher: other,
                kind: Kind::Audio,
            }];
            room.connect(id, OFFER, &slots, Randomness([chance; 40]), now)
                .expect("an answer");
        }
        Self { room, now }
    }

    /// Sends a true binding request for somebody and says whether it was answered.
    fn is_alive(&mut self, id: ParticipantId) -> bool {
        let Some(participant) = self.room.participants.get(&id) else {
            return false;
        };
        let username = format!("{}:anna", participant.credentials.ufrag);
        let password = participant.credentials.password.clone();
        let request = StunMessage::binding_request(&username, TransId::new(), true, 7, 100, true);
        let mut contents = vec![0; 1_000];
        let hmac = crate::stack::sha1_hmac;
        let length = request
            .to_bytes(Some(password.as_bytes()), &mut contents, hmac)
            .expect("a request");
        contents.truncate(length);
        let datagram = Datagram {
            source: ([198, 51, 100, 1], 5_000).into(),
            destination: ([192, 0, 2, 1], 3478).into(),
            contents,
        };
        self.room.handle(&datagram, self.now);
        std::iter::from_fn(|| self.room.poll()).any(|output| matches!(output, Output::Transmit { .. }))
    }

    fn events(&mut self) -> Vec<Event> {
        let outputs = std::iter::from_fn(|| self.room.poll());
        outputs
            .filter_map(|output| {
                if let Output::Event(event) = output {
                    Some(event)
                } else {
                    None
                }
            })
            .collect()
    }
}

#[test]
fn a_panic_over_ones_own_datagram_ends_only_oneself() {
    let mut scene = Scene::new();
    assert!(scene.is_alive(ANNA) && scene.is_alive(BEN));
    scene.room.participants.get_mut(&ANNA).expect("sits there").trips = true;
    assert!(!scene.is_alive(ANNA));
    assert!(scene.is_alive(BEN));
    assert!(!scene.room.participants.contains_key(&ANNA));
}

#[test]
fn a_receiver_that_falls_over_a_packet_ends_only_itself() {
    let mut scene = Scene::new();
    scene.room.participants.get_mut(&ANNA).expect("sits there").trips = true;
    let packet = Published {
        kind: Kind::Audio,
        numbers: Numbers {
            source: Source {
                connection: 2,
                ssrc: 1,
            },
            sequence: 1,
            time: 1,
            marker: false,
            arrived: scene.now,
            vp8: None,
        },
        taken: scene.now,
        starts_key_frame: false,
        level_dbov: None,
        voice_activity: None,
        orientation: None,
        payload: [1, 2, 3].as_slice().into(),
    };
    scene.room.forward(BEN, &packet);
    assert_eq!(
        scene.events(),
        [Event::Ended {
            id: ANNA,
            why: Why::Fault
        }]
    );
    assert!(scene.is_alive(BEN));
}
