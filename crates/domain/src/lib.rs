//! What a clinician could state about groups, seats, sessions and the care around them.
//!
//! Pure values and rules: no I/O, no clock, no randomness. Time and ids arrive as arguments.

pub mod agreement;
pub mod alias;
pub mod break_glass;
pub mod checkin;
pub mod complaint;
pub mod credential;
pub mod door;
pub mod emergency;
pub mod group;
pub mod help;
pub mod hold;
pub mod id;
pub mod incident;
pub mod live;
pub mod membership;
pub mod notice;
pub mod passkey;
pub mod person;
pub mod plan;
pub mod practice;
pub mod private;
pub mod recovery;
pub mod release;
pub mod retention;
pub mod series;
pub mod session;
pub mod sign_in;
pub mod vault;

pub use id::{
    CheckinId, ClauseId, GroupId, MembershipId, PersonId, PracticeId, ReleaseId, SeriesId, SessionId,
    SignInId, SignatureId,
};
pub use private::Private;
