//! Bytes as they travel: a writer and a strict reader. Every format of the seal is built on these two.

/// Something that came from outside does not have the shape it must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("malformed: {0}")]
pub struct Malformed(pub &'static str);

/// Numbers are exact in a browser up to here, and every device must judge alike: 2^53 - 1 milliseconds are 285,000 years.
pub(crate) const MOST_NUMBER: u64 = (1 << 53) - 1;

/// Writes big-endian fields one behind the other.
#[derive(Debug, Default)]
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    pub(crate) fn of(start: &[u8]) -> Self {
        Self(start.to_vec())
    }

    pub(crate) fn raw(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    pub(crate) fn u16(self, value: u16) -> Self {
        self.raw(&value.to_be_bytes())
    }

    pub(crate) fn u32(self, value: u32) -> Self {
        self.raw(&value.to_be_bytes())
    }

    pub(crate) fn u64(self, value: u64) -> Self {
        self.raw(&value.to_be_bytes())
    }

    /// One length byte, and the name.
    pub(crate) fn name(self, name: &crate::Name) -> Self {
        let bytes = name.as_str().as_bytes();
        let length = u8::try_from(bytes.len()).expect("a Name has 64 bytes at most");
        self.raw(&[length]).raw(bytes)
    }

    pub(crate) fn done(self) -> Vec<u8> {
        self.0
    }
}

/// Reads the same fields, and says so when they are not there.
#[derive(Debug, Clone)]
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) fn raw(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Malformed("cut off"))?;
        self.0 = rest;
        Ok(taken)
    }

    pub(crate) fn fixed<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let taken = self.raw(N)?;
        Ok(taken
            .try_into()
            .expect("raw gave as many bytes as were asked for"))
    }

    pub(crate) fn expect(&mut self, magic: &[u8]) -> Result<(), Malformed> {
        if self.raw(magic.len())? == magic {
            Ok(())
        } else {
            Err(Malformed("another kind of statement, or an unknown version"))
        }
    }

    pub(crate) fn u8(&mut self) -> Result<u8, Malformed> {
        Ok(self.fixed::<1>()?[0])
    }

    pub(crate) fn u16(&mut self) -> Result<u16, Malformed> {
        Ok(u16::from_be_bytes(self.fixed()?))
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Malformed> {
        Ok(u32::from_be_bytes(self.fixed()?))
    }

    /// At most [`MOST_NUMBER`].
    pub(crate) fn u64(&mut self) -> Result<u64, Malformed> {
        let number = u64::from_be_bytes(self.fixed()?);
        if number > MOST_NUMBER {
            return Err(Malformed("a number is too large"));
        }
        Ok(number)
    }

    pub(crate) fn name(&mut self) -> Result<crate::Name, Malformed> {
        let length = usize::from(self.u8()?);
        let text = std::str::from_utf8(self.raw(length)?).map_err(|_| Malformed("a name is not text"))?;
        crate::Name::new(text)
    }

    /// Nothing may stand behind a statement.
    pub(crate) fn end(self) -> Result<(), Malformed> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Malformed("a byte too many"))
        }
    }
}
