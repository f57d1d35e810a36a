//! Says when a packet's sound or picture was taken, so that receivers can keep lips and voice together.
//!
//! A browser's sender reports tie the RTP times of both its streams to one clock of its own (RFC 3550 section
//! 6.4.1). That clock is laid onto ours once per connection; what is off by a constant does not matter, because
//! receivers only compare the two streams of one publisher.

use std::time::{Duration, Instant, SystemTime};

/// A sender report: this RTP time was this moment on the sender's clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Report {
    pub(crate) sender_clock: SystemTime,
    pub(crate) time: u32,
}

/// Further off than this, a report is nonsense and arrival is the better guess.
const PLAUSIBLE: Duration = Duration::from_secs(5);

#[derive(Debug, Default)]
pub(crate) struct CaptureClock {
    /// The same moment on the sender's clock and on ours.
    base: Option<(SystemTime, Instant)>,
}

impl CaptureClock {
    /// When the packet with this RTP time was taken; before the first report, when it arrived.
    pub(crate) fn taken(
        &mut self,
        time: u32,
        clock_hz: u32,
        arrived: Instant,
        report: Option<Report>,
    ) -> Instant {
        let Some(report) = report else {
            return arrived;
        };
        let (base, ours) = *self.base.get_or_insert((report.sender_clock, arrived));
        let since_report = f64::from(time.wrapping_sub(report.time).cast_signed()) / f64::from(clock_hz);
        let since_base = match report.sender_clock.duration_since(base) {
            Ok(later) => later.as_secs_f64(),
            Err(earlier) => -earlier.duration().as_secs_f64(),
        };
        let offset = since_base + since_report;
        let taken = if offset >= 0.0 {
            Duration::try_from_secs_f64(offset)
                .ok()
                .and_then(|offset| ours.checked_add(offset))
        } else {
            Duration::try_from_secs_f64(-offset)
                .ok()
                .and_then(|offset| ours.checked_sub(offset))
        };
        let is_plausible = |taken: &Instant| {
            taken
                .saturating_duration_since(arrived)
                .max(arrived.saturating_duration_since(*taken))
                <= PLAUSIBLE
        };
        taken.filter(is_plausible).unwrap_or(arrived)
    }
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "an Instant can only be made by reading the clock once"
)]
mod tests {
    use super::*;

    #[test]
    fn sound_and_picture_of_one_moment_are_taken_at_one_moment_however_late_they_arrive() {
        let now = Instant::now();
        let sender = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
        let late = |ms| now + Duration::from_millis(ms);
        let mut clock = CaptureClock::default();
        let sound = Report {
            sender_clock: sender,
            time: 4_294_967_000,
        };
        let picture = Report {
            sender_clock: sender + Duration::from_millis(500),
            time: 77,
        };
        // Both were taken one second after the first report.
        let voice = clock.taken(
            4_294_967_000_u32.wrapping_add(48_000),
            48_000,
            late(1_020),
            Some(sound),
        );
        let lips = clock.taken(77 + 45_000, 90_000, late(1_110), Some(picture));
        let apart = voice.max(lips) - voice.min(lips);
        assert!(apart < Duration::from_millis(1), "{apart:?}");
    }

    #[test]
    fn without_a_report_or_with_nonsense_arrival_counts() {
        let now = Instant::now();
        let mut clock = CaptureClock::default();
        assert_eq!(clock.taken(5, 48_000, now, None), now);
        let report = Report {
            sender_clock: SystemTime::UNIX_EPOCH,
            time: 0,
        };
        clock.taken(0, 48_000, now, Some(report));
        assert_eq!(clock.taken(1 << 30, 48_000, now, Some(report)), now);
        let leap = Report {
            sender_clock: SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 33),
            time: 0,
        };
        assert_eq!(clock.taken(0, 48_000, now, Some(leap)), now);
    }
}
