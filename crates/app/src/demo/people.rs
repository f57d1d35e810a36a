//! Brings the cast into the house: who is not there yet is added, who is there stays.

use super::cast::{CAST, Character, HOUSE};
use super::groups::ZONE;
use crate::{Error, Result, chance};
use domain::credential::Credential;
use domain::emergency::EmergencyFacts;
use domain::person::{EmailAddress, Person};
use domain::{PersonId, Private};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use std::collections::HashMap;
use store::Work;

/// Everyone by name.
pub(super) type People = HashMap<&'static str, PersonId>;

pub(super) async fn bring(work: &mut Work, now: Timestamp) -> Result<People> {
    let mut people = People::new();
    for character in CAST.iter().chain(&HOUSE) {
        people.insert(character.name, bring_one(work, character, now).await?);
    }
    for (name, title) in [
        ("mara", "licensed psychotherapist"),
        ("ines", "clinical psychologist"),
    ] {
        license(work, people[name], title, now).await?;
    }
    Ok(people)
}

async fn bring_one(work: &mut Work, character: &Character, now: Timestamp) -> Result<PersonId> {
    let email = EmailAddress::parse(&character.email()).map_err(Error::broken)?;
    if let Some(person) = work.people().by_email(&email).await? {
        return Ok(person.id);
    }
    let person = Person {
        id: chance::id(now)?,
        legal_name: character.legal_name.into(),
        email: Private::new(email),
        language: "en".to_owned(),
        time_zone: ZONE.to_owned(),
        standing: character.standing,
    };
    work.people().add(&person).await?;
    let (contact_name, contact_phone, contact_relation) = character.contact;
    let facts = EmergencyFacts {
        person: person.id,
        phone: character.phone.into(),
        safe_to_ring: character.safe_to_ring,
        contact_name: contact_name.into(),
        contact_phone: contact_phone.into(),
        contact_relation: contact_relation.into(),
    };
    work.emergency_facts().put(&facts).await?;
    Ok(person.id)
}

async fn license(work: &mut Work, person: PersonId, title: &str, now: Timestamp) -> Result<()> {
    if !work.credentials().of_person(person).await?.is_empty() {
        return Ok(());
    }
    let credential = Credential {
        id: chance::id(now)?,
        person,
        title: title.to_owned(),
        jurisdiction: "Berlin".to_owned(),
        checked_on: last_second_of_january(now)?,
        checked_by: "Linden House".to_owned(),
    };
    work.credentials().add(&credential).await?;
    Ok(())
}

/// Linden House checks every licence on the second of January.
fn last_second_of_january(now: Timestamp) -> Result<Date> {
    let today = now.to_zoned(TimeZone::get(ZONE).map_err(Error::broken)?).date();
    let this_year = Date::new(today.year(), 1, 2).map_err(Error::broken)?;
    if this_year <= today {
        Ok(this_year)
    } else {
        this_year.checked_sub(1.year()).map_err(Error::broken)
    }
}
