//! Bytes as the wire writes them: base64url without padding, in one form only.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use protocol::{Opaque, SealAdd, SealDevice};
use seal::member::Add;
use seal::{CircleId, Malformed, Name, PublicKey};

pub(crate) fn write(bytes: &[u8]) -> Opaque {
    Opaque(URL_SAFE_NO_PAD.encode(bytes))
}

pub(crate) fn read(text: &Opaque) -> Result<Vec<u8>, Malformed> {
    URL_SAFE_NO_PAD
        .decode(&text.0)
        .map_err(|_| Malformed("no base64url"))
}

/// On the wire, nothing is an empty text.
pub(super) fn write_maybe(bytes: Option<&[u8]>) -> Opaque {
    bytes.map_or_else(|| Opaque(String::new()), write)
}

pub(crate) fn read_32(text: &Opaque) -> Result<[u8; 32], Malformed> {
    read(text)?.try_into().map_err(|_| Malformed("not 32 bytes"))
}

pub(super) fn read_all(texts: &[Opaque]) -> Result<Vec<Vec<u8>>, Malformed> {
    texts.iter().map(read).collect()
}

pub(super) fn circle(text: &Opaque) -> Result<Option<CircleId>, Malformed> {
    match read(text)? {
        bytes if bytes.is_empty() => Ok(None),
        bytes => bytes
            .try_into()
            .map(Some)
            .map_err(|_| Malformed("no circle's id")),
    }
}

pub(super) fn add(add: SealAdd) -> Result<Add, Malformed> {
    Ok(Add {
        member: Name::new(add.member)?,
        key_package: read(&add.key_package)?,
        token: read(&add.token)?,
    })
}

/// A person and the device they came with, and their earlier admission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) member: Name,
    pub(super) device: PublicKey,
    pub(super) token: Vec<u8>,
}

pub(super) fn row(row: SealDevice) -> Result<Row, Malformed> {
    Ok(Row {
        member: Name::new(row.member)?,
        device: PublicKey(read_32(&row.device)?),
        token: read(&row.token)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_one_form() {
        let text = |text: &str| Opaque(text.to_owned());
        assert_eq!(read(&write(&[0xfb, 0xff])), Ok(vec![0xfb, 0xff]));
        // Padded, of the other alphabet, with a bit too many, with a space.
        for other in ["-_8=", "+/8", "-_9", "-_8 ", "a"] {
            assert!(read(&text(other)).is_err(), "{other}");
        }
    }

    #[test]
    fn a_circle_has_sixteen_bytes_or_there_is_none() {
        assert_eq!(circle(&write(&[])), Ok(None));
        assert_eq!(circle(&write(&[7; 16])), Ok(Some([7; 16])));
        assert!(circle(&write(&[7; 15])).is_err());
    }
}
