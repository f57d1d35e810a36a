//! The people of every test, document and picture. Addresses and numbers are reserved ones: nobody has them.

use crate::ids::fixed;
use domain::credential::Credential;
use domain::door::{Alone, DoorAnswers, SafeChannel};
use domain::emergency::EmergencyFacts;
use domain::membership::{Alias, Membership, Role, State};
use domain::person::{EmailAddress, Person, Standing};
use domain::{GroupId, MembershipId, PersonId, Private, SessionId};
use jiff::Timestamp;
use jiff::civil::date;

/// Facilitators Mara and Ines; members; observer Otto, coordinator Pia, operator Olu; Sam, a stranger to the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u16)]
pub enum Cast {
    Mara = 1,
    Ines,
    Anna,
    Ben,
    Chidi,
    Dana,
    Eli,
    Farah,
    Otto,
    Pia,
    Olu,
    Sam,
    Gita,
    Hugo,
    Ida,
    Jonas,
    Kofi,
    Leila,
    Nadia,
}

use Cast::*;

impl Cast {
    pub const ALL: [Self; 19] = [
        Mara, Ines, Anna, Ben, Chidi, Dana, Eli, Farah, Otto, Pia, Olu, Sam, Gita, Hugo, Ida, Jonas, Kofi,
        Leila, Nadia,
    ];

    /// Also the alias this person uses in every group.
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// The same as in the demo, so that pictures, documents and tests tell of the same people.
    pub fn legal_name(self) -> &'static str {
        self.names().1
    }

    pub fn id(self) -> PersonId {
        fixed(self as u16)
    }

    pub fn email(self) -> EmailAddress {
        EmailAddress::parse(&format!("{}@linden.example", self.name().to_lowercase()))
            .expect("a first name and linden.example make an address")
    }

    pub fn person(self) -> Person {
        Person {
            id: self.id(),
            legal_name: Private::from(self.legal_name()),
            email: Private::new(self.email()),
            language: "en".to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
            standing: match self {
                Pia => Standing::Coordinator,
                Olu => Standing::Operator,
                _ => Standing::Person,
            },
        }
    }

    /// What this person is wherever they have a seat.
    pub fn role(self) -> Role {
        match self {
            Mara => Role::Facilitator,
            Ines => Role::CoFacilitator,
            Otto => Role::Observer,
            _ => Role::Member,
        }
    }

    /// The id of this person's seat in a group: another one in every group, or groups could be compared.
    pub fn membership_id(self, group: GroupId) -> MembershipId {
        let in_loss = group == crate::living_with_loss().id;
        fixed(self as u16 + if in_loss { 200 } else { 100 })
    }

    pub fn membership(self, group: GroupId, seat: u8) -> Membership {
        Membership {
            id: self.membership_id(group),
            group,
            person: self.id(),
            alias: Alias::parse(self.name()).expect("a first name is an alias"),
            role: self.role(),
            seat,
            state: State::Active,
        }
    }

    /// A licence, for the two who lead.
    pub fn credential(self) -> Option<Credential> {
        matches!(self, Mara | Ines).then(|| Credential {
            id: fixed(self as u16),
            person: self.id(),
            title: "Psychological psychotherapist".to_owned(),
            jurisdiction: "Berlin, Germany".to_owned(),
            checked_on: date(2025, 12, 1),
            checked_by: "Register of the Berlin chamber".to_owned(),
        })
    }

    /// At home, alone, safe to ring.
    pub fn at_the_door(self, session: SessionId, group: GroupId, at: Timestamp) -> DoorAnswers {
        DoorAnswers {
            session,
            member: self.membership_id(group),
            place: Private::new(format!("{} Lindenweg, Berlin", self as u16)),
            country: "DE".to_owned(),
            alone: Alone::Yes,
            safe_channel: SafeChannel::Ring,
            answered_at: at,
        }
    }

    pub fn emergency_facts(self) -> EmergencyFacts {
        EmergencyFacts {
            person: self.id(),
            phone: self.phone(0),
            // Dana's phone is not hers alone.
            safe_to_ring: self != Dana,
            contact_name: Private::new(format!("Robin, who knows {}", self.name())),
            contact_phone: self.phone(100),
            contact_relation: Private::from("sister"),
        }
    }

    /// Berlin 23125-000 to -999 are kept free for fiction by the Bundesnetzagentur.
    fn phone(self, offset: u16) -> Private<String> {
        Private::new(format!("+49 30 23125 {:03}", self as u16 + offset))
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Mara => ("Mara", "Mara Lindqvist"),
            Ines => ("Ines", "Ines Okafor"),
            Anna => ("Anna", "Anna Berger"),
            Ben => ("Ben", "Benjamin Adler"),
            Chidi => ("Chidi", "Chidi Eze"),
            Dana => ("Dana", "Dana Nováková"),
            Eli => ("Eli", "Elias Roth"),
            Farah => ("Farah", "Farah Haddad"),
            Otto => ("Otto", "Otto Brandauer"),
            Pia => ("Pia", "Pia Schuster"),
            Olu => ("Olu", "Olu Adeyemi"),
            Sam => ("Sam", "Sam Winterbourne"),
            Gita => ("Gita", "Gita Rao"),
            Hugo => ("Hugo", "Hugo Brandt"),
            Ida => ("Ida", "Ida Sørensen"),
            Jonas => ("Jonas", "Jonas Weber"),
            Kofi => ("Kofi", "Kofi Mensah"),
            Leila => ("Leila", "Leila Karimi"),
            Nadia => ("Nadia", "Nadia Petrova"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_of_the_cast_share_an_id_an_address_or_a_legal_name() {
        let ids: HashSet<_> = Cast::ALL.iter().map(|who| who.id()).collect();
        let addresses: HashSet<_> = Cast::ALL.iter().map(|who| who.email()).collect();
        let names: HashSet<_> = Cast::ALL.iter().map(|who| who.legal_name()).collect();
        assert_eq!((ids.len(), addresses.len(), names.len()), (19, 19, 19));
    }

    #[test]
    fn the_ids_of_the_cast_are_version_seven_like_all_ids_of_the_house() {
        use domain::id::Id as _;
        assert!(Cast::ALL.iter().all(|who| who.id().uuid().get_version_num() == 7));
    }

    #[test]
    fn one_person_has_another_membership_id_in_each_group() {
        let (tuesday, loss) = (crate::tuesday_evening().id, crate::living_with_loss().id);
        assert_ne!(Ines.membership_id(tuesday), Ines.membership_id(loss));
    }
}
