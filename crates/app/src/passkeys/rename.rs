//! Gives a passkey another name.

use super::add::parse;
use crate::{Context, Error, Result};
use domain::id::PasskeyId;
use policy::{AccountAction, Resource};

pub async fn rename(cx: &Context, passkey: PasskeyId, name: &str) -> Result<()> {
    cx.person()?;
    let found = cx
        .store()
        .passkeys()
        .lookup(passkey)
        .await?
        .ok_or(Error::NotFound)?;
    let owner = found.passkey.person;
    cx.authorise(AccountAction::RenamePasskey, &Resource::Account { owner })?;
    let name = parse(name)?;
    let mut work = cx.begin(AccountAction::RenamePasskey, passkey).await?;
    work.concerns(owner);
    work.passkeys().rename(passkey, &name).await?;
    work.commit().await?;
    Ok(())
}
