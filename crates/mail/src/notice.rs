//! "About your account": that something happened to it, when, on what kind of device, and what to do if it was somebody else.

use crate::{Letter, Undelivered};
use askama::Template;
use domain::Private;
use domain::notice::Happened;
use domain::person::EmailAddress;
use jiff::Zoned;
use words::{Words, plain};

/// What the letter says. It holds no secret: its link opens a page that asks to sign in.
#[derive(Debug, Clone)]
pub struct Notice {
    pub to: Private<EmailAddress>,
    pub happened: Happened,
    /// In the reader's own zone.
    pub at: Zoned,
    /// "Firefox on Linux", where a device did it.
    pub device: Option<String>,
    /// The page of passkeys and devices.
    pub link: String,
    /// The sender's neutral name, at the foot of the letter.
    pub from: String,
}

struct Said<'a> {
    language: &'static str,
    direction: &'static str,
    subject: String,
    happened: String,
    when: String,
    device: Option<String>,
    next: String,
    action: String,
    link: &'a str,
    closing: String,
    from: &'a str,
}

#[derive(Template)]
#[template(path = "notice/body.txt")]
struct Text<'a> {
    said: &'a Said<'a>,
}

#[derive(Template)]
#[template(path = "notice/body.html")]
struct Html<'a> {
    said: &'a Said<'a>,
}

impl Notice {
    /// The letter in the reader's language, a BCP 47 tag.
    pub fn letter(&self, language: &str) -> Result<Letter, Undelivered> {
        let words = Words::for_language(language);
        let word = self.happened.word();
        let own_next = format!("notice-{word}-next");
        let next = if words.has(&own_next) {
            &own_next
        } else {
            "notice-next"
        };
        let said = Said {
            language: words.language(),
            direction: words.direction(),
            // The same for all: whoever sees only the list of mails learns nothing.
            subject: plain(&words.tr("notice-subject")),
            happened: plain(&words.tr(&format!("notice-{word}"))),
            when: self.when(words),
            device: self
                .device
                .as_ref()
                .map(|device| plain(&words.tr_with("notice-device", &[("device", device.as_str().into())]))),
            next: plain(&words.tr(next)),
            action: plain(&words.tr("notice-action")),
            link: &self.link,
            closing: plain(&words.tr("mail-closing")),
            from: &self.from,
        };
        let unsendable = |_| Undelivered::Unsendable;
        let text = Text { said: &said }.render().map_err(unsendable)?;
        let html = Html { said: &said }.render().map_err(unsendable)?;
        Ok(Letter {
            to: self.to.clone(),
            subject: said.subject.into(),
            text: text.into(),
            html: html.into(),
        })
    }

    fn when(&self, words: Words) -> String {
        let month = words.tr(&format!("month-{}", self.at.month()));
        let date = words.tr_with(
            "date-with-year",
            &[
                ("day", i64::from(self.at.day()).into()),
                ("month", month.into()),
                // Text, so that no language groups its digits.
                ("year", self.at.year().to_string().into()),
            ],
        );
        let time = format!("{:02}:{:02}", self.at.hour(), self.at.minute());
        let values = [("date", date.into()), ("time", time.into())];
        plain(&words.tr_with("notice-when", &values))
    }
}
