//! The published vectors of RFC 9605: headers, and the key schedule and sealing of suite 4, byte for byte.

use seal::sframe::{FrameKey, Header};
use serde_json::Value;

fn published() -> Option<Value> {
    crate::published::published("sframe-rfc9605.json")
}

fn bytes(of: &Value, field: &str) -> Vec<u8> {
    crate::published::bytes(&of[field])
}

#[test]
fn the_headers_of_rfc_9605_are_written_and_read() {
    let Some(published) = published() else { return };
    let headers = published["header"].as_array().unwrap();
    assert_eq!(headers.len(), 289);
    for vector in headers {
        let header = Header {
            kid: vector["kid"].as_u64().unwrap(),
            counter: vector["ctr"].as_u64().unwrap(),
        };
        let encoded = bytes(vector, "encoded");
        assert_eq!(header.write(), encoded, "{vector}");
        assert_eq!(Header::read(&encoded), Ok((header, encoded.len())), "{vector}");
        for length in 0..encoded.len() {
            assert!(
                Header::read(&encoded[..length]).is_err(),
                "{vector}, cut to {length} bytes"
            );
        }
    }
}

#[test]
fn a_number_written_longer_than_it_is_is_refused() {
    for bytes in [
        [0x80, 0x03].as_slice(),
        &[0x08, 0x07],
        &[0x90, 0x00, 0xff],
        &[0x09, 0x00, 0xff],
    ] {
        assert!(Header::read(bytes).is_err(), "{bytes:02x?}");
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
