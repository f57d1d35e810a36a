//! `/groups`: the groups that strangers may know of.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "groups.html")]
pub struct GroupsPage {
    pub frame: Frame,
    pub groups: Vec<GroupRow>,
}

#[derive(Debug, Clone)]
pub struct GroupRow {
    pub href: String,
    pub name: String,
    pub summary: String,
    pub kind: String,
    /// "Tuesdays, 18:00 to 19:30"; empty when nothing is planned.
    pub when: String,
    /// "2 places free"
    pub places: String,
}
