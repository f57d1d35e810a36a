//! What is done after a change has become true: jobs from the outbox, each repeatable.

pub(crate) mod deliver_mail;
mod forget_links;
mod run;

pub use forget_links::run as forget_links;
pub use run::{keep_running, run_due};
