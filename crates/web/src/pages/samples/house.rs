//! Samples of complaining, of the desk of the house, and of what break-glass shows, in each of their states.

use super::{frame, html};
use crate::pages::Frame;
use crate::pages::complaint::{ComplaintOnePage, ComplaintPage, Form, GroupRow, SentRow, Way};
use crate::pages::house::{
    AskForm, Choice, ComplaintRow, DeviceRow, HouseComplaintPage, HousePage, LookPage, MineRow, Next,
    PlaceRow, Seen, Traces, WaitingRow,
};
use domain::break_glass::Class;

const STORY: &str = "On Tuesday she read aloud what I had written to her alone.\nI had asked her not to. Since then I have not slept.";
const RTL: &str = "היא קראה את זה בקול לפני כולם.";

pub(super) fn all() -> Vec<(&'static str, String)> {
    let (anna, olu, mara) = (frame(Some("Anna")), works_here("Olu"), works_here("Mara"));
    vec![
        ("complaint", html(&complaint(anna.clone(), Form::default(), true))),
        (
            "complaint-stranger",
            html(&complaint(frame(None), Form::default(), true)),
        ),
        (
            "complaint-problems",
            html(&complaint(anna.clone(), problems(&anna), true)),
        ),
        (
            "complaint-nobody",
            html(&complaint(anna.clone(), Form::default(), false)),
        ),
        ("complaint-sent", html(&one(anna.clone(), false, ""))),
        ("complaint-answered", html(&one(anna, false, RTL))),
        (
            "complaint-address",
            html(&one(
                frame(None),
                true,
                "We have spoken with her. It will not happen again.",
            )),
        ),
        ("house", html(&house(olu.clone(), true))),
        ("house-none", html(&house(olu.clone(), false))),
        ("house-second", html(&house_second(mara))),
        ("house-problems", html(&house_problems(olu.clone()))),
        ("house-complaint", html(&before_reader(olu.clone(), false))),
        ("house-complaint-closed", html(&before_reader(olu.clone(), true))),
        ("house-look-person", html(&look(olu.clone(), person()))),
        ("house-look-group", html(&look(olu.clone(), group()))),
        ("house-look-nobody", html(&look(olu, Seen::Nobody))),
    ]
}

fn works_here(name: &str) -> Frame {
    let mut frame = frame(Some(name));
    if let Some(who) = &mut frame.person {
        who.has_desk = true;
    }
    frame
}

fn complaint(frame: Frame, form: Form, readers: bool) -> ComplaintPage {
    let say = frame.say;
    let group = |name: &str, unread| GroupRow {
        id: "grp_x".into(),
        name: name.into(),
        chosen: unread,
        unread,
    };
    let signed_in = frame.person.is_some();
    ComplaintPage {
        groups: match (signed_in, readers) {
            (true, true) => vec![
                group("Tuesday evening group", false),
                group("Thursday group", true),
            ],
            (true, false) => vec![group("Tuesday evening group", true)],
            (false, _) => vec![],
        },
        ways: ["here", "email", "ring", "text", "no"]
            .map(|value| Way {
                value,
                label: say.of(&format!("complaint-answering-{value}")),
                chosen: value == "here",
            })
            .into(),
        can_be_read: readers,
        elsewhere: vec!["Psychotherapeutenkammer Berlin, Kurfürstendamm 184, 10707 Berlin".into()],
        sent: if readers && signed_in {
            vec![SentRow {
                href: "/complaint/cmp_x".into(),
                when: say.with("complaint-sent-row", "date", "2 January 2026, 09:12"),
                state: say.of("complaint-short-answered"),
            }]
        } else {
            vec![]
        },
        form,
        frame,
    }
}

fn problems(frame: &Frame) -> Form {
    let say = frame.say;
    Form {
        words: STORY.into(),
        about: "x".repeat(210),
        words_problem: Some(say.with("complaint-words-long", "limit", 10_000)),
        about_problem: Some(say.with("complaint-about-long", "limit", 200)),
        reach_problem: Some(say.of("complaint-reach-missing")),
        answering_problem: Some(say.of("complaint-answering-problem")),
        problem: Some(say.of("complaint-trap-problem")),
        ..Form::default()
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn one(frame: Frame, by_address: bool, answer: &str) -> ComplaintOnePage {
    let say = frame.say;
    let state = if answer.is_empty() {
        say.of("complaint-state-received")
    } else {
        say.with("complaint-state-answered", "date", "8 January 2026, 10:00")
    };
    ComplaintOnePage {
        by_address,
        received: say.with("complaint-one-received", "date", "6 January 2026, 21:40"),
        state,
        answer: lines(answer),
        wants_answer: true,
        words: lines(STORY),
        about: "the evening of the sixth".into(),
        group: Some("Tuesday evening group".into()),
        named: false,
        frame,
    }
}

fn choices(frame: &Frame, kind: &str, values: &[&'static str]) -> Vec<Choice> {
    values
        .iter()
        .map(|value| Choice {
            value,
            label: frame.say.of(&format!("glass-{kind}-{value}")),
            chosen: false,
        })
        .collect()
}

fn ask(frame: &Frame, is_stale: bool) -> AskForm {
    AskForm {
        id: "brk_x".into(),
        abouts: choices(frame, "about", &["person", "group"]),
        classes: choices(frame, "class", &Class::ALL.map(Class::word)),
        is_stale,
        ..AskForm::default()
    }
}

fn waiting(frame: &Frame, reason: &str) -> WaitingRow {
    let say = frame.say;
    WaitingRow {
        href: "/house/looks/brk_x".into(),
        who: say.with2("glass-waiting-by", "standing", "operator", "name", "Olu Adeyemi"),
        about: say.with("glass-waiting-about", "kind", "person"),
        class: say.of("glass-class-danger"),
        reason: reason.into(),
        until: say.with("glass-until", "time", "19:04"),
    }
}

fn house(frame: Frame, full: bool) -> HousePage {
    let say = frame.say;
    let row = |when: &str, state: &str, is_new: bool| ComplaintRow {
        href: "/house/complaints/cmp_x".into(),
        when: say.with("house-complaint-row", "date", when),
        group: is_new.then(|| "Tuesday evening group".into()),
        state: say.of(state),
        is_new,
    };
    let mine = |state: &str, next| MineRow {
        href: "/house/looks/brk_x".into(),
        asked: say.with("glass-mine-asked", "time", "18:04"),
        class: say.of("glass-class-nobody-leads"),
        state: say.with(state, "time", "19:04"),
        next,
    };
    HousePage {
        complaints: Some(if full {
            vec![
                row("6 January 2026, 21:40", "complaint-short-received", true),
                row("2 January 2026, 09:12", "complaint-short-closed", false),
            ]
        } else {
            vec![]
        }),
        waiting: if full {
            vec![waiting(
                &frame,
                "Her sister rang: nobody has heard of her since Monday, and she missed her evening.",
            )]
        } else {
            vec![]
        },
        mine: if full {
            vec![
                mine("glass-state-waits", Next::TakeBack),
                mine("glass-state-agreed", Next::Open),
                mine("glass-state-open", Next::Look),
                mine("glass-state-ended", Next::Nothing),
            ]
        } else {
            vec![]
        },
        ask: Some(ask(&frame, !full)),
        frame,
    }
}

fn house_second(frame: Frame) -> HousePage {
    HousePage {
        complaints: None,
        waiting: vec![
            waiting(&frame, &"<b>Donaudampfschifffahrtsgesellschaft</b> ".repeat(20)),
            waiting(&frame, RTL),
        ],
        mine: vec![],
        ask: None,
        frame,
    }
}

fn house_problems(frame: Frame) -> HousePage {
    let say = frame.say;
    let form = AskForm {
        whom: "Anna".into(),
        reason: "urgent".into(),
        problem: Some(say.of("glass-problem-often")),
        about_problem: Some(say.of("glass-about-problem")),
        whom_problem: Some(say.of("glass-whom-address")),
        class_problem: Some(say.of("glass-class-problem")),
        reason_problem: Some(say.with("glass-reason-short", "limit", 20)),
        ..ask(&frame, false)
    };
    HousePage {
        ask: Some(form),
        ..house(frame, false)
    }
}

fn before_reader(frame: Frame, closed: bool) -> HouseComplaintPage {
    let say = frame.say;
    HouseComplaintPage {
        here: "/house/complaints/cmp_x".into(),
        received: say.with("complaint-one-received", "date", "6 January 2026, 21:40"),
        state: say.with(
            if closed {
                "complaint-state-closed"
            } else {
                "complaint-state-read"
            },
            "date",
            "7 January 2026, 08:00",
        ),
        from: say.of("house-complaint-from-unnamed"),
        group: Some("Tuesday evening group".into()),
        about: "the evening of the sixth".into(),
        words: lines(STORY),
        way: say.of("complaint-answering-text"),
        reach: "+49 171 3920002".into(),
        answer: if closed {
            lines("We have spoken with her.")
        } else {
            vec![]
        },
        is_closed: closed,
        incident: closed.then(|| "inc_01980000000070008000000000000001".into()),
        draft: String::new(),
        problem: (!closed).then(|| say.of("house-complaint-answer-missing")),
        frame,
    }
}

fn look(frame: Frame, seen: Seen) -> LookPage {
    LookPage {
        here: "/house/looks/brk_x".into(),
        until: "19:04".into(),
        seen,
        frame,
    }
}

fn traces() -> Traces {
    let say = frame(None).say;
    let device = |label: &str, over| DeviceRow {
        label: label.into(),
        by: say.of("devices-by-link"),
        when: say.with2(
            "glass-open-device",
            "from",
            "5 January 2026, 21:10",
            "seen",
            "6 January 2026, 07:55",
        ),
        over,
    };
    Traces {
        devices: vec![
            device("Firefox on Linux", false),
            device("Safari on iPhone", true),
        ],
        door: say.with2(
            "glass-open-door",
            "date",
            "30 December 2025, 17:48",
            "channel",
            say.of("glass-channel-text"),
        ),
        ring: say.of("glass-open-ring-no"),
    }
}

fn times() -> Vec<String> {
    vec!["30 December 2025, 18:00".into(), "6 January 2026, 18:00".into()]
}

fn person() -> Seen {
    let say = frame(None).say;
    Seen::Person {
        traces: traces(),
        places: vec![PlaceRow {
            group: "Tuesday evening group".into(),
            role: say.of("glass-open-role-member"),
            leaders: say.with("glass-open-leads", "names", "Mara Lindqvist, Ines Carvalho"),
            times: times(),
        }],
    }
}

fn group() -> Seen {
    let none = Traces {
        devices: vec![],
        door: frame(None).say.of("glass-open-door-none"),
        ring: frame(None).say.of("glass-open-ring-unknown"),
    };
    Seen::Group {
        name: "Tuesday evening group".into(),
        people: frame(None).say.with("glass-open-people", "people", 8),
        leaders: vec![
            ("Mara Lindqvist".into(), traces()),
            ("Ines Carvalho".into(), none),
        ],
        times: times(),
    }
}
