//! How often one address may ask for links, try passkeys and passwords, open sockets, check its line, and complain. Generous to people,
//! tight for programs.

use crate::client_address::ClientAddress;
use governor::clock::DefaultClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use std::num::NonZeroU32;

/// Per client address and minute. A whole practice may sit behind one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub sign_in_links: NonZeroU32,
    pub passkeys: NonZeroU32,
    pub passwords: NonZeroU32,
    pub sockets: NonZeroU32,
    pub line_checks: NonZeroU32,
    pub complaints: NonZeroU32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sign_in_links: const { NonZeroU32::new(20).expect("not zero") },
            passkeys: const { NonZeroU32::new(40).expect("not zero") },
            passwords: const { NonZeroU32::new(20).expect("not zero") },
            sockets: const { NonZeroU32::new(120).expect("not zero") },
            line_checks: const { NonZeroU32::new(30).expect("not zero") },
            complaints: const { NonZeroU32::new(10).expect("not zero") },
        }
    }
}

type Keyed = RateLimiter<ClientAddress, DashMapStateStore<ClientAddress>, DefaultClock>;

#[derive(Debug)]
pub(crate) struct Rates {
    sign_in_links: Keyed,
    passkeys: Keyed,
    passwords: Keyed,
    sockets: Keyed,
    line_checks: Keyed,
    complaints: Keyed,
}

/// Addresses remembered before those that are full again are forgotten.
const REMEMBERED: usize = 10_000;

impl Rates {
    pub(crate) fn new(limits: &Limits) -> Self {
        let keyed = |per_minute| Keyed::dashmap(Quota::per_minute(per_minute));
        Self {
            sign_in_links: keyed(limits.sign_in_links),
            passkeys: keyed(limits.passkeys),
            passwords: keyed(limits.passwords),
            sockets: keyed(limits.sockets),
            line_checks: keyed(limits.line_checks),
            complaints: keyed(limits.complaints),
        }
    }

    pub(crate) fn may_ask_for_link(&self, from: ClientAddress) -> bool {
        lets(&self.sign_in_links, from)
    }

    /// Asking and answering count alike.
    pub(crate) fn may_try_passkey(&self, from: ClientAddress) -> bool {
        lets(&self.passkeys, from)
    }

    pub(crate) fn may_try_password(&self, from: ClientAddress) -> bool {
        lets(&self.passwords, from)
    }

    pub(crate) fn may_open_socket(&self, from: ClientAddress) -> bool {
        lets(&self.sockets, from)
    }

    pub(crate) fn may_complain(&self, from: ClientAddress) -> bool {
        lets(&self.complaints, from)
    }

    pub(crate) fn may_check_line(&self, from: ClientAddress) -> bool {
        lets(&self.line_checks, from)
    }
}

fn lets(keyed: &Keyed, from: ClientAddress) -> bool {
    if keyed.len() > REMEMBERED {
        keyed.retain_recent();
    }
    keyed.check_key(&from).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::IpAddr;

    #[test]
    fn one_address_that_asks_too_often_does_not_hinder_another() {
        let rates = Rates::new(&Limits::default());
        let from = |text: &str| ClientAddress::from(text.parse::<IpAddr>().expect("an address"));
        let let_in = (0..100)
            .filter(|_| rates.may_ask_for_link(from("192.0.2.1")))
            .count();
        assert!((20..=21).contains(&let_in), "{let_in}");
        assert!(rates.may_ask_for_link(from("192.0.2.2")));
    }
}
