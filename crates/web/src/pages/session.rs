//! `/sessions/{ses}`: what happens next; for those who lead, also the seats and who has answered the door.

use super::Frame;
use super::group::AgreementLink;
use super::steps::Step;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "session.html")]
pub struct SessionPage {
    pub frame: Frame,
    pub session: SessionFacts,
}

#[derive(Debug, Clone)]
pub struct SessionFacts {
    /// The neutral name for members; the group's own name for those who lead it.
    pub group: String,
    /// "evening 7 of 12"
    pub number: String,
    pub title: String,
    pub lead: String,
    /// The name this person uses in this group.
    pub alias: String,
    pub leads: bool,
    /// Set while something is to be signed.
    pub agreement: Option<AgreementLink>,
    pub way: Way,
    pub steps: Vec<Step>,
    pub go: String,
    pub go_href: String,
    pub plan: Vec<PhaseRow>,
    /// Only for those who lead.
    pub seats: Vec<SeatRow>,
}

/// Whether this person may go in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    NotYet,
    Open,
    Over,
}

#[derive(Debug, Clone)]
pub struct PhaseRow {
    pub title: String,
    pub prompt: String,
    pub minutes: String,
    pub kind: String,
}

/// A seat as the desk shows it: what was said at the door, never where the person is (that is the card, and logged).
#[derive(Debug, Clone)]
pub struct SeatRow {
    pub number: u8,
    pub alias: String,
    pub role: String,
    pub door: String,
    pub alone: String,
    pub channel: String,
}
