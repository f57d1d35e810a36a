//! `openchair forget-passkeys`: somebody who lost every passkey may add a first one again.

use crate::cli;
use crate::place::open;
use anyhow::Context;
use app::Clock as _;
use domain::person::EmailAddress;
use std::io::Write as _;

pub(crate) async fn forget_passkeys(wish: &cli::ForgetPasskeys) -> anyhow::Result<()> {
    let email = EmailAddress::parse(&wish.email)
        .map_err(|_| anyhow::anyhow!("--email wants the address this person signs in with"))?;
    let store = open(&wish.place).await?;
    let many = app::passkeys::forget(&store, &email, app::SystemClock.now())
        .await
        .context("nothing was forgotten")?;
    store.close().await;
    writeln!(
        std::io::stdout().lock(),
        "Forgotten: {many} passkey(s), and this person is signed out everywhere. Who reads their mail next can add a first one: be sure that it is them."
    )?;
    Ok(())
}
