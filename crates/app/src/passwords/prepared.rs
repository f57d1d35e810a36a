//! Secrets of codes that were shown and not confirmed yet: by sign-in, for a quarter of an hour, in memory alone.

use domain::sign_in::FRESH_FOR;
use domain::{Private, SignInId};
use jiff::Timestamp;
use std::collections::HashMap;

/// Those who may set a password are few. When it is full the oldest is forgotten.
const MOST: usize = 1_000;

#[derive(Debug, Default)]
pub(crate) struct Prepared {
    open: HashMap<SignInId, (Timestamp, Private<String>)>,
}

impl Prepared {
    /// What this device was shown. A page that is loaded again shows the same, for it may have been taken to the phone already.
    pub(super) fn shown(&mut self, sign_in: SignInId, now: Timestamp) -> Option<Private<String>> {
        self.open.retain(|_, (at, _)| {
            let age = now.duration_since(*at);
            !age.is_negative() && age < FRESH_FOR
        });
        self.open.get(&sign_in).map(|(_, secret)| secret.clone())
    }

    pub(super) fn keep(&mut self, sign_in: SignInId, secret: Private<String>, now: Timestamp) {
        if self.open.len() >= MOST
            && let Some(oldest) = self.open.iter().min_by_key(|(_, (at, _))| *at)
        {
            let oldest = *oldest.0;
            self.open.remove(&oldest);
        }
        self.open.insert(sign_in, (now, secret));
    }

    pub(super) fn forget(&mut self, sign_in: SignInId) {
        self.open.remove(&sign_in);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::Id as _;
    use jiff::SignedDuration;
    use uuid::Uuid;

    fn sign_in(number: usize) -> SignInId {
        SignInId::from_uuid(Uuid::from_u128(number as u128))
    }

    #[test]
    fn a_secret_is_shown_again_to_the_same_device_in_time_and_to_no_other() {
        let (mut prepared, now) = (Prepared::default(), Timestamp::UNIX_EPOCH);
        prepared.keep(sign_in(1), "A".into(), now);
        assert_eq!(prepared.shown(sign_in(1), now), Some("A".into()));
        assert_eq!(prepared.shown(sign_in(2), now), None);
        prepared.forget(sign_in(1));
        assert_eq!(prepared.shown(sign_in(1), now), None);
        prepared.keep(sign_in(1), "B".into(), now);
        assert_eq!(prepared.shown(sign_in(1), now + FRESH_FOR), None);
        assert!(prepared.open.is_empty());
    }

    #[test]
    fn memory_holds_so_many() {
        let (mut prepared, now) = (Prepared::default(), Timestamp::UNIX_EPOCH);
        for number in 0..=MOST {
            let later = now + SignedDuration::from_millis(number as i64);
            prepared.keep(sign_in(number), "A".into(), later);
        }
        assert_eq!(prepared.open.len(), MOST);
        assert!(prepared.shown(sign_in(0), now).is_none());
    }
}
