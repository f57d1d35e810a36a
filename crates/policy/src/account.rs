//! A person's own things: their day, how they sign in, their devices, the check of their own line.

use crate::action::actions;
use crate::{Actor, Decision, Reason};
use domain::PersonId;

actions! {
    /// Signed in, for oneself. Nobody, of whatever standing, does these for another.
    AccountAction as Account {
        /// My groups and sessions.
        SeeToday,
        /// Trying camera, microphone and speaker.
        CheckDevices,
        /// Reaching the media server for a moment. Costs the server something, so not for strangers.
        CheckLine,
        SeeDevices,
        /// Taking what I was told about my account off the page of my day.
        PutAwayNotices,
        /// Ending the sign-in of one of my devices.
        EndSignIn,
        /// Check-ins that I asked to keep. Nobody else reads them: not who leads, not the front desk, not who runs the server.
        SeeOwnRecord,
        DeleteOwnWords,
        /// Who looked at my answers, my card, my record.
        SeeWhoLooked,
        /// What is kept about me, how long and why.
        SeeMyData,
        /// Carrying all of it away, as a file.
        ExportMyData,
        AskForErasure,
        TakeBackErasure,
        /// My passkeys: their names, when they were made and used.
        SeePasskeys,
        AddPasskey,
        /// Where my own asking to come back in without a passkey stands.
        SeeRecovery,
        AskForRecovery,
        /// The code that a colleague told me.
        TypeRecoveryCode,
        /// Taking it back, or stopping somebody who asked in my name.
        StopRecovery,
        RenamePasskey,
        RemovePasskey,
        /// A password with codes, for those who lead or work here.
        SetPassword,
        RemovePassword,
        /// What I complained of, and what I was answered.
        SeeOwnComplaint,
    }
}

pub(crate) fn decide(actor: &Actor, action: AccountAction, owner: PersonId) -> Decision {
    match (actor.person, action) {
        (None, _) => Decision::Deny(Reason::SignInFirst),
        // Members have a link and passkeys, and nothing to remember.
        (Some(person), AccountAction::SetPassword) if person == owner && actor.is_staff() => Decision::Allow,
        (
            Some(person),
            AccountAction::SeeToday
            | AccountAction::CheckDevices
            | AccountAction::CheckLine
            | AccountAction::SeeDevices
            | AccountAction::PutAwayNotices
            | AccountAction::EndSignIn
            | AccountAction::SeeOwnRecord
            | AccountAction::DeleteOwnWords
            | AccountAction::SeeWhoLooked
            | AccountAction::SeeMyData
            | AccountAction::ExportMyData
            | AccountAction::AskForErasure
            | AccountAction::TakeBackErasure
            | AccountAction::SeePasskeys
            | AccountAction::AddPasskey
            | AccountAction::SeeRecovery
            | AccountAction::AskForRecovery
            | AccountAction::TypeRecoveryCode
            | AccountAction::StopRecovery
            | AccountAction::RenamePasskey
            | AccountAction::RemovePasskey
            | AccountAction::RemovePassword
            | AccountAction::SeeOwnComplaint,
        ) if person == owner => Decision::Allow,
        (Some(_), _) => Decision::Conceal,
    }
}
