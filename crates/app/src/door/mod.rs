//! "Before you come in": where I am, whether I am alone, which channel is safe.

mod answer;
mod mine;

pub use answer::{DoorForm, answer};
pub use mine::{DoorPage, last_country, mine};
