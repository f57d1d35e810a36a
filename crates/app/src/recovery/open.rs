//! Whether somebody may add a first passkey again, what goes when they do, and that asking ends where nothing was lost after all.

use crate::{App, Context, Result, notices};
use domain::PersonId;
use domain::id::RecoveryId;
use domain::notice::Happened;
use domain::person::Person;
use domain::recovery::Recovery;
use domain::sign_in::SignedInBy;
use store::Work;

/// The recovery that lets this sign-in add a first passkey: of somebody who came in by a link just now, and typed the code that a
/// colleague told them. Whoever holds a passkey needs none.
pub(crate) async fn open(cx: &Context) -> Result<Option<RecoveryId>> {
    let latest = match cx.signed_in() {
        Some(here) => cx.store().recoveries().latest_of(here.person.id).await?,
        None => None,
    };
    Ok(latest.filter(|one| lets_in(cx, one)).map(|one| one.id))
}

/// The same inside a work: whoever reads beside an open work can wait for a connection that the works of others hold.
pub(crate) async fn open_within(cx: &Context, work: &mut Work) -> Result<Option<RecoveryId>> {
    let latest = work.recoveries().latest_of(cx.person()?.id).await?;
    Ok(latest.filter(|one| lets_in(cx, one)).map(|one| one.id))
}

fn lets_in(cx: &Context, recovery: &Recovery) -> bool {
    cx.signed_in()
        .is_some_and(|here| here.by == SignedInBy::Link && recovery.lets_in(here.sign_in, cx.now()))
}

/// Inside the work in which it turned out that nothing is lost: this person came in by more than a mail, or got another passkey. What
/// was asked in their name ends, and they are told.
pub(crate) async fn end(app: &App, work: &mut Work, person: &Person) -> Result<()> {
    let latest = work.recoveries().latest_of(person.id).await?;
    let Some(one) = latest.filter(|one| one.is_alive(app.now())) else {
        return Ok(());
    };
    if work.recoveries().stop(one.id, app.now()).await? {
        work.note("recovery_ended", one.id);
        notices::tell(app, work, person, Happened::RecoveryStopped, None).await?;
    }
    Ok(())
}

/// Inside the work that adds the new passkey: every earlier one and the password go, because they may be in other hands, and
/// every other device is signed out. Says which sign-ins ended; `None` when somebody stopped it meanwhile.
pub(crate) async fn use_up(
    cx: &Context,
    work: &mut Work,
    person: PersonId,
    recovery: RecoveryId,
) -> Result<Option<Vec<domain::SignInId>>> {
    let still_open = work
        .recoveries()
        .lookup(recovery)
        .await?
        .is_some_and(|one| lets_in(cx, &one));
    if !still_open || !work.recoveries().done(recovery, cx.now()).await? {
        return Ok(None);
    }
    let lost = work.passkeys().of_person(person).await?;
    for one in &lost {
        work.passkeys().remove(one.passkey.id).await?;
    }
    // A password with its codes may be in the same hands, and would leave this link one proof short.
    work.passwords().remove(person).await?;
    let here = cx.signed_in_here()?.sign_in;
    let ended = work.sign_ins().end_all_but(here, person, cx.now()).await?;
    work.note("recovery", recovery);
    work.note_count("forgotten", lost.len() as u64);
    Ok(Some(ended))
}
