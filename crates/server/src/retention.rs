//! `openchair retention list`, `hold` and `release`: how long what is kept, and what keeps it longer. Local commands.

use crate::cli;
use crate::place::open;
use anyhow::{Context, bail};
use app::Clock as _;
use app::retention::{Wanted, hold, holds, release};
use domain::person::EmailAddress;
use domain::retention::{PLAN, Period};
use std::io::Write as _;
use store::Hold;

pub(crate) async fn retention(wish: &cli::Retention) -> anyhow::Result<()> {
    match wish {
        cli::Retention::List(place) => list(place).await,
        cli::Retention::Hold(wish) => place_hold(wish).await,
        cli::Retention::Release(wish) => let_go(wish).await,
    }
}

async fn list(place: &cli::Place) -> anyhow::Result<()> {
    let store = open(place).await?;
    let holds = holds(&store).await.context("the holds cannot be read")?;
    store.close().await;
    let mut out = std::io::stdout().lock();
    for kept in PLAN {
        let period = match kept.period {
            Period::Days(days) => format!("{days} days"),
            Period::UntilErased => "until erased".to_owned(),
            Period::UntilDone => "until done".to_owned(),
            Period::WithTheHouse => "with the house".to_owned(),
        };
        writeln!(out, "{:<16} {:<14} {}", kept.class.word(), period, kept.law)?;
    }
    let now = app::SystemClock.now();
    let standing: Vec<&Hold> = holds.iter().filter(|hold| hold.holds(now)).collect();
    writeln!(out, "\nHolds: {}.", standing.len())?;
    // Ids alone: reasons are for their person, and this may run where somebody looks on.
    for hold in standing {
        writeln!(
            out,
            "{}  {}  placed {}  until {}",
            hold.id, hold.person, hold.placed_at, hold.ends_at
        )?;
    }
    Ok(())
}

async fn place_hold(wish: &cli::PlaceHold) -> anyhow::Result<()> {
    let store = open(&wish.place).await?;
    let wanted = Wanted {
        person: EmailAddress::parse(&wish.email)?,
        reason: wish.reason.as_str().into(),
        placed_by: wish.by.as_str().into(),
        until: wish.until,
    };
    let placed = hold(&store, &wanted, app::SystemClock.now()).await;
    store.close().await;
    match placed.context("nobody is held; is this the address they sign in with?")? {
        Ok(id) => {
            writeln!(
                std::io::stdout().lock(),
                "Held: {id}. Its person reads the reason, the name and the day on their page."
            )?;
            Ok(())
        }
        Err(why) => bail!("{why}"),
    }
}

async fn let_go(wish: &cli::ReleaseHold) -> anyhow::Result<()> {
    let id = wish
        .hold
        .parse()
        .map_err(|_| anyhow::anyhow!("--hold wants a hold's id, `hol_…`"))?;
    let store = open(&wish.place).await?;
    let released = release(&store, id, app::SystemClock.now()).await;
    store.close().await;
    let said = if released.context("there is no such hold")? {
        "Released."
    } else {
        "It was released before."
    };
    writeln!(std::io::stdout().lock(), "{said}")?;
    Ok(())
}
