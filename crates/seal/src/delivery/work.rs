//! Asks one device at a time to commit: whom to add, why to remove whom. One committer at a time makes storms of commits
//! impossible, and a wrong choice only loses a second.

use super::circle::Circle;
use super::person::Person;
use super::{ANSWER_MS, Delivery, FOUNDER_WAITS_MS, Output, WorkAdd};
use crate::Name;
use crate::rules::MOST_MEMBERS;
use openmls::prelude::{OpenMlsProvider, PublicGroup};
use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Work {
    adds: Vec<WorkAdd>,
    reasons: Vec<Vec<u8>>,
}

impl Delivery {
    pub(super) fn ask_for_work(&mut self, now_ms: u64) {
        let work = self.work();
        self.note_who_is_held_out(&work, now_ms);
        let Some(circle) = self.circle.as_mut() else {
            return;
        };
        circle.forget_old(now_ms);
        if work == Work::default() {
            return circle.ask_anew();
        }
        if let Some((asked, since)) = circle.asked.clone() {
            // What came up since is for the next commit: whoever is asked answers what they were asked.
            if self.can_commit(&asked) && now_ms < since + ANSWER_MS {
                return;
            }
        }
        let candidates = self.candidates();
        let Some(circle) = self.circle.as_mut() else {
            return;
        };
        if candidates.iter().all(|name| circle.tried.contains(name)) {
            circle.tried.clear();
        }
        let Some(to) = candidates.into_iter().find(|name| !circle.tried.contains(name)) else {
            circle.asked = None;
            return;
        };
        circle.tried.insert(to.clone());
        circle.may_commit.insert(to.clone());
        circle.asked = Some((to.clone(), now_ms));
        self.out.push_back(Output::Work {
            to,
            epoch: circle.epoch(),
            adds: work.adds,
            reasons: work.reasons,
        });
    }

    /// A commit that leaves them out changes nothing about it, nor one that welcomes them without a word of theirs, nor a page
    /// that presents itself again.
    fn note_who_is_held_out(&mut self, work: &Work, now_ms: u64) {
        let Some(circle) = &self.circle else { return };
        for (member, person) in &mut self.people {
            let is_to_be_added = work.adds.iter().any(|add| add.member == *member);
            let is_outside = is_to_be_added || (person.is_here && circle.welcomed.contains_key(member));
            let founds = is_outside && person.leads && person.may_found(self.chain.as_ref(), member);
            person.held_out_since_ms = founds.then(|| person.held_out_since_ms.unwrap_or(now_ms));
        }
    }

    /// When the circle is over because a founder was held out of it. Once for each wait: if the next circle does not add
    /// them either, what they present may be the reason, and the others are not to begin anew for it again and again.
    pub(super) fn founder_gives_up_ms(&self) -> Option<u64> {
        let began_ms = self.circle.as_ref()?.began_ms;
        // Of a page that was welcomed nothing is concluded before it says a word, or presents itself again.
        let waiting = self.people.values().filter(|person| person.wants_leaf);
        let since = waiting.filter_map(|person| person.held_out_since_ms);
        since
            .filter(|since| *since >= began_ms)
            .map(|since| since + FOUNDER_WAITS_MS)
            .min()
    }

    fn work(&self) -> Work {
        let Some(circle) = &self.circle else {
            return Work::default();
        };
        let mut work = Work {
            adds: Vec::new(),
            reasons: circle.reasons.values().cloned().collect(),
        };
        let mut seats = circle.seated.len() - circle.reasons.len();
        for (member, person) in &self.people {
            let (Some(token), Some(package)) = (self.admission_of(member, person), &person.presented) else {
                continue;
            };
            // Whoever comes back gives up a leaf for the one they get.
            let new = circle
                .seat_of(member)
                .is_none_or(|seat| circle.reasons.contains_key(&seat.leaf));
            if new && seats == MOST_MEMBERS {
                continue;
            }
            seats += usize::from(new);
            work.adds.push(WorkAdd {
                member: member.clone(),
                key_package: package.bytes.clone(),
                token,
            });
        }
        work
    }

    /// The token by which somebody who wants a leaf may have one; empty: the chain is the reason.
    fn admission_of(&self, member: &Name, person: &Person) -> Option<Vec<u8>> {
        let device = person
            .device()
            .filter(|_| person.is_here && person.wants_leaf && person.may_know())?;
        if self.speaks(device, member) {
            return Some(Vec::new());
        }
        let token = person
            .token
            .as_ref()
            .filter(|token| token.device == *device && person.admitted);
        token.map(|token| token.bytes.clone())
    }

    /// Whether this person's page holds a leaf that is to stay, and can make a commit.
    pub(super) fn can_commit(&self, member: &Name) -> bool {
        let Some(circle) = &self.circle else { return false };
        let stays = |leaf| !circle.reasons.contains_key(&leaf);
        circle.seat_of(member).is_some_and(|seat| stays(seat.leaf))
            && self
                .people
                .get(member)
                .is_some_and(|person| person.is_here && !person.wants_leaf)
    }

    /// Facilitators first, then the lowest leaf.
    fn candidates(&self) -> Vec<Name> {
        let Some(circle) = &self.circle else {
            return Vec::new();
        };
        let mut seats: Vec<_> = circle
            .seated
            .iter()
            .filter(|seat| self.can_commit(&seat.member))
            .collect();
        seats.sort_by_key(|seat| {
            (
                self.distrusted.get(&seat.member).map_or(0, BTreeSet::len),
                !self.speaks(&seat.device, &seat.member),
                seat.leaf,
            )
        });
        seats.into_iter().map(|seat| seat.member.clone()).collect()
    }

    /// A circle is over when nobody holds a leaf of it that could ever commit again, or when nobody could follow the last
    /// commit: then the next facilitator's page founds another. A facilitator's page that waits is not made to wait for
    /// lines that may come back: nobody is in there to hear anything. Nor for long for pages that are there and add nobody.
    pub(super) fn end_what_is_over(&mut self, now_ms: u64) {
        let Some(circle) = &self.circle else { return };
        let unfollowed = circle
            .turned
            .as_ref()
            .filter(|turned| turned.at_ms + super::FOLLOWED_MS <= now_ms);
        let culprit = unfollowed.map(|turned| turned.by.clone());
        let somebody = circle.seated.iter().any(|seat| self.can_commit(&seat.member));
        let later = || {
            circle
                .seated
                .iter()
                .any(|seat| self.may_come_back(circle, &seat.member, seat.leaf))
        };
        let held_out = self.founder_gives_up_ms().is_some_and(|at| at <= now_ms);
        if culprit.is_none() && !held_out && (somebody || (!self.founder_waits() && later())) {
            return;
        }
        if let Some(culprit) = culprit {
            let everybody = circle.seated.iter().map(|seat| seat.member.clone());
            self.distrusted.entry(culprit).or_default().extend(everybody);
        }
        self.end_circle();
    }

    fn founder_waits(&self) -> bool {
        let waits = |person: &Person| person.leads && person.is_here && person.wants_leaf;
        self.people
            .iter()
            .any(|(member, person)| waits(person) && person.may_found(self.chain.as_ref(), member))
    }

    fn may_come_back(&self, circle: &Circle, member: &Name, leaf: u32) -> bool {
        let holds = |person: &Person| !person.wants_leaf && (person.is_here || person.gone_ms.is_some());
        !circle.reasons.contains_key(&leaf) && self.people.get(member).is_some_and(holds)
    }

    fn end_circle(&mut self) {
        let Some(circle) = self.circle.take() else { return };
        self.past_circles.insert(circle.id);
        // In memory, and of a group that nobody will speak of again.
        let _ = PublicGroup::delete(self.provider.storage(), circle.group.group_id());
        for person in self.people.values_mut() {
            if let Some(token) = person.token.take() {
                person.old_token = Some(token);
            }
            // Their pages hear that the circle is gone and present themselves for the next.
            person.wants_leaf = person.presented.is_some();
        }
    }
}
