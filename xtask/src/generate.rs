//! `cargo xtask generate`: everything that a program writes and nobody edits. After it the tree must be as it was.

use crate::house::House;
use crate::run;
use anyhow::{Result, bail};
use std::process::ExitCode;

/// What a generator is, and what it writes.
#[derive(Debug)]
struct Generator {
    says: &'static str,
    cargo: &'static [&'static str],
    writes: &'static str,
}

const GENERATORS: &[Generator] = &[
    Generator {
        says: "the wire's types, for the browser",
        cargo: &[
            "run",
            "--quiet",
            "--locked",
            "-p",
            "protocol",
            "--features",
            "typescript",
            "--example",
            "typescript",
        ],
        writes: "client/src/protocol",
    },
    Generator {
        says: "who may do what, for people who read no code",
        cargo: &[
            "run",
            "--quiet",
            "--locked",
            "-p",
            "policy",
            "--example",
            "permissions",
        ],
        writes: "docs/permissions.md",
    },
];

pub(crate) fn generate() -> Result<ExitCode> {
    write(&House::find()?)?;
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn write(house: &House) -> Result<()> {
    for generator in GENERATORS {
        println!("{}: {}", generator.writes, generator.says);
        run::run(run::cargo(&house.root).args(generator.cargo))?;
    }
    Ok(())
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
