//! Everything the house keeps of the person who asks, and of nobody else. Nothing is queued and nothing is mailed: the file is
//! the answer. That it was asked for is written down, each time, and its person reads of it in *Who looked*.

use super::document;
use crate::audit::{write_down, zone_of};
use crate::jobs::deliver_mail;
use crate::{Context, Refusal, Result, practice};
use domain::Private;
use jiff::civil::Date;
use policy::{AccountAction, Resource};
use serde_json::Value as Json;
use store::{Field, Section, Value};

#[derive(Debug, Clone)]
pub struct Export {
    pub practice: String,
    /// The day where the practice is. Two exports of one day are the same, if nothing happened in between.
    pub made_on: Date,
    pub sections: Vec<Section>,
}

impl Export {
    /// The document as docs/data.md describes it.
    pub fn json(&self) -> Json {
        document::json(self)
    }
}

pub async fn export(cx: &Context) -> Result<Export> {
    let person = cx.person()?.clone();
    let owner = Resource::Account { owner: person.id };
    cx.authorise(AccountAction::ExportMyData, &owner)?;
    if !cx.is_fresh() {
        return Err(Refusal::SignInAgain.into());
    }
    let look = cx.entry(AccountAction::ExportMyData, person.id).of(person.id);
    write_down(cx.app(), vec![look]).await;
    let mut sections = cx
        .store()
        .my_data()
        .of_person(person.id, person.email.reveal())
        .await?;
    sections.push(deliver_mail::waiting_for(cx.app(), person.email.reveal()).await?);
    for section in &mut sections {
        for field in section.entries.iter_mut().flatten() {
            close_links(field);
        }
    }
    let practice = practice::current(cx.app()).await?;
    Ok(Export {
        made_on: cx.now().to_zoned(zone_of(&practice)).date(),
        practice: practice.name,
        sections,
    })
}

/// A letter may hold a link by which somebody is signed in. A file lies about; the link does not go into it.
fn close_links(field: &mut Field) {
    const WAY_IN: &str = "/sign-in/";
    let Value::Words(words) = &field.value else {
        return;
    };
    if !words.reveal().contains(WAY_IN) {
        return;
    }
    let mut closed = String::new();
    let mut rest = words.reveal().as_str();
    while let Some((before, token)) = rest.split_once(WAY_IN) {
        closed.push_str(before);
        closed.push_str(WAY_IN);
        closed.push('…');
        rest = token.trim_start_matches(|one: char| one.is_ascii_alphanumeric() || one == '-' || one == '_');
    }
    closed.push_str(rest);
    field.value = Value::Words(Private::new(closed));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_in_a_letter_opens_nothing_any_more() {
        let mut field = Field {
            name: "body",
            value: Value::Words("Hello,\nhttp://a.example/sign-in/Ab_-9\nand /sign-in/x.".into()),
        };
        close_links(&mut field);
        let words = Value::Words("Hello,\nhttp://a.example/sign-in/…\nand /sign-in/….".into());
        assert_eq!(field.value, words);
    }
}
