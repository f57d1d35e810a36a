//! Opens a seat's emergency card: who, where they are now, whom to ring. For those who lead the group, and logged.

use crate::audit::write_down;
use crate::context::{authorise, person_and_actor};
use crate::{App, Error, Result, practice};
use domain::door::{Alone, SafeChannel};
use domain::emergency::EmergencyCard;
use domain::help::Help;
use domain::{MembershipId, PersonId, Private, SessionId, SignInId};
use policy::{Action, EmergencyAction, Resource};
use store::{Actor, AuditEntry};

/// The audit row is on disk before the card is shown: nobody opens one unseen. When the store cannot take the row,
/// the card is shown all the same, and the row is owed.
///
/// Someone in danger may not have answered the door, or not have been asked for a contact yet. So what is not
/// known is left empty, and the rest of the card is shown all the same.
pub async fn open_card(
    app: &App,
    session: SessionId,
    by: PersonId,
    through: Option<SignInId>,
    member: MembershipId,
) -> Result<EmergencyCard> {
    let session = super::session_of(app, session).await?;
    let (_, mut actor) = person_and_actor(app, by).await?;
    // Whoever is in the room came through its socket, which asked for it.
    actor.proven = true;
    let action: Action = EmergencyAction::OpenCard.into();
    let role = actor.role_in(session.group);
    let allowed = authorise(&actor, action, &Resource::EmergencyCard { group: session.group });
    if let Err(Error::Refused(_)) = allowed {
        super::card_was_refused(app, session.id, (by, through), role, member).await?;
    }
    allowed?;
    let seat = app
        .store()
        .memberships()
        .lookup(member)
        .await?
        .ok_or(Error::NotFound)?;
    if seat.group != session.group || !seat.is_current() {
        return Err(Error::NotFound);
    }
    let practice = practice::current(app).await?;

    let store = app.store();
    let person = store.people().lookup(seat.person).await?.ok_or(Error::NotFound)?;
    let facts = store.emergency_facts().of_person(seat.person).await?;
    let answers = store.door_answers().lookup(session.id, member).await?;

    let row = AuditEntry::new(Actor::Person(by), action.name(), member, app.now())
        .maybe_through(through)
        .of(seat.person)
        .with("session", session.id);
    let row = match role {
        Some(role) => row.in_role(role),
        None => row,
    };
    write_down(app, vec![row]).await;
    tracing::info!(session = %session.id, %member, "an emergency card was opened");

    let country = answers
        .as_ref()
        .map_or(practice.country, |said| said.country.clone());
    let unknown = || Private::from("");
    let (phone, safe_to_ring, contact) = match facts {
        Some(known) => (
            known.phone,
            known.safe_to_ring,
            [known.contact_name, known.contact_phone, known.contact_relation],
        ),
        None => (unknown(), false, [unknown(), unknown(), unknown()]),
    };
    let [contact_name, contact_phone, contact_relation] = contact;
    Ok(EmergencyCard {
        member,
        alias: seat.alias,
        legal_name: person.legal_name,
        place: answers.as_ref().map_or_else(unknown, |said| said.place.clone()),
        // Without an answer nobody may count on somebody being beside them, nor on a channel being safe.
        alone: answers.as_ref().map_or(Alone::Yes, |said| said.alone),
        safe_channel: answers
            .as_ref()
            .map_or(SafeChannel::None, |said| said.safe_channel),
        phone,
        safe_to_ring,
        contact_name,
        contact_phone,
        contact_relation,
        emergency_number: emergency_number(&country),
        country,
    })
}

/// The most general number that sends help in this country; what holds everywhere where we know none.
fn emergency_number(country: &str) -> String {
    Help::for_country(country)
        .emergency
        .first()
        .map(|entry| entry.number.clone())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_a_number_on_the_card() {
        assert_eq!(emergency_number("DE"), "112");
        assert_eq!(emergency_number("US"), "911");
        assert!(!emergency_number("AQ").is_empty());
    }
}
