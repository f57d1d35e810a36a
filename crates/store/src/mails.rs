//! The mailbox of the demo and of mail written to files. Every word of a mail is sealed.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::sql;
use domain::Private;
use domain::id::{Id as _, MailId};
use domain::person::EmailAddress;
use jiff::Timestamp;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMail {
    pub id: MailId,
    pub recipient: Private<EmailAddress>,
    pub subject: Private<String>,
    pub body: Private<String>,
    pub sent_at: Timestamp,
}

noun! { Mails }

pub(crate) const RECIPIENT_HASH: &str = "mails.recipient";

impl<M> Mails<'_, M> {
    pub async fn lookup(&mut self, id: MailId) -> Result<Option<StoredMail>> {
        let row = self
            .reach
            .one(sql("select * from mails where id = $1").id(id))
            .await?;
        row.map(|row| read(&self.reach, &row)).transpose()
    }

    /// Newest first.
    pub async fn latest(&mut self, limit: u32) -> Result<Vec<StoredMail>> {
        let rows = self
            .reach
            .all(sql("select * from mails order by sent_at desc, id desc limit $1").number(limit))
            .await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }

    /// Those to one address, newest first.
    pub async fn latest_to(&mut self, recipient: &EmailAddress, limit: u32) -> Result<Vec<StoredMail>> {
        let query =
            sql("select * from mails where recipient_hash = $1 order by sent_at desc, id desc limit $2")
                .text(self.reach.keys.lookup_hash(RECIPIENT_HASH, recipient.as_str()))
                .number(limit);
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }
}

impl Mails<'_, Writes> {
    pub async fn add(&mut self, mail: &StoredMail) -> Result<()> {
        let recipient = mail.recipient.reveal().as_str();
        let seal = |column, plain: &str| self.reach.seal(&place(mail.id, column), plain);
        let statement = sql("insert into mails
             (id, recipient_sealed, recipient_hash, subject_sealed, body_sealed, sent_at)
             values ($1, $2, $3, $4, $5, $6)")
        .id(mail.id)
        .text(seal("recipient_sealed", recipient)?)
        .text(self.reach.keys.lookup_hash(RECIPIENT_HASH, recipient))
        .text(seal("subject_sealed", mail.subject.reveal())?)
        .text(seal("body_sealed", mail.body.reveal())?)
        .moment(mail.sent_at);
        self.reach.run(statement).await.map(drop)
    }
}

pub(crate) fn place(id: MailId, column: &str) -> Place {
    Place::new("mails", &[id.uuid()], column)
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<StoredMail> {
    let id = row.id("id")?;
    let open = |column: &str| reach.open(&place(id, column), row, column);
    let recipient = EmailAddress::parse(open("recipient_sealed")?.reveal());
    Ok(StoredMail {
        id,
        recipient: Private::new(recipient.map_err(|_| Error::corrupt("mails.recipient"))?),
        subject: open("subject_sealed")?,
        body: open("body_sealed")?,
        sent_at: row.moment("sent_at")?,
    })
}
