//! A folder of the demo's own that goes away with it.

use anyhow::Context;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub(crate) enum Folder {
    /// Given by name: stays.
    Kept(PathBuf),
    Scratch(PathBuf),
}

impl Folder {
    pub(crate) fn open(wanted: Option<PathBuf>) -> anyhow::Result<Self> {
        let mut private = DirBuilder::new();
        // It will hold keys: nobody else on this machine looks in.
        private.mode(0o700);
        match wanted {
            Some(path) => {
                private
                    .recursive(true)
                    .create(&path)
                    .with_context(|| format!("cannot make {}", path.display()))?;
                Ok(Self::Kept(path))
            }
            None => {
                let name = format!("openchair-demo-{}", uuid::Uuid::now_v7().simple());
                let path = std::env::temp_dir().join(name);
                private
                    .create(&path)
                    .with_context(|| format!("cannot make {}", path.display()))?;
                Ok(Self::Scratch(path))
            }
        }
    }

    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Kept(path) | Self::Scratch(path) => path,
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Self::Scratch(path) = self
            && let Err(error) = std::fs::remove_dir_all(&*path)
        {
            tracing::warn!(kind = ?error.kind(), "the demo's folder was not removed");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scratch_folder_goes_away_and_a_named_one_stays() {
        let scratch = Folder::open(None).expect("a temporary folder can be made");
        let named = scratch.path().join("named");
        drop(Folder::open(Some(named.clone())).expect("a folder inside it too"));
        assert!(named.is_dir());
        let path = scratch.path().to_owned();
        drop(scratch);
        assert!(!path.exists());
    }
}
