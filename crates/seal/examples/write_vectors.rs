//! Writes the vectors that the native side and the browser share: `cargo run -p seal --example write_vectors`.
#![expect(
    clippy::unwrap_used,
    reason = "a tool of the tests: what fails here is seen at once"
)]

#[path = "../tests/seal/cast.rs"]
mod cast;
#[path = "../tests/seal/shared.rs"]
mod shared;

use serde_json::Value;
use std::path::Path;

#[expect(
    clippy::disallowed_methods,
    reason = "a program that writes files for the tests"
)]
fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let write = |name: &str, value: &Value| {
        let text = serde_json::to_string_pretty(value).unwrap();
        std::fs::write(folder.join(name), text + "\n").unwrap();
    };
    write("statements.json", &shared::statements());
    write("frames.json", &shared::frames());
    // A whisper holds chance: the one that is there is kept.
    let there = std::fs::read(folder.join("whispers.json")).ok();
    let body = there.map(|bytes| {
        cast::from_hex(
            serde_json::from_slice::<Value>(&bytes).unwrap()["body"]
                .as_str()
                .unwrap(),
        )
    });
    write("whispers.json", &shared::whispers(body));
}
