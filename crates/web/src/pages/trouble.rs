//! When something is in the way: what happened, what was kept, what to do. Blames nobody.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "trouble.html")]
pub struct TroublePage {
    pub frame: Frame,
    pub title: String,
    pub what: String,
    pub next: String,
    /// A number the person can tell us; also in our log. Empty when nothing failed.
    pub operation: String,
    pub href: String,
    pub go: String,
}

/// Whoever leads a group has come in by a link, and is asked for a passkey before a group opens.
#[derive(Debug, Template)]
#[template(path = "passkey_first.html")]
pub struct PasskeyFirstPage {
    pub frame: Frame,
    pub has_one: bool,
    pub has_password: bool,
    /// It lets nobody in just now.
    pub password_rests: bool,
    /// Where they were going.
    pub to: String,
}
