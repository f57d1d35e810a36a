//! Answers the door of one session.

use crate::sessions::lookup;
use crate::{Context, Error, Fault, FieldFault, Refusal, Result};
use domain::door::{Alone, DoorAnswers, SafeChannel};
use domain::session::Door;
use domain::{Private, SessionId};
use policy::SessionAction;

/// The form as it was sent. `None` is a question left open.
#[derive(Debug, Clone, Default)]
pub struct DoorForm {
    pub place: Private<String>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub alone: Option<Alone>,
    pub safe_channel: Option<SafeChannel>,
}

/// A street, a town and a note for whoever comes to help.
const LONGEST_PLACE: usize = 200;

/// A second answer replaces the first: people move from the kitchen to the car.
pub async fn answer(cx: &Context, session: SessionId, form: DoorForm) -> Result<()> {
    let (session, group) = lookup(cx, session, SessionAction::AnswerDoor).await?;
    match session.door(cx.now()) {
        Door::Open => {}
        // Where somebody will be is not where they are: help would be sent to the wrong door.
        Door::NotYet(opens_at) => return Err(Refusal::DoorNotOpenYet(opens_at).into()),
        Door::Over => return Err(Refusal::SessionOver.into()),
    }
    let read = read(form).map_err(Error::Malformed)?;
    let person = cx.person()?.id;
    let member = cx
        .store()
        .memberships()
        .of_person_in(person, group.id)
        .await?
        .ok_or(Error::NotFound)?
        .id;

    let mut work = cx
        .begin_in(group.id, SessionAction::AnswerDoor, session.id)
        .await?;
    work.note("member", member);
    work.concerns(person);
    let answers = DoorAnswers {
        session: session.id,
        member,
        place: read.place,
        country: read.country,
        alone: read.alone,
        safe_channel: read.safe_channel,
        answered_at: cx.now(),
    };
    work.door_answers().put(&answers).await?;
    work.commit().await?;
    Ok(())
}

struct Read {
    place: Private<String>,
    country: String,
    alone: Alone,
    safe_channel: SafeChannel,
}

/// Every fault at once, so that nobody has to send the form four times.
fn read(form: DoorForm) -> std::result::Result<Read, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let mut fault = |field, fault| faults.push(FieldFault { field, fault });

    let place = form.place.reveal().trim().to_owned();
    if place.is_empty() {
        fault("place", Fault::Missing);
    } else if place.chars().count() > LONGEST_PLACE {
        fault("place", Fault::TooLong(LONGEST_PLACE));
    }
    let country = form.country.trim().to_ascii_uppercase();
    if country.is_empty() {
        fault("country", Fault::Missing);
    } else if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        fault("country", Fault::NotACountry);
    }
    if form.alone.is_none() {
        fault("alone", Fault::Missing);
    }
    if form.safe_channel.is_none() {
        fault("safe_channel", Fault::Missing);
    }
    match (form.alone, form.safe_channel) {
        (Some(alone), Some(safe_channel)) if faults.is_empty() => Ok(Read {
            place: place.into(),
            country,
            alone,
            safe_channel,
        }),
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> DoorForm {
        DoorForm {
            place: " Linienstraße 12, Berlin ".into(),
            country: "de".into(),
            alone: Some(Alone::Yes),
            safe_channel: Some(SafeChannel::Text),
        }
    }

    fn fields(form: DoorForm) -> Vec<&'static str> {
        read(form)
            .err()
            .unwrap_or_default()
            .into_iter()
            .map(|fault| fault.field)
            .collect()
    }

    #[test]
    fn every_question_at_the_door_needs_an_answer() {
        assert_eq!(
            fields(DoorForm::default()),
            ["place", "country", "alone", "safe_channel"]
        );
        assert_eq!(
            fields(DoorForm {
                place: "  ".into(),
                ..good()
            }),
            ["place"]
        );
        assert_eq!(
            fields(DoorForm {
                alone: None,
                ..good()
            }),
            ["alone"]
        );
        assert_eq!(
            fields(DoorForm {
                safe_channel: None,
                ..good()
            }),
            ["safe_channel"]
        );
        assert!(fields(good()).is_empty());
    }

    #[test]
    fn a_country_is_two_letters_and_a_place_has_an_end() {
        for country in ["D", "DEU", "D1", "ÄÖ"] {
            assert_eq!(
                fields(DoorForm {
                    country: country.into(),
                    ..good()
                }),
                ["country"],
                "{country}"
            );
        }
        assert_eq!(
            fields(DoorForm {
                place: "ä".repeat(201).into(),
                ..good()
            }),
            ["place"]
        );
        assert!(
            fields(DoorForm {
                place: "ä".repeat(200).into(),
                ..good()
            })
            .is_empty()
        );
    }
}
