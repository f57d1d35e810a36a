//! `cargo xtask bench NAME`: figures with their goals; fails when one does not hold.

use crate::house::House;
use crate::machine::{self, CHROMIUM};
use crate::{run, walk};
use anyhow::{Result, bail};
use std::process::ExitCode;

pub(crate) fn bench(arguments: &[String]) -> Result<ExitCode> {
    match arguments.first().map(String::as_str) {
        Some("join") => join(),
        Some("policy") => policy(arguments.get(1..).unwrap_or_default()),
        Some("seal") => seal(arguments.get(1..).unwrap_or_default()),
        _ => bail!(
            "Which benchmark?\n  join   how fast a person is in the circle, and what a seat costs\n  policy what a decision and a sealed \
             field cost [--json]\n  seal   what the \
             seal costs: handshakes, frames, a share of a core, time, bytes [--json] [--only PART]"
        ),
    }
}

/// The demo's own build, because that is what a newcomer meets; then what forwarding a packet costs, without sockets.
fn join() -> Result<ExitCode> {
    let house = House::find()?;
    machine::provide(&[&CHROMIUM])?;
    walk::prepare(&house)?;
    let page = run::run(&mut walk::node(&house, "bench/join.mjs"));
    let packet = run::run(run::cargo(&house.root).args([
        "run",
        "--quiet",
        "--locked",
        "-p",
        "media",
        "--example",
        "forward",
    ]));
    page.and(packet)?;
    Ok(ExitCode::SUCCESS)
}

/// The build of the demo and of the tests: what runs for real is faster.
fn policy(options: &[String]) -> Result<ExitCode> {
    let house = House::find()?;
    let bench = [
        "run",
        "--quiet",
        "--locked",
        "-p",
        "app",
        "--example",
        "policy",
        "--",
    ];
    run::run(run::cargo(&house.root).args(bench).args(options))?;
    Ok(ExitCode::SUCCESS)
}

/// Handshakes and frames in Node and in Chromium, a circle of twelve tiles, and the first voice in the demo.
fn seal(options: &[String]) -> Result<ExitCode> {
    let house = House::find()?;
    machine::provide(&[&CHROMIUM])?;
    walk::prepare(&house)?;
    run::run(walk::node(&house, "bench/seal.mjs").args(options))?;
    Ok(ExitCode::SUCCESS)
}
