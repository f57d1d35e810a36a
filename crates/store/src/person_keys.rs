//! A key for each person and each of their places, in a file of its own. A private value of theirs opens with this key and a numbered
//! one, never with one of them alone: whoever throws this key away has made every copy of the value unreadable, wherever it lies.
//!
//! One line each, `holder person key`; the first that names a holder counts. Whoever is shredded is no longer in it.

use crate::error::{Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use uuid::Uuid;
use zeroize::Zeroizing;

type Secret = Zeroizing<[u8; 32]>;
type Held = BTreeMap<Uuid, (Uuid, Secret)>;

pub(crate) struct PersonKeys {
    file: PathBuf,
    /// Whether there was a file: a new one beside a database that needs an old one opens nothing.
    was_there: bool,
    held: RwLock<Held>,
}

const SAYS: &str = "# A key for each person and each of their places. Without this file their words cannot be read by anybody.\n\
     # Back it up apart from the database, and keep no old copy: an old copy has the keys of people who were erased since.\n";

impl PersonKeys {
    /// Beside the file of the numbered keys, under its name and `.people`.
    pub(crate) fn beside(keys: &Path) -> Result<Self> {
        let mut name = keys.file_name().unwrap_or_default().to_owned();
        name.push(".people");
        let file = keys.with_file_name(name);
        let unusable =
            |why: &str| Error::Setup(format!("the file of people's keys, {}, {why}", file.display()));
        let mut held = Held::new();
        let was_there = file.exists();
        if was_there {
            let mode = std::fs::metadata(&file)
                .map_err(|error| unusable(&error.to_string()))?
                .permissions()
                .mode();
            if mode & 0o077 != 0 {
                return Err(unusable("can be read by others: chmod 600 it"));
            }
            let text = std::fs::read_to_string(&file).map_err(|error| unusable(&error.to_string()))?;
            let text = Zeroizing::new(text);
            // A line without its end was being written when the program or the disk stopped: nothing that was committed needs it.
            let whole = text.rfind('\n').map_or("", |end| &text[..=end]);
            if whole.len() < text.len() {
                cut_back(&file, whole.len()).map_err(|error| unusable(&error.to_string()))?;
            }
            for line in whole
                .lines()
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
            {
                let (holder, person, key) =
                    read(line).ok_or_else(|| unusable("has a line that is no key"))?;
                held.entry(holder).or_insert((person, key));
            }
        }
        Ok(Self {
            was_there,
            held: RwLock::new(held),
            file,
        })
    }

    pub(crate) fn was_there(&self) -> bool {
        self.was_there
    }

    pub(crate) fn get(&self, holder: Uuid) -> Option<Secret> {
        self.read().get(&holder).map(|(_, key)| key.clone())
    }

    /// A new key for each holder that has none, on disk before this returns. What is not committed after all leaves a key that
    /// opens nothing.
    pub(crate) fn give(&self, holders: &[(Uuid, Uuid)]) -> Result<()> {
        let mut held = self.write();
        let mut lines = Zeroizing::new(String::new());
        let mut new = Vec::new();
        for (holder, person) in holders.iter().filter(|(holder, _)| !held.contains_key(holder)) {
            let mut key = Zeroizing::new([0; 32]);
            aws_lc_rs::rand::fill(key.as_mut_slice())
                .map_err(|_| Error::Setup("the system has no randomness".to_owned()))?;
            lines.push_str(&line(*holder, *person, &key));
            new.push((*holder, (*person, key)));
        }
        if new.is_empty() {
            return Ok(());
        }
        let begins = !self.file.exists();
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o600)
            .open(&self.file)
            .map_err(|error| self.unusable(&error))?;
        if begins {
            file.write_all(SAYS.as_bytes())
                .map_err(|error| self.unusable(&error))?;
        }
        let before = file.metadata().map_err(|error| self.unusable(&error))?.len();
        let written = file.write_all(lines.as_bytes()).and_then(|()| file.sync_all());
        if let Err(error) = written {
            // Half a line would be taken for the beginning of the next one.
            let _ = file.set_len(before);
            return Err(self.unusable(&error));
        }
        if begins && let Some(folder) = self.file.parent() {
            File::open(folder)
                .and_then(|folder| folder.sync_all())
                .map_err(|error| self.unusable(&error))?;
        }
        held.extend(new);
        Ok(())
    }

    /// Every key of this person goes: out of the file, by writing it anew, and out of this process. Twice is no fault.
    pub(crate) fn shred(&self, person: Uuid) -> Result<()> {
        let mut held = self.write();
        if !held.values().any(|(one, _)| *one == person) {
            return Ok(());
        }
        let mut text = Zeroizing::new(String::from(SAYS));
        for (holder, (one, key)) in held.iter().filter(|(_, (one, _))| *one != person) {
            text.push_str(&line(*holder, *one, key));
        }
        let beside = self.file.with_extension("people-new");
        // One that a crash left behind.
        let _ = std::fs::remove_file(&beside);
        let written = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&beside)
            .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
            .and_then(|()| std::fs::rename(&beside, &self.file))
            .and_then(|()| {
                self.file
                    .parent()
                    .map_or(Ok(()), |folder| File::open(folder)?.sync_all())
            });
        written.map_err(|error| self.unusable(&error))?;
        held.retain(|_, (one, _)| *one != person);
        Ok(())
    }

    fn unusable(&self, error: &std::io::Error) -> Error {
        Error::Setup(format!(
            "the file of people's keys, {}: {error}",
            self.file.display()
        ))
    }

    fn read(&self) -> RwLockReadGuard<'_, Held> {
        self.held.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Held> {
        self.held.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn line(holder: Uuid, person: Uuid, key: &Secret) -> String {
    format!(
        "{} {} {}\n",
        holder.simple(),
        person.simple(),
        BASE64.encode(key.as_slice())
    )
}

fn cut_back(file: &Path, length: usize) -> std::io::Result<()> {
    let file = OpenOptions::new().write(true).open(file)?;
    file.set_len(length as u64)?;
    file.sync_all()
}

fn read(line: &str) -> Option<(Uuid, Uuid, Secret)> {
    let mut words = line.split(' ');
    let holder = Uuid::try_parse(words.next()?).ok()?;
    let person = Uuid::try_parse(words.next()?).ok()?;
    let bytes = Zeroizing::new(BASE64.decode(words.next()?).ok()?);
    Some((holder, person, Zeroizing::new(bytes.as_slice().try_into().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_shredded_is_in_no_file_and_everybody_else_still_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = || PersonKeys::beside(&folder.path().join("keys")).expect("opens");
        let [anna, place, ben] = [1, 2, 3].map(Uuid::from_u128);
        let keys = open();
        assert!(!keys.was_there());
        keys.give(&[(anna, anna), (place, anna), (ben, ben)])
            .expect("gives");
        let bens = keys.get(ben).expect("a key");
        keys.give(&[(ben, ben)]).expect("gives nothing anew");
        assert_eq!(open().get(ben), Some(bens.clone()));
        assert!(open().was_there());
        keys.shred(anna).expect("shreds");
        keys.shred(anna).expect("twice");
        for keys in [keys, open()] {
            assert_eq!(
                (keys.get(anna), keys.get(place), keys.get(ben)),
                (None, None, Some(bens.clone()))
            );
        }
        let left = std::fs::read_dir(folder.path()).expect("the folder").count();
        assert_eq!(left, 1, "no other copy lies about");
    }

    #[test]
    fn a_line_that_was_never_finished_is_cut_off_and_the_next_one_is_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = || PersonKeys::beside(&folder.path().join("keys")).expect("opens");
        let [anna, ben] = [1, 2].map(Uuid::from_u128);
        open().give(&[(anna, anna)]).expect("gives");
        let file = folder.path().join("keys.people");
        let whole = std::fs::read_to_string(&file).expect("reads");
        for torn in [1, 10, 60] {
            let half: String = line(ben, ben, &Zeroizing::new([7; 32]))
                .chars()
                .take(torn)
                .collect();
            std::fs::write(&file, format!("{whole}{half}")).expect("writes");
            let keys = open();
            assert!(
                keys.get(anna).is_some() && keys.get(ben).is_none(),
                "{torn} letters"
            );
            keys.give(&[(ben, ben)]).expect("gives");
            assert_eq!(open().get(ben), keys.get(ben), "{torn} letters");
        }
    }

    #[test]
    fn a_file_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = folder.path().join("keys");
        PersonKeys::beside(&keys)
            .and_then(|keys| keys.give(&[(Uuid::nil(), Uuid::nil())]))
            .expect("gives");
        let file = folder.path().join("keys.people");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).expect("ours");
        assert!(matches!(PersonKeys::beside(&keys), Err(Error::Setup(_))));
    }
}
