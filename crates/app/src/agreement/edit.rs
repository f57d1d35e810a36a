//! The desk on which those who lead write the agreement: what stands, from when a change would bind, and publishing it.

use super::{lookup, own_place};
use crate::{Context, Error, Result, chance};
use domain::agreement::{
    Clause, Kind, NotAClause, NotAnAgreement, Reason, Version, binding_at, binds_at, check_all,
};
use domain::group::Group;
use domain::{ClauseId, GroupId};
use jiff::Timestamp;
use policy::AgreementAction;

#[derive(Debug, Clone)]
pub struct Desk {
    pub group: Group,
    pub newest: Option<(Version, Timestamp)>,
    pub binding: Option<u32>,
    /// When words published now would bind.
    pub would_bind: Timestamp,
}

pub async fn desk(cx: &Context, group: GroupId) -> Result<Desk> {
    let loaded = lookup(cx, group, AgreementAction::Edit).await?;
    let agreement = loaded.agreement();
    Ok(Desk {
        newest: agreement
            .newest()
            .map(|one| (one.clone(), agreement.binds_at(one))),
        binding: binding_at(agreement, cx.now()).map(|one| one.number),
        would_bind: binds_at(cx.now(), &loaded.sessions),
        group: loaded.group,
    })
}

/// A clause as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The clause that it was; `None` for a new one.
    pub id: Option<ClauseId>,
    pub kind: Kind,
    pub heading: String,
    pub text: String,
}

/// What became of a wish to publish. Nothing that was typed is lost: the page has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    Published(u32),
    /// These are the words that stand.
    Unchanged,
    /// Signed in too long ago to change what everybody is to sign.
    SignInAgain,
    /// Somebody published others after this page was opened.
    Overtaken,
    /// By place in the list.
    Wrong(Vec<(usize, NotAClause)>),
    NotAnAgreement(NotAnAgreement),
}

/// `from` is the number of the words that the draft began from, 0 before there were any. With `ask_anew` the same words are
/// published again: somebody came or left.
pub async fn publish(
    cx: &Context,
    group: GroupId,
    from: u32,
    drafts: &[Draft],
    ask_anew: bool,
) -> Result<Edited> {
    let loaded = lookup(cx, group, AgreementAction::Edit).await?;
    let me = own_place(cx, group).await?;
    if !cx.is_fresh() {
        return Ok(Edited::SignInAgain);
    }
    let now = cx.now();
    let mut wrong = Vec::new();
    let mut clauses = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let known = draft
            .id
            .filter(|id| loaded.versions.iter().any(|one| has(&one.clauses, *id)));
        // An id that is none of this group's clauses names a new one.
        let id = match known {
            Some(id) => id,
            None => chance::id(now)?,
        };
        match Clause::parse(id, draft.kind, &draft.heading, &draft.text) {
            Ok(clause) => clauses.push(clause),
            Err(fault) => wrong.push((at, fault)),
        }
    }
    if !wrong.is_empty() {
        return Ok(Edited::Wrong(wrong));
    }
    if let Err(fault) = check_all(&clauses) {
        return Ok(Edited::NotAnAgreement(fault));
    }
    let newest = loaded.versions.last();
    let same = newest.is_some_and(|one| one.clauses == clauses);
    if same && !ask_anew {
        return Ok(Edited::Unchanged);
    }
    if newest.map_or(0, |one| one.number) != from {
        return Ok(Edited::Overtaken);
    }
    let version = Version {
        group,
        number: from + 1,
        clauses,
        reason: if same { Reason::Circle } else { Reason::Words },
        made_by: Some(me.id),
        made_at: now,
    };
    let entry = cx
        .entry_in(group, AgreementAction::Edit, group)
        .with_count("version", u64::from(version.number));
    let mut work = cx.store().begin(entry).await?;
    if !work.agreement_versions().add(&version).await? {
        return Ok(Edited::Overtaken);
    }
    work.commit().await?;
    Ok(Edited::Published(version.number))
}

fn has(clauses: &[Clause], id: ClauseId) -> bool {
    clauses.iter().any(|one| one.id == id)
}

impl From<&Clause> for Draft {
    fn from(clause: &Clause) -> Self {
        Self {
            id: Some(clause.id),
            kind: clause.kind,
            heading: clause.heading.clone(),
            text: clause.text.clone(),
        }
    }
}

impl TryFrom<&Draft> for Clause {
    type Error = Error;

    /// For the house's own words, which are right.
    fn try_from(draft: &Draft) -> Result<Self> {
        let id = match draft.id {
            Some(id) => id,
            None => chance::id(Timestamp::UNIX_EPOCH)?,
        };
        Clause::parse(id, draft.kind, &draft.heading, &draft.text).map_err(Error::broken)
    }
}
