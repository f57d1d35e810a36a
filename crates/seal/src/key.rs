//! Ed25519: a key that signs, and the check of a signature.

use crate::Malformed;
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use openmls_traits::signatures::{Signer, SignerError};
use openmls_traits::types::SignatureScheme;

/// The public half of a key: a device, a leaf, or the server of one room.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey(pub [u8; 32]);

impl std::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [a, b, c, d, ..] = self.0;
        write!(f, "PublicKey({a:02x}{b:02x}{c:02x}{d:02x}…)")
    }
}

pub type Signature = [u8; 64];

/// Keys of small order, under which one signature fits many messages. Libraries differ in whether they take them
/// (RFC 8032, 5.1.7 leaves room); we refuse them before asking, so that every device judges a commit alike.
/// Each is a y that comes with either sign: 1, -1, 0, then 0 and 1 written with p added, then the two of order eight.
const SMALL_ORDER_Y: [[u8; 32]; 7] = [
    y(0x01, 0x00, 0x00),
    y(0xec, 0xff, 0x7f),
    y(0x00, 0x00, 0x00),
    y(0xed, 0xff, 0x7f),
    y(0xee, 0xff, 0x7f),
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5,
        0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a,
        0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
];

const fn y(first: u8, middle: u8, last: u8) -> [u8; 32] {
    let mut bytes = [middle; 32];
    bytes[0] = first;
    bytes[31] = last;
    bytes
}

impl PublicKey {
    pub(crate) fn of(bytes: &[u8]) -> Result<Self, Malformed> {
        Ok(Self(
            bytes
                .try_into()
                .map_err(|_| Malformed("a key that has not 32 bytes"))?,
        ))
    }

    fn is_of_small_order(&self) -> bool {
        let mut unsigned = self.0;
        unsigned[31] &= 0x7f;
        SMALL_ORDER_Y.contains(&unsigned)
    }

    /// Whether `signature` is of this key over `message`. What cannot be checked is not signed.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        !self.is_of_small_order()
            && UnparsedPublicKey::new(&ED25519, &self.0)
                .verify(message, signature)
                .is_ok()
    }
}

/// A private key. Whoever makes one brings the chance: 32 bytes from a good source.
pub struct Key(Ed25519KeyPair);

impl Key {
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(Ed25519KeyPair::from_seed_unchecked(seed).expect("any 32 bytes are a seed (RFC 8032, 5.1.5)"))
    }

    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey::of(self.0.public_key().as_ref()).expect("an Ed25519 public key has 32 bytes")
    }

    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Signature {
        let signature = self.0.sign(message);
        signature
            .as_ref()
            .try_into()
            .expect("an Ed25519 signature has 64 bytes")
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key(of {:?})", self.public())
    }
}

impl Signer for Key {
    fn sign(&self, payload: &[u8]) -> Result<Vec<u8>, SignerError> {
        Ok(Self::sign(self, payload).to_vec())
    }

    fn signature_scheme(&self) -> SignatureScheme {
        SignatureScheme::ED25519
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_small_order_signs_nothing() {
        let mut weak = PublicKey(SMALL_ORDER_Y[0]);
        let mut anything = [0; 64];
        anything[0] = 1;
        assert!(!weak.verifies(b"any message", &anything));
        weak.0[31] |= 0x80;
        assert!(!weak.verifies(b"any message", &anything));
    }

    #[test]
    fn a_signature_holds_for_its_message_and_its_key_alone() {
        let (mara, ines) = (Key::from_seed(&[1; 32]), Key::from_seed(&[2; 32]));
        let signature = mara.sign(b"let in");
        assert!(mara.public().verifies(b"let in", &signature));
        assert!(!mara.public().verifies(b"let out", &signature));
        assert!(!ines.public().verifies(b"let in", &signature));
    }

    #[test]
    fn a_key_prints_no_secret() {
        assert!(!format!("{:?}", Key::from_seed(&[7; 32])).contains("7, 7"));
    }
}
