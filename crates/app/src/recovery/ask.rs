//! Asks to come back in without a passkey. Their person and everybody who leads beside them hear of it at once.

use super::colleagues::people_beside;
use super::mine::mine;
use crate::{Context, Refusal, Result, chance, notices};
use domain::notice::Happened;
use domain::recovery::Recovery;
use policy::{AccountAction, Resource};

/// Right after a link from the mail. Asked twice, it stays the one that is under way.
pub async fn ask(cx: &Context) -> Result<()> {
    let here = cx.signed_in_here()?.clone();
    let person = &here.person;
    cx.authorise(
        AccountAction::AskForRecovery,
        &Resource::Account { owner: person.id },
    )?;
    if !mine(cx).await?.may_ask? {
        return Ok(());
    }
    if !cx.is_fresh() {
        return Err(Refusal::SignInAgain.into());
    }
    let beside = people_beside(cx.app(), person).await?;
    let recovery = Recovery {
        id: chance::id(cx.now())?,
        person: person.id,
        asked_at: cx.now(),
        device: here.label.clone(),
        confirmed: None,
        wrong_codes: 0,
        typed_in: None,
        stopped_at: None,
        done_at: None,
    };
    let mut work = cx.begin(AccountAction::AskForRecovery, recovery.id).await?;
    work.concerns(person.id);
    // Of two that ask at one moment, the second finds the first.
    work.people().hold(person.id).await?;
    let latest = work.recoveries().latest_of(person.id).await?;
    if latest.is_some_and(|one| !one.lets_ask_again(cx.now())) {
        return Ok(());
    }
    work.recoveries().add(&recovery).await?;
    notices::tell(
        cx.app(),
        &mut work,
        person,
        Happened::RecoveryAsked,
        Some(&here.label),
    )
    .await?;
    for colleague in &beside {
        notices::tell(cx.app(), &mut work, colleague, Happened::ColleagueAsks, None).await?;
    }
    work.commit().await?;
    tracing::info!(recovery = %recovery.id, "somebody asked to come back in without a passkey");
    Ok(())
}
