//! `/sign-in/{token}`: the page behind the link. Opening it spends nothing; its button does.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "sign_in_link.html")]
pub struct SignInLinkPage {
    pub frame: Frame,
    pub state: LinkState,
    /// Where the button posts to.
    pub action: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    Good,
    /// Used, too old or never sent: one answer, so that guessing learns nothing.
    Gone,
}
