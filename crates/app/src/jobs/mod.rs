//! What is done after a change has become true: jobs from the outbox, each repeatable.

mod cut;
pub(crate) mod deliver_mail;
mod forget_quiet;
mod run;
pub(crate) mod tell_by_letter;

pub use cut::run as cut;
pub use forget_quiet::run as forget_quiet;
pub use run::{keep_running, run_due};
