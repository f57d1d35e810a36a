//! A person's own record: check-ins that they asked to keep. Nobody else is shown any of it, whatever their role.

mod delete;
mod keep;
mod mine;

pub use delete::{delete, delete_all};
pub use keep::{CheckinForm, keep};
pub use mine::{Kept, mine};
