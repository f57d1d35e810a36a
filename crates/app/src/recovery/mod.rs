//! Coming back in for somebody who leads and lost every passkey: they ask, a colleague who spoke with them confirms and tells them a
//! code by voice, a day passes in which anybody concerned can stop it, and then a link in their mail and the code add a first passkey
//! again. The rules are in `domain::recovery`; using it is a part of `passkeys::finish_adding`.

mod ask;
mod code;
mod colleagues;
mod confirm;
mod mine;
mod open;
mod stop;

pub use ask::ask;
pub use code::{Told, code, type_code};
pub use colleagues::{Colleague, colleagues};
pub use confirm::confirm;
pub use mine::{Mine, mine};
pub use stop::{stop_mine, stop_of_colleague};

pub(crate) use open::{end, open, open_within, use_up};

/// Why it does not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecoveryFault {
    /// There is a passkey still to be added by a link, or a link is enough for this person: nothing is locked.
    NothingLost,
    /// Nobody leads a group beside this person, so nobody could confirm it.
    NobodyToAsk,
    /// It was stopped less than a day ago.
    StoppedLately,
    /// Nobody confirms for themselves.
    OwnWord,
    /// A colleague was quicker.
    Already,
    /// Stopped, used, or too old.
    Over,
    /// Not said that they have spoken with each other.
    NotSpoken,
    /// A colleague's word is given by a passkey alone: a password and a code can be typed into somebody else's page.
    ByPasskey,
    /// What was typed has not six digits, and counts as no try.
    NoCode,
    /// Another code than the colleague was shown. So many tries are left.
    WrongCode { left: u32 },
    /// The last try: it has ended.
    CodesSpent,
}

impl RecoveryFault {
    /// As the pages call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::NothingLost => "nothing-lost",
            Self::NobodyToAsk => "nobody-to-ask",
            Self::StoppedLately => "stopped-lately",
            Self::OwnWord => "own-word",
            Self::Already => "already",
            Self::Over => "over",
            Self::NotSpoken => "not-spoken",
            Self::ByPasskey => "by-passkey",
            Self::NoCode => "no-code",
            Self::WrongCode { .. } => "wrong-code",
            Self::CodesSpent => "codes-spent",
        }
    }
}

impl From<RecoveryFault> for crate::Error {
    fn from(fault: RecoveryFault) -> Self {
        crate::Refusal::Recovery(fault).into()
    }
}
