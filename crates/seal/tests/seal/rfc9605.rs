//! The published vectors of RFC 9605: headers, salt and nonce of every suite, and keys and sealing of those whose cipher is
//! an AEAD of the library, byte for byte. Circles use another cipher in the same place; the other three are in the browser's tests.

use aws_lc_rs::aead::{AES_128_GCM, AES_256_GCM};
use aws_lc_rs::hkdf::{HKDF_SHA256, HKDF_SHA512};
use seal::sframe::{FrameKey, Header, Suite};
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
fn salts_nonces_and_sealing_of_rfc_9605_come_out_byte_for_byte() {
    let Some(published) = published() else { return };
    let vectors = published["sframe"].as_array().unwrap();
    assert_eq!(vectors.len(), 5);
    for vector in vectors {
        let id = u16::try_from(vector["cipher_suite"].as_u64().unwrap()).unwrap();
        let (hkdf, cipher) = match id {
            5 => (HKDF_SHA512, &AES_256_GCM),
            _ => (HKDF_SHA256, &AES_128_GCM),
        };
        let (kid, counter) = (vector["kid"].as_u64().unwrap(), vector["ctr"].as_u64().unwrap());
        let key = FrameKey::of_suite(Suite { id, hkdf, cipher }, &bytes(vector, "base_key"), kid);
        assert_eq!(key.salt().as_slice(), bytes(vector, "sframe_salt"), "suite {id}");
        assert_eq!(key.nonce(counter), *bytes(vector, "nonce"), "suite {id}");
        let header = Header { kid, counter }.write();
        let aad = [header.as_slice(), &bytes(vector, "metadata")].concat();
        assert_eq!(aad, bytes(vector, "aad"), "suite {id}");
        if id < 4 {
            continue;
        }
        let mut sealed = bytes(vector, "pt");
        key.seal(counter, &aad, &mut sealed);
        assert_eq!(
            [header, sealed.clone()].concat(),
            bytes(vector, "ct"),
            "suite {id}"
        );
        assert_eq!(
            key.open(counter, &aad, &sealed),
            Some(bytes(vector, "pt")),
            "suite {id}"
        );
    }
}
