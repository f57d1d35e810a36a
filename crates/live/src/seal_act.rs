//! What a page says about the keys of the circle, with every byte still unread.

use domain::MembershipId;
use seal::CircleId;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealAct {
    /// Presents a key package, and says which circle and epoch the page still holds.
    Here {
        key_package: Vec<u8>,
        holds: Option<(CircleId, u64)>,
    },
    /// Founds a circle; the link founds the group's chain of devices as well, where there is none.
    Found {
        link: Option<Vec<u8>>,
        group_info: Vec<u8>,
    },
    Vouch {
        link: Vec<u8>,
    },
    Commit {
        epoch: u64,
        commit: Vec<u8>,
        welcome: Option<Vec<u8>>,
    },
    Agreed {
        statement: Vec<u8>,
    },
    /// An admission signed anew for somebody who is in the room.
    Grant {
        member: MembershipId,
        token: Vec<u8>,
    },
    Whisper {
        to: MembershipId,
        body: Vec<u8>,
    },
}
