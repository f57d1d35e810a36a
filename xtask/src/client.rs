//! What the browser runs: its packages, its build, its own checks. Nothing is fetched but what the lock files pin.

use crate::house::House;
use crate::run;
use anyhow::Result;
use std::fs;
use std::path::Path;

/// Builds client/dist, which the server carries inside itself.
pub(crate) fn build(house: &House) -> Result<()> {
    packages(&house.client())?;
    npm(&house.client(), &["run", "--silent", "build"])
}

pub(crate) fn check(house: &House) -> Result<()> {
    packages(&house.client())?;
    npm(&house.client(), &["run", "--silent", "check"])
}

pub(crate) fn test(house: &House) -> Result<()> {
    packages(&house.client())?;
    npm(&house.client(), &["test", "--silent"])
}

/// Installs a folder's packages when its lock file is not the one installed last.
pub(crate) fn packages(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|last| last == lock) {
        return Ok(());
    }
    println!("installing the packages of {}", folder.display());
    // No package of ours needs a script to install; a script is how a bad package gets in.
    npm(
        folder,
        &[
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ],
    )?;
    Ok(fs::write(installed, lock)?)
}

fn npm(folder: &Path, arguments: &[&str]) -> Result<()> {
    run::run(run::command("npm", folder).args(arguments))
}
