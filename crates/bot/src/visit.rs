//! One visit to the room, from the opened socket to its end: drives the line, the peer connection and the player.

use crate::behaviour::{Mind, Sight};
use crate::chance::Chance;
use crate::circle::Circle;
use crate::hearing::{self, Hearing};
use crate::invitation::{Invitation, Person};
use crate::line::Line;
use crate::look::Look;
use crate::peer::{Outcome, Peer};
use crate::player::Player;
use crate::sealed::{Sealed, Words};
use anyhow::Context;
use protocol::{ClientMessage, EndReason, MediaState, RefusalCode, RoomView, ServerMessage, Switch};
use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::time::Instant;
use tokio::net::UdpSocket;

/// How often a bot looks at the circle and decides.
const LOOK_MS: u64 = 100;
const PING_MS: u64 = 20_000;
/// Whoever is asked to mute does, for a while.
const MUTED_MS: u64 = 45_000;
/// A peer connection that never comes up, or was lost, is offered anew after this.
const OFFER_AGAIN_MS: u64 = 12_000;

pub(crate) enum Over {
    Ended(EndReason),
    LineLost,
}

pub(crate) struct Visit<'a> {
    person: &'a Person,
    circle: &'a Circle,
    line: Line,
    player: Player,
    mind: Mind,
    sealed: &'a mut Sealed,
    /// The server's clock, once it has said what time it is: so far ahead of ours.
    ahead_ms: Option<u64>,
    view: Option<Box<RoomView>>,
    media: Option<Media>,
    next_look: u64,
    next_ping: u64,
    muted_until: Option<u64>,
    offer_again_at: Option<u64>,
}

struct Media {
    socket: UdpSocket,
    peer: Peer,
    connected: bool,
    hearing: Hearing,
}

/// What woke the visit.
enum Woken {
    Heard(Option<ServerMessage>),
    Datagram(std::io::Result<(usize, SocketAddr)>),
    Time,
}

impl<'a> Visit<'a> {
    pub(crate) async fn come(
        person: &'a Person,
        invitation: &Invitation,
        circle: &'a Circle,
        look: &Look,
        page: &str,
        chance: &mut Chance,
        sealed: &'a mut Sealed,
    ) -> anyhow::Result<Over> {
        let mut line = Line::open(invitation, person).await?;
        line.say(ClientMessage::Hello {
            protocol: protocol::VERSION,
            page: page.to_owned(),
        })
        .await?;
        let now = circle.now();
        let mut own = |name: &str| Chance::seeded(chance.draw(), name);
        let visit = Visit {
            person,
            circle,
            line,
            player: Player::new(look.clone(), own("player"), now),
            mind: Mind::new(own("mind"), now),
            sealed,
            ahead_ms: None,
            view: None,
            media: None,
            next_look: now,
            next_ping: now + PING_MS,
            muted_until: None,
            offer_again_at: None,
        };
        visit.stay().await
    }

    async fn stay(mut self) -> anyhow::Result<Over> {
        let mut buffer = vec![0_u8; 2_048];
        loop {
            let wake_at = self.wake_at();
            let woken = tokio::select! {
                heard = self.line.hear() => Woken::Heard(heard),
                datagram = receive(self.media.as_ref(), &mut buffer) => Woken::Datagram(datagram),
                () = tokio::time::sleep_until(wake_at.into()) => Woken::Time,
            };
            match woken {
                Woken::Heard(None) => return Ok(Over::LineLost),
                Woken::Heard(Some(ServerMessage::End { reason })) => return Ok(Over::Ended(reason)),
                Woken::Heard(Some(message)) => self.hear(message).await?,
                Woken::Datagram(Ok((length, source))) => {
                    if let (Some(media), Some(datagram)) = (&mut self.media, buffer.get(..length)) {
                        media.peer.receive(source, datagram, Instant::now());
                    }
                }
                Woken::Datagram(Err(error)) => tracing::debug!(%error, "nothing received"),
                Woken::Time => {}
            }
            self.proceed().await?;
            self.carry_out();
        }
    }

    fn wake_at(&self) -> Instant {
        let mut at = self.next_look.min(self.next_ping);
        let Some(media) = &self.media else {
            return self.circle.moment(at);
        };
        if media.connected {
            at = at.min(self.player.next_at());
        }
        self.circle.moment(at).min(media.peer.timeout())
    }

    async fn hear(&mut self, message: ServerMessage) -> anyhow::Result<()> {
        let now = self.circle.now();
        match message {
            ServerMessage::Room(view) => {
                self.circle.shared().sees(&view, now);
                let first = self.view.replace(view).is_none();
                if first {
                    self.sit_down(now).await?;
                }
            }
            ServerMessage::Speaking { members } => self.circle.shared().conversation.hears(&members, now),
            ServerMessage::MediaAnswer { sdp } => {
                if let Some(media) = &mut self.media {
                    media.peer.accept(&sdp)?;
                }
            }
            ServerMessage::AskedToMute { .. } => self.set_microphone(false, now).await?,
            ServerMessage::Refused { code, .. } => {
                tracing::debug!(member = self.person.member, ?code, "refused");
                if code == RefusalCode::BadOffer {
                    self.offer_again_at = Some(now + OFFER_AGAIN_MS);
                }
            }
            ServerMessage::Welcome { now_ms, .. } => {
                let ahead_ms = u64::try_from(now_ms).unwrap_or(0).saturating_sub(now);
                self.ahead_ms = Some(ahead_ms);
                self.sealed.begin(now + ahead_ms);
            }
            ServerMessage::Seal { told } => {
                if let Some(ahead_ms) = self.ahead_ms {
                    self.sealed.told(told, now + ahead_ms);
                }
            }
            ServerMessage::Content {
                seq,
                from,
                at_ms,
                body,
            } => {
                let words = Words {
                    seq,
                    from,
                    at_ms,
                    body,
                };
                if words.from == self.person.member {
                    self.sealed.came_back(&words);
                } else {
                    hearing::account(self.circle, &self.person.name, |ears| {
                        hearing::read(&words, self.sealed, ears, now);
                    });
                }
            }
            ServerMessage::Waiting { .. }
            | ServerMessage::Admitted { .. }
            | ServerMessage::QuietHeard { .. }
            | ServerMessage::Card(_)
            | ServerMessage::End { .. }
            | ServerMessage::Pong => {}
        }
        Ok(())
    }

    async fn sit_down(&mut self, now: u64) -> anyhow::Result<()> {
        {
            let mut shared = self.circle.shared();
            shared.sits_down(&self.person.member);
            shared.conversation.joins(&self.person.member);
        }
        tell_seated(self.circle);
        self.say_media_state(true).await?;
        self.offer(now).await
    }

    async fn offer(&mut self, now: u64) -> anyhow::Result<()> {
        let socket = socket_towards(self.line.server()?).await?;
        let hear: Vec<String> = match &self.view {
            Some(view) if self.person.hear => view
                .seats
                .iter()
                .map(|seat| seat.member.clone())
                .filter(|one| *one != self.person.member)
                .collect(),
            _ => Vec::new(),
        };
        let (peer, offer) = Peer::offer(socket.local_addr()?, &hear, Instant::now())?;
        if self.person.hear {
            hearing::account(self.circle, &self.person.name, |ears| ears.offered_ms = Some(now));
        }
        self.media = Some(Media {
            socket,
            peer,
            connected: false,
            hearing: Hearing::default(),
        });
        self.offer_again_at = Some(now + OFFER_AGAIN_MS);
        self.line
            .say(ClientMessage::MediaOffer {
                sdp: offer.sdp,
                slots: offer.slots,
            })
            .await
    }

    async fn say_media_state(&mut self, microphone: bool) -> anyhow::Result<()> {
        let microphone = if microphone { Switch::On } else { Switch::Off };
        self.line
            .say(ClientMessage::MediaState(MediaState {
                microphone,
                camera: Switch::On,
            }))
            .await
    }

    async fn set_microphone(&mut self, on: bool, now: u64) -> anyhow::Result<()> {
        self.muted_until = (!on).then_some(now + MUTED_MS);
        self.player.set_microphone(on);
        {
            let mut shared = self.circle.shared();
            if on {
                shared.conversation.joins(&self.person.member);
            } else {
                shared.conversation.leaves(&self.person.member);
            }
        }
        self.say_media_state(on).await
    }

    /// Everything that is due now.
    async fn proceed(&mut self) -> anyhow::Result<()> {
        let now = self.circle.now();
        if now >= self.next_ping {
            self.next_ping = now + PING_MS;
            self.line.say(ClientMessage::Ping).await?;
        }
        self.seal_on(now).await?;
        if now >= self.next_look {
            self.next_look = now + LOOK_MS;
            self.look(now).await?;
        }
        let moment = Instant::now();
        if let Some(media) = &mut self.media {
            if media.connected {
                while let Some(mut due) = self.player.poll(now) {
                    let (kind, frame) = due.frame();
                    // Nothing is sent before there is a key: dropped, never passed.
                    if let Some(sealed) = self.sealed.seal_frame(kind, frame) {
                        *frame = sealed.into();
                        media.peer.play(due, moment);
                    }
                }
            }
            if media.peer.timeout() <= moment {
                media.peer.wake(moment);
            }
        }
        Ok(())
    }

    /// What is due about the keys of the circle.
    async fn seal_on(&mut self, now: u64) -> anyhow::Result<()> {
        let Some(ahead_ms) = self.ahead_ms else {
            return Ok(());
        };
        if self.sealed.proceed(now + ahead_ms) {
            self.player.start_over();
        }
        while let Some(message) = self.sealed.poll() {
            self.line.say(message).await?;
        }
        Ok(())
    }

    async fn look(&mut self, now: u64) -> anyhow::Result<()> {
        if self.person.hear {
            let standing = self.sealed.standing();
            hearing::account(self.circle, &self.person.name, |ears| ears.standing = standing);
            let wanted = self.media.as_mut().map(|media| media.hearing.wanted(now));
            for member in wanted.unwrap_or_default() {
                self.line.say(ClientMessage::NeedKeyFrame { member }).await?;
            }
        }
        if self.view.is_some() && self.offer_again_at.is_some_and(|at| now >= at) {
            self.offer(now).await?;
        }
        if self.muted_until.is_some_and(|until| now >= until) {
            self.set_microphone(true, now).await?;
        }
        let (Some(view), false) = (&self.view, self.person.still) else {
            return Ok(());
        };
        let deeds = {
            let mut shared = self.circle.shared();
            let word = shared.conversation.gives_word_to(&self.person.member, now);
            let microphone_on = self.muted_until.is_none();
            let sight = Sight {
                view,
                me: &self.person.member,
                bots: &shared.bots,
                word,
                microphone_on,
                at_door: self.sealed.at_door(),
            };
            self.mind.decide(&sight, now)
        };
        self.player.speak(deeds.speak, now);
        let server_now = now + self.ahead_ms.unwrap_or(0);
        let words = deeds
            .tell
            .iter()
            .filter_map(|words| self.sealed.seal_words(words));
        let mut say: Vec<_> = words.collect();
        for member in &deeds.admit {
            let admission = self.sealed.admission(member, server_now);
            say.extend(admission.map(|admission| ClientMessage::Admit { admission }));
        }
        say.extend(deeds.say);
        for message in say {
            self.line.say(message).await?;
        }
        Ok(())
    }

    /// What the peer connection wants done.
    fn carry_out(&mut self) {
        let now = self.circle.now();
        let Some(media) = &mut self.media else { return };
        while let Some(outcome) = media.peer.poll() {
            match outcome {
                Outcome::Send {
                    destination,
                    datagram,
                } => {
                    // Lossy like the network itself: a full buffer is a lost packet.
                    if let Err(error) = media.socket.try_send_to(&datagram, destination) {
                        tracing::trace!(%error, "a datagram was not sent");
                    }
                }
                Outcome::Connected => {
                    media.connected = true;
                    self.offer_again_at = None;
                    self.player.key_frame_wanted(now);
                    if self.person.hear {
                        hearing::account(self.circle, &self.person.name, |ears| {
                            ears.connected_ms = Some(now)
                        });
                    }
                }
                Outcome::KeyFrameWanted => self.player.key_frame_wanted(now),
                Outcome::Heard {
                    publisher,
                    kind,
                    packet,
                } => {
                    let times = (now, now + self.ahead_ms.unwrap_or(0));
                    let came = (publisher.as_str(), kind, &*packet);
                    hearing::account(self.circle, &self.person.name, |ears| {
                        media.hearing.hear(came, self.sealed, ears, times);
                    });
                }
                Outcome::Lost => {
                    media.connected = false;
                    self.offer_again_at.get_or_insert(now + 1_000);
                }
            }
        }
    }
}

async fn receive(media: Option<&Media>, buffer: &mut [u8]) -> std::io::Result<(usize, SocketAddr)> {
    match media {
        Some(media) => media.socket.recv_from(buffer).await,
        None => std::future::pending().await,
    }
}

/// A socket bound to the address from which the server is reached, as ICE wants to name it.
async fn socket_towards(server: SocketAddr) -> anyhow::Result<UdpSocket> {
    let any: IpAddr = if server.is_ipv4() {
        [0, 0, 0, 0].into()
    } else {
        [0_u16; 8].into()
    };
    let probe = UdpSocket::bind((any, 0)).await?;
    probe.connect(server).await?;
    UdpSocket::bind((probe.local_addr()?.ip(), 0))
        .await
        .context("no socket for media")
}

/// One line for whoever started the bots: how many sit in the circle now.
pub(crate) fn tell_seated(circle: &Circle) {
    let seated = circle.shared().bots.len();
    if writeln!(std::io::stdout().lock(), "{{\"in_the_circle\":{seated}}}").is_err() {
        tracing::debug!("nobody listens to standard output");
    }
}
