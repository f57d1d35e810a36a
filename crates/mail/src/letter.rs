//! One letter, ready to leave: to whom, a subject, the words as text and as simple HTML.

use crate::Undelivered;
use domain::Private;
use domain::person::EmailAddress;
use lettre::Address;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub to: Private<EmailAddress>,
    pub subject: Private<String>,
    pub text: Private<String>,
    pub html: Private<String>,
}

/// Who a letter is from. The name is the practice's neutral one: "Linden House", not "Grief clinic".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    pub name: String,
    pub address: EmailAddress,
}

/// RFC 3834: tells out-of-office answers to stay silent.
#[derive(Debug, Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Letter {
    /// The letter as mail servers carry it. `reference` becomes its Message-ID, so that a letter sent twice after a
    /// crash is known as one, and so that the ID names the sender's domain and not this machine.
    pub(crate) fn to_message(&self, from: &Sender, reference: &str) -> Result<Message, Undelivered> {
        let (_, domain) = from.address.as_str().rsplit_once('@').unwrap_or_default();
        Message::builder()
            .from(mailbox(Some(from.name.clone()), &from.address)?)
            .to(mailbox(None, self.to.reveal())?)
            .subject(self.subject.reveal())
            .message_id(Some(format!("<{reference}@{domain}>")))
            .header(AutoSubmitted)
            .multipart(MultiPart::alternative_plain_html(
                self.text.reveal().clone(),
                self.html.reveal().clone(),
            ))
            // lettre's error may quote the address, so it goes no further.
            .map_err(|_| Undelivered::Unsendable)
    }
}

fn mailbox(name: Option<String>, address: &EmailAddress) -> Result<Mailbox, Undelivered> {
    let address: Address = address.as_str().parse().map_err(|_| Undelivered::Unsendable)?;
    Ok(Mailbox::new(name, address))
}
