//! Whose word about where a request comes from is believed: proxies that whoever runs the server has named, and nobody else.

use axum::http::HeaderMap;
use std::net::IpAddr;
use std::str::FromStr;

/// One address, or a network in CIDR notation: `127.0.0.1`, `10.0.0.0/8`, `fd00::/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrustedProxy {
    address: IpAddr,
    bits: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a trusted proxy is an IP address, or a network such as 10.0.0.0/8")]
pub struct NotAProxy;

impl FromStr for TrustedProxy {
    type Err = NotAProxy;

    fn from_str(text: &str) -> Result<Self, NotAProxy> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| NotAProxy)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            Some(bits) => bits.parse().map_err(|_| NotAProxy)?,
            None => most,
        };
        // Everybody is nobody's proxy: then anyone could say to be anyone.
        if bits == 0 || bits > most {
            return Err(NotAProxy);
        }
        Ok(Self { address, bits })
    }
}

impl TrustedProxy {
    fn holds(&self, one: IpAddr) -> bool {
        match (self.address, one.to_canonical()) {
            (IpAddr::V4(network), IpAddr::V4(one)) => {
                let apart = 32_u32.saturating_sub(u32::from(self.bits));
                u32::from(network) >> apart == u32::from(one) >> apart
            }
            (IpAddr::V6(network), IpAddr::V6(one)) => {
                let apart = 128_u32.saturating_sub(u32::from(self.bits));
                u128::from(network) >> apart == u128::from(one) >> apart
            }
            _ => false,
        }
    }
}

/// From whom a request comes that arrived from `peer`: read from the right of `X-Forwarded-For`, the first address that is no proxy
/// of ours. What stands to the left of it was written by whoever asks, and counts for nothing. Without a named proxy the header is not
/// read at all.
pub(crate) fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[TrustedProxy]) -> IpAddr {
    let is_trusted = |one: IpAddr| trusted.iter().any(|proxy| proxy.holds(one));
    if !is_trusted(peer) {
        return peer;
    }
    // Lines in their order, and each read whatever bytes are in it: were one passed over, whoever asks could spoil the line that our
    // proxy wrote, and be taken for the address in a line of theirs.
    let said: Vec<String> = headers
        .get_all("x-forwarded-for")
        .iter()
        .flat_map(|line| {
            let line = String::from_utf8_lossy(line.as_bytes());
            line.split(',')
                .map(|one| one.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    let mut nearest = peer;
    for one in said.into_iter().rev() {
        // Nonsense was not written by our proxy: whoever handed it over is the last one we know.
        let Ok(one) = one.parse::<IpAddr>() else { break };
        nearest = one;
        if !is_trusted(one) {
            break;
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn seen(peer: &str, said: &[&'static str], trusted: &[&str]) -> IpAddr {
        let said: Vec<&[u8]> = said.iter().map(|one| one.as_bytes()).collect();
        seen_in_bytes(peer, &said, trusted)
    }

    fn seen_in_bytes(peer: &str, said: &[&[u8]], trusted: &[&str]) -> IpAddr {
        let mut headers = HeaderMap::new();
        for one in said {
            let line = HeaderValue::from_bytes(one).expect("bytes that a header may have");
            headers.append("x-forwarded-for", line);
        }
        let trusted: Vec<_> = trusted.iter().map(|one| one.parse().expect("a proxy")).collect();
        client(ip(peer), &headers, &trusted)
    }

    #[test]
    fn without_a_named_proxy_nobody_says_where_they_come_from() {
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"], &[]), ip("203.0.113.9"));
        assert_eq!(
            seen("203.0.113.9", &["198.51.100.1"], &["127.0.0.1"]),
            ip("203.0.113.9"),
            "who comes past the proxy is believed as little"
        );
    }

    #[test]
    fn behind_a_proxy_the_rightmost_stranger_counts_and_what_they_claim_to_the_left_of_it_does_not() {
        let trusted = ["127.0.0.1", "10.0.0.0/8", "fd00::/8"];
        for (said, who) in [
            (&["198.51.100.1"] as &[&str], "198.51.100.1"),
            (&["6.6.6.6, 198.51.100.1"], "198.51.100.1"),
            (&["6.6.6.6", "198.51.100.1, 10.1.2.3"], "198.51.100.1"),
            (&["2001:db8::1, fd00::7"], "2001:db8::1"),
            (&["nonsense, 10.1.2.3"], "10.1.2.3"),
            (&["nonsense"], "127.0.0.1"),
            (&[], "127.0.0.1"),
        ] {
            let said: Vec<&'static str> = said.iter().map(|one| &*String::from(*one).leak()).collect();
            assert_eq!(seen("127.0.0.1", &said, &trusted), ip(who), "{said:?}");
        }
        assert_eq!(
            seen("::ffff:127.0.0.1", &["198.51.100.1"], &trusted),
            ip("198.51.100.1")
        );
    }

    #[test]
    fn a_line_of_any_bytes_is_read_in_its_place_and_nobody_chooses_their_own_address_by_spoiling_it() {
        let trusted = ["127.0.0.1", "10.0.0.0/8"];
        for (said, who) in [
            // Our proxy wrote behind what they sent.
            (
                &[b"\xff\xfe, 198.51.100.1".as_slice()] as &[&[u8]],
                "198.51.100.1",
            ),
            // Or in a line of its own, behind theirs.
            (&[b"\xff", b"198.51.100.1"], "198.51.100.1"),
            (&[b"6.6.6.6", b"\xc3\x28, 198.51.100.1"], "198.51.100.1"),
            // Nonsense nearest to us says nothing of what stands before it.
            (&[b"6.6.6.6", b"\xff"], "127.0.0.1"),
            (&[b"6.6.6.6", b"\xff, 10.1.2.3"], "10.1.2.3"),
            (&[b"6.6.6.6", b""], "127.0.0.1"),
            (&[b"6.6.6.6\xff"], "127.0.0.1"),
            (
                &[b"6.6.6.6", b"7.7.7.7", b"198.51.100.1", b"10.1.2.3"],
                "198.51.100.1",
            ),
        ] {
            assert_eq!(seen_in_bytes("127.0.0.1", said, &trusted), ip(who), "{said:?}");
        }
        assert_eq!(
            seen_in_bytes("203.0.113.9", &[b"\xff"], &trusted),
            ip("203.0.113.9")
        );
    }

    #[test]
    fn a_proxy_is_an_address_or_a_network_and_never_everybody() {
        for wrong in [
            "",
            "proxy.example",
            "10.0.0.0/33",
            "0.0.0.0/0",
            "::/0",
            "10.0.0.0/x",
            "::1/129",
        ] {
            assert_eq!(wrong.parse::<TrustedProxy>(), Err(NotAProxy), "{wrong}");
        }
        let network: TrustedProxy = "10.0.0.0/8".parse().expect("a network");
        assert!(
            network.holds(ip("10.255.0.1")) && !network.holds(ip("11.0.0.1")) && !network.holds(ip("::1"))
        );
    }
}
