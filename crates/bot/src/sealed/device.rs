//! A bot's device: its key, drawn from one secret of the demo, and what it remembers of the circle between its pages.
//!
//! For people this would be wrong: their device key is made by chance on their own device, and nobody else could make it
//! again. Bots are figures of a demo on one machine; they must come back as the devices they were when their process starts
//! anew, and whoever runs the demo may know everything they know.

use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use seal::member::{Memory, Who};
use seal::{Key, Member, Provider};

const LABEL: &[u8] = b"openchair bot device v1";

/// What all device keys of a demo's bots come from.
#[derive(Clone)]
pub(crate) struct Secret([u8; 32]);

// It makes keys: nothing prints it.
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    pub(crate) fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// For measurements that hand out none: two runs with one seed have the same devices.
    pub(crate) fn of_seed(seed: u64) -> Self {
        Self(expand(&seed.to_be_bytes(), &[LABEL, b"of seed"]))
    }
}

/// One person's device in one group. It outlives their visits.
pub(crate) struct Device {
    seed: [u8; 32],
    who: Who,
    pub(super) memory: Memory,
}

impl std::fmt::Debug for Device {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Device")
            .field("who", &self.who)
            .finish_non_exhaustive()
    }
}

impl Device {
    pub(crate) fn of(secret: &Secret, who: Who) -> Self {
        let parts = [
            LABEL,
            who.group.as_str().as_bytes(),
            who.member.as_str().as_bytes(),
        ];
        Self {
            seed: expand(&secret.0, &parts),
            who,
            memory: Memory::default(),
        }
    }

    /// A page is loaded: keys for one leaf of its own, under the same device.
    pub(super) fn load(&self) -> Member {
        let key = Key::from_seed(&self.seed);
        Member::new(self.who.clone(), key, self.memory.clone(), Provider::default())
    }

    pub(super) fn who(&self) -> &Who {
        &self.who
    }

    pub(super) fn remember(&mut self, memory: &Memory) {
        if self.memory != *memory {
            self.memory = memory.clone();
        }
    }
}

struct Length;

impl KeyType for Length {
    fn len(&self) -> usize {
        32
    }
}

/// Each part with its length before it, so that no two lists of parts are one text.
fn expand(secret: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut info = Vec::new();
    for part in parts {
        info.extend((part.len() as u64).to_be_bytes());
        info.extend_from_slice(part);
    }
    let mut out = [0; 32];
    Salt::new(HKDF_SHA256, &[])
        .extract(secret)
        .expand(&[&info], Length)
        .and_then(|okm| okm.fill(&mut out))
        .expect("HKDF gives up to 255 hashes");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use seal::Name;

    fn who(group: &str, member: &str) -> Who {
        let name = |text: &str| Name::new(text).expect("a short name");
        Who {
            group: name(group),
            session: name("ses_1"),
            member: name(member),
        }
    }

    #[test]
    fn a_restart_keeps_the_device_and_nobody_shares_one() {
        let device = |secret: u8, group, member| {
            let secret = Secret::new([secret; 32]);
            Device::of(&secret, who(group, member)).load().device()
        };
        let ben = device(1, "grp_tuesday", "mem_ben");
        assert_eq!(ben, device(1, "grp_tuesday", "mem_ben"));
        for other in [
            device(2, "grp_tuesday", "mem_ben"),
            device(1, "grp_thursday", "mem_ben"),
            device(1, "grp_tuesday", "mem_chidi"),
        ] {
            assert_ne!(ben, other);
        }
    }

    #[test]
    fn a_secret_is_not_printed() {
        let printed = format!("{:?}", Secret::new([7; 32]));
        assert_eq!(printed, "Secret");
    }
}
