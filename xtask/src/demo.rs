//! `cargo xtask demo`: builds everything and opens the demo practice, on a machine with only Rust, Node and a C compiler.

use crate::house::House;
use crate::machine::{self, C_COMPILER, NODE};
use crate::{client, run};
use anyhow::{Context, Result};
use std::process::{Command, ExitCode, Stdio};

pub(crate) fn demo(arguments: &[String]) -> Result<ExitCode> {
    let house = House::find()?;
    machine::require(&[&NODE, &C_COMPILER])?;
    build(&house)?;
    eprintln!("[3/3] Opening Linden House. Ctrl-C closes it.");
    let mut openchair = Command::new(house.binary("openchair"));
    openchair
        .current_dir(&house.root)
        .arg("demo")
        .args(arguments)
        .stdin(Stdio::null());
    let status = openchair.status().context("could not start openchair")?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Client first: the server carries it inside itself. Progress goes to the error stream, so that `--json` stays clean.
pub(crate) fn build(house: &House) -> Result<()> {
    eprintln!("[1/3] Building what the browser runs.");
    client::build(house).context("the client could not be built")?;
    eprintln!("[2/3] Building openchair and openchair-bot. The first time this takes about ten minutes.");
    run::run(run::cargo(&house.root).args(["build", "--locked", "-p", "server", "-p", "bot"]))
}
