//! What somebody complained of: read by whoever the practice named for it, and by nobody who leads what it may be about.

use crate::action::actions;
use crate::{Actor, ComplaintAbout, Decision, OfComplaint, Reason};

actions! {
    ComplaintAction as Complaint {
        /// Those that this reader may read.
        SeeList,
        Read,
        Answer,
        Close,
        /// Writing it down as an incident, with a count and without a word of it.
        MakeIncident,
    }
}

pub(crate) fn decide(actor: &Actor, action: ComplaintAction, of: &OfComplaint) -> Decision {
    if !actor.is_signed_in() {
        return Decision::Deny(Reason::SignInFirst);
    }
    // Whoever works for the house no more was named in vain, and nobody answers themselves.
    if !of.reader || !actor.works_for_the_house() || (of.by.is_some() && of.by == actor.person) {
        return Decision::Conceal;
    }
    let is_near = match of.about {
        ComplaintAbout::List => false,
        // Whoever has a place there, or had one: it may be about the time in which they led, and who complains may be
        // somebody whom they know by another name.
        ComplaintAbout::Group(group) => actor.memberships.iter().any(|one| one.group == group),
        // It may be about any group, so also about one that they lead or led.
        ComplaintAbout::Unsaid => actor.memberships.iter().any(|one| one.role.leads()),
    };
    match action {
        ComplaintAction::SeeList
        | ComplaintAction::Read
        | ComplaintAction::Answer
        | ComplaintAction::Close
        | ComplaintAction::MakeIncident
            if !is_near =>
        {
            Decision::Allow
        }
        // Not even that there is one.
        ComplaintAction::SeeList
        | ComplaintAction::Read
        | ComplaintAction::Answer
        | ComplaintAction::Close
        | ComplaintAction::MakeIncident => Decision::Conceal,
    }
}
