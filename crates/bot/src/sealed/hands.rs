//! What a bot's device signs for others when it stands in the chain: admissions, the same anew, a colleague's device.

use super::wire::{self, Row};
use protocol::{AdmissionGrant, SealSaid};
use seal::{Member, Name, PublicKey};
use std::collections::{BTreeMap, BTreeSet};

/// A colleague takes a look before vouching for a device. Only bots vouch without a voice to compare by: nobody in a demo
/// is at risk, and a visitor who plays Mara could otherwise never get in.
const VOUCH_AFTER_MS: u64 = 2_000;
/// Time for the room to answer before the same is signed again.
const SIGN_AGAIN_MS: u64 = 3_000;
/// In that time; the room takes two messages a second from one device, and each signature may ask it for a commit as well.
const MOST_AT_ONCE: usize = 3;

/// What the seal's desk shows, and what was done about it.
#[derive(Debug, Default)]
pub(super) struct Hands {
    /// Devices at the door.
    waiting: BTreeMap<String, PublicKey>,
    at_door: BTreeSet<String>,
    unlocked: Vec<Row>,
    unvouched: Vec<Row>,
    /// Since when a device has been unvouched.
    seen: BTreeMap<PublicKey, u64>,
    signed: BTreeMap<PublicKey, u64>,
    /// Whom this bot let in: it takes their next device for theirs, as their sign-in says so.
    admitted: BTreeSet<Name>,
}

impl Hands {
    pub(super) fn desk(&mut self, waiting: Vec<Row>, unlocked: Vec<Row>, unvouched: Vec<Row>, now_ms: u64) {
        let by_name = |row: Row| (row.member.as_str().to_owned(), row.device);
        self.waiting = waiting.into_iter().map(by_name).collect();
        self.at_door = self.waiting.keys().cloned().collect();
        self.seen
            .retain(|device, _| unvouched.iter().any(|row| row.device == *device));
        for row in &unvouched {
            self.seen.entry(row.device).or_insert(now_ms);
        }
        (self.unlocked, self.unvouched) = (unlocked, unvouched);
    }

    /// The line is new: what was shown on the old one counts no more.
    pub(super) fn clear(&mut self) {
        self.waiting.clear();
        self.at_door.clear();
        self.unlocked.clear();
        self.unvouched.clear();
        self.seen.clear();
        self.signed.clear();
    }

    pub(super) fn at_door(&self) -> &BTreeSet<String> {
        &self.at_door
    }

    /// The admission of somebody at the door, for the device they came with.
    pub(super) fn admit(&mut self, by: &Member, member: &str, now_ms: u64) -> Option<AdmissionGrant> {
        let name = Name::new(member).ok()?;
        let token = by.token(&name, *self.waiting.get(member)?, now_ms).ok()?;
        self.admitted.insert(name.clone());
        Some(grant(&name, &token))
    }

    /// What is to be signed now for those who are in the room already.
    pub(super) fn due(&mut self, by: &Member, now_ms: u64) -> Vec<SealSaid> {
        let mut due = Vec::new();
        self.signed.retain(|_, at| now_ms < *at + SIGN_AGAIN_MS);
        for row in &self.unlocked {
            if self.signed.len() >= MOST_AT_ONCE || self.signed.contains_key(&row.device) {
                continue;
            }
            let again = by.token_again(&row.token, &row.member, row.device, now_ms);
            let token = match again {
                Err(_) if self.admitted.contains(&row.member) => by.token(&row.member, row.device, now_ms),
                again => again,
            };
            if let Ok(token) = token {
                self.signed.insert(row.device, now_ms);
                let admission = grant(&row.member, &token);
                due.push(SealSaid::Grant { admission });
            }
        }
        for row in &self.unvouched {
            let looked = self
                .seen
                .get(&row.device)
                .is_some_and(|since| now_ms >= since + VOUCH_AFTER_MS);
            if !looked || self.signed.contains_key(&row.device) {
                continue;
            }
            if let Ok(link) = by.vouch(&row.member, &row.device, now_ms) {
                self.signed.insert(row.device, now_ms);
                due.push(SealSaid::Vouch {
                    link: wire::write(&link),
                });
            }
        }
        due
    }
}

fn grant(member: &Name, token: &[u8]) -> AdmissionGrant {
    AdmissionGrant {
        member: member.as_str().to_owned(),
        token: wire::write(token),
    }
}
