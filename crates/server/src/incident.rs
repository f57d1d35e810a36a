//! `openchair incident add`, `list` and `export`: what went wrong, and who saw what. Local commands.

use crate::cli;
use crate::place::open;
use anyhow::{Context, bail};
use app::Clock as _;
use app::incidents::{Happened, add, list, report};
use std::io::Write as _;

pub(crate) async fn incident(wish: &cli::Incident) -> anyhow::Result<()> {
    match wish {
        cli::Incident::Add(wish) => write_down(wish).await,
        cli::Incident::List(place) => tell(place).await,
        cli::Incident::Export(wish) => export(wish).await,
    }
}

async fn write_down(wish: &cli::AddIncident) -> anyhow::Result<()> {
    let store = open(&wish.place).await?;
    let said = Happened {
        kind: wish.kind,
        at: wish.happened,
        noticed: wish.noticed,
        people: wish.people,
    };
    let added = add(&store, &said, app::SystemClock.now()).await;
    store.close().await;
    match added.context("nothing was written")? {
        Ok(id) => {
            writeln!(
                std::io::stdout().lock(),
                "Written: {id}. It cannot be changed; what you learn later is added as another. Names and the story belong into \
                 your own file, under this number."
            )?;
            Ok(())
        }
        Err(why) => bail!("nothing was written: {why}"),
    }
}

async fn tell(place: &cli::Place) -> anyhow::Result<()> {
    let store = open(place).await?;
    let written = list(&store).await;
    store.close().await;
    let written = written.context("the log cannot be read")?;
    let mut out = std::io::stdout().lock();
    if !written.is_empty() {
        writeln!(out, "Times are UTC.")?;
    }
    for one in written {
        match one.incident {
            Some(incident) => writeln!(
                out,
                "{}  {}  happened {}  noticed {}  people {}",
                one.id,
                incident.kind.word(),
                incident.happened,
                incident.noticed,
                incident.people
            )?,
            None => writeln!(out, "{}  cannot be read: run `openchair audit verify`", one.id)?,
        }
    }
    Ok(())
}

async fn export(wish: &cli::ExportAudit) -> anyhow::Result<()> {
    let store = open(&wish.place).await?;
    let report = report(&store, wish.since, app::SystemClock.now()).await;
    store.close().await;
    let report = report.context("nothing was exported")?;
    writeln!(std::io::stdout().lock(), "{report:#}")?;
    Ok(())
}
