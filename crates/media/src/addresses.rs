//! Which addresses browsers are told, and how a 1:1 NAT's public address becomes a local one and back.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// Pairs of local and advertised addresses; what is not listed is advertised as it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct AddressMap(pub(crate) Vec<(IpAddr, IpAddr)>);

impl AddressMap {
    pub(crate) fn advertised(&self, local: IpAddr) -> IpAddr {
        self.0
            .iter()
            .find(|(ours, _)| *ours == local)
            .map_or(local, |(_, public)| *public)
    }

    pub(crate) fn local(&self, advertised: IpAddr) -> IpAddr {
        self.0
            .iter()
            .find(|(_, public)| *public == advertised)
            .map_or(advertised, |(ours, _)| *ours)
    }
}

/// The addresses to put into answers, for sockets bound to these addresses on this port.
pub(crate) fn candidates(bound: &[IpAddr], port: u16, map: &AddressMap) -> Vec<SocketAddr> {
    let mut locals = vec![];
    for &ip in bound {
        if ip.is_unspecified() {
            locals.extend(
                map.0
                    .iter()
                    .map(|(ours, _)| *ours)
                    .filter(|ours| ours.is_ipv4() == ip.is_ipv4()),
            );
            locals.extend(reached(ip.is_ipv4()));
        } else {
            locals.push(ip);
        }
    }
    let mut candidates: Vec<SocketAddr> = vec![];
    for local in locals {
        let candidate = SocketAddr::new(map.advertised(local), port);
        if !candidates.contains(&candidate) {
            candidates.push(candidate);
        }
    }
    candidates
}

/// The address of ours that other machines see in this family, or loopback for a machine without a network.
fn reached(is_v4: bool) -> Option<IpAddr> {
    // Connecting a UDP socket sends nothing; it only asks the routing table. RFC 5737 and 3849 addresses.
    let (any, elsewhere, loopback): (IpAddr, IpAddr, IpAddr) = if is_v4 {
        (
            Ipv4Addr::UNSPECIFIED.into(),
            Ipv4Addr::new(192, 0, 2, 1).into(),
            Ipv4Addr::LOCALHOST.into(),
        )
    } else {
        let documentation = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);
        (
            Ipv6Addr::UNSPECIFIED.into(),
            documentation.into(),
            Ipv6Addr::LOCALHOST.into(),
        )
    };
    let asked = || -> std::io::Result<IpAddr> {
        let socket = UdpSocket::bind((any, 0))?;
        socket.connect((elsewhere, 9))?;
        Ok(socket.local_addr()?.ip())
    };
    asked().ok().filter(|ip| !ip.is_unspecified()).or(Some(loopback))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapped_address_is_advertised_as_public_and_found_again() {
        let local = IpAddr::from([10, 0, 0, 5]);
        let public = IpAddr::from([203, 0, 113, 5]);
        let map = AddressMap(vec![(local, public)]);
        assert_eq!(candidates(&[local], 3478, &map), [SocketAddr::new(public, 3478)]);
        assert_eq!(map.local(map.advertised(local)), local);
    }

    #[test]
    fn a_socket_bound_to_every_address_advertises_real_ones() {
        let any = [Ipv4Addr::UNSPECIFIED.into(), Ipv6Addr::UNSPECIFIED.into()];
        let candidates = candidates(&any, 3478, &AddressMap::default());
        assert!(!candidates.is_empty());
        assert!(
            candidates
                .iter()
                .all(|candidate| !candidate.ip().is_unspecified()),
            "{candidates:?}"
        );
    }
}
