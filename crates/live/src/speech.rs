//! Whose voice is heard, passed on at most five times a second and only when it changed.

use domain::MembershipId;
use std::time::{Duration, Instant};

/// A ring of light that changes faster than this flickers.
const PACE: Duration = Duration::from_millis(200);

#[derive(Debug, Default)]
pub(crate) struct Speech {
    /// Newest, not yet passed on.
    heard: Option<Vec<MembershipId>>,
    told: Vec<MembershipId>,
    told_at: Option<Instant>,
}

impl Speech {
    pub(crate) fn hear(&mut self, members: Vec<MembershipId>) {
        self.heard = Some(members);
    }

    /// What to pass on now.
    pub(crate) fn poll(&mut self, now: Instant) -> Option<Vec<MembershipId>> {
        if self.told_at.is_some_and(|at| now < at + PACE) {
            return None;
        }
        let members = self.heard.take().filter(|members| *members != self.told)?;
        self.told_at = Some(now);
        self.told.clone_from(&members);
        Some(members)
    }

    /// When to poll; `None` while there is nothing new.
    pub(crate) fn next_at(&self) -> Option<Instant> {
        self.heard.as_ref()?;
        Some(self.told_at.map_or_else(Instant::now, |at| at + PACE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::Id;

    #[test]
    fn speech_is_told_at_most_five_times_a_second_and_only_when_it_changed() {
        let anna = MembershipId::from_uuid(Default::default());
        let mut speech = Speech::default();
        let start = Instant::now();
        speech.hear(vec![anna]);
        assert_eq!(speech.poll(start), Some(vec![anna]));
        speech.hear(vec![]);
        assert_eq!(speech.poll(start + PACE / 2), None);
        assert_eq!(speech.poll(start + PACE), Some(vec![]));
        speech.hear(vec![]);
        assert_eq!(speech.poll(start + 3 * PACE), None);
    }
}
