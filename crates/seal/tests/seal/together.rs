//! Both halves in one circle: pages of the browser (ts-mls) and native members (OpenMLS), ordered by the native server.

use crate::browser::{Browser, bytes, text};
use crate::cast::name;
use crate::evening::Evening;
use seal::Name;
use seal::delivery::Input;
use seal::sframe::Slot;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// In the same epoch, sure of it, with the same people, on both sides.
fn all_agree(evening: &mut Evening, when: &str) {
    evening.everybody_agrees(when);
    let (_, epoch) = evening.delivery.epoch().unwrap();
    let locked = evening.locked.clone();
    let pages: Vec<Name> = evening.browser.as_ref().unwrap().people.keys().cloned().collect();
    for page in pages.iter().filter(|page| locked.contains(page)) {
        let look = evening.ask(page, "look", json!({}));
        assert_eq!(look["trouble"], Value::Null, "{when}: {page}: {look}");
        assert_eq!(look["epoch"], epoch, "{when}: {page}: {look}");
        assert_eq!(look["phase"], "inside", "{when}: {page}: {look}");
        let seats: BTreeSet<Name> = look["seats"]
            .as_array()
            .unwrap()
            .iter()
            .map(|seat| name(seat.as_str().unwrap()))
            .collect();
        assert_eq!(seats, locked, "{when}: {page}");
    }
}

fn admits(evening: &mut Evening, by: &Name, who: &str) -> Name {
    let member = name(&format!("mem_{who}"));
    let token = evening.ask(by, "token", json!({ "member": member.as_str() }));
    evening.say(Input::Admitted {
        member: member.clone(),
        token: bytes(&token),
    });
    member
}

#[test]
fn browsers_and_native_members_are_one_circle() {
    let Some(browser) = Browser::open() else { return };
    let mut evening = Evening::begin();
    evening.browser = Some(browser);

    // Mara's browser founds it and lets in a native member, another browser, and one more native.
    let mara = evening.load_in_browser("mara", true);
    evening.load("anna", false);
    let anna = admits(&mut evening, &mara, "anna");
    evening.load_in_browser("ben", false);
    let ben = admits(&mut evening, &mara, "ben");
    evening.load("chidi", false);
    let chidi = admits(&mut evening, &mara, "chidi");
    evening.pass(600);
    all_agree(&mut evening, "four of two kinds");

    // Sound, both ways.
    let frame = evening.ask(&ben, "speak", json!({ "words": "from Ben" }));
    let now_ms = evening.now_ms;
    let heard = evening
        .page(&anna)
        .receiver
        .open(&ben, Slot::Microphone, &bytes(&frame), now_ms);
    assert_eq!(heard.unwrap(), b"from Ben");
    let frame = evening.page(&anna).senders.as_mut().unwrap()[0]
        .seal(b"from Anna")
        .unwrap();
    let heard = evening.ask(
        &ben,
        "hear",
        json!({ "member": anna.as_str(), "body": text(&frame) }),
    );
    assert_eq!(heard, "from Anna");

    // Words, both ways, and a whisper.
    evening.ask(&ben, "say", json!({ "words": "Written by Ben" }));
    let (from, body) = evening.browser.as_mut().unwrap().content.pop().unwrap();
    let read = evening.page(&chidi).member.open(&body).unwrap();
    assert_eq!(
        (read.member, read.plain.as_slice()),
        (from, b"Written by Ben".as_slice())
    );
    let body = evening.page(&anna).member.seal(b"Written by Anna").unwrap();
    evening.ask(
        &mara,
        "content",
        json!({ "seq": 1, "member": anna.as_str(), "body": text(&body) }),
    );
    assert_eq!(
        evening.ask(&mara, "look", json!({}))["heard"],
        json!(["Written by Anna"])
    );
    evening.browser.as_mut().unwrap().whispers.clear();
    evening.ask(
        &ben,
        "whisper",
        json!({ "member": anna.as_str(), "words": "Quietly" }),
    );
    let (from, to, body) = evening.browser.as_mut().unwrap().whispers.pop().unwrap();
    assert_eq!(
        evening.page(&to).member.open_whisper(&from, &body).unwrap(),
        b"Quietly"
    );
    let body = evening.page(&anna).member.whisper(&ben, b"Quietly back").unwrap();
    evening.whispered(&ben, &anna, &body);
    assert_eq!(
        evening.ask(&ben, "look", json!({}))["whispered"],
        json!(["Quietly back"])
    );

    // The only facilitator's browser is loaded anew: a native member's commit lets it in.
    evening.say(Input::Gone { member: mara.clone() });
    evening.load_in_browser("mara", true);
    evening.pass(600);
    all_agree(&mut evening, "Mara's browser is back");

    // A native member reloads, a browser's member is sent out, a line is lost.
    evening.drop_line(&anna);
    evening.load("anna", false);
    evening.pass(600);
    all_agree(&mut evening, "Anna's page is back");
    let order = evening.ask(&mara, "order", json!({ "member": ben.as_str() }));
    evening.say(Input::Removed {
        member: ben.clone(),
        order: bytes(&order),
    });
    evening.pass(600);
    assert!(!evening.locked.contains(&ben));
    all_agree(&mut evening, "Ben was sent out");
    let frame = evening.page(&anna).senders.as_mut().unwrap()[0]
        .seal(b"without Ben")
        .unwrap();
    assert_eq!(
        evening.ask(
            &ben,
            "hear",
            json!({ "member": anna.as_str(), "body": text(&frame) })
        ),
        Value::Null
    );
    evening.drop_line(&chidi);
    evening.pass(16_000);
    assert!(!evening.locked.contains(&chidi));
    all_agree(&mut evening, "Chidi's line was lost");
    assert!(evening.refused.is_empty(), "{:?}", evening.refused);
}

#[test]
fn a_native_facilitator_founds_and_browsers_enter() {
    let Some(browser) = Browser::open() else { return };
    let mut evening = Evening::begin();
    evening.browser = Some(browser);
    let mara = evening.load("mara", true);
    for who in ["anna", "ben", "chidi"] {
        evening.load_in_browser(who, false);
        evening.admit(&mara, who);
    }
    evening.pass(600);
    all_agree(&mut evening, "three browsers");
    assert_eq!(evening.locked.len(), 4);
    // Mara's page is lost; a browser takes it out, and another colleague's browser waits to be vouched for in vain.
    let anna = name("mem_anna");
    let leave = evening.ask(&anna, "leave", json!({}));
    evening.say(Input::Left {
        member: anna.clone(),
        leave: bytes(&leave),
    });
    evening.pass(600);
    assert!(!evening.locked.contains(&anna));
    all_agree(&mut evening, "Anna left");
    evening.drop_line(&mara);
    evening.pass(16_000);
    assert!(!evening.locked.contains(&mara));
    all_agree(&mut evening, "without Mara");
}
