//! From the secret of one leaf, slot and epoch to the key and salt of its frames (RFC 9605, 4.4.2), and the sealing itself.

use super::Suite;
use aws_lc_rs::aead::{Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::hkdf::{self, KeyType, Salt};

pub(super) const TAG_BYTES: usize = 16;
const LONGEST_KEY: usize = 32;

/// Seals and opens the frames of one key id.
pub struct FrameKey {
    kid: u64,
    key: LessSafeKey,
    salt: [u8; NONCE_LEN],
}

impl std::fmt::Debug for FrameKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FrameKey(kid {})", self.kid)
    }
}

impl FrameKey {
    #[must_use]
    pub fn derive(base: &[u8], kid: u64) -> Self {
        Self::of_suite(Suite::CIRCLES, base, kid)
    }

    #[must_use]
    pub fn of_suite(suite: Suite, base: &[u8], kid: u64) -> Self {
        let mut key = [0; LONGEST_KEY];
        let key = &mut key[..suite.cipher.key_len()];
        let salt = schedule(suite.id, suite.hkdf, base, kid, key);
        let key = UnboundKey::new(suite.cipher, key).expect("the key has the length the cipher wants");
        Self {
            kid,
            key: LessSafeKey::new(key),
            salt,
        }
    }

    #[must_use]
    pub fn kid(&self) -> u64 {
        self.kid
    }

    #[must_use]
    pub fn salt(&self) -> &[u8; NONCE_LEN] {
        &self.salt
    }

    /// Salt XOR counter.
    #[must_use]
    pub fn nonce(&self, counter: u64) -> [u8; NONCE_LEN] {
        let mut nonce = self.salt;
        for (byte, of_counter) in nonce[NONCE_LEN - 8..].iter_mut().zip(counter.to_be_bytes()) {
            *byte ^= of_counter;
        }
        nonce
    }

    /// Seals `bytes` where they stand and puts the tag behind them.
    pub fn seal(&self, counter: u64, aad: &[u8], bytes: &mut Vec<u8>) {
        self.seal_from(0, counter, aad, bytes);
    }

    /// Seals what stands behind the first `clear` bytes.
    pub(super) fn seal_from(&self, clear: usize, counter: u64, aad: &[u8], bytes: &mut Vec<u8>) {
        let nonce = Nonce::assume_unique_for_key(self.nonce(counter));
        let tag = self
            .key
            .seal_in_place_separate_tag(nonce, Aad::from(aad), &mut bytes[clear..])
            .expect("a frame is shorter than the cipher's limit");
        bytes.extend_from_slice(tag.as_ref());
    }

    /// The plain bytes, or nothing when the tag does not fit.
    #[must_use]
    pub fn open(&self, counter: u64, aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let nonce = Nonce::assume_unique_for_key(self.nonce(counter));
        let mut bytes = sealed.to_vec();
        let length = self
            .key
            .open_in_place(nonce, Aad::from(aad), &mut bytes)
            .ok()?
            .len();
        bytes.truncate(length);
        Some(bytes)
    }
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// The key schedule of RFC 9605, 4.4.2: fills `key`, whose length is the suite's, and gives the salt.
#[must_use]
pub fn schedule(suite: u16, hkdf: hkdf::Algorithm, base: &[u8], kid: u64, key: &mut [u8]) -> [u8; NONCE_LEN] {
    let secret = Salt::new(hkdf, &[]).extract(base);
    let expand = |what: &str, into: &mut [u8]| {
        let label = [
            format!("SFrame 1.0 Secret {what} ").as_bytes(),
            &kid.to_be_bytes(),
            &suite.to_be_bytes(),
        ]
        .concat();
        secret
            .expand(&[&label], Length(into.len()))
            .and_then(|okm| okm.fill(into))
            .expect("HKDF gives up to 255 hashes");
    };
    expand("key", key);
    let mut salt = [0; NONCE_LEN];
    expand("salt", &mut salt);
    salt
}
