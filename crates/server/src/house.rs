//! `openchair standing` and `openchair complaints-reader`: who works for the house as what, and who reads complaints. Local commands.

use crate::cli;
use crate::place::open;
use anyhow::{Context, bail};
use app::{Clock as _, Error};
use domain::person::EmailAddress;
use std::io::Write as _;

pub(crate) async fn standing(wish: &cli::Standing) -> anyhow::Result<()> {
    let email = address(&wish.email)?;
    let store = open(&wish.place).await?;
    let (standing, as_what) = match wish.as_what {
        cli::AsWhat::Person => (domain::person::Standing::Person, "a person like all others"),
        cli::AsWhat::Coordinator => (domain::person::Standing::Coordinator, "the front desk"),
        cli::AsWhat::Operator => (domain::person::Standing::Operator, "an operator"),
    };
    let changed = app::standing::change(&store, &email, standing, app::SystemClock.now()).await;
    store.close().await;
    match changed {
        Ok(true) => say(&format!(
            "From the next page they open, this person is {as_what}."
        )),
        Ok(false) => say(&format!("This person is {as_what} already.")),
        Err(Error::NotFound) => bail!("nobody here signs in with this address"),
        Err(error) => Err(error).context("nothing was changed"),
    }
}

pub(crate) async fn complaints_reader(wish: &cli::ComplaintsReader) -> anyhow::Result<()> {
    let email = address(&wish.email)?;
    let store = open(&wish.place).await?;
    let now = app::SystemClock.now();
    let done = if wish.remove {
        app::complaints::name_reader_no_more(&store, &email, now).await
    } else {
        app::complaints::name_reader(&store, &email, now).await
    };
    store.close().await;
    match (done, wish.remove) {
        (Ok(true), false) => say(
            "Named: this person reads complaints, at /house, but for those about a group they lead. Where nobody is named, the first operator does.",
        ),
        (Ok(false), false) => say("This person reads complaints already."),
        (Ok(true), true) => {
            say("This person reads complaints no more. Where nobody is named, the first operator does.")
        }
        (Ok(false), true) => say("This person was not named."),
        (Err(Error::NotFound), _) => {
            bail!("nobody with this address works for the house: see `openchair standing`")
        }
        (Err(error), _) => Err(error).context("nothing was changed"),
    }
}

fn address(text: &str) -> anyhow::Result<EmailAddress> {
    EmailAddress::parse(text)
        .map_err(|_| anyhow::anyhow!("--email wants the address this person signs in with"))
}

fn say(words: &str) -> anyhow::Result<()> {
    writeln!(std::io::stdout().lock(), "{words}")?;
    Ok(())
}
