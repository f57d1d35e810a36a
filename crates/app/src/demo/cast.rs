//! Who is who at Linden House. The same cast as in tests, documents and pictures.

use domain::membership::Role;
use domain::person::Standing;

pub(super) struct Character {
    /// First name in lower case; also the first part of the address and the alias, capitalised.
    pub(super) name: &'static str,
    pub(super) legal_name: &'static str,
    pub(super) standing: Standing,
    /// What they are in "Tuesday Evening", if they sit there.
    pub(super) role: Option<Role>,
    /// Where they say they are when a bot answers the door for them.
    pub(super) place: &'static str,
    pub(super) phone: &'static str,
    pub(super) safe_to_ring: bool,
    /// Name, telephone, and what they are to this person.
    pub(super) contact: (&'static str, &'static str, &'static str),
}

pub(super) const FEWEST_SEATS: u8 = 8;
/// All of the first eight but Anna and Eli.
pub(super) const BOTS_IN_EIGHT_SEATS: usize = 6;
pub(super) const BOTS_IN_ORDER: [&str; 13] = [
    "ines", "dana", "farah", "ben", "chidi", "mara", "gita", "hugo", "ida", "jonas", "kofi", "leila", "nadia",
];

/// In seat order of "Tuesday Evening"; whoever leads beside Mara sits last, so that the two face each other.
pub(super) fn circle(seats: u8) -> Vec<&'static Character> {
    let (ines, others) = (&CAST[CAST.len() - 1], &CAST[..CAST.len() - 1]);
    let others = others
        .iter()
        .take(usize::from(seats.clamp(FEWEST_SEATS, domain::group::MAX_SEATS)) - 1);
    others.chain([ines]).collect()
}

/// Everyone who may sit in the circle.
pub(super) static CAST: [Character; 15] = [
    Character {
        name: "mara",
        legal_name: "Mara Lindqvist",
        standing: Standing::Person,
        role: Some(Role::Facilitator),
        place: "Linden House, Kastanienallee 40, Berlin",
        phone: "+49 30 23125 001",
        safe_to_ring: true,
        contact: ("Jon Lindqvist", "+49 30 23125 101", "husband"),
    },
    member(
        "anna",
        "Anna Berger",
        "Linienstraße 12, Berlin",
        "+49 171 3920002",
        true,
        ("Ruth Berger", "+49 30 23125 102", "sister"),
    ),
    member(
        "ben",
        "Benjamin Adler",
        "Wiener Straße 7, back house, Berlin",
        "+49 171 3920003",
        true,
        ("Mia Adler", "+49 30 23125 103", "wife"),
    ),
    member(
        "chidi",
        "Chidi Eze",
        "Sonnenallee 88, third floor, Berlin",
        "+49 171 3920004",
        true,
        ("Ada Eze", "+49 30 23125 104", "mother"),
    ),
    member(
        "dana",
        "Dana Nováková",
        "Parked in the car, Seestraße 3, Potsdam",
        "+49 171 3920005",
        false,
        ("Petra Nováková", "+49 30 23125 105", "friend"),
    ),
    member(
        "eli",
        "Elias Roth",
        "Torstraße 201, Berlin",
        "+49 171 3920006",
        true,
        ("Sara Roth", "+49 30 23125 106", "partner"),
    ),
    member(
        "farah",
        "Farah Haddad",
        "Karl-Marx-Straße 55, Berlin",
        "+49 171 3920007",
        true,
        ("Omar Haddad", "+49 30 23125 107", "brother"),
    ),
    member(
        "gita",
        "Gita Rao",
        "Bergmannstraße 20, Berlin",
        "+49 171 3920008",
        true,
        ("Anil Rao", "+49 30 23125 108", "father"),
    ),
    member(
        "hugo",
        "Hugo Brandt",
        "Hauptstraße 9, Cottbus",
        "+49 171 3920009",
        true,
        ("Lena Brandt", "+49 30 23125 109", "daughter"),
    ),
    member(
        "ida",
        "Ida Sørensen",
        "Oderberger Straße 14, Berlin",
        "+49 171 3920010",
        true,
        ("Nils Sørensen", "+49 30 23125 110", "son"),
    ),
    member(
        "jonas",
        "Jonas Weber",
        "Lange Straße 31, Leipzig",
        "+49 171 3920011",
        true,
        ("Ute Weber", "+49 30 23125 111", "mother"),
    ),
    member(
        "kofi",
        "Kofi Mensah",
        "Müllerstraße 70, Berlin",
        "+49 171 3920012",
        true,
        ("Esi Mensah", "+49 30 23125 112", "wife"),
    ),
    member(
        "leila",
        "Leila Karimi",
        "Kantstraße 101, Berlin",
        "+49 171 3920013",
        false,
        ("Nora Karimi", "+49 30 23125 113", "cousin"),
    ),
    member(
        "nadia",
        "Nadia Petrova",
        "Frankfurter Allee 64, Berlin",
        "+49 171 3920014",
        true,
        ("Ivan Petrov", "+49 30 23125 114", "brother"),
    ),
    Character {
        name: "ines",
        legal_name: "Ines Okafor",
        standing: Standing::Person,
        role: Some(Role::CoFacilitator),
        place: "At home, Gartenstraße 5, Berlin",
        phone: "+49 30 23125 015",
        safe_to_ring: true,
        contact: ("Uche Okafor", "+49 30 23125 115", "partner"),
    },
];

/// The front desk and whoever runs the server: they sit in no circle.
pub(super) static HOUSE: [Character; 2] = [
    house("pia", "Pia Schuster", Standing::Coordinator, "+49 30 23125 016"),
    house("olu", "Olu Adeyemi", Standing::Operator, "+49 30 23125 017"),
];

const fn member(
    name: &'static str,
    legal_name: &'static str,
    place: &'static str,
    phone: &'static str,
    safe_to_ring: bool,
    contact: (&'static str, &'static str, &'static str),
) -> Character {
    Character {
        name,
        legal_name,
        standing: Standing::Person,
        role: Some(Role::Member),
        place,
        phone,
        safe_to_ring,
        contact,
    }
}

const fn house(
    name: &'static str,
    legal_name: &'static str,
    standing: Standing,
    phone: &'static str,
) -> Character {
    Character {
        name,
        legal_name,
        standing,
        role: None,
        place: "Linden House, Kastanienallee 40, Berlin",
        phone,
        safe_to_ring: true,
        contact: ("Front desk", "+49 30 23125 000", "work"),
    }
}

impl Character {
    pub(super) fn alias(&self) -> String {
        let mut letters = self.name.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default()
    }

    pub(super) fn email(&self) -> String {
        format!("{}@linden.example", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_circle_has_the_same_order_at_every_size() {
        let names = |seats| circle(seats).iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!(
            names(8),
            ["mara", "anna", "ben", "chidi", "dana", "eli", "farah", "ines"]
        );
        assert_eq!(names(10)[7..], ["gita", "hugo", "ines"]);
        assert_eq!((names(0).len(), names(15).len(), names(99).len()), (8, 15, 15));
    }
}
