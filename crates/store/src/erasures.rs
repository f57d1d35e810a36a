//! Wishes to be erased, and the erasing: every row of one person goes, and what others share with them forgets who they were.

use crate::error::{Error, Result};
use crate::people::EMAIL_HASH;
use crate::reach::{Writes, noun};
use crate::room_states::{QUIET, open_quiet, seal_quiet};
use crate::row::Row;
use crate::statement::sql;
use domain::id::MailId;
use domain::live::RoundPosition;
use domain::person::EmailAddress;
use domain::{GroupId, MembershipId, PersonId, SessionId};
use jiff::Timestamp;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    pub person: PersonId,
    pub asked_at: Timestamp,
    /// Until then it can be taken back.
    pub due_at: Timestamp,
}

noun! { Erasures }

impl<M> Erasures<'_, M> {
    pub async fn of_person(&mut self, person: PersonId) -> Result<Option<Wish>> {
        let row = self
            .reach
            .one(sql("select * from erasures where person_id = $1").id(person))
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// Whether this person has a row at all, readable or not.
    pub async fn is_there(&mut self, person: PersonId) -> Result<bool> {
        let query = sql("select id from people where id = $1").id(person);
        Ok(self.reach.one(query).await?.is_some())
    }

    /// The groups in which this person has a seat: what they left before has gone on without them. Opens nothing: their keys may be gone.
    pub async fn groups_of(&mut self, person: PersonId) -> Result<Vec<GroupId>> {
        let query = sql(
            "select distinct group_id from memberships where person_id = $1 and ended_at is null order by group_id",
        )
        .id(person);
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| row.id("group_id")).collect()
    }

    /// Those whose waiting time is over, oldest first.
    pub async fn due(&mut self, now: Timestamp) -> Result<Vec<Wish>> {
        let query = sql("select * from erasures where due_at <= $1 order by due_at, person_id").moment(now);
        self.reach.all(query).await?.iter().map(read).collect()
    }

    /// Sessions that have not ended, began to be open before `now`, and let this person in. Whether they are over by the clock is
    /// for the caller to say.
    pub async fn let_in_to(&mut self, person: PersonId) -> Result<Vec<SessionId>> {
        let query = sql("select admissions.session_id from admissions
             join memberships on memberships.id = admissions.membership_id
             join sessions on sessions.id = admissions.session_id
             where memberships.person_id = $1 and sessions.ended_at is null")
        .id(person);
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| row.id("session_id")).collect()
    }
}

impl Erasures<'_, Writes> {
    /// Says whether it is new: whoever asked already keeps the day they were told.
    pub async fn ask(&mut self, wish: Wish) -> Result<bool> {
        let statement = sql(
            "insert into erasures (person_id, asked_at, due_at) values ($1, $2, $3) on conflict (person_id) do nothing",
        )
        .id(wish.person)
        .moment(wish.asked_at)
        .moment(wish.due_at);
        Ok(self.reach.run(statement).await? > 0)
    }

    /// Says whether there was a wish.
    pub async fn take_back(&mut self, person: PersonId) -> Result<bool> {
        Ok(self
            .reach
            .run(sql("delete from erasures where person_id = $1").id(person))
            .await?
            > 0)
    }

    /// Until this work ends nobody writes anything that hangs on this person or on a place of theirs, holds and roles included: what
    /// comes meanwhile waits, and then finds them gone or still there. On SQLite a work is the only writer anyway.
    pub async fn hold_still(&mut self, person: PersonId) -> Result<()> {
        let people = sql("select id from people where id = $1")
            .on_postgres("select id from people where id = $1 for update")
            .id(person);
        self.reach.all(people).await?;
        let places = sql("select id from memberships where person_id = $1")
            .on_postgres("select id from memberships where person_id = $1 for update")
            .id(person);
        self.reach.all(places).await.map(drop)
    }

    /// Takes a wish whose time has come; says whether there is one. Whoever takes it back a moment later waits for this work.
    pub async fn take(&mut self, person: PersonId, now: Timestamp) -> Result<bool> {
        let statement = sql("delete from erasures where person_id = $1 and due_at <= $2")
            .id(person)
            .moment(now);
        Ok(self.reach.run(statement).await? > 0)
    }

    /// Everything of this person in every table but the audit log; says how many rows went. Twice is no fault. What they did to
    /// others stays, without them: a removal, a guardian's consent that they wrote down.
    pub async fn erase(&mut self, person: PersonId) -> Result<u64> {
        self.forget_in_rooms(person).await?;
        let mut gone = self.forget_letters(person).await?;
        for statement in [
            "update admissions set admitted_by = null where admitted_by in (select id from memberships where person_id = $1)",
            "update former_names set changed_by = null where changed_by in (select id from memberships where person_id = $1)",
            "update agreement_versions set made_by = null where made_by in (select id from memberships where person_id = $1)",
            "update recoveries set confirmed_by = null where confirmed_by = $1",
            "update room_states set lead_id = null where lead_id in (select id from memberships where person_id = $1)",
            "update removals set removed_by = null where removed_by in (select id from memberships where person_id = $1)",
            "update guardians set recorded_by = null where recorded_by in (select id from memberships where person_id = $1)",
            "update break_glasses set answered_by = null where answered_by = $1",
            "update room_states set ended_by = null where ended_by in (select id from memberships where person_id = $1)",
        ] {
            self.reach.run(sql(statement).id(person)).await?;
        }
        for statement in [
            "delete from door_answers where membership_id in (select id from memberships where person_id = $1)",
            "delete from admissions where membership_id in (select id from memberships where person_id = $1)",
            "delete from removals where membership_id in (select id from memberships where person_id = $1)",
            "delete from airtimes where membership_id in (select id from memberships where person_id = $1)",
            "delete from agreement_signatures where membership_id in (select id from memberships where person_id = $1)",
            "delete from agreement_choices where membership_id in (select id from memberships where person_id = $1)",
            "delete from guardians where membership_id in (select id from memberships where person_id = $1)",
            "delete from releases where membership_id in (select id from memberships where person_id = $1)",
            "delete from former_names where membership_id in (select id from memberships where person_id = $1)",
            "delete from complaints where person_id = $1",
            "delete from break_glasses where person_id = $1 or asked_by = $1",
            "delete from duties where person_id = $1",
            "delete from kept_checkins where person_id = $1",
            "delete from wills where person_id = $1 or heir_id = $1",
            "delete from notes where person_id = $1",
            "delete from vault_wraps where person_id = $1",
            "delete from vaults where person_id = $1",
            "delete from emergency_facts where person_id = $1",
            "delete from credentials where person_id = $1",
            "delete from sign_in_links where person_id = $1",
            "delete from passkeys where person_id = $1",
            "delete from passwords where person_id = $1",
            "delete from sign_ins where person_id = $1",
            "delete from notices where person_id = $1",
            "delete from recoveries where person_id = $1",
            "delete from holds where person_id = $1",
            "delete from erasures where person_id = $1",
            "delete from memberships where person_id = $1",
            "delete from people where id = $1",
        ] {
            gone += self.reach.run(sql(statement).id(person)).await?;
        }
        Ok(gone)
    }

    /// Found by the hash of their address, because the address itself does not open any more where an old backup came back. `by` is
    /// the address that a letter goes to.
    pub async fn is_addressed(&mut self, person: PersonId, by: &EmailAddress) -> Result<bool> {
        let hash = self.reach.keys.lookup_hash(EMAIL_HASH, by.as_str());
        let found = sql("select id from people where id = $1 and email_hash = $2")
            .id(person)
            .text(hash);
        Ok(self.reach.one(found).await?.is_some())
    }

    async fn forget_letters(&mut self, person: PersonId) -> Result<u64> {
        let mut gone = 0;
        for row in self
            .reach
            .all(sql("select id, recipient_sealed from mails"))
            .await?
        {
            let id: MailId = row.id("id")?;
            let to = self.reach.open(
                &crate::mails::place(id, "recipient_sealed"),
                &row,
                "recipient_sealed",
            )?;
            let to = EmailAddress::parse(to.reveal()).map_err(|_| Error::corrupt("mails.recipient"))?;
            if self.is_addressed(person, &to).await? {
                gone += self
                    .reach
                    .run(sql("delete from mails where id = $1").id(id))
                    .await?;
            }
        }
        Ok(gone)
    }

    /// Turns in a round and things told quietly name people by their places, inside JSON.
    async fn forget_in_rooms(&mut self, person: PersonId) -> Result<()> {
        let query = sql(
            "select room_states.session_id, room_states.round, room_states.quiet_sealed, memberships.id as mine from room_states
             join sessions on sessions.id = room_states.session_id
             join memberships on memberships.group_id = sessions.group_id where memberships.person_id = $1",
        )
        .id(person);
        for row in self.reach.all(query).await? {
            self.forget_in_room(&row).await?;
        }
        Ok(())
    }

    async fn forget_in_room(&mut self, row: &Row) -> Result<()> {
        let session: SessionId = row.id("session_id")?;
        let mine: MembershipId = row.id("mine")?;
        if let Some(json) = row.maybe_text("round")? {
            let damaged = |_| Error::corrupt("room_states.round");
            let mut round: RoundPosition = serde_json::from_str(&json).map_err(damaged)?;
            round.turns.retain(|turn| turn.member != mine);
            let json = serde_json::to_string(&round).map_err(damaged)?;
            self.reach
                .run(
                    sql("update room_states set round = $2 where session_id = $1")
                        .id(session)
                        .text(json),
                )
                .await?;
        }
        if row.maybe_text(QUIET)?.is_some() {
            let mut told = open_quiet(&self.reach, session, row)?;
            told.retain(|one| one.member != mine);
            for one in &mut told {
                one.seen_by = one.seen_by.filter(|by| *by != mine);
            }
            let sealed = seal_quiet(&self.reach, session, &told)?;
            self.reach
                .run(
                    sql("update room_states set quiet_sealed = $2 where session_id = $1")
                        .id(session)
                        .text(sealed),
                )
                .await?;
        }
        Ok(())
    }
}

fn read(row: &Row) -> Result<Wish> {
    Ok(Wish {
        person: row.id("person_id")?,
        asked_at: row.moment("asked_at")?,
        due_at: row.moment("due_at")?,
    })
}
