//! One's own record, and who looked at it.

use super::{frame, html};
use crate::pages::frame::Frame;
use crate::pages::{own_record, who_looked};
use crate::say::Say;
use app::audit::What;
use domain::break_glass::{Class, Second};

pub(super) fn all() -> Vec<(&'static str, String)> {
    let anna = frame(Some("Anna"));
    vec![
        ("own-record", html(&own_record(anna.clone(), true))),
        ("own-record-none", html(&own_record(anna.clone(), false))),
        ("who-looked", html(&who_looked(anna.clone(), looks(anna.say)))),
        ("who-looked-long", html(&who_looked_long(anna.clone()))),
        ("who-looked-none", html(&who_looked(anna.clone(), vec![]))),
    ]
}

fn own_record(frame: Frame, filled: bool) -> own_record::OwnRecordPage {
    let word = |date: &str, number, line: &str| own_record::Word {
        id: "chk_01980000000070008000000000000001".into(),
        date: date.into(),
        group: "Tuesday evening group".into(),
        number,
        line: line.into(),
    };
    let words = vec![
        word(
            "20 January 2026",
            Some(7),
            "I slept. It rained all night and I did not mind.",
        ),
        word("13 January 2026", Some(4), ""),
        word(
            "6 January 2026",
            None,
            "<b>Foggy</b>, with a little light at the edge",
        ),
    ];
    own_record::OwnRecordPage {
        words: if filled { words } else { vec![] },
        frame,
    }
}

fn who_looked(frame: Frame, days: Vec<who_looked::Day>) -> who_looked::WhoLookedPage {
    who_looked::WhoLookedPage {
        days,
        zone: "Berlin".into(),
        older: None,
        newest: true,
        frame,
    }
}

/// As long as it gets: a name that does not end, and somebody who looked again and again.
fn who_looked_long(frame: Frame) -> who_looked::WhoLookedPage {
    let mut days = looks(frame.say);
    for day in ["16 December 2025", "9 December 2025"] {
        days.push(who_looked::Day {
            date: day.into(),
            rows: looks(frame.say).remove(0).rows,
        });
    }
    who_looked::WhoLookedPage {
        older: Some("aud_01980000000070008000000000000001".into()),
        newest: false,
        ..who_looked(frame, days)
    }
}

fn looks(say: Say) -> Vec<who_looked::Day> {
    let row = |who: String, leads: Option<String>, what, when: String| who_looked::Row {
        who,
        leads,
        what,
        group: matches!(what, What::EmergencyCard | What::DoorAnswers)
            .then(|| "Tuesday evening group".into()),
        when,
    };
    let leads = |role: &str| Some(say.with("looked-leads", "role", role));
    let at = |times: &str| say.with("looked-at", "times", times);
    let (card, door) = (What::EmergencyCard, What::DoorAnswers);
    let often = [
        ("count", 23.into()),
        ("first", "17:52".into()),
        ("last", "18:40".into()),
    ];
    vec![
        who_looked::Day {
            date: "13 January 2026".into(),
            rows: vec![
                row(
                    "Mara Lindqvist".into(),
                    leads("one"),
                    door,
                    say.with3("looked-often", often),
                ),
                row(
                    "Ines Wilhelmina Okafor-Schwarzenbergerhausen".into(),
                    leads("co"),
                    door,
                    at("17:55, 18:03"),
                ),
                row(
                    say.of("looked-you"),
                    Some(say.of("looked-you-means")),
                    What::OwnRecord,
                    at("07:12"),
                ),
                row(
                    say.with("looked-works-here", "standing", "operator"),
                    None,
                    What::BreakGlass {
                        why: Some((Class::NobodyLeads, Second::Leads)),
                    },
                    at("06:50"),
                ),
            ],
        },
        who_looked::Day {
            date: "6 January 2026".into(),
            rows: vec![
                row("Mara Lindqvist".into(), leads("one"), card, at("19:04")),
                row(say.of("looked-unnamed"), None, door, at("17:58")),
            ],
        },
    ]
}
