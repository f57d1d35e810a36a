//! Who sits in a group: as it is, refused, long and right to left, and empty; and the way out.

use super::{frame, html};
use crate::pages::people::{GoneRow, LeavePage, PeoplePage, PersonRow};

pub(super) fn all() -> Vec<(&'static str, String)> {
    let say = frame(None).say;
    let problem = PeoplePage {
        problem: Some(say.of("people-problem-only-one")),
        ..people()
    };
    let mut again = PeoplePage {
        again: true,
        ..people()
    };
    again.seated[1].typed_why = Some("We talk on Friday.".into());
    let done = PeoplePage {
        done: true,
        ..people()
    };
    let mut long = people();
    long.seated[1].alias = "Anwesenheitsverpflichtungserklärungszusammen".into();
    long.seated[1].why = "Ein langes Wort bricht um, und ein langer Satz auch. ".repeat(8);
    long.seated[2].alias = "ليلى".into();
    long.seated[2].why = "طلبت استراحة لبضعة أسابيع.".into();
    long.seated[2].typed_why = Some("طلبت".into());
    let none = PeoplePage {
        seated: vec![],
        gone: vec![],
        ..people()
    };
    let leave = |hand_over: &str| {
        html(&LeavePage {
            frame: frame(Some("Anna")),
            group: "Tuesday evening group".into(),
            action: "/groups/x/leave".into(),
            back: "/groups/x".into(),
            hand_over: hand_over.into(),
        })
    };
    vec![
        ("people", html(&people())),
        ("people-done", html(&done)),
        ("people-problem", html(&problem)),
        ("people-again", html(&again)),
        ("people-long", html(&long)),
        ("people-none", html(&none)),
        ("leave", leave("")),
        ("leave-only-one", leave("/groups/x/people")),
    ]
}

fn people() -> PeoplePage {
    let frame = frame(Some("Mara"));
    let say = frame.say;
    let roles = || {
        [
            ("member", "people-role-member"),
            ("observer", "role-observer"),
            ("co-facilitator", "role-co-facilitator"),
            ("facilitator", "role-facilitator"),
        ]
        .map(|(word, key)| (word, say.of(key), word == "member"))
        .to_vec()
    };
    let row = |alias: &str, seat: i64| PersonRow {
        member: format!("mem_{seat}"),
        alias: alias.into(),
        chair: say.with("people-chair", "number", seat),
        role: String::new(),
        state: say.of("people-active"),
        is_paused: false,
        is_me: false,
        has_to_sign: false,
        why: String::new(),
        names: vec![],
        name_back: String::new(),
        roles: roles(),
        typed_why: None,
    };
    PeoplePage {
        group: "Tuesday evening group".into(),
        back: "/groups/x".into(),
        here: "/groups/x/people".into(),
        seated: vec![
            PersonRow {
                role: say.of("role-facilitator"),
                is_me: true,
                ..row("Mara", 1)
            },
            PersonRow {
                has_to_sign: true,
                names: vec![
                    say.with("people-name-asked", "date", "5 January 2026"),
                    say.with2("people-name-was", "name", "Anna", "date", "2 January 2026"),
                ],
                name_back: say.with("people-name-back", "name", "Anna"),
                ..row("Blue Heron", 2)
            },
            PersonRow {
                state: say.with("people-paused", "date", "30 December 2025"),
                is_paused: true,
                why: "Asked for a few weeks of rest.".into(),
                ..row("Ben", 3)
            },
        ],
        gone: vec![GoneRow {
            alias: "Eli".into(),
            state: say.with("people-ended-by-themselves", "date", "16 December 2025"),
            why: String::new(),
        }],
        done: false,
        problem: None,
        again: false,
        frame,
    }
}
