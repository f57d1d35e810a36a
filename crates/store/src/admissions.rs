//! Who was let into a session: after a crash or a reload they come back without queueing.

use crate::error::{Error, Result};
use crate::reach::{Writes, noun};
use crate::statement::sql;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use domain::live::Admission;
use domain::{MembershipId, SessionId};
use jiff::Timestamp;

noun! { Admissions }

impl<M> Admissions<'_, M> {
    /// In the order of admission.
    pub async fn of_session(&mut self, session: SessionId) -> Result<Vec<Admission>> {
        let query = sql("select membership_id, token from admissions where session_id = $1
             order by admitted_at, membership_id")
        .id(session);
        let rows = self.reach.all(query).await?;
        rows.iter()
            .map(|row| {
                let token = BASE64
                    .decode(row.text("token")?)
                    .map_err(|_| Error::corrupt("admissions.token"))?;
                Ok(Admission {
                    member: row.id("membership_id")?,
                    token,
                })
            })
            .collect()
    }
}

impl Admissions<'_, Writes> {
    /// A second admission replaces the first. `by` is `None` for those who lead.
    pub async fn put(
        &mut self,
        session: SessionId,
        admission: &Admission,
        by: Option<MembershipId>,
        at: Timestamp,
    ) -> Result<()> {
        let statement = sql(
            "insert into admissions (session_id, membership_id, admitted_by, token, admitted_at)
             values ($1, $2, $3, $4, $5)
             on conflict (session_id, membership_id) do update set admitted_by = excluded.admitted_by,
                 token = excluded.token, admitted_at = excluded.admitted_at",
        )
        .id(session)
        .id(admission.member)
        .maybe_id(by)
        .text(BASE64.encode(&admission.token))
        .moment(at);
        self.reach.run(statement).await.map(drop)
    }
}
