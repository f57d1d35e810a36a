//! The desk of those who work for the house, and of those who may be asked to be the second person.

use crate::action::actions;
use crate::{Actor, Decision, Reason};

actions! {
    HouseAction as House {
        /// Complaints to read, wishes to look that wait for a second person, one's own that stand open.
        SeeDesk,
    }
}

pub(crate) fn decide(actor: &Actor, action: HouseAction) -> Decision {
    match action {
        HouseAction::SeeDesk if !actor.is_signed_in() => Decision::Deny(Reason::SignInFirst),
        HouseAction::SeeDesk if actor.is_staff() => Decision::Allow,
        HouseAction::SeeDesk => Decision::Conceal,
    }
}
