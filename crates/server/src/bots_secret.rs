//! The secret from which the demo's bots make their devices. It stays with the demo's data: a group remembers the devices of its
//! facilitators, so bots that came as others the next time could open no circle of it.
//!
//! Bots alone are known to their server like this; nothing here can make or open a key of a person.

use anyhow::Context;
use domain::Private;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

const FILE: &str = "bots.secret";

#[derive(Debug)]
pub(crate) struct BotsSecret(Private<String>);

impl BotsSecret {
    /// The one in this folder, or a new one that is kept there.
    pub(crate) fn keep(folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join(FILE);
        match std::fs::read_to_string(&path) {
            Ok(kept) => return Ok(Self(Private::new(kept))),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
        let drawn = app::demo::bots_secret()?;
        let mut file = OpenOptions::new();
        file.write(true).create_new(true).mode(0o600);
        file.open(&path)
            .and_then(|mut file| file.write_all(drawn.reveal().as_bytes()))
            .with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self(drawn))
    }

    /// 32 bytes as base64url.
    pub(crate) fn reveal(&self) -> &str {
        self.0.reveal()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn the_secret_stays_with_its_folder_and_is_for_nobody_elses_eyes() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let first = BotsSecret::keep(one.path()).unwrap();
        assert_eq!(first.reveal().len(), 43);
        assert_eq!(BotsSecret::keep(one.path()).unwrap().reveal(), first.reveal());
        assert_ne!(BotsSecret::keep(other.path()).unwrap().reveal(), first.reveal());
        let mode = std::fs::metadata(one.path().join(FILE))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(!format!("{first:?}").contains(first.reveal()));
    }
}
