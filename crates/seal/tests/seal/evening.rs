//! A living circle for tests: the server's machine, pages of people, and the line between them, on one clock. Whatever is
//! said is carried at once and in order, until nobody has anything to say.

use crate::browser::{Browser, addressee, text};
use crate::cast::{device, group, name, seed, session};
use seal::delivery::{Delivery, Input, Output, Refused, Row, Setting};
use seal::member::{Add, Became, Memory, Who};
use seal::sframe::{Receiver, Sender};
use seal::{CircleId, Member, Name, Provider};
use serde_json::{Value, json};
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
    /// Pages of the browser's half, where a test has some.
    pub(crate) browser: Option<Browser>,
}

impl Evening {
    pub(crate) fn begin() -> Self {
        Self::with_chain(Vec::new())
    }

    /// Mara, who leads, and Anna, whom she let in.
    pub(crate) fn of_two() -> (Self, Name, Name) {
        let mut evening = Self::begin();
        let mara = evening.load("mara", true);
        let anna = evening.arrive(&mara, "anna");
        (evening, mara, anna)
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
            browser: None,
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
        let pages: Vec<Name> = self
            .browser
            .iter()
            .flat_map(|browser| browser.people.keys().cloned())
            .collect();
        for page in pages {
            self.ask(&page, "look", json!({}));
        }
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
        if let Some(browser) = self.browser.as_mut()
            && let Some(to) = addressee(&output)
                .filter(|to| browser.people.contains_key(*to))
                .cloned()
        {
            let inputs = browser.told(&to, &output, now_ms);
            return inputs.into_iter().for_each(|input| self.tell_server(input));
        }
        match output {
            Output::KeepLink { behind, link } => {
                assert_eq!(behind.as_ref(), self.links.last());
                self.links.push(link);
            }
            // Told for people's eyes.
            Output::ComingBack { .. } => {}
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

    /// A person's page is loaded in the browser.
    pub(crate) fn load_in_browser(&mut self, who: &str, leads: bool) -> Name {
        let member = name(&format!("mem_{who}"));
        self.browser
            .as_mut()
            .unwrap()
            .people
            .insert(member.clone(), leads);
        self.ask(&member, "load", json!({ "leads": leads }));
        member
    }

    /// Asks a page in the browser; what it says to the server on that account is heard.
    pub(crate) fn ask(&mut self, page: &Name, what: &str, more: Value) -> Value {
        let (inputs, answer) = self.browser.as_mut().unwrap().ask(page, what, more, self.now_ms);
        inputs.into_iter().for_each(|input| self.tell_server(input));
        self.settle();
        answer
    }

    pub(crate) fn whispered(&mut self, to: &Name, from: &Name, body: &[u8]) {
        let told = json!({ "about": "whispered", "from": from.as_str(), "body": text(body) });
        self.ask(to, "told", json!({ "told": told }));
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
