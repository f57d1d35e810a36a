//! The binary `openchair`: serves a practice, or opens the demo practice. Wiring only; every rule lives elsewhere.

mod audit;
mod bots;
mod bots_secret;
mod cli;
mod config;
mod demo;
mod door;
mod forget_devices;
mod forget_passkeys;
mod house;
mod incident;
mod init;
mod lan;
mod log;
mod place;
mod retention;
mod scratch;
mod serve;
mod show;
mod stop;
mod wiring;

use anyhow::Context;
use clap::Parser;
use cli::{Cli, Command};
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // For a person in a terminal: the chain of causes in one line, and no backtrace.
            let _ = writeln!(std::io::stderr(), "openchair: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    // A demo's addresses should not drown in what goes well.
    log::begin(
        cli.log_format,
        if matches!(cli.command, Command::Demo(_)) {
            "warn"
        } else {
            "info,sqlx=warn"
        },
    );
    // Before anything asks for TLS: with no provider chosen, the first handshake would panic.
    rustls::crypto::aws_lc_rs::default_provider()
        .install_default()
        .map_err(|_| anyhow::anyhow!("another TLS provider is installed already"))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("no runtime could be started")?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve(wish) => serve::serve(&wish).await,
            Command::Init(wish) => init::init(&wish).await,
            Command::Demo(wish) => demo::demo(wish).await,
            Command::Audit(wish) => audit::audit(&wish).await,
            Command::Incident(wish) => incident::incident(&wish).await,
            Command::Retention(wish) => retention::retention(&wish).await,
            Command::ForgetDevices(wish) => forget_devices::forget_devices(&wish).await,
            Command::Standing(wish) => house::standing(&wish).await,
            Command::ComplaintsReader(wish) => house::complaints_reader(&wish).await,
            Command::ForgetPasskeys(wish) => forget_passkeys::forget_passkeys(&wish).await,
        }
    })
}
