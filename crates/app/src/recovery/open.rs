//! Whether somebody may add a first passkey again, and what goes when they do.

use crate::{Context, Result};
use domain::PersonId;
use domain::id::RecoveryId;
use domain::recovery::State;
use domain::sign_in::SignedInBy;
use store::Work;

/// The recovery that lets this sign-in add a first passkey: of somebody who came in by a link just now. Whoever holds a passkey
/// needs none.
pub(crate) async fn open(cx: &Context) -> Result<Option<RecoveryId>> {
    let Some(here) = cx.signed_in().filter(|one| one.by == SignedInBy::Link) else {
        return Ok(None);
    };
    let latest = cx.store().recoveries().latest_of(here.person.id).await?;
    Ok(latest
        .filter(|one| matches!(one.state(cx.now()), State::Open(_)))
        .map(|one| one.id))
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
        .is_some_and(|one| matches!(one.state(cx.now()), State::Open(_)));
    if !still_open || !work.recoveries().done(recovery, cx.now()).await? {
        return Ok(None);
    }
    let lost = work.passkeys().of_person(person).await?;
    for one in &lost {
        work.passkeys().remove(one.passkey.id).await?;
    }
    // A password with its phone may lie in the same hands.
    work.passwords().remove(person).await?;
    // A password with its codes may be in the same hands, and would leave this link one proof short.
    work.passwords().remove(person).await?;
    let here = cx.signed_in_here()?.sign_in;
    let ended = work.sign_ins().end_all_but(here, person, cx.now()).await?;
    work.note("recovery", recovery);
    work.note_count("forgotten", lost.len() as u64);
    Ok(Some(ended))
}
