//! Turns what was said on the command line into values that can be trusted, or says plainly what is wrong with it.

use crate::cli;
use anyhow::{Context, bail, ensure};
use domain::person::EmailAddress;
use mail::{Delivery, Folder, Sender, Smtp, SmtpSecurity};
use media::MediaConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::StoreUrl;

#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) store: StoreUrl,
    pub(crate) keys: PathBuf,
    pub(crate) address: app::Address,
    /// The host name this house answers to.
    pub(crate) host: String,
    pub(crate) media: MediaConfig,
    pub(crate) delivery: Delivery,
    pub(crate) sender: Sender,
    pub(crate) tls: Option<Arc<rustls::ServerConfig>>,
}

impl Config {
    pub(crate) fn read(wish: &cli::Serve) -> anyhow::Result<Self> {
        let (base, host) = base_url(&wish.base_url)?;
        let public = wish
            .public_address
            .iter()
            .map(|pair| public_address(pair))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            store: store(wish.store.as_deref(), &wish.data)?,
            keys: wish.keys.clone().unwrap_or_else(|| wish.data.join("keys")),
            address: app::Address::One(base),
            host,
            media: MediaConfig {
                port: wish.media_port,
                bind: wish.media_bind.clone(),
                public,
            },
            delivery: delivery(&wish.mail)?,
            sender: sender(&wish.mail_from)?,
            tls: match (&wish.tls_cert, &wish.tls_key) {
                (Some(chain), Some(key)) => Some(tls(chain, key)?),
                _ => None,
            },
        })
    }
}

/// The database in the data folder, where none is named.
pub(crate) fn store(url: Option<&str>, data: &Path) -> anyhow::Result<StoreUrl> {
    Ok(match url {
        Some(url) => url.parse()?,
        None => StoreUrl::sqlite(data.join("openchair.db")),
    })
}

/// The base without a slash at its end, and the name of its host.
pub(crate) fn base_url(text: &str) -> anyhow::Result<(String, String)> {
    let base = text.trim_end_matches('/');
    let host = base
        .strip_prefix("https://")
        .or_else(|| base.strip_prefix("http://localhost").map(|_| &base[7..]));
    let host =
        host.context("the base URL begins with https:// (microphones need it), or is http://localhost")?;
    ensure!(
        !host.is_empty() && !host.contains(['/', '?', '#', '@']),
        "the base URL is a host and nothing behind it"
    );
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.parse::<u16>().is_ok() => name,
        _ => host,
    };
    Ok((base.to_owned(), name.to_owned()))
}

fn public_address(pair: &str) -> anyhow::Result<(IpAddr, IpAddr)> {
    let parsed = pair
        .split_once('=')
        .and_then(|(local, public)| Some((local.parse().ok()?, public.parse().ok()?)));
    let (local, public): (IpAddr, IpAddr) =
        parsed.context("a public address reads LOCAL=PUBLIC, two IP addresses")?;
    ensure!(
        local.is_ipv4() == public.is_ipv4(),
        "a public address stands for a local one of the same family"
    );
    Ok((local, public))
}

/// Errors repeat nothing of the text: it may hold a password.
fn delivery(text: &str) -> anyhow::Result<Delivery> {
    if let Some(folder) = text.strip_prefix("folder:") {
        return Ok(Delivery::Folder(Folder::new(folder)));
    }
    let (security, rest) = match text.split_once("://") {
        Some(("smtps", rest)) => (SmtpSecurity::Tls, rest),
        Some(("smtp", rest)) => (SmtpSecurity::StartTls, rest),
        _ => bail!("mail goes to smtps://…, smtp://… or folder:/path"),
    };
    let (login, server) = match rest.rsplit_once('@') {
        Some((login, server)) => {
            let (user, password) = login
                .split_once(':')
                .context("a mail login reads user:password")?;
            (Some((user.to_owned(), password.to_owned())), server)
        }
        None => (None, rest),
    };
    let (host, port) = server.rsplit_once(':').context("a mail server reads host:port")?;
    let host = host.trim_matches(['[', ']']);
    let port = port.parse().context("a mail server's port is a number")?;
    let on_this_machine = host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    let security = if on_this_machine && login.is_none() {
        SmtpSecurity::Loopback
    } else {
        security
    };
    Ok(Delivery::Smtp(Smtp::new(host, port, security, login)?))
}

/// `Linden House <no-reply@linden.example>`.
pub(crate) fn sender(text: &str) -> anyhow::Result<Sender> {
    let parts = text
        .trim()
        .strip_suffix('>')
        .and_then(|text| text.rsplit_once('<'));
    let (name, address) = parts.context("the sender reads: Name <address@example>")?;
    Ok(Sender {
        name: name.trim().to_owned(),
        address: EmailAddress::parse(address)?,
    })
}

fn tls(chain: &Path, key: &Path) -> anyhow::Result<Arc<rustls::ServerConfig>> {
    let unreadable = |what: &Path| format!("cannot read {}", what.display());
    let certificates = CertificateDer::pem_file_iter(chain).with_context(|| unreadable(chain))?;
    let certificates = certificates
        .collect::<Result<Vec<_>, _>>()
        .with_context(|| unreadable(chain))?;
    let key = PrivateKeyDer::from_pem_file(key).with_context(|| unreadable(key))?;
    crate::lan::server_config(certificates, key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_https_or_localhost_and_ends_with_its_host() {
        let read = |text| base_url(text).ok();
        assert_eq!(
            read("https://a.example/"),
            Some(("https://a.example".into(), "a.example".into()))
        );
        assert_eq!(
            read("http://localhost:4000"),
            Some(("http://localhost:4000".into(), "localhost".into()))
        );
        for wrong in [
            "http://a.example",
            "a.example",
            "https://",
            "https://a.example/path",
            "https://u@a.example",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    // The mail server's connection pool wants a runtime.
    #[tokio::test]
    async fn mail_goes_to_a_server_or_a_folder_and_a_refusal_keeps_the_password() {
        assert!(matches!(delivery("folder:/tmp/mail"), Ok(Delivery::Folder(_))));
        assert!(matches!(
            delivery("smtps://me:secret@mail.example:465"),
            Ok(Delivery::Smtp(_))
        ));
        assert!(matches!(delivery("smtp://127.0.0.1:25"), Ok(Delivery::Smtp(_))));
        for wrong in [
            "smtp://me:secret@mail.example",
            "smtp://secret@mail.example:25",
            "imap://me:secret@x:1",
        ] {
            let error = delivery(wrong).expect_err("this is no delivery");
            assert!(!format!("{error:?}").contains("secret"), "{wrong}");
        }
    }

    #[test]
    fn a_public_address_stands_for_one_of_its_own_family() {
        assert!(public_address("10.0.0.5=203.0.113.5").is_ok());
        assert!(public_address("10.0.0.5=2001:db8::1").is_err());
        assert!(public_address("203.0.113.5").is_err());
    }

    #[test]
    fn a_sender_has_a_name_and_an_address() {
        assert_eq!(
            sender("Linden House <no-reply@linden.example>")
                .map(|it| it.name)
                .ok(),
            Some("Linden House".into())
        );
        assert!(sender("no-reply@linden.example").is_err());
    }
}
