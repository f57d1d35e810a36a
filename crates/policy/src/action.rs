//! The kinds of actions and the things they are done to. Every route and every room message names one action.

use crate::{
    AccountAction, EmergencyAction, GroupAction, MailboxAction, PageAction, RoomAction, SessionAction,
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
    Emergency(EmergencyAction),
    Mailbox(MailboxAction),
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
    /// The emergency card of a seat in this group.
    EmergencyCard {
        group: GroupId,
    },
    /// The mails a demo shows instead of sending them.
    Mailbox {
        demo: bool,
    },
}

/// Declares one resource's actions with the list of all of them, for tables and tests.
macro_rules! actions {
    ($(#[$doc:meta])* $name:ident as $kind:ident { $($(#[$variant_doc:meta])* $variant:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
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
        let cards = EmergencyAction::ALL.iter().copied().map(Action::Emergency);
        let mailboxes = MailboxAction::ALL.iter().copied().map(Action::Mailbox);
        pages
            .chain(accounts)
            .chain(groups)
            .chain(sessions)
            .chain(rooms)
            .chain(cards)
            .chain(mailboxes)
    }
}

/// As logs and the audit say it: `room/pass-floor`.
impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, name) = match self {
            Action::Page(action) => ("page", format!("{action:?}")),
            Action::Account(action) => ("account", format!("{action:?}")),
            Action::Group(action) => ("group", format!("{action:?}")),
            Action::Session(action) => ("session", format!("{action:?}")),
            Action::Room(action) => ("room", format!("{action:?}")),
            Action::Emergency(action) => ("emergency", format!("{action:?}")),
            Action::Mailbox(action) => ("mailbox", format!("{action:?}")),
        };
        write!(f, "{kind}/")?;
        for (at, letter) in name.char_indices() {
            match letter {
                'A'..='Z' if at > 0 => write!(f, "-{}", letter.to_ascii_lowercase())?,
                'A'..='Z' => write!(f, "{}", letter.to_ascii_lowercase())?,
                _ => write!(f, "{letter}")?,
            }
        }
        Ok(())
    }
}
