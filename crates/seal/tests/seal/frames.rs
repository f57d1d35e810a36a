//! Sealed frames: what stays clear, what a turned byte does, and what is dropped on the way in.

use crate::cast::name;
use crate::flips::flips;
use proptest::prelude::*;
use seal::sframe::{Dropped, KEPT_MS, Kid, Receiver, Sender, Slot, Voice};

const BASE: [u8; 32] = [9; 32];

fn kid(leaf: u32, slot: Slot, epoch: u64) -> Kid {
    Kid::new(leaf, slot, epoch).unwrap()
}

/// Anna's leaf is 3 and the epoch is 7.
fn sender(slot: Slot) -> Sender {
    Sender::new(&BASE, kid(3, slot, 7))
}

fn anna(leaf: u32, epoch: u64) -> Vec<Voice> {
    let voice = |slot| Voice {
        member: name("mem_anna"),
        kid: kid(leaf, slot, epoch),
        base: BASE,
    };
    Slot::ALL.map(voice).to_vec()
}

fn receiver() -> Receiver {
    let mut receiver = Receiver::default();
    receiver.begin(anna(3, 7), 0);
    receiver
}

fn open(receiver: &mut Receiver, slot: Slot, frame: &[u8]) -> Result<Vec<u8>, Dropped> {
    receiver.open(&name("mem_anna"), slot, frame, 0)
}

/// Opus, a VP8 key frame, another VP8 frame; each with how many bytes stay clear.
fn frames() -> [(Slot, Vec<u8>, usize); 3] {
    let frame = |first, length: u8| {
        std::iter::once(first)
            .chain((1..length).map(|at| 255 - at))
            .collect()
    };
    [
        (Slot::Microphone, frame(0x78, 80), 0),
        (Slot::Camera, frame(0x10, 60), 10),
        (Slot::Camera, frame(0x11, 40), 1),
    ]
}

#[test]
fn the_clear_bytes_are_none_for_opus_10_for_a_vp8_key_frame_and_1_for_another() {
    for (slot, frame, clear) in frames() {
        let sealed = sender(slot).seal(&frame).unwrap();
        assert_eq!(sealed[..clear], frame[..clear]);
        // A config byte with the counter in it, two bytes of key id, the tag.
        assert_eq!(sealed.len(), frame.len() + 3 + 16);
        let hidden = &frame[clear..clear + 8];
        assert!(
            !sealed[clear..].windows(8).any(|window| window == hidden),
            "nothing of it stays readable"
        );
        assert_eq!(open(&mut receiver(), slot, &sealed), Ok(frame));
    }
}

#[test]
fn a_frame_with_any_bit_of_any_byte_turned_does_not_open() {
    for (slot, frame, _) in frames() {
        let sealed = sender(slot).seal(&frame).unwrap();
        let mut receiver = receiver();
        for (at, flipped) in flips(&sealed) {
            assert!(
                open(&mut receiver, slot, &flipped).is_err(),
                "{slot:?}, byte {at}"
            );
        }
        for length in 0..sealed.len() {
            assert!(
                open(&mut receiver, slot, &sealed[..length]).is_err(),
                "{slot:?}, {length} bytes"
            );
        }
        assert_eq!(
            open(&mut receiver, slot, &sealed),
            Ok(frame),
            "and whole, it still does"
        );
    }
}

#[test]
fn a_frame_opens_once_and_one_that_does_not_open_takes_no_counter_from_one_that_does() {
    let (mut sender, mut receiver) = (sender(Slot::Microphone), receiver());
    let [first, second] = [0, 1].map(|at| sender.seal(&[at; 20]).unwrap());
    let mut forged = first.clone();
    *forged.last_mut().unwrap() ^= 1;
    assert!(open(&mut receiver, Slot::Microphone, &second).is_ok());
    assert_eq!(
        open(&mut receiver, Slot::Microphone, &forged),
        Err(Dropped::Changed)
    );
    assert!(
        open(&mut receiver, Slot::Microphone, &first).is_ok(),
        "one that comes late is still played"
    );
    for again in [first, second] {
        assert_eq!(
            open(&mut receiver, Slot::Microphone, &again),
            Err(Dropped::Replayed)
        );
    }
}

#[test]
fn a_frame_of_another_leaf_epoch_tile_or_secret_is_dropped() {
    let mut receiver = receiver();
    let mic = Slot::Microphone;
    let sealed = |base: [u8; 32], kid: Kid| Sender::new(&base, kid).seal(&[1; 20]).unwrap();
    assert_eq!(
        open(&mut receiver, mic, &sealed(BASE, kid(4, mic, 7))),
        Err(Dropped::NoKey)
    );
    assert_eq!(
        open(&mut receiver, mic, &sealed(BASE, kid(3, mic, 8))),
        Err(Dropped::NoKey)
    );
    assert_eq!(
        open(&mut receiver, mic, &sealed([10; 32], kid(3, mic, 7))),
        Err(Dropped::Changed)
    );
    let whole = sealed(BASE, kid(3, mic, 7));
    assert_eq!(
        receiver.open(&name("mem_ben"), mic, &whole, 0),
        Err(Dropped::OtherTile)
    );
    let camera = sealed(BASE, kid(3, Slot::Camera, 7));
    assert!(open(&mut receiver, mic, &camera).is_err());
}

#[test]
fn the_keys_of_an_epoch_end_5_s_after_the_next_began_and_at_once_for_a_leaf_that_is_not_in_it() {
    let mut sender = sender(Slot::Microphone);
    let mut next = || sender.seal(&[1; 20]).unwrap();
    let anna_tile = name("mem_anna");
    let mut stays = receiver();
    stays.begin(anna(3, 8), 1_000);
    assert!(
        stays
            .open(&anna_tile, Slot::Microphone, &next(), 1_000 + KEPT_MS - 1)
            .is_ok()
    );
    assert_eq!(
        stays.open(&anna_tile, Slot::Microphone, &next(), 1_001 + KEPT_MS),
        Err(Dropped::NoKey)
    );
    let mut reloaded = receiver();
    reloaded.begin(anna(4, 8), 1_000);
    assert_eq!(
        reloaded.open(&anna_tile, Slot::Microphone, &next(), 1_000),
        Err(Dropped::NoKey)
    );
}

#[test]
fn an_epoch_told_twice_opens_no_frame_twice() {
    let (slot, frame, _) = frames()[0].clone();
    let sealed = sender(slot).seal(&frame).unwrap();
    let mut receiver = receiver();
    assert_eq!(open(&mut receiver, slot, &sealed), Ok(frame));
    receiver.begin(anna(3, 7), 1_000);
    assert_eq!(open(&mut receiver, slot, &sealed), Err(Dropped::Replayed));
    let later = receiver.open(&name("mem_anna"), slot, &sealed, 1_000 + KEPT_MS);
    assert_eq!(later, Err(Dropped::Replayed), "and its keys do not end");
}

#[test]
fn a_picture_shorter_than_its_head_is_refused() {
    let mut sender = sender(Slot::Camera);
    assert!(sender.seal(&[]).is_err());
    assert!(sender.seal(&[0x10; 9]).is_err());
    assert!(sender.seal(&[0x10; 10]).is_ok());
}

proptest! {
    #[test]
    fn every_frame_opens_as_it_was_sealed(bytes in prop::collection::vec(any::<u8>(), 10..1_500), camera: bool) {
        let slot = if camera { Slot::Camera } else { Slot::Microphone };
        let sealed = sender(slot).seal(&bytes).unwrap();
        prop_assert_eq!(open(&mut receiver(), slot, &sealed), Ok(bytes));
    }

    #[test]
    fn no_bytes_that_come_break_the_receiver(bytes: Vec<u8>, camera: bool) {
        let slot = if camera { Slot::Camera } else { Slot::Microphone };
        prop_assert!(open(&mut receiver(), slot, &bytes).is_err());
    }
}
