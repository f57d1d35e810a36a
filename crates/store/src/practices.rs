//! The one practice of this installation.

use crate::error::Result;
use crate::reach::{Writes, noun};
use crate::statement::sql;
use domain::practice::Practice;

noun! { Practices }

impl<M> Practices<'_, M> {
    /// `None` before the installation was set up.
    pub async fn current(&mut self) -> Result<Option<Practice>> {
        let row = self
            .reach
            .one(sql(
                "select id, name, country, language, time_zone from practices limit 1",
            ))
            .await?;
        row.map(|row| {
            Ok(Practice {
                id: row.id("id")?,
                name: row.text("name")?,
                country: row.text("country")?,
                language: row.text("language")?,
                time_zone: row.text("time_zone")?,
            })
        })
        .transpose()
    }
}

impl Practices<'_, Writes> {
    pub async fn put(&mut self, practice: &Practice) -> Result<()> {
        let statement = sql("insert into practices (id, name, country, language, time_zone)
             values ($1, $2, $3, $4, $5)
             on conflict (id) do update set name = excluded.name, country = excluded.country,
                 language = excluded.language, time_zone = excluded.time_zone")
        .id(practice.id)
        .text(&practice.name)
        .text(&practice.country)
        .text(&practice.language)
        .text(&practice.time_zone);
        self.reach.run(statement).await.map(drop)
    }
}
