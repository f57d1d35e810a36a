//! The published vectors of RFC 9605: headers, and the key schedule and sealing of suite 4, byte for byte.

use seal::sframe::{FrameKey, Header};
use serde_json::Value;

/// Beside the project, like the client's.
const PUBLISHED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/data/vectors/sframe-rfc9605.json"
);

/// `None` when the file is not here: said plainly, and an error where everything must be run.
#[expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::print_stderr,
    reason = "a test asks where it runs, and says aloud what it did not run"
)]
fn published() -> Option<Value> {
    if let Ok(text) = std::fs::read_to_string(PUBLISHED) {
        return Some(serde_json::from_str(&text).unwrap());
    }
    assert_ne!(
        std::env::var("CI").as_deref(),
        Ok("true"),
        "the vectors {PUBLISHED} are missing"
    );
    eprintln!("NOT RUN: the vectors {PUBLISHED} are not here");
    None
}

fn bytes(of: &Value, field: &str) -> Vec<u8> {
    let text = of[field].as_str().unwrap();
    (0..text.len() / 2)
        .map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap())
        .collect()
}

#[test]
fn the_headers_of_rfc_9605_are_written_and_read() {
    let Some(published) = published() else { return };
    let headers = published["header"].as_array().unwrap();
    assert!(!headers.is_empty());
    for vector in headers {
        let header = Header {
            kid: vector["kid"].as_u64().unwrap(),
            counter: vector["ctr"].as_u64().unwrap(),
        };
        let encoded = bytes(vector, "encoded");
        assert_eq!(header.write(), encoded, "{vector}");
        assert_eq!(Header::read(&encoded), Ok((header, encoded.len())), "{vector}");
    }
}

#[test]
fn the_key_schedule_and_sealing_of_rfc_9605_suite_4_come_out_byte_for_byte() {
    let Some(published) = published() else { return };
    let vectors = published["sframe"].as_array().unwrap();
    let vector = vectors.iter().find(|vector| vector["cipher_suite"] == 4).unwrap();
    let (kid, counter) = (vector["kid"].as_u64().unwrap(), vector["ctr"].as_u64().unwrap());
    let key = FrameKey::derive(&bytes(vector, "base_key"), kid);
    assert_eq!(key.salt().as_slice(), bytes(vector, "sframe_salt"));
    assert_eq!(key.nonce(counter), *bytes(vector, "nonce"));
    let header = Header { kid, counter }.write();
    let aad = [header.as_slice(), &bytes(vector, "metadata")].concat();
    assert_eq!(aad, bytes(vector, "aad"));
    let mut sealed = bytes(vector, "pt");
    key.seal(counter, &aad, &mut sealed);
    assert_eq!([header, sealed.clone()].concat(), bytes(vector, "ct"));
    assert_eq!(key.open(counter, &aad, &sealed), Some(bytes(vector, "pt")));
}
