//! How visitors and bots come into the demo: a sign-in link for everyone, a cookie for each bot.

use super::wish::Demo;
use crate::context::person_and_actor;
use crate::sign_in::{add_link, sign_in_as};
use crate::{App, Result, chance};
use domain::sign_in::SignedInBy;
use domain::{PersonId, Private};
use jiff::SignedDuration;
use store::{Actor, AuditEntry};

/// Longer than a mailed link: it is printed on the visitor's own screen, and they may come back to it after supper.
/// Like every link it works once.
const PRINTED_LINK_LIVES: SignedDuration = SignedDuration::from_hours(12);

pub(super) const BOT: &str = "openchair-bot";

/// Name and link of every person of the demo, in the order of [`Demo::people`].
pub async fn sign_in_links(app: &App, demo: &Demo) -> Result<Vec<(String, String)>> {
    let mut links = Vec::with_capacity(demo.people.len());
    let entry = AuditEntry::new(Actor::House, "Demo/SignInLinks", demo.session, app.now());
    let mut work = app.store().begin(entry).await?;
    for one in &demo.people {
        let token = add_link(&mut work, one.person, app.now(), PRINTED_LINK_LIVES).await?;
        let link = app
            .config()
            .address
            .link(Some(&one.name), &format!("/sign-in/{token}"));
        links.push((one.name.clone(), link));
    }
    work.commit().await?;
    Ok(links)
}

/// What the bots of a demo make the keys of their devices from.
pub fn bots_secret() -> Result<Private<String>> {
    chance::token().map(Private::new)
}

/// The token of a fresh cookie for a bot in this person's seat. Those of earlier starts are ended.
pub async fn bot_cookie(app: &App, person: PersonId) -> Result<Private<String>> {
    let (person, actor) = person_and_actor(app, person).await?;
    let now = app.now();
    let entry = AuditEntry::new(Actor::House, "Demo/BotCookie", person.id, now);
    let mut work = app.store().begin(entry).await?;
    let earlier: Vec<_> = work.sign_ins().of_person(person.id).await?;
    let earlier: Vec<_> = earlier
        .into_iter()
        .filter(|one| one.label == BOT && one.holds(now))
        .collect();
    for old in &earlier {
        work.sign_ins().end(old.id, now).await?;
    }
    let new = sign_in_as(&mut work, &person, &actor, BOT, SignedInBy::House.into(), now).await?;
    work.commit().await?;
    for old in earlier {
        app.tell_sign_in_ended(old.id);
    }
    Ok(new.token)
}
