//! What people and the house can do, one file per verb: `groups::show`, `door::answer`, `sign_in::spend_link`.
//!
//! A verb takes a [`Context`] (who asks, on which house) and reads like a short procedure: authorise by `policy`,
//! load, apply the rule, then store change, audit row and job in one transaction. Verbs that the house does for
//! itself (a running room storing a fact, a job, the demo) take the [`App`]. Knows neither HTTP nor SQL.

mod address;
mod chance;
mod clock;
mod context;
mod error;
mod house;

pub mod agreement;
pub mod audit;
pub mod break_glass;
pub mod complaints;
pub mod demo;
pub mod door;
pub mod erasure;
pub mod groups;
pub mod incidents;
pub mod jobs;
pub mod live;
pub mod mailbox;
pub mod my_data;
pub mod notices;
pub mod own_record;
pub mod passkeys;
pub mod passwords;
pub mod practice;
pub mod recovery;
pub mod retention;
pub mod sessions;
pub mod sign_in;
pub mod standing;
pub mod times;
pub mod vault;

pub use address::Address;
pub use clock::{Clock, SystemClock};
pub use context::{Context, SignedIn};
pub use error::{Error, Fault, FieldFault, OperationId, Refusal, Result};
pub use house::{App, AppConfig};
