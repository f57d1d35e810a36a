//! What the room tells, as the wire says it. People are named by their membership id and by nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::door::{Alone, SafeChannel};
use domain::emergency::EmergencyCard;
use domain::membership::Role;
use domain::plan::{Phase, PhaseKind};
use live::{
    Card, CloseReason, Desk, MediaState, Notice, Presence, QuietNote, QuietSignal, Refused, RoundPosition,
    Seat, Switch, Told, TurnState, View, WaitingPerson, You,
};
use protocol::{EndReason, Opaque, RefusalCode, RoomView, SealAdd, SealDevice, SealTold, ServerMessage};

pub(super) fn welcome(you: &You, now_ms: i64) -> ServerMessage {
    ServerMessage::Welcome {
        protocol: protocol::VERSION,
        you: you.member.to_string(),
        alias: you.alias.as_str().to_owned(),
        role: role(you.role),
        now_ms,
    }
}

/// Nothing: it is not for pages.
pub(super) fn message(told: &Told) -> Option<ServerMessage> {
    match told {
        Told::Room(notice) => Some(room_message(notice)),
        Told::Seal(told) => seal(told).map(|told| ServerMessage::Seal { told }),
        Told::Whispered { from, body } => Some(ServerMessage::Seal {
            told: SealTold::Whispered {
                from: from.to_string(),
                body: opaque(body),
            },
        }),
    }
}

fn seal(told: &live::SealTold) -> Option<SealTold> {
    Some(match told {
        live::SealTold::State {
            chain,
            circle,
            epoch,
            server_key,
            may_found,
            ..
        } => SealTold::State {
            chain: chain.iter().map(|link| opaque(link)).collect(),
            circle: opaque(circle.as_ref().map_or(&[], |circle| circle.as_slice())),
            epoch: *epoch,
            server_key: opaque(&server_key.0),
            may_found: *may_found,
        },
        live::SealTold::Work {
            epoch, adds, reasons, ..
        } => SealTold::Work {
            epoch: *epoch,
            adds: adds.iter().map(seal_add).collect(),
            reasons: reasons.iter().map(|reason| opaque(reason)).collect(),
        },
        live::SealTold::Commit { epoch, commit, .. } => SealTold::Commit {
            epoch: *epoch,
            commit: opaque(commit),
        },
        live::SealTold::Welcome { epoch, welcome, .. } => SealTold::Welcome {
            epoch: *epoch,
            welcome: opaque(welcome),
        },
        live::SealTold::Agreed {
            member, statement, ..
        } => SealTold::Agreed {
            member: member.to_string(),
            statement: opaque(statement),
        },
        live::SealTold::Desk {
            waiting,
            unlocked,
            unvouched,
            ..
        } => SealTold::Desk {
            waiting: waiting.iter().map(seal_device).collect(),
            unlocked: unlocked.iter().map(seal_device).collect(),
            unvouched: unvouched.iter().map(seal_device).collect(),
        },
        live::SealTold::ComingBack { members, .. } => SealTold::ComingBack {
            members: members.iter().map(ToString::to_string).collect(),
        },
        live::SealTold::KeepLink { .. } | live::SealTold::Locked { .. } => return None,
    })
}

fn seal_add(add: &live::SealAdd) -> SealAdd {
    SealAdd {
        member: add.member.to_string(),
        key_package: opaque(&add.key_package),
        token: opaque(&add.token),
    }
}

fn seal_device(row: &live::SealDevice) -> SealDevice {
    SealDevice {
        member: row.member.to_string(),
        device: opaque(&row.device.0),
        token: opaque(&row.token),
    }
}

fn room_message(notice: &Notice) -> ServerMessage {
    match notice {
        Notice::Waiting {
            facilitator_is_here,
            locked,
        } => ServerMessage::Waiting {
            facilitator_is_here: *facilitator_is_here,
            locked: *locked,
        },
        Notice::Admitted { token } => ServerMessage::Admitted { token: opaque(token) },
        Notice::Room(view) => ServerMessage::Room(Box::new(room(view))),
        Notice::Speaking { members } => ServerMessage::Speaking {
            members: members.iter().map(ToString::to_string).collect(),
        },
        Notice::MediaAnswer { sdp } => ServerMessage::MediaAnswer { sdp: sdp.clone() },
        Notice::Content { seq, from, at, body } => ServerMessage::Content {
            seq: *seq,
            from: from.to_string(),
            at_ms: at.as_millisecond(),
            body: opaque(body.bytes()),
        },
        Notice::AskedToMute { by } => ServerMessage::AskedToMute { by: by.to_string() },
        Notice::QuietHeard { signal: of, seen_by } => ServerMessage::QuietHeard {
            signal: signal(*of),
            seen_by: seen_by.map(|by| by.to_string()),
        },
        Notice::Card(card) => ServerMessage::Card(Box::new(emergency_card(card))),
        Notice::End(why) => ServerMessage::End { reason: end(*why) },
        Notice::Refused { re, why } => ServerMessage::Refused {
            re: *re,
            code: refusal(*why),
        },
    }
}

fn opaque(bytes: &[u8]) -> Opaque {
    Opaque(URL_SAFE_NO_PAD.encode(bytes))
}

/// On the wire a co-facilitator is a facilitator: both hold the same rights in the room.
fn role(role: Role) -> protocol::Role {
    match role {
        Role::Member => protocol::Role::Member,
        Role::Facilitator | Role::CoFacilitator => protocol::Role::Facilitator,
        Role::Observer => protocol::Role::Observer,
    }
}

fn room(view: &View) -> RoomView {
    RoomView {
        revision: view.revision,
        seats: view.seats.iter().map(seat).collect(),
        phases: view.phases.iter().map(phase).collect(),
        phase: view.phase,
        phase_started_at_ms: view.phase_started_at.as_millisecond(),
        now_ms: view.now.as_millisecond(),
        round: view.round.as_ref().map(round),
        hold: view.hold.map(card),
        locked: view.locked,
        lead: view.lead.map(|lead| lead.to_string()),
        desk: view.desk.as_ref().map(desk),
    }
}

fn seat(seat: &Seat) -> protocol::Seat {
    protocol::Seat {
        seat: seat.seat,
        member: seat.member.to_string(),
        alias: seat.alias.as_str().to_owned(),
        role: role(seat.role),
        presence: match seat.presence {
            Presence::Absent => protocol::Presence::Absent,
            Presence::Here => protocol::Presence::Here,
            Presence::Reconnecting => protocol::Presence::Reconnecting,
            Presence::SteppedOut => protocol::Presence::SteppedOut,
            Presence::PageHidden => protocol::Presence::PageHidden,
        },
        media: media(seat.media),
    }
}

fn media(state: MediaState) -> protocol::MediaState {
    let switch = |switch| match switch {
        Switch::On => protocol::Switch::On,
        Switch::Off => protocol::Switch::Off,
        Switch::Absent => protocol::Switch::Absent,
    };
    protocol::MediaState {
        microphone: switch(state.microphone),
        camera: switch(state.camera),
    }
}

fn phase(phase: &Phase) -> protocol::Phase {
    protocol::Phase {
        title: phase.title.clone(),
        prompt: phase.prompt.clone(),
        minutes: phase.minutes,
        kind: match phase.kind {
            PhaseKind::Open => protocol::PhaseKind::Open,
            PhaseKind::Round => protocol::PhaseKind::Round,
            PhaseKind::Quiet => protocol::PhaseKind::Quiet,
        },
    }
}

fn round(round: &RoundPosition) -> protocol::Round {
    protocol::Round {
        turns: round
            .turns
            .iter()
            .map(|turn| protocol::Turn {
                member: turn.member.to_string(),
                state: match turn.state {
                    TurnState::ToCome => protocol::TurnState::ToCome,
                    TurnState::HasFloor => protocol::TurnState::HasFloor,
                    TurnState::Spoke => protocol::TurnState::Spoke,
                    TurnState::Passed => protocol::TurnState::Passed,
                    TurnState::Skipped => protocol::TurnState::Skipped,
                },
            })
            .collect(),
        floor: round.floor().map(|member| member.to_string()),
        floor_since_ms: round.floor_since.as_millisecond(),
    }
}

fn card(card: Card) -> protocol::Card {
    match card {
        Card::BackSoon => protocol::Card::BackSoon,
        Card::QuietMinute => protocol::Card::QuietMinute,
        Card::ShortBreak => protocol::Card::ShortBreak,
    }
}

fn desk(desk: &Desk) -> protocol::Desk {
    protocol::Desk {
        waiting: desk.waiting.iter().map(waiting).collect(),
        quiet_notes: desk.quiet_notes.iter().map(note).collect(),
        airtime: desk
            .airtime
            .iter()
            .map(|one| protocol::Airtime {
                member: one.member.to_string(),
                seconds: one.seconds,
            })
            .collect(),
    }
}

/// Facilitators decide whom to let in by what was said at the door, so the place goes to them and to nobody else.
fn waiting(person: &WaitingPerson) -> protocol::Waiting {
    protocol::Waiting {
        member: person.member.to_string(),
        alias: person.alias.as_str().to_owned(),
        since_ms: person.since.as_millisecond(),
        place: person.place.reveal().clone(),
        alone: person.alone == Alone::Yes,
    }
}

fn note(note: &QuietNote) -> protocol::QuietNote {
    protocol::QuietNote {
        note: note.note,
        member: note.member.to_string(),
        signal: signal(note.signal),
        at_ms: note.at.as_millisecond(),
        seen_by: note.seen_by.map(|by| by.to_string()),
        grown: note.grown,
    }
}

fn signal(signal: QuietSignal) -> protocol::QuietSignal {
    match signal {
        QuietSignal::NotOk => protocol::QuietSignal::NotOk,
        QuietSignal::ComeBackToMe => protocol::QuietSignal::ComeBackToMe,
        QuietSignal::NeedABreak => protocol::QuietSignal::NeedABreak,
    }
}

fn emergency_card(card: &EmergencyCard) -> protocol::EmergencyCard {
    protocol::EmergencyCard {
        member: card.member.to_string(),
        alias: card.alias.as_str().to_owned(),
        legal_name: card.legal_name.reveal().clone(),
        place: card.place.reveal().clone(),
        country: card.country.clone(),
        alone: card.alone == Alone::Yes,
        phone: card.phone.reveal().clone(),
        safe_to_ring: card.safe_to_ring,
        safe_channel: match card.safe_channel {
            SafeChannel::Ring => "ring",
            SafeChannel::Text => "text",
            SafeChannel::Email => "e-mail",
            SafeChannel::None => "none",
        }
        .to_owned(),
        contact_name: card.contact_name.reveal().clone(),
        contact_phone: card.contact_phone.reveal().clone(),
        contact_relation: card.contact_relation.reveal().clone(),
        emergency_number: card.emergency_number.clone(),
    }
}

fn end(why: CloseReason) -> EndReason {
    match why {
        CloseReason::SessionOver => EndReason::SessionOver,
        CloseReason::Removed => EndReason::Removed,
        CloseReason::TakenOver => EndReason::TakenOver,
        CloseReason::SteppedOut => EndReason::SteppedOut,
        CloseReason::SignedOut => EndReason::SignedOut,
        CloseReason::Erased => EndReason::Erased,
        CloseReason::TooMuch => EndReason::TooMuch,
        CloseReason::PlacePaused => EndReason::PlacePaused,
        CloseReason::PlaceEnded => EndReason::PlaceEnded,
        CloseReason::Renewed => EndReason::OldPage,
    }
}

fn refusal(why: Refused) -> RefusalCode {
    match why {
        // The door is asked before the room is entered; inside it these are "not now".
        Refused::DoorNotOpen | Refused::SessionOver | Refused::Removed | Refused::NotAllowed => {
            RefusalCode::NotAllowed
        }
        Refused::Malformed => RefusalCode::Malformed,
        Refused::TooLarge => RefusalCode::TooLarge,
        Refused::NotFound => RefusalCode::NotFound,
        Refused::NotInTheCircle => RefusalCode::NotInTheCircle,
        Refused::TooLate => RefusalCode::TooLate,
        Refused::BadOffer => RefusalCode::BadOffer,
        Refused::TooFast => RefusalCode::TooFast,
    }
}
