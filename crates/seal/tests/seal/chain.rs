//! The chain of facilitators' devices: begun by one device, continued by devices vouched for, and refused when it is not whole.

use crate::cast::{EVENING_MS, device, group, name};
use crate::flips::flips;
use seal::{Chain, Malformed, link};

fn vouch(of: &str, by: &str, member: &str, group: &str) -> Vec<u8> {
    link(
        &name(group),
        &name(member),
        &device(of).public(),
        &device(by),
        EVENING_MS,
    )
}

fn tuesday(of: &str, by: &str, member: &str) -> Vec<u8> {
    vouch(of, by, member, "grp_tuesday")
}

fn read(links: &[Vec<u8>]) -> Result<Option<Chain>, Malformed> {
    Chain::read(links, &group())
}

#[test]
fn a_chain_begins_with_a_device_that_founds_it_and_goes_on_with_devices_vouched_for() {
    let links = [
        tuesday("mara", "mara", "mem_mara"),
        tuesday("ines", "mara", "mem_ines"),
    ];
    let chain = read(&links).unwrap().unwrap();
    assert_eq!(chain.founder(), &device("mara").public());
    assert!(chain.speaks_for(&device("ines").public(), &name("mem_ines")));
    assert!(!chain.speaks_for(&device("ines").public(), &name("mem_mara")));
    assert!(!chain.has(&device("anna").public()));
    assert_eq!(chain.links(), links);
    assert_eq!(read(&[]), Ok(None));
}

#[test]
fn a_chain_only_ever_grows() {
    let [founding, second] = [
        tuesday("mara", "mara", "mem_mara"),
        tuesday("ines", "mara", "mem_ines"),
    ];
    let earlier = read(std::slice::from_ref(&founding)).unwrap().unwrap();
    let later = read(&[founding, second]).unwrap().unwrap();
    assert!(later.continues(&earlier) && later.continues(&later));
    assert!(!earlier.continues(&later));
    let elsewhere = read(&[tuesday("anna", "anna", "mem_anna")]).unwrap().unwrap();
    assert!(!elsewhere.continues(&earlier));
}

#[test]
fn a_chain_that_is_not_whole_is_refused() {
    let founding = || tuesday("mara", "mara", "mem_mara");
    let borrowed = [
        &tuesday("mara", "mara", "mem_ines")[..],
        &founding()[founding().len() - 64..],
    ];
    let broken = [
        (
            "begins with a device vouched for by nobody in it",
            vec![tuesday("ines", "mara", "mem_ines")],
        ),
        (
            "a second device vouches for itself",
            vec![founding(), tuesday("ines", "ines", "mem_ines")],
        ),
        ("a device stands twice", vec![founding(), founding()]),
        (
            "signed by a device that comes later",
            vec![
                founding(),
                tuesday("anna", "ines", "mem_anna"),
                tuesday("ines", "mara", "mem_ines"),
            ],
        ),
        (
            "of another group",
            vec![vouch("mara", "mara", "mem_mara", "grp_other")],
        ),
        (
            "a later link of another group",
            vec![founding(), vouch("ines", "mara", "mem_ines", "grp_other")],
        ),
        (
            "with the signature of another link",
            vec![[&borrowed[0][..borrowed[0].len() - 64], borrowed[1]].concat()],
        ),
    ];
    for (why, links) in broken {
        assert!(read(&links).is_err(), "{why}");
    }
}

#[test]
fn a_chain_with_any_bit_of_a_link_turned_is_refused() {
    let founding = tuesday("mara", "mara", "mem_mara");
    for (at, flipped) in flips(&tuesday("ines", "mara", "mem_ines")) {
        assert!(read(&[founding.clone(), flipped]).is_err(), "byte {at}");
    }
}
