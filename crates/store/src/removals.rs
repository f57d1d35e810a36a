//! Who may not come back to a session. The reason is sealed.

use crate::error::Result;
use crate::reach::{Writes, noun};
use crate::seal::Place;
use crate::statement::sql;
use domain::id::Id as _;
use domain::{MembershipId, Private, SessionId};
use jiff::Timestamp;

noun! { Removals }

impl<M> Removals<'_, M> {
    /// In the order of removal.
    pub async fn of_session(&mut self, session: SessionId) -> Result<Vec<MembershipId>> {
        let query = sql(
            "select membership_id from removals where session_id = $1 order by removed_at, membership_id",
        )
        .id(session);
        self.reach
            .all(query)
            .await?
            .iter()
            .map(|row| row.id("membership_id"))
            .collect()
    }

    /// Why somebody was removed, in the facilitator's words.
    pub async fn reason(
        &mut self,
        session: SessionId,
        member: MembershipId,
    ) -> Result<Option<Private<String>>> {
        let query = sql("select reason_sealed from removals where session_id = $1 and membership_id = $2")
            .id(session)
            .id(member);
        let row = self.reach.one(query).await?;
        row.map(|row| self.reach.open(&place(session, member), &row, REASON))
            .transpose()
    }
}

impl Removals<'_, Writes> {
    /// The first removal stands: its reason is the one that was given.
    pub async fn add(
        &mut self,
        session: SessionId,
        member: MembershipId,
        by: MembershipId,
        reason: &Private<String>,
        at: Timestamp,
    ) -> Result<()> {
        let statement = sql(
            "insert into removals (session_id, membership_id, removed_by, reason_sealed, removed_at)
             values ($1, $2, $3, $4, $5) on conflict (session_id, membership_id) do nothing",
        )
        .id(session)
        .id(member)
        .id(by)
        .text(self.reach.seal(&place(session, member), reason.reveal())?)
        .moment(at);
        self.reach.run(statement).await.map(drop)
    }
}

const REASON: &str = "reason_sealed";

fn place(session: SessionId, member: MembershipId) -> Place {
    Place::new("removals", &[session.uuid(), member.uuid()], REASON)
}
