//! Bots' sealed halves around the server's machine, on one clock: what they say reaches it and what it tells reaches them.

mod line;
mod recalling;

use super::*;
use line::{input, told};
use protocol::Opaque;
use seal::Provider;
use seal::delivery::{Delivery, Input, Output, Setting};
use seal::member::Who;
use std::collections::BTreeMap;

const MARA: &str = "mem_mara";
const INES: &str = "mem_ines";
const BEN: &str = "mem_ben";

struct Evening {
    delivery: Delivery,
    pages: BTreeMap<String, Sealed>,
    links: Vec<Vec<u8>>,
    /// Who whispered to whom. Past the machine, which orders handshakes alone.
    whispers: Vec<(String, String, Opaque)>,
    now_ms: u64,
}

fn name(text: &str) -> Name {
    Name::new(text).expect("a short name")
}

fn device(member: &str) -> Device {
    let who = Who {
        group: name("grp_tuesday"),
        session: name("ses_1"),
        member: name(member),
    };
    Device::of(&Secret::new([7; 32]), who)
}

fn leads(member: &str) -> bool {
    [MARA, INES].contains(&member)
}

impl Evening {
    /// OpenMLS asks the system's clock about lifetimes, so an evening begins when it begins.
    fn begin(links: Vec<Vec<u8>>) -> Self {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let setting = Setting {
            group: name("grp_tuesday"),
            session: name("ses_1"),
            chain: links.clone(),
            server_seed: [9; 32],
        };
        Self {
            delivery: Delivery::open(&setting, Provider::default()).expect("a chain that holds"),
            pages: BTreeMap::new(),
            links,
            whispers: Vec::new(),
            now_ms: since.expect("after 1970").as_millis() as u64,
        }
    }

    /// Ines founds, lets Ben in, and vouches for Mara.
    fn of_three() -> Self {
        let mut evening = Self::begin(vec![]);
        evening.come(device(INES), INES);
        evening.come(device(BEN), BEN);
        evening.admit(BEN);
        evening.come(device(MARA), MARA);
        evening.pass(3_000);
        evening
    }

    fn come(&mut self, device: Device, member: &str) {
        let page = Sealed::load(device, true);
        self.pages.insert(member.to_owned(), page);
        self.begin_line(member);
    }

    fn begin_line(&mut self, member: &str) {
        let now_ms = self.now_ms;
        self.page(member).begin(now_ms);
        self.settle();
    }

    fn lose(&mut self, member: &str) {
        let _ = self
            .delivery
            .handle(Input::Gone { member: name(member) }, self.now_ms);
        self.settle();
    }

    fn admit(&mut self, member: &str) {
        self.admit_by(INES, member);
    }

    fn admit_by(&mut self, by: &str, member: &str) {
        let now_ms = self.now_ms;
        assert!(self.page(by).at_door().contains(member));
        let admission = self.page(by).admission(member, now_ms);
        let token = wire::read(&admission.expect("a token").token).expect("base64url");
        let admitted = Input::Admitted {
            member: name(member),
            token,
        };
        self.delivery
            .handle(admitted, now_ms)
            .expect("a token that holds");
        self.settle();
    }

    fn page(&mut self, member: &str) -> &mut Sealed {
        self.pages.get_mut(member).expect("somebody with a page")
    }

    /// In steps of a look.
    fn pass(&mut self, ms: u64) {
        for _ in 0..ms / 100 {
            self.now_ms += 100;
            let _ = self.delivery.handle(Input::Time, self.now_ms);
            self.settle();
        }
    }

    fn settle(&mut self) {
        loop {
            let mut quiet = true;
            while let Some(output) = self.delivery.poll() {
                quiet = false;
                self.carry(output);
            }
            for (member, page) in &mut self.pages {
                page.proceed(self.now_ms);
                while let Some(ClientMessage::Seal { said }) = page.poll() {
                    quiet = false;
                    if let SealSaid::Whisper { to, body } = said {
                        self.whispers.push((member.clone(), to, body));
                        continue;
                    }
                    self.delivery
                        .handle(input(member, said), self.now_ms)
                        .expect("taken");
                }
            }
            if quiet {
                return;
            }
        }
    }

    fn carry(&mut self, output: Output) {
        if let Output::KeepLink { link, .. } = output {
            return self.links.push(link);
        }
        if let Some((to, told)) = told(output)
            && let Some(page) = self.pages.get_mut(to.as_str())
        {
            page.told(told, self.now_ms);
        }
    }

    /// Everybody here stands in the server's epoch, with everybody here as leaves.
    fn agrees(&mut self) {
        let here: BTreeSet<String> = self.pages.keys().cloned().collect();
        let epoch = self.delivery.epoch().map(|(_, epoch)| epoch);
        for (member, page) in &self.pages {
            let standing = page.standing();
            assert_eq!((standing.epoch, standing.trouble), (epoch, None), "{member}");
            assert_eq!(BTreeSet::from_iter(standing.leaves), here, "{member}");
        }
    }
}

#[test]
fn three_bots_come_to_one_epoch_and_open_each_others_frames_and_words() {
    let mut evening = Evening::of_three();
    evening.agrees();
    assert_eq!(
        evening.links.len(),
        2,
        "Ines founded the chain and vouched for Mara"
    );
    let now_ms = evening.now_ms;
    for from in [MARA, INES, BEN] {
        for (kind, frame) in [
            (MediaKind::Audio, &b"a sound"[..]),
            (MediaKind::Video, b"\x01 a picture"),
            (MediaKind::Video, b"\x00 a key frame"),
        ] {
            let sealed = evening.page(from).seal_frame(kind, frame).expect("a key");
            assert!(
                !sealed
                    .windows(4)
                    .any(|part| frame.windows(4).any(|of| of == part))
                    || frame[0] == 0
            );
            for to in [MARA, INES, BEN].into_iter().filter(|to| *to != from) {
                let opened = evening.page(to).open_frame(from, kind, &sealed, now_ms);
                assert_eq!(opened.as_deref(), Ok(frame), "{from} to {to}");
            }
            let other = [MARA, INES, BEN]
                .into_iter()
                .find(|one| *one != from)
                .expect("two more");
            let third = [MARA, INES, BEN]
                .into_iter()
                .rfind(|one| ![from, other].contains(one));
            let wrong = evening
                .page(third.expect("three"))
                .open_frame(other, kind, &sealed, now_ms);
            assert!(wrong.is_err(), "on the line of somebody else");
        }
        let Some(ClientMessage::Content { body }) = evening.page(from).seal_words("Good evening") else {
            panic!("words go out")
        };
        for to in [MARA, INES, BEN].into_iter().filter(|to| *to != from) {
            let words = Words {
                seq: 0,
                from: from.to_owned(),
                at_ms: 0,
                body: body.clone(),
            };
            let heard = evening.page(to).open_words(&words).expect("opens");
            assert_eq!(
                (heard.member, heard.plain),
                (name(from), b"Good evening".to_vec())
            );
        }
    }
}

#[test]
fn nothing_goes_out_before_there_is_a_key() {
    let mut evening = Evening::begin(vec![]);
    evening.come(device(BEN), BEN);
    evening.come(device(INES), INES);
    evening.pass(2_000);
    for kind in [MediaKind::Audio, MediaKind::Video] {
        assert!(evening.page(INES).seal_frame(kind, b"\x01 alone").is_some());
        assert_eq!(evening.page(BEN).seal_frame(kind, b"\x01 at the door"), None);
    }
    assert_eq!(evening.page(BEN).seal_words("at the door"), None);
    evening.admit(BEN);
    evening.pass(600);
    assert!(
        evening
            .page(BEN)
            .seal_frame(MediaKind::Audio, b"inside")
            .is_some()
    );
}

#[test]
fn a_page_without_a_leaf_any_more_lets_nothing_out() {
    let mut evening = Evening::of_three();
    let now_ms = evening.now_ms;
    let order = evening.page(INES).member.order(&name(BEN), now_ms);
    let removed = Input::Removed {
        member: name(BEN),
        order: order.expect("Ines leads"),
    };
    evening
        .delivery
        .handle(removed, evening.now_ms)
        .expect("an order that holds");
    // The server tells a removed person nothing more; the others go on without them.
    evening.settle();
    evening.pass(600);
    let frame = evening
        .page(INES)
        .seal_frame(MediaKind::Audio, b"without Ben")
        .expect("a key");
    let now_ms = evening.now_ms;
    assert!(
        evening
            .page(BEN)
            .open_frame(INES, MediaKind::Audio, &frame, now_ms)
            .is_err()
    );
    assert!(
        evening
            .page(MARA)
            .open_frame(INES, MediaKind::Audio, &frame, now_ms)
            .is_ok()
    );
}

#[test]
fn a_page_loaded_anew_comes_back_by_the_device_and_what_it_remembers() {
    let mut evening = Evening::of_three();
    let before = evening.page(BEN).member.device();
    evening.lose(BEN);
    let kept = evening.pages.remove(BEN).expect("Ben's page").close();
    assert!(kept.memory.founder.is_some() && kept.memory.met.contains_key(&name(INES)));
    evening.come(kept, BEN);
    evening.pass(600);
    evening.agrees();
    assert_eq!(evening.page(BEN).member.device(), before);
}

#[test]
fn a_line_lost_for_a_moment_costs_no_new_keys() {
    let mut evening = Evening::of_three();
    let epoch = evening.page(BEN).standing().epoch;
    evening.lose(BEN);
    evening.pass(2_000);
    evening.begin_line(BEN);
    evening.agrees();
    assert_eq!(evening.page(BEN).standing().epoch, epoch);
    assert!(evening.page(BEN).seal_frame(MediaKind::Audio, b"back").is_some());
}

#[test]
fn after_a_restart_of_the_server_or_of_the_bots_the_same_devices_make_the_next_circle() {
    let links = Evening::of_three().links;
    let mut evening = Evening::begin(links);
    for member in [MARA, BEN] {
        evening.come(device(member), member);
    }
    evening.admit_by(MARA, BEN);
    evening.pass(3_000);
    evening.agrees();
}

#[test]
fn who_was_let_in_before_is_let_in_again_by_whoever_can_verify_it() {
    let mut evening = Evening::of_three();
    let now_ms = evening.now_ms;
    let token = evening
        .page(INES)
        .member
        .token(&name(BEN), device(BEN).load().device(), now_ms);
    let mut next = Evening::begin(evening.links.clone());
    next.come(device(BEN), BEN);
    let admitted = Input::Admitted {
        member: name(BEN),
        token: token.expect("a token of the circle before"),
    };
    next.delivery
        .handle(admitted, next.now_ms)
        .expect("taken for later");
    next.come(device(MARA), MARA);
    next.pass(600);
    next.agrees();
}

#[test]
fn a_whole_circle_is_signed_anew_no_faster_than_the_room_takes_it() {
    let mut evening = Evening::begin(vec![]);
    evening.come(device(INES), INES);
    let members: Vec<String> = (0..12).map(|n| format!("mem_{n}")).collect();
    let mut next = Evening::begin(evening.links.clone());
    for member in &members {
        let now_ms = evening.now_ms;
        let device_key = device(member).load().device();
        let token = evening.page(INES).member.token(&name(member), device_key, now_ms);
        next.come(device(member), member);
        let admitted = Input::Admitted {
            member: name(member),
            token: token.expect("a token of the circle before"),
        };
        next.delivery
            .handle(admitted, next.now_ms)
            .expect("taken for later");
    }
    next.come(device(INES), INES);
    next.pass(15_000);
    next.agrees();
}

#[test]
fn somebody_new_is_a_reason_for_a_key_frame_and_the_same_people_are_none() {
    let mut evening = Evening::begin(vec![]);
    evening.come(device(INES), INES);
    evening.come(device(BEN), BEN);
    let now_ms = evening.now_ms;
    let grant = evening.page(INES).admission(BEN, now_ms).expect("a token");
    let admitted = Input::Admitted {
        member: name(BEN),
        token: wire::read(&grant.token).expect("base64url"),
    };
    evening
        .delivery
        .handle(admitted, now_ms)
        .expect("a token that holds");
    let mut wanted = 0;
    for _ in 0..20 {
        evening.now_ms += 100;
        while let Some(output) = evening.delivery.poll() {
            evening.carry(output);
        }
        for member in [INES, BEN] {
            let now_ms = evening.now_ms;
            let page = evening.pages.get_mut(member).expect("a page");
            wanted += usize::from(page.proceed(now_ms));
            while let Some(ClientMessage::Seal { said }) = page.poll() {
                evening
                    .delivery
                    .handle(input(member, said), now_ms)
                    .expect("taken");
            }
        }
    }
    assert_eq!(wanted, 2, "once each");
}

#[test]
fn a_server_that_puts_another_founder_in_ends_all_sending() {
    let mut evening = Evening::of_three();
    let stranger = seal::Key::from_seed(&[3; 32]);
    let link = seal::founding_link(&name("grp_tuesday"), &name(MARA), &stranger, 0);
    let state = SealTold::State {
        chain: vec![wire::write(&link)],
        circle: wire::write(&[1; 16]),
        epoch: 3,
        server_key: wire::write(&[5; 32]),
        may_found: true,
    };
    let now_ms = evening.now_ms;
    let ben = evening.page(BEN);
    ben.told(state, now_ms);
    ben.proceed(now_ms);
    assert!(ben.standing().trouble.is_some());
    assert_eq!(ben.seal_frame(MediaKind::Audio, b"to whom?"), None);
    assert_eq!(ben.seal_words("to whom?"), None);
    assert_eq!(ben.poll(), None, "and says nothing on it");
}

#[test]
fn who_stands_in_the_room_without_a_leaf_presents_the_device_again() {
    let mut ben = Sealed::load(device(BEN), false);
    ben.begin(0);
    let is_here = |said| {
        matches!(
            said,
            Some(ClientMessage::Seal {
                said: SealSaid::Here { .. }
            })
        )
    };
    assert!(is_here(ben.poll()));
    ben.proceed(60_000);
    assert_eq!(ben.poll(), None, "at the door nobody asks twice");
    let link = seal::founding_link(
        &name("grp_tuesday"),
        &name(INES),
        &seal::Key::from_seed(&[3; 32]),
        0,
    );
    let state = SealTold::State {
        chain: vec![wire::write(&link)],
        circle: wire::write(&[1; 16]),
        epoch: 3,
        server_key: wire::write(&[5; 32]),
        may_found: false,
    };
    ben.told(state, 60_000);
    ben.proceed(60_000);
    assert!(is_here(ben.poll()));
    ben.proceed(60_100);
    assert_eq!(ben.poll(), None);
}

#[test]
fn what_is_not_written_as_the_wire_writes_changes_nothing() {
    let mut evening = Evening::of_three();
    let now_ms = evening.now_ms;
    let before = evening.page(BEN).standing();
    for commit in ["====", "AAAA", ""] {
        let commit = Opaque(commit.to_owned());
        evening.page(BEN).told(
            SealTold::Welcome {
                epoch: 9,
                welcome: commit,
            },
            now_ms,
        );
    }
    assert_eq!(evening.page(BEN).standing(), before);
}
