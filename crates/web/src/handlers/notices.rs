//! What a person was told about their account, as rows for their pages; `POST /notices/away` takes it off the page of the day.

use super::id;
use crate::answer::{Answer, see};
use crate::form::Form;
use crate::pages::devices::NoticeRow;
use crate::visitor::Visitor;
use crate::when;
use domain::notice::Notice;
use serde::Deserialize;

pub(super) fn row(visitor: &Visitor, one: &Notice) -> NoticeRow {
    let say = visitor.say();
    let at = when::local(one.at, &visitor.zone());
    NoticeRow {
        happened: say.of(&format!("notice-{}", one.happened.word())),
        when: say.with2(
            "notice-when",
            "date",
            when::date_with_year(say, at.date()),
            "time",
            when::time(&at),
        ),
        device: one
            .device
            .as_deref()
            .map(|device| say.with("notice-device", "device", device)),
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Seen {
    /// The newest that the page showed.
    #[serde(default)]
    up_to: String,
}

pub(crate) async fn put_away(visitor: Visitor, Form(seen): Form<Seen>) -> Answer {
    app::notices::put_away(&visitor.cx, id(&seen.up_to)?).await?;
    Ok(see("/today"))
}
