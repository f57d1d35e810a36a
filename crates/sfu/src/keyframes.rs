//! Decides when a publisher is asked for a key frame, however many receivers want one.
//!
//! A key frame costs many packets to every receiver. So wishes are gathered: one request goes out at once, it is
//! repeated after 250 ms (a lost request or frame) and then once a second, and none while it was answered.

use std::time::{Duration, Instant};

const FIRST_RETRY: Duration = Duration::from_millis(250);
const LATER_RETRIES: Duration = Duration::from_secs(1);

#[derive(Debug, Default)]
pub(crate) struct Governor {
    wanted: bool,
    sent: Option<Sent>,
}

#[derive(Debug, Clone, Copy)]
struct Sent {
    at: Instant,
    /// Requests since the last key frame.
    unanswered: u32,
}

impl Governor {
    /// A receiver needs a key frame.
    pub(crate) fn ask(&mut self) {
        self.wanted = true;
    }

    /// When the next request should go out, if one should.
    pub(crate) fn due(&self) -> Option<Due> {
        if !self.wanted {
            return None;
        }
        Some(match self.sent {
            None => Due::Now,
            Some(Sent { at, unanswered }) => Due::At(
                at + if unanswered <= 1 {
                    FIRST_RETRY
                } else {
                    LATER_RETRIES
                },
            ),
        })
    }

    /// Whether to send a request now; the request counts as sent.
    pub(crate) fn take(&mut self, now: Instant) -> bool {
        let send = match self.due() {
            None => false,
            Some(Due::Now) => true,
            Some(Due::At(at)) => at <= now,
        };
        if send {
            let unanswered = self.sent.map_or(0, |sent| sent.unanswered);
            self.sent = Some(Sent {
                at: now,
                unanswered: unanswered.saturating_add(1),
            });
        }
        send
    }

    /// A key frame begins: whoever waited gets this one.
    pub(crate) fn arrived(&mut self) {
        self.wanted = false;
        if let Some(sent) = &mut self.sent {
            sent.unanswered = 0;
        }
    }
}

/// When a request is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Due {
    Now,
    At(Instant),
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "an Instant can only be made by reading the clock once"
)]
mod tests {
    use super::*;

    /// Asks in every millisecond for `millis`, and says when requests went out.
    fn requests(governor: &mut Governor, start: Instant, millis: u64) -> Vec<u64> {
        (0..millis)
            .filter(|&ms| {
                governor.ask();
                governor.take(start + Duration::from_millis(ms))
            })
            .collect()
    }

    #[test]
    fn a_storm_of_wishes_becomes_few_requests() {
        let mut governor = Governor::default();
        assert_eq!(
            requests(&mut governor, Instant::now(), 3000),
            [0, 250, 1250, 2250]
        );
    }

    #[test]
    fn after_an_answer_the_next_request_still_keeps_its_distance() {
        let start = Instant::now();
        let mut governor = Governor::default();
        governor.ask();
        assert!(governor.take(start));
        governor.arrived();
        assert_eq!(governor.due(), None);
        assert_eq!(
            requests(&mut governor, start + Duration::from_millis(10), 500),
            [240, 490]
        );
    }
}
