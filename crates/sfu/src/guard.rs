//! Runs one participant's step so that a panic ends that participant and nobody else.
//!
//! The protocol stack has had remotely reachable panics (its trackers list six). After one, the participant's
//! whole state is thrown away, so that nothing half-changed is ever looked at again.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// A step panicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault;

pub(crate) fn guarded<T>(step: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(step)).map_err(|_| Fault)
}
