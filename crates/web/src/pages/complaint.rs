//! `/complaint`: the form, where else to turn, and one complaint with its answer.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "complaint.html")]
pub struct ComplaintPage {
    pub frame: Frame,
    pub form: Form,
    pub groups: Vec<GroupRow>,
    pub ways: Vec<Way>,
    /// Whether anybody could read one that is about no group.
    pub can_be_read: bool,
    /// In the practice's own words, line by line.
    pub elsewhere: Vec<String>,
    pub sent: Vec<SentRow>,
}

impl ComplaintPage {
    /// Whether there is any complaint that somebody could read.
    pub fn is_open(&self) -> bool {
        self.can_be_read || self.groups.iter().any(|group| !group.unread)
    }
}

/// What was typed. Confidential: there is no printing of it.
#[derive(Clone, Default)]
pub struct Form {
    pub name: String,
    pub words: String,
    pub about: String,
    pub reach: String,
    pub named: bool,
    /// About the whole of it.
    pub problem: Option<String>,
    pub words_problem: Option<String>,
    pub group_problem: Option<String>,
    pub about_problem: Option<String>,
    pub answering_problem: Option<String>,
    pub reach_problem: Option<String>,
}

impl Form {
    /// Each with the field it is about, in the order of the page.
    pub fn problems(&self) -> Vec<(&'static str, &str)> {
        [
            ("send", &self.problem),
            ("words", &self.words_problem),
            ("group", &self.group_problem),
            ("about", &self.about_problem),
            ("answering-here", &self.answering_problem),
            ("reach", &self.reach_problem),
        ]
        .into_iter()
        .filter_map(|(field, problem)| Some((field, problem.as_deref()?)))
        .collect()
    }
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Form")
    }
}

#[derive(Debug, Clone)]
pub struct GroupRow {
    pub id: String,
    pub name: String,
    pub chosen: bool,
    /// Nobody here could read one about it who does not lead it.
    pub unread: bool,
}

#[derive(Debug, Clone)]
pub struct Way {
    pub value: &'static str,
    pub label: String,
    pub chosen: bool,
}

#[derive(Debug, Clone)]
pub struct SentRow {
    pub href: String,
    pub when: String,
    pub state: String,
}

/// Confidential: there is no printing of it.
#[derive(Template)]
#[template(path = "complaint_one.html")]
pub struct ComplaintOnePage {
    pub frame: Frame,
    /// Reached by its secret address, which is then worth keeping.
    pub by_address: bool,
    pub received: String,
    pub state: String,
    pub answer: Vec<String>,
    pub wants_answer: bool,
    pub words: Vec<String>,
    pub about: String,
    pub group: Option<String>,
    pub named: bool,
}

impl std::fmt::Debug for ComplaintOnePage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ComplaintOnePage")
    }
}
