//! `cargo xtask tidy`: the shape of the house, checked. Each rule returns what it found wrong, as sentences.

mod files;
mod manifests;
mod tree;

use crate::house::{self, House};
use anyhow::{Result, bail};
use std::process::ExitCode;

pub(crate) fn tidy() -> Result<ExitCode> {
    tidy_up(&House::find()?)?;
    Ok(ExitCode::SUCCESS)
}

/// All rules; fails with every fault at once.
pub(crate) fn tidy_up(house: &House) -> Result<()> {
    let ours = house::metadata(&house.root, &["--no-deps"])?;
    let mut faults = manifests::faults(&ours);
    faults.extend(tree::faults(&house.root)?);
    let files = files::look(&house.root)?;
    for warning in &files.warnings {
        println!("note: {warning}");
    }
    faults.extend(files.faults);
    for fault in &faults {
        println!("{fault}");
    }
    match faults.len() {
        0 => println!("tidy: {} files, nothing to say", files.seen),
        1 => bail!("tidy found one fault"),
        count => bail!("tidy found {count} faults"),
    }
    Ok(())
}
