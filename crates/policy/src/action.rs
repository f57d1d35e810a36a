//! The kinds of actions and the things they are done to. Every route and every room message names one action.

use crate::{
    AccountAction, AgreementAction, BreakGlassAction, ComplaintAction, EmergencyAction, GroupAction,
    HouseAction, MailboxAction, PageAction, RoomAction, SessionAction, VaultAction, VaultOf,
};
use domain::group::Listing;
use domain::{GroupId, PersonId};
use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    Page(PageAction),
    Account(AccountAction),
    Group(GroupAction),
    Session(SessionAction),
    Room(RoomAction),
    Agreement(AgreementAction),
    Emergency(EmergencyAction),
    Mailbox(MailboxAction),
    Vault(VaultAction),
    House(HouseAction),
    Complaint(ComplaintAction),
    BreakGlass(BreakGlassAction),
}

/// What the action is done to, with the facts a decision needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resource {
    /// A page that is the same for everybody.
    Page,
    /// A person's own things: their day, their devices.
    Account {
        owner: PersonId,
    },
    Group {
        group: GroupId,
        listing: Listing,
    },
    /// A session of this group. Its existence is private even where the group's page is public.
    Session {
        group: GroupId,
    },
    /// The running room of one of this group's sessions.
    Room {
        group: GroupId,
    },
    /// What this group agrees, and who signed it.
    Agreement {
        group: GroupId,
    },
    /// The emergency card of a seat in this group.
    EmergencyCard {
        group: GroupId,
    },
    /// The mails a demo shows instead of sending them.
    Mailbox {
        demo: bool,
    },
    /// A clinician's own notes.
    Vault(VaultOf),
    /// The desk of those who work for the house.
    House,
    /// What somebody complained of, before who reads it.
    Complaint(OfComplaint),
    /// Somebody's wish to look where nobody looks otherwise; before it is written, nobody's.
    BreakGlass {
        asked_by: Option<PersonId>,
    },
}

/// The facts of one complaint, or of all of them where none is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OfComplaint {
    /// Whether who asks was named to read complaints.
    pub reader: bool,
    pub about: ComplaintAbout,
    /// Who complains, where that is known.
    pub by: Option<PersonId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ComplaintAbout {
    /// The list itself, which shows each reader their own.
    List,
    Group(GroupId),
    /// It may be about any group.
    Unsaid,
}

/// Declares one resource's actions with the list of all of them, for tables and tests.
macro_rules! actions {
    ($(#[$doc:meta])* $name:ident as $kind:ident { $($(#[$variant_doc:meta])* $variant:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$variant => concat!(stringify!($kind), "/", stringify!($variant)),)+ }
            }
        }

        impl From<$name> for crate::Action {
            fn from(action: $name) -> Self { crate::Action::$kind(action) }
        }
    };
}
pub(crate) use actions;

impl Action {
    /// Every action there is, resource by resource.
    pub fn all() -> impl Iterator<Item = Action> {
        let pages = PageAction::ALL.iter().copied().map(Action::Page);
        let accounts = AccountAction::ALL.iter().copied().map(Action::Account);
        let groups = GroupAction::ALL.iter().copied().map(Action::Group);
        let sessions = SessionAction::ALL.iter().copied().map(Action::Session);
        let rooms = RoomAction::ALL.iter().copied().map(Action::Room);
        let agreements = AgreementAction::ALL.iter().copied().map(Action::Agreement);
        let cards = EmergencyAction::ALL.iter().copied().map(Action::Emergency);
        let mailboxes = MailboxAction::ALL.iter().copied().map(Action::Mailbox);
        let vaults = VaultAction::ALL.iter().copied().map(Action::Vault);
        let house = HouseAction::ALL.iter().copied().map(Action::House);
        let complaints = ComplaintAction::ALL.iter().copied().map(Action::Complaint);
        let break_glass = BreakGlassAction::ALL.iter().copied().map(Action::BreakGlass);
        pages
            .chain(accounts)
            .chain(groups)
            .chain(sessions)
            .chain(rooms)
            .chain(agreements)
            .chain(cards)
            .chain(mailboxes)
            .chain(vaults)
            .chain(house)
            .chain(complaints)
            .chain(break_glass)
    }
}

impl Action {
    /// As logs and the audit say it: `Room/PassFloor`, so that a search finds the rule.
    pub fn name(self) -> &'static str {
        match self {
            Action::Page(action) => action.name(),
            Action::Account(action) => action.name(),
            Action::Group(action) => action.name(),
            Action::Session(action) => action.name(),
            Action::Room(action) => action.name(),
            Action::Agreement(action) => action.name(),
            Action::Emergency(action) => action.name(),
            Action::Mailbox(action) => action.name(),
            Action::Vault(action) => action.name(),
            Action::House(action) => action.name(),
            Action::Complaint(action) => action.name(),
            Action::BreakGlass(action) => action.name(),
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
