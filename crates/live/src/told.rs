//! What one page is told: by the room, or about the keys of the circle.

use domain::MembershipId;
use room::Notice;

/// Handshakes and statements, as `seal` puts them out.
pub use seal::delivery::Output as SealTold;
pub use seal::delivery::{Row as SealDevice, WorkAdd as SealAdd};

#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    Room(Notice),
    Seal(SealTold),
    /// Words of one device for this one.
    Whispered {
        from: MembershipId,
        body: Vec<u8>,
    },
}

impl From<Notice> for Told {
    fn from(notice: Notice) -> Self {
        Self::Room(notice)
    }
}

impl Told {
    /// A state makes an older state of the same kind pointless; an event never does.
    pub(crate) fn replaces(&self, older: &Self) -> bool {
        match (self, older) {
            (Self::Room(newer), Self::Room(older)) => matches!(
                (newer, older),
                (Notice::Room(_), Notice::Room(_))
                    | (Notice::Waiting { .. }, Notice::Waiting { .. })
                    | (Notice::Speaking { .. }, Notice::Speaking { .. })
            ),
            (Self::Seal(newer), Self::Seal(older)) => {
                matches!((newer, older), (SealTold::Desk { .. }, SealTold::Desk { .. }))
            }
            _ => false,
        }
    }
}
