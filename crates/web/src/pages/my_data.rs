//! `/my-data`: what is kept about me, for how long and why; carrying it away; asking to be erased.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "my_data.html")]
pub struct MyDataPage {
    pub frame: Frame,
    pub kept: Vec<KeptRow>,
    pub erasing: Erasing,
    /// Signed in a moment ago; otherwise the page asks for it before anything is carried away or erased.
    pub fresh: bool,
    pub holds: Vec<HoldRow>,
}

#[derive(Debug, Clone)]
pub struct KeptRow {
    pub what: String,
    pub period: String,
    pub why: String,
}

#[derive(Debug, Clone)]
pub enum Erasing {
    /// How many days there are to take it back.
    CanAsk { days: i64 },
    /// "Tuesday 13 January, 18:05"
    Waits { until: String },
    /// Leads a group or works here.
    ThroughThePractice,
}

#[derive(Clone)]
pub struct HoldRow {
    pub reason: String,
    pub placed_by: String,
    pub until: String,
}

impl std::fmt::Debug for HoldRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HoldRow")
    }
}
