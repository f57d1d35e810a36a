//! `GET /sessions/{ses}`: for those who lead, the desk is part of the page.

use super::steps::WayIn;
use super::today::door_words;
use super::{agreement, id};
use crate::answer::{Answer, page};
use crate::pages::session::{PhaseRow, SeatRow, SessionFacts, SessionPage, Way};
use crate::say::Say;
use crate::visitor::Visitor;
use crate::when;
use app::sessions::DeskSeat;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::SessionId;
use domain::door::{Alone, SafeChannel};
use domain::membership::Role;
use domain::plan::{Phase, PhaseKind};
use domain::session::{Door, Session};

pub(crate) async fn show(visitor: Visitor, Path(session): Path<String>) -> Answer {
    let session: SessionId = id(&session)?;
    let shown = app::sessions::show(&visitor.cx, session).await?;
    let leads = shown.membership.role.leads();
    let seats = if leads {
        app::sessions::for_facilitator(&visitor.cx, session).await?.seats
    } else {
        Vec::new()
    };

    let say = visitor.say();
    let way = WayIn {
        session,
        door: shown.door,
        answered: shown.answers.is_some(),
        leads,
    };
    let (go, go_href) = way.onward(say);
    let (title, lead) = if shown.removed {
        (say.of("session-removed-title"), say.of("session-removed"))
    } else {
        moments(&visitor, &shown.session, shown.door)
    };
    let facts = SessionFacts {
        // Whoever leads works with the group's own name; a member's screen may be seen by others.
        group: if leads {
            shown.group.name
        } else {
            shown.group.neutral_name
        },
        number: number(say, &shown.session),
        title,
        lead,
        alias: shown.membership.alias.as_str().to_owned(),
        leads,
        agreement: Some(shown.agreement)
            .filter(|note| (note.to_sign || (leads && note.exists)) && shown.door != Door::Over)
            .map(|note| agreement::link(&visitor, shown.session.group, note, leads)),
        way: match shown.door {
            _ if shown.removed => Way::Over,
            Door::NotYet(_) => Way::NotYet,
            Door::Open => Way::Open,
            Door::Over => Way::Over,
        },
        steps: way.whole(say),
        go,
        go_href,
        plan: shown
            .session
            .plan
            .phases
            .iter()
            .map(|phase| phase_row(say, phase))
            .collect(),
        seats: seats
            .into_iter()
            .filter_map(|seat| seat_row(&visitor, seat))
            .collect(),
    };
    page(
        StatusCode::OK,
        &SessionPage {
            frame: visitor.frame,
            session: facts,
        },
    )
}

fn moments(visitor: &Visitor, session: &Session, door: Door) -> (String, String) {
    let (say, zone, now) = (visitor.say(), visitor.zone(), visitor.cx.now());
    let starts = when::local(session.starts_at, &zone);
    if session.is_cancelled() {
        let was = say.with("session-cancelled", "date", when::date(say, &starts));
        return (say.of("session-cancelled-title"), was);
    }
    if door == Door::Over {
        return (
            say.of("session-over-title"),
            say.with("session-over", "date", when::date(say, &starts)),
        );
    }
    let title = if now >= session.starts_at {
        say.of("session-now")
    } else if starts.date() == when::local(now, &zone).date() {
        say.with("session-today", "time", when::time(&starts))
    } else {
        say.with2(
            "session-on",
            "date",
            when::date(say, &starts),
            "time",
            when::time(&starts),
        )
    };
    (title, door_words(visitor, session, door))
}

fn number(say: Say, session: &Session) -> String {
    let number = i64::from(session.number);
    match session.of {
        Some(of) => say.with2("session-number-of", "number", number, "of", i64::from(of)),
        None => say.with("session-number", "number", number),
    }
}

fn phase_row(say: Say, phase: &Phase) -> PhaseRow {
    PhaseRow {
        title: phase.title.clone(),
        prompt: phase.prompt.clone(),
        minutes: say.with("session-minutes", "count", i64::from(phase.minutes)),
        kind: say.of(match phase.kind {
            PhaseKind::Open => "phase-open",
            PhaseKind::Round => "phase-round",
            PhaseKind::Quiet => "phase-quiet",
        }),
    }
}

/// A place free has no row: the table is about people.
fn seat_row(visitor: &Visitor, seat: DeskSeat) -> Option<SeatRow> {
    let (say, zone) = (visitor.say(), visitor.zone());
    let membership = seat.membership?;
    let said = seat.answers.as_ref();
    let unknown = || say.of("desk-unknown");
    Some(SeatRow {
        number: seat.seat.saturating_add(1),
        alias: membership.alias.as_str().to_owned(),
        role: match membership.role {
            Role::Member => String::new(),
            Role::Facilitator => say.of("role-facilitator"),
            Role::CoFacilitator => say.of("role-co-facilitator"),
            Role::Observer => say.of("role-observer"),
        },
        door: said.map_or_else(
            || say.of("desk-no-word"),
            |said| {
                say.with(
                    "desk-answered",
                    "time",
                    when::time(&when::local(said.answered_at, &zone)),
                )
            },
        ),
        alone: said.map_or_else(unknown, |said| {
            say.of(match said.alone {
                Alone::Yes => "desk-yes",
                Alone::No => "desk-no",
            })
        }),
        channel: said.map_or_else(unknown, |said| {
            say.of(match said.safe_channel {
                SafeChannel::Ring => "channel-ring",
                SafeChannel::Text => "channel-text",
                SafeChannel::Email => "channel-email",
                SafeChannel::None => "channel-none",
            })
        }),
    })
}
