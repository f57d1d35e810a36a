//! `openchair audit verify` and `openchair audit export`: the log proved, and handed out. Local commands.

use crate::{cli, config};
use anyhow::{Context, bail};
use app::Clock as _;
use std::io::Write as _;
use store::{Chain, Keys, Store};

pub(crate) async fn audit(wish: &cli::Audit) -> anyhow::Result<()> {
    match wish {
        cli::Audit::Verify(wish) => verify(wish).await,
        cli::Audit::Export(wish) => export(wish).await,
    }
}

async fn verify(wish: &cli::VerifyAudit) -> anyhow::Result<()> {
    let store = open(&wish.place).await?;
    let chain = match &wish.head {
        Some(head) => store.audit().verify_against(head).await?,
        None => store.audit().verify().await?,
    };
    store.close().await;
    match chain {
        Chain::Whole { rows, head } => {
            let mut out = std::io::stdout().lock();
            writeln!(out, "Whole: {rows} row(s).")?;
            writeln!(out, "Head, to be written down elsewhere: {head}")?;
            Ok(())
        }
        Chain::Broken { position, row, why } => {
            let named = row.map(|id| format!(" ({id})")).unwrap_or_default();
            bail!("row {position}{named} is {why}")
        }
    }
}

async fn export(wish: &cli::ExportAudit) -> anyhow::Result<()> {
    let store = open(&wish.place).await?;
    let mut export = app::audit::export(&store, wish.since, app::SystemClock.now())
        .await
        .context("nothing was exported")?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    loop {
        let events = export.next().await.context("the export is not complete")?;
        if events.is_empty() {
            break;
        }
        for event in events {
            writeln!(out, "{event}")?;
        }
    }
    out.flush()?;
    store.close().await;
    Ok(())
}

/// Only what is there: an empty log that was begun just now would be whole. Says in the command's own words, beside what it
/// prints, when the guard had been taken down: what the log of the program shows is up to RUST_LOG.
pub(crate) async fn open(place: &cli::Place) -> anyhow::Result<Store> {
    let keys = place.keys.clone().unwrap_or_else(|| place.data.join("keys"));
    anyhow::ensure!(
        keys.exists(),
        "no keys at {}: is this the data folder?",
        keys.display()
    );
    let url = config::store(place.store.as_deref(), &place.data)?;
    let store = Store::open_existing(&url, Keys::load_or_generate(&keys)?).await?;
    if store.guard_was_down() {
        writeln!(
            std::io::stderr().lock(),
            "Beware: what guards the audit log in the database had been taken down since the last start. It is up again now; rows may \
             have been changed in between, which `openchair audit verify` finds."
        )?;
    }
    Ok(store)
}
