//! What the house keeps of a person, in their own hands: seen with its periods, carried away whole, and erased.

mod document;
mod export;
mod show;

pub use document::FORMAT_VERSION;
pub use export::{Export, export};
pub use show::{Overview, show};
pub use store::{Field, Section, Value};

/// Every part an export has, with the names of its fields, for those who put them into words.
pub fn names() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut names = store::my_data_names();
    names.push(("letters_waiting", vec!["to", "subject", "body", "due_at"]));
    names
}
