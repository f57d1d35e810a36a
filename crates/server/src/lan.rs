//! The demo for a phone in the house: this machine's address in the network, and a certificate made on the spot.

use anyhow::Context;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, UdpSocket};
use std::sync::Arc;

#[derive(Debug)]
pub(crate) struct Lan {
    pub(crate) address: IpAddr,
    pub(crate) tls: Arc<rustls::ServerConfig>,
    /// SHA-256 of the certificate, as browsers show it, so that a person can compare.
    pub(crate) fingerprint: String,
}

impl Lan {
    pub(crate) fn find() -> anyhow::Result<Self> {
        let address = own_address().context("this machine has no address in a network")?;
        let names = vec![address.to_string(), "localhost".to_owned()];
        let made = rcgen::generate_simple_self_signed(names).context("no certificate could be made")?;
        let certificate = made.cert.der().clone();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &certificate);
        Ok(Self {
            address,
            tls: server_config(vec![certificate], key)?,
            fingerprint: in_pairs(digest.as_ref()),
        })
    }
}

/// TLS as we serve it. HTTP/1.1 only: WebSockets are upgraded from it.
pub(crate) fn server_config(
    chain: Vec<rustls::pki_types::CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> anyhow::Result<Arc<rustls::ServerConfig>> {
    let mut config = rustls::ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Connecting a UDP socket sends nothing; it asks the routing table. 192.0.2.1 is nobody's (RFC 5737).
pub(crate) fn own_address() -> std::io::Result<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
    Ok(socket.local_addr()?.ip())
}

fn in_pairs(bytes: &[u8]) -> String {
    bytes
        .iter()
        .enumerate()
        .fold(String::new(), |mut text, (n, byte)| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{}{byte:02X}", if n == 0 { "" } else { ":" });
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_reads_as_browsers_show_it() {
        assert_eq!(in_pairs(&[0x0a, 0xff, 0x00]), "0A:FF:00");
    }
}
