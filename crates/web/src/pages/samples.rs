//! Every page with the shared cast in it, for the gallery, the checks of HTML and access, and screenshots.

mod agreements;
mod alias;
mod devices;
mod my_data;

use super::*;
use crate::assets::page_assets;
use crate::say::Say;
use app::audit::What;
use askama::Template;

/// Name and HTML of every page in each of its states.
pub fn all() -> Vec<(&'static str, String)> {
    let stranger = frame(None);
    let anna = frame(Some("Anna"));
    let mara = frame(Some("Mara"));
    let mut all = vec![
        (
            "front",
            html(&front::FrontPage {
                frame: stranger.clone(),
            }),
        ),
        (
            "locked",
            html(&locked::LockedPage {
                frame: stranger.clone(),
            }),
        ),
        (
            "groups",
            html(&groups::GroupsPage {
                frame: stranger.clone(),
                groups: group_rows(),
            }),
        ),
        (
            "groups-none",
            html(&groups::GroupsPage {
                frame: stranger.clone(),
                groups: vec![],
            }),
        ),
        (
            "group",
            html(&group::GroupPage {
                frame: stranger.clone(),
                group: living_with_loss(),
            }),
        ),
        (
            "group-leads",
            html(&group::GroupPage {
                frame: mara.clone(),
                group: group::GroupFacts {
                    alias: Some(("You are Mara here".into(), "/groups/x/alias".into())),
                    levels: Some(group::LevelsForm {
                        action: "/groups/x/levels".into(),
                        by_devices: false,
                    }),
                    ..living_with_loss()
                },
            }),
        ),
        (
            "sign-in",
            html(&sign_in(stranger.clone(), sign_in::State::Ask, None)),
        ),
        (
            "sign-in-problem",
            html(&sign_in(
                stranger.clone(),
                sign_in::State::Ask,
                Some("sign-in-email-problem"),
            )),
        ),
        (
            "sign-in-sent",
            html(&sign_in(stranger.clone(), sign_in::State::Sent, None)),
        ),
        (
            "link",
            html(&link(stranger.clone(), sign_in_link::LinkState::Good)),
        ),
        (
            "link-gone",
            html(&link(stranger.clone(), sign_in_link::LinkState::Gone)),
        ),
        ("today", html(&today(anna.clone(), true))),
        ("today-none", html(&today(anna.clone(), false))),
        ("own-record", html(&own_record(anna.clone(), true))),
        ("own-record-none", html(&own_record(anna.clone(), false))),
        ("who-looked", html(&who_looked(anna.clone(), looks(anna.say)))),
        ("who-looked-long", html(&who_looked_long(anna.clone()))),
        ("who-looked-none", html(&who_looked(anna.clone(), vec![]))),
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
        ("mailbox", html(&mailbox(stranger.clone()))),
        (
            "not-found",
            html(&trouble(
                stranger.clone(),
                "trouble-not-found-title",
                "trouble-not-found",
                "",
            )),
        ),
        (
            "fault",
            html(&trouble(
                anna,
                "trouble-fault-title",
                "trouble-fault",
                "K7QX-42MT",
            )),
        ),
        (
            "too-often",
            html(&trouble(
                stranger.clone(),
                "trouble-busy-title",
                "trouble-busy",
                "",
            )),
        ),
        (
            "away",
            html(&away::AwayPage {
                say: stranger.say,
                styles: stranger.assets.styles,
            }),
        ),
    ];
    all.extend(alias::samples());
    all.extend(agreements::all());
    all.extend(my_data::all(frame(Some("Anna"))));
    all.extend(devices::all());
    all
}

fn html(page: &impl Template) -> String {
    page.render().expect("a sample renders")
}

fn frame(person: Option<&str>) -> Frame {
    let say = Say::for_language("en");
    Frame {
        say,
        practice: "Linden House".into(),
        person: person.map(|name| frame::Who { name: name.into() }),
        help: crate::numbers::help_now(say, person.map(|_| "DE"), "DE"),
        assets: page_assets(),
        demo: true,
    }
}

fn group_rows() -> Vec<groups::GroupRow> {
    let loss = living_with_loss();
    vec![groups::GroupRow {
        href: "/groups/grp_01980000000070008000000000000002".into(),
        name: loss.name,
        summary: loss.summary,
        kind: loss.kind,
        when: loss.when,
        places: loss.places,
    }]
}

fn living_with_loss() -> group::GroupFacts {
    group::GroupFacts {
        alias: None,
        kind: "Group therapy".into(),
        name: "Living with Loss".into(),
        summary: "A small circle for people who have lost someone close. You can speak, or only listen. Nobody has to turn a camera on.".into(),
        when: "Tuesdays, 18:00 to 19:30".into(),
        when_note: "Berlin time · next on Tuesday 13 January".into(),
        size: "8 seats".into(),
        rule: "New members join at set times.".into(),
        evening: vec![
            "We arrive, and each person says how they are, in a word if they like.".into(),
            "Most of the time belongs to what people bring. The floor goes round; you can always pass.".into(),
            "We end with a quiet minute and a closing word.".into(),
        ],
        chairs: vec![true, true, true, true, true, true, false, false],
        places: "2 places free".into(),
        ask: "To ask for a place, talk to Linden House. Somebody who leads the group then talks with you alone, before your first evening.".into(),
        price: "€ 28 a session. If that is too much, tell us: there are other ways.".into(),
        leaders: vec![
            group::Leader { name: "Mara Lindqvist".into(), initial: "M".into(), title: "licensed psychotherapist".into(), note: "Berlin, Germany. Checked on 2 January 2026 by Linden House.".into() },
            group::Leader { name: "Ines Okafor".into(), initial: "I".into(), title: "clinical psychologist".into(), note: "Berlin, Germany. Checked on 2 January 2026 by Linden House.".into() },
        ],
        agreement: None,
        levels: None,
    }
}

fn sign_in(frame: Frame, state: sign_in::State, problem: Option<&str>) -> sign_in::SignInPage {
    let problem = problem.map(|id| frame.say.of(id));
    let email = if problem.is_some() { "anna at example" } else { "" };
    sign_in::SignInPage {
        frame,
        state,
        email: email.into(),
        problem,
        passkey_problem: None,
    }
}

fn link(frame: Frame, state: sign_in_link::LinkState) -> sign_in_link::SignInLinkPage {
    sign_in_link::SignInLinkPage {
        frame,
        state,
        action: "/sign-in/sample".into(),
    }
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

fn today(frame: Frame, planned: bool) -> today::TodayPage {
    let say = frame.say;
    today::TodayPage {
        erasing: (!planned).then(|| "Tuesday 13 January, 18:05".into()),
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
            }]
        } else {
            vec![]
        },
        frame,
    }
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
        group: (what != What::OwnRecord).then(|| "Tuesday evening group".into()),
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

fn mailbox(frame: Frame) -> mailbox::MailboxPage {
    mailbox::MailboxPage {
        mails: vec![mailbox::MailRow {
            subject: "Your sign-in link".into(),
            to: "anna@example.org".into(),
            when: "17:40".into(),
            body: "Hello,\n\nHere is the link you asked for.".into(),
            link: "/sign-in/sample".into(),
        }],
        frame,
    }
}

fn trouble(frame: Frame, title: &str, what: &str, operation: &str) -> trouble::TroublePage {
    let say = frame.say;
    trouble::TroublePage {
        title: say.of(title),
        what: say.of(what),
        next: String::new(),
        operation: operation.into(),
        href: "/".into(),
        go: say.of("trouble-home"),
        frame,
    }
}
