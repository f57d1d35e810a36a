//! `cargo xtask test`: every test there is, one after the other, on a machine that begins with Rust and Node alone.

use crate::house::House;
use crate::machine::{self, C_COMPILER, CHROMIUM, FIREFOX, JAVA, NODE, POSTGRES, PYTHON};
use crate::postgres::Postgres;
use crate::steps::Steps;
use crate::{advisories, check, client, demo, generate, run, walk};
use anyhow::{Context, Result};
use std::process::ExitCode;

pub(crate) fn test() -> Result<ExitCode> {
    let house = House::find()?;
    let mut steps = Steps::default();
    steps.step("machine", || {
        machine::provide(&[&NODE, &C_COMPILER, &CHROMIUM, &FIREFOX, &POSTGRES, &JAVA, &PYTHON])
    });
    browser_code(&house, &mut steps);
    check::rust(&house, &mut steps);
    steps.step("licences and sources", || advisories::deny(&house));
    steps.step("advisories", || advisories::audit(&house));
    rust_tests(&house, &mut steps);
    steps.step("generated files", || generate::is_clean(&house));
    walks(&house, &mut steps);
    Ok(steps.finish())
}

fn browser_code(house: &House, steps: &mut Steps) {
    steps.step("client is built", || client::build(house));
    steps.step("client types", || client::check(house));
    steps.step("client tests and weights", || client::test(house));
}

/// Unit, contract (SQLite and PostgreSQL), matrix, simulated rooms; then the examples in the documentation.
fn rust_tests(house: &House, steps: &mut Steps) {
    let mut postgres = None;
    steps.step("postgres", || {
        postgres = Some(Postgres::start()?);
        Ok(())
    });
    let url = postgres.as_ref().map(Postgres::url);
    let cargo = |arguments: &[&str]| {
        let mut cargo = run::cargo(&house.root);
        if let Some(url) = &url {
            cargo.env("OPENCHAIR_TEST_POSTGRES", url);
        }
        run::run(cargo.args(arguments))
    };
    steps.step("tests", || match run::find("cargo-nextest") {
        Some(_) => cargo(&["nextest", "run", "--workspace", "--locked", "--no-fail-fast"]),
        None => cargo(&[
            "test",
            "--workspace",
            "--locked",
            "--no-fail-fast",
            "--lib",
            "--bins",
            "--tests",
        ]),
    });
    steps.step("documentation's examples", || {
        cargo(&["test", "--workspace", "--locked", "--doc", "--quiet"])
    });
}

fn walks(house: &House, steps: &mut Steps) {
    let built = steps.step("demo is built", || {
        demo::build(house)?;
        client::packages(&house.e2e())
    });
    for walk in walk::WALKS {
        steps.step(&format!("walk {}", walk.name), || {
            built.then_some(()).context("the demo was not built")?;
            run::run(&mut walk::node(house, &format!("walks/{}.mjs", walk.name)))
        });
    }
}
