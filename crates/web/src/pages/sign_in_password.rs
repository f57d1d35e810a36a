//! `/sign-in/password`: signing in with a password and a code, for those who lead or work here. Works without scripts.

use super::Frame;
use askama::Template;

/// What was typed does not come back: neither address nor password nor code.
#[derive(Debug, Template)]
#[template(path = "sign_in_password.html")]
pub struct SignInPasswordPage {
    pub frame: Frame,
    pub problem: Option<String>,
}
