//! Complaints, past whoever leads a group: sent with or without an account, read by whoever the practice named for it, answered where
//! and how the person wants. Nobody who leads what it may be about learns that there is one.

mod by_address;
mod change;
mod form;
mod mine;
mod read;
mod readers;
mod send;

pub use by_address::by_address;
pub use change::{answer, close, make_incident};
pub use form::{GroupChoice, Name, Prepared, prepare};
pub use mine::{Mine, mine};
pub use read::{ForReader, InList, list, read};
pub use readers::{is_reader, name_reader, name_reader_no_more};
pub use send::{ComplaintForm, Sent, send};

use domain::GroupId;
use policy::ComplaintAbout;

fn about(group: Option<GroupId>) -> ComplaintAbout {
    group.map_or(ComplaintAbout::Unsaid, ComplaintAbout::Group)
}
