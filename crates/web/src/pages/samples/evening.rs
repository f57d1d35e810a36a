//! An evening: the day, the session, its door, getting ready, the room.

use super::{frame, html};
use crate::pages::frame::Frame;
use crate::pages::{door, prepare, room, session, steps, today};
use crate::say::Say;

pub(super) fn all() -> Vec<(&'static str, String)> {
    let anna = frame(Some("Anna"));
    let mara = frame(Some("Mara"));
    vec![
        ("today", html(&today(anna.clone(), true))),
        ("today-none", html(&today(anna.clone(), false))),
        ("today-told", html(&today_told(anna.clone()))),
        (
            "session-member",
            html(&session(anna.clone(), false, session::Way::Open)),
        ),
        (
            "session-leads",
            html(&session(mara.clone(), true, session::Way::Open)),
        ),
        (
            "session-over",
            html(&session(anna.clone(), false, session::Way::Over)),
        ),
        ("door", html(&door(anna.clone(), false))),
        ("door-problems", html(&door(anna.clone(), true))),
        ("prepare", html(&prepare_page(anna.clone()))),
        ("room", html(&room_page(anna.clone()))),
    ]
}

const SESSION: &str = "ses_01980000000070008000000000000001";

fn steps_of(say: Say) -> Vec<steps::Step> {
    let step = |done, id: &str, note: &str, href: &str, action: &str| steps::Step {
        done,
        title: say.of(id),
        note: say.of(note),
        href: href.into(),
        action: say.of(action),
    };
    vec![
        step(
            true,
            "step-door",
            "step-door-note-done",
            "/sessions/x/door",
            "step-door-again",
        ),
        step(
            false,
            "step-prepare",
            "step-prepare-note",
            "/sessions/x/prepare",
            "step-prepare-go",
        ),
        step(false, "step-room", "step-room-note", "", "go-room"),
    ]
}

fn today_told(frame: Frame) -> today::TodayPage {
    today::TodayPage {
        told: super::devices::told(frame.say),
        told_up_to: "not_x".into(),
        told_more: true,
        recovering: Some(frame.say.of("recovery-note-colleague")),
        notes_asked: true,
        ..today(frame, true)
    }
}

fn today(frame: Frame, planned: bool) -> today::TodayPage {
    let say = frame.say;
    today::TodayPage {
        left: !planned,
        stopped: false,
        erasing: (!planned).then(|| "Tuesday 13 January, 18:05".into()),
        recovering: None,
        notes_asked: false,
        told: vec![],
        told_up_to: String::new(),
        told_more: false,
        next: planned.then(|| today::Next {
            title: say.with("today-meets-today", "time", "18:00"),
            lead: say.with("today-door-opens", "time", "17:45"),
            leads: false,
            steps: steps_of(say).into_iter().take(2).collect(),
            go: say.of("go-room"),
            go_href: "/sessions/x/room".into(),
            page_href: format!("/sessions/{SESSION}"),
        }),
        later: if planned {
            vec![today::Later {
                when: "Tuesday 13 January, 18:00".into(),
                group: "Tuesday evening group".into(),
                href: "/sessions/y".into(),
            }]
        } else {
            vec![]
        },
        groups: if planned {
            vec![today::MyGroup {
                name: "Tuesday evening group".into(),
                you: say.with("today-you-are", "alias", "Anna"),
                href: "/groups/x".into(),
                waits: vec![(
                    say.with2("today-to-sign-from", "date", "9 January", "time", "18:05"),
                    "/groups/x/agreement".into(),
                )],
            }]
        } else {
            vec![]
        },
        frame,
    }
}

fn session(frame: Frame, leads: bool, way: session::Way) -> session::SessionPage {
    let say = frame.say;
    let phase = |title: &str, prompt: &str, minutes: i64, kind: &str| session::PhaseRow {
        title: title.into(),
        prompt: prompt.into(),
        minutes: say.with("session-minutes", "count", minutes),
        kind: say.of(kind),
    };
    let cast = ["Mara", "Anna", "Ben", "Chidi", "Dana", "Eli", "Farah", "Ines"];
    session::SessionPage {
        session: session::SessionFacts {
            group: if leads {
                "Tuesday Evening".into()
            } else {
                "Tuesday evening group".into()
            },
            number: say.with2("session-number-of", "number", 7, "of", 12),
            title: if way == session::Way::Over {
                say.of("session-over-title")
            } else {
                say.of("session-now")
            },
            lead: say.with("today-door-open", "time", "20:00"),
            alias: if leads { "Mara".into() } else { "Anna".into() },
            leads,
            agreement: None,
            way,
            steps: steps_of(say),
            go: say.of(if leads { "go-room-leads" } else { "go-room" }),
            go_href: "/sessions/x/room".into(),
            plan: vec![
                phase("Arriving", "", 5, "phase-open"),
                phase(
                    "Opening check-in",
                    "How are you arriving today?",
                    20,
                    "phase-round",
                ),
                phase("What we bring", "", 45, "phase-open"),
                phase("A quiet minute", "", 5, "phase-quiet"),
                phase("Closing words", "", 15, "phase-round"),
            ],
            seats: cast
                .iter()
                .zip(1..)
                .filter(|_| leads)
                .map(|(alias, number)| session::SeatRow {
                    number,
                    alias: (*alias).into(),
                    role: match *alias {
                        "Mara" => say.of("role-facilitator"),
                        "Ines" => say.of("role-co-facilitator"),
                        _ => String::new(),
                    },
                    door: if *alias == "Eli" {
                        say.of("desk-no-word")
                    } else {
                        say.with("desk-answered", "time", "17:52")
                    },
                    alone: say.of(match *alias {
                        "Eli" => "desk-unknown",
                        "Farah" => "desk-no",
                        _ => "desk-yes",
                    }),
                    channel: say.of(if *alias == "Eli" {
                        "desk-unknown"
                    } else {
                        "channel-text"
                    }),
                })
                .collect(),
        },
        frame,
    }
}

fn door(frame: Frame, problems: bool) -> door::DoorPage {
    let say = frame.say;
    let mut form = door::DoorForm {
        country: "DE".into(),
        ..door::DoorForm::default()
    };
    if problems {
        form.alone = "yes".into();
        form.place_problem = Some(say.of("door-place-problem"));
        form.channel_problem = Some(say.of("door-channel-problem"));
    }
    door::DoorPage {
        group: "Tuesday evening group".into(),
        action: format!("/sessions/{SESSION}/door"),
        form,
        countries: vec![
            door::CountryChoice {
                code: "DE".into(),
                name: "Germany".into(),
            },
            door::CountryChoice {
                code: "GB".into(),
                name: "United Kingdom".into(),
            },
        ],
        channels: door::channels(say, Some("142")),
        frame,
    }
}

fn prepare_page(frame: Frame) -> prepare::PreparePage {
    let onward = frame.say.of("prepare-onward-room");
    prepare::PreparePage::new(frame, onward, format!("/sessions/{SESSION}/room"))
}

fn room_page(frame: Frame) -> room::RoomPage {
    let you = room::RoomYou {
        member: "mem_01980000000070008000000000000001".into(),
        alias: "Anna".into(),
        role: protocol::Role::Member,
    };
    room::RoomPage::new(
        frame,
        SESSION.into(),
        room::RoomGroup {
            id: "grp_01980000000070008000000000000001".into(),
            name: "Tuesday evening group".into(),
            levels: domain::group::Levels::Server,
        },
        "Europe/Berlin".into(),
        you,
        false,
    )
}
