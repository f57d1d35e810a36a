//! The keys that open sealed columns: numbered, so that a new one can replace an old one at leisure.

use crate::error::{Error, Result};
use crate::person_keys::PersonKeys;
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;
use uuid::Uuid;
use zeroize::Zeroizing;

type Secret = Zeroizing<[u8; 32]>;

/// Key-encryption keys by number (the highest seals, all open), and the key of the lookup hashes, which never turns.
pub struct Keys {
    numbered: BTreeMap<u32, Secret>,
    lookup: Secret,
    /// Where the keys come from a file.
    people: Option<PersonKeys>,
}

impl Keys {
    /// At least one numbered key. The lookup key stays the same for the life of the database: it finds people by e-mail.
    pub fn from_numbered(
        numbered: impl IntoIterator<Item = (u32, [u8; 32])>,
        lookup: [u8; 32],
    ) -> Result<Self> {
        let numbered: BTreeMap<_, _> = numbered
            .into_iter()
            .map(|(number, key)| (number, Zeroizing::new(key)))
            .collect();
        if numbered.is_empty() {
            return Err(Error::Setup("the keys hold no numbered key".to_owned()));
        }
        Ok(Self {
            numbered,
            lookup: Zeroizing::new(lookup),
            people: None,
        })
    }

    /// New keys from the system's randomness: number 1 and a lookup key.
    pub fn generate() -> Result<Self> {
        Ok(Self {
            numbered: BTreeMap::from([(1, random()?)]),
            lookup: random()?,
            people: None,
        })
    }

    /// Adds a new key with the next number; from now on it seals. See [`crate::Store::reseal`].
    pub fn turn(&mut self) -> Result<u32> {
        let number = self.current() + 1;
        self.numbered.insert(number, random()?);
        Ok(number)
    }

    /// Forgets a key that seals nothing any more.
    pub fn forget(&mut self, number: u32) -> Result<()> {
        if number == self.current() {
            return Err(Error::Setup("the key that seals cannot be forgotten".to_owned()));
        }
        self.numbered
            .remove(&number)
            .map(drop)
            .ok_or(Error::KeyMissing { number })
    }

    /// Reads the file, or writes one with new keys (mode 0600) when there is none.
    pub fn load_or_generate(file: &Path) -> Result<Self> {
        match Self::load(file) {
            Err(Error::Setup(_)) if !file.exists() => {
                let keys = Self::generate()?;
                keys.save_new(file)?;
                Self::load(file)
            }
            loaded => loaded,
        }
    }

    /// Reads a file that only its owner may read: one `number base64` a line, and one `lookup base64`.
    pub fn load(file: &Path) -> Result<Self> {
        let unusable = |what: &str| Error::Setup(format!("the key file {} {what}", file.display()));
        let mut opened =
            std::fs::File::open(file).map_err(|error| unusable(&format!("cannot be read: {error}")))?;
        let mode = opened
            .metadata()
            .map_err(|error| unusable(&error.to_string()))?
            .permissions()
            .mode();
        if mode & 0o077 != 0 {
            return Err(unusable("can be read by others: chmod 600 it"));
        }
        let mut text = Zeroizing::new(String::new());
        opened
            .read_to_string(&mut text)
            .map_err(|_| unusable("is no text"))?;
        let (mut numbered, mut lookup) = (BTreeMap::new(), None);
        for line in text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let (name, key) = line
                .split_once(' ')
                .ok_or_else(|| unusable("has a line that is no key"))?;
            let key = decode(key).ok_or_else(|| unusable("has a key that is not 32 bytes of base64"))?;
            if name == "lookup" {
                lookup = Some(key);
            } else {
                let number = name.parse().map_err(|_| unusable("has a key without a number"))?;
                numbered.insert(number, key);
            }
        }
        match lookup {
            Some(lookup) if !numbered.is_empty() => Ok(Self {
                numbered,
                lookup,
                people: Some(PersonKeys::beside(file)?),
            }),
            _ => Err(unusable("lacks the lookup key or a numbered key")),
        }
    }

    /// Writes the keys to a file that does not exist yet, readable by its owner only. Back it up apart from the database.
    pub fn save_new(&self, file: &Path) -> Result<()> {
        let failed = |error| {
            Error::Setup(format!(
                "the key file {} cannot be written: {error}",
                file.display()
            ))
        };
        let mut text = Zeroizing::new(String::from(
            "# Keys of the private columns. Without this file they cannot be read; with it and the database, anyone can.\n",
        ));
        text.push_str(&format!("lookup {}\n", BASE64.encode(self.lookup.as_slice())));
        for (number, key) in &self.numbered {
            text.push_str(&format!("{number} {}\n", BASE64.encode(key.as_slice())));
        }
        let mut created = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(file)
            .map_err(failed)?;
        created
            .write_all(text.as_bytes())
            .and_then(|()| created.sync_all())
            .map_err(failed)
    }

    /// The keys of people and of their places, which come with a file.
    pub(crate) fn people(&self) -> Option<&PersonKeys> {
        self.people.as_ref()
    }

    /// Before the first value of somebody new is sealed.
    pub(crate) fn give(&self, holder: Uuid, person: Uuid) -> Result<()> {
        self.people
            .as_ref()
            .map_or(Ok(()), |people| people.give(&[(holder, person)]))
    }

    /// The number of the key that seals.
    pub(crate) fn current(&self) -> u32 {
        self.numbered.keys().next_back().copied().unwrap_or_default()
    }

    pub(crate) fn key(&self, number: u32) -> Result<&[u8]> {
        self.numbered
            .get(&number)
            .map(|key| key.as_slice())
            .ok_or(Error::KeyMissing { number })
    }

    /// A hash by which an equal value is found again, useless to whoever has only the database.
    /// `purpose` keeps hashes of different columns apart.
    pub(crate) fn lookup_hash(&self, purpose: &str, value: &str) -> String {
        BASE64.encode(self.hash(purpose, value))
    }

    /// The same, short enough to be said aloud. For what is asked a few times and then no more: six digits can be tried.
    pub(crate) fn six_digits(&self, purpose: &str, value: &str) -> String {
        let hash = self.hash(purpose, value);
        // 64 bits for a million codes: none is likelier than another by more than one in 10^13.
        let number = hash
            .as_ref()
            .iter()
            .take(8)
            .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        format!("{:06}", number % 1_000_000)
    }

    fn hash(&self, purpose: &str, value: &str) -> hmac::Tag {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.lookup.as_slice());
        let mut context = hmac::Context::with_key(&key);
        context.update(purpose.as_bytes());
        context.update(&[0]);
        context.update(value.as_bytes());
        context.sign()
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys")
            .field("numbers", &self.numbered.keys())
            .finish_non_exhaustive()
    }
}

fn random() -> Result<Secret> {
    let mut key = Zeroizing::new([0; 32]);
    aws_lc_rs::rand::fill(key.as_mut_slice())
        .map_err(|_| Error::Setup("the system has no randomness".to_owned()))?;
    Ok(key)
}

fn decode(text: &str) -> Option<Secret> {
    let bytes = Zeroizing::new(BASE64.decode(text.trim()).ok()?);
    Some(Zeroizing::new(bytes.as_slice().try_into().ok()?))
}
