//! The audit log read: by the person whose record it is about, and by whoever answers for the house. Writing it is part of
//! each verb; looks, which change nothing, go through `reads`.

mod export;
mod fhir;
mod reads;
mod refusals;
mod who_looked;

pub use export::{Export, export};
pub(crate) use export::{midnight_of, zone_of};
pub use fhir::audit_event;
pub(crate) use reads::write_down;
pub use refusals::was_refused;
pub(crate) use refusals::{Refusals, was_refused_to};
pub use who_looked::{Look, Looker, Looks, What, who_looked};
