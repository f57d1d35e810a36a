//! Judges a commit before it touches the group: who may be added, who removed, and by which reason. The server and every
//! device judge by these same rules (the browser's stand in client/src/seal/rules.ts). Knows nothing of MLS.

use crate::{
    Chain, CircleId, Identity, Leave, Loss, Malformed, Name, NamesItsSigner, Order, PublicKey, Reason,
    Signed, Token, read_reasons,
};
use std::collections::{BTreeMap, BTreeSet};

pub const MOST_MEMBERS: usize = 25;
/// A token's end is compared with clocks that may be an hour off on both sides.
pub const CLOCK_SLACK_MS: u64 = 2 * 60 * 60 * 1_000;

/// A leaf of the circle as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seated {
    pub leaf: u32,
    pub member: Name,
    pub device: PublicKey,
}

/// What a commit would do. The identities in it were checked already.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The leaf that committed.
    pub by: u32,
    pub adds: &'a [Identity],
    pub removes: &'a [u32],
    /// The commit's authenticated data.
    pub reasons: &'a [u8],
}

/// What the judge knows of the circle.
#[derive(Debug, Clone, Copy)]
pub struct Bench<'a> {
    pub circle: &'a CircleId,
    pub session: &'a Name,
    pub epoch: u64,
    pub chain: &'a Chain,
    pub server_key: &'a PublicKey,
    pub seated: &'a [Seated],
    pub revoked: &'a Revoked,
    pub now_ms: u64,
}

/// The rule that a commit breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("a reason in it cannot be read")]
    UnreadableReason,
    #[error("who committed holds no leaf")]
    CommitterUnknown,
    #[error("it removes its own maker")]
    RemovesItself,
    #[error("it removes a leaf that nobody holds")]
    UnknownLeaf,
    #[error("it does the same thing twice")]
    Twice,
    #[error("it adds somebody of another session")]
    WrongSession,
    #[error("it adds somebody without an admission")]
    AddWithoutToken,
    #[error("it gives somebody a second leaf")]
    SecondLeaf,
    #[error("it removes somebody without a reason")]
    RemoveWithoutReason,
    #[error("the circle would have too many people")]
    TooMany,
}

/// Up to which moment the tokens of a person of this session are revoked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Revoked(BTreeMap<Name, u64>);

impl Revoked {
    pub fn add(&mut self, order: &Order) {
        let until = self.0.entry(order.member.clone()).or_default();
        *until = order.issued_ms.max(*until);
    }

    /// The moment up to which this person's tokens are revoked.
    #[must_use]
    pub fn until_ms(&self, member: &Name) -> Option<u64> {
        self.0.get(member).copied()
    }

    fn covers(&self, token: &Token) -> bool {
        self.0
            .get(&token.member)
            .is_some_and(|until| token.issued_ms <= *until)
    }

    fn with(&self, orders: &[Order]) -> Self {
        let mut more = self.clone();
        orders.iter().for_each(|order| more.add(order));
        more
    }
}

/// Whether the commit keeps the rules; if so, the orders it carries, whose revocations count from now on.
pub fn judge(change: &Change<'_>, bench: &Bench<'_>) -> Result<Vec<Order>, Wrong> {
    let seat = |leaf: u32| bench.seated.iter().find(|seat| seat.leaf == leaf);
    if seat(change.by).is_none() {
        return Err(Wrong::CommitterUnknown);
    }
    if change.removes.contains(&change.by) {
        return Err(Wrong::RemovesItself);
    }
    if change.removes.iter().any(|leaf| seat(*leaf).is_none()) {
        return Err(Wrong::UnknownLeaf);
    }
    let removed: BTreeSet<u32> = change.removes.iter().copied().collect();
    let added: BTreeSet<&Name> = change.adds.iter().map(|add| &add.member).collect();
    if removed.len() != change.removes.len() || added.len() != change.adds.len() {
        return Err(Wrong::Twice);
    }
    let reasons = Reasons::sort(change.reasons, bench).map_err(|_| Wrong::UnreadableReason)?;
    let revoked = bench.revoked.with(&reasons.orders);

    for add in change.adds {
        if add.session != *bench.session {
            return Err(Wrong::WrongSession);
        }
        let admitted = reasons
            .tokens
            .iter()
            .any(|token| admits(token, add) && is_good(token, bench, &revoked));
        if !admitted && !bench.chain.speaks_for(&add.device, &add.member) {
            return Err(Wrong::AddWithoutToken);
        }
        if bench
            .seated
            .iter()
            .any(|seat| seat.member == add.member && !removed.contains(&seat.leaf))
        {
            return Err(Wrong::SecondLeaf);
        }
    }
    let may_go = |seat: &Seated| added.contains(&seat.member) || reasons.let_go(seat);
    if removed.iter().any(|leaf| !seat(*leaf).is_some_and(may_go)) {
        return Err(Wrong::RemoveWithoutReason);
    }
    if bench.seated.len() - removed.len() + change.adds.len() > MOST_MEMBERS {
        return Err(Wrong::TooMany);
    }
    Ok(reasons.orders)
}

fn admits(token: &Token, add: &Identity) -> bool {
    token.member == add.member && token.device == add.device
}

/// Whether this token, whose signature is checked, admits somebody now.
#[must_use]
pub fn is_good(token: &Token, bench: &Bench<'_>, revoked: &Revoked) -> bool {
    token.circle == *bench.circle
        && token.session == *bench.session
        && bench.chain.has(&token.signer)
        && !revoked.covers(token)
        && bench.now_ms <= token.until_ms.saturating_add(CLOCK_SLACK_MS)
}

/// The reasons of this circle whose signature is by whom it must be; the others are no reasons.
#[derive(Default)]
struct Reasons {
    tokens: Vec<Token>,
    orders: Vec<Order>,
    leaves: Vec<Leave>,
    losses: Vec<Loss>,
}

impl Reasons {
    fn sort(bytes: &[u8], bench: &Bench<'_>) -> Result<Self, Malformed> {
        let mut kept = Self::default();
        // Once each: a commit stuffed with copies must not cost a signature check for every one.
        let all: BTreeSet<Vec<u8>> = read_reasons(bytes)?.into_iter().collect();
        for bytes in all {
            match Reason::read(&bytes)? {
                Reason::Token(token) => keep(&mut kept.tokens, token, |says| says.circle == *bench.circle),
                Reason::Order(order) => keep(&mut kept.orders, order, |says| {
                    says.circle == *bench.circle
                        && says.session == *bench.session
                        && bench.chain.has(&says.signer)
                }),
                Reason::Leave(leave) => keep(&mut kept.leaves, leave, |says| says.circle == *bench.circle),
                // The line was lost in an epoch that was; a loss that speaks of tomorrow was made up.
                Reason::Loss(loss) => keep(&mut kept.losses, loss, |says| {
                    says.circle == *bench.circle
                        && says.signer == *bench.server_key
                        && says.epoch <= bench.epoch
                }),
            }
        }
        Ok(kept)
    }

    fn let_go(&self, seat: &Seated) -> bool {
        let leaves = |leave: &Leave| {
            leave.leaf == seat.leaf && leave.member == seat.member && leave.device == seat.device
        };
        self.orders.iter().any(|order| order.member == seat.member)
            || self.leaves.iter().any(leaves)
            || self
                .losses
                .iter()
                .any(|loss| loss.leaf == seat.leaf && loss.member == seat.member)
    }
}

fn keep<S: NamesItsSigner>(into: &mut Vec<S>, reason: Signed<S>, counts: impl Fn(&S) -> bool) {
    if counts(&reason.says) && reason.is_signed() {
        into.push(reason.says);
    }
}
