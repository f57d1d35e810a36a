//! `GET /mailbox`: in a demo, where mails arrive.

use crate::answer::{Answer, page};
use crate::pages::mailbox::{MailRow, MailboxPage};
use crate::visitor::Visitor;
use crate::when;
use axum::http::StatusCode;

pub(crate) async fn show(visitor: Visitor) -> Answer {
    let (say, zone) = (visitor.say(), visitor.zone());
    let mails = app::mailbox::list(&visitor.cx).await?;
    let mails = mails
        .into_iter()
        .map(|mail| {
            let sent = when::local(mail.sent_at, &zone);
            let body = mail.body.into_inner();
            MailRow {
                subject: mail.subject.into_inner(),
                to: mail.recipient.reveal().as_str().to_owned(),
                when: say.with2(
                    "session-on",
                    "date",
                    when::date(say, &sent),
                    "time",
                    when::time(&sent),
                ),
                link: link_in(&body).unwrap_or_default(),
                body,
            }
        })
        .collect();
    page(
        StatusCode::OK,
        &MailboxPage {
            frame: visitor.frame,
            mails,
        },
    )
}

/// The first sign-in link of a mail.
fn link_in(body: &str) -> Option<String> {
    let word = body.split_whitespace().find(|word| word.contains("/sign-in/"))?;
    (word.starts_with("http://") || word.starts_with("https://")).then(|| word.to_owned())
}
