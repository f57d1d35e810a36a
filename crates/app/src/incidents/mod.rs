//! What went wrong in the house and whom the practice must tell: written into the audit log, where it cannot be bent, with counts and
//! never with names. For whoever runs the house, at its own terminal.

mod add;
mod list;
mod report;

pub use add::{Happened, add};
pub use list::{Written, list};
pub use report::report;

pub(crate) const ADD: &str = "Incident/Add";
