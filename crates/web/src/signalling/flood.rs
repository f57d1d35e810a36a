//! When one socket says too much. The room has limits of its own for each kind of act; this one is for the line.

use std::time::{Duration, Instant};

/// A page sends a handful of frames a second at its busiest.
const PER_SECOND: u32 = 40;
const BURST: u32 = 120;
/// After this many refusals on the line nobody is talking any more.
const REFUSED_AT_MOST: u32 = 200;
/// An offer too large may happen once by a mistake of ours, hardly twice.
const TOO_LARGE_AT_MOST: u32 = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Fine,
    TooFast,
    /// The socket is to be ended.
    TooMuch,
}

/// A bucket that fills at [`PER_SECOND`]. Time is an argument.
#[derive(Debug)]
pub(super) struct Flood {
    left: u32,
    filled_at: Instant,
    refused: u32,
    too_large: u32,
}

impl Flood {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            left: BURST,
            filled_at: now,
            refused: 0,
            too_large: 0,
        }
    }

    /// One more frame.
    pub(super) fn frame(&mut self, now: Instant) -> Verdict {
        let tick = Duration::from_secs(1) / PER_SECOND;
        let drops = now.duration_since(self.filled_at).as_nanos() / tick.as_nanos();
        let drops = u32::try_from(drops).unwrap_or(u32::MAX).min(BURST);
        if drops > 0 {
            self.left = (self.left + drops).min(BURST);
            self.filled_at = now;
        }
        if self.left > 0 {
            self.left -= 1;
            return Verdict::Fine;
        }
        self.refused += 1;
        if self.refused > REFUSED_AT_MOST {
            Verdict::TooMuch
        } else {
            Verdict::TooFast
        }
    }

    /// It was larger than the wire allows.
    pub(super) fn too_large(&mut self) -> Verdict {
        self.too_large += 1;
        if self.too_large > TOO_LARGE_AT_MOST {
            Verdict::TooMuch
        } else {
            Verdict::Fine
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_at_its_busiest_is_never_refused() {
        let start = Instant::now();
        let mut flood = Flood::new(start);
        for frame in 0..10_000 {
            assert_eq!(
                flood.frame(start + Duration::from_millis(26) * frame),
                Verdict::Fine,
                "{frame}"
            );
        }
    }

    #[test]
    fn a_flood_is_refused_and_then_ended() {
        let start = Instant::now();
        let mut flood = Flood::new(start);
        let verdicts: Vec<_> = (0..1_000).map(|_| flood.frame(start)).collect();
        assert_eq!(
            verdicts.iter().position(|one| *one == Verdict::TooFast),
            Some(BURST as usize)
        );
        assert_eq!(
            verdicts.iter().position(|one| *one == Verdict::TooMuch),
            Some((BURST + REFUSED_AT_MOST) as usize)
        );
    }

    #[test]
    fn three_frames_too_large_are_forgiven() {
        let mut flood = Flood::new(Instant::now());
        let verdicts: Vec<_> = (0..4).map(|_| flood.too_large()).collect();
        assert_eq!(
            verdicts,
            [Verdict::Fine, Verdict::Fine, Verdict::Fine, Verdict::TooMuch]
        );
    }
}
