//! `cargo xtask generate`: everything that a program writes and nobody edits. After it the tree must be as it was.

use crate::house::House;
use crate::{permissions, run};
use anyhow::{Result, bail};
use std::process::ExitCode;

/// What a generator writes, for what, and how.
#[derive(Debug)]
struct Generator {
    writes: &'static str,
    says: &'static str,
    write: fn(&House) -> Result<()>,
}

const GENERATORS: &[Generator] = &[
    Generator {
        writes: "client/src/protocol",
        says: "the wire's types, for the browser",
        write: wire,
    },
    Generator {
        writes: permissions::WRITES,
        says: "who may do what",
        write: permissions::write,
    },
];

pub(crate) fn generate() -> Result<ExitCode> {
    write(&House::find()?)?;
    Ok(ExitCode::SUCCESS)
}

/// Generates again and fails when what is committed was something else.
pub(crate) fn is_clean(house: &House) -> Result<()> {
    write(house)?;
    if !run::succeeds(run::command("git", &house.root).args(["rev-parse", "--git-dir"])) {
        println!("this is no git checkout: nothing to compare with");
        return Ok(());
    }
    let paths = GENERATORS.iter().map(|generator| generator.writes);
    let changed = run::capture(
        run::command("git", &house.root)
            .args(["status", "--porcelain", "--"])
            .args(paths),
    )?;
    if !changed.is_empty() {
        bail!("generated files are not what is committed; run `cargo xtask generate` and commit:\n{changed}");
    }
    Ok(())
}

fn write(house: &House) -> Result<()> {
    for generator in GENERATORS {
        println!("{}: {}", generator.writes, generator.says);
        (generator.write)(house)?;
    }
    Ok(())
}

fn wire(house: &House) -> Result<()> {
    let mut cargo = run::cargo(&house.root);
    cargo.args([
        "run",
        "--quiet",
        "--locked",
        "-p",
        "protocol",
        "--features",
        "typescript",
    ]);
    run::run(cargo.args(["--example", "typescript"]))
}
