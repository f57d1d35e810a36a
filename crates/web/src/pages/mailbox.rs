//! `/mailbox`: in a demo, where mails are shown instead of sent.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "mailbox.html")]
pub struct MailboxPage {
    pub frame: Frame,
    pub mails: Vec<MailRow>,
}

#[derive(Debug, Clone)]
pub struct MailRow {
    pub subject: String,
    pub to: String,
    pub when: String,
    pub body: String,
    /// The sign-in link in it; empty when there is none.
    pub link: String,
}
