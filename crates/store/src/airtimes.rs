//! Seconds spoken, per person and session; for facilitators only.

use crate::error::Result;
use crate::reach::{Writes, noun};
use crate::statement::sql;
use domain::SessionId;
use domain::live::Airtime;

noun! { Airtimes }

impl<M> Airtimes<'_, M> {
    pub async fn of_session(&mut self, session: SessionId) -> Result<Vec<Airtime>> {
        let query =
            sql("select membership_id, spoken_ms from airtimes where session_id = $1 order by membership_id")
                .id(session);
        let rows = self.reach.all(query).await?;
        rows.iter()
            .map(|row| {
                let spoken_ms: u32 = row.number("spoken_ms")?;
                Ok(Airtime {
                    member: row.id("membership_id")?,
                    seconds: f64::from(spoken_ms) / 1_000.0,
                })
            })
            .collect()
    }
}

impl Airtimes<'_, Writes> {
    /// Sets the whole time spoken so far; it replaces what was stored.
    pub async fn put(&mut self, session: SessionId, airtime: Airtime) -> Result<()> {
        let statement = sql(
            "insert into airtimes (session_id, membership_id, spoken_ms) values ($1, $2, $3)
             on conflict (session_id, membership_id) do update set spoken_ms = excluded.spoken_ms",
        )
        .id(session)
        .id(airtime.member)
        .number(milliseconds(airtime.seconds));
        self.reach.run(statement).await.map(drop)
    }
}

/// A cast from a float saturates, and a session of 49 days is not one.
fn milliseconds(seconds: f64) -> u32 {
    (seconds * 1_000.0).round() as u32
}
