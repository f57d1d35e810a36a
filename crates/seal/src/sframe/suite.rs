//! The cipher of frames (ADR 10): what RFC 9605 asks of a suite, and the one that circles use.

use aws_lc_rs::aead::{Algorithm, CHACHA20_POLY1305};
use aws_lc_rs::hkdf::{self, HKDF_SHA256};

/// An AEAD (RFC 5116) with a nonce of 12 bytes and a tag of 16, and the hash its keys are derived with.
#[derive(Debug, Clone, Copy)]
pub struct Suite {
    /// Its number; keys are bound to it.
    pub id: u16,
    pub hkdf: hkdf::Algorithm,
    pub cipher: &'static Algorithm,
}

impl Suite {
    /// ChaCha20-Poly1305 (RFC 8439) with SHA-256, under a number that RFC 9605 keeps for private use.
    pub const CIRCLES: Self = Self {
        id: 0xf001,
        hkdf: HKDF_SHA256,
        cipher: &CHACHA20_POLY1305,
    };
}
