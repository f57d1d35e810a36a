//! A key for each person and each of their places, in a file of its own. A private value of theirs opens with this key and a numbered
//! one, never with one of them alone: whoever throws this key away has made every copy of the value unreadable, wherever it lies.
//!
//! One line each, `holder person key`; the first that names a holder counts. Whoever is shredded is no longer in it. One process
//! writes: it holds a lock on a file beside it. Others read at most.

use crate::error::{Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use domain::PersonId;
use domain::id::Id as _;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use uuid::Uuid;
use zeroize::Zeroizing;

type Secret = Zeroizing<[u8; 32]>;
type Held = BTreeMap<Uuid, (Uuid, Secret)>;

pub(crate) struct PersonKeys {
    file: PathBuf,
    held: RwLock<Held>,
    /// There while this process alone may write.
    lock: Mutex<Option<File>>,
    pen: Pen,
}

/// What touches the file, so that a test can hold one that fails.
struct Pen {
    write: fn(&mut File, &[u8]) -> std::io::Result<()>,
    cut: fn(&Path, usize) -> std::io::Result<()>,
}

const PEN: Pen = Pen {
    write: |file, bytes| file.write_all(bytes).and_then(|()| file.sync_all()),
    cut: cut_back,
};

/// How many of those who lack a key are named before the others are counted.
const NAMED: usize = 5;

const SAYS: &str = "# A key for each person and each of their places. Without this file their words cannot be read by anybody.\n\
     # Back it up apart from the database, and keep no old copy: an old copy has the keys of people who were erased since.\n";

impl PersonKeys {
    /// Beside the file of the numbered keys, under its name and `.people`. Reads, and changes nothing.
    pub(crate) fn beside(keys: &Path) -> Result<Self> {
        let file = named(keys, "people");
        let held = RwLock::new(read_file(&file, Torn::LeftOut)?);
        Ok(Self {
            file,
            held,
            lock: Mutex::default(),
            pen: PEN,
        })
    }

    /// From here on this process alone writes, until it lets go or ends. Twice is no fault.
    pub(crate) fn own(&self) -> Result<()> {
        let mut lock = self.lock();
        if lock.is_some() {
            return Ok(());
        }
        let beside = named(&self.file, "lock");
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&beside)
            .map_err(|error| self.unusable(&error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Setup(format!(
                    "another openchair is running on this practice (it holds {}). Stop it first; or give this one a data folder of its own",
                    beside.display()
                )));
            }
            Err(TryLockError::Error(error)) => return Err(self.unusable(&error)),
        }
        // Read once more: whoever held it a moment ago may have given keys that the first reading has not seen.
        *self.write() = read_file(&self.file, Torn::CutOff)?;
        *lock = Some(file);
        Ok(())
    }

    /// Another process may write from here on, and this one does no more.
    pub(crate) fn let_go(&self) {
        *self.lock() = None;
    }

    /// What to say about people whose words are sealed with keys that are not here.
    pub(crate) fn lacks(&self, people: &BTreeSet<Uuid>) -> Error {
        let mut named: Vec<String> = people
            .iter()
            .take(NAMED)
            .map(|person| PersonId::from_uuid(*person).to_string())
            .collect();
        if people.len() > NAMED {
            named.push(format!("{} more", people.len() - NAMED));
        }
        let file = self.file.display();
        let what = if self.file.exists() {
            format!(
                "{file} is older than this database, or of another one: it has no key of {}",
                named.join(", ")
            )
        } else {
            format!(
                "{file} is missing, and this database has words of {}",
                named.join(", ")
            )
        };
        Error::Setup(format!(
            "{what}. Put the newest copy of it there; nothing was changed. Without their keys nobody can read what these people wrote"
        ))
    }

    pub(crate) fn get(&self, holder: Uuid) -> Option<Secret> {
        self.read().get(&holder).map(|(_, key)| key.clone())
    }

    /// A new key for each holder that has none, on disk before this returns. What is not committed after all leaves a key that
    /// opens nothing.
    pub(crate) fn give(&self, holders: &[(Uuid, Uuid)]) -> Result<()> {
        let lock = self.lock();
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
        self.must_own(&lock)?;
        self.cut_torn_end()?;
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o600)
            .open(&self.file)
            .map_err(|error| self.unusable(&error))?;
        // Ahead of everything that is written now.
        let before = file.metadata().map_err(|error| self.unusable(&error))?.len();
        if before == 0 {
            lines.insert_str(0, SAYS);
        }
        if let Err(error) = (self.pen.write)(&mut file, lines.as_bytes()) {
            self.after_a_torn_write(&mut held, before);
            return Err(self.unusable(&error));
        }
        if before == 0
            && let Some(folder) = self.file.parent()
        {
            File::open(folder)
                .and_then(|folder| folder.sync_all())
                .map_err(|error| self.unusable(&error))?;
        }
        held.extend(new);
        Ok(())
    }

    /// Every key of this person goes: out of the file, by writing it anew, and out of this process. Twice is no fault.
    pub(crate) fn shred(&self, person: Uuid) -> Result<()> {
        let lock = self.lock();
        let mut held = self.write();
        if !held.values().any(|(one, _)| *one == person) {
            return Ok(());
        }
        self.must_own(&lock)?;
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

    /// Left by a write that failed, where cutting failed with it. What comes next would be read as its end.
    fn cut_torn_end(&self) -> Result<()> {
        let failed = |error: std::io::Error| self.unusable(&error);
        let mut file = match File::open(&self.file) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(failed(error)),
        };
        if file.metadata().map_err(failed)?.len() == 0 {
            return Ok(());
        }
        let mut last = [0];
        file.seek(SeekFrom::End(-1))
            .and_then(|_| file.read_exact(&mut last))
            .map_err(failed)?;
        if last != *b"\n" {
            read_file(&self.file, Torn::CutOff)?;
        }
        Ok(())
    }

    /// Half a line would be taken for the beginning of the next one, so what was begun is cut off. Where even that fails, a whole line
    /// may stand there: the first that names a holder counts, so its key is theirs, and nobody is given a second one.
    fn after_a_torn_write(&self, held: &mut Held, before: u64) {
        let cut = usize::try_from(before).map_or(Ok(()), |before| (self.pen.cut)(&self.file, before));
        if let Err(error) = cut {
            tracing::error!(%error, "what was begun in the file of people's keys could not be cut off");
        }
        match read_file(&self.file, Torn::LeftOut) {
            // What is held and not there stays: it is the only copy.
            Ok(there) => held.extend(there),
            Err(error) => tracing::error!(%error, "the file of people's keys could not be read again"),
        }
    }

    fn must_own(&self, lock: &Option<File>) -> Result<()> {
        if lock.is_some() {
            return Ok(());
        }
        Err(Error::Setup(format!(
            "{} is only read here: a running openchair may be writing it",
            self.file.display()
        )))
    }

    fn unusable(&self, error: &std::io::Error) -> Error {
        unusable(&self.file, &error.to_string())
    }

    fn lock(&self) -> MutexGuard<'_, Option<File>> {
        self.lock.lock().unwrap_or_else(PoisonError::into_inner)
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

fn named(file: &Path, more: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(more);
    file.with_file_name(name)
}

fn unusable(file: &Path, why: &str) -> Error {
    Error::Setup(format!("the file of people's keys, {}: {why}", file.display()))
}

/// A line without its end was being written when the program or the disk stopped, and nothing that was committed needs it; or it is
/// being written at this moment, which only its writer can rule out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Torn {
    LeftOut,
    CutOff,
}

/// Nothing where there is no file.
fn read_file(file: &Path, torn: Torn) -> Result<Held> {
    let failed = |error: std::io::Error| unusable(file, &error.to_string());
    let mut held = Held::new();
    if !file.exists() {
        return Ok(held);
    }
    let mode = std::fs::metadata(file).map_err(failed)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(unusable(file, "it can be read by others: chmod 600 it"));
    }
    let text = Zeroizing::new(std::fs::read_to_string(file).map_err(failed)?);
    let whole = text.rfind('\n').map_or("", |end| &text[..=end]);
    if whole.len() < text.len() && torn == Torn::CutOff {
        cut_back(file, whole.len()).map_err(failed)?;
    }
    for line in whole
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (holder, person, key) =
            read(line).ok_or_else(|| unusable(file, "it has a line that is no key"))?;
        held.entry(holder).or_insert((person, key));
    }
    Ok(held)
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
    fn what_a_failed_write_left_in_the_file_is_what_is_held_and_nobody_gets_a_second_key() {
        let [anna, ben, chidi] = [1, 2, 3].map(Uuid::from_u128);
        type Tear = fn(&mut File, &[u8]) -> std::io::Result<()>;
        let torn: [Tear; 4] = [
            |_, _| Err(std::io::Error::other("the disk is full")),
            |file, bytes| tear(file, bytes, 20),
            |file, bytes| tear(file, bytes, line_of_one() + 20),
            |file, bytes| tear(file, bytes, bytes.len() - 20),
        ];
        for cuts in [true, false] {
            for (number, write) in torn.into_iter().enumerate() {
                let folder = tempfile::tempdir().expect("a folder");
                let open = || PersonKeys::beside(&folder.path().join("keys")).expect("opens");
                let mut keys = open();
                keys.own().expect("nobody else is here");
                keys.give(&[(anna, anna)]).expect("gives");
                let annas = keys.get(anna);
                keys.pen = Pen {
                    write,
                    cut: if cuts {
                        cut_back
                    } else {
                        |_, _| Err(std::io::Error::other("nor can it be cut"))
                    },
                };
                keys.give(&[(ben, ben), (chidi, chidi)])
                    .expect_err("it was not written");
                assert_eq!(keys.get(anna), annas);
                keys.pen = PEN;
                // A torn end that could not be cut off then is cut off before anything comes behind it.
                keys.give(&[(ben, ben), (chidi, chidi)]).expect("gives");
                for holder in [anna, ben, chidi] {
                    assert!(keys.get(holder).is_some());
                    assert_eq!(open().get(holder), keys.get(holder), "{number}, cuts: {cuts}");
                }
            }
        }
    }

    #[test]
    fn a_first_write_that_failed_leaves_nothing_behind_not_even_the_heading() {
        let folder = tempfile::tempdir().expect("a folder");
        let anna = Uuid::from_u128(1);
        let mut keys = PersonKeys::beside(&folder.path().join("keys")).expect("opens");
        keys.own().expect("nobody else is here");
        keys.pen.write = |file, bytes| tear(file, bytes, 30);
        keys.give(&[(anna, anna)]).expect_err("it was not written");
        let file = folder.path().join("keys.people");
        assert_eq!(std::fs::read(&file).expect("reads"), b"");
        keys.pen = PEN;
        keys.give(&[(anna, anna)]).expect("gives");
        let text = std::fs::read_to_string(&file).expect("reads");
        assert!(text.starts_with(SAYS) && text.matches(SAYS).count() == 1);
    }

    fn tear(file: &mut File, bytes: &[u8], at: usize) -> std::io::Result<()> {
        file.write_all(&bytes[..at])?;
        Err(std::io::Error::other("the disk is full"))
    }

    fn line_of_one() -> usize {
        line(Uuid::nil(), Uuid::nil(), &Zeroizing::new([0; 32])).len()
    }

    #[test]
    fn whoever_is_shredded_is_in_no_file_and_everybody_else_still_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = || PersonKeys::beside(&folder.path().join("keys")).expect("opens");
        let [anna, place, ben] = [1, 2, 3].map(Uuid::from_u128);
        let keys = open();
        keys.own().expect("nobody else is here");
        keys.give(&[(anna, anna), (place, anna), (ben, ben)])
            .expect("gives");
        let bens = keys.get(ben).expect("a key");
        keys.give(&[(ben, ben)]).expect("gives nothing anew");
        assert_eq!(open().get(ben), Some(bens.clone()));
        keys.shred(anna).expect("shreds");
        keys.shred(anna).expect("twice");
        for keys in [keys, open()] {
            assert_eq!(
                (keys.get(anna), keys.get(place), keys.get(ben)),
                (None, None, Some(bens.clone()))
            );
        }
        let mut left: Vec<_> = std::fs::read_dir(folder.path())
            .expect("the folder")
            .flatten()
            .map(|file| file.file_name())
            .collect();
        left.sort();
        assert_eq!(
            left,
            ["keys.people", "keys.people.lock"],
            "no other copy lies about"
        );
    }

    #[test]
    fn a_line_that_was_never_finished_is_cut_off_and_the_next_one_is_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = || PersonKeys::beside(&folder.path().join("keys")).expect("opens");
        let owned = || {
            let keys = open();
            keys.own().expect("nobody else is here");
            keys
        };
        let [anna, ben] = [1, 2].map(Uuid::from_u128);
        owned().give(&[(anna, anna)]).expect("gives");
        let file = folder.path().join("keys.people");
        let whole = std::fs::read_to_string(&file).expect("reads");
        for torn in [1, 10, 60] {
            let half: String = line(ben, ben, &Zeroizing::new([7; 32]))
                .chars()
                .take(torn)
                .collect();
            std::fs::write(&file, format!("{whole}{half}")).expect("writes");
            assert!(open().get(anna).is_some());
            let untouched = std::fs::read_to_string(&file).expect("reads");
            assert_eq!(untouched, format!("{whole}{half}"), "who only reads cuts nothing");
            let keys = owned();
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
            .and_then(|keys| {
                keys.own()?;
                keys.give(&[(Uuid::nil(), Uuid::nil())])
            })
            .expect("gives");
        let file = folder.path().join("keys.people");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).expect("ours");
        assert!(matches!(PersonKeys::beside(&keys), Err(Error::Setup(_))));
    }

    #[test]
    fn one_process_writes_and_another_only_reads_what_that_one_gave() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = || PersonKeys::beside(&folder.path().join("keys")).expect("opens");
        let [anna, ben, chidi] = [1, 2, 3].map(Uuid::from_u128);
        let (first, second) = (open(), open());
        first.own().expect("nobody else is here");
        first.own().expect("twice");
        first.give(&[(anna, anna)]).expect("gives");
        let refused = second.own();
        assert!(matches!(refused, Err(Error::Setup(text)) if text.contains("another openchair is running")));
        for refused in [second.give(&[(ben, ben)]), open().shred(anna)] {
            assert!(matches!(refused, Err(Error::Setup(text)) if text.contains("only read here")));
        }
        assert_eq!(open().get(anna), first.get(anna), "reading needs no lock");
        first.let_go();
        second.own().expect("it was let go");
        second.give(&[(chidi, chidi)]).expect("gives");
        second.shred(chidi).expect("shreds");
        assert_eq!(
            open().get(anna),
            first.get(anna),
            "what the first gave while the second waited is in the file that the second wrote anew"
        );
        assert!(first.give(&[(ben, ben)]).is_err(), "it let go");
    }
}
