//! What falls, and what is only lent, goes alone.

use std::time::Duration;

use sfu::{Levels, ParticipantId, Why};
use tokio::sync::mpsc;

use crate::handle::{Media, RoomEvent};
use crate::{MediaConfig, OfferRefused};

const OFFER: &str = include_str!("../../sfu/tests/offers/chrome.sdp");
const ANNA: ParticipantId = ParticipantId(1);

fn media() -> Media {
    let config = MediaConfig {
        bind: vec![[127, 0, 0, 1].into()],
        ..MediaConfig::default()
    };
    Media::start(config).expect("sockets")
}

fn wait_for<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime")
        .block_on(future)
}

#[test]
fn a_room_that_falls_says_so_and_takes_no_other_with_it() {
    let media = media();
    let (events, mut told) = mpsc::unbounded_channel();
    let falling = media.open_room(Levels::Read, events.clone());
    let staying = media.open_room(Levels::Read, events);
    wait_for(falling.connect(ANNA, OFFER.to_owned(), vec![])).expect("an answer");
    falling.fall();
    assert_eq!(
        wait_for(told.recv()),
        Some(RoomEvent::Ended {
            id: ANNA,
            why: Why::Fault
        })
    );
    assert_eq!(wait_for(told.recv()), Some(RoomEvent::Failed));
    let refused = wait_for(falling.connect(ANNA, OFFER.to_owned(), vec![]));
    assert_eq!(refused, Err(OfferRefused::RoomClosed));
    assert!(wait_for(staying.connect(ANNA, OFFER.to_owned(), vec![])).is_ok());
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "nobody is told when a lent connection goes, so it is asked for"
)]
fn a_lent_connection_is_forgotten_after_its_time() {
    let media = media();
    let (events, mut told) = mpsc::unbounded_channel();
    let room = media.open_room(Levels::Read, events);
    let lifetime = Duration::from_millis(50);
    wait_for(room.ask(ANNA, OFFER.to_owned(), vec![], Some(lifetime))).expect("an answer");
    while wait_for(room.present()).contains(&ANNA) {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(told.try_recv().is_err(), "nobody needs to be told");
}
