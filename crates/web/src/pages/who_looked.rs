//! `/who-looked`: who opened something of mine, by day, newest first.

use super::Frame;
use crate::icons::{self, Icon};
use crate::say::Say;
use app::audit::What;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "who_looked.html")]
pub struct WhoLookedPage {
    pub frame: Frame,
    pub days: Vec<Day>,
    /// Where the times are: "Berlin".
    pub zone: String,
    /// Where the older ones begin, if there are any.
    pub older: Option<String>,
    /// Whether this page holds the newest.
    pub newest: bool,
}

#[derive(Debug, Clone)]
pub struct Day {
    pub date: String,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub who: String,
    /// What they are here: "leads your group".
    pub leads: Option<String>,
    pub what: What,
    pub group: Option<String>,
    /// "at 17:52, 18:03", or how often between when.
    pub when: String,
}

impl Row {
    fn icon(&self) -> Icon {
        match self.what {
            What::DoorAnswers => icons::DOOR_OPEN,
            What::EmergencyCard => icons::LIFE_BUOY,
            What::OwnRecord | What::Notes => icons::NOTEBOOK,
            What::Export => icons::DOWNLOAD,
            What::Complaint => icons::MAIL,
            What::BreakGlass { .. } => icons::EYE,
            What::Guardian | What::Released => icons::USER_ROUND,
            What::Other => icons::EYE,
        }
    }

    fn what(&self, say: &Say) -> String {
        if let What::BreakGlass {
            why: Some((class, second)),
        } = self.what
        {
            let why = say.with2(
                "looked-glass-why",
                "why",
                say.of(&format!("glass-why-{}", class.word())),
                "second",
                say.of(&format!("glass-second-{}", second.word())),
            );
            return format!("{} {why}", say.of("looked-glass"));
        }
        say.of(match self.what {
            What::DoorAnswers => "looked-door",
            What::EmergencyCard => "looked-card",
            What::OwnRecord => "looked-record",
            What::Export => "looked-export",
            What::Guardian => "looked-guardian",
            What::Released => "looked-released",
            What::Notes => "looked-notes",
            What::Complaint => "looked-complaint",
            What::BreakGlass { .. } => "looked-glass",
            What::Other => "looked-other",
        })
    }
}
