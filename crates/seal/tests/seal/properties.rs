//! What holds for every value: whatever is written is read as it was, and garbage is refused without a panic.

use proptest::prelude::*;
use seal::sframe::{FrameKey, Header, Kid, Parts, Sender, Slot};
use seal::{
    Agreed, Identity, Key, Leave, Link, Loss, Name, Order, PublicKey, Reason, Signed, Token, read_reasons,
    short_code, write_reasons,
};

/// Every device can hold these exactly.
const ANY_NUMBER: std::ops::Range<u64> = 0..1 << 53;

fn any_name() -> impl Strategy<Value = Name> {
    "[a-z]{3}_[a-z0-9é]{1,30}".prop_map(|text| Name::new(text).unwrap())
}

fn any_key() -> impl Strategy<Value = Key> {
    any::<[u8; 32]>().prop_map(|seed| Key::from_seed(&seed))
}

fn any_slot() -> impl Strategy<Value = Slot> {
    prop_oneof![Just(Slot::Microphone), Just(Slot::Camera)]
}

prop_compose! {
    fn any_token()(
        by in any_key(), circle: [u8; 16], session in any_name(), member in any_name(), device: [u8; 32],
        issued_ms in ANY_NUMBER, until_ms in ANY_NUMBER, serial: [u8; 16],
    ) -> Signed<Token> {
        let device = PublicKey(device);
        let says = Token { circle, session, member, device, issued_ms, until_ms, serial, signer: by.public() };
        Signed::by(says, &by)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_statement_is_read_as_it_was_signed(
        by in any_key(), leaf in any_key(), circle: [u8; 16], group in any_name(), member in any_name(),
        device: [u8; 32], number in ANY_NUMBER, index: u32,
    ) {
        let (device, signer) = (PublicKey(device), by.public());
        let link = Link { group: group.clone(), member: member.clone(), device, issued_ms: number, signer };
        let link = Signed::by(link, &by);
        prop_assert_eq!(&Signed::<Link>::read(link.bytes()).unwrap(), &link);
        prop_assert!(link.is_signed());
        let order = Order { circle, session: group.clone(), member: member.clone(), issued_ms: number, signer };
        let order = Signed::by(order, &by);
        prop_assert_eq!(Reason::read(order.bytes()).unwrap(), Reason::Order(order.clone()));
        prop_assert!(order.is_signed());
        let leave = Signed::by(Leave { circle, member: member.clone(), leaf: index, device: signer }, &by);
        prop_assert_eq!(Reason::read(leave.bytes()).unwrap(), Reason::Leave(leave.clone()));
        let loss = Signed::by(Loss { circle, member: member.clone(), leaf: index, epoch: number, signer }, &by);
        prop_assert_eq!(Reason::read(loss.bytes()).unwrap(), Reason::Loss(loss.clone()));
        let agreed = Signed::by_leaf(Agreed { circle, epoch: number, leaf: index, authenticator: device.0 }, &leaf);
        prop_assert!(Signed::<Agreed>::read(agreed.bytes()).unwrap().is_by_leaf(&leaf.public()));
        let identity = Identity { session: group, member, device: signer, whisper: device };
        let identity = Signed::of_leaf(identity, &by, &leaf.public());
        let read = Signed::<Identity>::read(identity.bytes()).unwrap();
        prop_assert!(read.is_of_leaf(&leaf.public()) && !read.is_of_leaf(&signer));
    }

    #[test]
    fn a_signature_serves_one_kind_of_statement(token in any_token()) {
        for magic in [b"OCR1", b"OCL1", b"OCX1"] {
            let mut other = token.bytes().to_vec();
            other[..4].copy_from_slice(magic);
            let signed = match Reason::read(&other) {
                Ok(Reason::Order(read)) => read.is_signed(),
                Ok(Reason::Leave(read)) => read.is_signed(),
                Ok(Reason::Loss(read)) => read.is_signed(),
                _ => false,
            };
            prop_assert!(!signed);
        }
    }

    #[test]
    fn a_statement_with_a_byte_more_or_less_is_refused(token in any_token(), byte: u8) {
        prop_assert!(Signed::<Token>::read(&[token.bytes(), &[byte]].concat()).is_err());
        prop_assert!(Signed::<Token>::read(&token.bytes()[..token.bytes().len() - 1]).is_err());
    }

    #[test]
    fn reasons_are_read_as_they_were_written(reasons in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..30)) {
        let written = write_reasons(&reasons).unwrap();
        prop_assert_eq!(read_reasons(&written).unwrap(), reasons);
        prop_assert!(read_reasons(&[written.as_slice(), &[0]].concat()).is_err());
    }

    #[test]
    fn garbage_is_refused_and_nothing_breaks(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(Reason::read(&bytes).is_err());
        let _ = read_reasons(&bytes);
        let key = FrameKey::derive(&[7; 32], 1_024);
        for slot in Slot::ALL {
            if let Ok(parts) = Parts::read(slot, &bytes) {
                prop_assert!(parts.open(&key).is_none());
            }
        }
    }

    #[test]
    fn a_key_id_says_leaf_slot_and_epoch(leaf in 0..Kid::MOST_LEAVES, slot in any_slot(), epoch: u64) {
        let kid = Kid::new(leaf, slot, epoch).unwrap();
        prop_assert_eq!(Kid::read(kid.number()).unwrap(), kid);
        prop_assert_eq!(u64::from(kid.epoch), epoch % 256);
    }

    #[test]
    fn a_header_has_one_form(kid: u64, counter: u64) {
        for header in [Header { kid, counter }, Header { kid: kid >> 50, counter: counter >> 58 }] {
            let bytes = header.write();
            prop_assert_eq!(Header::read(&bytes), Ok((header, bytes.len())));
        }
    }

    #[test]
    fn a_frame_comes_out_as_it_went_in(frame in prop::collection::vec(any::<u8>(), 10..600), slot in any_slot(), base: [u8; 32]) {
        let kid = Kid::new(5, slot, 9).unwrap();
        let mut sender = Sender::new(&base, kid);
        let key = FrameKey::derive(&base, kid.number());
        for counter in 0..3 {
            let sealed = sender.seal(&frame).unwrap();
            let parts = Parts::read(slot, &sealed).unwrap();
            prop_assert_eq!(parts.header, Header { kid: kid.number(), counter });
            prop_assert_eq!(parts.open(&key), Some(frame.clone()));
            let other = FrameKey::derive(&base, Kid::new(5, slot, 10).unwrap().number());
            prop_assert!(parts.open(&other).is_none(), "the key of another epoch");
        }
    }

    #[test]
    fn two_people_read_the_same_code(one: [u8; 32], other: [u8; 32]) {
        let (one, other) = (PublicKey(one), PublicKey(other));
        prop_assert_eq!(short_code(&one, &other), short_code(&other, &one));
    }
}

#[test]
fn a_name_is_text_of_1_to_64_bytes() {
    assert!(Name::new("").is_err());
    assert!(Name::new("x".repeat(64)).is_ok());
    assert!(Name::new("x".repeat(65)).is_err());
    assert!(Kid::new(Kid::MOST_LEAVES, Slot::Camera, 0).is_err());
}
