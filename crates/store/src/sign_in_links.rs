//! One-time sign-in links. The database holds only the hash of a token; looking never spends it.

use crate::error::Result;
use crate::reach::{Writes, noun};
use crate::statement::sql;
use crate::token;
use domain::PersonId;
use jiff::Timestamp;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInLink {
    pub person: PersonId,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub spent_at: Option<Timestamp>,
}

impl SignInLink {
    /// Whether spending it now would work.
    pub fn works(&self, now: Timestamp) -> bool {
        self.spent_at.is_none() && self.expires_at > now
    }
}

noun! { SignInLinks }

impl<M> SignInLinks<'_, M> {
    /// Mail scanners follow links: this reads and changes nothing.
    pub async fn look(&mut self, token: &str) -> Result<Option<SignInLink>> {
        let query = sql(
            "select person_id, created_at, expires_at, spent_at from sign_in_links where token_hash = $1",
        )
        .text(token::hash(token));
        let row = self.reach.one(query).await?;
        row.map(|row| {
            Ok(SignInLink {
                person: row.id("person_id")?,
                created_at: row.moment("created_at")?,
                expires_at: row.moment("expires_at")?,
                spent_at: row.maybe_moment("spent_at")?,
            })
        })
        .transpose()
    }

    /// How many links this person asked for since then: for a limit.
    pub async fn count_since(&mut self, person: PersonId, since: Timestamp) -> Result<u64> {
        let query =
            sql("select count(*) as links from sign_in_links where person_id = $1 and created_at >= $2")
                .id(person)
                .moment(since);
        self.reach
            .one(query)
            .await?
            .map_or(Ok(0), |row| row.number("links"))
    }
}

impl SignInLinks<'_, Writes> {
    pub async fn add(&mut self, token: &str, link: &SignInLink) -> Result<()> {
        let statement = sql(
            "insert into sign_in_links (token_hash, person_id, created_at, expires_at, spent_at)
             values ($1, $2, $3, $4, $5)",
        )
        .text(token::hash(token))
        .id(link.person)
        .moment(link.created_at)
        .moment(link.expires_at)
        .maybe_moment(link.spent_at);
        self.reach.run(statement).await.map(drop)
    }

    /// Spends it once: one statement decides, so of two at the same moment only one hears whose it was.
    pub async fn spend(&mut self, token: &str, now: Timestamp) -> Result<Option<PersonId>> {
        let statement = sql("update sign_in_links set spent_at = $2
             where token_hash = $1 and spent_at is null and expires_at > $2
             returning person_id")
        .text(token::hash(token))
        .moment(now);
        self.reach
            .one(statement)
            .await?
            .map(|row| row.id("person_id"))
            .transpose()
    }

    /// Forgets links that expired before then; says how many.
    pub async fn forget_expired(&mut self, before: Timestamp) -> Result<u64> {
        self.reach
            .run(sql("delete from sign_in_links where expires_at < $1").moment(before))
            .await
    }
}
