//! Whom to ring for a person in danger. Every fact is sealed; whoever opens another person's does so in an audited work.

use crate::error::{Error, Result};
use crate::reach::{Writes, noun};
use crate::seal::Place;
use crate::statement::sql;
use domain::PersonId;
use domain::emergency::EmergencyFacts;
use domain::id::Id as _;

noun! { EmergencyFactsOf }

impl<M> EmergencyFactsOf<'_, M> {
    pub async fn of_person(&mut self, person: PersonId) -> Result<Option<EmergencyFacts>> {
        let row = self
            .reach
            .one(sql("select * from emergency_facts where person_id = $1").id(person))
            .await?;
        let Some(row) = row else { return Ok(None) };
        let open = |column: &str| self.reach.open(&place(person, column), &row, column);
        let safe_to_ring = match open("safe_to_ring_sealed")?.reveal().as_str() {
            "yes" => true,
            "no" => false,
            _ => return Err(Error::corrupt("emergency_facts.safe_to_ring")),
        };
        Ok(Some(EmergencyFacts {
            person,
            phone: open("phone_sealed")?,
            safe_to_ring,
            contact_name: open("contact_name_sealed")?,
            contact_phone: open("contact_phone_sealed")?,
            contact_relation: open("contact_relation_sealed")?,
        }))
    }
}

impl EmergencyFactsOf<'_, Writes> {
    pub async fn put(&mut self, facts: &EmergencyFacts) -> Result<()> {
        let seal = |column, plain: &str| self.reach.seal(&place(facts.person, column), plain);
        let statement = sql(
            "insert into emergency_facts (person_id, phone_sealed, safe_to_ring_sealed,
                 contact_name_sealed, contact_phone_sealed, contact_relation_sealed)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (person_id) do update set phone_sealed = excluded.phone_sealed,
                 safe_to_ring_sealed = excluded.safe_to_ring_sealed,
                 contact_name_sealed = excluded.contact_name_sealed,
                 contact_phone_sealed = excluded.contact_phone_sealed,
                 contact_relation_sealed = excluded.contact_relation_sealed",
        )
        .id(facts.person)
        .text(seal("phone_sealed", facts.phone.reveal())?)
        .text(seal(
            "safe_to_ring_sealed",
            if facts.safe_to_ring { "yes" } else { "no" },
        )?)
        .text(seal("contact_name_sealed", facts.contact_name.reveal())?)
        .text(seal("contact_phone_sealed", facts.contact_phone.reveal())?)
        .text(seal("contact_relation_sealed", facts.contact_relation.reveal())?);
        self.reach.run(statement).await.map(drop)
    }
}

fn place(person: PersonId, column: &str) -> Place {
    Place::new("emergency_facts", &[person.uuid()], column)
}
