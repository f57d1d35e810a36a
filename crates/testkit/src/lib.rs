//! The shared cast, its house and its evening, with a clock and a chance that obey. For tests only.
//!
//! Ids, times and names never change, so that a snapshot made today reads the same in two years.

mod cast;
mod chance;
mod clock;
mod house;
mod ids;

pub use cast::Cast;
pub use chance::Chance;
pub use clock::FakeClock;
pub use house::{
    GROUP_SEATS, first_evening, linden_house, living_with_loss, loss_circle, loss_session, tuesday_circle,
    tuesday_evening, tuesday_session,
};
