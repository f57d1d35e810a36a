//! Keeps everything in one database: one portable SQL for SQLite and PostgreSQL, private columns sealed at this edge.
//!
//! Reads go through [`Store`] (`store.groups().lookup(id)`), changes through a [`Work`]: audit row, jobs and change
//! commit together or not at all. Only this crate knows SQL; one file per noun, and `migrations/` for the tables.

mod admissions;
mod agreement_choices;
mod agreement_signatures;
mod agreement_versions;
mod airtimes;
mod audit;
mod credentials;
mod db;
mod door_answers;
mod emergency_facts;
mod erased;
mod erasures;
mod error;
mod facilitator_links;
mod groups;
mod guardians;
mod holds;
mod jobs;
mod kept_checkins;
mod keys;
mod live;
mod mails;
#[doc(hidden)]
pub mod measured;
mod memberships;
mod my_data;
mod nouns;
mod outbox;
mod passkeys;
mod people;
mod person_keys;
mod person_seal;
mod practices;
mod reach;
mod releases;
mod removals;
mod reseal;
mod retention;
mod room_states;
mod row;
mod seal;
mod sessions;
mod sign_in_links;
mod sign_ins;
mod statement;
mod store;
mod token;
mod url;
mod word;
mod work;

pub use agreement_choices::Choice;
pub use audit::{Actor, AuditEntry, AuditRow, Break, Chain, Head, NotAHead, WrittenHead};
pub use erased::ErasedList;
pub use erasures::Wish;
pub use error::Error;
pub use holds::{Hold, NewHold};
pub use jobs::{Job, NewJob};
pub use keys::Keys;
pub use mails::StoredMail;
pub use my_data::{Field, Section, Value, my_data_names};
pub use nouns::*;
pub use outbox::Outbox;
pub use passkeys::StoredPasskey;
pub use reach::{Reads, Writes};
pub use sign_in_links::SignInLink;
pub use sign_ins::SignIn;
pub use store::{OLDEST_SQLITE, Store};
pub use url::StoreUrl;
pub use work::Work;
