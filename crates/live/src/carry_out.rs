//! Carries out what the room wants: first every fact is stored, then people are shown and told.

use crate::host::{Fallen, Host};
use crate::ports::{LineRefused, Soon, Trouble};
use crate::told::Told;
use domain::live::LiveFact;
use domain::{MembershipId, SignInId};
use room::{ConnectionId, Effect, Input, Notice, Refused, SeatSlot};
use std::time::Duration;

/// Between attempts to store a fact. Then the room gives up and starts again from what is stored.
const RETRIES: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(250)];

/// A call for help reaches those who lead whatever becomes of the store, and waits for it no longer than this.
const TOLD_WITHIN: Duration = Duration::from_secs(2);

/// The connection that asked, and the number by which it knows its message.
pub(crate) type Asked = Option<(ConnectionId, u32)>;

impl Host {
    pub(crate) async fn input(&mut self, input: Input) -> Result<(), Fallen> {
        // Nobody waits for an answer: a refusal has nobody to go to.
        self.input_from(None, input).await.map(drop)
    }

    pub(crate) async fn input_from(
        &mut self,
        asked: Asked,
        input: Input,
    ) -> Result<Result<(), Refused>, Fallen> {
        let outcome = self.room.handle(input, self.house.now());
        let mut unread = self.carry_out(asked).await?;
        // Who does not read is let go, which may in turn change what the others see.
        while let Some(connection) = unread.pop() {
            tracing::info!(session = %self.session, "a socket that did not read was let go");
            self.visitors.remove(&connection);
            // A refusal of this kind does not exist: a loss is always taken.
            let _ = self.room.handle(Input::Lost { connection }, self.house.now());
            unread.extend(self.carry_out(None).await?);
        }
        Ok(outcome)
    }

    /// Says who has not read for so long that they must be let go.
    async fn carry_out(&mut self, asked: Asked) -> Result<Vec<ConnectionId>, Fallen> {
        let mut rest = Vec::new();
        let mut admitted = Vec::new();
        while let Some(effect) = self.room.poll() {
            match effect {
                Effect::Record(fact @ LiveFact::QuietToldOrSeen { .. }) => {
                    // Each such fact is the whole list, so one that was cut off costs nothing once the next is stored.
                    let stored = tokio::time::timeout(TOLD_WITHIN, self.store(asked, &fact)).await;
                    if !matches!(stored, Ok(Ok(()))) {
                        tracing::error!(session = %self.session, "a quiet word could not be stored: it is told all the same");
                    }
                }
                Effect::Record(fact) => {
                    self.store(asked, &fact).await?;
                    if let LiveFact::Admitted { member, token, .. } = fact {
                        admitted.push((member, token));
                    }
                }
                effect => rest.push(effect),
            }
        }
        let mut unread = Vec::new();
        for effect in rest {
            match effect {
                Effect::Record(_) => {}
                Effect::Show { connection } => {
                    if let Some(screen) = self.room.screen(connection, self.house.now()) {
                        self.doors_read(connection, &screen);
                        self.tell(connection, screen, &mut unread);
                    }
                }
                Effect::Tell { connection, notice } => self.tell(connection, notice, &mut unread),
                Effect::ConnectMedia {
                    connection,
                    seat,
                    sdp,
                    slots,
                } => {
                    let notice = match self.connect_media(connection, seat, sdp, slots).await {
                        Ok(sdp) => Notice::MediaAnswer { sdp },
                        Err(LineRefused) => refusal(asked, Refused::BadOffer),
                    };
                    self.tell(connection, notice, &mut unread);
                }
                Effect::AskKeyFrame { seat } => self.media.ask_key_frame(seat),
                Effect::EndMedia { seat } => self.media.disconnect(seat),
                Effect::OpenCard { connection, by, of } => {
                    let notice = match self.open_card(connection, by, of).await {
                        Ok(card) => card,
                        Err(why) => refusal(asked, why),
                    };
                    self.tell(connection, notice, &mut unread);
                }
                Effect::Close { connection, why } => {
                    if let Some(speaker) = self.visitors.remove(&connection) {
                        speaker.outbox.end(Some(why));
                    }
                }
                // Dropping the speaker closes the outbox without a word.
                Effect::Drop { connection } => drop(self.visitors.remove(&connection)),
            }
        }
        for (member, token) in admitted {
            self.seal_admits(member, &token).await?;
        }
        Ok(unread)
    }

    /// A desk shows what those who wait said at the door: the first time it does, that is a look at their record, and again when
    /// they have answered anew.
    fn doors_read(&mut self, connection: ConnectionId, screen: &Notice) {
        let Notice::Room(view) = screen else { return };
        let (Some(desk), Some(by)) = (&view.desk, self.room.member_at(connection)) else {
            return;
        };
        let Some(looker) = self.people.get(&by) else {
            return;
        };
        let mut of = Vec::new();
        for waiting in &desk.waiting {
            let Some(known) = self.people.get(&waiting.member) else {
                continue;
            };
            if self.doors_read.insert((by, waiting.member, known.answered_at)) {
                of.push((waiting.member, known.person));
            }
        }
        if !of.is_empty() {
            let through = self.through(connection);
            self.house
                .doors_were_read(self.session, (looker.person, through), looker.role, of);
        }
    }

    /// Whoever tries a card that is not theirs to open is written down.
    pub(crate) fn card_was_refused(&self, connection: ConnectionId, of: MembershipId) {
        let by = self.room.member_at(connection);
        if let Some(by) = by.and_then(|by| self.people.get(&by)) {
            let by_whom = (by.person, self.through(connection));
            self.house.card_was_refused(self.session, by_whom, by.role, of);
        }
    }

    pub(crate) fn refuse(&mut self, connection: ConnectionId, re: u32, why: Refused) {
        self.tell_or_drop(connection, Notice::Refused { re, why }.into());
    }

    /// Who has not read for so long is let go: the visit finds its outbox closed, and the room hears of the loss.
    pub(crate) fn tell_or_drop(&mut self, connection: ConnectionId, told: Told) {
        let speaker = self.visitors.get(&connection);
        if speaker.is_some_and(|speaker| speaker.outbox.put(told).is_err()) {
            self.visitors.remove(&connection);
        }
    }

    fn tell(&self, connection: ConnectionId, notice: Notice, unread: &mut Vec<ConnectionId>) {
        if let Some(speaker) = self.visitors.get(&connection)
            && speaker.outbox.put(notice).is_err()
            && !unread.contains(&connection)
        {
            unread.push(connection);
        }
    }

    async fn store(&self, asked: Asked, fact: &LiveFact) -> Result<(), Fallen> {
        let through = app::live::decided_by(fact).and_then(|by| self.through_of(asked, by));
        patiently(|| self.house.record(self.session, fact, through)).await
    }

    pub(crate) fn through(&self, connection: ConnectionId) -> Option<SignInId> {
        Some(self.visitors.get(&connection)?.sign_in)
    }

    /// The sign-in of the page that asked; of whoever comes in and asked nothing, the one they came in through.
    fn through_of(&self, asked: Asked, by: MembershipId) -> Option<SignInId> {
        let theirs = asked.filter(|(connection, _)| self.room.member_at(*connection) == Some(by));
        match theirs {
            Some((connection, _)) => self.through(connection),
            None => self.people.get(&by)?.sign_in,
        }
    }

    pub(crate) async fn keep_link(
        &self,
        by: MembershipId,
        through: Option<SignInId>,
        behind: Option<Vec<u8>>,
        link: Vec<u8>,
    ) -> Result<(), Fallen> {
        patiently(|| {
            self.house
                .keep_link(self.session, by, through, behind.clone(), link.clone())
        })
        .await
    }

    /// Answered in the room's own task, so that an end of media never overtakes their beginning.
    async fn connect_media(
        &self,
        connection: ConnectionId,
        seat: u8,
        sdp: String,
        slots: Vec<SeatSlot>,
    ) -> Result<String, LineRefused> {
        let answer = self.media.connect(seat, sdp, slots).await;
        // A sign-in that ended in the meantime has ended its media before they began: they end now.
        let is_still_open = self
            .visitors
            .get(&connection)
            .is_some_and(|speaker| speaker.outbox.is_open());
        if !is_still_open {
            self.media.disconnect(seat);
        }
        answer
    }

    async fn open_card(
        &self,
        connection: ConnectionId,
        by: MembershipId,
        of: MembershipId,
    ) -> Result<Notice, Refused> {
        let person = self.people.get(&by).ok_or(Refused::NotFound)?.person;
        match self
            .house
            .open_card(self.session, person, self.through(connection), of)
            .await
        {
            Ok(card) => Ok(Notice::Card(Box::new(card))),
            Err(Trouble::NotFound) => Err(Refused::NotFound),
            Err(Trouble::Refused) => Err(Refused::NotAllowed),
            // The wire has no word for a store that does not answer; trying again is right.
            Err(Trouble::Unavailable) => Err(Refused::TooFast),
        }
    }
}

async fn patiently<'a>(mut attempt: impl FnMut() -> Soon<'a, Result<(), Trouble>>) -> Result<(), Fallen> {
    for pause in RETRIES {
        if attempt().await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(pause).await;
    }
    attempt().await.map_err(|_| Fallen::Unstored)
}

fn refusal(asked: Asked, why: Refused) -> Notice {
    Notice::Refused {
        re: asked.map_or(0, |(_, re)| re),
        why,
    }
}
