//! The vectors in tests/vectors are what this code does, byte for byte; the browser tests the same files.
//! Written anew by `cargo run -p seal --example write_vectors`.

use crate::cast::{from_hex, seed};
use crate::shared;
use openmls::prelude::OpenMlsProvider;
use seal::{Key, Provider};
use serde_json::Value;

fn kept(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_statements_are_written_as_the_shared_vectors_say() {
    assert_eq!(
        shared::statements(),
        kept(include_str!("../vectors/statements.json"))
    );
}

#[test]
fn the_frames_are_sealed_as_the_shared_vectors_say() {
    assert_eq!(shared::frames(), kept(include_str!("../vectors/frames.json")));
}

#[test]
fn the_whisper_opens_as_the_shared_vectors_say() {
    let kept = kept(include_str!("../vectors/whispers.json"));
    let body = from_hex(kept["body"].as_str().unwrap());
    assert_eq!(shared::whispers(Some(body.clone())), kept);
    let sender = Key::from_seed(&seed("leaf of ben")).public();
    let opened = shared::whisper_key("anna").open(Provider::default().crypto(), &shared::WAY, &sender, &body);
    assert_eq!(opened.as_deref(), Some(shared::WORDS));
}
