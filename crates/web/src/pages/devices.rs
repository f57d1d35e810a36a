//! `/devices`: this person's passkeys, a way to add one, a password with codes where there may be one, and where they are signed in.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "devices.html")]
pub struct DevicesPage {
    pub frame: Frame,
    /// What was just done, if anything.
    pub done: Option<String>,
    /// What did not work, if anything.
    pub problem: Option<String>,
    pub passkeys: Vec<PasskeyRow>,
    pub add: Add,
    /// Whether one can be taken off now.
    pub may_remove: bool,
    /// Why not, where `add` does not say it.
    pub keep_hint: Option<String>,
    /// Of those who lead or work here, and of whoever has one still.
    pub password: Option<PasswordPart>,
    /// Newest first; this one is among them.
    pub devices: Vec<DeviceRow>,
    /// Newest first.
    pub told: Vec<NoticeRow>,
    /// Where those before these stand, and whether these are not the newest.
    pub told_earlier: Option<String>,
    pub told_is_earlier: bool,
}

/// One thing that this person was told about their account.
#[derive(Debug, Clone)]
pub struct NoticeRow {
    pub happened: String,
    /// "On 6 January 2026 at 18:00"
    pub when: String,
    /// "With Firefox on Linux"
    pub device: Option<String>,
}

/// Whether a passkey can be added now, and otherwise what is needed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Add {
    Yes,
    /// This address has only numbers.
    NotHere,
    Full,
    AfterSignIn,
    AfterPasskey,
    /// And a code.
    AfterPassword,
    /// There is nothing but a password, and it rests.
    WhileItRests,
}

#[derive(Debug, Clone)]
pub struct PasswordPart {
    /// "set 6 January 2026" and "not used yet", if there is one.
    pub facts: Option<(String, String)>,
    /// What put it to rest, in words.
    pub rests: Option<String>,
    pub may_set: bool,
    pub may_remove: bool,
    /// What is needed first for what may not be done now.
    pub hint: Option<String>,
}

/// Its name says who lives with whom: there is no printing of it.
#[derive(Clone)]
pub struct PasskeyRow {
    pub id: String,
    pub name: String,
    /// "made 6 January 2026"
    pub made: String,
    pub used: String,
}

impl std::fmt::Debug for PasskeyRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasskeyRow")
    }
}

#[derive(Debug, Clone)]
pub struct DeviceRow {
    pub id: String,
    /// "Firefox on Linux"
    pub label: String,
    /// "with a passkey"
    pub by: String,
    pub since: String,
    pub seen: String,
    pub this_one: bool,
}
