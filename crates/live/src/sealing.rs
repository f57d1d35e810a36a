//! The keys of the circle beside the room: tells `seal::Delivery` who comes and goes, and carries out what it wants.
//!
//! The room never learns of keys, and the delivery knows people by the text of their membership id alone. A page that has
//! only waited may present its device; everything else it may say is refused by the delivery, which knows who was let in.

use crate::host::{Fallen, Host};
use crate::seal_act::SealAct;
use crate::told::Told;
use crate::whispers::Whispers;
use domain::MembershipId;
use domain::live::LiveSetup;
use room::{Act, ConnectionId, Refused};
use seal::delivery::{self, Delivery, Input, Output, Setting};
use seal::{Malformed, Name, Provider};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) struct Sealing {
    delivery: Delivery,
    /// Whose newest page speaks on which line.
    lines: BTreeMap<MembershipId, ConnectionId>,
    /// Who holds a leaf of the circle.
    locked: BTreeSet<MembershipId>,
    whispers: Whispers,
}

impl Sealing {
    /// Malformed: what is kept of the group's chain does not hold. Somebody changed what was stored.
    pub(crate) fn open(setup: &LiveSetup, server_seed: [u8; 32], now_ms: u64) -> Result<Self, Malformed> {
        let setting = Setting {
            group: Name::new(setup.group.to_string())?,
            session: Name::new(setup.session.to_string())?,
            chain: setup.chain.clone(),
            server_seed,
        };
        let mut sealing = Self {
            delivery: Delivery::open(&setting, Provider::default())?,
            lines: BTreeMap::new(),
            locked: BTreeSet::new(),
            whispers: Whispers::default(),
        };
        sealing.restore(setup, now_ms);
        Ok(sealing)
    }

    /// Who was let in before the room went down is still let in; their admission was for a circle that is gone.
    fn restore(&mut self, setup: &LiveSetup, now_ms: u64) {
        let may_sit = |member| {
            let mut seats = setup.seats.iter();
            seats.any(|holder| holder.member == member && !holder.is_paused)
                && !setup.restored.is_removed(member)
        };
        for admission in setup.restored.admitted.iter().filter(|one| may_sit(one.member)) {
            self.admit(admission.member, &admission.token, now_ms);
        }
    }

    /// A token that does not hold gives no leaf; the desk shows the person as not locked in.
    fn admit(&mut self, member: MembershipId, token: &[u8], now_ms: u64) {
        for token in [token, &[]] {
            let member = name(member);
            let token = token.to_vec();
            if self
                .delivery
                .handle(Input::Admitted { member, token }, now_ms)
                .is_ok()
            {
                return;
            }
        }
    }

    pub(crate) fn next_timeout_ms(&self) -> Option<u64> {
        self.delivery.next_timeout_ms()
    }

    fn speaker_on(&self, connection: ConnectionId) -> Option<MembershipId> {
        let mut lines = self.lines.iter();
        lines
            .find(|(_, line)| **line == connection)
            .map(|(member, _)| *member)
    }
}

impl Host {
    /// Milliseconds since 1970, as the seal counts.
    fn seal_now(&self) -> u64 {
        now_ms(self.house.now())
    }

    pub(crate) async fn seal_passes_time(&mut self) -> Result<(), Fallen> {
        let due = self.sealing.next_timeout_ms();
        if due.is_some_and(|due| due <= self.seal_now()) {
            self.seal_notes(Input::Time).await?;
        }
        Ok(())
    }

    /// A page of this member has a line now; an older line of theirs is over.
    pub(crate) async fn seal_opens_line(
        &mut self,
        member: MembershipId,
        connection: ConnectionId,
    ) -> Result<(), Fallen> {
        if self.sealing.lines.insert(member, connection).is_some() {
            self.seal_notes(Input::Gone { member: name(member) }).await?;
        }
        Ok(())
    }

    pub(crate) async fn seal_loses_line(&mut self, connection: ConnectionId) -> Result<(), Fallen> {
        if let Some(member) = self.sealing.speaker_on(connection) {
            self.sealing.lines.remove(&member);
            self.seal_notes(Input::Gone { member: name(member) }).await?;
        }
        Ok(())
    }

    /// The keys turn as when somebody leaves.
    pub(crate) async fn seal_forgets(&mut self, member: MembershipId) -> Result<(), Fallen> {
        self.sealing.lines.remove(&member);
        self.seal_notes(Input::Left {
            member: name(member),
            leave: Vec::new(),
        })
        .await
    }

    pub(crate) async fn seal_admits(&mut self, member: MembershipId, token: &[u8]) -> Result<(), Fallen> {
        let now = self.seal_now();
        self.sealing.admit(member, token, now);
        self.carry_out_seal(None).await
    }

    /// After the room did it: leaving and removing turn the keys.
    pub(crate) async fn seal_follows(
        &mut self,
        connection: ConnectionId,
        act: &Followed,
        word: Vec<u8>,
    ) -> Result<(), Fallen> {
        let Some(by) = self.sealing.speaker_on(connection) else {
            return Ok(());
        };
        let input = match act {
            Followed::StepOut => Input::Left {
                member: name(by),
                leave: word,
            },
            Followed::Remove(member) => Input::Removed {
                member: name(*member),
                order: word,
            },
        };
        self.seal_notes(input).await
    }

    /// Whose place is over or rests has no leaf any more. The server says so: whoever decided it sits at a desk, not in the circle.
    pub(crate) async fn seal_shuts_out(&mut self, member: MembershipId) -> Result<(), Fallen> {
        self.sealing.lines.remove(&member);
        self.seal_notes(Input::Removed {
            member: name(member),
            order: Vec::new(),
        })
        .await
    }

    pub(crate) async fn seal_act(
        &mut self,
        connection: ConnectionId,
        act: SealAct,
    ) -> Result<Result<(), Refused>, Fallen> {
        let Some(member) = self.sealing.speaker_on(connection) else {
            return Ok(Err(Refused::NotInTheCircle));
        };
        let by = name(member);
        let input = match act {
            SealAct::Whisper { to, body } => return Ok(self.whisper(member, to, body)),
            SealAct::Here { key_package, holds } => Input::Here {
                member: by,
                leads: self.room.leads(member),
                key_package,
                holds,
            },
            SealAct::Found { link, group_info } => Input::Found { by, link, group_info },
            SealAct::Vouch { link } => Input::Vouch { by, link },
            SealAct::Commit {
                epoch,
                commit,
                welcome,
            } => Input::Commit {
                by,
                epoch,
                commit,
                welcome,
            },
            SealAct::Agreed { statement } => Input::Agreed { by, statement },
            SealAct::Grant { member, token } => Input::Granted {
                by,
                member: name(member),
                token,
            },
        };
        let outcome = self.seal_hears(Some(member), input).await?;
        if let Err(why) = outcome {
            tracing::debug!(session = %self.session, %member, %why, "not taken by the seal");
        }
        Ok(outcome.map_err(refused))
    }

    /// Between two who hold leaves of the circle, and unread. Paced before it costs the other line anything.
    fn whisper(&mut self, from: MembershipId, to: MembershipId, body: Vec<u8>) -> Result<(), Refused> {
        if !self.sealing.locked.contains(&from) {
            return Err(Refused::NotInTheCircle);
        }
        let now_ms = self.seal_now();
        if !self.sealing.whispers.take(from, now_ms) {
            return Err(Refused::TooFast);
        }
        let line = self.sealing.lines.get(&to).copied();
        match line.filter(|_| self.sealing.locked.contains(&to)) {
            Some(line) => {
                self.tell_or_drop(line, Told::Whispered { from, body });
                Ok(())
            }
            None => Err(Refused::NotFound),
        }
    }

    /// What has happened is not refused, and nobody waits for an answer.
    async fn seal_notes(&mut self, input: Input) -> Result<(), Fallen> {
        self.seal_hears(None, input).await.map(drop)
    }

    async fn seal_hears(
        &mut self,
        by: Option<MembershipId>,
        input: Input,
    ) -> Result<Result<(), delivery::Refused>, Fallen> {
        let now = self.seal_now();
        let outcome = self.sealing.delivery.handle(input, now);
        self.carry_out_seal(by).await?;
        Ok(outcome)
    }

    async fn carry_out_seal(&mut self, by: Option<MembershipId>) -> Result<(), Fallen> {
        while let Some(output) = self.sealing.delivery.poll() {
            match output {
                Output::KeepLink { behind, link } => {
                    // On disk before anybody relies on it.
                    let by = by.ok_or(Fallen::Unstored)?;
                    let line = self.sealing.lines.get(&by).copied();
                    let through = line.and_then(|line| self.through(line));
                    self.keep_link(by, through, behind, link).await?;
                }
                Output::Locked { members } => self.locked_now(members.iter().filter_map(member).collect()),
                output => {
                    let line = addressee(&output).and_then(|to| self.sealing.lines.get(&to));
                    if let Some(line) = line.copied() {
                        self.tell_or_drop(line, Told::Seal(output));
                    }
                }
            }
        }
        Ok(())
    }

    /// A lease that ran out ends the media as well: nothing more is forwarded to a line that nobody holds.
    fn locked_now(&mut self, locked: BTreeSet<MembershipId>) {
        let gone = self.sealing.locked.difference(&locked);
        for member in gone.filter(|member| !self.sealing.lines.contains_key(member)) {
            if let Some(seat) = self.seat_of(*member) {
                self.media.disconnect(seat);
            }
        }
        self.sealing.locked = locked;
    }
}

/// What of the room's acts the keys follow.
pub(crate) enum Followed {
    StepOut,
    Remove(MembershipId),
}

impl Followed {
    pub(crate) fn of(act: &Act) -> Option<Self> {
        match act {
            Act::StepOut => Some(Self::StepOut),
            Act::Remove { member, .. } => Some(Self::Remove(*member)),
            _ => None,
        }
    }
}

pub(crate) fn now_ms(now: jiff::Timestamp) -> u64 {
    u64::try_from(now.as_millisecond()).unwrap_or(0)
}

fn name(member: MembershipId) -> Name {
    Name::new(member.to_string()).expect("an id is a short text")
}

/// Names come back as they were given; one that is nobody's id names nobody.
fn member(name: &Name) -> Option<MembershipId> {
    name.as_str().parse().ok()
}

fn addressee(output: &Output) -> Option<MembershipId> {
    match output {
        Output::State { to, .. }
        | Output::Work { to, .. }
        | Output::Commit { to, .. }
        | Output::Welcome { to, .. }
        | Output::Agreed { to, .. }
        | Output::Desk { to, .. }
        | Output::ComingBack { to, .. } => member(to),
        Output::KeepLink { .. } | Output::Locked { .. } => None,
    }
}

/// As the room says it: whether to try again, later or never.
fn refused(why: delivery::Refused) -> Refused {
    use delivery::Refused as Why;
    match why {
        Why::TooLong => Refused::TooLarge,
        Why::TooOften | Why::Full => Refused::TooFast,
        Why::NotInside => Refused::NotInTheCircle,
        Why::WrongEpoch | Why::NotAsked | Why::MayNotFound | Why::KeyPackageSeen => Refused::TooLate,
        Why::BadKeyPackage(_)
        | Why::BadToken
        | Why::BadLink
        | Why::BadGroup(_)
        | Why::BadCommit(_)
        | Why::Wrong(_)
        | Why::OtherKeyPackage
        | Why::BadWelcome
        | Why::BadStatement => Refused::Malformed,
    }
}
