//! At each start of a house that has people's keys: everybody has theirs, and values sealed before there were any are sealed again.

use crate::error::{Error, Result};
use crate::reseal::{Column, SEALED};
use crate::seal::{Place, open, seal};
use crate::statement::sql;
use crate::store::Store;
use uuid::Uuid;

impl Store {
    /// Safe to stop and to run again. Refuses to go on beside a database that needs keys which are not there.
    pub(crate) async fn seal_for_people(&self) -> Result<u64> {
        let Some(people) = self.inner.keys.people() else {
            return Ok(0);
        };
        let mut reach = self.reading();
        if !people.was_there() {
            let sealed = reach
                .all(sql(
                    "select id from people where email_sealed like 'v2.%' limit 1",
                ))
                .await?;
            if !sealed.is_empty() {
                return Err(Error::Setup(
                    "the file of people's keys is missing: put it beside the file of the keys, under its name and `.people`".to_owned(),
                ));
            }
        }
        let mut holders: Vec<(Uuid, Uuid)> = Vec::new();
        // Not those whose values need a key that was shredded: they came back with an old backup, and a new key opens nothing.
        for row in reach
            .all(sql("select id from people where email_sealed like 'v1.%'"))
            .await?
        {
            holders.push((row.uuid("id")?, row.uuid("id")?));
        }
        let places = sql("select id, person_id from memberships where alias_sealed like 'v1.%'");
        for row in reach.all(places).await? {
            holders.push((row.uuid("id")?, row.uuid("person_id")?));
        }
        people.give(&holders)?;
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
            let place = Place::new(column.table, &key, column.column);
            let again = seal(reach.keys, &place, open(reach.keys, &place, &sealed)?.reveal())?;
            if !again.starts_with("v2.") {
                // Whose key was shredded: the erasing at this start takes the row.
                continue;
            }
            let update = sql(column.update).text(again).text(sealed);
            changed += reach
                .run(key.into_iter().fold(update, |update, part| update.uuid(part)))
                .await?;
        }
        work.commit().await?;
        Ok(changed)
    }
}
