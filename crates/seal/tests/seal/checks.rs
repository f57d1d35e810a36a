//! What is asked of a living circle again and again: who hears whom, who reads what, whether all agree.

use crate::evening::Evening;
use seal::Name;
use seal::sframe::Slot;
use std::collections::{BTreeMap, BTreeSet};

impl Evening {
    /// One frame of sound from each to each: who was heard by whom.
    pub(crate) fn everybody_speaks(&mut self) -> BTreeMap<Name, BTreeSet<Name>> {
        let now_ms = self.now_ms;
        let said: Vec<(Name, Vec<u8>)> = self
            .pages
            .iter_mut()
            .filter(|(_, page)| page.line && page.member.is_sure())
            .filter_map(|(name, page)| {
                let [microphone, _] = page.senders.as_mut()?;
                Some((name.clone(), microphone.seal(name.as_str().as_bytes()).unwrap()))
            })
            .collect();
        let mut heard: BTreeMap<Name, BTreeSet<Name>> = BTreeMap::new();
        for (name, page) in &mut self.pages {
            let ears = heard.entry(name.clone()).or_default();
            for (from, frame) in said.iter().filter(|(from, _)| from != name) {
                if page
                    .receiver
                    .open(from, Slot::Microphone, frame, now_ms)
                    .is_ok_and(|plain| plain == from.as_str().as_bytes())
                {
                    ears.insert(from.clone());
                }
            }
        }
        heard
    }

    /// Says something to the whole circle; every page that holds it tries to read it.
    pub(crate) fn says(&mut self, from: &Name, words: &str) {
        let body = self.page(from).member.seal(words.as_bytes()).unwrap();
        for (name, page) in &mut self.pages {
            if name != from
                && let Ok(heard) = page.member.open(&body)
            {
                page.heard
                    .push((heard.member, String::from_utf8(heard.plain).unwrap()));
            }
        }
    }

    pub(crate) fn inside(&self) -> BTreeSet<Name> {
        let here = self
            .pages
            .iter()
            .filter(|(name, page)| page.line && self.locked.contains(*name));
        here.map(|(name, _)| name.clone()).collect()
    }

    /// Everybody who is inside is in the same epoch with the same secrets and the same people, and sure of it.
    pub(crate) fn everybody_agrees(&self, when: &str) {
        let epoch = self.delivery.epoch();
        let inside = self.inside();
        let mut exports = BTreeSet::new();
        for member in &inside {
            let page = &self.pages[member].member;
            assert_eq!(page.trouble(), None, "{when}: {member} is in trouble");
            assert_eq!(page.epoch(), epoch, "{when}: {member} is elsewhere");
            let seats: BTreeSet<Name> = page.seats().iter().map(|seat| seat.member.clone()).collect();
            assert_eq!(seats, self.locked, "{when}: {member} sees other people");
            assert!(page.is_sure(), "{when}: {member} is not sure");
            let agreement = page.agreement().unwrap();
            exports.insert((*agreement.authenticator(), page.base(0, Slot::Microphone)));
            let own = page
                .seats()
                .iter()
                .find(|seat| seat.member == *member)
                .unwrap()
                .leaf;
            for seat in page
                .seats()
                .iter()
                .filter(|seat| seat.leaf != own && inside.contains(&seat.member))
            {
                assert!(
                    agreement.has_agreed(seat.leaf),
                    "{when}: {member} has not heard {}",
                    seat.member
                );
            }
        }
        assert!(exports.len() <= 1, "{when}: two groups");
    }
}
