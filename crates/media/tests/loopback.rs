//! Real sockets on the loopback interface: native pages connect to a room and hear each other.

#[path = "../../sfu/tests/simulated/chance.rs"]
mod chance;
#[path = "../../sfu/tests/simulated/client.rs"]
mod client;
mod page;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

use media::{Kind, Levels, Media, MediaConfig, OfferRefused, ParticipantId, RoomEvent};
use page::{Page, Way, together, until, wait_for};
use tokio::sync::mpsc;

const ANNA: ParticipantId = ParticipantId(1);
const BEN: ParticipantId = ParticipantId(2);
const V4: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const V6: IpAddr = IpAddr::V6(Ipv6Addr::LOCALHOST);

fn media_on(bind: &[IpAddr], public: &[(IpAddr, IpAddr)]) -> Media {
    let config = MediaConfig {
        port: 0,
        bind: bind.to_vec(),
        public: public.to_vec(),
    };
    Media::start(config).expect("sockets")
}

fn heard(page: &Page, from: ParticipantId, kind: Kind) -> usize {
    page.client.heard_from(from, kind).len()
}

#[test]
fn two_pages_hear_and_see_each_other_over_both_families() {
    let media = media_on(&[V4, V6], &[]);
    for ip in [V4, V6] {
        let (events, mut told) = mpsc::unbounded_channel();
        let room = media.open_room(Levels::Read, events);
        let mut anna = Page::enters(&room, ANNA, &[BEN], Way::direct(ip));
        let mut ben = Page::enters(&room, BEN, &[ANNA], Way::direct(ip));
        ben.client.level_dbov = -20;
        until("both hear and see", &mut [&mut anna, &mut ben], |pages| {
            [Kind::Audio, Kind::Video]
                .iter()
                .all(|kind| heard(pages[0], BEN, *kind) > 20 && heard(pages[1], ANNA, *kind) > 20)
        });
        let mut connected = vec![];
        let mut speaking = vec![];
        while let Ok(event) = told.try_recv() {
            match event {
                RoomEvent::Connected(id) => connected.push(id),
                RoomEvent::Speaking(who) => speaking.push(who),
                other => panic!("unexpected: {other:?}"),
            }
        }
        connected.sort();
        assert_eq!(connected, [ANNA, BEN]);
        assert_eq!(speaking, [vec![BEN]]);
    }
}

#[test]
fn garbage_on_the_port_gets_no_answer_and_changes_nothing() {
    let media = media_on(&[V4], &[]);
    let (events, mut told) = mpsc::unbounded_channel();
    let room = media.open_room(Levels::Read, events);
    let mut anna = Page::enters(&room, ANNA, &[BEN], Way::direct(V4));
    let mut ben = Page::enters(&room, BEN, &[ANNA], Way::direct(V4));
    until("both hear", &mut [&mut anna, &mut ben], |pages| {
        heard(pages[0], BEN, Kind::Audio) > 5
    });

    let stranger = UdpSocket::bind((V4, 0)).expect("a socket");
    stranger.set_nonblocking(true).expect("a setting");
    let mut chance = chance::Chance(7);
    for round in 0..3_000_u64 {
        let length = chance.below(1_500) as usize;
        let mut contents: Vec<u8> = (0..length).map(|_| chance.next() as u8).collect();
        if let Some(first) = contents.first_mut() {
            *first = [0, 1, 22, 128, 200][(round % 5) as usize];
        }
        stranger.send_to(&contents, (V4, media.port())).expect("sent");
        if round % 100 == 0 {
            together(&mut [&mut anna, &mut ben]);
        }
    }
    let before = heard(&anna, BEN, Kind::Audio);
    until("sound goes on", &mut [&mut anna, &mut ben], |pages| {
        heard(pages[0], BEN, Kind::Audio) > before + 20
    });
    let mut buffer = [0; 2_048];
    assert!(
        stranger.recv_from(&mut buffer).is_err(),
        "a stranger was answered"
    );
    while let Ok(event) = told.try_recv() {
        assert!(matches!(event, RoomEvent::Connected(_)), "{event:?}");
    }
}

#[test]
fn behind_a_one_to_one_nat_the_public_address_is_the_one_that_counts() {
    let public = IpAddr::from([203, 0, 113, 7]);
    let media = media_on(&[V4], &[(V4, public)]);
    let (events, _told) = mpsc::unbounded_channel();
    let room = media.open_room(Levels::Read, events);
    let way = Way {
        from: V4,
        believes: Some(public),
        reaches: V4,
    };
    let mut anna = Page::enters(&room, ANNA, &[BEN], way);
    assert!(anna.answer.contains("203.0.113.7"), "{}", anna.answer);
    assert!(!anna.answer.contains("127.0.0.1"), "{}", anna.answer);
    let mut ben = Page::enters(&room, BEN, &[ANNA], way);
    until("both hear", &mut [&mut anna, &mut ben], |pages| {
        heard(pages[0], BEN, Kind::Audio) > 5
    });
}

#[test]
#[cfg(target_os = "linux")]
fn a_socket_bound_to_every_address_answers_from_the_one_that_was_asked() {
    let media = media_on(&[Ipv4Addr::UNSPECIFIED.into(), Ipv6Addr::UNSPECIFIED.into()], &[]);
    for asked in [V4, IpAddr::from([127, 0, 0, 2]), V6] {
        let (events, _told) = mpsc::unbounded_channel();
        let room = media.open_room(Levels::Read, events);
        let way = Way {
            from: if asked.is_ipv4() { V4 } else { V6 },
            believes: None,
            reaches: asked,
        };
        let mut anna = Page::enters(&room, ANNA, &[BEN], way);
        until("the page is connected", &mut [&mut anna], |pages| {
            pages[0].client.is_connected
        });
        let expected = SocketAddr::new(asked, media.port());
        assert!(
            anna.answered_from.iter().all(|from| *from == expected),
            "{:?}",
            anna.answered_from
        );
    }
}

#[test]
fn a_room_ends_when_its_handle_is_dropped_and_others_stay() {
    let media = media_on(&[V4], &[]);
    let (events, _told) = mpsc::unbounded_channel();
    let ending = media.open_room(Levels::Read, events.clone());
    let staying = media.open_room(Levels::Read, events);
    let mut anna = Page::enters(&ending, ANNA, &[BEN], Way::direct(V4));
    let mut ben = Page::enters(&staying, BEN, &[ANNA], Way::direct(V4));
    until("both are connected", &mut [&mut anna, &mut ben], |pages| {
        pages.iter().all(|page| page.client.is_connected)
    });
    drop(ending);
    until("the page is told", &mut [&mut anna, &mut ben], |pages| {
        !pages[0].client.rtc.is_alive()
    });
    assert!(ben.client.rtc.is_alive());
}

#[test]
fn a_disconnected_participant_is_told_and_a_second_offer_brings_it_back() {
    let media = media_on(&[V4], &[]);
    let (events, mut told) = mpsc::unbounded_channel();
    let room = media.open_room(Levels::Read, events);
    let mut anna = Page::enters(&room, ANNA, &[BEN], Way::direct(V4));
    let mut ben = Page::enters(&room, BEN, &[ANNA], Way::direct(V4));
    until("both hear", &mut [&mut anna, &mut ben], |pages| {
        heard(pages[0], BEN, Kind::Audio) > 5
    });
    room.disconnect(BEN);
    until("Ben is told", &mut [&mut anna, &mut ben], |pages| {
        !pages[1].client.rtc.is_alive()
    });
    let before = heard(&anna, BEN, Kind::Audio);
    let mut ben = Page::enters(&room, BEN, &[ANNA], Way::direct(V4));
    until("Ben is heard again", &mut [&mut anna, &mut ben], |pages| {
        heard(pages[0], BEN, Kind::Audio) > before + 10
    });
    while let Ok(event) = told.try_recv() {
        assert!(!matches!(event, RoomEvent::Ended { .. }), "{event:?}");
    }
}

#[test]
fn a_line_check_connects_and_a_bad_offer_is_refused() {
    let media = media_on(&[V4], &[]);
    let mut page = Page::checks_line(&media, Way::direct(V4));
    until("the line is up", &mut [&mut page], |pages| {
        pages[0].client.is_connected
    });
    let refused = wait_for(media.check_line("hello".to_owned()));
    assert_eq!(refused, Err(OfferRefused::Malformed));
}
