//! A group: the lasting thing that people look for, join, sit in and leave.

use crate::GroupId;

/// A group as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub id: GroupId,
    /// "Living with Loss". Health data: never in an address, a mail or a log.
    pub name: String,
    /// What the group is called where its topic must not show: "Tuesday evening group".
    pub neutral_name: String,
    pub kind: Kind,
    /// "grief", "anxiety" …
    pub focus: String,
    /// "interpersonal", "support" …
    pub approach: String,
    pub rule: MembershipRule,
    /// One or two sentences under the name.
    pub summary: String,
    /// Paragraph per line: what an evening is like.
    pub evening: Vec<String>,
    /// Chairs in the circle, facilitators included, at most [`MAX_SEATS`].
    pub seats: u8,
    /// IANA name of the zone its times are kept in.
    pub time_zone: String,
    pub language: String,
    /// Price of one session in minor units and ISO 4217 code; `None` when free.
    pub price: Option<Price>,
    pub listed: Listing,
    pub levels: Levels,
}

/// Rooms hold fifteen.
pub const MAX_SEATS: u8 = 15;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    pub minor_units: u32,
    pub currency: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Therapy,
    Psychoeducation,
    Skills,
    Support,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MembershipRule {
    Open,
    Closed,
    Revolving,
}

/// Who measures how loud each voice is, and so knows who speaks when. Rings of light and airtime are made of it.
///
/// Holds for a room from its start to its end: half an evening measured here and half there would be neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Levels {
    /// Browsers write the level beside each sealed sound (RFC 6464), and the server reads it.
    #[default]
    Server,
    /// Each device measures what it hears itself; beside the sealed sounds stands nothing about them.
    Devices,
}

/// Whether strangers may know that this group exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Listing {
    Public,
    Private,
}
