//! Tells the others whose page was loaded anew: until the next commit the leaf they see is of a page that is gone.

use super::{Delivery, Output};
use crate::Name;
use std::collections::BTreeSet;

impl Delivery {
    /// Each page in the circle, when it changes; never somebody who waits.
    pub(super) fn tell_who_comes_back(&mut self) {
        let seated = self.circle.iter().flat_map(|circle| &circle.seated);
        let back: BTreeSet<Name> = seated
            .map(|seat| &seat.member)
            .filter(|member| {
                self.people
                    .get(*member)
                    .is_some_and(|person| person.is_here && person.wants_leaf)
            })
            .cloned()
            .collect();
        for (to, person) in &mut self.people {
            if !person.is_here || !person.may_know() || person.told_who_comes_back == back {
                continue;
            }
            person.told_who_comes_back.clone_from(&back);
            self.out.push_back(Output::ComingBack {
                to: to.clone(),
                members: back.iter().cloned().collect(),
            });
        }
    }
}
