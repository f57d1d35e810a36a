//! Asks for it. Whether there is such a person or group is not told here: the answer is the same.

use super::entry;
use crate::{Context, Error, Fault, FieldFault, Refusal, Result};
use domain::break_glass::{
    About, BreakGlass, Class, LONGEST_REASON, MOST_AT_ONCE, NotAReason, SHORTEST_REASON, State, reason,
};
use domain::id::BreakGlassId;
use domain::person::EmailAddress;
use domain::{GroupId, Private};
use jiff::{SignedDuration, Timestamp};
use policy::{BreakGlassAction, Resource};

/// As it was sent. Confidential: there is no printing of it.
#[derive(Clone, Default)]
pub struct Ask {
    /// Made by the page.
    pub id: String,
    /// `person` or `group`.
    pub about: String,
    /// The address a person signs in with; a group's id, or its neutral name.
    pub whom: String,
    pub class: String,
    pub reason: String,
}

impl std::fmt::Debug for Ask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ask")
    }
}

pub async fn ask(cx: &Context, form: &Ask) -> Result<BreakGlassId> {
    let me = cx.person()?.id;
    cx.authorise(BreakGlassAction::Ask, &Resource::BreakGlass { asked_by: None })?;
    if !cx.is_fresh() {
        return Err(Refusal::SignInAgain.into());
    }
    let through = cx
        .signed_in()
        .ok_or(Error::Refused(Refusal::SignInFirst))?
        .sign_in;
    let id = form.id.parse().map_err(|_| Error::NotFound)?;
    let (about, class, reason) = read(cx, form).await?;
    let wish = BreakGlass {
        id,
        about,
        class,
        reason,
        asked_by: me,
        asked_through: through,
        asked_at: cx.now(),
        answered: None,
        opened_at: None,
        closed_at: None,
        end_is_written: false,
    };
    let mut work = cx.store().begin(entry(cx, BreakGlassAction::Ask, &wish)).await?;
    // Two at a time would both find room.
    work.people().hold(me).await?;
    let recent = cx.now().saturating_sub(SignedDuration::from_hours(4));
    let mine = work
        .break_glasses()
        .since(recent.unwrap_or(Timestamp::MIN))
        .await?;
    let going_on = mine
        .iter()
        .filter(|one| one.asked_by == me && one.id != id)
        .filter(|one| {
            matches!(
                one.state(cx.now()),
                State::Waits(_) | State::Agreed(_) | State::Open(_)
            )
        });
    if going_on.count() >= MOST_AT_ONCE {
        return Err(Refusal::TooOften.into());
    }
    if !work.break_glasses().ask(&wish).await? {
        // Sent twice; somebody else's number names nothing.
        let there = work.break_glasses().lookup(id).await?;
        return match there {
            Some(there) if there.asked_by == me => Ok(id),
            _ => Err(Error::NotFound),
        };
    }
    work.commit().await?;
    tracing::warn!(wish = %id, class = class.word(), "break-glass was asked for");
    Ok(id)
}

async fn read(cx: &Context, form: &Ask) -> Result<(About, Class, Private<String>)> {
    let mut faults = Vec::new();
    let mut fault = |field, fault| faults.push(FieldFault { field, fault });
    let whom = form.whom.trim();
    if whom.is_empty() {
        fault("whom", Fault::Missing);
    }
    let mut about = None;
    match form.about.as_str() {
        "person" => match EmailAddress::parse(whom) {
            Ok(email) => {
                let found = cx.store().people().by_email(&email).await?;
                about = Some(About::Person(found.map(|person| person.id)));
            }
            Err(_) if whom.is_empty() => {}
            Err(_) => fault("whom", Fault::NotAnAddress),
        },
        "group" => about = Some(About::Group(group(cx, whom).await?)),
        _ => fault("about", Fault::Missing),
    }
    let class = Class::from_word(&form.class);
    if class.is_none() {
        fault("class", Fault::Missing);
    }
    let words = reason(&form.reason).unwrap_or_else(|why| {
        let why = match why {
            NotAReason::TooShort => Fault::TooShort(SHORTEST_REASON),
            NotAReason::TooLong => Fault::TooLong(LONGEST_REASON),
        };
        fault("reason", why);
        Private::default()
    });
    match (about, class) {
        (Some(about), Some(class)) if faults.is_empty() => Ok((about, class, words)),
        _ => Err(Error::Malformed(faults)),
    }
}

/// Of several that are called alike none is meant.
async fn group(cx: &Context, whom: &str) -> Result<Option<GroupId>> {
    if let Ok(id) = whom.parse::<GroupId>() {
        return Ok(cx.store().groups().lookup(id).await?.map(|group| group.id));
    }
    let called = whom.to_lowercase();
    let all = cx.store().groups().all().await?;
    let mut found = all.iter().filter(|one| one.neutral_name.to_lowercase() == called);
    Ok(match (found.next(), found.next()) {
        (Some(one), None) => Some(one.id),
        _ => None,
    })
}
