//! Erasing a person: asked for by themselves and by nobody else, after a time in which they can take it back.

mod again;
mod ask;
mod carry_out;
mod mine;
mod take_back;

pub use again::run as again;
pub use ask::{Asked, ask};
pub use carry_out::run as carry_out;
pub use mine::mine;
pub use take_back::take_back;

use domain::person::Standing;
use domain::{PersonId, SignInId};
use jiff::SignedDuration;
use policy::Actor;
use std::sync::Arc;
use store::ErasedList;

/// A night can pass, and a week with the next evening in it; somebody else who pressed the button is found out.
pub const WAIT: SignedDuration = SignedDuration::from_hours(24 * 7);

/// How this house erases.
#[derive(Debug, Clone)]
pub struct Erasing {
    pub wait: SignedDuration,
    /// Apart from the database. `None` in tests that restore nothing.
    pub list: Option<ErasedList>,
}

impl Default for Erasing {
    fn default() -> Self {
        Self {
            wait: WAIT,
            list: None,
        }
    }
}

/// See [`crate::App::when_erased`].
pub(crate) type ErasedHook = Arc<dyn Fn(PersonId, &[SignInId]) + Send + Sync>;

/// Whoever leads a group or works here stands in the records of others, and the practice may have to answer for what they did.
pub(crate) fn works_here(actor: &Actor) -> bool {
    actor.standing != Standing::Person || actor.leads_anything()
}
