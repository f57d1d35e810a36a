//! What anybody sees: the front page, the locked door, the groups.

use super::{frame, html};
use crate::pages::{front, group, groups, locked};

pub(super) fn all() -> Vec<(&'static str, String)> {
    let stranger = frame(None);
    let mara = frame(Some("Mara"));
    vec![
        (
            "front",
            html(&front::FrontPage {
                frame: stranger.clone(),
            }),
        ),
        (
            "locked",
            html(&locked::LockedPage {
                frame: stranger.clone(),
            }),
        ),
        (
            "groups",
            html(&groups::GroupsPage {
                frame: stranger.clone(),
                groups: group_rows(),
            }),
        ),
        (
            "groups-none",
            html(&groups::GroupsPage {
                frame: stranger.clone(),
                groups: vec![],
            }),
        ),
        (
            "group",
            html(&group::GroupPage {
                frame: stranger.clone(),
                group: living_with_loss(),
            }),
        ),
        (
            "group-leads",
            html(&group::GroupPage {
                frame: mara.clone(),
                group: group::GroupFacts {
                    alias: Some(("You are Mara here".into(), "/groups/x/alias".into())),
                    levels: Some(group::LevelsForm {
                        action: "/groups/x/levels".into(),
                        by_devices: false,
                        again: false,
                    }),
                    people_href: "/groups/x/people".into(),
                    times_href: String::new(),
                    leave_href: "/groups/x/leave".into(),
                    ..living_with_loss()
                },
            }),
        ),
        (
            "group-levels-again",
            html(&group::GroupPage {
                frame: mara,
                group: group::GroupFacts {
                    levels: Some(group::LevelsForm {
                        action: "/groups/x/levels".into(),
                        by_devices: true,
                        again: true,
                    }),
                    ..living_with_loss()
                },
            }),
        ),
        (
            "group-paused",
            html(&group::GroupPage {
                frame: frame(Some("Anna")),
                group: group::GroupFacts {
                    leave_href: "/groups/x/leave".into(),
                    is_paused: true,
                    ..living_with_loss()
                },
            }),
        ),
    ]
}

fn group_rows() -> Vec<groups::GroupRow> {
    let loss = living_with_loss();
    vec![groups::GroupRow {
        href: "/groups/grp_01980000000070008000000000000002".into(),
        name: loss.name,
        summary: loss.summary,
        kind: loss.kind,
        when: loss.when,
        places: loss.places,
    }]
}

fn living_with_loss() -> group::GroupFacts {
    group::GroupFacts {
        alias: None,
        kind: "Group therapy".into(),
        name: "Living with Loss".into(),
        summary: "A small circle for people who have lost someone close. You can speak, or only listen. Nobody has to turn a camera on.".into(),
        when: "Tuesdays, 18:00 to 19:30".into(),
        when_note: "Berlin time · next on Tuesday 13 January".into(),
        size: "8 seats".into(),
        rule: "New members join at set times.".into(),
        evening: vec![
            "We arrive, and each person says how they are, in a word if they like.".into(),
            "Most of the time belongs to what people bring. The floor goes round; you can always pass.".into(),
            "We end with a quiet minute and a closing word.".into(),
        ],
        chairs: vec![true, true, true, true, true, true, false, false],
        places: "2 places free".into(),
        ask: "To ask for a place, talk to Linden House. Somebody who leads the group then talks with you alone, before your first evening.".into(),
        price: "€ 28 a session. If that is too much, tell us: there are other ways.".into(),
        leaders: vec![
            group::Leader { name: "Mara Lindqvist".into(), initial: "M".into(), title: "licensed psychotherapist".into(), note: "Berlin, Germany. Checked on 2 January 2026 by Linden House.".into() },
            group::Leader { name: "Ines Okafor".into(), initial: "I".into(), title: "clinical psychologist".into(), note: "Berlin, Germany. Checked on 2 January 2026 by Linden House.".into() },
        ],
        agreement: None,
        levels: None,
        people_href: String::new(),
        times_href: String::new(),
        leave_href: String::new(),
        is_paused: false,
    }
}
