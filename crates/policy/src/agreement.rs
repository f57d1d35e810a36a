//! What a group agrees. It exists only for the group's own people; those who lead edit it and see who has yet to sign,
//! and nobody sees what another chose.

use crate::action::actions;
use crate::{Actor, Decision, Reason};
use domain::GroupId;

actions! {
    AgreementAction as Agreement {
        /// The words, what I signed, what I chose.
        See,
        Sign,
        /// Taking back my signature, my yeses and my releases.
        Withdraw,
        /// Yes or no to a choice apart. Whose it was is in no log and on no page but their own.
        AnswerChoice,
        /// What I allow to be told to somebody outside.
        SeeReleases,
        Release,
        Revoke,
        /// New words, or the same words asked anew.
        Edit,
        /// Who has signed and who has yet to. Never what anybody chose.
        SeeWhoSigned,
        /// That a guardian's consent is needed, and who gave it.
        RecordGuardian,
    }
}

pub(crate) fn decide(actor: &Actor, action: AgreementAction, group: GroupId) -> Decision {
    if actor.is_paused_in(group) {
        return while_paused(action);
    }
    let Some(role) = actor.role_in(group) else {
        return Decision::Conceal;
    };
    match action {
        AgreementAction::See
        | AgreementAction::Sign
        | AgreementAction::Withdraw
        | AgreementAction::AnswerChoice
        | AgreementAction::SeeReleases
        | AgreementAction::Release
        | AgreementAction::Revoke => Decision::Allow,
        AgreementAction::Edit | AgreementAction::SeeWhoSigned | AgreementAction::RecordGuardian
            if actor.operates() =>
        {
            Decision::Deny(Reason::OperatorsStayOutside)
        }
        AgreementAction::Edit | AgreementAction::SeeWhoSigned | AgreementAction::RecordGuardian
            if role.leads() =>
        {
            Decision::Allow
        }
        AgreementAction::Edit | AgreementAction::SeeWhoSigned | AgreementAction::RecordGuardian => {
            Decision::Deny(Reason::FacilitatorsOnly)
        }
    }
}

/// What is a person's own stays theirs while their place rests.
fn while_paused(action: AgreementAction) -> Decision {
    match action {
        AgreementAction::See
        | AgreementAction::Sign
        | AgreementAction::Withdraw
        | AgreementAction::AnswerChoice
        | AgreementAction::SeeReleases
        | AgreementAction::Release
        | AgreementAction::Revoke => Decision::Allow,
        AgreementAction::Edit | AgreementAction::SeeWhoSigned | AgreementAction::RecordGuardian => {
            Decision::Deny(Reason::WhilePaused)
        }
    }
}
