//! Who a person is and whom to ring when they are in danger (S6, L13). For the session's facilitators only, logged.

use crate::door::{Alone, SafeChannel};
use crate::membership::Alias;
use crate::{MembershipId, PersonId, Private};

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

/// One seat's card, as the session's facilitators open it: the person's facts and today's answers together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyCard {
    pub member: MembershipId,
    pub alias: Alias,
    pub legal_name: Private<String>,
    /// Where they said they are now.
    pub place: Private<String>,
    /// ISO 3166-1 alpha-2 country of that place.
    pub country: String,
    pub alone: Alone,
    pub phone: Private<String>,
    pub safe_to_ring: bool,
    pub safe_channel: SafeChannel,
    pub contact_name: Private<String>,
    pub contact_phone: Private<String>,
    pub contact_relation: Private<String>,
    /// Emergency number of that country.
    pub emergency_number: String,
}
