//! Pages that are the same for everybody, signed in or not.

use crate::action::actions;
use crate::{Actor, Decision};

actions! {
    /// `GET /`, `/locked`, `/groups`, `/sign-in`, `/away` and what they are made of.
    PageAction as Page {
        /// The front page.
        SeeFront,
        /// What is locked in the circle, and what is not.
        SeeLocked,
        /// The list of groups that strangers may know of.
        ListGroups,
        /// Asking for a sign-in link by mail.
        AskForLink,
        /// Opening a sign-in link. Spends nothing: mail scanners follow links.
        LookAtLink,
        /// Pressing the button behind the link.
        SpendLink,
        /// Answering with a passkey.
        UsePasskey,
        /// Answering with a password and a code.
        UsePassword,
        /// The neutral page of *Hide this page*.
        SeeAway,
        /// The form of a complaint, and where else to turn.
        SeeComplaintForm,
        /// Complaining, with or without an account.
        Complain,
        /// How far a complaint has come, for whoever holds its secret address.
        SeeComplaintByAddress,
        LoadAsset,
        CheckHealth,
    }
}

pub(crate) fn decide(_actor: &Actor, action: PageAction) -> Decision {
    match action {
        PageAction::SeeFront
        | PageAction::SeeLocked
        | PageAction::ListGroups
        | PageAction::AskForLink
        | PageAction::LookAtLink
        | PageAction::SpendLink
        | PageAction::UsePasskey
        | PageAction::UsePassword
        | PageAction::SeeAway
        | PageAction::SeeComplaintForm
        | PageAction::Complain
        | PageAction::SeeComplaintByAddress
        | PageAction::LoadAsset
        | PageAction::CheckHealth => Decision::Allow,
    }
}
