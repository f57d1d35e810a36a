//! Bytes the server carries and never reads: base64url without padding on the wire.

use serde::{Deserialize, Serialize};

/// Opaque bytes as their base64url text. The server checks length and alphabet and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Opaque(pub String);

impl Opaque {
    /// Whether this is base64url text without padding that decodes to at most `limit_bytes`.
    pub fn is_well_formed(&self, limit_bytes: usize) -> bool {
        let text = self.0.as_bytes();
        text.len() <= limit_bytes.div_ceil(3) * 4
            && text.len() % 4 != 1
            && text
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-' || *byte == b'_')
    }
}
