//! What stands on the desk of the house: wishes that wait for somebody's yes or no, and one's own.

use crate::{Context, Result};
use domain::Private;
use domain::break_glass::{About, BreakGlass, Class, State};
use domain::id::BreakGlassId;
use domain::person::Standing;
use jiff::{SignedDuration, Timestamp};
use policy::{BreakGlassAction, HouseAction, Resource};

#[derive(Debug, Clone)]
pub struct Desk {
    pub may_ask: bool,
    pub is_fresh: bool,
    /// Of others, for a second person.
    pub waiting: Vec<Waiting>,
    /// Of the last day, newest first, with where each stands.
    pub mine: Vec<(BreakGlass, State)>,
}

/// What the second person sees: who asks, about what kind of thing, and why. Not about whom: that is nobody's to learn before it
/// opens, and whether there is such a one neither.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub id: BreakGlassId,
    pub asked_by: String,
    pub standing: Standing,
    pub is_about_group: bool,
    pub class: Class,
    pub reason: Private<String>,
    pub until: Timestamp,
}

pub async fn desk(cx: &Context) -> Result<Desk> {
    let me = cx.person()?.id;
    cx.authorise(HouseAction::SeeDesk, &Resource::House)?;
    let a_day_ago = cx.now().saturating_sub(SignedDuration::from_hours(24));
    let all = cx
        .store()
        .break_glasses()
        .since(a_day_ago.unwrap_or(Timestamp::MIN))
        .await?;
    let (mut waiting, mut mine) = (Vec::new(), Vec::new());
    for one in all {
        let state = one.state(cx.now());
        if one.asked_by == me {
            mine.push((one, state));
            continue;
        }
        let of = Resource::BreakGlass {
            asked_by: Some(one.asked_by),
        };
        let State::Waits(until) = state else { continue };
        if !cx.may(BreakGlassAction::Agree, &of) {
            continue;
        }
        let Some(asker) = cx.store().people().lookup(one.asked_by).await? else {
            continue;
        };
        if asker.standing == Standing::Person {
            // They work here no more, so nobody may say yes to them.
            continue;
        }
        waiting.push(Waiting {
            id: one.id,
            asked_by: asker.legal_name.into_inner(),
            standing: asker.standing,
            is_about_group: matches!(one.about, About::Group(_)),
            class: one.class,
            reason: one.reason,
            until,
        });
    }
    Ok(Desk {
        may_ask: cx.may(BreakGlassAction::Ask, &Resource::BreakGlass { asked_by: None }),
        is_fresh: cx.is_fresh(),
        waiting,
        mine,
    })
}
