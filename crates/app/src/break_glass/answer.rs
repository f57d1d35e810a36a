//! A second person says yes or no: never to their own wish, never through the sign-in it was asked through, and within the hour.

use super::{entry, find};
use crate::context::person_and_actor;
use crate::{Context, Error, Refusal, Result};
use domain::break_glass::{BreakGlass, Second, State};
use domain::id::BreakGlassId;
use domain::person::Standing;
use policy::BreakGlassAction;

pub async fn answer(cx: &Context, id: BreakGlassId, yes: bool) -> Result<()> {
    let action = if yes {
        BreakGlassAction::Agree
    } else {
        BreakGlassAction::Refuse
    };
    let wish = find(cx, action, id).await?;
    let me = cx.signed_in().ok_or(Error::Refused(Refusal::SignInFirst))?;
    if !cx.is_fresh() {
        return Err(Refusal::SignInAgain.into());
    }
    if me.sign_in == wish.asked_through {
        return Err(Refusal::SameDevice.into());
    }
    let actor = cx.actor();
    let second = Second::of(actor.standing, actor.leads_anything()).ok_or(Error::NotFound)?;
    if !matches!(wish.state(cx.now()), State::Waits(_)) || !still_works_here(cx, &wish).await? {
        return Err(Refusal::NoLonger.into());
    }
    let row = entry(cx, action, &wish).with("asked_by", wish.asked_by);
    let mut work = cx.store().begin(row).await?;
    let answered = work
        .break_glasses()
        .answer(id, me.person.id, second, yes, cx.now())
        .await?;
    if !answered {
        return Err(Refusal::NoLonger.into());
    }
    work.commit().await?;
    Ok(())
}

async fn still_works_here(cx: &Context, wish: &BreakGlass) -> Result<bool> {
    match person_and_actor(cx.app(), wish.asked_by).await {
        Ok((person, _)) => Ok(person.standing != Standing::Person),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}
