//! The demo practice: Linden House, its cast, its two groups, and a session that is on now.
//!
//! For trying out, tests, pictures and documents; nobody here is real. Telephone numbers are from the ranges that
//! the German regulator keeps for films.

mod agree;
mod cast;
mod evening;
mod groups;
mod keys;
mod people;
mod seed;
mod visitors;
mod wish;

pub use agree::agree;
pub use keys::{bot_cookie, bots_secret, sign_in_links};
pub use seed::seed;
pub use visitors::another_visitor;
pub use wish::{Demo, DemoPerson, Wish};
