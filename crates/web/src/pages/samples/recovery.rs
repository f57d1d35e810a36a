//! Samples of coming back in without a passkey, in each of its states.

use super::{frame, html};
use crate::pages::recovery::{CodeToTell, ColleagueRow, Mine, RecoveryPage};

pub(super) fn all() -> Vec<(&'static str, String)> {
    let say = frame(None).say;
    let at = |word: &str| say.with2(word, "date", "7 January 2026", "time", "18:05");
    let names = || vec!["Ines Albrecht".to_owned(), "ד״ר שרה כהן".to_owned()];
    let id = || "rec_x".to_owned();
    let asked = Mine::Asked {
        id: id(),
        until: at("recovery-mine-asked"),
        names: names(),
    };
    let waits = Mine::Waits {
        id: id(),
        opens: at("recovery-mine-waits"),
    };
    let open = Mine::Open {
        id: id(),
        until: at("recovery-mine-open"),
    };
    let typed = Mine::Typed {
        id: id(),
        until: at("recovery-mine-typed"),
    };
    let to_type = || Mine::Open {
        id: id(),
        until: at("recovery-mine-open"),
    };
    let wrong = RecoveryPage {
        sign_in_again: false,
        ..of(
            to_type(),
            Some(say.with("recovery-wrong-code", "left", 1_u32)),
            vec![],
        )
    };
    let tell = RecoveryPage {
        tell: Some(CodeToTell {
            name: "Mara Vogel".into(),
            code: "482 915".into(),
        }),
        ..of(
            Mine::Nothing(say.of("recovery-nothing-lost")),
            None,
            vec![ColleagueRow {
                shows_code: true,
                ..colleague("Mara Vogel", &at("recovery-colleague-waits"), false)
            }],
        )
    };
    let nobody = Mine::Nothing(say.of("recovery-nobody-to-ask"));
    let again = Some(say.of("recovery-again"));
    let colleagues = vec![
        colleague("Mara Vogel", &at("recovery-colleague-until"), true),
        colleague(
            "Donaudampfschifffahrtsgesellschaftskapitän Maximiliane",
            &at("recovery-colleague-waits"),
            false,
        ),
    ];
    let nothing_lost = Mine::Nothing(say.of("recovery-nothing-lost"));
    vec![
        ("recovery", html(&of(Mine::MayAsk(names()), None, vec![]))),
        ("recovery-nobody", html(&of(nobody, None, vec![]))),
        ("recovery-asked", html(&of(asked, None, vec![]))),
        ("recovery-waits", html(&of(waits, again, vec![]))),
        ("recovery-open", html(&of(open, None, vec![]))),
        ("recovery-wrong-code", html(&wrong)),
        ("recovery-typed", html(&of(typed, None, vec![]))),
        ("recovery-tell", html(&tell)),
        ("recovery-colleagues", html(&of(nothing_lost, None, colleagues))),
    ]
}

fn colleague(name: &str, state: &str, may_confirm: bool) -> ColleagueRow {
    let say = frame(None).say;
    let asked = say.with2(
        "recovery-colleague-asked",
        "date",
        "6 January 2026",
        "time",
        "18:05",
    );
    ColleagueRow {
        id: "rec_x".into(),
        name: name.into(),
        asked: format!(
            "{asked} {}",
            say.with("notice-device", "device", "Firefox on Linux")
        ),
        state: state.into(),
        may_confirm,
        shows_code: !may_confirm,
    }
}

fn of(mine: Mine, problem: Option<String>, colleagues: Vec<ColleagueRow>) -> RecoveryPage {
    RecoveryPage {
        frame: frame(Some("Mara")),
        sign_in_again: problem.is_some(),
        problem,
        done: None,
        tell: None,
        mine,
        colleagues,
    }
}
