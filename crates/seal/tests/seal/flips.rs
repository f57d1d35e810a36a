//! Bytes with one bit turned.

/// Every copy of `bytes` with one bit of one byte turned: the lowest and the highest of each.
pub(crate) fn flips(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
    (0..bytes.len()).flat_map(move |at| {
        [0x01, 0x80].map(|bit| {
            let mut flipped = bytes.to_vec();
            flipped[at] ^= bit;
            (at, flipped)
        })
    })
}
