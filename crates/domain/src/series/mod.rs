//! A series: when a group meets again and again, in the group's own zone (RFC 5545, 3.3.10).
//!
//! A rule names days, a [`Clock`] turns each into a moment, [`Series::dates`] leaves out what a break takes.
//! Sessions are made from it ahead of time; each keeps the day it was made for, so that a session that is moved stays the same one.

mod clock;
mod pause;
mod plan;
mod rule;
mod unroll;

pub use clock::{Clock, UnknownZone, day_in};
pub use pause::{Pause, PauseRefused};
pub use plan::{End, LONGEST_MINUTES, SHORTEST_MINUTES, Series, SeriesRefused};
pub use rule::{Days, NotARule, Nth, Rule};
pub use unroll::{Unrolled, unroll};
