//! `/devices/password`: setting a password, and taking codes from an app beside it.

use super::Frame;
use crate::qr::Qr;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "password.html")]
pub struct PasswordPage {
    pub frame: Frame,
    pub state: State,
}

#[derive(Debug)]
pub enum State {
    Form(PasswordForm),
    /// The sign-in is too old.
    AfterSignIn,
    /// There is a passkey, and this sign-in was not by one.
    AfterPasskey,
    /// There is a password, and this sign-in was by a link.
    AfterPassword,
    /// The same, and the password rests.
    WhileItRests,
}

/// What was typed does not come back: it is typed again.
pub struct PasswordForm {
    pub qr: Qr,
    /// In fours, to be typed.
    pub secret: String,
    /// There is one, and this takes its place.
    pub again: bool,
    pub password_problem: Option<String>,
    pub again_problem: Option<String>,
    pub code_problem: Option<String>,
}

impl PasswordForm {
    pub fn has_problems(&self) -> bool {
        self.password_problem.is_some() || self.again_problem.is_some() || self.code_problem.is_some()
    }
}

/// The secret is this person's alone.
impl std::fmt::Debug for PasswordForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PasswordForm")
            .field("has_problems", &self.has_problems())
            .finish_non_exhaustive()
    }
}
