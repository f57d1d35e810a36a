//! Every page with the shared cast in it, for the gallery, the checks of HTML and access, and screenshots.

mod agreements;
mod alias;
mod devices;
mod evening;
mod house;
mod my_data;
mod notes;
mod password;
mod people;
mod public;
mod record;
mod recovery;
mod signing_in;
mod times;
mod trouble;

use super::frame::{self, Frame};
use crate::assets::page_assets;
use crate::say::Say;
use askama::Template;

/// Name and HTML of every page in each of its states.
pub fn all() -> Vec<(&'static str, String)> {
    [
        public::all(),
        signing_in::all(),
        evening::all(),
        record::all(),
        trouble::all(),
        alias::all(),
        people::all(),
        times::all(),
        agreements::all(),
        my_data::all(frame(Some("Anna"))),
        devices::all(),
        recovery::all(),
        password::all(),
        notes::all(),
        house::all(),
    ]
    .concat()
}

fn html(page: &impl Template) -> String {
    page.render().expect("a sample renders")
}

fn frame(person: Option<&str>) -> Frame {
    let say = Say::for_language("en");
    Frame {
        say,
        practice: "Linden House".into(),
        person: person.map(|name| frame::Who {
            name: name.into(),
            notes: name == "Mara",
            has_desk: false,
        }),
        help: crate::numbers::help_now(say, person.map(|_| "DE"), "DE"),
        assets: page_assets(),
        demo: true,
    }
}
