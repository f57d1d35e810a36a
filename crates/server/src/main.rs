//! The binary `openchair`: serves a practice, or opens the demo practice. Wiring only; every rule lives elsewhere.

mod bots;
mod cli;
mod config;
mod demo;
mod door;
mod lan;
mod log;
mod scratch;
mod serve;
mod show;
mod stop;
mod wiring;

use anyhow::Context;
use clap::Parser;
use cli::{Cli, Command};

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    log::begin(cli.log_format);
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
            Command::Demo(wish) => demo::demo(wish).await,
        }
    })
}
