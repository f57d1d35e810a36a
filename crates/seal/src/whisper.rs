//! Whispers: for one device, by HPKE (RFC 9180) to the whisper key in its leaf, signed by the sender's leaf.

use crate::bytes::Writer;
use crate::{CircleId, Key, PublicKey, Signature};
use openmls::prelude::{
    HpkeAeadType, HpkeCiphertext, HpkeConfig, HpkeKdfType, HpkeKemType, HpkeKeyPair, OpenMlsCrypto,
};

const LABEL: &[u8] = b"openchair whisper v1\0";
const ENC_BYTES: usize = 32;
const SIGNATURE_BYTES: usize = 64;
const SUITE: HpkeConfig = HpkeConfig(
    HpkeKemType::DhKem25519,
    HpkeKdfType::HkdfSha256,
    HpkeAeadType::AesGcm128,
);

/// From which leaf to which, in which circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    pub circle: CircleId,
    pub from: u32,
    pub to: u32,
}

/// The X25519 key of one page load; gone with it.
pub struct WhisperKey(HpkeKeyPair);

impl std::fmt::Debug for WhisperKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WhisperKey(of {:?})", self.public())
    }
}

impl WhisperKey {
    /// `chance`: 32 bytes from a good source.
    #[must_use]
    pub fn from_chance(crypto: &impl OpenMlsCrypto, chance: &[u8; 32]) -> Self {
        Self(
            crypto
                .derive_hpke_keypair(SUITE, chance)
                .expect("X25519 takes any 32 bytes (RFC 9180, 7.1.3)"),
        )
    }

    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.0
            .public
            .as_slice()
            .try_into()
            .expect("an X25519 public key has 32 bytes")
    }

    /// The words, or nothing: not for us, not from that leaf, or changed on the way.
    #[must_use]
    pub fn open(
        &self,
        crypto: &impl OpenMlsCrypto,
        way: &Way,
        sender: &PublicKey,
        body: &[u8],
    ) -> Option<Vec<u8>> {
        let (enc, sealed) = body.split_at_checked(ENC_BYTES)?;
        let input = HpkeCiphertext {
            kem_output: enc.to_vec().into(),
            ciphertext: sealed.to_vec().into(),
        };
        let mut plain = crypto
            .hpke_open(SUITE, &input, &self.0.private, &info(way), &leaves(way))
            .ok()?;
        let signature = plain.split_off(plain.len().checked_sub(SIGNATURE_BYTES)?);
        let signature: &Signature = signature.as_slice().try_into().ok()?;
        sender.verifies(&covered(way, &plain), signature).then_some(plain)
    }
}

/// Nothing when `to` is no key at all (a point of small order).
#[must_use]
pub fn whisper(
    crypto: &impl OpenMlsCrypto,
    way: &Way,
    to: &[u8; 32],
    leaf: &Key,
    content: &[u8],
) -> Option<Vec<u8>> {
    let plain = [content, &leaf.sign(&covered(way, content))].concat();
    let sealed = crypto
        .hpke_seal(SUITE, to, &info(way), &leaves(way), &plain)
        .ok()?;
    Some([sealed.kem_output.as_slice(), sealed.ciphertext.as_slice()].concat())
}

fn info(way: &Way) -> Vec<u8> {
    [LABEL, &way.circle].concat()
}

fn leaves(way: &Way) -> Vec<u8> {
    Writer::default().u32(way.from).u32(way.to).done()
}

fn covered(way: &Way, content: &[u8]) -> Vec<u8> {
    Writer::of(LABEL)
        .raw(&way.circle)
        .u32(way.from)
        .u32(way.to)
        .raw(content)
        .done()
}
