//! Carries one socket: hello first, then acts in and notices out, until either side is done.

use super::flood::{Flood, Verdict};
use super::permit::{asked_of, permit};
use super::read::{self, Asked};
use super::write;
use app::App;
use axum::extract::ws::{CloseFrame, Message, WebSocket, close_code};
use domain::{GroupId, PersonId, SessionId, SignInId};
use live::{CloseReason, Entrance, EntryRefused, Live, Notice, Told, Visit};
use policy::Actor;
use protocol::{ClientFrame, ClientMessage, EndReason, RefusalCode, ServerMessage};
use std::time::{Duration, Instant};
use tokio::time::{MissedTickBehavior, interval, timeout};

/// Who opened it.
pub(super) struct Caller {
    pub(super) live: Live,
    pub(super) app: App,
    pub(super) session: SessionId,
    pub(super) group: GroupId,
    /// As they were when they opened it.
    pub(super) actor: Actor,
    pub(super) person: PersonId,
    pub(super) sign_in: SignInId,
}

impl Caller {
    /// A seat that is not one is nobody's card: then there is nothing to write down.
    async fn card_was_refused(&self, member: &str) {
        let Ok(member) = member.parse() else { return };
        let role = self.actor.role_in(self.group);
        let written = app::live::card_was_refused(
            &self.app,
            self.session,
            (self.person, Some(self.sign_in)),
            role,
            member,
        )
        .await;
        if let Err(why) = written {
            tracing::error!(session = %self.session, by = %self.person, %member, %why, "a card was refused and it could not be written down");
        }
    }
}

/// A page says hello at once; what does not is no page.
const HELLO_WITHIN: Duration = Duration::from_secs(10);
/// Keeps proxies from closing a quiet line, and finds out when it is dead.
const PING_EVERY: Duration = Duration::from_secs(20);
/// Three pings unanswered: nobody is there.
const SILENT_AT_MOST: Duration = Duration::from_secs(65);
/// A browser that takes nothing for so long is gone; it comes back by itself.
const SEND_WITHIN: Duration = Duration::from_secs(10);

pub(super) async fn carry(socket: WebSocket, caller: Caller) {
    let mut line = Line {
        socket,
        flood: Flood::new(Instant::now()),
    };
    // Whatever ends it, dropping the visit tells the room that the line is lost.
    let why = talk(&mut line, &caller).await;
    line.close(why).await;
}

/// How a socket ends: its close code. The reason, where there is one, was said before.
#[derive(Debug, Clone, Copy)]
struct Closed(u16);

const DONE: Closed = Closed(close_code::NORMAL);
const GONE: Closed = Closed(close_code::AWAY);
const FORBIDDEN: Closed = Closed(close_code::POLICY);
const TOO_BIG: Closed = Closed(close_code::SIZE);
const NOT_TEXT: Closed = Closed(close_code::UNSUPPORTED);
const TRY_AGAIN: Closed = Closed(close_code::AGAIN);

async fn talk(line: &mut Line, caller: &Caller) -> Closed {
    let visit = match timeout(HELLO_WITHIN, greet(line, caller)).await {
        Ok(Ok(visit)) => visit,
        Ok(Err(closed)) => return closed,
        Err(_) => return FORBIDDEN,
    };
    let mut pings = interval(PING_EVERY);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard_at = Instant::now();
    loop {
        let step = tokio::select! {
            frame = line.socket.recv() => {
                heard_at = Instant::now();
                line.hear(frame, &visit, caller).await
            }
            told = visit.next() => match told {
                Some(told) => line.tell(&told).await,
                None => Err(DONE),
            },
            _ = pings.tick() => {
                if heard_at.elapsed() > SILENT_AT_MOST {
                    Err(GONE)
                } else if !app::sign_in::still_here(&caller.app, caller.sign_in).await {
                    // The visit was told to end, and says why when it is next asked.
                    Ok(())
                } else {
                    line.send(Message::Ping(Default::default())).await
                }
            }
        };
        if let Err(closed) = step {
            break closed;
        }
    }
}

/// Reads until `hello`; everything else is refused until then.
async fn greet(line: &mut Line, caller: &Caller) -> Result<Visit, Closed> {
    loop {
        let frame = line.socket.recv().await;
        let Some(frame) = line.take(frame).await? else {
            continue;
        };
        let ClientMessage::Hello { protocol, page } = frame.message else {
            line.refuse(frame.id, RefusalCode::HelloFirst).await?;
            continue;
        };
        if protocol != protocol::VERSION {
            line.say(&ServerMessage::End {
                reason: EndReason::OldPage,
            })
            .await?;
            return Err(DONE);
        }
        let entrance = Entrance {
            session: caller.session,
            person: caller.person,
            sign_in: caller.sign_in,
            page,
        };
        return match caller.live.enter(entrance).await {
            Ok(visit) => {
                let now_ms = caller.app.now().as_millisecond();
                line.say(&write::welcome(&visit.you, now_ms)).await?;
                Ok(visit)
            }
            Err(refused) => Err(line.turn_away(frame.id, refused).await?),
        };
    }
}

struct Line {
    socket: WebSocket,
    flood: Flood,
}

type Heard = Option<Result<Message, axum::Error>>;

impl Line {
    async fn hear(&mut self, frame: Heard, visit: &Visit, caller: &Caller) -> Result<(), Closed> {
        let Some(frame) = self.take(frame).await? else {
            return Ok(());
        };
        match frame.message {
            ClientMessage::Ping => self.say(&ServerMessage::Pong).await,
            ClientMessage::Hello { .. } => self.refuse(frame.id, RefusalCode::NotAllowed).await,
            message => {
                if let Err(code) = permit(&caller.actor, caller.group, &message) {
                    if let ClientMessage::OpenCard { member } = &message {
                        caller.card_was_refused(member).await;
                    } else {
                        let (action, resource) = asked_of(caller.group, &message);
                        app::audit::was_refused(
                            &caller.app,
                            &caller.actor,
                            caller.sign_in,
                            action,
                            &resource,
                        );
                    }
                    return self.refuse(frame.id, code).await;
                }
                match read::asked(message) {
                    Ok(Asked::Act(act, word)) => {
                        visit.act_with_word(frame.id, act, word);
                        Ok(())
                    }
                    Ok(Asked::Seal(act)) => {
                        visit.seal(frame.id, act);
                        Ok(())
                    }
                    Err(code) => self.refuse(frame.id, code).await,
                }
            }
        }
    }

    /// One frame, if this was one that counts. What is wrong with it is said here.
    async fn take(&mut self, frame: Heard) -> Result<Option<ClientFrame>, Closed> {
        let text = match frame {
            None => return Err(GONE),
            // Larger than we read, not UTF-8, or a broken line: nothing can be said to it any more.
            Some(Err(_)) => return Err(TOO_BIG),
            Some(Ok(Message::Close(_))) => return Err(DONE),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => return self.count().await.map(|_| None),
            Some(Ok(Message::Binary(_))) => return Err(NOT_TEXT),
            Some(Ok(Message::Text(text))) => text,
        };
        if !self.count().await? {
            return Ok(None);
        }
        if text.len() > protocol::MAX_FRAME_BYTES {
            if self.flood.too_large() == Verdict::TooMuch {
                return Err(self.too_much().await?);
            }
            self.refuse(0, RefusalCode::TooLarge).await?;
            return Ok(None);
        }
        match read::frame(&text) {
            Ok(frame) => Ok(Some(frame)),
            Err(re) => {
                self.refuse(re, RefusalCode::Malformed).await?;
                Ok(None)
            }
        }
    }

    /// Whether one more frame is fine.
    async fn count(&mut self) -> Result<bool, Closed> {
        match self.flood.frame(Instant::now()) {
            Verdict::Fine => Ok(true),
            Verdict::TooFast => self.refuse(0, RefusalCode::TooFast).await.map(|()| false),
            Verdict::TooMuch => Err(self.too_much().await?),
        }
    }

    async fn too_much(&mut self) -> Result<Closed, Closed> {
        self.say(&ServerMessage::End {
            reason: EndReason::TooMuch,
        })
        .await?;
        Ok(FORBIDDEN)
    }

    /// What a page is told that may not come in now, and how its socket ends.
    async fn turn_away(&mut self, re: u32, refused: EntryRefused) -> Result<Closed, Closed> {
        let reason = match refused {
            EntryRefused::SessionOver => CloseReason::SessionOver,
            EntryRefused::Removed => CloseReason::Removed,
            EntryRefused::SignedOut => CloseReason::SignedOut,
            EntryRefused::Unavailable => return Ok(TRY_AGAIN),
            EntryRefused::Malformed => {
                self.refuse(re, RefusalCode::Malformed).await?;
                return Ok(FORBIDDEN);
            }
            EntryRefused::NotFound => {
                self.refuse(re, RefusalCode::NotFound).await?;
                return Ok(FORBIDDEN);
            }
            EntryRefused::DoorNotOpen(_) | EntryRefused::AnswerTheDoorFirst => {
                self.refuse(re, RefusalCode::NotAllowed).await?;
                return Ok(FORBIDDEN);
            }
        };
        self.tell(&Notice::End(reason).into()).await?;
        Ok(DONE)
    }

    async fn refuse(&mut self, re: u32, code: RefusalCode) -> Result<(), Closed> {
        self.say(&ServerMessage::Refused { re, code }).await
    }

    async fn tell(&mut self, told: &Told) -> Result<(), Closed> {
        match write::message(told) {
            Some(message) => self.say(&message).await,
            None => Ok(()),
        }
    }

    async fn say(&mut self, message: &ServerMessage) -> Result<(), Closed> {
        let text = serde_json::to_string(message).expect("messages are maps of text and numbers");
        self.send(Message::Text(text.into())).await
    }

    async fn send(&mut self, message: Message) -> Result<(), Closed> {
        match timeout(SEND_WITHIN, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(GONE),
        }
    }

    /// Says goodbye with its code. A line that is gone hears nothing.
    async fn close(&mut self, Closed(code): Closed) {
        let frame = CloseFrame {
            code,
            reason: Default::default(),
        };
        let _ = self.send(Message::Close(Some(frame))).await;
    }
}
