//! `GET/POST /groups/{grp}/agreement/edit`: the whole draft travels in the form, so that nothing is changed before it is published.

use super::agreement::{here, moment, paragraphs};
use super::id;
use crate::answer::{Answer, page, see};
use crate::default_agreement::default_agreement;
use crate::form::Form;
use crate::pages::agreement::{Change, EditClause, EditPage, Preview, Problem};
use crate::say::Say;
use crate::visitor::Visitor;
use app::agreement::{Desk, Draft, Edited};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::GroupId;
use domain::agreement::{
    Clause, Kind, LONGEST_HEADING, LONGEST_TEXT, MOST_CLAUSES, NotAClause, NotAnAgreement, SHOWN_FOR,
};

pub(crate) async fn show(visitor: Visitor, Path(group): Path<String>) -> Answer {
    let group: GroupId = id(&group)?;
    let desk = app::agreement::desk(&visitor.cx, group).await?;
    let drafts = match &desk.newest {
        Some((newest, _)) => newest.clauses.iter().map(Draft::from).collect(),
        None => default_agreement(visitor.say()),
    };
    let sent = Sent {
        from: number_of(&desk),
        drafts,
        act: String::new(),
    };
    draw(StatusCode::OK, visitor, &desk, sent, Shown::default())
}

/// Fields in the order of the page: each clause begins with its id.
pub(crate) async fn act(
    visitor: Visitor,
    Path(group): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let group: GroupId = id(&group)?;
    let desk = app::agreement::desk(&visitor.cx, group).await?;
    let mut sent = Sent::read(fields);
    let mut shown = Shown::default();
    let act = std::mem::take(&mut sent.act);
    match act.as_str() {
        "publish" => match publish(&visitor, group, &sent, false).await? {
            Ok(way_on) => return Ok(way_on),
            Err(found) => shown = found,
        },
        "anew" => {
            let stands = desk.newest.as_ref().is_some_and(|(newest, _)| {
                newest
                    .clauses
                    .iter()
                    .map(Draft::from)
                    .eq(sent.drafts.iter().map(trimmed))
            });
            if stands {
                match publish(&visitor, group, &sent, true).await? {
                    Ok(way_on) => return Ok(way_on),
                    Err(found) => shown = found,
                }
            } else {
                // Half-written words are neither published by this nor lost.
                shown.notice = Some(visitor.say().of("edit-anew-changed"));
            }
        }
        "add" => {
            if sent.drafts.len() < MOST_CLAUSES {
                sent.drafts.push(Draft {
                    id: None,
                    kind: Kind::Promise,
                    heading: String::new(),
                    text: String::new(),
                });
            }
        }
        "preview" => shown.preview = true,
        other => sent.rearrange(other),
    }
    let status = if shown.again {
        StatusCode::FORBIDDEN
    } else if shown.problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    draw(status, visitor, &desk, sent, shown)
}

/// A way on when it is published; else what the page must say.
async fn publish(
    visitor: &Visitor,
    group: GroupId,
    sent: &Sent,
    anew: bool,
) -> Result<Result<axum::response::Response, Shown>, crate::answer::Trouble> {
    let say = visitor.say();
    let notice = |key: &str| Shown {
        notice: Some(say.of(key)),
        ..Shown::default()
    };
    let edited = app::agreement::publish(&visitor.cx, group, sent.from, &sent.drafts, anew).await?;
    Ok(match edited {
        Edited::Published(_) => Ok(see(&format!("{}/signed", here(group)))),
        Edited::SignInAgain => Err(Shown {
            again: true,
            ..Shown::default()
        }),
        Edited::Unchanged => Err(notice("edit-unchanged")),
        Edited::Overtaken => Err(Shown {
            overtaken: true,
            ..notice("edit-overtaken")
        }),
        Edited::Wrong(wrong) => Err(Shown {
            problems: wrong
                .into_iter()
                .map(|(at, fault)| problem(say, at, fault))
                .collect(),
            ..Shown::default()
        }),
        Edited::NotAnAgreement(fault) => Err(Shown {
            problems: vec![whole_problem(say, fault)],
            ..Shown::default()
        }),
    })
}

/// The page as it was sent.
struct Sent {
    from: u32,
    drafts: Vec<Draft>,
    act: String,
}

impl Sent {
    fn read(fields: Vec<(String, String)>) -> Self {
        let mut sent = Self {
            from: 0,
            drafts: Vec::new(),
            act: String::new(),
        };
        for (name, value) in fields {
            match name.as_str() {
                "from" => sent.from = value.parse().unwrap_or_default(),
                "act" => sent.act = value,
                // More than this no page of ours sends.
                "id" if sent.drafts.len() <= MOST_CLAUSES => sent.drafts.push(Draft {
                    id: value.parse().ok(),
                    kind: Kind::Promise,
                    heading: String::new(),
                    text: String::new(),
                }),
                _ => {
                    let Some(last) = sent.drafts.last_mut() else {
                        continue;
                    };
                    match name.as_str() {
                        "heading" => last.heading = value,
                        // As the store keeps it, so that a browser's line ends are no change.
                        "text" => last.text = value.replace("\r\n", "\n"),
                        "kind" => last.kind = kind_of(&value),
                        _ => {}
                    }
                }
            }
        }
        sent
    }

    /// `up-3`, `down-0`, `remove-2`; what cannot be done is not done.
    fn rearrange(&mut self, act: &str) {
        let Some((what, at)) = act.split_once('-') else {
            return;
        };
        let Ok(at) = at.parse::<usize>() else { return };
        let last = self.drafts.len();
        match what {
            "up" if at > 0 && at < last => self.drafts.swap(at - 1, at),
            "down" if at + 1 < last => self.drafts.swap(at, at + 1),
            "remove" if at < last => {
                self.drafts.remove(at);
            }
            _ => {}
        }
    }
}

/// What the page says besides the draft.
#[derive(Default)]
struct Shown {
    preview: bool,
    overtaken: bool,
    notice: Option<String>,
    /// A sign-in of the last minutes is wanted first.
    again: bool,
    problems: Vec<Problem>,
}

fn draw(status: StatusCode, visitor: Visitor, desk: &Desk, sent: Sent, shown: Shown) -> Answer {
    let preview = shown.preview.then(|| preview(&visitor, desk, &sent.drafts));
    let page_shown = EditPage {
        group: desk.group.name.clone(),
        here: here(desk.group.id),
        // Overtaken, the next try is one against the words that stand now, seen as changes of those.
        from: if shown.overtaken {
            number_of(desk)
        } else {
            sent.from
        },
        state: state(&visitor, desk),
        clauses: sent
            .drafts
            .iter()
            .map(|one| EditClause {
                id: one.id.map(|id| id.to_string()).unwrap_or_default(),
                kind: word_of(one.kind),
                heading: one.heading.clone(),
                text: one.text.clone(),
            })
            .collect(),
        problems: shown.problems,
        notice: shown.notice,
        again: shown.again,
        preview,
        longest_heading: LONGEST_HEADING,
        longest_text: LONGEST_TEXT,
        frame: visitor.frame,
    };
    page(status, &page_shown)
}

fn state(visitor: &Visitor, desk: &Desk) -> String {
    let say = visitor.say();
    match &desk.newest {
        None => say.of("edit-first"),
        Some((newest, _)) if desk.binding == Some(newest.number) => {
            say.with("edit-newest-now", "number", newest.number.to_string())
        }
        Some((newest, binds_at)) => {
            let (date, time) = moment(visitor, *binds_at);
            say.with3(
                "edit-newest",
                [
                    ("number", newest.number.to_string().into()),
                    ("date", date.into()),
                    ("time", time.into()),
                ],
            )
        }
    }
}

fn preview(visitor: &Visitor, desk: &Desk, drafts: &[Draft]) -> Preview {
    let say = visitor.say();
    let before = desk.newest.as_ref().map(|(newest, _)| newest.clauses.as_slice());
    let changes = before
        .map(|before| changes(say, before, drafts))
        .unwrap_or_default();
    let nothing = before.is_some() && changes.is_empty();
    let (date, time) = moment(visitor, desk.would_bind);
    let plain = visitor.cx.now().saturating_add(SHOWN_FOR);
    Preview {
        lead: match (before, nothing) {
            (None, _) => say.of("edit-changes-first"),
            (Some(_), true) => say.of("edit-changes-none"),
            (Some(_), false) => String::new(),
        },
        binds: if nothing {
            String::new()
        } else {
            say.with2("edit-binds", "date", date, "time", time)
        },
        moved: plain.is_ok_and(|plain| desk.would_bind > plain),
        choice_changes: before.unwrap_or_default().iter().any(|clause| {
            !clause.kind.is_signed() && !drafts.iter().any(|draft| Draft::from(clause) == trimmed(draft))
        }),
        changes,
    }
}

fn trimmed(draft: &Draft) -> Draft {
    Draft {
        heading: draft.heading.trim().to_owned(),
        text: draft.text.trim().to_owned(),
        ..draft.clone()
    }
}

/// New and changed ones in the order of the draft, then those that are gone.
fn changes(say: Say, before: &[Clause], drafts: &[Draft]) -> Vec<Change> {
    let kept: Vec<_> = before
        .iter()
        .filter(|clause| drafts.iter().any(|draft| draft.id == Some(clause.id)))
        .map(|clause| clause.id)
        .collect();
    let mut place = 0;
    let mut changes = Vec::new();
    for draft in drafts.iter().map(trimmed) {
        let change = |key: &str, before, after| Change {
            what: say.of(key),
            heading: draft.heading.clone(),
            before,
            after,
        };
        let known = before.iter().find(|clause| draft.id == Some(clause.id));
        let Some(known) = known else {
            changes.push(change("edit-change-new", Vec::new(), paragraphs(&draft.text)));
            continue;
        };
        let moved = kept.get(place) != Some(&known.id);
        place += 1;
        if Draft::from(known) != draft {
            let old = Draft::from(known);
            let (before, after) = (differs(say, &old, &draft), differs(say, &draft, &old));
            changes.push(change("edit-change-words", before, after));
        } else if moved {
            changes.push(change("edit-change-moved", Vec::new(), Vec::new()));
        }
    }
    for gone in before.iter().filter(|clause| !kept.contains(&clause.id)) {
        changes.push(Change {
            what: say.of("edit-change-gone"),
            heading: gone.heading.clone(),
            before: paragraphs(&gone.text),
            after: Vec::new(),
        });
    }
    changes
}

/// Of this draft, what the other has otherwise.
fn differs(say: Say, draft: &Draft, other: &Draft) -> Vec<String> {
    let mut lines = Vec::new();
    if draft.heading != other.heading {
        lines.push(draft.heading.clone());
    }
    if draft.kind != other.kind {
        lines.push(say.of(&format!("edit-kind-{}", word_of(draft.kind))));
    }
    if draft.text != other.text {
        lines.extend(paragraphs(&draft.text));
    }
    lines
}

fn problem(say: Say, at: usize, fault: NotAClause) -> Problem {
    let number = (at + 1).to_string();
    let with_limit =
        |key: &str, limit: usize| say.with2(key, "number", number.clone(), "limit", limit.to_string());
    let field = match fault {
        NotAClause::NoHeading | NotAClause::Heading => "heading",
        NotAClause::NoText | NotAClause::TooLong | NotAClause::Marks => "text",
    };
    Problem {
        href: format!("#{field}-{number}"),
        text: match fault {
            NotAClause::NoHeading | NotAClause::NoText => {
                say.with("edit-problem-empty", "number", number.clone())
            }
            NotAClause::Heading => with_limit("edit-problem-heading", LONGEST_HEADING),
            NotAClause::TooLong => with_limit("edit-problem-long", LONGEST_TEXT),
            NotAClause::Marks => say.with("edit-problem-marks", "number", number.clone()),
        },
    }
}

fn whole_problem(say: Say, fault: NotAnAgreement) -> Problem {
    Problem {
        href: "#main".to_owned(),
        text: match fault {
            NotAnAgreement::TooMany => say.with("edit-problem-many", "limit", MOST_CLAUSES.to_string()),
            NotAnAgreement::Empty | NotAnAgreement::Twice => say.of("edit-problem-none"),
        },
    }
}

fn number_of(desk: &Desk) -> u32 {
    desk.newest.as_ref().map_or(0, |(newest, _)| newest.number)
}

fn kind_of(word: &str) -> Kind {
    match word {
        "consent" => Kind::Consent,
        "own" => Kind::OwnChoice,
        "joint" => Kind::JointChoice,
        _ => Kind::Promise,
    }
}

fn word_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Promise => "promise",
        Kind::Consent => "consent",
        Kind::OwnChoice => "own",
        Kind::JointChoice => "joint",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::Id as _;

    fn clause(number: u128, text: &str) -> Clause {
        let id = domain::ClauseId::from_uuid(uuid::Uuid::from_u128(number));
        Clause::parse(id, Kind::Promise, "Heading", text).expect("a clause")
    }

    fn whats(before: &[Clause], drafts: &[Draft]) -> Vec<String> {
        let say = Say::for_language("en");
        changes(say, before, drafts)
            .into_iter()
            .map(|one| one.what)
            .collect()
    }

    #[test]
    fn a_preview_names_what_is_new_changed_moved_or_gone_and_nothing_else() {
        let before = [clause(1, "one"), clause(2, "two"), clause(3, "three")];
        let mut drafts: Vec<_> = before.iter().map(Draft::from).collect();
        assert!(whats(&before, &drafts).is_empty());
        drafts[1].text = "two, anew\r\n".replace("\r\n", "");
        assert_eq!(whats(&before, &drafts), ["Other words"]);
        drafts.remove(0);
        assert_eq!(whats(&before, &drafts), ["Other words", "Removed"]);
        let moved: Vec<_> = [1, 0, 2].map(|at: usize| Draft::from(&before[at])).into();
        assert_eq!(whats(&before, &moved), ["Moved", "Moved"]);
        let new = Draft {
            id: None,
            ..Draft::from(&before[0])
        };
        let mut more: Vec<_> = before.iter().map(Draft::from).collect();
        more.push(new);
        assert_eq!(whats(&before, &more), ["New"]);
    }

    #[test]
    fn a_page_is_read_clause_by_clause_and_buttons_that_cannot_be_do_nothing() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut sent = Sent::read(vec![
            field("heading", "before any clause"),
            field("from", "2"),
            field("id", ""),
            field("heading", "First"),
            field("text", "a\r\nb"),
            field("kind", "joint"),
            field("id", "not an id"),
            field("heading", "Second"),
            field("act", "up-1"),
        ]);
        assert_eq!((sent.from, sent.drafts.len(), sent.act.as_str()), (2, 2, "up-1"));
        assert_eq!(sent.drafts[0].kind, Kind::JointChoice);
        assert_eq!(sent.drafts[0].text, "a\nb");
        for nonsense in ["up-0", "up-7", "down-1", "remove-9", "up-x", "burn-1", ""] {
            sent.rearrange(nonsense);
            assert_eq!(sent.drafts[0].heading, "First", "{nonsense}");
        }
        sent.rearrange("up-1");
        assert_eq!(sent.drafts[0].heading, "Second");
    }
}
