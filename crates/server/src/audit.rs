//! `openchair audit verify` and `openchair audit export`: the log proved, and handed out. Local commands.

use crate::cli;
use crate::place::open;
use anyhow::{Context, bail};
use app::Clock as _;
use std::io::Write as _;
use store::Chain;

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
    let behind = match &chain {
        Chain::Whole { .. } => 0,
        Chain::Broken { position, .. } => store.audit().breaks_behind(*position).await?,
    };
    store.close().await;
    match chain {
        Chain::Whole { rows, cut, head } => {
            let mut out = std::io::stdout().lock();
            writeln!(out, "Whole: {rows} row(s).")?;
            if let Some(cut) = cut {
                writeln!(
                    out,
                    "It begins behind row {}: what was older was let go by the job that ends its period, and a row of the log says so.",
                    cut.position
                )?;
            }
            writeln!(out, "Head, to be written down elsewhere: {head}")?;
            Ok(())
        }
        Chain::Broken { position, row, why } => {
            let named = row.map(|id| format!(" ({id})")).unwrap_or_default();
            let more = match behind {
                0 => String::new(),
                1 => "; one more row behind it does not hold".to_owned(),
                many => format!("; {many} more rows behind it do not hold"),
            };
            bail!("row {position}{named} is {why}{more}")
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
