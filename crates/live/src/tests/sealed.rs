//! The keys of a circle follow its people: real devices (`seal::Member`) talk to a running room.

use super::fakes::*;
use crate::{Act, CloseReason, Refused, SealAct, SealTold, Told, Visit};
use domain::Private;
use domain::id::Id as _;
use domain::membership::Status;
use room::Notice;
use seal::delivery::LEAF_KEPT_MS;
use seal::member::{Add, Became, Memory, Who};
use seal::{Key, Member, Name, Provider};
use testkit::Cast::{self, *};
use testkit::{tuesday_evening, tuesday_session};

/// One loaded page with a device behind it.
struct Page {
    who: Cast,
    visit: Visit,
    device: Member,
    agreed: Option<(seal::CircleId, u64)>,
    /// What the server said of the desk last: who waits with which device.
    waiting: Vec<(Name, seal::PublicKey)>,
    heard: Vec<Notice>,
    whispered: Vec<Vec<u8>>,
}

fn name(who: Cast) -> Name {
    Name::new(member(who).to_string()).unwrap()
}

fn device_key(who: Cast) -> Key {
    let mut seed = [0; 32];
    seed[..16].copy_from_slice(who.id().uuid().as_bytes());
    Key::from_seed(&seed)
}

impl Evening {
    fn seal_now(&self) -> u64 {
        u64::try_from(self.house.clock.now().as_millisecond()).unwrap()
    }

    /// Loads the page and presents its device.
    async fn load(&self, who: Cast) -> Page {
        let visit = self.enter(who).await;
        let who_it_is = Who {
            group: Name::new(tuesday_evening().id.to_string()).unwrap(),
            session: Name::new(tuesday_session().id.to_string()).unwrap(),
            member: name(who),
        };
        let device = Member::new(who_it_is, device_key(who), Memory::default(), Provider::default());
        let mut page = Page {
            who,
            visit,
            device,
            agreed: None,
            waiting: Vec::new(),
            heard: Vec::new(),
            whispered: Vec::new(),
        };
        page.present(self.seal_now());
        page
    }

    /// Lets every page read and answer until this is so.
    async fn settle(&self, pages: &mut [Page], mut is_so: impl FnMut(&[Page]) -> bool) {
        in_time(async {
            while !is_so(pages) {
                for page in pages.iter_mut() {
                    page.read(self.seal_now()).await;
                }
            }
        })
        .await;
    }

    /// Mara's device founds, and these are let in by it.
    async fn sealed_circle(&self, people: &[Cast]) -> Vec<Page> {
        let mut pages = vec![self.load(Mara).await];
        self.settle(&mut pages, |pages| pages[0].epoch().is_some()).await;
        for who in people {
            pages.push(self.load(*who).await);
            let waits = name(*who);
            self.settle(&mut pages, |pages| {
                pages[0].waiting.iter().any(|(member, _)| *member == waits)
            })
            .await;
            let admission = pages[0].admission(*who, self.seal_now());
            pages[0].visit.act(0, Act::Admit(admission));
            let all = pages.len();
            self.settle(&mut pages, |pages| pages.iter().all(|page| page.sees(all)))
                .await;
        }
        pages
    }
}

impl Page {
    fn epoch(&self) -> Option<u64> {
        self.device.epoch().map(|(_, epoch)| epoch)
    }

    fn sees(&self, leaves: usize) -> bool {
        self.device.seats().len() == leaves
    }

    fn present(&mut self, now_ms: u64) {
        let here = self.device.here(now_ms);
        self.visit.seal(
            1,
            SealAct::Here {
                key_package: here.key_package,
                holds: here.holds,
            },
        );
    }

    fn admission(&self, who: Cast, now_ms: u64) -> crate::Admission {
        let (_, device) = *self
            .waiting
            .iter()
            .find(|(member, _)| *member == name(who))
            .expect("they wait with a device");
        crate::Admission {
            member: member(who),
            token: self
                .device
                .token(&name(who), device, now_ms)
                .expect("Mara's device may"),
        }
    }

    /// Takes what there is, for a moment.
    async fn read(&mut self, now_ms: u64) {
        let moment = std::time::Duration::from_millis(1);
        while let Ok(Some(told)) = tokio::time::timeout(moment, self.visit.next()).await {
            match told {
                Told::Room(notice) => self.heard.push(notice),
                Told::Whispered { body, .. } => self.whispered.push(body),
                Told::Seal(told) => self.take(told, now_ms),
            }
        }
    }

    fn take(&mut self, told: SealTold, now_ms: u64) {
        match told {
            SealTold::State {
                chain,
                circle,
                epoch,
                server_key,
                may_found,
                ..
            } => {
                if self
                    .device
                    .state(&chain, circle, epoch, server_key, now_ms)
                    .expect("it holds")
                {
                    self.present(now_ms);
                }
                if may_found {
                    let founding = self.device.found(now_ms).expect("Mara's device may");
                    self.visit.seal(
                        2,
                        SealAct::Found {
                            link: founding.link,
                            group_info: founding.group_info,
                        },
                    );
                }
                self.agree();
            }
            SealTold::Work {
                epoch, adds, reasons, ..
            } => {
                let adds: Vec<_> = adds
                    .into_iter()
                    .map(|add| Add {
                        member: add.member,
                        key_package: add.key_package,
                        token: add.token,
                    })
                    .collect();
                let made = self
                    .device
                    .work(epoch, &adds, &reasons, now_ms)
                    .expect("it is right");
                if let Some(made) = made {
                    self.visit.seal(
                        3,
                        SealAct::Commit {
                            epoch: made.epoch,
                            commit: made.commit,
                            welcome: made.welcome,
                        },
                    );
                }
            }
            SealTold::Commit { epoch, commit, .. } => {
                if self.device.epoch().is_some() {
                    let became = self.device.commit(epoch, &commit, now_ms).expect("it is right");
                    if became == Became::NextEpoch {
                        self.agree();
                    }
                }
            }
            SealTold::Welcome { epoch, welcome, .. } => {
                self.device
                    .welcome(epoch, &welcome, now_ms)
                    .expect("it is for us");
                self.agree();
            }
            SealTold::Agreed { statement, .. } => {
                self.device.hear_agreed(&statement).expect("it is right");
            }
            SealTold::Desk { waiting, .. } => {
                self.waiting = waiting.into_iter().map(|row| (row.member, row.device)).collect();
            }
            SealTold::ComingBack { .. } => {}
            SealTold::KeepLink { .. } | SealTold::Locked { .. } => {
                panic!("{:?} was told what is the server's own", self.who)
            }
        }
    }

    fn agree(&mut self) {
        let now = self.device.epoch();
        if now == self.agreed {
            return;
        }
        self.agreed = now;
        if let Some(statement) = self.device.agreed_statement() {
            self.visit.seal(0, SealAct::Agreed { statement });
        }
    }

    fn misses(&self, who: Cast) -> bool {
        let newest = self.heard.iter().rev().find_map(|notice| match notice {
            Notice::Room(view) => Some(view),
            _ => None,
        });
        newest.is_some_and(|view| {
            let seat = view.seats.iter().find(|seat| seat.member == member(who));
            seat.is_some_and(|seat| seat.presence == crate::Presence::Reconnecting)
        })
    }

    fn refusals(&self) -> Vec<(u32, Refused)> {
        let refusals = self.heard.iter().filter_map(|notice| match notice {
            Notice::Refused { re, why } => Some((*re, *why)),
            _ => None,
        });
        refusals.collect()
    }
}

fn agree_with_each_other(pages: &[Page]) -> bool {
    pages
        .iter()
        .all(|page| page.epoch() == pages[0].epoch() && page.device.is_sure())
}

#[tokio::test]
async fn the_first_device_founds_the_chain_and_it_is_on_disk_before_anybody_is_locked_in() {
    let evening = Evening::tonight();
    let mut pages = evening.sealed_circle(&[Anna, Ben]).await;
    assert_eq!(evening.house.links.lock().unwrap().len(), 1);
    evening.settle(&mut pages, agree_with_each_other).await;
    for page in &pages {
        assert_eq!(page.refusals(), [], "{:?}", page.who);
    }
}

#[tokio::test]
async fn whoever_waits_is_told_nothing_of_the_circle() {
    let evening = Evening::tonight();
    let mut pages = evening.sealed_circle(&[Anna]).await;
    pages.push(evening.load(Ben).await);
    evening
        .settle(&mut pages, |pages| !pages[0].waiting.is_empty())
        .await;
    assert_eq!(pages[2].epoch(), None);
    pages[2].visit.seal(
        9,
        SealAct::Whisper {
            to: member(Anna),
            body: vec![1],
        },
    );
    evening
        .settle(&mut pages, |pages| !pages[2].refusals().is_empty())
        .await;
    assert_eq!(pages[2].refusals(), [(9, Refused::NotInTheCircle)]);
}

#[tokio::test]
async fn whoever_is_removed_is_out_of_the_keys_and_whoever_leaves_too() {
    let evening = Evening::tonight();
    let mut pages = evening.sealed_circle(&[Anna, Ben]).await;
    let order = pages[0].device.order(&name(Ben), evening.seal_now()).unwrap();
    let remove = Act::Remove {
        member: member(Ben),
        reason: Private::from("shouted"),
    };
    pages[0].visit.act_with_word(0, remove, order);
    let ben = pages.pop().unwrap();
    evening
        .settle(&mut pages, |pages| pages.iter().all(|page| page.sees(2)))
        .await;
    assert_eq!(ends(&ben.visit).await, Some(CloseReason::Removed));
    evening.settle(&mut pages, agree_with_each_other).await;

    let leave = pages[1].device.leave().unwrap();
    pages[1].visit.act_with_word(0, Act::StepOut, leave);
    let anna = pages.pop().unwrap();
    evening.settle(&mut pages, |pages| pages[0].sees(1)).await;
    assert_eq!(ends(&anna.visit).await, Some(CloseReason::SteppedOut));
}

#[tokio::test]
async fn whose_place_has_ended_holds_no_key_any_more() {
    let evening = Evening::tonight();
    let mut pages = evening.sealed_circle(&[Anna, Ben]).await;
    let before = pages[0].epoch();
    evening.house.ended.lock().unwrap().push(member(Ben));
    evening.live.place_changed(member(Ben), Status::Ended);
    let ben = pages.pop().unwrap();
    assert_eq!(ends(&ben.visit).await, Some(CloseReason::PlaceEnded));
    evening
        .settle(&mut pages, |pages| pages.iter().all(|page| page.sees(2)))
        .await;
    assert!(pages[0].epoch() > before, "the keys have turned");
}

#[tokio::test]
async fn a_lost_line_keeps_its_leaf_for_a_while_and_then_its_media_end() {
    let evening = Evening::tonight();
    let mut pages = evening.sealed_circle(&[Anna, Ben]).await;
    drop(pages.pop().unwrap().visit);
    evening.settle(&mut pages, |pages| pages[0].misses(Ben)).await;
    evening.later(i64::try_from(LEAF_KEPT_MS / 1_000).unwrap() - 1);
    evening.settle(&mut pages, |pages| pages[0].sees(3)).await;
    evening.later(2);
    evening
        .settle(&mut pages, |pages| pages.iter().all(|page| page.sees(2)))
        .await;
    let seat = 2;
    until(|| evening.media.asked().contains(&Asked::Disconnect(seat))).await;
}

#[tokio::test]
async fn a_page_loaded_anew_is_back_without_anybodys_hand() {
    let evening = Evening::tonight();
    let mut pages = evening.sealed_circle(&[Anna]).await;
    let before = pages[0].epoch();
    let older = pages.pop().unwrap();
    pages.push(evening.load(Anna).await);
    assert_eq!(ends(&older.visit).await, Some(CloseReason::TakenOver));
    evening
        .settle(&mut pages, |pages| {
            pages[1].epoch().is_some() && pages[0].epoch() > before && agree_with_each_other(pages)
        })
        .await;
    assert!(pages[1].sees(2));
}

#[tokio::test]
async fn after_a_restart_the_next_circle_is_founded_by_the_same_device_and_whoever_was_let_in_waits_for_no_hand()
 {
    let mut evening = Evening::tonight();
    let pages = evening.sealed_circle(&[Anna]).await;
    evening.restart();
    drop(pages);
    let mut pages = vec![evening.load(Mara).await];
    evening
        .settle(&mut pages, |pages| pages[0].epoch().is_some())
        .await;
    assert_eq!(
        evening.house.links.lock().unwrap().len(),
        1,
        "one chain for the group"
    );
    let anna = evening.load(Anna).await;
    view(&anna.visit).await;
}

#[tokio::test]
async fn a_chain_that_was_changed_in_the_store_lets_nobody_in() {
    let evening = Evening::tonight();
    evening
        .house
        .links
        .lock()
        .unwrap()
        .push(b"OCF1 not ours".to_vec());
    assert_eq!(
        evening.try_enter(Mara).await.unwrap_err(),
        crate::EntryRefused::Unavailable
    );
}

#[tokio::test]
async fn bad_bytes_are_refused_to_their_sender_alone() {
    let evening = Evening::tonight();
    let mut pages = evening.sealed_circle(&[Anna]).await;
    let epoch = pages[1].epoch().unwrap();
    for (re, act) in [
        (
            11,
            SealAct::Agreed {
                statement: vec![0; 70],
            },
        ),
        (
            12,
            SealAct::Here {
                key_package: vec![1, 2, 3],
                holds: None,
            },
        ),
        (
            13,
            SealAct::Commit {
                epoch,
                commit: vec![0; 65_000],
                welcome: None,
            },
        ),
    ] {
        pages[1].visit.seal(re, act);
    }
    evening
        .settle(&mut pages, |pages| pages[1].refusals().len() == 3)
        .await;
    let refused: Vec<_> = pages[1].refusals().iter().map(|(re, _)| *re).collect();
    assert_eq!(refused, [11, 12, 13]);
    assert_eq!(pages[0].refusals(), []);
    evening.settle(&mut pages, agree_with_each_other).await;
}

#[tokio::test]
async fn whispers_reach_one_device_and_a_fresh_picture_is_asked_of_one_seat() {
    let evening = Evening::tonight();
    let mut pages = evening.sealed_circle(&[Anna, Ben]).await;
    evening.settle(&mut pages, agree_with_each_other).await;
    let to = member(Ben);
    let body = pages[1].device.whisper(&name(Ben), b"only you").unwrap();
    pages[1].visit.seal(
        0,
        SealAct::Whisper {
            to,
            body: body.clone(),
        },
    );
    pages[1].visit.act(0, Act::NeedKeyFrame { member: to });
    evening
        .settle(&mut pages, |pages| !pages[2].whispered.is_empty())
        .await;
    assert_eq!(
        pages[2].device.open_whisper(&name(Anna), &body).unwrap(),
        b"only you"
    );
    assert!(pages[0].whispered.is_empty());
    until(|| evening.media.asked().contains(&Asked::KeyFrame(2))).await;
}

#[tokio::test]
async fn whispers_are_paced_sender_by_sender() {
    let evening = Evening::tonight();
    let mut pages = evening.sealed_circle(&[Anna, Ben]).await;
    evening.settle(&mut pages, agree_with_each_other).await;
    let whisper = |to| SealAct::Whisper {
        to: member(to),
        body: vec![1],
    };
    for heard in 1..=120 {
        pages[1].visit.seal(heard, whisper(Ben));
        evening
            .settle(&mut pages, |pages| pages[2].whispered.len() == heard as usize)
            .await;
    }
    pages[1].visit.seal(121, whisper(Ben));
    evening
        .settle(&mut pages, |pages| !pages[1].refusals().is_empty())
        .await;
    assert_eq!(pages[1].refusals(), [(121, Refused::TooFast)]);
    assert_eq!(pages[2].whispered.len(), 120, "and it was not passed on");

    // Nobody else is slowed by it, and a second later there is room for five.
    pages[2].visit.seal(1, whisper(Anna));
    evening
        .settle(&mut pages, |pages| pages[1].whispered.len() == 1)
        .await;
    evening.later(1);
    for re in 201..=206 {
        pages[1].visit.seal(re, whisper(Ben));
    }
    evening
        .settle(&mut pages, |pages| pages[1].refusals().len() == 2)
        .await;
    assert_eq!(pages[1].refusals()[1], (206, Refused::TooFast));
    evening
        .settle(&mut pages, |pages| pages[2].whispered.len() == 125)
        .await;
}
