//! `/my-data` in each of its states, and the file to read.

use super::html;
use crate::pages::Frame;
use crate::pages::my_data::{Erasing, HoldRow, KeptRow, MyDataPage};
use crate::pages::my_data_file::{MyDataFile, Part, Said};
use crate::say::Say;
use domain::retention::PLAN;

pub(super) fn all(frame: Frame) -> Vec<(&'static str, String)> {
    let until = "Tuesday 13 January, 18:05";
    let say = frame.say;
    let page = |erasing, holds, fresh| {
        html(&MyDataPage {
            frame: frame.clone(),
            kept: kept(say),
            erasing,
            fresh,
            holds,
        })
    };
    let waits = || Erasing::Waits { until: until.into() };
    vec![
        ("my-data", page(Erasing::CanAsk { days: 7 }, vec![], true)),
        ("my-data-again", page(Erasing::CanAsk { days: 7 }, vec![], false)),
        ("my-data-waits", page(waits(), vec![], true)),
        ("my-data-held", page(waits(), holds(), true)),
        (
            "my-data-works-here",
            page(Erasing::ThroughThePractice, vec![], true),
        ),
        ("my-data-file", html(&file(say))),
    ]
}

fn kept(say: Say) -> Vec<KeptRow> {
    PLAN.iter()
        .map(|kept| kept.class.word())
        .filter(|word| say.has(&format!("kept-{word}")))
        .map(|word| KeptRow {
            what: say.of(&format!("kept-{word}")),
            period: say.with("kept-days", "days", 30),
            why: say.of(&format!("kept-{word}-why")),
        })
        .collect()
}

fn holds() -> Vec<HoldRow> {
    let long = "A court asked for what was noted about the evening of 6 January. ".repeat(4);
    vec![HoldRow {
        reason: long,
        placed_by: "Dr. Wilhelmina von Hohenfels-Anderlecht, data protection".into(),
        until: "Wednesday 30 June, 00:00".into(),
    }]
}

fn file(say: Say) -> MyDataFile {
    let said = |name: &str, value: &str| Said {
        name: say.of(name),
        value: value.into(),
    };
    let name = "data-field-legal-name";
    MyDataFile {
        say,
        practice: "Linden House".into(),
        made_on: "6 January 2026".into(),
        zone: "Berlin".into(),
        parts: vec![
            Part {
                title: say.of("data-part-account"),
                columns: vec![],
                entries: vec![vec![
                    said(name, "Anna Berger"),
                    said("data-field-email", "anna@linden.example"),
                ]],
            },
            Part {
                title: say.of("data-part-own-record"),
                columns: vec![],
                entries: vec![
                    vec![
                        said("data-field-number", "7"),
                        said("data-field-line", "<b>Foggy</b>"),
                    ],
                    vec![said("data-field-line", "اليوم أفضل قليلا")],
                ],
            },
            Part {
                title: say.of("data-part-removals"),
                columns: vec![],
                entries: vec![],
            },
            Part {
                title: say.of("data-part-log"),
                columns: ["at", "who", "action"]
                    .iter()
                    .map(|one| say.of(&format!("data-field-{one}")))
                    .collect(),
                entries: vec![vec![
                    said(name, "6 January 2026, 18:05"),
                    said(name, "somebody of your group"),
                    said(name, "Session/SeeDesk"),
                ]],
            },
        ],
    }
}
