//! A running room's own reading and writing, for `live`, which is trusted: the room has decided who may.
//!
//! Only [`open_card`] asks policy itself, because it shows a person's most private facts.

mod audit;
mod card_was_refused;
mod doors_were_read;
mod keep_link;
mod open_card;
mod owed;
mod record;
mod save_airtime;
mod setup;

pub use audit::decided_by;
pub(crate) use card_was_refused::RefusedCards;
pub use card_was_refused::card_was_refused;
pub use doors_were_read::doors_were_read;
pub use keep_link::keep_link;
pub use open_card::open_card;
pub(crate) use owed::Owed;
pub use owed::write_owed;
pub use record::record;
pub use save_airtime::save_airtime;
pub use setup::setup;

/// Chance for the key with which one running room says that a line was lost.
pub fn server_seed() -> crate::Result<[u8; 32]> {
    crate::chance::bytes()
}

async fn session_of(app: &crate::App, session: domain::SessionId) -> crate::Result<domain::session::Session> {
    let found = app.store().sessions().lookup(session).await?;
    found.ok_or(crate::Error::NotFound)
}
