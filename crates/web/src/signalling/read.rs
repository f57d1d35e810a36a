//! What a browser says, as what a person does. Everything that is not exactly a message of the wire stops here.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::MembershipId;
use live::{Act, Admission, Body, Card, MediaKind, MediaOffer, MediaState, OfferedSlot, QuietSignal, Switch};
use protocol::{
    AdmissionGrant, ClientFrame, ClientMessage, MAX_CONTENT_BYTES, MAX_TOKEN_BYTES, MediaSlot, Opaque,
    RefusalCode,
};
use serde::Deserialize;

/// One frame; otherwise the number by which to refuse it, as far as it can be read.
pub(super) fn frame(text: &str) -> Result<ClientFrame, u32> {
    /// The rest is skipped, not kept.
    #[derive(Deserialize)]
    struct Numbered {
        #[serde(default)]
        id: u32,
    }
    // serde_json refuses nesting deeper than 128 by itself, and skips without recursion.
    serde_json::from_str(text)
        .map_err(|_| serde_json::from_str::<Numbered>(text).map_or(0, |numbered| numbered.id))
}

/// `Hello` and `Ping` are the socket's own and never come here.
pub(super) fn act(message: ClientMessage) -> Result<Act, RefusalCode> {
    Ok(match message {
        ClientMessage::Hello { .. }
        | ClientMessage::Ping
        | ClientMessage::Seal { .. }
        | ClientMessage::NeedKeyFrame { .. } => return Err(RefusalCode::NotAllowed),
        ClientMessage::MediaOffer { sdp, slots } => {
            let slots = slots.into_iter().map(slot).collect::<Result<_, _>>()?;
            Act::OfferMedia(MediaOffer { sdp, slots })
        }
        ClientMessage::MediaState(state) => Act::ShowMedia(MediaState {
            microphone: switch(state.microphone),
            camera: switch(state.camera),
        }),
        ClientMessage::Content { body } => Act::Send(Body::from(bytes(&body, MAX_CONTENT_BYTES)?)),
        ClientMessage::TellQuietly { signal } => Act::TellQuietly(match signal {
            protocol::QuietSignal::NotOk => QuietSignal::NotOk,
            protocol::QuietSignal::ComeBackToMe => QuietSignal::ComeBackToMe,
            protocol::QuietSignal::NeedABreak => QuietSignal::NeedABreak,
        }),
        ClientMessage::PassFloor => Act::PassFloor,
        ClientMessage::PassTurn => Act::PassTurn,
        ClientMessage::HidePage { hidden } => Act::HidePage { hidden },
        ClientMessage::StepOut { .. } => Act::StepOut,
        ClientMessage::Admit { admission } => Act::Admit(grant(admission)?),
        ClientMessage::AdmitAll { admissions } => {
            Act::AdmitAll(admissions.into_iter().map(grant).collect::<Result<_, _>>()?)
        }
        ClientMessage::MoveToPhase { index } => Act::MoveToPhase { index },
        ClientMessage::StartRound => Act::StartRound,
        ClientMessage::EndRound => Act::EndRound,
        ClientMessage::SkipTurn { member } => Act::SkipTurn { member: id(&member)? },
        ClientMessage::AskToMute { member } => Act::AskToMute { member: id(&member)? },
        ClientMessage::Remove { member, reason, .. } => Act::Remove {
            member: id(&member)?,
            reason: reason.into(),
        },
        ClientMessage::Lock { locked } => Act::Lock { locked },
        ClientMessage::Hold { card } => Act::Hold {
            card: card.map(|card| match card {
                protocol::Card::BackSoon => Card::BackSoon,
                protocol::Card::QuietMinute => Card::QuietMinute,
                protocol::Card::ShortBreak => Card::ShortBreak,
            }),
        },
        ClientMessage::SeenQuietly { note } => Act::SeenQuietly { note },
        ClientMessage::OpenCard { member } => Act::OpenCard { member: id(&member)? },
        ClientMessage::EndForAll => Act::EndForAll,
    })
}

/// Text that is no id names nobody.
fn id(text: &str) -> Result<MembershipId, RefusalCode> {
    text.parse().map_err(|_| RefusalCode::NotFound)
}

fn slot(slot: MediaSlot) -> Result<OfferedSlot, RefusalCode> {
    Ok(OfferedSlot {
        mid: slot.mid,
        member: id(&slot.member)?,
        kind: match slot.kind {
            protocol::MediaKind::Audio => MediaKind::Audio,
            protocol::MediaKind::Video => MediaKind::Video,
        },
    })
}

fn switch(switch: protocol::Switch) -> Switch {
    match switch {
        protocol::Switch::On => Switch::On,
        protocol::Switch::Off => Switch::Off,
        protocol::Switch::Absent => Switch::Absent,
    }
}

fn grant(grant: AdmissionGrant) -> Result<Admission, RefusalCode> {
    Ok(Admission {
        member: id(&grant.member)?,
        token: bytes(&grant.token, MAX_TOKEN_BYTES)?,
    })
}

fn bytes(opaque: &Opaque, limit_bytes: usize) -> Result<Vec<u8>, RefusalCode> {
    if opaque.0.len() > limit_bytes.div_ceil(3) * 4 {
        return Err(RefusalCode::TooLarge);
    }
    let bytes = URL_SAFE_NO_PAD
        .decode(&opaque.0)
        .map_err(|_| RefusalCode::Malformed)?;
    if bytes.len() > limit_bytes {
        Err(RefusalCode::TooLarge)
    } else {
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Act, RefusalCode> {
        act(frame(text).map_err(|_| RefusalCode::Malformed)?.message)
    }

    #[test]
    fn what_is_not_a_message_of_the_wire_is_refused_by_its_number() {
        let deep = format!(
            r#"{{"id":9,"message":{}{}}}"#,
            "[".repeat(60_000),
            "]".repeat(60_000)
        );
        for (text, re) in [
            ("{ no", 0),
            ("", 0),
            ("[]", 0),
            (r#"{"id":9,"message":{"type":"open_all_doors"}}"#, 9),
            (
                r#"{"id":9,"message":{"type":"lock","locked":true,"quietly":true}}"#,
                9,
            ),
            (
                r#"{"id":9,"message":{"type":"tell_quietly","signal":"bored"}}"#,
                9,
            ),
            (r#"{"id":99999999999,"message":{"type":"ping"}}"#, 0),
            (deep.as_str(), 9),
        ] {
            assert_eq!(frame(text), Err(re), "{}", &text[..text.len().min(60)]);
        }
    }

    #[test]
    fn content_is_checked_for_size_and_alphabet_and_nothing_else() {
        let content = |body: &str| read(&format!(r#"{{"message":{{"type":"content","body":"{body}"}}}}"#));
        assert_eq!(content("aGk"), Ok(Act::Send(Body::from(b"hi".as_slice()))));
        assert_eq!(content("no base64!"), Err(RefusalCode::Malformed));
        assert_eq!(content(&"A".repeat(20_000)), Err(RefusalCode::TooLarge));
    }

    #[test]
    fn a_member_who_is_no_id_is_nobody() {
        let text = r#"{"message":{"type":"ask_to_mute","member":"Ben"}}"#;
        assert_eq!(read(text), Err(RefusalCode::NotFound));
    }
}
