//! A living circle for tests: the server's machine, pages of people, and the line between them, on one clock. Whatever is
//! said is carried at once and in order, until nobody has anything to say.

use crate::cast::{device, group, name, seed, session};
use seal::delivery::{Delivery, Input, Output, Refused, Row, Setting};
use seal::member::{Add, Became, Memory, Who};
use seal::sframe::{Receiver, Sender, Slot};
use seal::{CircleId, Member, Name, Provider};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// One loaded page.
pub(crate) struct Page {
    pub(crate) member: Member,
    pub(crate) receiver: Receiver,
    pub(crate) senders: Option<[Sender; 2]>,
    pub(crate) heard: Vec<(Name, String)>,
    pub(crate) declined: Vec<seal::member::Declined>,
    pub(crate) leads: bool,
    /// Whether what is told arrives here.
    pub(crate) line: bool,
}

pub(crate) struct Evening {
    pub(crate) delivery: Delivery,
    pub(crate) now_ms: u64,
    pub(crate) pages: BTreeMap<Name, Page>,
    pub(crate) links: Vec<Vec<u8>>,
    pub(crate) tokens: BTreeMap<Name, Vec<u8>>,
    /// What each browser keeps.
    pub(crate) memories: BTreeMap<Name, Memory>,
    pub(crate) desk: Vec<Row>,
    pub(crate) unvouched: Vec<Row>,
    pub(crate) locked: BTreeSet<Name>,
    /// Everything that was told, for replays.
    pub(crate) told: Vec<Output>,
    pub(crate) refused: Vec<Refused>,
    /// What a hostile server says instead; nothing: it swallows it.
    pub(crate) lie: fn(Output) -> Option<Output>,
    mail: VecDeque<Output>,
}

impl Evening {
    pub(crate) fn begin() -> Self {
        Self::with_chain(Vec::new())
    }

    pub(crate) fn with_chain(links: Vec<Vec<u8>>) -> Self {
        let setting = Setting {
            group: group(),
            session: session(),
            chain: links.clone(),
            server_seed: seed("server of the room"),
        };
        Self {
            delivery: Delivery::open(&setting, Provider::default()).unwrap(),
            now_ms: now_ms(),
            pages: BTreeMap::new(),
            links,
            tokens: BTreeMap::new(),
            memories: BTreeMap::new(),
            desk: Vec::new(),
            unvouched: Vec::new(),
            locked: BTreeSet::new(),
            told: Vec::new(),
            refused: Vec::new(),
            lie: Some,
            mail: VecDeque::new(),
        }
    }

    /// A person's page is loaded, with the device they always have.
    pub(crate) fn load(&mut self, who: &str, leads: bool) -> Name {
        self.load_with(who, who, leads)
    }

    pub(crate) fn load_with(&mut self, who: &str, device_of: &str, leads: bool) -> Name {
        let member = name(&format!("mem_{who}"));
        let memory = self.memories.get(&member).cloned().unwrap_or_default();
        let of = Who {
            group: group(),
            session: session(),
            member: member.clone(),
        };
        let page = Page {
            member: Member::new(of, device(device_of), memory, Provider::default()),
            receiver: Receiver::default(),
            senders: None,
            heard: Vec::new(),
            declined: Vec::new(),
            leads,
            line: true,
        };
        self.pages.insert(member.clone(), page);
        self.present(&member);
        member
    }

    pub(crate) fn page(&mut self, member: &Name) -> &mut Page {
        self.pages.get_mut(member).unwrap()
    }

    /// The page says that it is here, on a new socket.
    pub(crate) fn present(&mut self, member: &Name) {
        let now_ms = self.now_ms;
        let page = self.page(member);
        page.line = true;
        let here = page.member.here(now_ms);
        let input = Input::Here {
            member: member.clone(),
            leads: page.leads,
            key_package: here.key_package,
            holds: here.holds,
        };
        self.tell_server(input);
        self.settle();
    }

    /// A facilitator lets somebody in: the token is signed by their page.
    pub(crate) fn admit(&mut self, by: &Name, who: &str) -> Name {
        let member = name(&format!("mem_{who}"));
        let row = self
            .desk
            .iter()
            .find(|row| row.member == member)
            .expect("the desk shows who waits")
            .clone();
        let now_ms = self.now_ms;
        let token = self.page(by).member.token(&member, row.device, now_ms).unwrap();
        self.tokens.insert(member.clone(), token.clone());
        self.say(Input::Admitted {
            member: member.clone(),
            token,
        });
        member
    }

    pub(crate) fn arrive(&mut self, by: &Name, who: &str) -> Name {
        self.load(who, false);
        self.admit(by, who)
    }

    pub(crate) fn leave(&mut self, member: &Name) {
        let leave = self.page(member).member.leave().unwrap_or_default();
        self.page(member).line = false;
        self.say(Input::Left {
            member: member.clone(),
            leave,
        });
    }

    pub(crate) fn remove(&mut self, by: &Name, member: &Name) {
        let now_ms = self.now_ms;
        let order = self.page(by).member.order(member, now_ms).unwrap();
        self.tokens.remove(member);
        self.say(Input::Removed {
            member: member.clone(),
            order,
        });
    }

    /// The socket is lost and the server has noticed.
    pub(crate) fn drop_line(&mut self, member: &Name) {
        self.page(member).line = false;
        self.say(Input::Gone {
            member: member.clone(),
        });
    }

    pub(crate) fn pass(&mut self, ms: u64) {
        let until = self.now_ms + ms;
        while let Some(at) = self.delivery.next_timeout_ms().filter(|at| *at <= until) {
            self.now_ms = at.max(self.now_ms);
            self.say(Input::Time);
        }
        self.now_ms = until;
        self.say(Input::Time);
        self.settle();
    }

    pub(crate) fn say(&mut self, input: Input) {
        self.tell_server(input);
        self.settle();
    }

    fn tell_server(&mut self, input: Input) {
        if let Err(refused) = self.delivery.handle(input, self.now_ms) {
            self.refused.push(refused);
        }
        while let Some(output) = self.delivery.poll() {
            self.told.push(output.clone());
            self.mail.extend((self.lie)(output));
        }
    }

    pub(crate) fn settle(&mut self) {
        while let Some(output) = self.mail.pop_front() {
            self.carry(output);
        }
        let now_ms = self.now_ms;
        for (name, page) in &mut self.pages {
            if let Some(voices) = page.member.listen() {
                page.receiver.begin(voices, now_ms);
            }
            if let Some(senders) = page.member.speak(now_ms) {
                page.senders = Some(senders);
            }
            self.memories.insert(name.clone(), page.member.memory().clone());
        }
    }

    /// One thing the server said, on its way to its page.
    pub(crate) fn carry(&mut self, output: Output) {
        let now_ms = self.now_ms;
        match output {
            Output::KeepLink { link } => self.links.push(link),
            Output::Locked { members } => self.locked = members.into_iter().collect(),
            Output::State {
                to,
                chain,
                circle,
                epoch,
                server_key,
                may_found,
            } => {
                let Some(page) = self.listening(&to) else { return };
                match page.member.state(&chain, circle, epoch, server_key, now_ms) {
                    Ok(true) => self.present(&to),
                    Ok(false) => self.after_state(&to, circle, may_found),
                    Err(why) => page.declined.push(why),
                }
            }
            Output::Work {
                to,
                epoch,
                adds,
                reasons,
            } => {
                let Some(page) = self.listening(&to) else { return };
                let adds: Vec<Add> = adds
                    .into_iter()
                    .map(|add| Add {
                        member: add.member,
                        key_package: add.key_package,
                        token: add.token,
                    })
                    .collect();
                match page.member.work(epoch, &adds, &reasons, now_ms) {
                    Ok(Some(made)) => {
                        let (epoch, commit, welcome) = (made.epoch, made.commit, made.welcome);
                        self.tell_server(Input::Commit {
                            by: to,
                            epoch,
                            commit,
                            welcome,
                        });
                    }
                    Ok(None) => {}
                    Err(why) => page.declined.push(why),
                }
            }
            Output::Commit { to, epoch, commit } => {
                let Some(page) = self.listening(&to) else { return };
                match page.member.commit(epoch, &commit, now_ms) {
                    Ok(Became::NextEpoch) => self.agree(&to),
                    Ok(Became::FellOut) => self.present(&to),
                    Ok(Became::Removed) => {}
                    Err(why) => page.declined.push(why),
                }
            }
            Output::Welcome { to, epoch, welcome } => {
                let Some(page) = self.listening(&to) else { return };
                match page.member.welcome(epoch, &welcome, now_ms) {
                    Ok(()) => self.agree(&to),
                    Err(why) => page.declined.push(why),
                }
            }
            Output::Agreed { to, statement, .. } => {
                let Some(page) = self.listening(&to) else { return };
                if let Err(why) = page.member.hear_agreed(&statement) {
                    page.declined.push(why);
                }
            }
            Output::Desk {
                to,
                waiting,
                unlocked,
                unvouched,
            } => {
                (self.desk, self.unvouched) = (waiting, unvouched);
                self.sign_again(&to, unlocked);
            }
        }
    }

    fn listening(&mut self, member: &Name) -> Option<&mut Page> {
        self.pages.get_mut(member).filter(|page| page.line)
    }

    fn after_state(&mut self, to: &Name, circle: Option<CircleId>, may_found: bool) {
        let now_ms = self.now_ms;
        let page = self.page(to);
        if let (None, true) = (circle, may_found) {
            let founding = page.member.found(now_ms).unwrap();
            self.tell_server(Input::Found {
                by: to.clone(),
                link: founding.link,
                group_info: founding.group_info,
            });
        } else if circle.is_some()
            && page
                .member
                .epoch()
                .is_some_and(|(id, epoch)| Some(id) == circle && epoch == 0)
        {
            self.agree(to);
        }
    }

    fn agree(&mut self, member: &Name) {
        let statement = self.page(member).member.agreed_statement().unwrap();
        self.tell_server(Input::Agreed {
            by: member.clone(),
            statement,
        });
    }

    fn sign_again(&mut self, by: &Name, unlocked: Vec<Row>) {
        let now_ms = self.now_ms;
        for row in unlocked {
            let Some(page) = self.listening(by) else { return };
            if let Ok(token) = page
                .member
                .token_again(&row.token, &row.member, row.device, now_ms)
            {
                self.tokens.insert(row.member.clone(), token.clone());
                self.tell_server(Input::Granted {
                    by: by.clone(),
                    member: row.member,
                    token,
                });
            }
        }
    }

    /// One frame of sound from each to each: who was heard by whom.
    pub(crate) fn everybody_speaks(&mut self) -> BTreeMap<Name, BTreeSet<Name>> {
        let now_ms = self.now_ms;
        let said: Vec<(Name, Vec<u8>)> = self
            .pages
            .iter_mut()
            .filter(|(_, page)| page.line && page.member.is_sure())
            .filter_map(|(name, page)| {
                let [microphone, _] = page.senders.as_mut()?;
                Some((name.clone(), microphone.seal(name.as_str().as_bytes()).unwrap()))
            })
            .collect();
        let mut heard: BTreeMap<Name, BTreeSet<Name>> = BTreeMap::new();
        for (name, page) in &mut self.pages {
            let ears = heard.entry(name.clone()).or_default();
            for (from, frame) in said.iter().filter(|(from, _)| from != name) {
                if page
                    .receiver
                    .open(from, Slot::Microphone, frame, now_ms)
                    .is_ok_and(|plain| plain == from.as_str().as_bytes())
                {
                    ears.insert(from.clone());
                }
            }
        }
        heard
    }

    /// Says something to the whole circle; every page that holds it tries to read it.
    pub(crate) fn says(&mut self, from: &Name, words: &str) {
        let body = self.page(from).member.seal(words.as_bytes()).unwrap();
        for (name, page) in &mut self.pages {
            if name != from
                && let Ok(heard) = page.member.open(&body)
            {
                page.heard
                    .push((heard.member, String::from_utf8(heard.plain).unwrap()));
            }
        }
    }

    pub(crate) fn inside(&self) -> BTreeSet<Name> {
        let here = self
            .pages
            .iter()
            .filter(|(name, page)| page.line && self.locked.contains(*name));
        here.map(|(name, _)| name.clone()).collect()
    }

    /// Everybody who is inside is in the same epoch with the same secrets and the same people, and sure of it.
    pub(crate) fn everybody_agrees(&self, when: &str) {
        let epoch = self.delivery.epoch();
        let inside = self.inside();
        let mut exports = BTreeSet::new();
        for member in &inside {
            let page = &self.pages[member].member;
            assert_eq!(page.trouble(), None, "{when}: {member} is in trouble");
            assert_eq!(page.epoch(), epoch, "{when}: {member} is elsewhere");
            let seats: BTreeSet<Name> = page.seats().iter().map(|seat| seat.member.clone()).collect();
            assert_eq!(seats, self.locked, "{when}: {member} sees other people");
            assert!(page.is_sure(), "{when}: {member} is not sure");
            let agreement = page.agreement().unwrap();
            exports.insert((*agreement.authenticator(), page.base(0, Slot::Microphone)));
            let own = page
                .seats()
                .iter()
                .find(|seat| seat.member == *member)
                .unwrap()
                .leaf;
            for seat in page
                .seats()
                .iter()
                .filter(|seat| seat.leaf != own && inside.contains(&seat.member))
            {
                assert!(
                    agreement.has_agreed(seat.leaf),
                    "{when}: {member} has not heard {}",
                    seat.member
                );
            }
        }
        assert!(exports.len() <= 1, "{when}: two groups");
    }
}

/// OpenMLS asks the system clock about lifetimes, so an evening begins when it begins.
#[expect(
    clippy::disallowed_methods,
    reason = "the edge of the test; the machines are given this moment"
)]
pub(crate) fn now_ms() -> u64 {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    u64::try_from(since.as_millis()).unwrap()
}
