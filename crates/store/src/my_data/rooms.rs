//! What a room's state says of one person: their turn in the round, what they told quietly, whether they led or ended it.

use super::{Field, Section, Value};
use crate::error::{Error, Result};
use crate::reach::Reach;
use crate::room_states::{QUIET, open_quiet};
use crate::row::Row;
use crate::statement::sql;
use domain::live::{QuietSignal, RoundPosition, TurnState};
use domain::{MembershipId, PersonId};

pub(super) const NAMES: (&str, &[&str]) = (
    "evenings",
    &["group", "evening", "your_turn", "told_quietly", "told_at", "you"],
);

pub(super) async fn of_person(reach: &mut Reach<'_>, person: PersonId) -> Result<Section> {
    let query = sql(
        "select room_states.*, memberships.id as mine, sessions.starts_at as evening, groups.neutral_name as group_name
         from room_states
         join sessions on sessions.id = room_states.session_id
         join groups on groups.id = sessions.group_id
         join memberships on memberships.group_id = sessions.group_id
         where memberships.person_id = $1 order by sessions.starts_at, sessions.id",
    )
    .id(person);
    let mut entries = Vec::new();
    for row in reach.all(query).await? {
        entries.extend(of_room(reach, &row)?);
    }
    Ok(Section {
        name: "evenings",
        entries,
    })
}

fn of_room(reach: &Reach<'_>, row: &Row) -> Result<Vec<Vec<Field>>> {
    let mine: MembershipId = row.id("mine")?;
    let mut entries = Vec::new();
    let mut add = |fields: Vec<Field>| -> Result<()> {
        let mut entry = vec![
            field("group", Value::Words(row.text("group_name")?.into())),
            field("evening", Value::Moment(row.moment("evening")?)),
        ];
        entry.extend(fields);
        entries.push(entry);
        Ok(())
    };
    if let Some(json) = row.maybe_text("round")? {
        let round: RoundPosition =
            serde_json::from_str(&json).map_err(|_| Error::corrupt("room_states.round"))?;
        if let Some(turn) = round.turns.iter().find(|turn| turn.member == mine) {
            add(vec![field(
                "your_turn",
                Value::Word(turn_word(turn.state).to_owned()),
            )])?;
        }
    }
    if row.maybe_text(QUIET)?.is_some() {
        let told = open_quiet(reach, row.id("session_id")?, row)?;
        for one in told.iter().filter(|one| one.member == mine) {
            add(vec![
                field("told_quietly", Value::Word(signal_word(one.signal).to_owned())),
                field("told_at", Value::Moment(one.at)),
            ])?;
        }
    }
    let led = row.maybe_id("lead_id")? == Some(mine);
    let ended = row.maybe_id("ended_by")? == Some(mine);
    if led {
        add(vec![field("you", Value::Word("led".to_owned()))])?;
    }
    if ended {
        add(vec![field("you", Value::Word("ended_it".to_owned()))])?;
    }
    Ok(entries)
}

fn turn_word(state: TurnState) -> &'static str {
    match state {
        TurnState::ToCome => "to_come",
        TurnState::HasFloor => "has_floor",
        TurnState::Spoke => "spoke",
        TurnState::Passed => "passed",
        TurnState::Skipped => "skipped",
    }
}

fn signal_word(signal: QuietSignal) -> &'static str {
    match signal {
        QuietSignal::NotOk => "not_ok",
        QuietSignal::ComeBackToMe => "come_back_to_me",
        QuietSignal::NeedABreak => "need_a_break",
    }
}

fn field(name: &'static str, value: Value) -> Field {
    Field { name, value }
}
