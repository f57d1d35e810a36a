//! Who a person is and whom to ring when they are in danger (S6, L13). For the session's facilitators only, logged.

use crate::{PersonId, Private};

/// The facts checked at the interview, kept apart from today's door answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyFacts {
    pub person: PersonId,
    pub phone: Private<String>,
    pub safe_to_ring: bool,
    pub contact_name: Private<String>,
    pub contact_phone: Private<String>,
    pub contact_relation: Private<String>,
}
