//! How often one person may whisper. A page loaded anew is whispered a whole evening, so much comes at once, and then little.

use domain::MembershipId;
use std::collections::BTreeMap;

const BURST: u64 = 120;
const EVERY_MS: u64 = 200;

/// For each sender the moment from which their account is full again, as in a leaky bucket.
#[derive(Debug, Default)]
pub(crate) struct Whispers {
    full_at_ms: BTreeMap<MembershipId, u64>,
}

impl Whispers {
    /// Whether this one may be passed on.
    pub(crate) fn take(&mut self, from: MembershipId, now_ms: u64) -> bool {
        let full_at_ms = self.full_at_ms.entry(from).or_default();
        let next = (*full_at_ms).max(now_ms) + EVERY_MS;
        let fits = next <= now_ms + BURST * EVERY_MS;
        if fits {
            *full_at_ms = next;
        }
        fits
    }
}
