//! Where a practice is kept, opened by a local command that works on it.

use crate::{cli, config};
use std::io::Write as _;
use store::{Keys, Store};

/// Only what is there: an empty log that was begun just now would be whole. Says in the command's own words, beside what it
/// prints, when the guard had been taken down: what the log of the program shows is up to RUST_LOG.
pub(crate) async fn open(place: &cli::Place) -> anyhow::Result<Store> {
    let keys = place.keys.clone().unwrap_or_else(|| place.data.join("keys"));
    anyhow::ensure!(
        keys.exists(),
        "no keys at {}: is this the data folder?",
        keys.display()
    );
    let url = config::store(place.store.as_deref(), &place.data)?;
    let store = Store::open_existing(&url, Keys::load_or_generate(&keys)?).await?;
    if store.guard_was_down() {
        writeln!(
            std::io::stderr().lock(),
            "Beware: what guards the audit log in the database had been taken down since the last start. It is up again now; rows may \
             have been changed in between, which `openchair audit verify` finds."
        )?;
    }
    Ok(store)
}
