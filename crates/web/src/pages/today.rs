//! `/today`: the next evening first, then what comes after it, then my groups. Groups bear their neutral names here.

use super::Frame;
use super::devices::NoticeRow;
use super::steps::Step;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "today.html")]
pub struct TodayPage {
    pub frame: Frame,
    /// When this person will be erased, if they asked for it.
    pub erasing: Option<String>,
    /// Somebody comes back in without a passkey: this person, or a colleague of theirs.
    pub recovering: Option<String>,
    /// Whether a colleague waits for the notes that this person left to them.
    pub notes_asked: bool,
    /// What happened to this person's account, newest first, and the id of the newest; empty when it was put away.
    pub told: Vec<NoticeRow>,
    pub told_up_to: String,
    /// There are more than these.
    pub told_more: bool,
    /// They left a group a moment ago.
    pub left: bool,
    /// No was said a moment ago to a colleague who asked for one's notes.
    pub stopped: bool,
    pub next: Option<Next>,
    pub later: Vec<Later>,
    pub groups: Vec<MyGroup>,
}

#[derive(Debug, Clone)]
pub struct Next {
    /// "Your group meets today at 18:00"
    pub title: String,
    /// "The door opens at 17:45."
    pub lead: String,
    pub leads: bool,
    pub steps: Vec<Step>,
    pub go: String,
    /// Empty while the door is closed.
    pub go_href: String,
    pub page_href: String,
}

#[derive(Debug, Clone)]
pub struct Later {
    pub when: String,
    pub group: String,
    pub href: String,
}

#[derive(Debug, Clone)]
pub struct MyGroup {
    pub name: String,
    /// "You are Anna here"
    pub you: String,
    pub href: String,
    /// What waits there, quietly: a sentence, and where it leads.
    pub waits: Vec<(String, String)>,
}
