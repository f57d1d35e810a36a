//! `/house`: the desk of those who work for the house; one complaint before who reads it; and what break-glass shows.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "house.html")]
pub struct HousePage {
    pub frame: Frame,
    /// `None` for who was not named to read them.
    pub complaints: Option<Vec<ComplaintRow>>,
    pub waiting: Vec<WaitingRow>,
    pub mine: Vec<MineRow>,
    /// `None` for who may be the second person and does not ask.
    pub ask: Option<AskForm>,
}

#[derive(Debug, Clone)]
pub struct ComplaintRow {
    pub href: String,
    pub when: String,
    pub group: Option<String>,
    pub state: String,
    pub is_new: bool,
}

/// Confidential: there is no printing of it.
#[derive(Clone)]
pub struct WaitingRow {
    pub href: String,
    pub who: String,
    pub about: String,
    pub class: String,
    pub reason: String,
    pub until: String,
}

impl std::fmt::Debug for WaitingRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WaitingRow")
    }
}

#[derive(Debug, Clone)]
pub struct MineRow {
    pub href: String,
    pub asked: String,
    pub class: String,
    pub state: String,
    pub next: Next,
}

/// What can be done with one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Nothing,
    TakeBack,
    Open,
    Look,
}

/// What was typed. Confidential: there is no printing of it.
#[derive(Clone, Default)]
pub struct AskForm {
    pub id: String,
    pub abouts: Vec<Choice>,
    pub whom: String,
    pub classes: Vec<Choice>,
    pub reason: String,
    /// Signed in too long ago: said before anything is typed.
    pub is_stale: bool,
    pub problem: Option<String>,
    pub about_problem: Option<String>,
    pub whom_problem: Option<String>,
    pub class_problem: Option<String>,
    pub reason_problem: Option<String>,
}

impl AskForm {
    pub fn problems(&self) -> Vec<(&'static str, &str)> {
        [
            ("ask", &self.problem),
            ("about-person", &self.about_problem),
            ("whom", &self.whom_problem),
            ("class-danger", &self.class_problem),
            ("reason", &self.reason_problem),
        ]
        .into_iter()
        .filter_map(|(field, problem)| Some((field, problem.as_deref()?)))
        .collect()
    }
}

impl std::fmt::Debug for AskForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AskForm")
    }
}

#[derive(Debug, Clone)]
pub struct Choice {
    pub value: &'static str,
    pub label: String,
    pub chosen: bool,
}

/// Confidential: there is no printing of it.
#[derive(Template)]
#[template(path = "house_complaint.html")]
pub struct HouseComplaintPage {
    pub frame: Frame,
    pub here: String,
    pub received: String,
    pub state: String,
    pub from: String,
    pub group: Option<String>,
    pub about: String,
    pub words: Vec<String>,
    /// "by telephone".
    pub way: String,
    pub reach: String,
    pub answer: Vec<String>,
    pub is_closed: bool,
    pub incident: Option<String>,
    /// What was typed and not sent yet.
    pub draft: String,
    pub problem: Option<String>,
}

impl std::fmt::Debug for HouseComplaintPage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HouseComplaintPage")
    }
}

/// Confidential: there is no printing of it.
#[derive(Template)]
#[template(path = "house_look.html")]
pub struct LookPage {
    pub frame: Frame,
    pub here: String,
    pub until: String,
    pub seen: Seen,
}

impl std::fmt::Debug for LookPage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LookPage")
    }
}

#[derive(Debug, Clone)]
pub enum Seen {
    Nobody,
    Person {
        traces: Traces,
        places: Vec<PlaceRow>,
    },
    Group {
        name: String,
        people: String,
        leaders: Vec<(String, Traces)>,
        times: Vec<String>,
    },
}

/// What is shown of one person, whoever they are.
#[derive(Debug, Clone)]
pub struct Traces {
    pub devices: Vec<DeviceRow>,
    pub door: String,
    pub ring: String,
}

#[derive(Debug, Clone)]
pub struct DeviceRow {
    pub label: String,
    pub by: String,
    pub when: String,
    pub over: bool,
}

#[derive(Debug, Clone)]
pub struct PlaceRow {
    pub group: String,
    pub role: String,
    pub leaders: String,
    pub times: Vec<String>,
}
