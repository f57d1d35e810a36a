//! What each route does: take the request, ask `app`, fill a page. `routes.rs` says which is where and for whom.

pub(crate) mod agreement;
pub(crate) mod agreement_edit;
pub(crate) mod agreement_signed;
pub(crate) mod alias;
pub(crate) mod away;
pub(crate) mod complaint;
pub(crate) mod devices;
pub(crate) mod door;
pub(crate) mod front;
pub(crate) mod group;
pub(crate) mod groups;
pub(crate) mod health;
pub(crate) mod house;
pub(crate) mod line;
pub(crate) mod locked;
pub(crate) mod looks;
pub(crate) mod mailbox;
pub(crate) mod my_data;
mod my_data_file;
pub(crate) mod notes;
pub(crate) mod notes_left;
pub(crate) mod notices;
pub(crate) mod own_record;
pub(crate) mod passkeys;
pub(crate) mod passwords;
pub(crate) mod people;
pub(crate) mod prepare;
pub(crate) mod recovery;
pub(crate) mod releases;
pub(crate) mod room;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod sign_in_link;
pub(crate) mod sign_out;
mod steps;
pub(crate) mod times;
mod times_words;
pub(crate) mod today;
pub(crate) mod who_looked;

use crate::answer::Trouble;
use crate::visitor::Visitor;
use crate::when;
use domain::id::Id;
use jiff::Timestamp;
use std::str::FromStr;

/// An id in an address. Text that is no id names nothing, so the answer is "not found" and never "malformed".
pub(crate) fn id<T: FromStr>(text: &str) -> Result<T, Trouble> {
    text.parse().map_err(|_| Trouble::NotFound)
}

/// An id in a form. Text that is none becomes one that names nothing: whoever may not act here is told that first, and whoever may is
/// told the same as of one that never was.
pub(crate) fn id_in_form<T: Id>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| T::from_uuid(Default::default()))
}

/// "6 January 2026, 18:05", where this visitor is.
pub(crate) fn moment(visitor: &Visitor, at: Timestamp) -> String {
    let at = when::local(at, &visitor.zone());
    let day = when::date_with_year(visitor.say(), at.date());
    visitor
        .say()
        .with2("data-moment", "date", day, "time", when::time(&at))
}

/// Lines that somebody typed, each a paragraph.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}
