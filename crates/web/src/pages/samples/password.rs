//! Samples of signing in with a password and a code, and of setting them.

use super::{frame, html};
use crate::pages::password::{PasswordForm, PasswordPage, State};
use crate::pages::sign_in_password::SignInPasswordPage;
use crate::qr::Qr;

pub(super) fn all() -> Vec<(&'static str, String)> {
    let stranger = frame(None);
    let problem = stranger.say.of("password-wrong");
    vec![
        (
            "sign-in-password",
            html(&SignInPasswordPage {
                frame: stranger.clone(),
                problem: None,
            }),
        ),
        (
            "sign-in-password-wrong",
            html(&SignInPasswordPage {
                frame: stranger,
                problem: Some(problem),
            }),
        ),
        ("password", html(&page(State::Form(form(false))))),
        ("password-problems", html(&page(State::Form(form(true))))),
        ("password-old-sign-in", html(&page(State::AfterSignIn))),
        ("password-by-password", html(&page(State::AfterPasskey))),
        ("password-by-link", html(&page(State::AfterPassword))),
        ("password-rests", html(&page(State::WhileItRests))),
    ]
}

fn page(state: State) -> PasswordPage {
    PasswordPage {
        frame: frame(Some("Mara")),
        state,
    }
}

fn form(problems: bool) -> PasswordForm {
    let say = frame(None).say;
    let address = "otpauth://totp/Linden%20House:mara%40linden.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Linden%20House";
    PasswordForm {
        qr: Qr::of(address, &say.of("password-picture")).expect("short"),
        secret: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".into(),
        again: problems,
        password_problem: problems.then(|| say.with("password-too-short", "limit", 15)),
        again_problem: problems.then(|| say.of("password-different")),
        code_problem: problems.then(|| say.of("password-wrong-code")),
    }
}
