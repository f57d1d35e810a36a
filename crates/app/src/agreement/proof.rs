//! SHA-256 of what was signed or answered, as bytes and as text.

use aws_lc_rs::digest;
use domain::agreement::{Clause, clause_words};

pub(super) fn sha256(words: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, words).as_ref());
    hash
}

pub(crate) fn hex(hash: &[u8; 32]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// To which words a yes or a no was said: to others it was not.
pub(super) fn of_clause(clause: &Clause) -> String {
    hex(&sha256(&clause_words(clause)))
}
