//! Tells people what happened to their own accounts: a letter at once, a line on their day's page until they put it away, and a list
//! beside their devices that stays, because whoever got in could put the line away too.
//!
//! A verb calls [`tell`] inside its own work, so that whoever is told is told the truth. What a notice says is in
//! `domain::notice::Happened`: to tell of something new, add a kind there and its words in `locales/*/mail.ftl`.

mod list;
mod put_away;
mod tell;

pub use list::{Told, list, waiting};
pub use put_away::put_away;
pub(crate) use tell::{letter, tell, tell_later};
