//! Statements are read as they were written, and bound to every byte, to their label and to their signer.

use crate::cast::{CIRCLE, device, name};
use crate::flips::flips;
use crate::signed::{leaf, server, statements};
use seal::{
    Agreed, Identity, Leave, Link, Loss, Malformed, Order, Reason, Signed, Statement, Token, read_reasons,
    write_reasons,
};

type Holds = fn(&[u8]) -> Result<bool, Malformed>;

/// Every kind: its bytes, and whether bytes are a statement of this kind that holds.
fn cases() -> [(&'static str, Vec<u8>, Holds); 7] {
    let all = statements();
    [
        ("identity", all.identity.into_bytes(), |bytes| {
            Signed::<Identity>::read(bytes).map(|read| read.is_of_leaf(&leaf().public()))
        }),
        ("link", all.link.into_bytes(), |bytes| {
            Signed::<Link>::read(bytes).map(|read| read.is_signed())
        }),
        ("token", all.token.into_bytes(), |bytes| {
            Signed::<Token>::read(bytes).map(|read| read.is_signed())
        }),
        ("order", all.order.into_bytes(), |bytes| {
            Signed::<Order>::read(bytes).map(|read| read.is_signed())
        }),
        ("leave", all.leave.into_bytes(), |bytes| {
            Signed::<Leave>::read(bytes).map(|read| read.is_signed())
        }),
        ("loss", all.loss.into_bytes(), |bytes| {
            Signed::<Loss>::read(bytes).map(|read| read.is_signed())
        }),
        ("agreed", all.agreed.into_bytes(), |bytes| {
            Signed::<Agreed>::read(bytes).map(|read| read.is_by_leaf(&leaf().public()))
        }),
    ]
}

#[test]
fn a_statement_is_read_as_it_was_written_and_its_signature_holds() {
    for (kind, bytes, holds) in cases() {
        assert_eq!(holds(&bytes), Ok(true), "{kind}");
    }
    let all = statements();
    assert_eq!(Signed::read(all.token.bytes()), Ok(all.token));
    assert_eq!(Signed::read(all.identity.bytes()), Ok(all.identity));
}

#[test]
fn a_statement_with_any_bit_of_any_byte_turned_is_refused() {
    for (kind, bytes, holds) in cases() {
        for (at, flipped) in flips(&bytes) {
            assert_ne!(holds(&flipped), Ok(true), "{kind}, byte {at}");
        }
    }
}

#[test]
fn a_statement_cut_short_or_with_a_byte_too_many_is_refused() {
    for (kind, bytes, holds) in cases() {
        for length in 0..bytes.len() {
            assert!(holds(&bytes[..length]).is_err(), "{kind}, {length} bytes");
        }
        assert!(holds(&[bytes.as_slice(), &[0]].concat()).is_err(), "{kind}");
    }
}

#[test]
fn a_statement_is_of_one_kind_alone() {
    for (kind, bytes, _) in cases() {
        for (other, _, holds) in cases().into_iter().filter(|(other, ..)| *other != kind) {
            assert!(holds(&bytes).is_err(), "{kind} as {other}");
        }
    }
}

#[test]
fn a_signature_for_one_kind_of_statement_is_none_for_another() {
    let all = statements();
    // The same fields but for the label: what a loss says, signed under the label of a removal.
    let (body, _) = all.loss.bytes().split_at(all.loss.bytes().len() - 64);
    let elsewhere = server().sign(&[Order::LABEL, body].concat());
    let forged = Signed::<Loss>::read(&[body, &elsewhere].concat()).unwrap();
    assert!(!forged.is_signed());
}

#[test]
fn a_statement_signed_by_another_than_it_names_does_not_hold() {
    let leave = Leave {
        circle: CIRCLE,
        member: name("mem_anna"),
        leaf: 3,
        device: device("anna").public(),
    };
    assert!(!Signed::by(leave, &device("mara")).is_signed());
}

#[test]
fn an_identity_holds_for_its_own_leaf_key_alone() {
    let identity = statements().identity;
    assert!(identity.is_of_leaf(&leaf().public()));
    assert!(!identity.is_of_leaf(&device("ines").public()));
}

#[test]
fn reasons_are_read_as_they_were_written_and_nothing_behind_them() {
    let all = statements();
    let reasons = [all.token.into_bytes(), all.loss.into_bytes()];
    let bytes = write_reasons(&reasons).unwrap();
    assert_eq!(read_reasons(&bytes), Ok(reasons.to_vec()));
    assert!(matches!(Reason::read(&reasons[1]), Ok(Reason::Loss(_))));
    assert!(read_reasons(&[bytes.as_slice(), &[0]].concat()).is_err());
    assert!(read_reasons(&bytes[..bytes.len() - 1]).is_err());
    assert!(Reason::read(statements().link.bytes()).is_err());
}

#[test]
fn a_number_that_a_browser_cannot_hold_exactly_is_refused() {
    let is_read = |epoch| {
        let loss = Loss {
            circle: CIRCLE,
            member: name("mem_anna"),
            leaf: 3,
            epoch,
            signer: server().public(),
        };
        Signed::<Loss>::read(&Signed::by(loss, &server()).into_bytes()).is_ok()
    };
    assert!(is_read((1 << 53) - 1));
    assert!(!is_read(1 << 53));
}
