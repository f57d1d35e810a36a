//! A seat's emergency card: who a person is and how to send help. For those who lead this group, and logged.

use crate::action::actions;
use crate::{Actor, Decision, Reason};
use domain::GroupId;

actions! {
    EmergencyAction as Emergency {
        OpenCard,
    }
}

pub(crate) fn decide(actor: &Actor, action: EmergencyAction, group: GroupId) -> Decision {
    if actor.is_paused_in(group) {
        return Decision::Deny(Reason::WhilePaused);
    }
    match (action, actor.role_in(group)) {
        (EmergencyAction::OpenCard, None) => Decision::Conceal,
        (EmergencyAction::OpenCard, Some(_)) if actor.operates() => {
            Decision::Deny(Reason::OperatorsStayOutside)
        }
        (EmergencyAction::OpenCard, Some(role)) if role.leads() => Decision::Allow,
        (EmergencyAction::OpenCard, Some(_)) => Decision::Deny(Reason::FacilitatorsOnly),
    }
}
