//! `cargo xtask check`: the fast gate before every commit.

use crate::house::House;
use crate::steps::Steps;
use crate::{client, run, tidy};
use anyhow::Result;
use std::process::ExitCode;

pub(crate) fn check() -> Result<ExitCode> {
    let house = House::find()?;
    let mut steps = Steps::default();
    steps.step("client is built", || client::build(&house));
    rust(&house, &mut steps);
    steps.step("unit tests", || {
        run::run(run::cargo(&house.root).args(["test", "--workspace", "--lib", "--bins", "--locked"]))
    });
    Ok(steps.finish())
}

/// What both `check` and `test` ask of the Rust code without running it.
pub(crate) fn rust(house: &House, steps: &mut Steps) {
    let cargo = |arguments: &[&str]| run::run(run::cargo(&house.root).args(arguments));
    steps.step("fmt", || cargo(&["fmt", "--all", "--check"]));
    steps.step("tidy", || tidy::tidy_up(house));
    steps.step("clippy", || {
        cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ])
    });
}
