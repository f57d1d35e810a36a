//! Randomness for tokens and ids, from aws-lc-rs.

use crate::{Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::Id;
use jiff::Timestamp;

pub(crate) fn bytes<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Error::broken("the system has no randomness"))?;
    Ok(bytes)
}

/// 256 random bits as 43 letters of base64url: nothing to guess.
pub(crate) fn token() -> Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(bytes::<32>()?))
}

/// A new id, ordered by the time given.
pub(crate) fn id<I: Id>(now: Timestamp) -> Result<I> {
    let milliseconds = u64::try_from(now.as_millisecond()).unwrap_or_default();
    Ok(I::from_uuid(
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &bytes::<10>()?).into_uuid(),
    ))
}

/// Eight letters that are hard to misread aloud (no 0/O, 1/I/L).
pub(crate) fn code() -> String {
    const LETTERS: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    let mut random = [0; 8];
    // A code is a name for a line in the log, not a secret: without randomness it is a poor name and nothing worse.
    let _ = aws_lc_rs::rand::fill(&mut random);
    random
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_256_bits_and_no_two_are_alike() {
        let (one, other) = (token().expect("randomness"), token().expect("randomness"));
        assert_eq!(URL_SAFE_NO_PAD.decode(&one).map(|bytes| bytes.len()), Ok(32));
        assert_ne!(one, other);
    }

    #[test]
    fn ids_sort_by_the_time_they_were_made_at() {
        let early: domain::GroupId =
            id(Timestamp::from_second(1_000).expect("a moment")).expect("randomness");
        let late: domain::GroupId = id(Timestamp::from_second(1_001).expect("a moment")).expect("randomness");
        assert!(early < late);
        assert_eq!(early.uuid().get_version_num(), 7);
    }
}
