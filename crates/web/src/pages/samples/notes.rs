//! Samples of the page of notes: every view of it, with long words and with writing that runs the other way.

use super::{frame, html};
use crate::pages::notes::{Asked, NotesPage, Row, View};

pub(super) fn all() -> Vec<(&'static str, String)> {
    let of = |view| NotesPage {
        view,
        ..NotesPage::new(frame(Some("Mara")))
    };
    let say = frame(None).say;
    vec![
        ("notes-begin", html(&of(View::Begin))),
        (
            "notes-code",
            html(&NotesPage {
                code: "7K3M-0XQ2-VV9A-P1RD-6ZTE-H8GN-4CWB".into(),
                ..of(View::Code)
            }),
        ),
        ("notes-locked", html(&of(View::Locked))),
        (
            "notes-locked-problem",
            html(&NotesPage {
                by_code: true,
                code_problem: say.of("notes-say-code-sum"),
                says: say.of("notes-say-locked-idle"),
                asked: Some(asked()),
                ..of(View::Locked)
            }),
        ),
        ("notes-none", html(&of(View::Open))),
        (
            "notes",
            html(&NotesPage {
                says: say.of("notes-say-saved"),
                rows: rows(),
                ..of(View::Open)
            }),
        ),
        (
            "notes-all",
            html(&NotesPage {
                rows: rows(),
                passkeys: vec!["My phone".into(), "הטלפון הישן שלי".into()],
                named: "Ines Vogel".into(),
                left: vec!["Ines Vogel".into()],
                digits: "53245 16653 33257 62725 69861 05254".into(),
                all_open: true,
                ..of(View::Open)
            }),
        ),
        ("notes-edit", html(&edit(of(View::Edit)))),
        (
            "notes-conflict",
            html(&NotesPage {
                conflict: true,
                ..edit(of(View::Edit))
            }),
        ),
        (
            "notes-left",
            html(&NotesPage {
                rows: rows(),
                named: "Ines Vogel".into(),
                draft: "She said nothing for the first time.\n\nI noticed how I waited for her.".into(),
                ..of(View::Left)
            }),
        ),
    ]
}

fn edit(page: NotesPage) -> NotesPage {
    NotesPage {
        draft_title: "After the evening".into(),
        draft: "She said nothing for the first time. I noticed how I waited for her.".into(),
        ..page
    }
}

fn asked() -> Asked {
    Asked {
        name: "Ines Vogel".into(),
        reason: "Mara is in hospital and cannot speak. Her group meets on Tuesday.".into(),
        day: "20 January 2026".into(),
    }
}

fn rows() -> Vec<Row> {
    let row = |title: &str, about: &str, day: &str| Row {
        title: title.into(),
        about: about.into(),
        day: day.into(),
    };
    vec![
        row("After the evening", "Tuesday Evening · Anna", "6 January 2026"),
        row(
            "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
            "Tuesday Evening",
            "6 January 2026",
        ),
        row("מה שלא נאמר", "Living with Loss · G.", "2 December 2025"),
    ]
}
