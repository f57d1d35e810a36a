//! What is kept of a secret token: its SHA-256 and nothing else.

use aws_lc_rs::digest;

/// Tokens are long and random, so a plain hash is enough: there is nothing to guess.
pub(crate) fn hash(token: &str) -> String {
    digest::digest(&digest::SHA256, token.as_bytes())
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
