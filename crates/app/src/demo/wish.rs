//! What a demo is asked for, and what stands afterwards.

use super::cast;
use domain::group::MAX_SEATS;
use domain::{GroupId, MembershipId, PersonId, SessionId};

/// How large the circle is, and in whose seats bots sit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// 8 to 15; other numbers are taken as the nearest.
    pub seats: u8,
    /// First names, lower case. Their answers at the door are filled in.
    pub bots: Vec<String>,
}

impl Wish {
    /// A circle for this many bots. Anna's and Eli's chairs are left: hers for a visitor, his to stand empty. A
    /// bot that leads comes first, so that somebody opens the door; more than six make the circle grow.
    pub fn for_bots(count: usize) -> Self {
        let bots: Vec<_> = cast::BOTS_IN_ORDER
            .iter()
            .take(count)
            .map(|name| (*name).to_owned())
            .collect();
        let beyond = bots.len().saturating_sub(cast::BOTS_IN_EIGHT_SEATS);
        Self {
            seats: cast::FEWEST_SEATS.saturating_add(u8::try_from(beyond).unwrap_or(MAX_SEATS)),
            bots,
        }
    }
}

/// The practice as it stands after seeding.
#[derive(Debug, Clone)]
pub struct Demo {
    /// "Tuesday Evening".
    pub group: GroupId,
    /// Its session that is on now.
    pub session: SessionId,
    /// Those in the circle in seat order, then everybody else of the house.
    pub people: Vec<DemoPerson>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// First name in lower case: "mara". Also the host a visitor meets them on.
    pub name: String,
    pub person: PersonId,
    /// The seat in the circle that is on now; `None` for those who do not sit in it.
    pub member: Option<MembershipId>,
    pub leads: bool,
    /// A bot was wished for this seat.
    pub bot: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_always_leaves_annas_chair_to_a_visitor_and_elis_empty() {
        for count in 0..40 {
            let wish = Wish::for_bots(count);
            assert!(!wish.bots.iter().any(|name| name == "anna" || name == "eli"));
            assert!((8..=MAX_SEATS).contains(&wish.seats), "{count}");
            assert!(usize::from(wish.seats) >= wish.bots.len() + 2, "{count}");
            assert_eq!(wish.bots.len(), count.min(13));
        }
    }

    #[test]
    fn the_first_bot_leads() {
        assert_eq!(Wish::for_bots(1).bots, ["ines"]);
        assert_eq!(Wish::for_bots(6).seats, 8);
        assert_eq!(Wish::for_bots(7).seats, 9);
    }
}
