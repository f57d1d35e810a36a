//! A session's page and its door. It exists only for the people of its group; the front desk sees its time.

use crate::action::actions;
use crate::{Actor, Decision, Reason};
use domain::GroupId;

actions! {
    SessionAction as Session {
        /// The session's page: when, with whom, what comes next.
        See,
        /// When it is, under the group's neutral name.
        SeeTimes,
        /// "Before you come in": where I am, whether alone, how to reach me.
        AnswerDoor,
        /// What I have said there so far.
        SeeOwnAnswers,
        /// Trying devices and line for this evening.
        Prepare,
        /// The page the room is drawn on. The room itself decides about its socket: see `RoomAction`.
        OpenRoomPage,
        /// Keeping a check-in of one's own in one's own record.
        KeepCheckin,
        /// Plan, seats, who has answered the door: for those who lead.
        SeeDesk,
    }
}

pub(crate) fn decide(actor: &Actor, action: SessionAction, group: GroupId) -> Decision {
    if actor.is_paused_in(group) {
        return match action {
            SessionAction::SeeTimes => Decision::Allow,
            SessionAction::See
            | SessionAction::AnswerDoor
            | SessionAction::SeeOwnAnswers
            | SessionAction::Prepare
            | SessionAction::OpenRoomPage
            | SessionAction::KeepCheckin
            | SessionAction::SeeDesk => Decision::Deny(Reason::WhilePaused),
        };
    }
    match (action, actor.role_in(group)) {
        // The front desk: times and places, never topics. So the page itself stays hidden.
        (SessionAction::SeeTimes, None) if actor.coordinates() => Decision::Allow,
        (
            SessionAction::See
            | SessionAction::SeeTimes
            | SessionAction::AnswerDoor
            | SessionAction::SeeOwnAnswers
            | SessionAction::Prepare
            | SessionAction::OpenRoomPage
            | SessionAction::KeepCheckin
            | SessionAction::SeeDesk,
            None,
        ) => Decision::Conceal,

        (SessionAction::See | SessionAction::SeeTimes, Some(_)) => Decision::Allow,
        // What is said at the door is said to those who sit in the circle.
        (
            SessionAction::AnswerDoor
            | SessionAction::SeeOwnAnswers
            | SessionAction::Prepare
            | SessionAction::OpenRoomPage
            | SessionAction::KeepCheckin
            | SessionAction::SeeDesk,
            Some(_),
        ) if actor.operates() => Decision::Deny(Reason::OperatorsStayOutside),
        (
            SessionAction::AnswerDoor
            | SessionAction::SeeOwnAnswers
            | SessionAction::Prepare
            | SessionAction::OpenRoomPage
            | SessionAction::KeepCheckin,
            Some(_),
        ) => Decision::Allow,
        (SessionAction::SeeDesk, Some(role)) if role.leads() => Decision::Allow,
        (SessionAction::SeeDesk, Some(_)) => Decision::Deny(Reason::FacilitatorsOnly),
    }
}
