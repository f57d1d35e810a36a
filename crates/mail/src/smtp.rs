//! Delivery to the practice's mail server, always inside TLS unless it is on this very machine.

use crate::{Letter, Sender, Undelivered};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use std::fmt;
use std::time::Duration;

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// TLS from the first byte, usually port 465 (RFC 8314).
    Tls,
    /// TLS before anything is said, usually port 587. Without TLS nothing is sent.
    StartTls,
    /// Unprotected, to a relay on this machine only.
    Loopback,
}

pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

/// A mail server that this program will not speak to; the text says why.
#[derive(Debug, thiserror::Error)]
pub enum BadSmtp {
    #[error("mail may leave without TLS only to 127.0.0.1 or ::1")]
    NotLoopback,
    #[error("the mail server's name or TLS settings cannot be used")]
    Tls,
}

/// A server that says nothing for this long is tried again later.
const PATIENCE: Duration = Duration::from_secs(20);

impl Smtp {
    /// `login` is user name and password.
    pub fn new(
        host: &str,
        port: u16,
        security: SmtpSecurity,
        login: Option<(String, String)>,
    ) -> Result<Self, BadSmtp> {
        type Transport = AsyncSmtpTransport<Tokio1Executor>;
        let builder = match security {
            SmtpSecurity::Tls => Transport::relay(host).map_err(|_| BadSmtp::Tls)?,
            SmtpSecurity::StartTls => Transport::starttls_relay(host).map_err(|_| BadSmtp::Tls)?,
            SmtpSecurity::Loopback if host == "127.0.0.1" || host == "::1" => {
                Transport::builder_dangerous(host)
            }
            SmtpSecurity::Loopback => return Err(BadSmtp::NotLoopback),
        };
        let builder = builder.port(port).timeout(Some(PATIENCE));
        let builder = match login {
            Some((user, password)) => builder.credentials(Credentials::new(user, password)),
            None => builder,
        };
        Ok(Self {
            transport: builder.build(),
        })
    }

    pub(crate) async fn send(
        &self,
        letter: &Letter,
        from: &Sender,
        reference: &str,
    ) -> Result<(), Undelivered> {
        let message = letter.to_message(from, reference)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            // A server's sentence may quote the address: only its number is kept.
            Err(error) if error.is_permanent() => Err(Undelivered::Refused {
                code: error.status().map_or(0, u16::from),
            }),
            Err(_) => Err(Undelivered::Later),
        }
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Smtp")
    }
}
