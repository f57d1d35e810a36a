//! The short code two people compare by voice: six groups of five digits from both device keys, the same on both sides.

use crate::PublicKey;
use aws_lc_rs::digest::{SHA256, digest};

const LABEL: &[u8] = b"openchair code v1\0";

#[must_use]
pub fn short_code(one: &PublicKey, other: &PublicKey) -> [String; 6] {
    let (lower, higher) = if one.0 <= other.0 {
        (one, other)
    } else {
        (other, one)
    };
    let digest = digest(&SHA256, &[LABEL, &lower.0, &higher.0].concat());
    let mut groups = digest.as_ref().chunks_exact(5);
    std::array::from_fn(|_| {
        let group = groups.next().expect("32 bytes hold six groups of five");
        let value = group.iter().fold(0_u64, |sum, byte| sum * 256 + u64::from(*byte));
        format!("{:05}", value % 100_000)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Key;

    #[test]
    fn both_sides_read_the_same_code_and_a_third_reads_another() {
        let [mara, anna, ines] = [1, 2, 3].map(|seed| Key::from_seed(&[seed; 32]).public());
        assert_eq!(short_code(&mara, &anna), short_code(&anna, &mara));
        assert_ne!(short_code(&mara, &anna), short_code(&mara, &ines));
        assert!(short_code(&mara, &anna).iter().all(|group| group.len() == 5));
    }
}
