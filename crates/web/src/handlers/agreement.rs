//! `GET /groups/{grp}/agreement`: read, sign, choose apart, take back; and the copy to keep.

use super::{id, id_in_form};
use crate::answer::{Answer, page, see};
use crate::form::Form;
use crate::pages::agreement::{AgreementPage, ChoiceCard, ClauseText, Copy, CopyPage, SignForm, SignedRow};
use crate::pages::group::AgreementLink;
use crate::say::Say;
use crate::visitor::Visitor;
use crate::when;
use app::agreement::{MyChoice, Note};
use app::{Error, Fault, Refusal};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use domain::agreement::{
    Answer as Said, Clause, How, JointResult, Kind, Reason, Signature, Standing, Version, WayIn,
};
use domain::{ClauseId, GroupId, SignatureId};
use jiff::Timestamp;
use serde::Deserialize;

pub(crate) async fn show(visitor: Visitor, Path(group): Path<String>) -> Answer {
    draw(StatusCode::OK, visitor, id(&group)?, SignForm::default(), None).await
}

/// A name is confidential: there is no `Debug`.
#[derive(Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    version: String,
    #[serde(default)]
    name: String,
}

pub(crate) async fn sign(visitor: Visitor, Path(group): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let group: GroupId = id(&group)?;
    let form = app::agreement::SignForm {
        // What is no number is no version of ours.
        version: sent.version.parse().unwrap_or_default(),
        name: sent.name.as_str().into(),
    };
    match app::agreement::sign(&visitor.cx, group, form).await {
        Ok(()) => Ok(see(&here(group))),
        Err(Error::Refused(Refusal::NewerWords)) => {
            let notice = visitor.say().of("agreement-changed-meanwhile");
            draw(
                StatusCode::CONFLICT,
                visitor,
                group,
                SignForm::default(),
                Some(notice),
            )
            .await
        }
        Err(Error::Malformed(faults)) => {
            let limit = faults.iter().find_map(|fault| match fault.fault {
                Fault::TooLong(limit) => Some(limit),
                _ => None,
            });
            let limit = limit.unwrap_or(domain::agreement::LONGEST_NAME);
            let problem = visitor
                .say()
                .with("agreement-sign-name-problem", "limit", limit.to_string());
            let form = SignForm {
                name: sent.name,
                name_problem: Some(problem),
            };
            draw(StatusCode::UNPROCESSABLE_ENTITY, visitor, group, form, None).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn withdraw(visitor: Visitor, Path(group): Path<String>) -> Answer {
    let group: GroupId = id(&group)?;
    app::agreement::withdraw(&visitor.cx, group).await?;
    Ok(see(&here(group)))
}

/// An answer is confidential: there is no `Debug`.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    clause: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    answer: String,
}

pub(crate) async fn choose(visitor: Visitor, Path(group): Path<String>, Form(sent): Form<Chosen>) -> Answer {
    let group: GroupId = id(&group)?;
    let clause: ClauseId = id_in_form(&sent.clause);
    // Whatever is not a yes is a no.
    let yes = sent.answer == "yes";
    let version = sent.version.parse().unwrap_or_default();
    app::agreement::choose(&visitor.cx, group, version, clause, yes).await?;
    Ok(see(&format!("{}#{clause}", here(group))))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Which {
    signature: Option<String>,
}

pub(crate) async fn copy(visitor: Visitor, Path(group): Path<String>, Query(which): Query<Which>) -> Answer {
    let group: GroupId = id(&group)?;
    let mine = app::agreement::mine(&visitor.cx, group).await?;
    let wanted: Option<SignatureId> = which.signature.as_deref().map(id).transpose()?;
    let found = match wanted {
        // Another's and one that never was are the same here: none of mine.
        Some(wanted) => mine.signatures.into_iter().find(|(one, _, _)| one.id == wanted),
        None => mine.signatures.into_iter().next(),
    };
    if wanted.is_some() && found.is_none() {
        return Err(crate::answer::Trouble::NotFound);
    }
    let shown = CopyPage {
        group: mine.group.neutral_name,
        here: here(group),
        copy: found.map(|(signature, version, holds)| copy_of(&visitor, signature, version, holds)),
        frame: visitor.frame,
    };
    page(StatusCode::OK, &shown)
}

fn copy_of(visitor: &Visitor, signature: Signature, version: Version, holds: bool) -> Copy {
    let say = visitor.say();
    let (date, time) = moment(visitor, signature.signed_at);
    Copy {
        version: version.number,
        signed: say.with3(
            "copy-signed",
            [
                ("date", date.into()),
                ("time", time.into()),
                ("zone", when::place_of(&visitor.time_zone).into()),
            ],
        ),
        how: match &signature.how {
            How::Typed(name) => say.with("copy-by-name", "name", name.reveal().as_str()),
            How::Tap => say.of("copy-by-tap"),
        },
        back: signature
            .withdrawn_at
            .map(|at| say.with("copy-back", "date", moment(visitor, at).0))
            .unwrap_or_default(),
        promises: texts(&version, Kind::Promise),
        consents: texts(&version, Kind::Consent),
        choices: version.choices().map(text_of).collect(),
        chance: signature.proof.chance(),
        proof: signature.proof.sha256,
        holds,
        place: signature.member.to_string(),
        moment: signature.signed_at.as_millisecond().to_string(),
    }
}

async fn draw(
    status: StatusCode,
    visitor: Visitor,
    group: GroupId,
    form: SignForm,
    first_notice: Option<String>,
) -> Answer {
    let mine = app::agreement::mine(&visitor.cx, group).await?;
    let say = visitor.say();
    let mut notices: Vec<_> = first_notice.into_iter().collect();
    notices.extend(said_of(&visitor, &mine));
    let newest = mine.newest.as_ref().map(|(version, _)| version);
    let shown = AgreementPage {
        here: here(group),
        releases_href: format!("/groups/{group}/releases"),
        notices,
        promises: newest.map(|one| texts(one, Kind::Promise)).unwrap_or_default(),
        consents: newest.map(|one| texts(one, Kind::Consent)).unwrap_or_default(),
        sign: (newest.is_some() && !matches!(mine.standing, Standing::Signed(_))).then_some(form),
        choices: mine.choices.iter().map(|one| card(say, one)).collect(),
        version: newest.map_or(0, |one| one.number),
        can_withdraw: matches!(mine.standing, Standing::Signed(_) | Standing::Older { .. }),
        signed: mine
            .signatures
            .iter()
            .map(|(one, _, _)| row(&visitor, group, one))
            .collect(),
        leads: mine.me.leads(),
        group: mine.group.neutral_name,
        frame: visitor.frame,
    };
    page(status, &shown)
}

/// Where this person stands, most important first.
fn said_of(visitor: &Visitor, mine: &app::agreement::AgreementPage) -> Vec<String> {
    let say = visitor.say();
    let Some((newest, binds_at)) = &mine.newest else {
        return Vec::new();
    };
    let on = |key: &str, at: Timestamp| {
        let (date, time) = moment(visitor, at);
        say.with2(key, "date", date, "time", time)
    };
    let mut said = vec![match mine.standing {
        Standing::Signed(at) => on("agreement-signed-on", at),
        Standing::Older { .. } => say.of("agreement-older"),
        Standing::Withdrawn(at) => say.with("agreement-withdrawn", "date", moment(visitor, at).0),
        Standing::Never => say.of("agreement-never"),
    }];
    if *binds_at > visitor.cx.now() {
        said.push(on("agreement-binds-on", *binds_at));
    } else if !matches!(mine.standing, Standing::Signed(_)) {
        said.push(say.of("agreement-binds-now"));
    }
    if newest.reason == Reason::Circle && !matches!(mine.standing, Standing::Signed(_)) {
        said.push(say.of("agreement-circle"));
    }
    if mine.guardian_missing {
        said.push(say.of("agreement-minor"));
    }
    said
}

fn card(say: Say, choice: &MyChoice) -> ChoiceCard {
    ChoiceCard {
        id: choice.clause.id.to_string(),
        text: text_of(&choice.clause),
        mine: match choice.mine {
            Said::Yes => "yes",
            Said::No => "no",
            Said::Open => "",
        },
        joint: match choice.joint {
            Some(JointResult::On) => say.of("agreement-choice-on"),
            Some(JointResult::Off) => say.of("agreement-choice-off"),
            None => String::new(),
        },
        too_few: choice.too_few,
    }
}

fn row(visitor: &Visitor, group: GroupId, signature: &Signature) -> SignedRow {
    let say = visitor.say();
    SignedRow {
        what: say.with2(
            "agreement-yours-row",
            "number",
            signature.version.to_string(),
            "date",
            moment(visitor, signature.signed_at).0,
        ),
        back: signature
            .withdrawn_at
            .map(|at| say.with("agreement-yours-back", "date", moment(visitor, at).0))
            .unwrap_or_default(),
        copy_href: format!("{}/copy?signature={}", here(group), signature.id),
    }
}

pub(super) fn here(group: GroupId) -> String {
    format!("/groups/{group}/agreement")
}

/// "6 January 2026" and "18:00", where this reader lives.
pub(super) fn moment(visitor: &Visitor, at: Timestamp) -> (String, String) {
    let at = when::local(at, &visitor.zone());
    (when::date_with_year(visitor.say(), at.date()), when::time(&at))
}

fn texts(version: &Version, kind: Kind) -> Vec<ClauseText> {
    version
        .clauses
        .iter()
        .filter(|one| one.kind == kind)
        .map(text_of)
        .collect()
}

pub(super) fn text_of(clause: &Clause) -> ClauseText {
    ClauseText {
        heading: clause.heading.clone(),
        paragraphs: paragraphs(&clause.text),
    }
}

pub(super) fn paragraphs(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What a group's page or a session's page says, and where it leads.
pub(super) fn link(visitor: &Visitor, group: GroupId, note: Note, leads: bool) -> AgreementLink {
    let say = visitor.say();
    if !note.exists {
        return AgreementLink {
            href: format!("{}/edit", here(group)),
            title: say.of("agreement-link"),
            note: say.of("agreement-write-note"),
            to_sign: false,
            who_href: String::new(),
        };
    }
    let note_text = match (note.to_sign, note.way_in, note.binds_at) {
        (false, ..) => say.of("agreement-link-note"),
        (true, WayIn::SignOrTalk, _) => say.of("agreement-never-note"),
        (true, WayIn::OldWords, _) => say.of("agreement-old-note"),
        (true, _, Some(at)) => {
            let (date, time) = moment(visitor, at);
            say.with2("agreement-to-sign-note", "date", date, "time", time)
        }
        (true, _, None) => say.of("agreement-to-sign-now-note"),
    };
    AgreementLink {
        href: here(group),
        title: say.of(if note.to_sign {
            "agreement-to-sign"
        } else {
            "agreement-link"
        }),
        note: note_text,
        to_sign: note.to_sign,
        who_href: if leads {
            format!("{}/signed", here(group))
        } else {
            String::new()
        },
    }
}
