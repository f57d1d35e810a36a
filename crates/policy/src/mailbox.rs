//! The mailbox page of a demo, where mails are shown instead of sent. It does not exist anywhere else.

use crate::action::actions;
use crate::{Actor, Decision};

actions! {
    MailboxAction as Mailbox {
        Read,
    }
}

pub(crate) fn decide(_actor: &Actor, action: MailboxAction, demo: bool) -> Decision {
    match (action, demo) {
        // Everybody: it is where a visitor finds their sign-in link.
        (MailboxAction::Read, true) => Decision::Allow,
        (MailboxAction::Read, false) => Decision::Conceal,
    }
}
