//! Turns the seconds that media have counted so far into seconds to add.

use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub(crate) struct Counted(BTreeMap<u8, f64>);

impl Counted {
    /// Media count from nothing when a room of theirs opens, and may do so again for a new connection of a seat.
    pub(crate) fn more(&mut self, seat: u8, total_s: f64) -> f64 {
        let before = self.0.insert(seat, total_s).unwrap_or(0.0);
        if total_s >= before {
            total_s - before
        } else {
            total_s
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_that_starts_again_loses_no_seconds() {
        let mut counted = Counted::default();
        let more: Vec<_> = [2.0, 5.0, 5.0, 1.5, 2.0]
            .map(|total| counted.more(3, total))
            .into();
        assert_eq!(more, [2.0, 3.0, 0.0, 1.5, 0.5]);
    }
}
