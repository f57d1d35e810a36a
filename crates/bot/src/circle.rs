//! What the bots of one process know together: who of them sits where, the newest view, and their one conversation.

use crate::chance::Chance;
use crate::conversation::Conversation;
use crate::ears::Ears;
use protocol::{Presence, RoomView};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// A person who gave a seat back is away for so long before its bot returns to it.
const SEAT_FREE_MS: u64 = 20_000;

#[derive(Debug)]
pub(crate) struct Circle {
    started: Instant,
    shared: Mutex<Shared>,
}

#[derive(Debug)]
pub(crate) struct Shared {
    /// Members who are bots in the circle now.
    pub(crate) bots: BTreeSet<String>,
    pub(crate) conversation: Conversation,
    pub(crate) ears: BTreeMap<String, Ears>,
    /// Seats nobody sits in, and nobody waits for, since when. Known only from a facilitator's view.
    free_since: BTreeMap<String, u64>,
}

impl Circle {
    pub(crate) fn new(seed: u64, started: Instant) -> Self {
        let shared = Shared {
            bots: BTreeSet::new(),
            conversation: Conversation::new(Chance::seeded(seed, "conversation")),
            ears: BTreeMap::new(),
            free_since: BTreeMap::new(),
        };
        Self {
            started,
            shared: Mutex::new(shared),
        }
    }

    /// Milliseconds since this process began: the clock of all bots.
    pub(crate) fn now(&self) -> u64 {
        self.at(Instant::now())
    }

    pub(crate) fn at(&self, moment: Instant) -> u64 {
        moment.saturating_duration_since(self.started).as_millis() as u64
    }

    pub(crate) fn moment(&self, at: u64) -> Instant {
        self.started + std::time::Duration::from_millis(at)
    }

    pub(crate) fn shared(&self) -> MutexGuard<'_, Shared> {
        // Held for a few lines at a time and never across a panic that matters: the bots go on.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    pub(crate) fn sees(&mut self, view: &RoomView, now: u64) {
        self.conversation.sees(view, now);
        let Some(desk) = &view.desk else { return };
        for seat in &view.seats {
            let waits = desk.waiting.iter().any(|one| one.member == seat.member);
            if matches!(seat.presence, Presence::Absent | Presence::SteppedOut) && !waits {
                self.free_since.entry(seat.member.clone()).or_insert(now);
            } else {
                self.free_since.remove(&seat.member);
            }
        }
    }

    /// Whether the person who took this seat over has been gone for a while. Without a facilitator among the bots
    /// nobody can know whether that person waits at the door, so the bot stays away.
    pub(crate) fn seat_is_free(&self, member: &str, now: u64) -> bool {
        !self.bots.is_empty()
            && self
                .free_since
                .get(member)
                .is_some_and(|since| now >= since + SEAT_FREE_MS)
    }

    pub(crate) fn sits_down(&mut self, member: &str) {
        self.bots.insert(member.to_owned());
        self.free_since.remove(member);
    }

    /// `true` when the bot had been in the circle.
    pub(crate) fn gets_up(&mut self, member: &str) -> bool {
        self.conversation.leaves(member);
        self.bots.remove(member)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rehearsal::evening;
    use protocol::{Desk, Waiting};

    fn view(presence: Presence, waiting: bool) -> RoomView {
        let mut view = evening();
        view.seats
            .iter_mut()
            .filter(|seat| seat.alias == "ben")
            .for_each(|seat| seat.presence = presence);
        let ben = Waiting {
            member: "mem_ben".into(),
            alias: "Ben".into(),
            since_ms: 0,
            place: String::new(),
            alone: true,
        };
        view.desk = Some(Desk {
            waiting: waiting.then_some(ben).into_iter().collect(),
            quiet_notes: vec![],
            airtime: vec![],
        });
        view
    }

    #[test]
    fn a_bot_returns_only_to_a_seat_that_stayed_empty_and_is_not_waited_for() {
        let circle = Circle::new(1, Instant::now());
        let mut shared = circle.shared();
        shared.sits_down("mem_ines");
        for (presence, waiting, free) in [
            (Presence::Here, false, false),
            (Presence::Reconnecting, false, false),
            (Presence::Absent, true, false),
            (Presence::Absent, false, true),
            (Presence::SteppedOut, false, true),
        ] {
            shared.sees(&view(Presence::Here, false), 0);
            shared.sees(&view(presence, waiting), 1_000);
            assert!(!shared.seat_is_free("mem_ben", 1_000 + SEAT_FREE_MS - 1));
            assert_eq!(
                shared.seat_is_free("mem_ben", 1_000 + SEAT_FREE_MS),
                free,
                "{presence:?}, waiting: {waiting}"
            );
        }
        shared.gets_up("mem_ines");
        assert!(!shared.seat_is_free("mem_ben", 100_000), "nobody is there to see");
    }
}
