//! Coming in: asking for a link, using it, and the mails a demo shows.

use super::{frame, html};
use crate::pages::frame::Frame;
use crate::pages::{mailbox, sign_in, sign_in_link};

pub(super) fn all() -> Vec<(&'static str, String)> {
    let stranger = frame(None);
    vec![
        (
            "sign-in",
            html(&sign_in(stranger.clone(), sign_in::State::Ask, None)),
        ),
        (
            "sign-in-problem",
            html(&sign_in(
                stranger.clone(),
                sign_in::State::Ask,
                Some("sign-in-email-problem"),
            )),
        ),
        (
            "sign-in-sent",
            html(&sign_in(stranger.clone(), sign_in::State::Sent, None)),
        ),
        (
            "link",
            html(&link(stranger.clone(), sign_in_link::LinkState::Good)),
        ),
        (
            "link-gone",
            html(&link(stranger.clone(), sign_in_link::LinkState::Gone)),
        ),
        ("mailbox", html(&mailbox(stranger.clone()))),
    ]
}

fn sign_in(frame: Frame, state: sign_in::State, problem: Option<&str>) -> sign_in::SignInPage {
    let problem = problem.map(|id| frame.say.of(id));
    let email = if problem.is_some() { "anna at example" } else { "" };
    sign_in::SignInPage {
        frame,
        state,
        email: email.into(),
        problem,
        passkey_problem: None,
    }
}

fn link(frame: Frame, state: sign_in_link::LinkState) -> sign_in_link::SignInLinkPage {
    sign_in_link::SignInLinkPage {
        frame,
        state,
        action: "/sign-in/sample".into(),
    }
}

fn mailbox(frame: Frame) -> mailbox::MailboxPage {
    mailbox::MailboxPage {
        mails: vec![mailbox::MailRow {
            subject: "Your sign-in link".into(),
            to: "anna@example.org".into(),
            when: "17:40".into(),
            body: "Hello,\n\nHere is the link you asked for.".into(),
            link: "/sign-in/sample".into(),
        }],
        frame,
    }
}
