//! What is shown when something is not there, broken or too much, and the page that hides all others.

use super::{frame, html};
use crate::pages::frame::Frame;
use crate::pages::{away, trouble};

pub(super) fn all() -> Vec<(&'static str, String)> {
    let stranger = frame(None);
    let anna = frame(Some("Anna"));
    vec![
        (
            "not-found",
            html(&trouble(
                stranger.clone(),
                "trouble-not-found-title",
                "trouble-not-found",
                "",
            )),
        ),
        (
            "fault",
            html(&trouble(
                anna,
                "trouble-fault-title",
                "trouble-fault",
                "K7QX-42MT",
            )),
        ),
        (
            "too-often",
            html(&trouble(
                stranger.clone(),
                "trouble-busy-title",
                "trouble-busy",
                "",
            )),
        ),
        (
            "away",
            html(&away::AwayPage {
                say: stranger.say,
                styles: stranger.assets.styles,
            }),
        ),
    ]
}

fn trouble(frame: Frame, title: &str, what: &str, operation: &str) -> trouble::TroublePage {
    let say = frame.say;
    trouble::TroublePage {
        title: say.of(title),
        what: say.of(what),
        next: String::new(),
        operation: operation.into(),
        href: "/".into(),
        go: say.of("trouble-home"),
        frame,
    }
}
