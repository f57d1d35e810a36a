//! Holds: what keeps a person's data although its time is over. Placed and released at the terminal of whoever runs the house, never
//! in secret: the person reads of it on their page and in their export, and the log has a row.

mod hold;
mod release;

pub use hold::{Wanted, hold};
pub use release::release;

use crate::Result;
use store::{Hold, Store};

/// Everyone's, past ones too, oldest first.
pub async fn holds(store: &Store) -> Result<Vec<Hold>> {
    Ok(store.holds().all().await?)
}
