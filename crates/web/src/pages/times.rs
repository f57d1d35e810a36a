//! `/groups/{grp}/times`: when a group meets, for those who lead it.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "times.html")]
pub struct TimesPage {
    pub frame: Frame,
    /// The neutral name.
    pub group: String,
    pub back: String,
    /// `/groups/grp_…/times`
    pub here: String,
    /// "Every Tuesday, 18:00 to 19:30, until session 12"; empty where there is no series.
    pub meets: String,
    /// "Berlin time".
    pub zone: String,
    pub coming: Vec<TimeRow>,
    /// Sessions that are not listed.
    pub more: String,
    pub pauses: Vec<PauseRow>,
    pub form: SeriesForm,
    pub pause: PauseForm,
    /// Something was done a moment ago.
    pub done: bool,
    pub problem: Option<String>,
}

/// One session that is to come.
#[derive(Debug, Clone)]
pub struct TimeRow {
    pub id: String,
    /// "Tuesday 6 January, 18:00"
    pub when: String,
    /// "Session 7 of 12", "Moved", "Does not take place: break".
    pub state: String,
    pub is_cancelled: bool,
    /// Its door is open: nothing is changed any more.
    pub is_on: bool,
    /// What stands in its form: its own day and time, or what was typed.
    pub on: String,
    pub at: String,
    /// What was wrong with what was typed; then the row is open.
    pub problem: Option<String>,
}

#[derive(Debug, Clone)]
pub struct PauseRow {
    pub id: String,
    pub when: String,
}

/// The form of the series, with what was typed and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct SeriesForm {
    /// The earliest day.
    pub today: String,
    pub first_on: String,
    pub at: String,
    pub minutes: String,
    /// Word and name of each, and whether it is chosen.
    pub repeats: Vec<(&'static str, String, bool)>,
    /// `open`, `after` or `on`.
    pub end: String,
    pub sessions: String,
    pub last_on: String,
    pub is_open: bool,
    pub problems: Problems,
}

#[derive(Debug, Clone, Default)]
pub struct PauseForm {
    pub from: String,
    pub until: String,
    pub problems: Problems,
}

/// What is wrong with a form: field and words, in its order.
#[derive(Debug, Clone, Default)]
pub struct Problems(pub Vec<(&'static str, String)>);

impl Problems {
    pub fn of(&self, field: &str) -> Option<&String> {
        let found = self.0.iter().find(|(of, _)| *of == field);
        found.map(|(_, words)| words)
    }
}
