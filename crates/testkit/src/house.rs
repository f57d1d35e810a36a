//! Linden House, its two groups and their first evening: Tuesday 6 January 2026, 18:00 in Berlin.

use crate::Cast::{self, *};
use crate::ids::fixed;
use domain::group::{Group, Kind, Levels, Listing, MembershipRule, Price};
use domain::membership::Membership;
use domain::plan::Plan;
use domain::practice::Practice;
use domain::session::Session;
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;

/// Chairs in each of the two groups.
pub const GROUP_SEATS: u8 = 8;

const BERLIN: &str = "Europe/Berlin";

/// Tuesday 6 January 2026, 18:00 in Berlin: 17:00 UTC.
pub fn first_evening() -> Timestamp {
    let berlin = TimeZone::get(BERLIN).expect("jiff brings the time zones");
    date(2026, 1, 6)
        .at(18, 0, 0, 0)
        .to_zoned(berlin)
        .expect("the hour exists on that day")
        .timestamp()
}

pub fn linden_house() -> Practice {
    Practice {
        id: fixed(1),
        name: "Linden House".to_owned(),
        country: "DE".to_owned(),
        language: "en".to_owned(),
        time_zone: BERLIN.to_owned(),
    }
}

/// A closed therapy group that only its own people know of.
pub fn tuesday_evening() -> Group {
    Group {
        id: fixed(1),
        name: "Tuesday Evening".to_owned(),
        neutral_name: "Tuesday evening group".to_owned(),
        kind: Kind::Therapy,
        focus: "anxiety".to_owned(),
        approach: "interpersonal".to_owned(),
        rule: MembershipRule::Closed,
        summary: "Eight people, twelve evenings.".to_owned(),
        evening: vec!["We arrive.".to_owned(), "Everyone has the floor once.".to_owned()],
        seats: GROUP_SEATS,
        time_zone: BERLIN.to_owned(),
        language: "en".to_owned(),
        price: Some(Price {
            minor_units: 4_500,
            currency: "EUR".to_owned(),
        }),
        listed: Listing::Private,
        levels: Levels::Server,
    }
}

/// An open support group with a public page and two places free.
pub fn living_with_loss() -> Group {
    Group {
        id: fixed(2),
        name: "Living with Loss".to_owned(),
        neutral_name: "Thursday group".to_owned(),
        kind: Kind::Support,
        focus: "grief".to_owned(),
        approach: "support".to_owned(),
        rule: MembershipRule::Open,
        summary: "For people whose someone has died.".to_owned(),
        evening: vec!["We light a candle.".to_owned()],
        seats: GROUP_SEATS,
        time_zone: BERLIN.to_owned(),
        language: "en".to_owned(),
        price: None,
        listed: Listing::Public,
        levels: Levels::Server,
    }
}

/// The full circle of "Tuesday Evening", in seat order.
pub fn tuesday_circle() -> Vec<Membership> {
    seated(
        &tuesday_evening(),
        &[Mara, Anna, Ben, Chidi, Dana, Eli, Farah, Ines],
    )
}

/// "Living with Loss": six of eight chairs are taken.
pub fn loss_circle() -> Vec<Membership> {
    seated(&living_with_loss(), &[Ines, Gita, Hugo, Ida, Jonas, Kofi])
}

/// Session 7 of 12.
pub fn tuesday_session() -> Session {
    Session {
        id: fixed(1),
        group: tuesday_evening().id,
        starts_at: first_evening(),
        minutes: 90,
        number: 7,
        of: Some(12),
        plan: Plan::of_ninety_minutes(),
        ended_at: None,
        planned: domain::session::Planned::default(),
    }
}

/// Two days later.
pub fn loss_session() -> Session {
    let starts_at = first_evening() + jiff::SignedDuration::from_hours(48);
    Session {
        id: fixed(2),
        group: living_with_loss().id,
        starts_at,
        number: 3,
        of: None,
        ..tuesday_session()
    }
}

fn seated(group: &Group, order: &[Cast]) -> Vec<Membership> {
    (0..)
        .zip(order)
        .map(|(seat, who)| who.membership(group.id, seat))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_evening_is_a_tuesday_at_five_in_the_afternoon_utc() {
        assert_eq!(first_evening().to_string(), "2026-01-06T17:00:00Z");
    }

    #[test]
    fn the_plan_fills_the_session() {
        let session = tuesday_session();
        assert_eq!(
            session.plan.phases.iter().map(|phase| phase.minutes).sum::<u16>(),
            session.minutes
        );
    }

    #[test]
    fn two_places_are_free_in_living_with_loss_and_none_on_tuesday() {
        assert_eq!((tuesday_circle().len(), loss_circle().len()), (8, 6));
    }
}
