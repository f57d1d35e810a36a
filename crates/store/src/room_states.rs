//! Where a session stands while it is lived: phase, round, lock, card, lead, what was told quietly, end.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::{Place, open_within, seal_within};
use crate::statement::{Statement, sql};
use crate::word::Word as _;
use domain::id::Id as _;
use domain::live::{Card, LiveState, PhaseBegan, QuietTold, RoundPosition};
use domain::{MembershipId, SessionId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

noun! { RoomStates }

impl<M> RoomStates<'_, M> {
    /// The state before anything happened when nothing has.
    pub async fn of_session(&mut self, session: SessionId) -> Result<LiveState> {
        let row = self
            .reach
            .one(sql("select * from room_states where session_id = $1").id(session))
            .await?;
        let Some(row) = row else {
            return Ok(LiveState::default());
        };
        let quiet = match row.maybe_text(QUIET)? {
            Some(_) => open_quiet(&self.reach, session, &row)?,
            None => Vec::new(),
        };
        Ok(LiveState { quiet, ..read(&row)? })
    }
}

impl RoomStates<'_, Writes> {
    pub async fn begin_phase(&mut self, session: SessionId, phase: u8, at: Timestamp) -> Result<()> {
        let change = sql("update room_states set phase = $2, phase_began_at = $3 where session_id = $1");
        self.change(session, change.id(session).number(phase).moment(at))
            .await
    }

    pub async fn move_round(&mut self, session: SessionId, round: Option<&RoundPosition>) -> Result<()> {
        let json = round
            .map(serde_json::to_string)
            .transpose()
            .map_err(|_| Error::corrupt("room_states.round"))?;
        let change = sql("update room_states set round = $2 where session_id = $1");
        self.change(session, change.id(session).maybe_text(json)).await
    }

    pub async fn lock(&mut self, session: SessionId, locked: bool) -> Result<()> {
        let change = sql("update room_states set locked = $2 where session_id = $1");
        self.change(session, change.id(session).flag(locked)).await
    }

    pub async fn hold(&mut self, session: SessionId, card: Option<Card>) -> Result<()> {
        let change = sql("update room_states set hold = $2 where session_id = $1");
        self.change(session, change.id(session).maybe_text(card.map(Card::word)))
            .await
    }

    pub async fn take_lead(&mut self, session: SessionId, lead: Option<MembershipId>) -> Result<()> {
        let change = sql("update room_states set lead_id = $2 where session_id = $1");
        self.change(session, change.id(session).maybe_id(lead)).await
    }

    pub async fn tell_quietly(&mut self, session: SessionId, notes: &[QuietTold]) -> Result<()> {
        let sealed = seal_quiet(&self.reach, session, notes)?;
        let change = sql("update room_states set quiet_sealed = $2 where session_id = $1");
        self.change(session, change.id(session).text(sealed)).await
    }

    /// What was told quietly is forgotten: it was for tonight.
    pub async fn end(&mut self, session: SessionId, by: Option<MembershipId>, at: Timestamp) -> Result<()> {
        let change = sql(
            "update room_states set ended_at = $2, ended_by = $3, quiet_sealed = null
             where session_id = $1",
        );
        self.change(session, change.id(session).moment(at).maybe_id(by))
            .await
    }

    /// Forgets what was told quietly in sessions that are over or began before then; says in how many.
    pub async fn forget_quiet(&mut self, before: Timestamp) -> Result<u64> {
        let statement = sql(
            "update room_states set quiet_sealed = null where quiet_sealed is not null and session_id in
             (select id from sessions where ended_at is not null or starts_at < $1)",
        );
        self.reach.run(statement.moment(before)).await
    }

    /// Makes sure that there is a row, then changes it.
    async fn change(&mut self, session: SessionId, change: Statement) -> Result<()> {
        let row = sql("insert into room_states (session_id, locked) values ($1, $2)
             on conflict (session_id) do nothing");
        self.reach.run(row.id(session).flag(false)).await?;
        self.reach.run(change).await.map(drop)
    }
}

pub(crate) const QUIET: &str = "quiet_sealed";

/// A word told quietly as it lies in the column, which is sealed as a whole: each under the key of the place it was told from.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Kept {
    Sealed {
        member: MembershipId,
        told: String,
    },
    /// Where there are no keys of people, and as all were before.
    Open(QuietTold),
}

/// Words of somebody whose key was shredded are not among them.
pub(crate) fn open_quiet(reach: &Reach<'_>, session: SessionId, row: &Row) -> Result<Vec<QuietTold>> {
    let damaged = |_| Error::corrupt("room_states.quiet_sealed");
    let mut all = Vec::new();
    for one in kept(reach, session, row)? {
        match one {
            Kept::Open(told) => all.push(told),
            Kept::Sealed { member, told } => {
                let place = place_within(session, member);
                if place.has_its_key(reach.keys) {
                    let json = open_within(reach.keys, &place, &told)?;
                    all.push(serde_json::from_str(json.reveal()).map_err(damaged)?);
                }
            }
        }
    }
    Ok(all)
}

pub(crate) fn seal_quiet(reach: &Reach<'_>, session: SessionId, notes: &[QuietTold]) -> Result<String> {
    let damaged = |_| Error::corrupt("room_states.quiet_sealed");
    let mut all = Vec::new();
    for told in notes {
        let place = place_within(session, told.member);
        // Whoever was erased in the middle of an evening has said nothing.
        if !place.has_its_key(reach.keys) {
            continue;
        }
        let json = serde_json::to_string(told).map_err(damaged)?;
        all.push(match seal_within(reach.keys, &place, &json)? {
            Some(sealed) => Kept::Sealed {
                member: told.member,
                told: sealed,
            },
            None => Kept::Open(*told),
        });
    }
    let json = serde_json::to_string(&all).map_err(damaged)?;
    reach.seal(&place(session), &json)
}

/// Each word that still lies as all did before there were keys of people, under its own; says how many rooms that changed.
pub(crate) async fn seal_quiet_for_people(reach: &mut Reach<'_>) -> Result<u64> {
    let mut changed = 0;
    let rooms = sql("select session_id, quiet_sealed from room_states where quiet_sealed is not null");
    for row in reach.all(rooms).await? {
        let session = row.id("session_id")?;
        if !kept(reach, session, &row)?
            .iter()
            .any(|one| matches!(one, Kept::Open(_)))
        {
            continue;
        }
        let sealed = seal_quiet(reach, session, &open_quiet(reach, session, &row)?)?;
        let update = sql("update room_states set quiet_sealed = $2 where session_id = $1");
        changed += reach.run(update.id(session).text(sealed)).await?;
    }
    Ok(changed)
}

fn kept(reach: &Reach<'_>, session: SessionId, row: &Row) -> Result<Vec<Kept>> {
    let json = reach.open(&place(session), row, QUIET)?;
    serde_json::from_str(json.reveal()).map_err(|_| Error::corrupt("room_states.quiet_sealed"))
}

fn place(session: SessionId) -> Place {
    Place::new("room_states", &[session.uuid()], QUIET)
}

fn place_within(session: SessionId, member: MembershipId) -> Place {
    Place::new("room_states", &[session.uuid(), member.uuid()], "told").held_by(member.uuid())
}

/// All but what is sealed.
fn read(row: &Row) -> Result<LiveState> {
    let phase = match (row.maybe_number("phase")?, row.maybe_moment("phase_began_at")?) {
        (Some(phase), Some(at)) => Some(PhaseBegan { phase, at }),
        _ => None,
    };
    let round = row
        .maybe_text("round")?
        .map(|json| serde_json::from_str(&json))
        .transpose();
    let hold = row
        .maybe_text("hold")?
        .map(|word| Card::from_word(&word).ok_or(()))
        .transpose();
    Ok(LiveState {
        phase,
        round: round.map_err(|_| Error::corrupt("room_states.round"))?,
        locked: row.flag("locked")?,
        hold: hold.map_err(|()| Error::corrupt("room_states.hold"))?,
        lead: row.maybe_id("lead_id")?,
        quiet: Vec::new(),
        ended_at: row.maybe_moment("ended_at")?,
    })
}
