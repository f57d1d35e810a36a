//! What a running room needs of the house and of media, as two small traits: so that a test can let the store fail
//! and see whose media were ended. In the running program they are [`app::App`] and [`media::Media`].

use app::App;
use domain::emergency::EmergencyCard;
use domain::group::Levels;
use domain::live::{Airtime, LiveFact, LiveSetup};
use domain::membership::Role;
use domain::{MembershipId, PersonId, SessionId, SignInId};
use jiff::Timestamp;
use media::{Kind, Media, ParticipantId, RoomEvent, RoomHandle, Slot};
use room::{MediaKind, SeatSlot};
use std::pin::Pin;
use std::time::Duration;
use tokio::sync::mpsc::UnboundedSender;

pub(crate) type Soon<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Why the house did not do it. The cause is logged where it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    NotFound,
    Refused,
    Unavailable,
}

pub(crate) trait House: Send + Sync + 'static {
    /// To the millisecond, as the store keeps it.
    fn now(&self) -> Timestamp;
    fn setup(&self, session: SessionId) -> Soon<'_, Result<LiveSetup, Trouble>>;
    /// Returns when the fact is on disk. `through` is the sign-in of whoever decided it; here and below, where the room knows it.
    fn record<'a>(
        &'a self,
        session: SessionId,
        fact: &'a LiveFact,
        through: Option<SignInId>,
    ) -> Soon<'a, Result<(), Trouble>>;
    fn open_card(
        &self,
        session: SessionId,
        by: PersonId,
        through: Option<SignInId>,
        of: MembershipId,
    ) -> Soon<'_, Result<EmergencyCard, Trouble>>;
    /// Whoever leads was shown what these people said at the door. From here on it is not lost while the program lives, and nobody
    /// waits for it to be written down.
    fn doors_were_read(
        &self,
        session: SessionId,
        by: (PersonId, Option<SignInId>),
        role: Role,
        of: Vec<(MembershipId, PersonId)>,
    );
    /// The room itself refused a card. Nobody waits for it to be written down.
    fn card_was_refused(
        &self,
        session: SessionId,
        by: (PersonId, Option<SignInId>),
        role: Role,
        of: MembershipId,
    );
    fn save_airtime(&self, session: SessionId, airtime: Vec<Airtime>) -> Soon<'_, Result<(), Trouble>>;
    /// Returns when the link is on disk, behind this one of the group's chain; nothing: as its first.
    fn keep_link(
        &self,
        session: SessionId,
        by: MembershipId,
        through: Option<SignInId>,
        behind: Option<Vec<u8>>,
        link: Vec<u8>,
    ) -> Soon<'_, Result<(), Trouble>>;
    /// Chance for the key with which one running room says that a line was lost.
    fn server_seed(&self) -> Result<[u8; 32], Trouble>;
}

pub(crate) trait MediaHouse: Send + Sync + 'static {
    fn open_room(&self, levels: Levels, events: UnboundedSender<RoomEvent>) -> Box<dyn MediaRoom>;
    fn check_line(&self, offer: String) -> Soon<'_, Result<String, LineRefused>>;
}

/// Closes when it is dropped.
pub(crate) trait MediaRoom: Send + Sync + 'static {
    fn connect(&self, seat: u8, offer: String, slots: Vec<SeatSlot>)
    -> Soon<'_, Result<String, LineRefused>>;
    /// Takes effect in the order of calls, after every `connect` that has answered.
    fn disconnect(&self, seat: u8);
    fn ask_key_frame(&self, seat: u8);
}

/// An offer that media cannot answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this offer cannot be answered")]
pub struct LineRefused;

impl From<app::Error> for Trouble {
    fn from(error: app::Error) -> Self {
        match error {
            app::Error::NotFound => Self::NotFound,
            app::Error::Unavailable { .. } => Self::Unavailable,
            app::Error::Refused(_) | app::Error::Malformed(_) => Self::Refused,
        }
    }
}

impl House for App {
    fn now(&self) -> Timestamp {
        self.now()
    }

    fn setup(&self, session: SessionId) -> Soon<'_, Result<LiveSetup, Trouble>> {
        Box::pin(async move { Ok(app::live::setup(self, session).await?) })
    }

    fn record<'a>(
        &'a self,
        session: SessionId,
        fact: &'a LiveFact,
        through: Option<SignInId>,
    ) -> Soon<'a, Result<(), Trouble>> {
        Box::pin(async move { Ok(app::live::record(self, session, fact, through).await?) })
    }

    fn open_card(
        &self,
        session: SessionId,
        by: PersonId,
        through: Option<SignInId>,
        of: MembershipId,
    ) -> Soon<'_, Result<EmergencyCard, Trouble>> {
        Box::pin(async move { Ok(app::live::open_card(self, session, by, through, of).await?) })
    }

    fn doors_were_read(
        &self,
        session: SessionId,
        by: (PersonId, Option<SignInId>),
        role: Role,
        of: Vec<(MembershipId, PersonId)>,
    ) {
        tokio::spawn(app::live::doors_were_read(self, session, by, role, &of));
    }

    fn card_was_refused(
        &self,
        session: SessionId,
        by: (PersonId, Option<SignInId>),
        role: Role,
        of: MembershipId,
    ) {
        let app = self.clone();
        tokio::spawn(async move {
            if let Err(why) = app::live::card_was_refused(&app, session, by, Some(role), of).await {
                tracing::error!(%session, by = %by.0, %of, %why, "a card was refused and it could not be written down");
            }
        });
    }

    fn save_airtime(&self, session: SessionId, airtime: Vec<Airtime>) -> Soon<'_, Result<(), Trouble>> {
        Box::pin(async move { Ok(app::live::save_airtime(self, session, &airtime).await?) })
    }

    fn keep_link(
        &self,
        session: SessionId,
        by: MembershipId,
        through: Option<SignInId>,
        behind: Option<Vec<u8>>,
        link: Vec<u8>,
    ) -> Soon<'_, Result<(), Trouble>> {
        Box::pin(async move {
            Ok(app::live::keep_link(self, session, by, through, behind.as_deref(), &link).await?)
        })
    }

    fn server_seed(&self) -> Result<[u8; 32], Trouble> {
        Ok(app::live::server_seed()?)
    }
}

/// Media answer within milliseconds; a room does not stand still for longer than this when they do not.
const ANSWERED_WITHIN: Duration = Duration::from_secs(3);

impl MediaHouse for Media {
    fn open_room(&self, levels: Levels, events: UnboundedSender<RoomEvent>) -> Box<dyn MediaRoom> {
        let levels = match levels {
            Levels::Server => media::Levels::Read,
            Levels::Devices => media::Levels::LeftOut,
        };
        Box::new(self.open_room(levels, events))
    }

    fn check_line(&self, offer: String) -> Soon<'_, Result<String, LineRefused>> {
        Box::pin(in_time(async move {
            self.check_line(offer).await.map_err(|_| LineRefused)
        }))
    }
}

impl MediaRoom for RoomHandle {
    fn connect(
        &self,
        seat: u8,
        offer: String,
        slots: Vec<SeatSlot>,
    ) -> Soon<'_, Result<String, LineRefused>> {
        let slots = slots.into_iter().map(slot).collect();
        Box::pin(in_time(async move {
            self.connect(ParticipantId(seat.into()), offer, slots)
                .await
                .map_err(|_| LineRefused)
        }))
    }

    fn disconnect(&self, seat: u8) {
        self.disconnect(ParticipantId(seat.into()));
    }

    fn ask_key_frame(&self, seat: u8) {
        self.ask_key_frame(ParticipantId(seat.into()));
    }
}

/// A seat is a participant's number, and the only thing media know of a person.
fn slot(slot: SeatSlot) -> Slot {
    let kind = match slot.kind {
        MediaKind::Audio => Kind::Audio,
        MediaKind::Video => Kind::Video,
    };
    Slot {
        mid: slot.mid,
        publisher: ParticipantId(slot.seat.into()),
        kind,
    }
}

async fn in_time(answer: impl Future<Output = Result<String, LineRefused>>) -> Result<String, LineRefused> {
    match tokio::time::timeout(ANSWERED_WITHIN, answer).await {
        Ok(outcome) => outcome,
        Err(_) => {
            tracing::error!("media did not answer an offer in time");
            Err(LineRefused)
        }
    }
}
