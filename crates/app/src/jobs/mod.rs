//! What is done after a change has become true: jobs from the outbox, each repeatable.

pub(crate) mod deliver_mail;
mod run;

pub use run::{keep_running, run_due};
