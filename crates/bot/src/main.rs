//! `openchair-bot`: native participants that fill the demo's circle and drive measurements.
//!
//! Reads one line of JSON from standard input (see invitation.rs) and lives until standard input closes, so that
//! bots never outlive whoever started them. Further lines are requests: `report` answers with one line of JSON about
//! what hearing bots could open. Whenever a bot sits down or gets up, a line `{"in_the_circle": n}` says so.

mod behaviour;
mod chance;
mod circle;
mod conversation;
mod ears;
mod gestures;
mod hearing;
mod invitation;
mod ivf;
mod lead;
mod line;
mod look;
mod peer;
mod person;
mod pictures;
mod player;
#[cfg(test)]
mod rehearsal;
mod sealed;
mod visit;
mod voice;
mod vp8;

use anyhow::Context;
use circle::Circle;
use clap::Parser;
use invitation::Invitation;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::mpsc;
use tracing_subscriber::EnvFilter;

/// Fills seats of a circle with animated figures. Started by `openchair demo`.
#[derive(Debug, Parser)]
#[command(name = "openchair-bot", version)]
struct Options {
    /// Keep going when standard input closes.
    #[arg(long)]
    stay: bool,
    /// Overrides the seed of the invitation.
    #[arg(long)]
    seed: Option<u64>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "openchair-bot: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();

    let mut lines = standard_input();
    let first = lines
        .recv()
        .await
        .context("expected an invitation: one line of JSON on standard input")?;
    // The error says where, never what: the document holds cookies.
    let mut invitation: Invitation = serde_json::from_str(&first).map_err(|error| {
        anyhow::anyhow!(
            "not an invitation: {:?} at column {}",
            error.classify(),
            error.column()
        )
    })?;
    invitation.seed = options.seed.unwrap_or(invitation.seed);

    let circle = Arc::new(Circle::new(invitation.seed, Instant::now()));
    let invitation = Arc::new(invitation);
    let mut evening = tokio::task::JoinSet::new();
    for person in invitation.people.clone() {
        evening.spawn(person::live(person, Arc::clone(&invitation), Arc::clone(&circle)));
    }

    loop {
        tokio::select! {
            line = lines.recv() => match line.as_deref().map(str::trim) {
                Some("report") => report(&circle)?,
                Some(_) => {}
                None if options.stay => break,
                None => return Ok(()),
            },
            Some(ended) = evening.join_next() => ended??,
        }
    }
    while let Some(ended) = evening.join_next().await {
        ended??;
    }
    Ok(())
}

/// A thread of its own, because a terminal cannot be read in any other way. Closes the channel at the end of input.
fn standard_input() -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel(16);
    std::thread::spawn(move || {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            if sender.blocking_send(line).is_err() {
                return;
            }
        }
    });
    receiver
}

fn report(circle: &Circle) -> anyhow::Result<()> {
    let ears = circle.shared().ears.clone();
    let line = serde_json::json!({ "report": { "now_ms": circle.now(), "ears": ears } });
    writeln!(std::io::stdout().lock(), "{line}")?;
    Ok(())
}
