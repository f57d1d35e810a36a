//! The one JSON document a bot process reads first: which room, and whom to be there.

use crate::sealed::{Secret, wire};
use protocol::Opaque;
use seal::Name;
use seal::member::Who;
use serde::Deserialize;

/// One line of JSON on standard input.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invitation {
    /// `ws://127.0.0.1:PORT/sessions/ses_…/socket`. Bots speak plain WebSocket: they live beside their server.
    pub(crate) socket: String,
    /// The origin a browser page of this room would have.
    pub(crate) origin: String,
    /// The `Host` header, when it is not that of `socket`.
    #[serde(default)]
    pub(crate) host: Option<String>,
    /// Two processes with the same seed and people behave the same.
    #[serde(default)]
    pub(crate) seed: u64,
    /// `grp_…` and `ses_…`: a device's word names them.
    pub(crate) group: String,
    pub(crate) session: String,
    /// 32 bytes as base64url, from which the devices of all bots come. Whoever starts the bots anew hands in the same; without
    /// it, they come from the seed.
    #[serde(default)]
    pub(crate) secret: Option<Opaque>,
    pub(crate) people: Vec<Person>,
}

impl Invitation {
    pub(crate) fn secret(&self) -> anyhow::Result<Secret> {
        let Some(text) = &self.secret else {
            return Ok(Secret::of_seed(self.seed));
        };
        // The error says what, never the text.
        let bytes =
            wire::read_32(text).map_err(|_| anyhow::anyhow!("the invitation's secret is not 32 bytes"))?;
        Ok(Secret::new(bytes))
    }

    pub(crate) fn who(&self, person: &Person) -> anyhow::Result<Who> {
        Ok(Who {
            group: Name::new(&self.group)?,
            session: Name::new(&self.session)?,
            member: Name::new(&person.member)?,
        })
    }
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    /// First name in lower case: chooses face and voice.
    pub(crate) name: String,
    /// The membership this person has in the group, `mem_…`.
    pub(crate) member: String,
    /// The `Cookie` header of a signed-in browser, `name=value`.
    pub(crate) cookie: String,
    /// A facilitator: leads whenever the room names this person as the lead.
    #[serde(default)]
    pub(crate) leads: bool,
    /// Receives everybody's streams too and counts them, as a browser would decode them.
    #[serde(default)]
    pub(crate) hear: bool,
    /// Sits there with face and quiet microphone, but does nothing by itself: for measurements.
    #[serde(default)]
    pub(crate) still: bool,
}

// Cookies sign people in, and the secret makes their keys: nothing prints them.
impl std::fmt::Debug for Invitation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Invitation")
            .field("people", &self.people.len())
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Person")
            .field("member", &self.member)
            .field("leads", &self.leads)
            .finish_non_exhaustive()
    }
}
