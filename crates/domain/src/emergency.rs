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

/// Enough to tell one's own telephones apart, and too little for whoever looks over a shoulder.
const SHOWN_DIGITS: usize = 3;

impl EmergencyFacts {
    /// The end of the number, to be shown to its owner alone: "142" of "+49 30 555 0142". `None` where the end would be
    /// as good as the whole.
    pub fn phone_end(&self) -> Option<Private<String>> {
        let digits: Vec<char> = self.phone.reveal().chars().filter(char::is_ascii_digit).collect();
        (digits.len() > 2 * SHOWN_DIGITS).then(|| {
            digits
                .iter()
                .skip(digits.len() - SHOWN_DIGITS)
                .collect::<String>()
                .into()
        })
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id as _;

    fn end_of(phone: &str) -> Option<String> {
        let facts = EmergencyFacts {
            person: PersonId::from_uuid(uuid::Uuid::nil()),
            phone: phone.into(),
            safe_to_ring: true,
            contact_name: "".into(),
            contact_phone: "".into(),
            contact_relation: "".into(),
        };
        facts.phone_end().map(|end| end.reveal().clone())
    }

    #[test]
    fn of_a_number_only_its_end_is_shown_and_of_a_short_one_nothing() {
        assert_eq!(end_of("+49 30 555 0142").as_deref(), Some("142"));
        assert_eq!(end_of("030/555-01-42").as_deref(), Some("142"));
        for short in ["", "112", "123456", "ask my sister"] {
            assert_eq!(end_of(short), None, "{short}");
        }
    }
}
