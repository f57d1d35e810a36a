//! The reasons inside a commit: why these may come in and those must go. They travel as its `authenticated_data`.

use crate::bytes::{Reader, Writer};
use crate::{Leave, Loss, Malformed, Order, Signed, Statement, Token};

/// A reason as it came; whether it holds is for rules.rs to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    Token(Signed<Token>),
    Order(Signed<Order>),
    Leave(Signed<Leave>),
    Loss(Signed<Loss>),
}

impl Reason {
    /// What it is stands in its first four bytes.
    pub fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        match bytes.get(..4) {
            Some(magic) if magic == Token::MAGIC => Signed::read(bytes).map(Self::Token),
            Some(magic) if magic == Order::MAGIC => Signed::read(bytes).map(Self::Order),
            Some(magic) if magic == Leave::MAGIC => Signed::read(bytes).map(Self::Leave),
            Some(magic) if magic == Loss::MAGIC => Signed::read(bytes).map(Self::Loss),
            _ => Err(Malformed("not a reason")),
        }
    }
}

/// `count u8 | count × (length u16 | statement)`. Refuses what does not fit those lengths.
pub fn write_reasons<B: AsRef<[u8]>>(reasons: &[B]) -> Result<Vec<u8>, Malformed> {
    let count = u8::try_from(reasons.len()).map_err(|_| Malformed("more than 255 reasons"))?;
    let mut to = Writer::of(&[count]);
    for reason in reasons {
        let reason = reason.as_ref();
        let length = u16::try_from(reason.len()).map_err(|_| Malformed("a reason is too long"))?;
        to = to.u16(length).raw(reason);
    }
    Ok(to.done())
}

pub fn read_reasons(bytes: &[u8]) -> Result<Vec<Vec<u8>>, Malformed> {
    let mut from = Reader::of(bytes);
    let count = from.u8()?;
    let mut reasons = Vec::with_capacity(usize::from(count));
    for _ in 0..count {
        let length = usize::from(from.u16()?);
        reasons.push(from.raw(length)?.to_vec());
    }
    from.end()?;
    Ok(reasons)
}
