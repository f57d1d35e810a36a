//! Commits: those this page makes when it is asked, and those that come back from the server and turn the epoch.

use super::circle::{Circle, Pending};
use super::{Declined, Member, Trouble, Why, serialize};
use crate::mls::{self, NotTaken};
use crate::rules::{Bench, Change, judge};
use crate::{Identity, Name, Order, Reason, write_reasons};
use openmls::prelude::{KeyPackage, LeafNodeIndex, OpenMlsProvider, StagedCommit};

/// Somebody to add, with the reason why they may be; empty for a facilitator's device, whose reason is the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Add {
    pub member: Name,
    pub key_package: Vec<u8>,
    pub token: Vec<u8>,
}

/// A commit of ours. It counts when it comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub epoch: u64,
    pub commit: Vec<u8>,
    /// For those who were added.
    pub welcome: Option<Vec<u8>>,
}

/// What became of this page by a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    NextEpoch,
    /// By a facilitator's order, or by our own word.
    Removed,
    /// Out of step, or taken out although it is here: the page should say `here` again.
    FellOut,
}

impl Member {
    /// Does the work it was asked for. What breaks a rule is left out; nothing: there is nothing this page can do of it.
    pub fn work(
        &mut self,
        epoch: u64,
        adds: &[Add],
        reasons: &[Vec<u8>],
        now_ms: u64,
    ) -> Result<Option<Made>, Declined> {
        if let Some(trouble) = self.trouble {
            return Err(trouble.into());
        }
        let circle = self.circle.as_ref().ok_or(Declined::NotInside)?;
        if circle.epoch() != epoch {
            return Err(NotTaken::WrongEpoch.into());
        }
        let asked = (adds.to_vec(), reasons.to_vec());
        if let Some(pending) = circle.pending.as_ref().filter(|pending| pending.asked == asked) {
            // The answer is on its way: another one would throw away what this one leads to.
            return Ok(Some(pending.made.clone()));
        }
        let seated = circle.seated();
        let bench = self.bench(circle, &seated, now_ms).ok_or(Declined::NotInside)?;
        let plan = self.plan(adds, reasons, circle.own_leaf(), &bench);
        if plan.packages.is_empty() && plan.removes.is_empty() {
            return Ok(None);
        }
        self.make(plan, asked).map(Some)
    }

    /// A fresh path for this leaf, with nobody coming or going.
    pub fn renew(&mut self) -> Result<Made, Declined> {
        self.make(Plan::default(), Default::default())
    }

    fn make(&mut self, plan: Plan, asked: (Vec<Add>, Vec<Vec<u8>>)) -> Result<Made, Declined> {
        let circle = self.circle.as_mut().ok_or(Declined::NotInside)?;
        let provider = &self.provider;
        // Asked for something else in the same epoch: the last one is the one we can follow when it comes back.
        circle
            .group
            .clear_pending_commit(provider.storage())
            .map_err(|_| NotTaken::NotVerified)?;
        circle.group.set_aad(write_reasons(&plan.reasons)?);
        let bundle = circle
            .group
            .commit_builder()
            .consume_proposal_store(false)
            .force_self_update(true)
            .propose_removals(plan.removes.iter().map(|leaf| LeafNodeIndex::new(*leaf)))
            .propose_adds(plan.packages)
            .load_psks(provider.storage())
            .map_err(|_| NotTaken::NotVerified)?
            .build(provider.rand(), provider.crypto(), &*circle.leaf_key, |_| true)
            .map_err(|_| NotTaken::NotVerified)?
            .stage_commit(provider)
            .map_err(|_| NotTaken::NotVerified)?;
        let welcome = bundle.to_welcome_msg().map(|welcome| serialize(&welcome));
        let commit = serialize(bundle.commit());
        let made = Made {
            epoch: circle.epoch(),
            commit,
            welcome,
        };
        circle.send(Pending {
            asked,
            made: made.clone(),
            orders: plan.orders,
        });
        Ok(made)
    }

    fn plan(&self, adds: &[Add], reasons: &[Vec<u8>], by: u32, bench: &Bench<'_>) -> Plan {
        let mut plan = Plan::default();
        for reason in reasons {
            let Some(leaf) = leaf_of(reason, bench).filter(|leaf| !plan.removes.contains(leaf)) else {
                continue;
            };
            let more = Plan {
                removes: vec![leaf],
                reasons: vec![reason.clone()],
                ..Plan::default()
            };
            plan.take_if_right(more, by, bench);
        }
        for add in adds {
            let presented = mls::read_key_package(&add.key_package, self.provider.crypto(), bench.now_ms);
            let Ok(presented) = presented else { continue };
            if presented.identity.member != add.member {
                continue;
            }
            let seat = bench.seated.iter().find(|seat| seat.member == add.member);
            let old = seat
                .map(|seat| seat.leaf)
                .filter(|leaf| !plan.removes.contains(leaf));
            let more = Plan {
                packages: vec![presented.key_package],
                adds: vec![presented.identity],
                removes: old.into_iter().collect(),
                reasons: Some(add.token.clone())
                    .filter(|token| !token.is_empty())
                    .into_iter()
                    .collect(),
                ..Plan::default()
            };
            plan.take_if_right(more, by, bench);
        }
        plan
    }

    /// The one commit of an epoch, our own included. A commit that breaks a rule was sent as if it counted, so this page
    /// stops sending and says so.
    pub fn commit(&mut self, epoch: u64, bytes: &[u8], now_ms: u64) -> Result<Became, Declined> {
        let circle = self.circle.as_mut().ok_or(Declined::NotInside)?;
        if epoch > circle.epoch() {
            self.drop_circle();
            return Ok(Became::FellOut);
        }
        if epoch < circle.epoch() {
            return Err(NotTaken::WrongEpoch.into());
        }
        if let Some(trouble) = self.trouble {
            return Err(trouble.into());
        }
        if let Some(ours) = circle.pending.take_if(|pending| pending.made.commit == bytes) {
            // Judged when it was made.
            ours.orders.iter().for_each(|order| self.revoked.add(order));
            let hurried = !ours.orders.is_empty();
            circle
                .group
                .merge_pending_commit(&self.provider)
                .map_err(|_| NotTaken::NotVerified)?;
            self.epoch_began(hurried, now_ms);
            return Ok(Became::NextEpoch);
        }
        if circle.is_superseded(bytes) {
            self.drop_circle();
            return Ok(Became::FellOut);
        }
        match self.check(bytes, now_ms) {
            Ok((staged, orders)) => Ok(self.take(*staged, &orders, now_ms)?),
            Err(why) => Err(self.stop(Trouble::BadCommit(why))),
        }
    }

    /// Whether this commit would turn the epoch here. It is checked whole, and nothing follows from it.
    pub fn would_take(&mut self, bytes: &[u8], now_ms: u64) -> Result<(), Why> {
        self.check(bytes, now_ms).map(|_| ())
    }

    fn check(&mut self, bytes: &[u8], now_ms: u64) -> Result<(Box<StagedCommit>, Vec<Order>), Why> {
        let circle = self.circle.as_mut().ok_or(NotTaken::OtherGroup)?;
        let message = mls::read_commit(bytes, &circle.id, circle.epoch())?;
        let processed = circle
            .group
            .process_message(&self.provider, message)
            .map_err(|_| NotTaken::NotVerified)?;
        let circle = self.circle.as_ref().ok_or(NotTaken::OtherGroup)?;
        let inside = mls::look_inside(processed, |by| {
            circle.group.public_group().leaf(LeafNodeIndex::new(by))
        })?;
        let seated = circle.seated();
        let bench = self.bench(circle, &seated, now_ms).ok_or(NotTaken::OtherGroup)?;
        let change = Change {
            by: inside.by,
            adds: &inside.adds,
            removes: &inside.removes,
            reasons: &inside.reasons,
        };
        let orders = judge(&change, &bench)?;
        Ok((inside.staged, orders))
    }

    fn take(&mut self, staged: StagedCommit, orders: &[Order], now_ms: u64) -> Result<Became, Declined> {
        orders.iter().for_each(|order| self.revoked.add(order));
        let removed = staged.self_removed();
        let circle: &mut Circle = self.circle.as_mut().ok_or(Declined::NotInside)?;
        circle
            .group
            .merge_staged_commit(&self.provider, staged)
            .map_err(|_| NotTaken::NotVerified)?;
        if removed {
            self.drop_circle();
            let sent_out = orders.iter().any(|order| order.member == self.who.member);
            return Ok(if sent_out {
                Became::Removed
            } else {
                Became::FellOut
            });
        }
        self.epoch_began(!orders.is_empty(), now_ms);
        Ok(Became::NextEpoch)
    }
}

/// A commit in the making.
#[derive(Debug, Default)]
struct Plan {
    packages: Vec<KeyPackage>,
    adds: Vec<Identity>,
    removes: Vec<u32>,
    reasons: Vec<Vec<u8>>,
    orders: Vec<Order>,
}

impl Plan {
    fn take_if_right(&mut self, more: Self, by: u32, bench: &Bench<'_>) {
        let adds = [self.adds.as_slice(), &more.adds].concat();
        let removes = [self.removes.as_slice(), &more.removes].concat();
        let reasons = [self.reasons.as_slice(), &more.reasons].concat();
        let Ok(written) = write_reasons(&reasons) else {
            return;
        };
        let change = Change {
            by,
            adds: &adds,
            removes: &removes,
            reasons: &written,
        };
        if let Ok(orders) = judge(&change, bench) {
            self.orders = orders;
            self.packages.extend(more.packages);
            (self.adds, self.removes, self.reasons) = (adds, removes, reasons);
        }
    }
}

/// Whose removal this is a reason for.
fn leaf_of(reason: &[u8], bench: &Bench<'_>) -> Option<u32> {
    let of = |member: &Name, leaf: Option<u32>| {
        let seat = bench.seated.iter().find(|seat| seat.member == *member)?;
        leaf.is_none_or(|leaf| leaf == seat.leaf).then_some(seat.leaf)
    };
    match Reason::read(reason).ok()? {
        Reason::Token(_) => None,
        Reason::Order(order) => of(&order.says.member, None),
        Reason::Leave(leave) => of(&leave.says.member, Some(leave.says.leaf)),
        Reason::Loss(loss) => of(&loss.says.member, Some(loss.says.leaf)),
    }
}
