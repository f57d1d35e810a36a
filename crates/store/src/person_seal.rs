//! At each start of a house that has people's keys: everybody has theirs, or nothing is touched; and values sealed before there were
//! any are sealed again.

use crate::db::Db;
use crate::error::Result;
use crate::keys::Keys;
use crate::person_keys::PersonKeys;
use crate::reach::{Reach, Way};
use crate::reseal::{Column, SEALED};
use crate::room_states::seal_quiet_for_people;
use crate::seal::{Place, open, seal};
use crate::statement::sql;
use crate::store::Store;
use domain::PersonId;
use domain::id::Id as _;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Those who have no key here: whose words are sealed with one, and for each holder of the others, whose it is.
#[derive(Default)]
struct Without {
    lacking: BTreeSet<Uuid>,
    new: Vec<(Uuid, Uuid)>,
}

/// Before the database is brought up to date, so that a start that is refused has changed nothing: the columns it reads are older than
/// keys of people. Refused is a database that needs keys which are not there, save those of `gone`: who was erased can come back with
/// an old backup, and their keys do not.
pub(crate) async fn refuse_without_keys(
    db: &Db,
    keys: &Keys,
    people: &PersonKeys,
    gone: &BTreeSet<PersonId>,
) -> Result<()> {
    if !db.has_people().await? {
        return Ok(());
    }
    let way = Way::Pool(db);
    let found = without_a_key(&mut Reach { keys, way }, people, gone).await?;
    if found.lacking.is_empty() {
        Ok(())
    } else {
        Err(people.lacks(&found.lacking))
    }
}

async fn without_a_key(
    reach: &mut Reach<'_>,
    people: &PersonKeys,
    gone: &BTreeSet<PersonId>,
) -> Result<Without> {
    let mut found = Without::default();
    for query in [
        "select id as holder, id as person_id, email_sealed as first, legal_name_sealed as second from people",
        "select id as holder, person_id, alias_sealed as first, alias_sealed as second from memberships",
    ] {
        for row in reach.all(sql(query)).await? {
            let (holder, person) = (row.uuid("holder")?, row.uuid("person_id")?);
            let needs_one = row.text("first")?.starts_with("v2.") || row.text("second")?.starts_with("v2.");
            if people.get(holder).is_some() {
                continue;
            }
            if !needs_one {
                found.new.push((holder, person));
            } else if !gone.contains(&PersonId::from_uuid(person)) {
                found.lacking.insert(person);
            }
        }
    }
    Ok(found)
}

impl Store {
    /// Safe to stop and to run again. Takes the keys of people for this process alone; nobody lacks theirs by now.
    pub(crate) async fn seal_for_people(&self, gone: &BTreeSet<PersonId>) -> Result<u64> {
        let Some(people) = self.inner.keys.people() else {
            return Ok(0);
        };
        people.own()?;
        let found = without_a_key(&mut self.reading(), people, gone).await?;
        people.give(&found.new)?;
        let mut changed = 0;
        for column in SEALED
            .iter()
            .copied()
            .flatten()
            .filter(|column| Place::is_of_somebody(column.table))
        {
            loop {
                let moved = self.seal_some_for_people(column).await?;
                if moved == 0 {
                    break;
                }
                changed += moved;
            }
        }
        let mut work = self
            .begin_unaudited("the words stay the same, only their envelope is new")
            .await?;
        changed += seal_quiet_for_people(&mut work.writing()).await?;
        work.commit().await?;
        if changed > 0 {
            tracing::info!(
                changed,
                "private values open with their people's keys from now on"
            );
        }
        Ok(changed)
    }

    async fn seal_some_for_people(&self, column: &Column) -> Result<u64> {
        let mut work = self
            .begin_unaudited("the words stay the same, only their envelope is new")
            .await?;
        let mut reach = work.writing();
        let mut changed = 0;
        // The statement leaves out what begins with these two.
        let rows = reach.all(sql(column.select).text("v2.%").text("v2.%")).await?;
        for row in rows {
            let key = column
                .key
                .iter()
                .map(|part| row.uuid(part))
                .collect::<Result<Vec<Uuid>>>()?;
            let sealed = row.text(column.column)?;
            let place = Place::of_row(column.table, column.key, column.column, &row)?;
            if !place.has_its_key(reach.keys) {
                // Whose key was shredded: the erasing at this start takes the row.
                continue;
            }
            let again = seal(reach.keys, &place, open(reach.keys, &place, &sealed)?.reveal())?;
            let update = sql(column.update).text(again).text(sealed);
            changed += reach
                .run(key.into_iter().fold(update, |update, part| update.uuid(part)))
                .await?;
        }
        work.commit().await?;
        Ok(changed)
    }
}
