//! Which devices of those who lead speak for a group, as links that they signed. Kept in order and never changed.

use crate::error::{Error, Result};
use crate::reach::{Writes, noun};
use crate::statement::sql;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use domain::GroupId;
use jiff::Timestamp;

noun! { FacilitatorLinks }

impl<M> FacilitatorLinks<'_, M> {
    /// The whole chain, its founding link first.
    pub async fn of_group(&mut self, group: GroupId) -> Result<Vec<Vec<u8>>> {
        let query = sql("select link from facilitator_links where group_id = $1 order by position").id(group);
        let rows = self.reach.all(query).await?;
        rows.iter()
            .map(|row| {
                BASE64
                    .decode(row.text("link")?)
                    .map_err(|_| Error::corrupt("facilitator_links.link"))
            })
            .collect()
    }
}

impl FacilitatorLinks<'_, Writes> {
    /// Adds a link behind exactly this one; nothing: it begins the chain. Refuses where another room of the group was
    /// quicker, and where the chain was forgotten under a room that runs: a link behind another chain than the one it was
    /// signed for would let nobody in again. False: it stands at the end already, from a try whose answer was lost.
    pub async fn add(
        &mut self,
        group: GroupId,
        behind: Option<&[u8]>,
        link: &[u8],
        at: Timestamp,
    ) -> Result<bool> {
        let statement = sql(
            "insert into facilitator_links (group_id, position, link, kept_at) \
             select $1, (select count(*) from facilitator_links where group_id = $1), $2, $3 \
             where coalesce((select link from facilitator_links where group_id = $1 \
                             order by position desc limit 1), '') = $4",
        )
        .id(group)
        .text(BASE64.encode(link))
        .moment(at)
        .text(BASE64.encode(behind.unwrap_or_default()));
        if self.reach.run(statement).await? > 0 {
            return Ok(true);
        }
        let last =
            sql("select link from facilitator_links where group_id = $1 order by position desc limit 1");
        let last = self.reach.all(last.id(group)).await?;
        match last.first().map(|row| row.text("link")).transpose()? {
            Some(kept) if kept == BASE64.encode(link) => Ok(false),
            _ => Err(Error::Conflict {
                constraint: "facilitator_links.position".to_owned(),
            }),
        }
    }

    /// Forgets the whole chain; says how many links it had. The next device of somebody who leads begins it anew, and
    /// every member's device asks its person about that.
    pub async fn forget(&mut self, group: GroupId) -> Result<u64> {
        self.reach
            .run(sql("delete from facilitator_links where group_id = $1").id(group))
            .await
    }
}
