//! Content, quiet signals, media offers, airtime, and the page that talks too much.

use crate::evening::*;
use crate::*;
use jiff::SignedDuration;

fn say(words: &[u8]) -> Act {
    Act::Send(words.into())
}

#[test]
fn content_has_one_order_and_is_played_again_from_ones_own_admission_on() {
    let mut evening = Evening::with(&[ANNA]);
    evening.does(ANNA, say(b"before Ben")).unwrap();
    evening.arrives(BEN);
    evening.does(ANNA, say(b"while Ben waits")).unwrap();
    evening.admits(MARA, BEN);
    evening.does(MARA, say(b"welcome")).unwrap();
    assert_eq!(contents(&evening.hears(BEN)), [b"welcome".as_slice()]);
    evening.loses_line(BEN);
    evening.does(ANNA, say(b"while Ben is away")).unwrap();
    evening.arrives(BEN);
    let heard = evening.hears(BEN);
    assert_eq!(contents(&heard), [b"welcome".as_slice(), b"while Ben is away"]);
    let circle = heard.iter().position(|notice| matches!(notice, Notice::Room(_)));
    let words = heard
        .iter()
        .position(|notice| matches!(notice, Notice::Content { .. }));
    assert!(circle < words, "first the circle, then what was said in it");
}

#[test]
fn only_the_circle_speaks_and_nobody_speaks_volumes() {
    let mut evening = Evening::with(&[ANNA]);
    evening.arrives(BEN);
    assert_eq!(evening.does(BEN, say(b"let me in")), Err(Refused::NotInTheCircle));
    let volume = vec![0; MAX_CONTENT_BYTES + 1];
    assert_eq!(
        evening.does(ANNA, Act::Send(volume.into())),
        Err(Refused::TooLarge)
    );
}

#[test]
fn a_quiet_signal_reaches_every_desk_and_the_circle_sees_nothing() {
    let mut evening = Evening::with(&[ANNA, BEN, INES]);
    evening.hears(BEN);
    evening.does(ANNA, Act::TellQuietly(QuietSignal::NotOk)).unwrap();
    evening.does(ANNA, Act::TellQuietly(QuietSignal::NotOk)).unwrap();
    for leading in [MARA, INES] {
        let notes = evening.view(leading).desk.unwrap().quiet_notes;
        assert_eq!(
            notes
                .iter()
                .map(|note| (note.member, note.signal))
                .collect::<Vec<_>>(),
            [(member(ANNA), QuietSignal::NotOk)]
        );
    }
    assert!(evening.hears(BEN).is_empty());
    assert_eq!(evening.view(ANNA).desk, None);
}

#[test]
fn a_quiet_signal_unseen_for_a_minute_grows() {
    let mut evening = Evening::with(&[ANNA]);
    evening
        .does(ANNA, Act::TellQuietly(QuietSignal::NeedABreak))
        .unwrap();
    let grown = |evening: &Evening| evening.view(MARA).desk.unwrap().quiet_notes[0].grown;
    evening.later(59);
    assert!(!grown(&evening));
    evening.hears(MARA);
    evening.later(1);
    assert!(grown(&evening));
    assert!(
        !evening.hears(MARA).is_empty(),
        "the desk is shown again by itself"
    );
}

#[test]
fn the_member_hears_who_has_seen_the_signal_also_after_a_reload() {
    let mut evening = Evening::with(&[ANNA, INES]);
    evening
        .does(ANNA, Act::TellQuietly(QuietSignal::ComeBackToMe))
        .unwrap();
    let note = evening.view(INES).desk.unwrap().quiet_notes[0].note;
    evening.does(INES, Act::SeenQuietly { note }).unwrap();
    assert_eq!(
        evening.does(MARA, Act::SeenQuietly { note }),
        Err(Refused::TooLate)
    );
    let seen = Notice::QuietHeard {
        signal: QuietSignal::ComeBackToMe,
        seen_by: Some(member(INES)),
    };
    assert!(evening.hears(ANNA).contains(&seen));
    evening.arrives(ANNA);
    assert!(evening.hears(ANNA).contains(&seen));
}

#[test]
fn help_is_asked_for_from_the_waiting_room_too() {
    let mut evening = Evening::with(&[]);
    evening.arrives(ANNA);
    evening.does(ANNA, Act::TellQuietly(QuietSignal::NotOk)).unwrap();
    assert_eq!(
        evening.view(MARA).desk.unwrap().quiet_notes[0].member,
        member(ANNA)
    );
}

fn offer(slots: &[(&str, Who, MediaKind)]) -> Act {
    let slot = |(mid, who, kind): &(&str, Who, MediaKind)| OfferedSlot {
        mid: (*mid).to_owned(),
        member: member(*who),
        kind: *kind,
    };
    Act::OfferMedia(MediaOffer {
        sdp: "v=0".to_owned(),
        slots: slots.iter().map(slot).collect(),
    })
}

#[test]
fn an_offer_names_the_other_seats_of_the_circle_each_stream_once() {
    use MediaKind::{Audio, Video};
    let mut evening = Evening::with(&[ANNA]);
    evening.arrives(BEN);
    assert_eq!(evening.does(BEN, offer(&[])), Err(Refused::NotInTheCircle));
    assert_eq!(
        evening.does(ANNA, offer(&[("2", ANNA, Audio)])),
        Err(Refused::BadOffer)
    );
    assert_eq!(
        evening.does(ANNA, offer(&[("2", SAM, Audio)])),
        Err(Refused::NotFound)
    );
    assert_eq!(
        evening.does(ANNA, offer(&[("2", BEN, Audio), ("3", BEN, Audio)])),
        Err(Refused::BadOffer)
    );
    assert_eq!(
        evening.does(ANNA, offer(&[("2", BEN, Audio), ("2", BEN, Video)])),
        Err(Refused::BadOffer)
    );
    evening
        .does(ANNA, offer(&[("2", BEN, Audio), ("3", BEN, Video)]))
        .unwrap();
    let Some(Effect::ConnectMedia { seat, slots, .. }) = evening.effects.back() else {
        panic!("no media")
    };
    assert_eq!((*seat, slots[0].seat, slots[1].kind), (ANNA, BEN, Video));
}

#[test]
fn voices_are_named_to_the_circle_and_airtime_to_those_who_lead() {
    let mut evening = Evening::with(&[ANNA, BEN]);
    evening.arrives(CHIDI);
    evening.hears(ANNA);
    evening
        .input(Input::Speaking(vec![member(BEN), member(CHIDI)]))
        .unwrap();
    assert_eq!(
        evening.hears(ANNA),
        [Notice::Speaking {
            members: vec![member(BEN)]
        }]
    );
    for seconds in [1.5, 2.0, f64::NAN, -4.0] {
        evening
            .input(Input::Spoke(vec![Airtime {
                member: member(BEN),
                seconds,
            }]))
            .unwrap();
    }
    assert_eq!(
        evening.view(MARA).desk.unwrap().airtime,
        [Airtime {
            member: member(BEN),
            seconds: 3.5
        }]
    );
    assert!(evening.hears(ANNA).is_empty(), "a member is shown nothing of it");
}

#[test]
fn a_page_that_talks_too_much_is_refused_and_then_closed() {
    let mut evening = Evening::with(&[ANNA]);
    let outcomes: Vec<_> = (0..16).map(|_| evening.does(ANNA, say(b"x"))).collect();
    assert_eq!((outcomes[14], outcomes[15]), (Ok(()), Err(Refused::TooFast)));
    for _ in 0..200 {
        evening.does(ANNA, Act::PassTurn).unwrap_err();
    }
    assert_eq!(evening.sees(ANNA), Screen::Ended(CloseReason::TooMuch));
    assert_eq!(evening.presence(MARA, ANNA), Presence::Reconnecting);
    evening.arrives(ANNA);
    assert_eq!(
        evening.sees(ANNA),
        Screen::Room,
        "the person may come back; the page was at fault"
    );
}

#[test]
fn the_room_asks_to_be_woken_no_later_than_something_is_due() {
    let mut evening = Evening::with(&[ANNA, INES]);
    assert_eq!(evening.room.next_timeout(), Some(at("20:00")));
    evening.does(ANNA, Act::TellQuietly(QuietSignal::NotOk)).unwrap();
    assert_eq!(evening.room.next_timeout(), Some(evening.now + GROWS_AFTER));
    evening.loses_line(ANNA);
    assert_eq!(evening.room.next_timeout(), Some(evening.now + SEAT_KEPT));
    evening.loses_line(MARA);
    assert_eq!(evening.room.next_timeout(), Some(evening.now + LEAD_KEPT));
    evening.later(10);
    assert_eq!(
        evening.room.next_timeout(),
        Some(evening.now + SignedDuration::from_secs(5))
    );
}
