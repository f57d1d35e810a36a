//! Who of the demo's visitors starts with the microphone on. They share one machine: a second open microphone beside the
//! first would send both voices twice around the circle.

use domain::PersonId;
use jiff::{SignedDuration, Timestamp};

/// Somebody who opened the room's page takes this long at most to sit down; who looks longer is a visitor like any other.
const ABOUT_TO_SIT: SignedDuration = SignedDuration::from_mins(2);

#[derive(Debug, Default)]
pub(crate) struct FirstVisitor(Option<(PersonId, Timestamp)>);

impl FirstVisitor {
    /// `another_is_here`: some other visitor is in a room, or at its door. Two people who open their pages before either
    /// sits are told apart by who came first.
    pub(crate) fn starts_muted(&mut self, who: PersonId, another_is_here: bool, now: Timestamp) -> bool {
        let is_about_to_sit = |(person, at): (PersonId, Timestamp)| person != who && now < at + ABOUT_TO_SIT;
        if another_is_here || self.0.is_some_and(is_about_to_sit) {
            return true;
        }
        self.0 = Some((who, now));
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::Id as _;
    use uuid::Uuid;

    fn person(number: u128) -> PersonId {
        PersonId::from_uuid(Uuid::from_u128(number))
    }

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn the_first_visitor_starts_unmuted_and_a_second_muted() {
        let mut first = FirstVisitor::default();
        assert!(!first.starts_muted(person(1), false, NOW));
        assert!(first.starts_muted(person(2), true, NOW));
        assert!(
            !first.starts_muted(person(1), false, NOW),
            "after a reload as before"
        );
    }

    #[test]
    fn of_two_who_open_their_pages_before_either_sits_one_is_muted() {
        let mut first = FirstVisitor::default();
        assert!(!first.starts_muted(person(1), false, NOW));
        assert!(first.starts_muted(person(2), false, NOW + SignedDuration::from_secs(5)));
        assert!(
            !first.starts_muted(person(2), false, NOW + ABOUT_TO_SIT),
            "the first never sat down"
        );
    }
}
