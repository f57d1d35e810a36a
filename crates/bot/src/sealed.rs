//! One loaded page of a bot as a member of the locked circle: what the server tells about keys becomes calls of
//! `seal::Member`, and what the member wants becomes messages. docs/e2ee.md is the whole of it on paper.
//!
//! Sans-IO: the visit hands in what was told and the server's time, and takes out what is to be said.

mod device;
mod hands;
mod recall;
#[cfg(test)]
mod tests;
pub(crate) mod wire;

pub(crate) use device::{Device, Secret};
use hands::Hands;
use protocol::{AdmissionGrant, ClientMessage, MediaKind, SealSaid, SealTold};
use recall::Log;
pub(crate) use recall::Words;
use seal::member::{Became, Declined, Heard, Trouble};
use seal::sframe::{Dropped, Receiver, Sender, Slot};
use seal::{CircleId, Member, Name, PublicKey};
use serde::Serialize;
use std::collections::{BTreeSet, VecDeque};

/// A page that is in the room and gets no leaf presents itself again: something it said or was told was lost.
const PRESENT_AGAIN_MS: u64 = 10_000;

pub(crate) struct Sealed {
    device: Device,
    member: Member,
    /// Only of those who hear: nobody else needs the others' keys.
    receiver: Option<Receiver>,
    senders: Option<[Sender; 2]>,
    /// The circle the senders are for.
    circle: Option<CircleId>,
    /// The leaves that could open what the senders sealed so far.
    reached: BTreeSet<u32>,
    hands: Hands,
    log: Log,
    /// Pages of this circle whose question was answered, by their leaf's key: each asks once.
    answered: BTreeSet<PublicKey>,
    say: VecDeque<SealSaid>,
    /// A circle lives that this page may be in.
    invited: bool,
    presented_ms: u64,
    trouble: Option<Trouble>,
}

/// How a bot stands in the circle, for reports.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Standing {
    pub(crate) circle: Option<String>,
    pub(crate) epoch: Option<u64>,
    /// Who holds a leaf, in the order of leaves.
    pub(crate) leaves: Vec<String>,
    pub(crate) trouble: Option<String>,
}

impl Sealed {
    /// A page is loaded on this device.
    pub(crate) fn load(device: Device, hears: bool) -> Self {
        Self {
            member: device.load(),
            device,
            receiver: hears.then(Receiver::default),
            senders: None,
            circle: None,
            reached: BTreeSet::new(),
            hands: Hands::default(),
            log: Log::default(),
            answered: BTreeSet::new(),
            say: VecDeque::new(),
            invited: false,
            presented_ms: 0,
            trouble: None,
        }
    }

    /// The page is closed; the device remembers for the next one.
    pub(crate) fn close(self) -> Device {
        self.device
    }

    /// What is to be said, until there is nothing.
    pub(crate) fn poll(&mut self) -> Option<ClientMessage> {
        self.say.pop_front().map(|said| ClientMessage::Seal { said })
    }

    /// On a new socket: what was to be said on the old one is void.
    pub(crate) fn begin(&mut self, now_ms: u64) {
        self.say.clear();
        self.hands.clear();
        self.invited = false;
        self.here(now_ms);
    }

    fn here(&mut self, now_ms: u64) {
        self.presented_ms = now_ms;
        let here = self.member.here(now_ms);
        let (circle, epoch) = here
            .holds
            .map_or((None, 0), |(circle, epoch)| (Some(circle), epoch));
        self.say.push_back(SealSaid::Here {
            key_package: wire::write(&here.key_package),
            circle: wire::write_maybe(circle.as_ref().map(|circle| circle.as_slice())),
            epoch,
        });
    }

    pub(crate) fn told(&mut self, told: SealTold, now_ms: u64) {
        if let Err(declined) = self.take(told, now_ms) {
            tracing::debug!(member = %self.device.who().member, %declined, "about the seal");
        }
        self.look_after(now_ms);
    }

    fn take(&mut self, told: SealTold, now_ms: u64) -> Result<(), Declined> {
        match told {
            SealTold::State {
                chain,
                circle,
                epoch,
                server_key,
                may_found,
            } => {
                let chain = wire::read_all(&chain)?;
                let circle = wire::circle(&circle)?;
                self.invited = circle.is_some();
                let server_key = PublicKey(wire::read_32(&server_key)?);
                if self.member.state(&chain, circle, epoch, server_key, now_ms)? {
                    self.here(now_ms);
                }
                match circle {
                    None if may_found => self.found(now_ms)?,
                    // What we founded lives: our word is the first.
                    Some(circle) if self.member.epoch() == Some((circle, 0)) => self.agree(),
                    _ => {}
                }
            }
            SealTold::Work { epoch, adds, reasons } => {
                let adds = adds.into_iter().map(wire::add).collect::<Result<Vec<_>, _>>()?;
                let reasons = wire::read_all(&reasons)?;
                if let Some(made) = self.member.work(epoch, &adds, &reasons, now_ms)? {
                    self.say.push_back(SealSaid::Commit {
                        epoch: made.epoch,
                        commit: wire::write(&made.commit),
                        welcome: wire::write_maybe(made.welcome.as_deref()),
                    });
                }
            }
            SealTold::Commit { epoch, commit } => {
                match self.member.commit(epoch, &wire::read(&commit)?, now_ms)? {
                    Became::NextEpoch => self.agree(),
                    Became::FellOut => self.here(now_ms),
                    Became::Removed => self.invited = false,
                }
            }
            SealTold::Welcome { epoch, welcome } => {
                self.member.welcome(epoch, &wire::read(&welcome)?, now_ms)?;
                self.agree();
            }
            SealTold::Agreed { statement, .. } => {
                self.member.hear_agreed(&wire::read(&statement)?)?;
            }
            SealTold::Desk {
                waiting,
                unlocked,
                unvouched,
            } => {
                let rows = |rows: Vec<_>| rows.into_iter().map(wire::row).collect::<Result<Vec<_>, _>>();
                let (waiting, unlocked, unvouched) = (rows(waiting)?, rows(unlocked)?, rows(unvouched)?);
                self.hands.desk(waiting, unlocked, unvouched, now_ms);
            }
            // Bots look at nobody's seat.
            SealTold::ComingBack { .. } => {}
            SealTold::Whispered { from, body } => self.whispered(&Name::new(from)?, &wire::read(&body)?)?,
        }
        Ok(())
    }

    /// A page that was loaded anew is told what its person missed. A check-in for those who lead alone is heard, and nothing
    /// comes of it.
    fn whispered(&mut self, from: &Name, body: &[u8]) -> Result<(), Declined> {
        if !recall::asks(&self.member.open_whisper(from, body)?) {
            return Ok(());
        }
        let page = self.member.seats().iter().find(|seat| seat.member == *from);
        if !page.is_some_and(|page| self.answered.insert(page.signature_key)) {
            return Ok(());
        }
        for answer in self.log.answer_to(from) {
            let body = self.member.whisper(from, &answer)?;
            self.say.push_back(SealSaid::Whisper {
                to: from.as_str().to_owned(),
                body: wire::write(&body),
            });
        }
        Ok(())
    }

    fn found(&mut self, now_ms: u64) -> Result<(), Declined> {
        let founding = self.member.found(now_ms)?;
        self.say.push_back(SealSaid::Found {
            link: wire::write_maybe(founding.link.as_deref()),
            group_info: wire::write(&founding.group_info),
        });
        Ok(())
    }

    fn agree(&mut self) {
        if let Some(statement) = self.member.agreed_statement() {
            self.say.push_back(SealSaid::Agreed {
                statement: wire::write(&statement),
            });
        }
    }

    /// What follows from time alone. True: somebody can open our pictures who could not before.
    pub(crate) fn proceed(&mut self, now_ms: u64) -> bool {
        self.say.extend(self.hands.due(&self.member, now_ms));
        let stands_outside = self.invited && self.member.epoch().is_none() && self.trouble.is_none();
        if stands_outside && now_ms >= self.presented_ms + PRESENT_AGAIN_MS {
            self.here(now_ms);
        }
        let Some(senders) = self.member.speak(now_ms) else {
            return false;
        };
        self.senders = Some(senders);
        self.device.remember(self.member.memory());
        let leaves: BTreeSet<u32> = self.member.seats().iter().map(|seat| seat.leaf).collect();
        let more = !leaves.is_subset(&self.reached);
        self.reached = leaves;
        more
    }

    /// Keys end with their circle, and with trouble; the others' keys come with each epoch.
    fn look_after(&mut self, now_ms: u64) {
        let circle = self.member.epoch().map(|(circle, _)| circle);
        let trouble = self.member.trouble();
        if circle != self.circle || trouble.is_some() {
            self.circle = circle;
            self.senders = None;
            self.reached.clear();
            self.answered.clear();
            if let Some(receiver) = &mut self.receiver {
                receiver.forget();
            }
        }
        if let Some(trouble) = trouble.filter(|_| trouble != self.trouble) {
            let member = &self.device.who().member;
            tracing::warn!(%member, %trouble, "sends nothing any more in this circle");
        }
        self.trouble = trouble;
        for seat in self.member.seats() {
            self.log
                .is_here(&seat.member, self.member.sent_out_ms(&seat.member));
        }
        if let Some(receiver) = &mut self.receiver
            && let Some(voices) = self.member.listen()
        {
            receiver.begin(voices, now_ms);
        }
        self.device.remember(self.member.memory());
    }

    /// A frame of ours as it may go out; nothing: there is no key for it.
    pub(crate) fn seal_frame(&mut self, kind: MediaKind, frame: &[u8]) -> Option<Vec<u8>> {
        let [microphone, camera] = self.senders.as_mut()?;
        let sender = match kind {
            MediaKind::Audio => microphone,
            MediaKind::Video => camera,
        };
        sender.seal(frame).ok()
    }

    /// A whole frame that came on somebody's line.
    pub(crate) fn open_frame(
        &mut self,
        publisher: &str,
        kind: MediaKind,
        frame: &[u8],
        now_ms: u64,
    ) -> Result<Vec<u8>, Dropped> {
        let publisher = Name::new(publisher).map_err(|_| Dropped::OtherTile)?;
        let slot = match kind {
            MediaKind::Audio => Slot::Microphone,
            MediaKind::Video => Slot::Camera,
        };
        let receiver = self.receiver.as_mut().ok_or(Dropped::NoKey)?;
        receiver.open(&publisher, slot, frame, now_ms)
    }

    /// Words for everybody in the circle; nothing: this device is not sure of one.
    pub(crate) fn seal_words(&mut self, plain: &str) -> Option<ClientMessage> {
        let sealed = self.member.seal(plain.as_bytes()).ok()?;
        let body = wire::write(&sealed);
        self.log.sent(body.clone(), plain.as_bytes().to_vec());
        Some(ClientMessage::Content { body })
    }

    /// Our own words, back from the server.
    pub(crate) fn came_back(&mut self, words: &Words) {
        self.log.came_back(words);
    }

    /// Words that somebody sent, and who signed them. Kept for those who may ask, if that is who the server says.
    pub(crate) fn open_words(&mut self, words: &Words) -> Result<Heard, Declined> {
        let heard = self.member.open(&wire::read(&words.body)?)?;
        if heard.member.as_str() == words.from && self.member.is_sure() {
            self.log.hear(words, &heard.plain);
        }
        Ok(heard)
    }

    /// Those at the door whose device has shown itself.
    pub(crate) fn at_door(&self) -> &BTreeSet<String> {
        self.hands.at_door()
    }

    /// Our signature under the admission of somebody at the door.
    pub(crate) fn admission(&mut self, member: &str, now_ms: u64) -> Option<AdmissionGrant> {
        self.hands.admit(&self.member, member, now_ms)
    }

    pub(crate) fn standing(&self) -> Standing {
        let held = self.member.epoch();
        Standing {
            circle: held.map(|(circle, _)| wire::write(&circle).0),
            epoch: held.map(|(_, epoch)| epoch),
            leaves: self
                .member
                .seats()
                .iter()
                .map(|seat| seat.member.as_str().to_owned())
                .collect(),
            trouble: self.trouble.map(|trouble| trouble.to_string()),
        }
    }
}
