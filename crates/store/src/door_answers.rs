//! What people said at the door of a session. Every answer is sealed.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::sql;
use crate::word::Word;
use domain::door::DoorAnswers;
use domain::id::Id as _;
use domain::{MembershipId, PersonId, SessionId};

noun! { DoorAnswersOf }

impl<M> DoorAnswersOf<'_, M> {
    pub async fn lookup(&mut self, session: SessionId, member: MembershipId) -> Result<Option<DoorAnswers>> {
        let query = sql("select * from door_answers where session_id = $1 and membership_id = $2")
            .id(session)
            .id(member);
        let row = self.reach.one(query).await?;
        row.map(|row| read(&self.reach, &row)).transpose()
    }

    pub async fn of_session(&mut self, session: SessionId) -> Result<Vec<DoorAnswers>> {
        let query = sql("select * from door_answers where session_id = $1 order by answered_at").id(session);
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }

    /// What this person said last, at any door: *Help now* shows the numbers of that country.
    pub async fn latest_of_person(&mut self, person: PersonId) -> Result<Option<DoorAnswers>> {
        let query = sql("select door_answers.* from door_answers
             join memberships on memberships.id = door_answers.membership_id
             where memberships.person_id = $1 order by door_answers.answered_at desc limit 1")
        .id(person);
        let row = self.reach.one(query).await?;
        row.map(|row| read(&self.reach, &row)).transpose()
    }
}

impl DoorAnswersOf<'_, Writes> {
    /// A second answer at the same door replaces the first.
    pub async fn put(&mut self, answers: &DoorAnswers) -> Result<()> {
        let seal = |column, plain: &str| {
            self.reach
                .seal(&place(answers.session, answers.member, column), plain)
        };
        let statement = sql(
            "insert into door_answers (session_id, membership_id, place_sealed, country_sealed,
                 alone_sealed, safe_channel_sealed, answered_at)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (session_id, membership_id) do update set
                 place_sealed = excluded.place_sealed, country_sealed = excluded.country_sealed,
                 alone_sealed = excluded.alone_sealed, safe_channel_sealed = excluded.safe_channel_sealed,
                 answered_at = excluded.answered_at",
        )
        .id(answers.session)
        .id(answers.member)
        .text(seal("place_sealed", answers.place.reveal())?)
        .text(seal("country_sealed", &answers.country)?)
        .text(seal("alone_sealed", answers.alone.word())?)
        .text(seal("safe_channel_sealed", answers.safe_channel.word())?)
        .moment(answers.answered_at);
        self.reach.run(statement).await.map(drop)
    }
}

fn place(session: SessionId, member: MembershipId, column: &str) -> Place {
    Place::new("door_answers", &[session.uuid(), member.uuid()], column)
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<DoorAnswers> {
    let (session, member) = (row.id("session_id")?, row.id("membership_id")?);
    let open = |column: &str| reach.open(&place(session, member, column), row, column);
    Ok(DoorAnswers {
        session,
        member,
        place: open("place_sealed")?,
        country: open("country_sealed")?.into_inner(),
        alone: word(open("alone_sealed")?.reveal())?,
        safe_channel: word(open("safe_channel_sealed")?.reveal())?,
        answered_at: row.moment("answered_at")?,
    })
}

fn word<W: Word>(text: &str) -> Result<W> {
    W::from_word(text).ok_or_else(|| Error::corrupt("door_answers"))
}
