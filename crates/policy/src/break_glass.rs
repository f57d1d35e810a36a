//! Looking where nobody looks otherwise: asked by who works for the house, agreed to by a second person, seen by who asked alone.

use crate::action::actions;
use crate::{Actor, Decision, Reason};
use domain::PersonId;

actions! {
    BreakGlassAction as BreakGlass {
        Ask,
        /// A second person says yes.
        Agree,
        /// A second person says no.
        Refuse,
        /// The hour begins.
        Open,
        /// Times and devices, places, who leads, safe channels; no word that somebody said or wrote.
        Look,
        /// Before its hour is over, or before it began.
        End,
    }
}

/// `asked_by` is nobody before it is written.
pub(crate) fn decide(actor: &Actor, action: BreakGlassAction, asked_by: Option<PersonId>) -> Decision {
    if !actor.is_signed_in() {
        return Decision::Deny(Reason::SignInFirst);
    }
    let is_mine = asked_by.is_some() && asked_by == actor.person;
    match action {
        BreakGlassAction::Ask if actor.works_for_the_house() && asked_by.is_none() => Decision::Allow,
        BreakGlassAction::Agree | BreakGlassAction::Refuse if is_mine => Decision::Deny(Reason::NotOneself),
        BreakGlassAction::Agree | BreakGlassAction::Refuse if actor.is_staff() && asked_by.is_some() => {
            Decision::Allow
        }
        BreakGlassAction::Open | BreakGlassAction::Look | BreakGlassAction::End
            if is_mine && actor.works_for_the_house() =>
        {
            Decision::Allow
        }
        BreakGlassAction::Ask
        | BreakGlassAction::Agree
        | BreakGlassAction::Refuse
        | BreakGlassAction::Open
        | BreakGlassAction::Look
        | BreakGlassAction::End => Decision::Conceal,
    }
}
