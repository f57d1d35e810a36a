//! `/sign-in`: a passkey where the browser has them, asking for a link by mail, and what is said when it was sent. The answer is the same for every address.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "sign_in.html")]
pub struct SignInPage {
    pub frame: Frame,
    pub state: State,
    /// What was typed, kept when it was not an address.
    pub email: String,
    pub problem: Option<String>,
    /// Why a passkey did not sign in, if one was tried.
    pub passkey_problem: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Ask,
    Sent,
}
