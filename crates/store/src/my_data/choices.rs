//! What one person chose apart from their groups' agreements: the question, by its heading, and their answer.

use super::{Field, Section, Value};
use crate::agreement_choices;
use crate::error::{Error, Result};
use crate::reach::Reach;
use crate::row::Row;
use crate::statement::sql;
use aws_lc_rs::digest;
use domain::agreement::{Answer, Clause, clause_words};
use domain::{GroupId, PersonId};
use std::fmt::Write as _;

pub(super) const NAMES: (&str, &[&str]) = ("agreement_choices", &["group", "question", "choice"]);

pub(super) async fn of_person(reach: &mut Reach<'_>, person: PersonId) -> Result<Section> {
    let query = sql(
        "select agreement_choices.*, memberships.group_id, groups.neutral_name as group_name from agreement_choices
         join memberships on memberships.id = agreement_choices.membership_id
         join groups on groups.id = memberships.group_id
         where memberships.person_id = $1 order by groups.neutral_name, agreement_choices.clause_id",
    )
    .id(person);
    let mut entries = Vec::new();
    for row in reach.all(query).await? {
        entries.push(entry(reach, &row).await?);
    }
    Ok(Section {
        name: NAMES.0,
        entries,
    })
}

async fn entry(reach: &mut Reach<'_>, row: &Row) -> Result<Vec<Field>> {
    let choice = agreement_choices::read(reach, row)?;
    let field = |name, value| Field { name, value };
    let mut fields = vec![field("group", Value::Words(row.text("group_name")?.into()))];
    // An answer knows the words it was given to by their hash alone.
    if let Some(clause) = asked_in(reach, row.id("group_id")?, &choice.words).await? {
        fields.push(field("question", Value::Words(clause.heading.into())));
    }
    let said = match choice.answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Open => "open",
    };
    fields.push(field("choice", Value::Word(said.to_owned())));
    Ok(fields)
}

async fn asked_in(reach: &mut Reach<'_>, group: GroupId, words: &str) -> Result<Option<Clause>> {
    let versions =
        sql("select clauses from agreement_versions where group_id = $1 order by number").id(group);
    for version in reach.all(versions).await? {
        let clauses: Vec<Clause> = serde_json::from_str(&version.text("clauses")?)
            .map_err(|_| Error::corrupt("agreement_versions.clauses"))?;
        if let Some(found) = clauses.into_iter().find(|one| hash_of(one) == words) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn hash_of(clause: &Clause) -> String {
    let hash = digest::digest(&digest::SHA256, &clause_words(clause));
    hash.as_ref().iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
