//! Yes and no to choices apart from an agreement, each sealed to one length; of a joint one, all rows change together.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::sql;
use domain::agreement::Answer;
use domain::id::Id as _;
use domain::{ClauseId, GroupId, MembershipId};
use jiff::Timestamp;

noun! { AgreementChoices }

/// What one person said, and to which words: SHA-256 of the clause, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub member: MembershipId,
    pub clause: ClauseId,
    pub answer: Answer,
    pub words: String,
}

impl<M> AgreementChoices<'_, M> {
    pub async fn of_member(&mut self, member: MembershipId) -> Result<Vec<Choice>> {
        let query =
            sql("select * from agreement_choices where membership_id = $1 order by clause_id").id(member);
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }

    /// Everybody's to one clause, in seat order. Whoever has said nothing yet is not in it.
    pub async fn of_clause(&mut self, group: GroupId, clause: ClauseId) -> Result<Vec<Choice>> {
        let query = sql("select agreement_choices.* from agreement_choices
             join memberships on memberships.id = agreement_choices.membership_id
             where memberships.group_id = $1 and memberships.ended_at is null and agreement_choices.clause_id = $2
             order by memberships.seat")
        .id(group)
        .id(clause);
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }

    /// Since when everybody says yes.
    pub async fn since(&mut self, group: GroupId, clause: ClauseId) -> Result<Option<Timestamp>> {
        let query = sql("select * from agreement_joints where group_id = $1 and clause_id = $2")
            .id(group)
            .id(clause);
        let Some(row) = self.reach.one(query).await? else {
            return Ok(None);
        };
        let since = self
            .reach
            .open(&since_place(group, clause), &row, "since_sealed")?;
        let since = since.reveal().trim();
        if since.is_empty() {
            return Ok(None);
        }
        let damaged = || Error::corrupt("agreement_joints.since");
        let milliseconds = since.parse().map_err(|_| damaged())?;
        Timestamp::from_millisecond(milliseconds)
            .map(Some)
            .map_err(|_| damaged())
    }
}

impl AgreementChoices<'_, Writes> {
    /// Until this work ends nobody else changes answers to this clause: two at once would count with old ones.
    pub async fn hold(&mut self, group: GroupId, clause: ClauseId) -> Result<()> {
        let nothing = self.reach.seal(&since_place(group, clause), &since_text(None))?;
        let first = sql("insert into agreement_joints (group_id, clause_id, since_sealed)
             values ($1, $2, $3) on conflict (group_id, clause_id) do nothing")
        .id(group)
        .id(clause)
        .text(nothing);
        self.reach.run(first).await?;
        let take = sql("update agreement_joints set clause_id = $2 where group_id = $1 and clause_id = $2")
            .id(group)
            .id(clause);
        self.reach.run(take).await.map(drop)
    }

    /// A later answer replaces the earlier one.
    pub async fn put(&mut self, choice: &Choice) -> Result<()> {
        let place = place(choice.member, choice.clause);
        let said = match choice.answer {
            Answer::Yes => "yes",
            Answer::No => "no",
            Answer::Open => "",
        };
        // How long a sealed value is can be seen from outside.
        let sealed = self.reach.seal(&place, &format!("{said:<4}{}", choice.words))?;
        let statement = sql(
            "insert into agreement_choices (membership_id, clause_id, answer_sealed)
             values ($1, $2, $3)
             on conflict (membership_id, clause_id) do update set answer_sealed = excluded.answer_sealed",
        )
        .id(choice.member)
        .id(choice.clause)
        .text(sealed);
        self.reach.run(statement).await.map(drop)
    }

    /// Written after every answer, changed or not.
    pub async fn put_since(
        &mut self,
        group: GroupId,
        clause: ClauseId,
        since: Option<Timestamp>,
    ) -> Result<()> {
        let sealed = self.reach.seal(&since_place(group, clause), &since_text(since))?;
        let statement =
            sql("update agreement_joints set since_sealed = $3 where group_id = $1 and clause_id = $2")
                .id(group)
                .id(clause)
                .text(sealed);
        self.reach.run(statement).await.map(drop)
    }
}

/// Sixteen characters, whatever it says.
fn since_text(since: Option<Timestamp>) -> String {
    let milliseconds = since
        .map(|at| at.as_millisecond().to_string())
        .unwrap_or_default();
    format!("{milliseconds:<16}")
}

fn place(member: MembershipId, clause: ClauseId) -> Place {
    Place::new(
        "agreement_choices",
        &[member.uuid(), clause.uuid()],
        "answer_sealed",
    )
}

fn since_place(group: GroupId, clause: ClauseId) -> Place {
    Place::new("agreement_joints", &[group.uuid(), clause.uuid()], "since_sealed")
}

pub(crate) fn read(reach: &Reach<'_>, row: &Row) -> Result<Choice> {
    let (member, clause) = (row.id("membership_id")?, row.id("clause_id")?);
    let opened = reach.open(&place(member, clause), row, "answer_sealed")?;
    let damaged = || Error::corrupt("agreement_choices.answer");
    let (said, words) = opened.reveal().split_at_checked(4).ok_or_else(damaged)?;
    Ok(Choice {
        member,
        clause,
        answer: match said.trim() {
            "yes" => Answer::Yes,
            "no" => Answer::No,
            "" => Answer::Open,
            _ => return Err(damaged()),
        },
        words: words.to_owned(),
    })
}
