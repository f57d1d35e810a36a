//! What is kept about me, for how long and why; whether I asked to be erased; and what holds that up.

use crate::{Context, Result};
use domain::retention::{Class, Kept, PLAN};
use jiff::SignedDuration;
use policy::{AccountAction, Resource};
use store::{Hold, Wish};

#[derive(Debug, Clone)]
pub struct Overview {
    /// Only what concerns somebody like this person: a member has no licence here.
    pub plan: Vec<&'static Kept>,
    pub wish: Option<Wish>,
    /// Those that hold now.
    pub holds: Vec<Hold>,
    /// Leads a group or works here: others' records name them, so the practice has to be asked.
    pub works_here: bool,
    /// How long a wish to be erased can be taken back.
    pub wait: SignedDuration,
    /// Signed in a moment ago: enough to carry everything away, and to ask to be erased.
    pub fresh: bool,
}

pub async fn show(cx: &Context) -> Result<Overview> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::SeeMyData, &Resource::Account { owner: person })?;
    let holds = cx.store().holds().of_person(person).await?;
    let licensed = !cx.store().credentials().of_person(person).await?.is_empty();
    Ok(Overview {
        plan: PLAN
            .iter()
            .filter(|kept| match kept.class {
                Class::House => false,
                Class::Licences => licensed,
                _ => true,
            })
            .collect(),
        wish: cx.store().erasures().of_person(person).await?,
        holds: holds.into_iter().filter(|hold| hold.holds(cx.now())).collect(),
        wait: cx.app().erasing().wait,
        fresh: cx.is_fresh(),
        works_here: crate::erasure::works_here(cx.actor()),
    })
}
