//! `cargo xtask gallery [DIR]`: every page as pictures, on a phone and a desktop, in light and in dark, to be looked at.

use crate::house::House;
use crate::machine::{self, CHROMIUM};
use crate::{run, walk};
use anyhow::Result;
use std::process::ExitCode;

pub(crate) fn gallery(arguments: &[String]) -> Result<ExitCode> {
    let house = House::find()?;
    machine::provide(&[&CHROMIUM])?;
    walk::prepare(&house)?;
    let folder = arguments
        .first()
        .map_or_else(|| house.target.join("gallery"), Into::into);
    run::run(walk::node(&house, "gallery.mjs").arg("--pictures").arg(folder))?;
    Ok(ExitCode::SUCCESS)
}
