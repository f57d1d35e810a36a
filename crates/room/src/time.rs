//! What happens by itself as time passes, and when the room wants to be woken for it.

use crate::chair::{Entry, Line};
use crate::effect::Effect;
use crate::room::Room;
use jiff::{SignedDuration, Timestamp};

/// A reload takes 2 s, a change from Wi-Fi to mobile up to 10 s: this long a lost line keeps its turn, its media
/// and its place in the waiting room.
pub const SEAT_KEPT: SignedDuration = SignedDuration::from_secs(15);
/// A circle is not left without a leader for longer than this.
pub const LEAD_KEPT: SignedDuration = SignedDuration::from_secs(10);

impl Room {
    /// When to call `handle(Input::Time, …)` at the latest.
    pub fn next_timeout(&self) -> Option<Timestamp> {
        if self.is_over() {
            return None;
        }
        let lost = self.chairs.iter().filter_map(|chair| match chair.line {
            Line::Dropped { at } => Some((chair, at)),
            Line::None | Line::Open(_) | Line::SteppedOut => None,
        });
        let seats = lost.clone().map(|(_, at)| at + SEAT_KEPT).min();
        // Only when there is somebody to take over: else this moment passes without anything to do.
        let lead =
            lost.filter(|(chair, _)| self.state.lead == Some(chair.member()) && self.facilitator_is_here());
        let lead = lead.map(|(_, at)| at + LEAD_KEPT).min();
        [Some(self.door_closes_at), seats, lead, self.notes.next_growth()]
            .into_iter()
            .flatten()
            .min()
    }

    pub(crate) fn pass_time(&mut self, now: Timestamp) {
        if now >= self.door_closes_at {
            self.end(None, now);
        }
        let mut changed = false;
        for chair in &mut self.chairs {
            let Line::Dropped { at } = chair.line else {
                continue;
            };
            if now < at + SEAT_KEPT {
                continue;
            }
            chair.line = Line::None;
            changed = true;
            if chair.is_admitted() {
                self.effects.push_back(Effect::EndMedia {
                    seat: chair.holder.seat,
                });
            } else if chair.waits() {
                chair.entry = Entry::Outside;
            }
        }
        if changed {
            self.circle_changed();
        }
        if self.notes.grow(now) {
            self.desk_changed();
        }
        self.settle(now);
    }

    /// Lead and floor never stay with somebody who is gone.
    pub(crate) fn settle(&mut self, now: Timestamp) {
        if !self.is_over() {
            self.settle_lead(now);
            self.settle_round(now);
        }
    }
}
