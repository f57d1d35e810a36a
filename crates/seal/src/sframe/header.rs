//! The SFrame header (RFC 9605, 4.3): a config byte, then KID and counter in as few bytes as they need.

use crate::Malformed;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    pub kid: u64,
    pub counter: u64,
}

/// Numbers up to this stand in the config byte itself.
const INLINE: u64 = 7;

impl Header {
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let (high, kid) = field(self.kid);
        let (low, counter) = field(self.counter);
        [&[(high << 4) | low], kid.as_slice(), counter.as_slice()].concat()
    }

    /// Reads the header at the start of `bytes` and says how long it is. A number written longer than it is is refused,
    /// so that a frame has one form.
    pub fn read(bytes: &[u8]) -> Result<(Self, usize), Malformed> {
        let (config, mut rest) = bytes.split_first().ok_or(Malformed("no header"))?;
        let kid = take(config >> 4, &mut rest)?;
        let counter = take(config & 0x0f, &mut rest)?;
        Ok((Self { kid, counter }, bytes.len() - rest.len()))
    }
}

/// The four bits of the config byte, and the bytes that follow.
fn field(value: u64) -> (u8, Vec<u8>) {
    if value <= INLINE {
        return (u8::try_from(value).expect("at most 7"), Vec::new());
    }
    let bytes: Vec<u8> = value
        .to_be_bytes()
        .into_iter()
        .skip_while(|byte| *byte == 0)
        .collect();
    (0x08 | (u8::try_from(bytes.len()).expect("at most 8") - 1), bytes)
}

fn take(bits: u8, rest: &mut &[u8]) -> Result<u64, Malformed> {
    if bits & 0x08 == 0 {
        return Ok(u64::from(bits));
    }
    let (bytes, behind) = rest
        .split_at_checked(usize::from(bits & 7) + 1)
        .ok_or(Malformed("the header is cut off"))?;
    *rest = behind;
    let value = bytes
        .iter()
        .fold(0, |value, byte| (value << 8) | u64::from(*byte));
    if bytes[0] == 0 || value <= INLINE {
        return Err(Malformed("a number in the header is written too long"));
    }
    Ok(value)
}
