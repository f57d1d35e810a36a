//! A group's page and what is kept behind it. A private group does not exist for strangers.

use crate::action::actions;
use crate::{Actor, Decision, Reason};
use domain::GroupId;
use domain::group::Listing;

actions! {
    GroupAction as Group {
        /// The group's page: name, topic, who leads, places free.
        See,
        /// When it meets, under its neutral name.
        SeeTimes,
        /// Who sits where, by the names used in this group.
        SeeCircle,
        /// What somebody who leads it works with.
        SeeDesk,
        /// Who measures how loud each voice is: the server, or each device.
        ChooseLevels,
        /// Saying that one has spoken with a colleague of this group who lost every passkey.
        ConfirmRecovery,
        /// The code that one tells them by voice, after one's own word for them.
        SeeRecoveryCode,
        /// Stopping that a colleague of this group comes back in.
        StopRecovery,
        /// What one is called in it oneself.
        ChooseAlias,
        /// Giving up one's own place. Whoever has one may always.
        Leave,
        /// Every place with its seat, name, role and state, and who was called what before.
        SeePeople,
        /// Pausing somebody's place, opening it again, ending it.
        ChangePlace,
        /// Giving somebody another role.
        ChangeRole,
        /// Setting back a name that somebody changed, or asking for another.
        FollowNames,
        /// When it meets: its series, its breaks, single sessions moved or cancelled.
        ChangeTimes,
    }
}

pub(crate) fn decide(actor: &Actor, action: GroupAction, group: GroupId, listing: Listing) -> Decision {
    if actor.is_paused_in(group) {
        return while_paused(action);
    }
    let role = actor.role_in(group);
    // What is said to those for whom this is not, but who may know that the group exists.
    let beyond = match (listing, actor.is_signed_in()) {
        (Listing::Public, true) => Decision::Deny(Reason::FacilitatorsOnly),
        (Listing::Public, false) => Decision::Deny(Reason::SignInFirst),
        (Listing::Private, _) => Decision::Conceal,
    };
    match (action, role) {
        (
            GroupAction::See
            | GroupAction::SeeTimes
            | GroupAction::SeeCircle
            | GroupAction::ChooseAlias
            | GroupAction::Leave,
            Some(_),
        ) => Decision::Allow,
        // Whoever runs the server has a local command for it, which says so in the log.
        (
            GroupAction::ConfirmRecovery | GroupAction::SeeRecoveryCode | GroupAction::StopRecovery,
            Some(_),
        ) if actor.operates() => Decision::Deny(Reason::OperatorsStayOutside),
        // Who comes and goes, and under which names, is for those who sit in the circle and lead it.
        (
            GroupAction::SeePeople
            | GroupAction::ChangePlace
            | GroupAction::ChangeRole
            | GroupAction::FollowNames
            | GroupAction::ChangeTimes,
            Some(_),
        ) if actor.operates() => Decision::Deny(Reason::OperatorsStayOutside),
        (
            GroupAction::SeeDesk
            | GroupAction::ChooseLevels
            | GroupAction::ConfirmRecovery
            | GroupAction::SeeRecoveryCode
            | GroupAction::StopRecovery
            | GroupAction::SeePeople
            | GroupAction::ChangePlace
            | GroupAction::ChangeRole
            | GroupAction::FollowNames
            | GroupAction::ChangeTimes,
            Some(role),
        ) => {
            if role.leads() {
                Decision::Allow
            } else {
                Decision::Deny(Reason::FacilitatorsOnly)
            }
        }

        (GroupAction::See, None) if listing == Listing::Public => Decision::Allow,
        // The front desk sees times and places of every group, never the topic of a private one.
        (GroupAction::SeeTimes, None) if listing == Listing::Public || actor.coordinates() => Decision::Allow,
        (GroupAction::See | GroupAction::SeeTimes, None) => Decision::Conceal,
        // Who is in a group is never told to those outside it, not even that there is somebody.
        (
            GroupAction::SeeCircle
            | GroupAction::ChooseAlias
            | GroupAction::ConfirmRecovery
            | GroupAction::SeeRecoveryCode
            | GroupAction::StopRecovery
            | GroupAction::Leave
            | GroupAction::SeePeople
            | GroupAction::ChangePlace
            | GroupAction::ChangeRole
            | GroupAction::FollowNames,
            None,
        ) => Decision::Conceal,
        (GroupAction::SeeDesk | GroupAction::ChooseLevels | GroupAction::ChangeTimes, None) => beyond,
    }
}

/// The group's page with its times and the way back; and the way out, which nothing closes.
fn while_paused(action: GroupAction) -> Decision {
    match action {
        GroupAction::See | GroupAction::SeeTimes | GroupAction::Leave => Decision::Allow,
        GroupAction::SeeCircle
        | GroupAction::SeeDesk
        | GroupAction::ChooseLevels
        | GroupAction::ConfirmRecovery
        | GroupAction::SeeRecoveryCode
        | GroupAction::StopRecovery
        | GroupAction::ChooseAlias
        | GroupAction::SeePeople
        | GroupAction::ChangePlace
        | GroupAction::ChangeRole
        | GroupAction::FollowNames
        | GroupAction::ChangeTimes => Decision::Deny(Reason::WhilePaused),
    }
}
