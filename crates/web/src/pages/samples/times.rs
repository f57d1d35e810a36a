//! When a group meets: a course, nothing yet, what was typed wrongly, long and right to left.

use super::{frame, html};
use crate::pages::times::{PauseForm, PauseRow, Problems, SeriesForm, TimeRow, TimesPage};
use crate::say::Say;

pub(super) fn all() -> Vec<(&'static str, String)> {
    let done = TimesPage {
        done: true,
        ..times()
    };
    let none = TimesPage {
        meets: String::new(),
        coming: vec![],
        pauses: vec![],
        more: String::new(),
        form: SeriesForm {
            is_open: true,
            ..times().form
        },
        ..times()
    };
    let say = frame(None).say;
    let mut problem = times();
    problem.form.is_open = true;
    problem.form.first_on = "2026-02-30".into();
    problem.form.problems = Problems(vec![
        (
            "first_on",
            say.with("times-problem-day", "field", say.of("times-first")),
        ),
        ("minutes", say.of("times-problem-range-minutes")),
    ]);
    let mut moved = times();
    moved.coming[1].problem = Some(say.with("times-problem-past", "field", say.of("times-day")));
    let mut pause = times();
    pause.pause = PauseForm {
        from: "2026-04-10".into(),
        until: "2026-04-01".into(),
        problems: Problems(vec![("until", say.of("times-problem-range-until"))]),
    };
    let mut long = times();
    long.group = "مجموعة مساء الثلاثاء".into();
    long.problem = Some(say.of("times-problem-overtaken"));
    vec![
        ("times", html(&times())),
        ("times-done", html(&done)),
        ("times-none", html(&none)),
        ("times-problem", html(&problem)),
        ("times-moved-wrongly", html(&moved)),
        ("times-pause-wrongly", html(&pause)),
        ("times-long", html(&long)),
    ]
}

fn times() -> TimesPage {
    let frame = frame(Some("Mara"));
    let say = frame.say;
    TimesPage {
        group: "Tuesday evening group".into(),
        back: "/groups/x".into(),
        here: "/groups/x/times".into(),
        meets: "Every Tuesday, 18:00 to 19:30, 12 sessions in all".into(),
        zone: say.with("times-zone", "place", "Berlin"),
        coming: coming(say),
        more: say.with("times-more", "count", 3),
        pauses: vec![PauseRow {
            id: "pau_1".into(),
            when: say.with2(
                "times-pause-days",
                "from",
                "30 March 2026",
                "until",
                "12 April 2026",
            ),
        }],
        form: form(say),
        pause: PauseForm::default(),
        done: false,
        problem: None,
        frame,
    }
}

fn coming(say: Say) -> Vec<TimeRow> {
    let row = |id: &str, when: &str, state: String, on: &str| TimeRow {
        id: id.into(),
        when: when.into(),
        state,
        is_cancelled: false,
        is_on: false,
        on: on.into(),
        at: "18:00".into(),
        problem: None,
    };
    let of = |number: i64| say.with2("times-state-of", "number", number, "of", 12);
    let moved = say.with("times-state-moved", "session", of(8));
    vec![
        TimeRow {
            is_on: true,
            ..row(
                "ses_1",
                "Tuesday 6 January, 18:00",
                say.of("times-state-on"),
                "2026-01-06",
            )
        },
        row("ses_2", "Wednesday 14 January, 19:00", moved, "2026-01-14"),
        TimeRow {
            is_cancelled: true,
            ..row(
                "ses_3",
                "Tuesday 20 January, 18:00",
                say.of("times-state-cancelled"),
                "2026-01-20",
            )
        },
        row("ses_4", "Tuesday 27 January, 18:00", of(9), "2026-01-27"),
        TimeRow {
            is_cancelled: true,
            ..row(
                "ses_5",
                "Tuesday 31 March, 18:00",
                say.of("times-state-pause"),
                "2026-03-31",
            )
        },
    ]
}

fn form(say: Say) -> SeriesForm {
    let repeats = app::times::Repeat::ALL.map(|one| {
        let word = one.word();
        (word, say.of(&format!("times-repeat-{word}")), word == "week")
    });
    SeriesForm {
        today: "2026-01-06".into(),
        first_on: "2026-01-06".into(),
        at: "18:00".into(),
        minutes: "90".into(),
        repeats: repeats.to_vec(),
        end: "after".into(),
        sessions: "12".into(),
        last_on: String::new(),
        is_open: false,
        problems: Problems::default(),
    }
}
