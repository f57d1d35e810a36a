//! The two groups of Linden House, as their pages tell of them.

use domain::GroupId;
use domain::group::{Group, Kind, Levels, Listing, MembershipRule, Price};

pub(super) const ZONE: &str = "Europe/Berlin";

/// The group whose session is on now. Its page is for its own people.
pub(super) fn tuesday_evening(id: GroupId, seats: u8) -> Group {
    Group {
        id,
        name: "Tuesday Evening".to_owned(),
        neutral_name: "Tuesday evening group".to_owned(),
        kind: Kind::Therapy,
        focus: "relationships".to_owned(),
        approach: "interpersonal".to_owned(),
        rule: MembershipRule::Revolving,
        summary: "A circle about getting on with others, and with yourself. You can speak, or only listen. \
                  Nobody has to turn a camera on."
            .to_owned(),
        evening: lines(&[
            "We arrive, and each person says how they are, in a word if they like.",
            "Most of the time belongs to what people bring. The floor goes round; you can always pass.",
            "We say what we notice in the room, kindly and about ourselves. Nobody is pushed to tell more than they want.",
            "We end with a quiet minute and a closing word.",
        ]),
        seats,
        time_zone: ZONE.to_owned(),
        language: "en".to_owned(),
        price: price(),
        listed: Listing::Private,
        levels: Levels::Server,
    }
}

/// The group that strangers can find. Six of its eight seats are taken.
pub(super) fn living_with_loss(id: GroupId) -> Group {
    Group {
        id,
        name: "Living with Loss".to_owned(),
        neutral_name: "Thursday evening group".to_owned(),
        kind: Kind::Therapy,
        focus: "grief".to_owned(),
        approach: "process".to_owned(),
        rule: MembershipRule::Closed,
        summary: "A small circle for people who have lost someone close. You can speak, or only listen. \
                  Nobody has to turn a camera on."
            .to_owned(),
        evening: lines(&[
            "We arrive, and each person says how they are, in a word if they like.",
            "Most of the time belongs to what people bring. The floor goes round; you can always pass.",
            "You can bring a photograph, a song, or nothing at all. Tears are welcome, and so is laughing.",
            "We end with a quiet minute and a closing word.",
        ]),
        seats: 8,
        time_zone: ZONE.to_owned(),
        language: "en".to_owned(),
        price: price(),
        listed: Listing::Public,
        levels: Levels::Server,
    }
}

/// Who sits in "Living with Loss" besides Mara and Ines, by the names they use there: a person may bear another
/// name in each group.
pub(super) const LOSS_MEMBERS: [(&str, &str); 4] =
    [("gita", "G."), ("hugo", "Hugo"), ("ida", "Ida"), ("jonas", "Jo")];

fn price() -> Option<Price> {
    Some(Price {
        minor_units: 2_800,
        currency: "EUR".to_owned(),
    })
}

fn lines(paragraphs: &[&str]) -> Vec<String> {
    paragraphs
        .iter()
        .map(|paragraph| (*paragraph).to_owned())
        .collect()
}
