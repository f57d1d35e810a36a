//! The running room: what everyone in the circle may do, and what only those who lead it may.

use crate::action::actions;
use crate::{Actor, Decision, Reason};
use domain::GroupId;

actions! {
    /// One for each message a browser may send into the room. Whether it is the moment for it (one's turn, one's
    /// seat) is the room's own rule. Opening a card is `EmergencyAction`.
    RoomAction as Room {
        /// The socket and its `hello`.
        Enter,
        OfferMedia,
        /// Saying whether microphone and camera are on.
        ShowMediaState,
        SendContent,
        TellQuietly,
        PassFloor,
        PassTurn,
        HidePage,
        StepOut,
        StayAwake,
        /// Presenting a device's keys for the circle, and doing and agreeing to the work that turns them.
        HoldKeys,
        /// Saying something to one other device of the circle.
        Whisper,
        /// Asking for a fresh picture of somebody.
        NeedKeyFrame,

        /// Beginning a circle with one's device.
        FoundCircle,
        /// Saying that a colleague's device speaks for this group.
        VouchForDevice,
        /// Signing an admission anew for somebody who is in the room.
        GrantAgain,
        Admit,
        AdmitAll,
        MoveToPhase,
        StartRound,
        EndRound,
        SkipTurn,
        AskToMute,
        Remove,
        Lock,
        Hold,
        SeeQuietly,
        /// How long each person has spoken.
        SeeAirtime,
        EndForAll,
    }
}

pub(crate) fn decide(actor: &Actor, action: RoomAction, group: GroupId) -> Decision {
    if actor.is_paused_in(group) {
        return Decision::Deny(Reason::WhilePaused);
    }
    let Some(role) = actor.role_in(group) else {
        return Decision::Conceal;
    };
    // By design whoever runs the server cannot listen in, also not as a member of the group.
    if actor.operates() {
        return Decision::Deny(Reason::OperatorsStayOutside);
    }
    match action {
        // An observer sits in the circle like everyone else, and does there what everyone does.
        RoomAction::Enter
        | RoomAction::OfferMedia
        | RoomAction::ShowMediaState
        | RoomAction::SendContent
        | RoomAction::TellQuietly
        | RoomAction::PassFloor
        | RoomAction::PassTurn
        | RoomAction::HidePage
        | RoomAction::StepOut
        | RoomAction::StayAwake
        | RoomAction::HoldKeys
        | RoomAction::Whisper
        | RoomAction::NeedKeyFrame => Decision::Allow,

        RoomAction::FoundCircle
        | RoomAction::VouchForDevice
        | RoomAction::GrantAgain
        | RoomAction::Admit
        | RoomAction::AdmitAll
        | RoomAction::MoveToPhase
        | RoomAction::StartRound
        | RoomAction::EndRound
        | RoomAction::SkipTurn
        | RoomAction::AskToMute
        | RoomAction::Remove
        | RoomAction::Lock
        | RoomAction::Hold
        | RoomAction::SeeQuietly
        | RoomAction::SeeAirtime
        | RoomAction::EndForAll => {
            if role.leads() {
                Decision::Allow
            } else {
                Decision::Deny(Reason::FacilitatorsOnly)
            }
        }
    }
}
