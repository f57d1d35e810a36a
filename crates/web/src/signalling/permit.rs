//! Asks `policy` whether this person may say this into the room. Whether it is the moment for it (one's turn, one's
//! seat) is the room's own rule, which comes after.

use domain::GroupId;
use policy::{Action, Actor, Decision, EmergencyAction, Resource, RoomAction};
use protocol::{ClientMessage, RefusalCode, SealSaid};

pub(super) fn permit(actor: &Actor, group: GroupId, message: &ClientMessage) -> Result<(), RefusalCode> {
    let (action, resource) = asked_of(group, message);
    let code = match policy::decide(actor, action, &resource) {
        Decision::Allow => return Ok(()),
        Decision::Deny(_) => RefusalCode::NotAllowed,
        Decision::Conceal => RefusalCode::NotFound,
    };
    let person = actor.person.map(|person| person.to_string());
    tracing::info!(person, %action, %group, ?code, "refused by policy");
    Err(code)
}

/// What `message` wants, and of what.
pub(super) fn asked_of(group: GroupId, message: &ClientMessage) -> (Action, Resource) {
    match action_of(message) {
        action @ Action::Emergency(_) => (action, Resource::EmergencyCard { group }),
        action => (action, Resource::Room { group }),
    }
}

/// Every message of the wire names its action: one without does not compile.
fn action_of(message: &ClientMessage) -> Action {
    let action = match message {
        ClientMessage::OpenCard { .. } => return EmergencyAction::OpenCard.into(),
        ClientMessage::Hello { .. } => RoomAction::Enter,
        ClientMessage::MediaOffer { .. } => RoomAction::OfferMedia,
        ClientMessage::MediaState(_) => RoomAction::ShowMediaState,
        ClientMessage::Content { .. } => RoomAction::SendContent,
        ClientMessage::TellQuietly { .. } => RoomAction::TellQuietly,
        ClientMessage::PassFloor => RoomAction::PassFloor,
        ClientMessage::PassTurn => RoomAction::PassTurn,
        ClientMessage::HidePage { .. } => RoomAction::HidePage,
        ClientMessage::StepOut { .. } => RoomAction::StepOut,
        ClientMessage::Ping => RoomAction::StayAwake,
        ClientMessage::NeedKeyFrame { .. } => RoomAction::NeedKeyFrame,
        ClientMessage::Seal { said } => match said {
            SealSaid::Here { .. } | SealSaid::Commit { .. } | SealSaid::Agreed { .. } => RoomAction::HoldKeys,
            SealSaid::Whisper { .. } => RoomAction::Whisper,
            SealSaid::Found { .. } => RoomAction::FoundCircle,
            SealSaid::Vouch { .. } => RoomAction::VouchForDevice,
            SealSaid::Grant { .. } => RoomAction::GrantAgain,
        },
        ClientMessage::Admit { .. } => RoomAction::Admit,
        ClientMessage::AdmitAll { .. } => RoomAction::AdmitAll,
        ClientMessage::MoveToPhase { .. } => RoomAction::MoveToPhase,
        ClientMessage::StartRound => RoomAction::StartRound,
        ClientMessage::EndRound => RoomAction::EndRound,
        ClientMessage::SkipTurn { .. } => RoomAction::SkipTurn,
        ClientMessage::AskToMute { .. } => RoomAction::AskToMute,
        ClientMessage::Remove { .. } => RoomAction::Remove,
        ClientMessage::Lock { .. } => RoomAction::Lock,
        ClientMessage::Hold { .. } => RoomAction::Hold,
        ClientMessage::SeenQuietly { .. } => RoomAction::SeeQuietly,
        ClientMessage::EndForAll => RoomAction::EndForAll,
    };
    action.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::MembershipId;
    use domain::id::Id;
    use domain::membership::{Role, Status};
    use domain::person::Standing;
    use policy::ActorMembership;

    fn group() -> GroupId {
        GroupId::from_uuid(uuid::Uuid::from_u128(1))
    }

    fn actor(role: Role, standing: Standing) -> Actor {
        Actor {
            person: Some(domain::PersonId::from_uuid(uuid::Uuid::from_u128(2))),
            standing,
            memberships: vec![ActorMembership {
                group: group(),
                member: MembershipId::from_uuid(uuid::Uuid::from_u128(3)),
                role,
                status: Status::Active,
            }],
            proven: true,
        }
    }

    /// What is said with these words, as the wire has it.
    fn says(actor: &Actor, message: &str) -> Result<(), RefusalCode> {
        let message = serde_json::from_str(message).expect("a message of the wire");
        permit(actor, group(), &message)
    }

    const LEADING: [&str; 10] = [
        r#"{"type":"seal","said":{"about":"found","link":"","group_info":""}}"#,
        r#"{"type":"seal","said":{"about":"vouch","link":""}}"#,
        r#"{"type":"seal","said":{"about":"grant","admission":{"member":"x","token":""}}}"#,
        r#"{"type":"admit_all","admissions":[]}"#,
        r#"{"type":"move_to_phase","index":1}"#,
        r#"{"type":"remove","member":"x","reason":"y","order":""}"#,
        r#"{"type":"lock","locked":true}"#,
        r#"{"type":"hold","card":null}"#,
        r#"{"type":"open_card","member":"x"}"#,
        r#"{"type":"end_for_all"}"#,
    ];

    #[test]
    fn what_only_those_who_lead_may_say_is_refused_to_everybody_else() {
        for message in LEADING {
            for role in [Role::Member, Role::Observer] {
                let said = says(&actor(role, Standing::Person), message);
                assert_eq!(said, Err(RefusalCode::NotAllowed), "{message}");
            }
            for role in [Role::Facilitator, Role::CoFacilitator] {
                assert_eq!(says(&actor(role, Standing::Person), message), Ok(()), "{message}");
            }
            assert_eq!(
                says(&Actor::stranger(), message),
                Err(RefusalCode::NotFound),
                "{message}"
            );
        }
    }

    #[test]
    fn everybody_in_the_circle_may_speak_and_an_operator_may_not() {
        for message in [
            r#"{"type":"pass_floor"}"#,
            r#"{"type":"seal","said":{"about":"here","key_package":"","circle":"","epoch":0}}"#,
            r#"{"type":"seal","said":{"about":"agreed","statement":""}}"#,
            r#"{"type":"seal","said":{"about":"whisper","to":"x","body":""}}"#,
            r#"{"type":"tell_quietly","signal":"not_ok"}"#,
        ] {
            assert_eq!(says(&actor(Role::Member, Standing::Person), message), Ok(()));
            let operator = actor(Role::Facilitator, Standing::Operator);
            assert_eq!(says(&operator, message), Err(RefusalCode::NotAllowed));
        }
    }
}
