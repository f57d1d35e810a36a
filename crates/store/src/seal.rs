//! Seals one private value for one place: an envelope bound to its table, row and column.
//!
//! Each value has a data key of its own (AES-256-GCM), and that key is wrapped by a numbered key (AES-256-GCM again).
//! Both name the place as additional data, so that a sealed value moved to another row or column does not open.
//! A new numbered key re-wraps 60 bytes a value and never touches the value.
//! As text: `v1.<key number>.<wrapped data key>.<nonce, ciphertext, tag>`, base64url; text because it is the one
//! type of column that SQLite and PostgreSQL spell alike. What is somebody's own has `v2` in front: there the data key is wrapped
//! by the key of that person or place (`person_keys`) before it is wrapped by the numbered one, and both are needed. Where the keys of
//! people are there and theirs is not, nothing of theirs is sealed: under the numbered key alone nobody could shred it.

use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::row::Row;
use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use domain::Private;
use uuid::Uuid;
use zeroize::Zeroizing;

const NONCE_BYTES: usize = 12;

/// Where a sealed value lives. `row` is the primary key, its parts joined by `/`.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    text: String,
    holder: Holder,
}

/// Whose key a value is sealed with: a person, or a person's place in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holder {
    Nobody,
    /// Somebody's, and the primary key does not say whose.
    Unsaid,
    Of(Uuid),
}

impl Place {
    pub(crate) fn is_of_somebody(table: &str) -> bool {
        whose(table) != Whose::Nobodys
    }

    pub(crate) fn new(table: &str, row: &[Uuid], column: &str) -> Self {
        let holder = match whose(table) {
            Whose::Nobodys => Holder::Nobody,
            Whose::InKey(part) => row.get(part).copied().map_or(Holder::Unsaid, Holder::Of),
            Whose::Column(_) => Holder::Unsaid,
        };
        let row: Vec<_> = row.iter().map(|part| part.simple().to_string()).collect();
        Self {
            text: format!("{table}/{}/{column}", row.join("/")),
            holder,
        }
    }

    /// Where the primary key does not say it.
    pub(crate) fn held_by(mut self, holder: Uuid) -> Self {
        self.holder = Holder::Of(holder);
        self
    }

    /// Of somebody without an account: the numbered key alone.
    pub(crate) fn nobodys(mut self) -> Self {
        self.holder = Holder::Nobody;
        self
    }

    /// Of a row that has its whole primary key, and the column that says whose it is.
    pub(crate) fn of_row(table: &str, key: &[&str], column: &str, row: &Row) -> Result<Self> {
        let parts = key
            .iter()
            .map(|part| row.uuid(part))
            .collect::<Result<Vec<Uuid>>>()?;
        let place = Self::new(table, &parts, column);
        Ok(match whose(table) {
            Whose::Column(holder) => place.held_by(row.uuid(holder)?),
            Whose::InKey(_) | Whose::Nobodys => place,
        })
    }

    /// Whether what is sealed here can be: it is nobody's, or the key of whose it is is there.
    pub(crate) fn has_its_key(&self, keys: &Keys) -> bool {
        match (keys.people(), self.holder) {
            (None, _) | (_, Holder::Nobody) => true,
            (Some(people), Holder::Of(holder)) => people.get(holder).is_some(),
            (Some(_), Holder::Unsaid) => false,
        }
    }

    fn refused(&self) -> Error {
        Error::corrupt(format!("{} does not open", self.text))
    }
}

/// What says whose the values of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Nobodys,
    /// That part of the primary key.
    InKey(usize),
    /// Another column.
    Column(&'static str),
}

fn whose(table: &str) -> Whose {
    match table {
        "people" | "memberships" | "former_names" | "passwords" | "emergency_facts" | "kept_checkins"
        | "agreement_choices" | "guardians" | "vaults" | "vault_wraps" | "notes" | "wills" | "complaints"
        | "break_glasses" => Whose::InKey(0),
        "door_answers" | "removals" => Whose::InKey(1),
        "agreement_signatures" | "releases" => Whose::Column("membership_id"),
        "holds" => Whose::Column("person_id"),
        _ => Whose::Nobodys,
    }
}

/// `None` where values stand under the numbered keys alone: of nobody, or in a house without keys of people.
fn holder_key(keys: &Keys, place: &Place) -> Result<Option<Zeroizing<[u8; 32]>>> {
    match (keys.people(), place.holder) {
        (None, _) | (_, Holder::Nobody) => Ok(None),
        (Some(people), Holder::Of(holder)) => people.get(holder).map(Some).ok_or_else(|| {
            Error::Setup(format!(
                "the key of the person is missing, so {} is not written",
                place.text
            ))
        }),
        (Some(_), Holder::Unsaid) => Err(place.refused()),
    }
}

/// Under the key of whose it is and no other, for what lies inside of something sealed: `None` where there are no keys of people.
pub(crate) fn seal_within(keys: &Keys, place: &Place, plain: &str) -> Result<Option<String>> {
    holder_key(keys, place)?
        .map(|holder| encrypt(holder.as_slice(), place, plain.as_bytes()))
        .transpose()
}

pub(crate) fn open_within(keys: &Keys, place: &Place, sealed: &str) -> Result<Private<String>> {
    let holder = holder_key(keys, place)?.ok_or_else(|| place.refused())?;
    let mut plain = decrypt(holder.as_slice(), place, sealed)?;
    String::from_utf8(std::mem::take(&mut *plain))
        .map(Private::new)
        .map_err(|_| place.refused())
}

pub(crate) fn seal(keys: &Keys, place: &Place, plain: &str) -> Result<String> {
    let mut data_key = Zeroizing::new([0; 32]);
    aws_lc_rs::rand::fill(data_key.as_mut_slice()).map_err(|_| place.refused())?;
    let value = encrypt(data_key.as_slice(), place, plain.as_bytes())?;
    let number = keys.current();
    let wrap = |inner: &[u8]| encrypt(keys.key(number)?, place, inner);
    Ok(match holder_key(keys, place)? {
        Some(holder) => {
            let inner = encrypt(holder.as_slice(), place, data_key.as_slice())?;
            format!("v2.{number}.{}.{value}", wrap(inner.as_bytes())?)
        }
        None => format!("v1.{number}.{}.{value}", wrap(data_key.as_slice())?),
    })
}

pub(crate) fn open(keys: &Keys, place: &Place, sealed: &str) -> Result<Private<String>> {
    let (version, number, wrapped, value) = parts(sealed).ok_or_else(|| place.refused())?;
    let mut data_key = decrypt(keys.key(number)?, place, wrapped)?;
    if version == "v2" {
        let holder = holder_key(keys, place)
            .ok()
            .flatten()
            .ok_or_else(|| place.refused())?;
        let inner = std::str::from_utf8(&data_key).map_err(|_| place.refused())?;
        data_key = decrypt(holder.as_slice(), place, inner)?;
    }
    let mut plain = decrypt(&data_key, place, value)?;
    String::from_utf8(std::mem::take(&mut *plain))
        .map(Private::new)
        .map_err(|_| place.refused())
}

/// The same sealed value under the key that seals now; `None` when it already is.
pub(crate) fn rewrap(keys: &Keys, place: &Place, sealed: &str) -> Result<Option<String>> {
    let (version, number, wrapped, value) = parts(sealed).ok_or_else(|| place.refused())?;
    let current = keys.current();
    if number == current {
        return Ok(None);
    }
    let data_key = decrypt(keys.key(number)?, place, wrapped)?;
    let wrapped = encrypt(keys.key(current)?, place, &data_key)?;
    Ok(Some(format!("{version}.{current}.{wrapped}.{value}")))
}

fn parts(sealed: &str) -> Option<(&str, u32, &str, &str)> {
    let (version, rest) = sealed.split_once('.')?;
    let (number, rest) = rest.split_once('.')?;
    let (wrapped, value) = rest.split_once('.')?;
    matches!(version, "v1" | "v2").then_some((version, number.parse().ok()?, wrapped, value))
}

fn encrypt(key: &[u8], place: &Place, plain: &[u8]) -> Result<String> {
    let key = RandomizedNonceKey::new(&AES_256_GCM, key).map_err(|_| place.refused())?;
    let mut sealed = plain.to_vec();
    let nonce = key
        .seal_in_place_append_tag(Aad::from(place.text.as_bytes()), &mut sealed)
        .map_err(|_| place.refused())?;
    let mut whole = nonce.as_ref().to_vec();
    whole.append(&mut sealed);
    Ok(BASE64.encode(whole))
}

fn decrypt(key: &[u8], place: &Place, sealed: &str) -> Result<Zeroizing<Vec<u8>>> {
    let refused = |_| place.refused();
    let key = RandomizedNonceKey::new(&AES_256_GCM, key).map_err(refused)?;
    let whole = BASE64.decode(sealed).map_err(|_| place.refused())?;
    let (nonce, sealed) = whole
        .split_at_checked(NONCE_BYTES)
        .ok_or_else(|| place.refused())?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(refused)?;
    let mut plain = Zeroizing::new(sealed.to_vec());
    let length = key
        .open_in_place(nonce, Aad::from(place.text.as_bytes()), &mut plain)
        .map_err(refused)?
        .len();
    plain.truncate(length);
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys() -> Keys {
        Keys::from_numbered([(1, [7; 32])], [9; 32]).expect("one key")
    }

    fn place(row: u128, column: &str) -> Place {
        Place::new("people", &[Uuid::from_u128(row)], column)
    }

    proptest! {
        #[test]
        fn whatever_is_sealed_opens_in_its_place_and_in_no_other(plain: String) {
            let sealed = seal(&keys(), &place(1, "email"), &plain).expect("seals");
            let opened = open(&keys(), &place(1, "email"), &sealed).expect("opens");
            prop_assert_eq!(opened.reveal(), &plain);
            for elsewhere in [place(2, "email"), place(1, "legal_name")] {
                let refused = matches!(open(&keys(), &elsewhere, &sealed), Err(Error::Corrupt { .. }));
                prop_assert!(refused, "it opened elsewhere");
            }
        }

        #[test]
        fn a_sealed_value_with_one_changed_character_never_opens(at in 0usize..200, with in "[A-Za-z0-9._-]") {
            let sealed = seal(&keys(), &place(1, "email"), "anna@example.org").expect("seals");
            let at = at % sealed.len();
            let mut changed = sealed.clone();
            changed.replace_range(at..=at, &with);
            prop_assume!(changed != sealed);
            prop_assert!(open(&keys(), &place(1, "email"), &changed).is_err());
        }

        #[test]
        fn text_that_was_never_sealed_is_refused_and_panics_nobody(text: String) {
            prop_assert!(open(&keys(), &place(1, "email"), &text).is_err());
        }
    }

    #[test]
    fn equal_values_look_different_when_sealed() {
        let sealed = || seal(&keys(), &place(1, "email"), "anna@example.org").expect("seals");
        assert_ne!(sealed(), sealed());
    }

    #[test]
    fn a_new_key_rewraps_a_value_and_the_old_key_can_then_be_forgotten() {
        let mut keys = keys();
        let sealed = seal(&keys, &place(1, "email"), "anna@example.org").expect("seals");
        assert_eq!(keys.turn().ok(), Some(2));
        let again = rewrap(&keys, &place(1, "email"), &sealed)
            .expect("rewraps")
            .expect("had the old key");
        assert_eq!(
            rewrap(&keys, &place(1, "email"), &again).expect("is current"),
            None
        );
        keys.forget(1).expect("is not the one that seals");
        assert_eq!(
            open(&keys, &place(1, "email"), &again).expect("opens").reveal(),
            "anna@example.org"
        );
        assert!(matches!(
            open(&keys, &place(1, "email"), &sealed),
            Err(Error::KeyMissing { number: 1 })
        ));
    }
}
