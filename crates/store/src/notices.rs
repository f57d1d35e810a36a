//! What people were told about their own accounts: a word of ours, a device's label, moments. Nothing of it is sealed, because
//! nothing of it says more than the list of devices does.

use crate::error::{Error, Result};
use crate::reach::{Writes, noun};
use crate::row::Row;
use crate::statement::sql;
use domain::PersonId;
use domain::id::NoticeId;
use domain::notice::{Happened, Notice};
use jiff::Timestamp;

noun! { Notices }

impl<M> Notices<'_, M> {
    /// Newest first, at most so many.
    pub async fn of_person(&mut self, person: PersonId, limit: u32) -> Result<Vec<Notice>> {
        let query = sql("select * from notices where person_id = $1 order by told_at desc, id desc limit $2")
            .id(person)
            .number(limit);
        self.reach.all(query).await?.iter().map(read).collect()
    }

    /// The same of those before this one of theirs.
    pub async fn earlier(&mut self, person: PersonId, than: NoticeId, limit: u32) -> Result<Vec<Notice>> {
        let query = sql("select * from notices where person_id = $1
               and (told_at, id) < (select seen.told_at, seen.id from notices as seen where seen.id = $2 and seen.person_id = $1)
             order by told_at desc, id desc limit $3")
        .id(person)
        .id(than)
        .number(limit);
        self.reach.all(query).await?.iter().map(read).collect()
    }

    /// The same of those not put away yet.
    pub async fn waiting(&mut self, person: PersonId, limit: u32) -> Result<Vec<Notice>> {
        let query = sql(
            "select * from notices where person_id = $1 and put_away_at is null
             order by told_at desc, id desc limit $2",
        )
        .id(person)
        .number(limit);
        self.reach.all(query).await?.iter().map(read).collect()
    }

    pub async fn lookup(&mut self, id: NoticeId) -> Result<Option<Notice>> {
        let query = sql("select * from notices where id = $1").id(id);
        self.reach.one(query).await?.as_ref().map(read).transpose()
    }
}

impl Notices<'_, Writes> {
    pub async fn add(&mut self, notice: &Notice) -> Result<()> {
        let statement = sql(
            "insert into notices (id, person_id, happened, device, told_at, put_away_at)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .id(notice.id)
        .id(notice.person)
        .text(notice.happened.word())
        .maybe_text(notice.device.as_deref())
        .moment(notice.at)
        .maybe_moment(notice.put_away_at);
        self.reach.run(statement).await.map(drop)
    }

    /// Those up to and including this one, which is the newest that its person has seen. Says how many.
    pub async fn put_away(&mut self, person: PersonId, up_to: NoticeId, at: Timestamp) -> Result<u64> {
        let statement = sql("update notices set put_away_at = $3
             where person_id = $1 and put_away_at is null
               and told_at <= (select seen.told_at from notices as seen where seen.id = $2 and seen.person_id = $1)")
        .id(person)
        .id(up_to)
        .moment(at);
        self.reach.run(statement).await
    }
}

fn read(row: &Row) -> Result<Notice> {
    Ok(Notice {
        id: row.id("id")?,
        person: row.id("person_id")?,
        happened: Happened::of_word(&row.text("happened")?)
            .ok_or_else(|| Error::corrupt("notices.happened"))?,
        device: row.maybe_text("device")?,
        at: row.moment("told_at")?,
        put_away_at: row.maybe_moment("put_away_at")?,
    })
}
