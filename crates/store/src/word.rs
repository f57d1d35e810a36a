//! How enums of the domain are spelled in the database. A spelling never changes once it is released.

use domain::agreement::Reason;
use domain::complaint::Answering;
use domain::door::{Alone, SafeChannel};
use domain::group::{Kind, Levels, Listing, MembershipRule};
use domain::live::Card;
use domain::membership::{EndedBy, Role};
use domain::person::Standing;
use domain::release::Matter;
use domain::session::CancelledBy;
use domain::sign_in::SignedInBy;

pub(crate) trait Word: Copy + Sized {
    fn word(self) -> &'static str;
    fn from_word(word: &str) -> Option<Self>;
}

macro_rules! words {
    ($($kind:ident { $($variant:ident = $word:literal),* $(,)? })*) => {$(
        impl Word for $kind {
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
            fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    )*};
}

words! {
    SignedInBy { Link = "link", Passkey = "passkey", Password = "password", House = "house" }
    Standing { Person = "person", Coordinator = "coordinator", Operator = "operator" }
    Kind { Therapy = "therapy", Psychoeducation = "psychoeducation", Skills = "skills", Support = "support" }
    MembershipRule { Open = "open", Closed = "closed", Revolving = "revolving" }
    Listing { Public = "public", Private = "private" }
    Levels { Server = "server", Devices = "devices" }
    Role {
        Member = "member",
        Facilitator = "facilitator",
        CoFacilitator = "co_facilitator",
        Observer = "observer",
    }
    EndedBy { Themselves = "themselves", Facilitator = "facilitator", Group = "group" }
    Answering { Here = "here", Ring = "ring", Text = "text", Email = "email", No = "no" }
    Alone { Yes = "yes", No = "no" }
    SafeChannel { Ring = "ring", Text = "text", Email = "email", None = "none" }
    Reason { Words = "words", Circle = "circle" }
    Matter { Attendance = "attendance", Measures = "measures", Summary = "summary" }
    CancelledBy { Hand = "hand", Pause = "pause", Series = "series" }
    Card { BackSoon = "back_soon", QuietMinute = "quiet_minute", ShortBreak = "short_break" }
}
