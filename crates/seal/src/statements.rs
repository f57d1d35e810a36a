//! Everything that is signed beside MLS: what each statement says, its bytes, and who must have signed it. The formats
//! stand in docs/e2ee.md; the browser reads and writes the same ones.

use crate::bytes::{Reader, Writer};
use crate::{Key, Malformed, Name, PublicKey, Signature};

/// The id of one circle: the MLS group id.
pub type CircleId = [u8; 16];

const SIGNATURE_BYTES: usize = 64;

/// What all statements have in common.
pub trait Statement: Sized {
    /// The first bytes: the kind and its version.
    const MAGIC: &'static [u8];
    /// What the signature covers before the statement, so that no signature serves two purposes.
    const LABEL: &'static [u8];

    #[doc(hidden)]
    fn write(&self) -> Vec<u8>;
    #[doc(hidden)]
    fn read_fields(from: &mut FieldReader<'_>) -> Result<Self, Malformed>;
}

/// A statement that names the key it must be signed with.
pub trait NamesItsSigner: Statement {
    fn signer(&self) -> &PublicKey;
}

#[doc(hidden)]
#[derive(Debug)]
pub struct FieldReader<'a>(Reader<'a>);

/// A statement as it came or was made: what it says and the bytes that travel. Reading one does not check the signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed<S> {
    pub says: S,
    bytes: Vec<u8>,
}

impl<S: Statement> Signed<S> {
    /// Reads strictly: another magic, a length that does not fit or a byte too many is refused.
    pub fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut from = Reader::of(bytes);
        from.expect(S::MAGIC)?;
        let mut fields = FieldReader(from);
        let says = S::read_fields(&mut fields)?;
        let mut from = fields.0;
        from.fixed::<SIGNATURE_BYTES>()?;
        from.end()?;
        Ok(Self {
            says,
            bytes: bytes.to_vec(),
        })
    }

    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn make(says: S, by: &Key, also_covers: &[u8]) -> Self {
        let body = says.write();
        let signature = by.sign(&Self::covered(&body, also_covers));
        let bytes = Writer::of(&body).raw(&signature).done();
        Self { says, bytes }
    }

    fn holds(&self, by: &PublicKey, also_covers: &[u8]) -> bool {
        let (body, signature) = self.bytes.split_at(self.bytes.len() - SIGNATURE_BYTES);
        let signature: &Signature = signature.try_into().expect("split where the signature begins");
        by.verifies(&Self::covered(body, also_covers), signature)
    }

    fn covered(body: &[u8], also_covers: &[u8]) -> Vec<u8> {
        Writer::of(S::LABEL).raw(body).raw(also_covers).done()
    }
}

impl<S: NamesItsSigner> Signed<S> {
    /// Signs with the key the statement names. Another key makes a statement that holds nowhere.
    #[must_use]
    pub fn by(says: S, key: &Key) -> Self {
        Self::make(says, key, &[])
    }

    /// Whether the key that the statement names signed it.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.holds(self.says.signer(), &[])
    }
}

macro_rules! statement {
    ($(#[$doc:meta])* $name:ident $magic:literal $label:literal { $($field:ident: $kind:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name { $(pub $field: statement!(@type $kind)),* }

        impl Statement for $name {
            const MAGIC: &'static [u8] = $magic;
            const LABEL: &'static [u8] = $label;

            fn write(&self) -> Vec<u8> {
                let to = Writer::of(Self::MAGIC);
                $(let to = statement!(@write $kind to, self.$field);)*
                to.done()
            }

            fn read_fields(from: &mut FieldReader<'_>) -> Result<Self, Malformed> {
                Ok(Self { $($field: statement!(@read $kind from.0)),* })
            }
        }
    };
    (@type name) => { Name };
    (@type key) => { PublicKey };
    (@type circle) => { CircleId };
    (@type serial) => { [u8; 16] };
    (@type hash) => { [u8; 32] };
    (@type leaf) => { u32 };
    (@type number) => { u64 };
    (@write name $to:ident, $value:expr) => { $to.name(&$value) };
    (@write key $to:ident, $value:expr) => { $to.raw(&$value.0) };
    (@write circle $to:ident, $value:expr) => { $to.raw(&$value) };
    (@write serial $to:ident, $value:expr) => { $to.raw(&$value) };
    (@write hash $to:ident, $value:expr) => { $to.raw(&$value) };
    (@write leaf $to:ident, $value:expr) => { $to.u32($value) };
    (@write number $to:ident, $value:expr) => { $to.u64($value) };
    (@read name $from:expr) => { $from.name()? };
    (@read key $from:expr) => { PublicKey($from.fixed()?) };
    (@read circle $from:expr) => { $from.fixed()? };
    (@read serial $from:expr) => { $from.fixed()? };
    (@read hash $from:expr) => { $from.fixed()? };
    (@read leaf $from:expr) => { $from.u32()? };
    (@read number $from:expr) => { $from.u64()? };
}

statement! {
    /// Who holds a leaf: the identity of its MLS credential. Its signature also covers the leaf's own signature key.
    Identity b"OC1" b"openchair leaf v1\0" { session: name, member: name, device: key, whisper: key }
}

statement! {
    /// "The device of this facilitator speaks for this group." In the founding link, signer and device are the same.
    Link b"OCF1" b"openchair facilitator v1\0" { group: name, member: name, device: key, issued_ms: number, signer: key }
}

statement! {
    /// The admission of one person with one device to one circle.
    Token b"OCA1" b"openchair admission v1\0" {
        circle: circle, session: name, member: name, device: key, issued_ms: number, until_ms: number, serial: serial, signer: key
    }
}

statement! {
    /// A facilitator removes a person and revokes their tokens that were issued up to this moment.
    Order b"OCR1" b"openchair removal v1\0" { circle: circle, session: name, member: name, issued_ms: number, signer: key }
}

statement! {
    /// "I leave", by the leaver's device.
    Leave b"OCL1" b"openchair leave v1\0" { circle: circle, member: name, leaf: leaf, device: key }
}

statement! {
    /// "This line was lost", by the key of the room's server.
    Loss b"OCX1" b"openchair loss v1\0" { circle: circle, member: name, leaf: leaf, epoch: number, signer: key }
}

statement! {
    /// "I am in this epoch, and it is the same as yours", by the leaf's MLS signature key.
    Agreed b"OCE1" b"openchair epoch v1\0" { circle: circle, epoch: number, leaf: leaf, authenticator: hash }
}

macro_rules! names_its_signer {
    ($($name:ident $field:ident),*) => {$(
        impl NamesItsSigner for $name {
            fn signer(&self) -> &PublicKey {
                &self.$field
            }
        }
    )*};
}

names_its_signer!(Link signer, Token signer, Order signer, Leave device, Loss signer);

impl Signed<Identity> {
    /// Signs with the device the identity names, for the leaf with this key.
    #[must_use]
    pub fn of_leaf(says: Identity, device: &Key, leaf_key: &PublicKey) -> Self {
        Self::make(says, device, &leaf_key.0)
    }

    /// Whether the device in it signed it for the leaf with this key.
    #[must_use]
    pub fn is_of_leaf(&self, leaf_key: &PublicKey) -> bool {
        self.holds(&self.says.device, &leaf_key.0)
    }
}

impl Signed<Agreed> {
    #[must_use]
    pub fn by_leaf(says: Agreed, leaf: &Key) -> Self {
        Self::make(says, leaf, &[])
    }

    #[must_use]
    pub fn is_by_leaf(&self, leaf_key: &PublicKey) -> bool {
        self.holds(leaf_key, &[])
    }
}
