//! "Your sign-in link": the first letter anybody gets from us.

use crate::{Letter, Undelivered};
use askama::Template;
use domain::Private;
use domain::person::EmailAddress;
use words::{Words, plain};

/// What the letter says. The link itself is a secret until it is spent.
#[derive(Debug, Clone)]
pub struct SignInLink {
    pub to: Private<EmailAddress>,
    pub link: Private<String>,
    /// How long the link works.
    pub minutes: u16,
    /// The sender's neutral name, at the foot of the letter.
    pub from: String,
}

struct Said<'a> {
    language: &'static str,
    direction: &'static str,
    subject: String,
    lead: String,
    link: &'a str,
    action: String,
    limits: String,
    not_you: String,
    closing: String,
    from: &'a str,
}

#[derive(Template)]
#[template(path = "sign_in_link/body.txt")]
struct Text<'a> {
    said: &'a Said<'a>,
}

#[derive(Template)]
#[template(path = "sign_in_link/body.html")]
struct Html<'a> {
    said: &'a Said<'a>,
}

impl SignInLink {
    /// The letter in the reader's language, a BCP 47 tag.
    pub fn letter(&self, language: &str) -> Result<Letter, Undelivered> {
        let words = Words::for_language(language);
        let minutes = [("minutes", self.minutes.into())];
        let said = Said {
            language: words.language(),
            direction: words.direction(),
            subject: plain(&words.tr("sign-in-link-subject")),
            lead: plain(&words.tr("sign-in-link-lead")),
            link: self.link.reveal(),
            action: plain(&words.tr("sign-in-link-action")),
            limits: plain(&words.tr_with("sign-in-link-limits", &minutes)),
            not_you: plain(&words.tr("sign-in-link-not-you")),
            closing: plain(&words.tr("mail-closing")),
            from: &self.from,
        };
        let text = Text { said: &said }
            .render()
            .map_err(|_| Undelivered::Unsendable)?;
        let html = Html { said: &said }
            .render()
            .map_err(|_| Undelivered::Unsendable)?;
        Ok(Letter {
            to: self.to.clone(),
            subject: said.subject.into(),
            text: text.into(),
            html: html.into(),
        })
    }
}
