//! `GET /groups/{grp}`, and `POST /groups/{grp}/levels`: who measures how loud each voice is.

use crate::answer::{Answer, Trouble, page, see};
use crate::form::Form;
use crate::handlers::{agreement, id};
use crate::pages::group::{GroupFacts, GroupPage, Leader, LevelsForm};
use crate::say::Say;
use crate::visitor::Visitor;
use crate::when;
use app::{Error, Refusal};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::GroupId;
use domain::group::{Group, Kind, Levels, MembershipRule, Price};
use domain::session::Session;
use serde::Deserialize;

pub(crate) async fn show(visitor: Visitor, Path(group): Path<String>) -> Answer {
    let shown = app::groups::show(&visitor.cx, id(&group)?).await?;
    let facts = facts(&visitor, shown);
    page(
        StatusCode::OK,
        &GroupPage {
            frame: visitor.frame,
            group: facts,
        },
    )
}

#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    levels: String,
}

pub(crate) async fn choose_levels(
    visitor: Visitor,
    Path(group): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Answer {
    let group: GroupId = id(&group)?;
    let levels = match chosen.levels.as_str() {
        "server" => Levels::Server,
        "devices" => Levels::Devices,
        _ => return Err(Trouble::Malformed),
    };
    match app::groups::choose_levels(&visitor.cx, group, levels).await {
        Ok(()) => Ok(see(&format!("/groups/{group}#levels"))),
        Err(Error::Refused(Refusal::SignInAgain)) => {
            let shown = app::groups::show(&visitor.cx, group).await?;
            let mut facts = facts(&visitor, shown);
            // What was chosen stays chosen on the page.
            if let Some(form) = &mut facts.levels {
                (form.again, form.by_devices) = (true, levels == Levels::Devices);
            }
            let shown = GroupPage {
                frame: visitor.frame,
                group: facts,
            };
            page(StatusCode::FORBIDDEN, &shown)
        }
        Err(error) => Err(error.into()),
    }
}

fn facts(visitor: &Visitor, shown: app::groups::GroupPage) -> GroupFacts {
    let say = visitor.say();
    let group = shown.group;
    let practice = visitor.frame.practice.as_str();
    let zone = when::zone(&group.time_zone);
    let next = shown.coming.first();
    let next_on = next.map(|next| when::date(say, &when::local(next.starts_at, &zone)));
    let taken = group.seats.saturating_sub(shown.places_free);
    GroupFacts {
        kind: kind(say, group.kind),
        when: next.map(|next| weekly(say, &group, next)).unwrap_or_default(),
        when_note: next_on
            .map(|date| {
                let zone = say.with("group-when-note", "zone", when::place_of(&group.time_zone));
                format!("{zone} · {}", say.with("group-next", "date", date))
            })
            .unwrap_or_default(),
        size: say.with("group-size", "count", i64::from(group.seats)),
        rule: say.of(match group.rule {
            MembershipRule::Open => "rule-open",
            MembershipRule::Closed => "rule-closed",
            MembershipRule::Revolving => "rule-revolving",
        }),
        chairs: (0..group.seats).map(|seat| seat < taken).collect(),
        places: places(say, shown.places_free),
        ask: say.with(
            if shown.places_free > 0 {
                "group-ask"
            } else {
                "group-full"
            },
            "practice",
            practice,
        ),
        price: match &group.price {
            Some(price) => say.with("group-price", "price", money(price)),
            None => say.of("group-free"),
        },
        leaders: shown.leaders.into_iter().map(|one| leader(say, one)).collect(),
        people_href: if shown.may_see_people {
            format!("/groups/{}/people", group.id)
        } else {
            String::new()
        },
        times_href: if shown.may_change_times {
            format!("/groups/{}/times", group.id)
        } else {
            String::new()
        },
        leave_href: match &shown.mine {
            Some(_) => format!("/groups/{}/leave", group.id),
            None => String::new(),
        },
        is_paused: shown.mine.as_ref().is_some_and(|mine| !mine.is_active()),
        // Whoever is paused keeps the name they had.
        alias: shown.mine.filter(|mine| mine.is_active()).map(|mine| {
            let you = say.with("today-you-are", "alias", mine.alias.as_str());
            (you, format!("/groups/{}/alias", group.id))
        }),
        agreement: shown
            .agreement
            .filter(|note| note.exists || shown.may_choose_levels)
            .map(|note| agreement::link(visitor, group.id, note, shown.may_choose_levels)),
        levels: shown.may_choose_levels.then(|| LevelsForm {
            action: format!("/groups/{}/levels", group.id),
            by_devices: group.levels == Levels::Devices,
            again: false,
        }),
        name: group.name,
        summary: group.summary,
        evening: group.evening,
    }
}

fn leader(say: Say, one: app::groups::Leader) -> Leader {
    let licence = one.credentials.into_iter().next();
    Leader {
        initial: one.name.chars().take(1).collect(),
        name: one.name,
        note: licence
            .as_ref()
            .map(|licence| {
                say.with3(
                    "group-leader-checked",
                    [
                        ("place", licence.jurisdiction.clone().into()),
                        ("date", when::date_with_year(say, licence.checked_on).into()),
                        ("by", licence.checked_by.clone().into()),
                    ],
                )
            })
            .unwrap_or_default(),
        title: licence.map(|licence| licence.title).unwrap_or_default(),
    }
}

pub(super) fn kind(say: Say, kind: Kind) -> String {
    say.of(match kind {
        Kind::Therapy => "kind-therapy",
        Kind::Psychoeducation => "kind-psychoeducation",
        Kind::Skills => "kind-skills",
        Kind::Support => "kind-support",
    })
}

/// "Tuesdays, 18:00 to 19:30", in the group's own zone.
pub(super) fn weekly(say: Say, group: &Group, next: &Session) -> String {
    let zone = when::zone(&group.time_zone);
    let starts = when::local(next.starts_at, &zone);
    say.with3(
        "group-when",
        [
            ("day", when::every(say, starts.weekday()).into()),
            ("from", when::time(&starts).into()),
            ("to", when::time(&when::local(next.ends_at(), &zone)).into()),
        ],
    )
}

pub(super) fn places(say: Say, free: u8) -> String {
    say.with("places-free", "count", i64::from(free))
}

/// "€ 28" or "€ 28.50"; a currency without a sign of its own keeps its letters.
fn money(price: &Price) -> String {
    let sign = match price.currency.as_str() {
        "EUR" => "€",
        "GBP" => "£",
        "USD" => "$",
        other => other,
    };
    let (whole, cents) = (price.minor_units / 100, price.minor_units % 100);
    if cents == 0 {
        format!("{sign} {whole}")
    } else {
        format!("{sign} {whole}.{cents:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_said_as_people_write_it() {
        let price = |minor_units, currency: &str| {
            money(&Price {
                minor_units,
                currency: currency.into(),
            })
        };
        assert_eq!(price(2_800, "EUR"), "€ 28");
        assert_eq!(price(2_850, "GBP"), "£ 28.50");
        assert_eq!(price(20_005, "SEK"), "SEK 200.05");
    }
}
