//! What a browser says, as what a person or their device does. Everything that is not exactly a message of the wire stops here.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::MembershipId;
use live::{
    Act, Admission, Body, Card, MediaKind, MediaOffer, MediaState, OfferedSlot, QuietSignal, SealAct, Switch,
};
use protocol::{
    AdmissionGrant, ClientFrame, ClientMessage, MAX_CONTENT_BYTES, MAX_SEAL_BYTES, MAX_TOKEN_BYTES,
    MediaSlot, Opaque, RefusalCode, SealSaid,
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

/// What a message asks of the room.
#[derive(Debug, PartialEq)]
pub(super) enum Asked {
    /// With the device's signed word for it, or nothing.
    Act(Act, Vec<u8>),
    Seal(SealAct),
}

/// `Hello` and `Ping` are the socket's own and never come here.
pub(super) fn asked(message: ClientMessage) -> Result<Asked, RefusalCode> {
    match message {
        ClientMessage::Seal { said } => Ok(Asked::Seal(seal(said)?)),
        ClientMessage::StepOut { leave } => Ok(Asked::Act(Act::StepOut, bytes(&leave, MAX_TOKEN_BYTES)?)),
        ClientMessage::Remove {
            member,
            reason,
            order,
        } => {
            let remove = Act::Remove {
                member: id(&member)?,
                reason: reason.into(),
            };
            Ok(Asked::Act(remove, bytes(&order, MAX_TOKEN_BYTES)?))
        }
        message => Ok(Asked::Act(act(message)?, Vec::new())),
    }
}

fn act(message: ClientMessage) -> Result<Act, RefusalCode> {
    Ok(match message {
        ClientMessage::Hello { .. }
        | ClientMessage::Ping
        | ClientMessage::Seal { .. }
        | ClientMessage::StepOut { .. }
        | ClientMessage::Remove { .. } => return Err(RefusalCode::NotAllowed),
        ClientMessage::NeedKeyFrame { member } => Act::NeedKeyFrame { member: id(&member)? },
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
        ClientMessage::Admit { admission } => Act::Admit(grant(admission)?),
        ClientMessage::AdmitAll { admissions } => {
            Act::AdmitAll(admissions.into_iter().map(grant).collect::<Result<_, _>>()?)
        }
        ClientMessage::MoveToPhase { index } => Act::MoveToPhase { index },
        ClientMessage::StartRound => Act::StartRound,
        ClientMessage::EndRound => Act::EndRound,
        ClientMessage::SkipTurn { member } => Act::SkipTurn { member: id(&member)? },
        ClientMessage::AskToMute { member } => Act::AskToMute { member: id(&member)? },
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

fn seal(said: SealSaid) -> Result<SealAct, RefusalCode> {
    let bytes = |opaque| bytes(opaque, MAX_SEAL_BYTES);
    Ok(match said {
        SealSaid::Here {
            key_package,
            circle,
            epoch,
        } => SealAct::Here {
            key_package: bytes(&key_package)?,
            holds: match maybe(bytes(&circle)?) {
                None => None,
                Some(circle) => Some((circle.try_into().map_err(|_| RefusalCode::Malformed)?, epoch)),
            },
        },
        SealSaid::Found { link, group_info } => SealAct::Found {
            link: maybe(bytes(&link)?),
            group_info: bytes(&group_info)?,
        },
        SealSaid::Vouch { link } => SealAct::Vouch { link: bytes(&link)? },
        SealSaid::Commit {
            epoch,
            commit,
            welcome,
        } => SealAct::Commit {
            epoch,
            commit: bytes(&commit)?,
            welcome: maybe(bytes(&welcome)?),
        },
        SealSaid::Agreed { statement } => SealAct::Agreed {
            statement: bytes(&statement)?,
        },
        SealSaid::Grant { admission } => {
            let Admission { member, token } = grant(admission)?;
            SealAct::Grant { member, token }
        }
        SealSaid::Whisper { to, body } => SealAct::Whisper {
            to: id(&to)?,
            body: self::bytes(&body, MAX_CONTENT_BYTES)?,
        },
    })
}

/// On the wire, nothing is an empty text.
fn maybe(bytes: Vec<u8>) -> Option<Vec<u8>> {
    Some(bytes).filter(|bytes| !bytes.is_empty())
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

    fn read(text: &str) -> Result<Asked, RefusalCode> {
        asked(frame(text).map_err(|_| RefusalCode::Malformed)?.message)
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
        let sent = Act::Send(Body::from(b"hi".as_slice()));
        assert_eq!(content("aGk"), Ok(Asked::Act(sent, Vec::new())));
        assert_eq!(content("no base64!"), Err(RefusalCode::Malformed));
        assert_eq!(content(&"A".repeat(20_000)), Err(RefusalCode::TooLarge));
    }

    #[test]
    fn what_is_said_of_the_keys_is_checked_for_size_and_alphabet_and_nothing_else() {
        let here = |package: &str, circle: &str| {
            read(&format!(
                r#"{{"message":{{"type":"seal","said":{{"about":"here","key_package":"{package}","circle":"{circle}","epoch":3}}}}}}"#
            ))
        };
        let held = here("aGk", "AAECAwQFBgcICQoLDA0ODw");
        let circle = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
        let key_package = b"hi".to_vec();
        let expected = SealAct::Here {
            key_package: key_package.clone(),
            holds: Some((circle, 3)),
        };
        assert_eq!(held, Ok(Asked::Seal(expected)));
        let holds = None;
        assert_eq!(
            here("aGk", ""),
            Ok(Asked::Seal(SealAct::Here { key_package, holds }))
        );
        assert_eq!(here("aGk", "AAEC"), Err(RefusalCode::Malformed));
        assert_eq!(here("a b", ""), Err(RefusalCode::Malformed));
        assert_eq!(here(&"A".repeat(90_000), ""), Err(RefusalCode::TooLarge));
        let unknown = r#"{"message":{"type":"seal","said":{"about":"open_up"}}}"#;
        assert_eq!(read(unknown), Err(RefusalCode::Malformed));
    }

    #[test]
    fn a_member_who_is_no_id_is_nobody() {
        let text = r#"{"message":{"type":"ask_to_mute","member":"Ben"}}"#;
        assert_eq!(read(text), Err(RefusalCode::NotFound));
    }
}
