//! Everything the tables hold of one person, for their own eyes: their words unsealed, nobody else's, and no id at all.
//!
//! `sources` lists table by table what is read and what is left out, and why; `choices`, `rooms` and `log` read what no list can say.

mod choices;
mod log;
mod rooms;
mod sources;

use crate::error::{Error, Result};
use crate::reach::{Reach, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::sql;
use domain::person::EmailAddress;
use domain::{PersonId, Private};
use jiff::Timestamp;
use sources::{Kind, MAILS, SOURCES, Source};

noun! {
    /// One person's own data, out of every table.
    MyData
}

/// What one part of the house keeps of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Names the section to programs, and its words to people.
    pub name: &'static str,
    pub entries: Vec<Vec<Field>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Words(Private<String>),
    Number(i64),
    Moment(Timestamp),
    /// One of our own words: a role, who somebody was to this person.
    Word(String),
}

impl<M> MyData<'_, M> {
    /// In the order of `sources`. A part with nothing in it is there and empty: that nothing is kept is an answer too.
    pub async fn of_person(&mut self, person: PersonId, email: &EmailAddress) -> Result<Vec<Section>> {
        let mut sections = Vec::new();
        for source in SOURCES {
            let rows = self.reach.all(sql(source.select).id(person)).await?;
            sections.push(section(&self.reach, source, &rows)?);
        }
        let hash = self
            .reach
            .keys
            .lookup_hash(crate::mails::RECIPIENT_HASH, email.as_str());
        let rows = self.reach.all(sql(MAILS.select).text(hash)).await?;
        sections.push(section(&self.reach, &MAILS, &rows)?);
        sections.push(choices::of_person(&mut self.reach, person).await?);
        sections.push(rooms::of_person(&mut self.reach, person).await?);
        sections.push(log::of_person(&mut self.reach, person).await?);
        Ok(sections)
    }
}

/// Every section there is, with the names of its fields.
pub fn my_data_names() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut names: Vec<(&'static str, Vec<&'static str>)> = SOURCES
        .iter()
        .chain([&MAILS])
        .map(|source| {
            (
                source.section,
                source.columns.iter().map(|one| one.name).collect(),
            )
        })
        .collect();
    names.extend(
        [choices::NAMES, rooms::NAMES, log::NAMES].map(|(section, fields)| (section, fields.to_vec())),
    );
    names
}

fn section(reach: &Reach<'_>, source: &Source, rows: &[Row]) -> Result<Section> {
    let entries = rows
        .iter()
        .map(|row| {
            let mut fields = Vec::new();
            for column in source.columns {
                if let Some(value) = read(reach, source, row, column.column, column.kind)? {
                    fields.push(Field {
                        name: column.name,
                        value,
                    });
                }
            }
            Ok(fields)
        })
        .collect::<Result<_>>()?;
    Ok(Section {
        name: source.section,
        entries,
    })
}

/// `None` where there is nothing in the column.
fn read(reach: &Reach<'_>, source: &Source, row: &Row, column: &str, kind: Kind) -> Result<Option<Value>> {
    Ok(match kind {
        Kind::Text => row.maybe_text(column)?.map(|text| Value::Words(text.into())),
        Kind::Word => row.maybe_text(column)?.map(Value::Word),
        Kind::Number => row.maybe_number(column)?.map(Value::Number),
        Kind::Moment => row.maybe_moment(column)?.map(Value::Moment),
        Kind::Sealed if row.maybe_text(column)?.is_none() => None,
        Kind::Sealed => {
            let place = Place::of_row(source.table, source.key, column, row)?;
            let words = reach.open(&place, row, column)?;
            let words = words.into_inner().trim().to_owned();
            (!words.is_empty()).then(|| Value::Words(words.into()))
        }
        // Who else it was is not this person's to carry away.
        Kind::Somebody => row
            .maybe_text(column)?
            .map(|who| match who.as_str() {
                "you" | "somebody" => Ok(Value::Word(who)),
                _ => Err(Error::corrupt(column)),
            })
            .transpose()?,
    })
}
