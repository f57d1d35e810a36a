//! RFC 9605's own vectors, through our header, key derivation and sealing. Suite 4 is the one we speak; of the others the
//! headers are the same, and the rest is not run.

use crate::published::{bytes, published};
use seal::sframe::{FrameKey, Header};

const FILE: &str = "sframe-rfc9605.json";

#[test]
fn every_header_is_written_and_read() {
    let Some(rfc) = published(FILE) else { return };
    let headers = rfc["header"].as_array().unwrap();
    assert_eq!(headers.len(), 289);
    for vector in headers {
        let header = Header {
            kid: vector["kid"].as_u64().unwrap(),
            counter: vector["ctr"].as_u64().unwrap(),
        };
        let encoded = bytes(&vector["encoded"]);
        assert_eq!(header.write(), encoded);
        assert_eq!(Header::read(&encoded), Ok((header, encoded.len())));
        for length in 0..encoded.len() {
            assert!(Header::read(&encoded[..length]).is_err(), "cut to {length} bytes");
        }
    }
}

#[test]
fn suite_4_comes_out_byte_for_byte() {
    let Some(rfc) = published(FILE) else { return };
    let vector = rfc["sframe"]
        .as_array()
        .unwrap()
        .iter()
        .find(|vector| vector["cipher_suite"] == 4)
        .unwrap();
    let (kid, counter) = (vector["kid"].as_u64().unwrap(), vector["ctr"].as_u64().unwrap());
    let key = FrameKey::derive(&bytes(&vector["base_key"]), kid);
    assert_eq!(key.salt().as_slice(), bytes(&vector["sframe_salt"]));
    assert_eq!(key.nonce(counter).as_slice(), bytes(&vector["nonce"]));
    let header = Header { kid, counter }.write();
    let aad = [header.as_slice(), &bytes(&vector["metadata"])].concat();
    assert_eq!(aad, bytes(&vector["aad"]));
    let mut sealed = bytes(&vector["pt"]);
    key.seal(counter, &aad, &mut sealed);
    assert_eq!([header, sealed.clone()].concat(), bytes(&vector["ct"]));
    assert_eq!(key.open(counter, &aad, &sealed), Some(bytes(&vector["pt"])));
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
