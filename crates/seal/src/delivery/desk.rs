//! What a facilitator's device can do for others: whom it can admit, whose admission it can sign anew, whose device it can
//! vouch for.

use super::person::Person;
use super::{Delivery, Output, Row};
use crate::Name;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Desk {
    waiting: Vec<Row>,
    unlocked: Vec<Row>,
    unvouched: Vec<Row>,
}

impl Delivery {
    pub(super) fn tell_desks(&mut self) {
        let Some(circle) = &self.circle else { return };
        let at_desk = |seat: &&crate::rules::Seated| {
            self.speaks(&seat.device, &seat.member) && self.can_commit(&seat.member)
        };
        let facilitators: Vec<Name> = circle
            .seated
            .iter()
            .filter(at_desk)
            .map(|seat| seat.member.clone())
            .collect();
        if facilitators.is_empty() {
            return;
        }
        let desk = self.desk();
        for to in facilitators {
            let Some(person) = self
                .people
                .get_mut(&to)
                .filter(|person| person.desk.as_ref() != Some(&desk))
            else {
                continue;
            };
            person.desk = Some(desk.clone());
            let Desk {
                waiting,
                unlocked,
                unvouched,
            } = desk.clone();
            self.out.push_back(Output::Desk {
                to,
                waiting,
                unlocked,
                unvouched,
            });
        }
    }

    fn desk(&self) -> Desk {
        let mut desk = Desk::default();
        for (member, person) in self
            .people
            .iter()
            .filter(|(_, person)| person.is_here && person.wants_leaf)
        {
            let Some(device) = person.device() else { continue };
            let row = |token: Vec<u8>| Row {
                member: member.clone(),
                device: *device,
                token,
            };
            if self.speaks(device, member) {
                continue;
            }
            if person.leads {
                desk.unvouched.push(row(Vec::new()));
            } else if !person.admitted {
                desk.waiting.push(row(Vec::new()));
            } else if person.token.as_ref().is_none_or(|token| token.device != *device) {
                desk.unlocked.push(row(old_token(person)));
            }
        }
        desk
    }
}

fn old_token(person: &Person) -> Vec<u8> {
    person
        .old_token
        .as_ref()
        .map_or_else(Vec::new, |token| token.bytes.clone())
}
