//! The pages: each a struct with its words and facts, a template in `templates/`, and samples for the gallery.
//!
//! A page knows how it looks and nothing of the store: `handlers/` fills it from what `app` says.

pub mod agreement;
pub mod alias;
pub mod away;
pub mod complaint;
pub mod devices;
pub mod door;
pub mod frame;
pub mod front;
pub mod group;
pub mod groups;
pub mod help;
pub mod house;
pub mod locked;
pub mod mailbox;
pub mod my_data;
pub mod my_data_file;
pub mod notes;
pub mod own_record;
pub mod password;
pub mod people;
pub mod prepare;
pub mod recovery;
pub mod releases;
pub mod room;
pub mod samples;
pub mod session;
pub mod sign_in;
pub mod sign_in_link;
pub mod sign_in_password;
pub mod steps;
pub mod times;
pub mod today;
pub mod trouble;
pub mod who_looked;

pub use frame::Frame;
