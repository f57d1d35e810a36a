//! The letters the practice sends, and how they leave the house: by SMTP, into a folder, or into a demo's mailbox.
//!
//! A letter may be read over someone's shoulder. So its sender, subject and body are neutral: no group, no topic,
//! no name of another person. Each message has its templates in `templates/<message>/`; its words are Fluent's.

mod delivery;
mod folder;
mod letter;
mod notice;
mod shelf;
mod sign_in_link;
mod smtp;

pub use delivery::{Delivery, Outcome, Undelivered};
pub use folder::Folder;
pub use letter::{Letter, Sender};
pub use notice::Notice;
pub use shelf::Shelf;
pub use sign_in_link::SignInLink;
pub use smtp::{BadSmtp, Smtp, SmtpSecurity};
