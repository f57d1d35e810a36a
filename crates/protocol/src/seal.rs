//! What the devices of a circle and the server say to each other about the seal: handshakes, tokens, whispers.
//!
//! All of it is opaque here. The formats and rules are in docs/e2ee.md; `crates/seal` and `client/src/seal` know them.

use crate::client::AdmissionGrant;
use crate::opaque::Opaque;
use serde::{Deserialize, Serialize};

/// From a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "about", rename_all = "snake_case", deny_unknown_fields)]
pub enum SealSaid {
    /// This page presents a key package, and says which circle and epoch it still holds (an empty `circle`: none).
    Here {
        key_package: Opaque,
        circle: Opaque,
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        epoch: u64,
    },
    /// Founds a circle; `link` founds the group's chain of devices as well, where there is none yet, and is empty otherwise.
    Found { link: Opaque, group_info: Opaque },
    /// A link of the chain: this device vouches for a colleague's.
    Vouch { link: Opaque },
    /// The work that was asked for; `welcome` is empty when nobody is added.
    Commit {
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        epoch: u64,
        commit: Opaque,
        welcome: Opaque,
    },
    /// "I am in this epoch, and it is the same as yours."
    Agreed { statement: Opaque },
    /// An admission signed anew for somebody who is in the room already.
    Grant { admission: AdmissionGrant },
    /// Words for one device.
    Whisper { to: String, body: Opaque },
}

/// To a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum SealTold {
    /// The group's chain of devices, and the circle that lives (empty: none).
    State {
        chain: Vec<Opaque>,
        circle: Opaque,
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        epoch: u64,
        server_key: Opaque,
        may_found: bool,
    },
    /// Asks this device, and for the moment only this one, to commit.
    Work {
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        epoch: u64,
        adds: Vec<SealAdd>,
        reasons: Vec<Opaque>,
    },
    /// The one commit of this epoch.
    Commit {
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        epoch: u64,
        commit: Opaque,
    },
    Welcome {
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        epoch: u64,
        welcome: Opaque,
    },
    Agreed {
        member: String,
        statement: Opaque,
    },
    /// For those who lead: devices at the door, devices in the room without a leaf, colleagues nobody vouched for yet.
    Desk {
        waiting: Vec<SealDevice>,
        unlocked: Vec<SealDevice>,
        unvouched: Vec<SealDevice>,
    },
    /// Whose page was loaded anew, and holds no leaf yet: until the next commit the one they have is of the page before.
    ComingBack {
        members: Vec<String>,
    },
    Whispered {
        from: String,
        body: Opaque,
    },
}

/// Somebody to add. `token` is empty for a facilitator's device, whose reason is the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SealAdd {
    pub member: String,
    pub key_package: Opaque,
    pub token: Opaque,
}

/// A person and the device they came with; `token` is an earlier admission of theirs, or empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SealDevice {
    pub member: String,
    pub device: Opaque,
    pub token: Opaque,
}
