//! What is done after a change has become true: jobs from the outbox, each repeatable.

pub(crate) mod deliver_mail;
mod forget_links;
mod forget_quiet;
mod run;

pub use forget_links::run as forget_links;
pub use forget_quiet::run as forget_quiet;
pub use run::{keep_running, run_due};
