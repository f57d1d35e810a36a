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

/// One line each, only ever added to, by one process: `erased per_… 2026-01-06T17:05:00Z`, or `kept per_…` where an erasure could not be done.
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
        let text = self.text()?;
        let mut erased = BTreeSet::new();
        for line in text
            .split_inclusive('\n')
            .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        {
            match read(line) {
                Some((true, person)) => {
                    erased.insert(person);
                }
                Some((false, person)) => {
                    erased.remove(&person);
                }
                None if is_torn(line) => {}
                None => return Err(self.unusable("has a line that says nobody's id")),
            }
        }
        Ok(erased)
    }

    fn text(&self) -> Result<String> {
        match std::fs::read_to_string(&self.file) {
            Ok(text) => Ok(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(self.unusable(&error.to_string())),
        }
    }

    fn write(&self, line: &str) -> Result<()> {
        let before = self.text()?;
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o600)
            .open(&self.file)
            .map_err(|error| self.unusable(&error.to_string()))?;
        let failed = |error: std::io::Error| self.unusable(&error.to_string());
        let mut text = String::new();
        let last = before.split_inclusive('\n').next_back().unwrap_or_default();
        let mut whole = before.len() as u64;
        if is_torn(last) {
            // Half a line would swallow this one. Nothing that was committed needs it: what it began to say had not been said.
            whole -= last.len() as u64;
            file.set_len(whole).map_err(failed)?;
        } else if !last.is_empty() && !last.ends_with('\n') {
            text.push('\n');
        }
        if before.is_empty() {
            text.push_str(
                "# Who was erased. Keep it when you restore the database: it is read at every start.\n",
            );
        }
        text.push_str(line);
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        if written.is_err() {
            let _ = file.set_len(whole);
        }
        written.map_err(failed)
    }

    fn unusable(&self, why: &str) -> Error {
        Error::Setup(format!("the list of the erased, {}, {why}", self.file.display()))
    }
}

/// Whether it says `erased`, and who.
fn read(line: &str) -> Option<(bool, PersonId)> {
    let mut words = line.split_whitespace();
    let is_erased = match words.next()? {
        "erased" => true,
        "kept" => false,
        _ => return None,
    };
    Some((is_erased, words.next()?.parse().ok()?))
}

/// Was being written when the program or the disk stopped. What lacks its end and nothing else was written by a person, and counts.
fn is_torn(line: &str) -> bool {
    !line.is_empty() && !line.ends_with('\n') && !line.starts_with('#') && read(line).is_none()
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

    #[test]
    fn a_torn_line_swallows_no_other_and_one_that_lacks_only_its_end_counts() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("erased");
        let list = ErasedList::at(&file);
        let [one, torn, next] = [1, 2, 3].map(|number| PersonId::from_uuid(Uuid::from_u128(number)));
        list.add(one, Timestamp::UNIX_EPOCH).expect("adds");
        let before = std::fs::read_to_string(&file).expect("reads");
        let line = format!("erased {torn} {}", Timestamp::UNIX_EPOCH);
        for letters in 1..=line.len() {
            std::fs::write(&file, format!("{before}{}", &line[..letters])).expect("writes");
            let counts = letters >= format!("erased {torn}").len();
            let mut expected = BTreeSet::from([one]);
            expected.extend(counts.then_some(torn));
            assert_eq!(list.all().expect("reads"), expected, "{letters} letters");
            list.add(next, Timestamp::UNIX_EPOCH).expect("adds");
            expected.insert(next);
            assert_eq!(
                list.all().expect("reads"),
                expected,
                "{letters} letters, and one more line"
            );
        }
    }
}
