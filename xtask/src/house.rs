//! Where things are: the root of the repository, cargo's target folder, and what `cargo metadata` says of us.

use crate::run;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The folders every verb works in.
#[derive(Debug)]
pub(crate) struct House {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
}

impl House {
    pub(crate) fn find() -> Result<House> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root = manifest
            .parent()
            .context("xtask has no folder above it")?
            .to_path_buf();
        let metadata = metadata(&root, &["--no-deps"])?;
        let target = metadata["target_directory"]
            .as_str()
            .context("cargo metadata names no target folder")?;
        Ok(House {
            target: target.into(),
            root,
        })
    }

    pub(crate) fn client(&self) -> PathBuf {
        self.root.join("client")
    }

    pub(crate) fn e2e(&self) -> PathBuf {
        self.root.join("e2e")
    }

    /// A program of ours, as the demo builds it.
    pub(crate) fn binary(&self, name: &str) -> PathBuf {
        self.target
            .join("debug")
            .join(name)
            .with_extension(std::env::consts::EXE_EXTENSION)
    }

    /// A folder for what the checks install or unpack; `cargo clean` takes it away.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target.join("xtask")
    }
}

/// What `cargo metadata` prints, without touching the lock file.
pub(crate) fn metadata(root: &Path, arguments: &[&str]) -> Result<Value> {
    let mut cargo = run::cargo(root);
    cargo
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(arguments);
    serde_json::from_str(&run::capture(&mut cargo)?).context("cargo metadata printed no JSON")
}

/// Whether this runs as a check before a change lands, where nothing may be left out.
pub(crate) fn in_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true" || value == "1")
}
