//! Tell quietly (L11): a signal to every facilitator, unseen by the circle; the member learns that it was seen. Stored
//! as it changes: a room that starts again has forgotten nobody.

use crate::effect::{Effect, Notice};
use crate::refused::Refused;
use crate::room::Room;
use crate::view::QuietNote;
use domain::MembershipId;
use domain::live::{LiveFact, QuietSignal, QuietTold};
use jiff::{SignedDuration, Timestamp};

/// A note that nobody has seen for this long grows on the desk.
pub const GROWS_AFTER: SignedDuration = SignedDuration::from_secs(60);

/// More than a whole evening brings; the oldest seen ones are forgotten first.
const MAX_NOTES: usize = 200;

/// All notes of tonight, oldest first.
#[derive(Debug, Default)]
pub(crate) struct QuietNotes {
    last_note: u32,
    notes: Vec<QuietNote>,
}

impl QuietNotes {
    /// As they stand in the store. Which have grown shows by the clock.
    pub(crate) fn restored(told: &[QuietTold]) -> Self {
        let note = |one: &QuietTold| QuietNote {
            note: one.note,
            member: one.member,
            signal: one.signal,
            at: one.at,
            seen_by: one.seen_by,
            grown: false,
        };
        Self {
            last_note: told.last().map_or(0, |one| one.note),
            notes: told.iter().map(note).collect(),
        }
    }

    fn told(&self) -> Vec<QuietTold> {
        let told = |one: &QuietNote| QuietTold {
            note: one.note,
            member: one.member,
            signal: one.signal,
            at: one.at,
            seen_by: one.seen_by,
        };
        self.notes.iter().map(told).collect()
    }

    pub(crate) fn all(&self) -> &[QuietNote] {
        &self.notes
    }

    /// The same signal said twice while nobody has seen it is one note: a frightened person taps twice. Says whether
    /// it is a new one.
    fn add(&mut self, member: MembershipId, signal: QuietSignal, at: Timestamp) -> bool {
        let is_same =
            |note: &QuietNote| note.member == member && note.signal == signal && note.seen_by.is_none();
        if self.notes.iter().any(is_same) {
            return false;
        }
        if self.notes.len() >= MAX_NOTES {
            let oldest_seen = self
                .notes
                .iter()
                .position(|note| note.seen_by.is_some())
                .unwrap_or(0);
            self.notes.remove(oldest_seen);
        }
        self.last_note = self.last_note.wrapping_add(1);
        self.notes.push(QuietNote {
            note: self.last_note,
            member,
            signal,
            at,
            seen_by: None,
            grown: false,
        });
        true
    }

    fn see(&mut self, note: u32, by: MembershipId) -> Result<QuietNote, Refused> {
        let note = self
            .notes
            .iter_mut()
            .find(|kept| kept.note == note)
            .ok_or(Refused::NotFound)?;
        if note.seen_by.is_some() {
            return Err(Refused::TooLate);
        }
        note.seen_by = Some(by);
        note.grown = false;
        Ok(*note)
    }

    /// Says whether there was one of theirs, or one that they had seen.
    fn forget(&mut self, member: MembershipId) -> bool {
        let before = self.notes.len();
        self.notes.retain(|note| note.member != member);
        let mut any = self.notes.len() < before;
        for note in self.notes.iter_mut().filter(|note| note.seen_by == Some(member)) {
            note.seen_by = None;
            any = true;
        }
        any
    }

    /// Lets unseen notes grow; says whether any did.
    pub(crate) fn grow(&mut self, now: Timestamp) -> bool {
        let mut any = false;
        for note in &mut self.notes {
            if note.seen_by.is_none() && !note.grown && now >= note.at + GROWS_AFTER {
                note.grown = true;
                any = true;
            }
        }
        any
    }

    pub(crate) fn next_growth(&self) -> Option<Timestamp> {
        self.notes
            .iter()
            .filter(|note| note.seen_by.is_none() && !note.grown)
            .map(|note| note.at + GROWS_AFTER)
            .min()
    }
}

impl Room {
    pub(crate) fn tell_quietly(&mut self, member: MembershipId, signal: QuietSignal, now: Timestamp) {
        if self.notes.add(member, signal, now) {
            self.record_quiet(now);
        }
        self.tell(
            member,
            Notice::QuietHeard {
                signal,
                seen_by: None,
            },
        );
        self.desk_changed();
    }

    pub(crate) fn seen_quietly(
        &mut self,
        by: MembershipId,
        note: u32,
        now: Timestamp,
    ) -> Result<(), Refused> {
        let note = self.notes.see(note, by)?;
        self.record_quiet(now);
        self.tell(
            note.member,
            Notice::QuietHeard {
                signal: note.signal,
                seen_by: note.seen_by,
            },
        );
        self.desk_changed();
        Ok(())
    }

    pub(crate) fn forget_quiet(&mut self, member: MembershipId, now: Timestamp) {
        if self.notes.forget(member) {
            self.record_quiet(now);
            self.desk_changed();
        }
    }

    /// Changes the desk alone: a circle that is shown itself again at that moment would see that something was told.
    fn record_quiet(&mut self, now: Timestamp) {
        let notes = self.notes.told();
        self.record_unseen(LiveFact::QuietToldOrSeen { notes, at: now });
    }

    /// A page that was loaded anew shows what became of this person's newest signal.
    pub(crate) fn repeat_quiet_answer(&mut self, member: MembershipId) {
        let newest = self.notes.all().iter().rev().find(|note| note.member == member);
        let notice = newest.map(|note| Notice::QuietHeard {
            signal: note.signal,
            seen_by: note.seen_by,
        });
        if let (Some(notice), Some(connection)) = (notice, self.connection_of(member)) {
            self.effects.push_back(Effect::Tell { connection, notice });
        }
    }
}
