//! Who was erased, in a file beside the database and not inside it: whoever restores an old backup of the database does not bring
//! anybody back. Ids alone; for whoever has no old backup they lead nowhere.

use crate::error::{Error, Result};
use domain::PersonId;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

/// One line each, only ever added to: `erased per_… 2026-01-06T17:05:00Z`, or `kept per_…` where an erasure could not be done.
#[derive(Debug, Clone)]
pub struct ErasedList {
    file: PathBuf,
}

impl ErasedList {
    pub fn at(file: impl Into<PathBuf>) -> Self {
        Self { file: file.into() }
    }

    /// On disk before this returns.
    pub fn add(&self, person: PersonId, at: Timestamp) -> Result<()> {
        self.write(&format!("erased {person} {at}\n"))
    }

    /// The erasure that was written down did not come to pass.
    pub fn take_back(&self, person: PersonId, at: Timestamp) -> Result<()> {
        self.write(&format!("kept {person} {at}\n"))
    }

    /// A line that cannot be read is no reason to bring somebody back, so it stops the house.
    pub fn all(&self) -> Result<BTreeSet<PersonId>> {
        let text = match std::fs::read_to_string(&self.file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
            Err(error) => return Err(self.unusable(&error.to_string())),
        };
        let mut erased = BTreeSet::new();
        for line in text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let mut words = line.split(' ');
            let (what, person) = (
                words.next(),
                words.next().and_then(|id| id.parse::<PersonId>().ok()),
            );
            match (what, person) {
                (Some("erased"), Some(person)) => {
                    erased.insert(person);
                }
                (Some("kept"), Some(person)) => {
                    erased.remove(&person);
                }
                _ => return Err(self.unusable("has a line that says nobody's id")),
            }
        }
        Ok(erased)
    }

    fn write(&self, line: &str) -> Result<()> {
        let new = !self.file.exists();
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o600)
            .open(&self.file)
            .map_err(|error| self.unusable(&error.to_string()))?;
        let mut text = String::new();
        if new {
            text.push_str(
                "# Who was erased. Keep it when you restore the database: it is read at every start.\n",
            );
        }
        text.push_str(line);
        file.write_all(text.as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(|error| self.unusable(&error.to_string()))
    }

    fn unusable(&self, why: &str) -> Error {
        Error::Setup(format!("the list of the erased, {}, {why}", self.file.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::Id as _;
    use uuid::Uuid;

    #[test]
    fn the_list_says_who_was_erased_and_not_who_was_kept_after_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let list = ErasedList::at(folder.path().join("erased"));
        assert!(list.all().expect("reads").is_empty());
        let [one, other] = [1, 2].map(|number| PersonId::from_uuid(Uuid::from_u128(number)));
        for person in [one, other] {
            list.add(person, Timestamp::UNIX_EPOCH).expect("adds");
        }
        list.take_back(one, Timestamp::UNIX_EPOCH).expect("adds");
        assert_eq!(list.all().expect("reads"), BTreeSet::from([other]));
    }

    #[test]
    fn a_list_that_cannot_be_read_stops_the_house_and_brings_nobody_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("erased");
        std::fs::write(&file, "erased somebody\n").expect("writes");
        assert!(matches!(ErasedList::at(file).all(), Err(Error::Setup(_))));
    }
}
