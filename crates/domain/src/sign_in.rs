//! How a device came to be signed in, and what that is enough for.

use jiff::SignedDuration;

/// What somebody showed when this device was signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SignedInBy {
    /// A link in a mail, or printed by a demo: whoever reads it may use it.
    Link,
    /// A passkey, opened with a finger, a face or a PIN. It answers to our own address and to no copy of it.
    Passkey,
    /// A password, and a code from an app beside it. Somebody else's page may have asked for both.
    Password,
    /// The program itself, for a bot of the demo.
    House,
}

impl SignedInBy {
    /// Whether somebody who can read this person's mail could not have done it.
    pub fn is_more_than_mail(self) -> bool {
        match self {
            Self::Link => false,
            Self::Passkey | Self::Password | Self::House => true,
        }
    }
}

/// A device signed in for longer may lie open on a table.
pub const FRESH_FOR: SignedDuration = SignedDuration::from_mins(15);

/// Whether this sign-in, so old, is enough to carry everything away or to ask to be erased. Whoever finds a device that lies open
/// is not enough: they would have to read the mail of its owner, or to show their face.
pub fn is_fresh(age: SignedDuration) -> bool {
    // A clock that was set back makes nothing fresh.
    !age.is_negative() && age < FRESH_FOR
}

/// Whether this sign-in, so old, is enough to add a passkey. Whoever has read a mail of somebody who leads must not get a key
/// of their own for it: once there is `more` than their mail, a passkey or a password with codes, only that lets another in beside it.
pub fn may_add_passkey(by: SignedInBy, age: SignedDuration, staff: bool, more: bool) -> bool {
    let shown = match by {
        SignedInBy::Passkey | SignedInBy::Password => true,
        SignedInBy::Link => !(staff && more),
        SignedInBy::House => false,
    };
    shown && is_fresh(age)
}

/// Whether this sign-in, so old, is enough to take a passkey away.
pub fn may_remove_passkey(by: SignedInBy, age: SignedDuration, staff: bool) -> bool {
    let shown = match by {
        SignedInBy::Passkey | SignedInBy::Password => true,
        SignedInBy::Link => !staff,
        SignedInBy::House => false,
    };
    shown && is_fresh(age)
}

/// Whether this sign-in, so old, is enough to set a password with codes or another in its place: for those who lead or work here,
/// and by the rule of passkeys. Members have a link, and nothing to remember.
pub fn may_set_password(by: SignedInBy, age: SignedDuration, staff: bool, more: bool) -> bool {
    staff && may_add_passkey(by, age, staff, more)
}

/// Whether this sign-in, so old, is enough to take the password away. Whoever leads no more takes theirs away by a link as well.
pub fn may_remove_password(by: SignedInBy, age: SignedDuration, staff: bool) -> bool {
    may_remove_passkey(by, age, staff)
}

#[cfg(test)]
mod tests {
    use super::*;

    const JUST_NOW: SignedDuration = SignedDuration::ZERO;

    #[test]
    fn a_first_passkey_follows_a_fresh_sign_in() {
        for staff in [true, false] {
            assert!(may_add_passkey(SignedInBy::Link, JUST_NOW, staff, false));
            assert!(!may_add_passkey(SignedInBy::Link, FRESH_FOR, staff, false));
            assert!(!may_add_passkey(SignedInBy::House, JUST_NOW, staff, false));
        }
    }

    #[test]
    fn of_staff_who_have_a_passkey_a_link_neither_adds_nor_removes_one() {
        assert!(!may_add_passkey(SignedInBy::Link, JUST_NOW, true, true));
        assert!(may_add_passkey(SignedInBy::Passkey, JUST_NOW, true, true));
        assert!(!may_remove_passkey(SignedInBy::Link, JUST_NOW, true));
        assert!(may_remove_passkey(SignedInBy::Passkey, JUST_NOW, true));
    }

    #[test]
    fn a_password_is_set_like_a_first_passkey_by_staff_alone() {
        assert!(may_set_password(SignedInBy::Link, JUST_NOW, true, false));
        assert!(!may_set_password(SignedInBy::Link, JUST_NOW, true, true));
        assert!(!may_set_password(SignedInBy::Link, FRESH_FOR, true, false));
        for by in [SignedInBy::Passkey, SignedInBy::Password] {
            assert!(may_set_password(by, JUST_NOW, true, true));
            assert!(!may_set_password(by, FRESH_FOR, true, true));
            assert!(!may_set_password(by, JUST_NOW, false, false));
        }
        assert!(!may_set_password(SignedInBy::House, JUST_NOW, true, false));
        assert!(!may_remove_password(SignedInBy::Link, JUST_NOW, true));
        assert!(may_remove_password(SignedInBy::Link, JUST_NOW, false));
    }

    #[test]
    fn a_member_who_lost_their_phone_helps_themselves_with_a_link() {
        assert!(may_add_passkey(SignedInBy::Link, JUST_NOW, false, true));
        assert!(may_remove_passkey(SignedInBy::Link, JUST_NOW, false));
    }
}
