//! A circle for the tests of behaviour: Tuesday Evening with Anna as the one person among bots.

use protocol::{
    MediaState, Phase, PhaseKind, Presence, Role, RoomView, Round, Seat, Switch, Turn, TurnState,
};

pub(crate) const CAST: [&str; 8] = ["mara", "anna", "ben", "chidi", "dana", "eli", "farah", "ines"];

pub(crate) fn phase(kind: PhaseKind) -> Phase {
    Phase {
        title: format!("{kind:?}"),
        prompt: String::new(),
        minutes: 5,
        kind,
    }
}

/// Arriving, with everyone but Eli here, as a member sees it.
pub(crate) fn evening() -> RoomView {
    let seats = CAST.iter().enumerate().map(|(seat, name)| Seat {
        seat: seat as u8,
        member: format!("mem_{name}"),
        alias: (*name).to_owned(),
        role: if ["mara", "ines"].contains(name) {
            Role::Facilitator
        } else {
            Role::Member
        },
        presence: if *name == "eli" {
            Presence::Absent
        } else {
            Presence::Here
        },
        media: MediaState {
            microphone: Switch::On,
            camera: Switch::On,
        },
    });
    RoomView {
        revision: 1,
        seats: seats.collect(),
        phases: [
            PhaseKind::Open,
            PhaseKind::Round,
            PhaseKind::Open,
            PhaseKind::Quiet,
            PhaseKind::Round,
        ]
        .map(phase)
        .into(),
        phase: 0,
        phase_started_at_ms: 0,
        now_ms: 0,
        round: None,
        hold: None,
        locked: false,
        lead: Some("mem_mara".into()),
        desk: None,
    }
}

/// The check-in round, with the floor at this member (`None`: the round is over).
pub(crate) fn round_at(floor: Option<&str>) -> RoomView {
    let turn = |name: &&str| Turn {
        member: format!("mem_{name}"),
        state: TurnState::ToCome,
    };
    let turns = CAST.iter().filter(|name| **name != "eli").map(turn).collect();
    RoomView {
        phase: 1,
        round: Some(Round {
            turns,
            floor: floor.map(str::to_owned),
            floor_since_ms: 0,
        }),
        ..evening()
    }
}
