//! The mailbox page of a demo, where mails are shown instead of sent.

mod list;

pub use list::list;
