//! What the audit log says of one person: what they did, and what was done with what is theirs. Nobody else's id comes along.

use super::{Field, Section, Value};
use crate::error::Result;
use crate::reach::Reach;
use crate::row::Row;
use crate::statement::sql;
use domain::id::Id as _;
use domain::{MembershipId, PersonId};

pub(super) const ACTION_OF_EXPORT: &str = "Account/ExportMyData";

pub(super) const NAMES: (&str, &[&str]) = ("log", &["at", "who", "action", "as", "about", "outcome"]);

/// Exports themselves are left out, so that one asked for twice is the same twice. *Who looked* lists them.
pub(super) async fn of_person(reach: &mut Reach<'_>, person: PersonId) -> Result<Section> {
    let me = person.to_string();
    let query = sql(
        "select position, at, action, verb, outcome, actor, role, subject from audit_rows
         where (actor = $1 or subject = $1) and action <> $2 order by position",
    )
    .text(&me)
    .text(ACTION_OF_EXPORT);
    let mut rows = reach.all(query).await?;
    let places = reach
        .all(sql("select id from memberships where person_id = $1").id(person))
        .await?;
    for place in places {
        let place = MembershipId::from_uuid(place.uuid("id")?).to_string();
        // Rows from before there were subjects name a person by their place.
        let older = sql(
            "select position, at, action, verb, outcome, actor, role, subject from audit_rows
             where format = 1 and actor <> $1 and (resource = $2 or detail like $3) order by position",
        )
        .text(&me)
        .text(&place)
        .text(format!("%={place}%"));
        rows.extend(reach.all(older).await?);
    }
    let mut entries = Vec::with_capacity(rows.len());
    for row in &rows {
        entries.push((row.number::<i64>("position")?, entry(row, &me)?));
    }
    entries.sort_by_key(|(position, _)| *position);
    Ok(Section {
        name: "log",
        entries: entries.into_iter().map(|(_, fields)| fields).collect(),
    })
}

fn entry(row: &Row, me: &str) -> Result<Vec<Field>> {
    let field = |name, value| Field { name, value };
    let actor = row.text("actor")?;
    let who = match actor.as_str() {
        one if one == me => "you",
        "visitor" => "visitor",
        "house" => "house",
        _ => "somebody",
    };
    let subject = row.text("subject")?;
    let mut fields = vec![
        field("at", Value::Moment(row.moment("at")?)),
        field("who", Value::Word(who.to_owned())),
        field("action", Value::Words(row.text("action")?.into())),
    ];
    if who == "you" && !row.text("role")?.is_empty() {
        fields.push(field("as", Value::Word(row.text("role")?)));
    }
    if who != "you" || subject == me {
        fields.push(field("about", Value::Word("you".to_owned())));
    } else if !subject.is_empty() {
        fields.push(field("about", Value::Word("somebody".to_owned())));
    }
    if row.number::<i64>("outcome")? != 0 {
        fields.push(field("outcome", Value::Word("refused".to_owned())));
    }
    Ok(fields)
}
