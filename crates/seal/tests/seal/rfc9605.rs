//! The published vectors of RFC 9605: headers, and key schedule and sealing of every suite, byte for byte. Circles use another cipher in the same place.

use aws_lc_rs::aead::{AES_128_GCM, AES_256_GCM};
use aws_lc_rs::cipher::{AES_128, EncryptingKey, EncryptionContext, UnboundCipherKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, HKDF_SHA512};
use aws_lc_rs::hmac;
use seal::sframe::{FrameKey, Header, Suite, schedule};
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
            let mut key = [0; 48];
            let salt = schedule(id, hkdf, &bytes(vector, "base_key"), kid, &mut key);
            assert_eq!(
                (key.as_slice(), salt.as_slice()),
                (&*bytes(vector, "sframe_key"), &*bytes(vector, "sframe_salt")),
                "suite {id}"
            );
            let tag = [10, 8, 4][usize::from(id) - 1];
            let sealed = ctr_hmac(&key, &bytes(vector, "nonce"), &aad, bytes(vector, "pt"), tag);
            assert_eq!([header, sealed].concat(), bytes(vector, "ct"), "suite {id}");
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

/// AES-CTR with HMAC, the tag cut short (RFC 9605, 4.5.1): no circle uses it, so it stands here and not in the seal.
fn ctr_hmac(key: &[u8], nonce: &[u8], aad: &[u8], mut bytes: Vec<u8>, tag: usize) -> Vec<u8> {
    let (inner, outer) = key.split_at(16);
    let iv: [u8; 16] = [nonce, &[0; 4]].concat().try_into().unwrap();
    let cipher = EncryptingKey::ctr(UnboundCipherKey::new(&AES_128, inner).unwrap()).unwrap();
    let iv = EncryptionContext::Iv128(iv.into());
    let _ = cipher.less_safe_encrypt(&mut bytes, iv).unwrap();
    let length = |length: usize| (length as u64).to_be_bytes();
    let lengths = [length(aad.len()), length(bytes.len()), length(tag)].concat();
    let whole = hmac::sign(
        &hmac::Key::new(hmac::HMAC_SHA256, outer),
        &[&lengths, nonce, aad, &bytes].concat(),
    );
    bytes.extend_from_slice(&whole.as_ref()[..tag]);
    bytes
}
