//! `/groups/{grp}`: one group's page, with the honest facts before joining (F2) and who leads it (F3).

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "group.html")]
pub struct GroupPage {
    pub frame: Frame,
    pub group: GroupFacts,
}

#[derive(Clone)]
pub struct GroupFacts {
    pub kind: String,
    pub name: String,
    pub summary: String,
    /// Empty when no session is planned.
    pub when: String,
    pub when_note: String,
    pub size: String,
    pub rule: String,
    pub evening: Vec<String>,
    /// One per seat: taken or free. How many, never whose.
    pub chairs: Vec<bool>,
    pub places: String,
    pub ask: String,
    pub price: String,
    pub leaders: Vec<Leader>,
    /// What one is called there oneself, and where to change it; `None` for those outside.
    pub alias: Option<(String, String)>,
    /// What the group agrees, for its own people.
    pub agreement: Option<AgreementLink>,
    /// For those who lead.
    pub levels: Option<LevelsForm>,
    /// Who sits here, for those who lead; else empty.
    pub people_href: String,
    /// When it meets, for those who may change it; else empty.
    pub times_href: String,
    /// The way out, for whoever has a place here; else empty.
    pub leave_href: String,
    /// Whoever asks has a place here that rests.
    pub is_paused: bool,
}

/// A name in a log would tell who was there.
impl std::fmt::Debug for GroupFacts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GroupFacts").finish_non_exhaustive()
    }
}

/// The way to what the group agrees.
#[derive(Debug, Clone)]
pub struct AgreementLink {
    pub href: String,
    pub title: String,
    pub note: String,
    /// Something is to be signed.
    pub to_sign: bool,
    /// Of the list of those who have yet to sign, for those who lead; else empty.
    pub who_href: String,
}

/// Who measures how loud each voice is.
#[derive(Debug, Clone)]
pub struct LevelsForm {
    pub action: String,
    pub by_devices: bool,
    /// A sign-in of the last minutes is wanted first.
    pub again: bool,
}

#[derive(Debug, Clone)]
pub struct Leader {
    pub name: String,
    pub initial: String,
    /// "licensed psychotherapist"; empty for a peer.
    pub title: String,
    /// Where the licence holds, and who checked it when.
    pub note: String,
}
