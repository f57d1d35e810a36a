//! Who comes and who goes, and with what right.

use super::person::{Admission, Package, Person};
use super::{Delivery, ENTERED_MS, FOUNDER_WAITS_MS, MOST_KEY_PACKAGE_BYTES, Output, Refused};
use crate::mls;
use crate::rules::{Bench, CLOCK_SLACK_MS, MOST_MEMBERS, is_good};
use crate::{CircleId, Leave, Loss, Name, Order, PublicKey, Signed, Token};

/// People the machine remembers: those in the circle, and as many who wait or went.
const MOST_PEOPLE: usize = 4 * MOST_MEMBERS;

/// What an admission is worth now.
enum Worth {
    Now(Admission),
    /// It was for a circle before, and can be signed anew.
    Before(Admission),
}

impl Delivery {
    pub(super) fn here(
        &mut self,
        member: Name,
        leads: bool,
        bytes: &[u8],
        holds: Option<(CircleId, u64)>,
        now_ms: u64,
    ) -> Result<(), Refused> {
        if bytes.len() > MOST_KEY_PACKAGE_BYTES {
            return Err(Refused::TooLong);
        }
        self.pace(&member, now_ms)?;
        let inside = mls::read_key_package(bytes, self.crypto(), now_ms).map_err(Refused::BadKeyPackage)?;
        if !mls::names(&inside.identity, &self.session, &member) {
            return Err(Refused::BadKeyPackage(crate::NotTaken::NoIdentity));
        }
        let reference = inside.key_package.hash_ref(self.crypto());
        let reference = reference
            .map_err(|_| Refused::BadKeyPackage(crate::NotTaken::NotVerified))?
            .as_slice()
            .to_vec();
        if !self.seen.insert(reference.clone()) {
            return Err(Refused::KeyPackageSeen);
        }
        let missed = self.missed_by(&member, holds);
        self.weigh_welcome(&member, missed.is_some(), now_ms);
        let person = self.people.entry(member.clone()).or_default();
        person.close();
        (person.leads, person.is_here, person.gone_ms) = (leads, true, None);
        person.presented = Some(Package {
            bytes: bytes.to_vec(),
            reference,
            inside,
        });
        person.wants_leaf = missed.is_none();
        self.behind.extend(missed.into_iter().flatten());
        Ok(())
    }

    /// A page that presents itself again without a word could not open its Welcome: whoever made that is asked last. On a new
    /// line it says nothing about a Welcome, and sooner it may not have read it yet. Much later it slept: nobody held it out.
    fn weigh_welcome(&mut self, member: &Name, holds: bool, now_ms: u64) {
        let welcomed = self
            .circle
            .as_mut()
            .and_then(|circle| circle.welcomed.remove(member));
        let Some(person) = self.people.get_mut(member).filter(|person| person.is_here) else {
            return;
        };
        let Some(welcomed) = welcomed.filter(|_| !holds) else {
            return;
        };
        if now_ms >= welcomed.at_ms + FOUNDER_WAITS_MS {
            person.held_out_since_ms = None;
        } else if now_ms >= welcomed.at_ms + ENTERED_MS {
            self.distrusted
                .entry(welcomed.by)
                .or_default()
                .insert(member.clone());
        }
    }

    /// What a page with a living leaf missed; nothing: it holds none that it could go on with.
    fn missed_by(&self, member: &Name, holds: Option<(CircleId, u64)>) -> Option<Vec<Output>> {
        let circle = self.circle.as_ref()?;
        let (_, epoch) = holds.filter(|(id, _)| *id == circle.id)?;
        let leaf = circle.seat_of(member)?.leaf;
        if circle.reasons.contains_key(&leaf) {
            return None;
        }
        let commits = circle.since(epoch)?.map(|logged| Output::Commit {
            to: member.clone(),
            epoch: logged.epoch,
            commit: logged.commit.clone(),
        });
        let words = circle
            .words
            .values()
            .filter(|(of, _)| of != member)
            .map(|(of, statement)| Output::Agreed {
                to: member.clone(),
                member: of.clone(),
                statement: statement.clone(),
            });
        Some(commits.chain(words).collect())
    }

    pub(super) fn gone(&mut self, member: &Name, now_ms: u64) -> Result<(), Refused> {
        if let Some(person) = self.people.get_mut(member).filter(|person| person.is_here) {
            person.close();
            person.gone_ms = Some(now_ms);
        }
        Ok(())
    }

    /// Lines that did not come back in time: the server says so, and the leaf is to go.
    pub(super) fn lose_the_lost(&mut self, now_ms: u64) {
        let due = |(member, person): (&Name, &Person)| {
            person
                .lost_at_ms()
                .filter(|at| *at <= now_ms)
                .map(|_| member.clone())
        };
        for member in self.people.iter().filter_map(due).collect::<Vec<_>>() {
            if let Some(person) = self.people.get_mut(&member) {
                person.gone_ms = None;
            }
            self.lose(&member);
        }
    }

    fn lose(&mut self, member: &Name) {
        let Some(circle) = self.circle.as_mut() else {
            return;
        };
        let Some(leaf) = circle.seat_of(member).map(|seat| seat.leaf) else {
            return;
        };
        let says = Loss {
            circle: circle.id,
            member: member.clone(),
            leaf,
            epoch: circle.epoch(),
            signer: self.server_key.public(),
        };
        circle
            .reasons
            .entry(leaf)
            .or_insert_with(|| Signed::by(says, &self.server_key).into_bytes());
    }

    pub(super) fn admitted(&mut self, member: Name, token: &[u8], now_ms: u64) -> Result<(), Refused> {
        let device = self
            .people
            .get(&member)
            .and_then(|person| person.device())
            .copied();
        let worth = match token {
            [] => None,
            token => Some(self.weigh(token, &member, device.as_ref(), now_ms)?),
        };
        self.make_room(&member, now_ms)?;
        let person = self.people.entry(member).or_default();
        person.admitted = true;
        match worth {
            Some(Worth::Now(token)) => person.token = Some(token),
            Some(Worth::Before(token)) => person.old_token = Some(token),
            None => {}
        }
        Ok(())
    }

    pub(super) fn granted(
        &mut self,
        by: &Name,
        member: &Name,
        token: &[u8],
        now_ms: u64,
    ) -> Result<(), Refused> {
        self.pace(by, now_ms)?;
        if !self.people.get(by).is_some_and(|person| person.leads) {
            return Err(Refused::NotInside);
        }
        let Some(person) = self.people.get(member).filter(|person| person.may_know()) else {
            return Err(Refused::NotInside);
        };
        let Worth::Now(token) = self.weigh(token, member, person.device(), now_ms)? else {
            return Err(Refused::BadToken);
        };
        if let Some(person) = self.people.get_mut(member) {
            person.token = Some(token);
        }
        Ok(())
    }

    fn weigh(
        &self,
        bytes: &[u8],
        member: &Name,
        device: Option<&PublicKey>,
        now_ms: u64,
    ) -> Result<Worth, Refused> {
        let token = Signed::<Token>::read(bytes).map_err(|_| Refused::BadToken)?;
        let says = &token.says;
        let chain = self.chain.as_ref().ok_or(Refused::BadToken)?;
        let fits = says.member == *member && device.is_none_or(|device| says.device == *device);
        let server_key = self.server_key.public();
        let bench = Bench {
            // An older circle's token is judged as if for its own circle: can it be signed anew?
            circle: &says.circle,
            session: &self.session,
            epoch: 0,
            chain,
            server_key: &server_key,
            seated: &[],
            revoked: &self.revoked,
            now_ms,
        };
        if !fits || !is_good(says, &bench, &self.revoked) || !token.is_signed() {
            return Err(Refused::BadToken);
        }
        let is_now = self
            .circle
            .as_ref()
            .is_some_and(|circle| circle.id == says.circle);
        let admission = Admission {
            device: says.device,
            bytes: bytes.to_vec(),
        };
        Ok(if is_now {
            Worth::Now(admission)
        } else {
            Worth::Before(admission)
        })
    }

    pub(super) fn left(&mut self, member: &Name, leave: &[u8]) -> Result<(), Refused> {
        if let Some(circle) = self.circle.as_mut()
            && let Some(seat) = circle.seat_of(member)
            && let Ok(word) = Signed::<Leave>::read(leave)
            && word.says.circle == circle.id
            && word.says.member == *member
            && (word.says.leaf, word.says.device) == (seat.leaf, seat.device)
            && word.is_signed()
        {
            circle.reasons.insert(seat.leaf, leave.to_vec());
        } else {
            self.lose(member);
        }
        if let Some(person) = self.people.get_mut(member) {
            person.leave();
        }
        Ok(())
    }

    pub(super) fn removed(&mut self, member: &Name, order: &[u8], now_ms: u64) -> Result<(), Refused> {
        let order = self.order(member, order, now_ms);
        if let Some(order) = &order {
            self.revoked.add(&order.says);
        }
        match (order, self.circle.as_mut()) {
            (Some(order), Some(circle)) => {
                if let Some(leaf) = circle.seat_of(member).map(|seat| seat.leaf) {
                    circle.reasons.insert(leaf, order.into_bytes());
                }
            }
            _ => self.lose(member),
        }
        if let Some(person) = self.people.get_mut(member) {
            person.leave();
            person.admitted = false;
            (person.token, person.old_token) = (None, None);
        }
        Ok(())
    }

    fn order(&self, member: &Name, bytes: &[u8], now_ms: u64) -> Option<Signed<Order>> {
        let order = Signed::<Order>::read(bytes).ok()?;
        let says = &order.says;
        let circle = self.circle.as_ref()?.id;
        let fits = says.circle == circle && says.session == self.session && says.member == *member;
        let in_chain = self.chain.as_ref().is_some_and(|chain| chain.has(&says.signer));
        // An order from a far tomorrow would shut the person out for good.
        let is_of_now = says.issued_ms <= now_ms + CLOCK_SLACK_MS;
        (fits && in_chain && is_of_now && order.is_signed()).then_some(order)
    }

    /// Everything that costs a signature's check is paced, person by person.
    pub(super) fn pace(&mut self, member: &Name, now_ms: u64) -> Result<(), Refused> {
        self.make_room(member, now_ms)?;
        if self.people.entry(member.clone()).or_default().pace.take(now_ms) {
            Ok(())
        } else {
            Err(Refused::TooOften)
        }
    }

    fn make_room(&mut self, member: &Name, now_ms: u64) -> Result<(), Refused> {
        if self.people.len() >= MOST_PEOPLE {
            let keep = |person: &Person| person.is_here || person.is_known() || !person.pace.is_full(now_ms);
            self.people.retain(|name, person| name == member || keep(person));
        }
        if self.people.len() < MOST_PEOPLE || self.people.contains_key(member) {
            Ok(())
        } else {
            Err(Refused::Full)
        }
    }
}
