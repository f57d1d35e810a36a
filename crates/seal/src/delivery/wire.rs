//! What goes into the machine and what comes out of it.

use crate::rules::Wrong;
use crate::{CircleId, Name, NotTaken, PublicKey};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A page presents a key package, and says which circle and epoch it still holds.
    Here {
        member: Name,
        leads: bool,
        key_package: Vec<u8>,
        holds: Option<(CircleId, u64)>,
    },
    /// Their socket is lost.
    Gone {
        member: Name,
    },
    /// The room let them in. The token may be empty: a facilitator, or one who comes again.
    Admitted {
        member: Name,
        token: Vec<u8>,
    },
    /// Signed anew for somebody in the room, for the circle that lives.
    Granted {
        by: Name,
        member: Name,
        token: Vec<u8>,
    },
    /// They left of their own will; the statement may be empty.
    Left {
        member: Name,
        leave: Vec<u8>,
    },
    /// A facilitator removed them; the order may be empty.
    Removed {
        member: Name,
        order: Vec<u8>,
    },
    Found {
        by: Name,
        link: Option<Vec<u8>>,
        group_info: Vec<u8>,
    },
    Vouch {
        by: Name,
        link: Vec<u8>,
    },
    Commit {
        by: Name,
        epoch: u64,
        commit: Vec<u8>,
        welcome: Option<Vec<u8>>,
    },
    Agreed {
        by: Name,
        statement: Vec<u8>,
    },
    Time,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    State {
        to: Name,
        chain: Vec<Vec<u8>>,
        circle: Option<CircleId>,
        epoch: u64,
        server_key: PublicKey,
        may_found: bool,
    },
    /// Asks this device, and only this one now, to commit.
    Work {
        to: Name,
        epoch: u64,
        adds: Vec<WorkAdd>,
        reasons: Vec<Vec<u8>>,
    },
    /// The one commit of this epoch.
    Commit { to: Name, epoch: u64, commit: Vec<u8> },
    /// For somebody who was added: they enter at this epoch.
    Welcome { to: Name, epoch: u64, welcome: Vec<u8> },
    Agreed {
        to: Name,
        member: Name,
        statement: Vec<u8>,
    },
    /// For a facilitator's device in the circle.
    Desk {
        to: Name,
        waiting: Vec<Row>,
        unlocked: Vec<Row>,
        unvouched: Vec<Row>,
    },
    /// Who sits here with the leaf of a page that is gone, and is to get another.
    ComingBack { to: Name, members: Vec<Name> },
    /// To be kept with the group, behind this link, and only if that is still the last one kept; nothing: it is the first.
    KeepLink { behind: Option<Vec<u8>>, link: Vec<u8> },
    /// Who holds a leaf now.
    Locked { members: Vec<Name> },
}

/// Somebody to add. `token` is empty for a facilitator's device, whose reason is the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkAdd {
    pub member: Name,
    pub key_package: Vec<u8>,
    pub token: Vec<u8>,
}

/// A person and the device they came with; the admission they had in an earlier circle, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub member: Name,
    pub device: PublicKey,
    pub token: Vec<u8>,
}

/// Why the machine does not take something. The sender is told; nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the key package: {0}")]
    BadKeyPackage(NotTaken),
    #[error("this key package was presented before")]
    KeyPackageSeen,
    #[error("the admission does not hold for this circle, person and device")]
    BadToken,
    #[error("the link does not hold")]
    BadLink,
    #[error("the circle cannot begin so: {0}")]
    BadGroup(NotTaken),
    #[error("there is a circle already, or this device may not found one")]
    MayNotFound,
    #[error("there is no circle, or no leaf of theirs in it")]
    NotInside,
    #[error("the circle is in another epoch")]
    WrongEpoch,
    #[error("this device was not asked to commit")]
    NotAsked,
    #[error("the commit: {0}")]
    BadCommit(NotTaken),
    #[error("the commit breaks a rule: {0}")]
    Wrong(#[from] Wrong),
    #[error("a key package in the commit is not the one presented")]
    OtherKeyPackage,
    #[error("the welcome does not fit the commit")]
    BadWelcome,
    #[error("the statement does not hold")]
    BadStatement,
    #[error("too long")]
    TooLong,
    #[error("too often")]
    TooOften,
    #[error("the room is full")]
    Full,
}
