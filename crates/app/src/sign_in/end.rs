//! Ends a sign-in: this device's, or another of the same person's.

use crate::{Context, Error, Result};
use domain::SignInId;
use policy::{AccountAction, Resource};

/// Its cookie is worth nothing from now on, and its sockets and media are told to end. Ending it twice is no fault.
pub async fn end(cx: &Context, sign_in: SignInId) -> Result<()> {
    cx.person()?;
    let found = cx
        .store()
        .sign_ins()
        .lookup(sign_in)
        .await?
        .ok_or(Error::NotFound)?;
    cx.authorise(
        AccountAction::EndSignIn,
        &Resource::Account { owner: found.person },
    )?;

    let mut work = cx.begin(AccountAction::EndSignIn, sign_in).await?;
    work.concerns(found.person);
    let ended = work.sign_ins().end(sign_in, cx.now()).await?;
    work.commit().await?;
    if ended {
        tracing::info!(%sign_in, "a sign-in was ended");
    }
    cx.app().tell_sign_in_ended(sign_in);
    Ok(())
}
