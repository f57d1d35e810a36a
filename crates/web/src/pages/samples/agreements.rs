//! Samples of what a group agrees: to be signed, signed, copied, edited, and of releases; with long words, and right to left.

use super::super::agreement::*;
use super::super::releases::*;
use super::{frame, html};
use crate::default_agreement::default_agreement;
use crate::say::Say;
use domain::agreement::Kind;

const HERE: &str = "/groups/grp_01980000000070008000000000000001/agreement";

pub(super) fn all() -> Vec<(&'static str, String)> {
    let none = AgreementPage {
        promises: vec![],
        consents: vec![],
        choices: vec![],
        notices: vec![],
        signed: vec![],
        can_withdraw: false,
        ..page("Anna", None)
    };
    vec![
        ("agreement", html(&page("Anna", Some(SignForm::default())))),
        ("agreement-signed", html(&page("Anna", None))),
        ("agreement-none", html(&none)),
        ("agreement-long", html(&long())),
        ("agreement-copy", html(&copy(true))),
        ("agreement-copy-broken", html(&copy(false))),
        ("agreement-edit", html(&edit(false))),
        ("agreement-edit-changes", html(&edit(true))),
        ("agreement-who", html(&who(true))),
        ("agreement-who-none", html(&who(false))),
        ("releases", html(&releases(true))),
        ("releases-problems", html(&releases(false))),
    ]
}

fn texts(kind: Kind) -> Vec<ClauseText> {
    default_agreement(Say::for_language("en"))
        .into_iter()
        .filter(|draft| draft.kind == kind)
        .map(|draft| ClauseText {
            heading: draft.heading,
            paragraphs: vec![draft.text],
        })
        .collect()
}

fn page(name: &str, sign: Option<SignForm>) -> AgreementPage {
    let frame = frame(Some(name));
    let say = frame.say;
    let choice = |id: &str, text: ClauseText, mine, joint: String| ChoiceCard {
        id: id.into(),
        text,
        mine,
        joint,
        too_few: false,
    };
    let mut choices: Vec<_> = [("cla_1", "yes"), ("cla_2", "")]
        .into_iter()
        .zip(texts(Kind::OwnChoice))
        .map(|((id, mine), text)| choice(id, text, mine, String::new()))
        .collect();
    choices.extend(
        texts(Kind::JointChoice)
            .into_iter()
            .map(|text| choice("cla_3", text, "no", say.of("agreement-choice-off"))),
    );
    AgreementPage {
        group: "Tuesday evening group".into(),
        here: HERE.into(),
        releases_href: "/groups/grp_01980000000070008000000000000001/releases".into(),
        notices: match sign {
            Some(_) => vec![
                say.of("agreement-older"),
                say.with2("agreement-binds-on", "date", "9 January 2026", "time", "18:05"),
            ],
            None => vec![say.with2("agreement-signed-on", "date", "6 January 2026", "time", "18:05")],
        },
        promises: texts(Kind::Promise),
        consents: texts(Kind::Consent),
        sign,
        choices,
        version: 2,
        signed: vec![SignedRow {
            what: say.with2("agreement-yours-row", "number", "1", "date", "9 December 2025"),
            back: String::new(),
            copy_href: format!("{HERE}/copy"),
        }],
        can_withdraw: true,
        leads: name == "Mara",
        frame,
    }
}

fn long() -> AgreementPage {
    let say = Say::for_language("en");
    let problem = say.with("agreement-sign-name-problem", "limit", "80");
    let form = SignForm {
        name: "Anna".into(),
        name_problem: Some(problem),
    };
    AgreementPage {
        promises: vec![
            ClauseText {
                heading: "Anwesenheitsverpflichtungserklärungszusammenfassungsvordruck".into(),
                paragraphs: vec!["Ein langes Wort bricht um. ".repeat(40)],
            },
            ClauseText {
                heading: "ما يقال هنا يبقى هنا".into(),
                paragraphs: vec!["لا أخبر أحدا بما يقوله الآخرون، ولا بمن هو في هذه المجموعة.".into()],
            },
        ],
        ..page("Anna", Some(form))
    }
}

fn copy(holds: bool) -> CopyPage {
    let frame = frame(Some("Anna"));
    let say = frame.say;
    let signed = [
        ("date", "9 December 2025".into()),
        ("time", "18:05".into()),
        ("zone", "Berlin".into()),
    ];
    CopyPage {
        group: "Tuesday evening group".into(),
        here: HERE.into(),
        copy: Some(Copy {
            version: 1,
            signed: say.with3("copy-signed", signed),
            how: say.with("copy-by-name", "name", "Anna"),
            back: String::new(),
            promises: texts(Kind::Promise).into_iter().take(3).collect(),
            consents: texts(Kind::Consent).into_iter().take(2).collect(),
            choices: texts(Kind::JointChoice),
            proof: "9f2c".repeat(16),
            chance: Some("07d1".repeat(16)),
            holds,
            place: "mem_01980000000070008000000000000001".into(),
            moment: "1765299900000".into(),
        }),
        frame,
    }
}

fn edit(changes: bool) -> EditPage {
    let frame = frame(Some("Mara"));
    let say = frame.say;
    let clauses = default_agreement(say).into_iter().map(|draft| EditClause {
        id: String::new(),
        kind: match draft.kind {
            Kind::Promise => "promise",
            Kind::Consent => "consent",
            Kind::OwnChoice => "own",
            Kind::JointChoice => "joint",
        },
        heading: draft.heading,
        text: draft.text,
    });
    let change = |what: &str, before: &[&str], after: &[&str]| Change {
        what: say.of(what),
        heading: "Camera".into(),
        before: before.iter().map(|line| (*line).into()).collect(),
        after: after.iter().map(|line| (*line).into()).collect(),
    };
    let preview = Preview {
        changes: vec![
            change(
                "edit-change-words",
                &["We like to see one another."],
                &["Cameras are off in the first round."],
            ),
            change("edit-change-gone", &["I come without alcohol."], &[]),
            change("edit-change-moved", &[], &[]),
        ],
        lead: String::new(),
        binds: say.with2("edit-binds", "date", "8 January 2026", "time", "20:00"),
        moved: true,
        choice_changes: true,
    };
    EditPage {
        group: "Tuesday Evening".into(),
        here: HERE.into(),
        from: 1,
        state: say.with("edit-newest-now", "number", "1"),
        clauses: clauses.collect(),
        problems: vec![],
        notice: None,
        again: false,
        preview: changes.then_some(preview),
        longest_heading: 80,
        longest_text: 1_500,
        frame,
    }
}

fn who(some: bool) -> SignedPage {
    let frame = frame(Some("Mara"));
    let say = frame.say;
    let row = |number: u8, alias: &str, state: String, complete| WhoRow {
        member: format!("mem_{number}"),
        alias: alias.into(),
        role: String::new(),
        state,
        complete,
        minor: None,
        can_be_minor: true,
    };
    let signed = say.with("who-signed-yes", "date", "9 December 2025");
    let missing = MinorRow {
        state: say.of("who-signed-guardian-missing"),
        who: String::new(),
        how: String::new(),
        on: String::new(),
    };
    let older = say.with2("who-signed-older", "number", "1", "date", "9 December 2025");
    SignedPage {
        group: "Tuesday Evening".into(),
        here: HERE.into(),
        count: if some {
            say.with2("who-signed-count", "count", 2, "number", "2")
        } else {
            String::new()
        },
        state: String::new(),
        circle: vec![
            WhoRow {
                role: say.of("role-facilitator"),
                can_be_minor: false,
                ..row(1, "Mara", signed.clone(), true)
            },
            row(2, "Anna", older, false),
            WhoRow {
                minor: Some(missing),
                ..row(3, "Ben", signed, false)
            },
            row(4, "Eli", say.of("who-signed-never"), false),
        ],
        problem: None,
        today: "2026-01-06".into(),
        frame,
    }
}

fn releases(some: bool) -> ReleasesPage {
    let frame = frame(Some("Anna"));
    let say = frame.say;
    let label = |value: &str| say.of(&format!("release-{value}"));
    let release = |id: &str, state: String, holds| ReleaseRow {
        id: id.into(),
        recipient: "Dr Roth, Wiener Straße, Berlin".into(),
        matters: vec![label("attendance"), label("summary")],
        state,
        holds,
    };
    let problem = |key: &str| (!some).then(|| say.of(key));
    let mut given = Vec::new();
    if some {
        given.push(release(
            "rel_1",
            say.with("releases-holds", "date", "6 July 2026"),
            true,
        ));
        given.push(release(
            "rel_2",
            say.with("releases-over", "date", "1 December 2025"),
            false,
        ));
    }
    ReleasesPage {
        group: "Tuesday evening group".into(),
        here: "/groups/grp_01980000000070008000000000000001/releases".into(),
        agreement_href: HERE.into(),
        form: ReleaseForm {
            id: "rel_01980000000070008000000000000001".into(),
            first: "2026-01-06".into(),
            last: "2027-01-06".into(),
            recipient_problem: problem("releases-to-problem"),
            matters_problem: problem("releases-what-problem"),
            until_problem: problem("releases-until-problem"),
            ..ReleaseForm::default()
        },
        matters: ["attendance", "measures", "summary"]
            .into_iter()
            .map(|value| MatterChoice {
                value,
                label: label(value),
                chosen: false,
            })
            .collect(),
        releases: given,
        frame,
    }
}
