//! The cast of the seal's tests: people with keys that are the same in every run, and bytes as texts.

use aws_lc_rs::digest::{SHA256, digest};
use seal::{Key, Name};

pub(crate) const CIRCLE: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
/// Tuesday 6 January 2026, 18:00 UTC.
pub(crate) const EVENING_MS: u64 = 1_767_722_400_000;

pub(crate) fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

pub(crate) fn group() -> Name {
    name("grp_tuesday")
}

pub(crate) fn session() -> Name {
    name("ses_first")
}

pub(crate) fn seed(of: &str) -> [u8; 32] {
    digest(&SHA256, of.as_bytes()).as_ref().try_into().unwrap()
}

pub(crate) fn device(of: &str) -> Key {
    Key::from_seed(&seed(&format!("device of {of}")))
}

pub(crate) fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn from_hex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}
