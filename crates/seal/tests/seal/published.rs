//! The published vectors, which lie beside the project. Where they are not, that is said; where everything must be run
//! (CI=true), it is an error.

use serde_json::Value;
use std::io::Write;
use std::path::Path;

#[expect(
    clippy::disallowed_methods,
    reason = "the edge of the tests: files and the environment"
)]
pub(crate) fn published(file: &str) -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/vectors")
        .join(file);
    match std::fs::read(&path) {
        Ok(bytes) => Some(serde_json::from_slice(&bytes).unwrap()),
        Err(_) if std::env::var("CI").is_ok_and(|ci| ci == "true") => {
            panic!("the vectors {} are missing", path.display())
        }
        Err(_) => {
            let word = format!(
                "NOT RUN: the vectors {} are not here
",
                path.display()
            );
            std::io::stdout().write_all(word.as_bytes()).unwrap();
            None
        }
    }
}

pub(crate) fn bytes(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap();
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}
