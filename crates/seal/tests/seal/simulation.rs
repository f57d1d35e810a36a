//! Twelve people come, go, reload, lose their lines and are sent out in an order that a seed decides. After every step all
//! who are inside are in one epoch with one secret, and nobody outside can open what is said.

use crate::cast::name;
use crate::evening::Evening;
use seal::Name;
use std::collections::BTreeSet;

const PEOPLE: [&str; 11] = [
    "ines", "anna", "ben", "chidi", "dana", "eli", "farah", "gil", "hana", "ivo", "june",
];
const STEPS: usize = 60;

/// Chance that is the same in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).unwrap()
    }

    fn of<'a>(&mut self, some: &'a [Name]) -> Option<&'a Name> {
        (!some.is_empty()).then(|| &some[self.below(some.len())])
    }
}

fn step(evening: &mut Evening, mara: &Name, chance: &mut Chance) -> String {
    let inside: Vec<Name> = evening.inside().into_iter().filter(|name| name != mara).collect();
    let away: Vec<Name> = PEOPLE
        .iter()
        .map(|who| name(&format!("mem_{who}")))
        .filter(|name| !inside.contains(name))
        .collect();
    let short = |member: &Name| member.as_str().trim_start_matches("mem_").to_owned();
    match chance.below(10) {
        0..=3 => {
            let Some(member) = chance.of(&away) else {
                return "nobody is away".into();
            };
            let lost =
                evening.pages.get(member).is_some_and(|page| !page.line) && evening.locked.contains(member);
            if lost && chance.below(2) == 0 {
                evening.present(member);
                return format!("{member}'s line is back");
            }
            evening.load(&short(member), false);
            if !evening.locked.contains(member) {
                evening.admit(mara, &short(member));
            }
            format!("{member} comes")
        }
        4 => {
            let Some(member) = chance.of(&inside) else {
                return "nobody to leave".into();
            };
            evening.leave(member);
            format!("{member} leaves")
        }
        5 => {
            let Some(member) = chance.of(&inside) else {
                return "nobody to reload".into();
            };
            evening.drop_line(member);
            evening.load(&short(member), false);
            format!("{member} reloads")
        }
        6 => {
            evening.drop_line(mara);
            evening.load("mara", true);
            "Mara reloads".into()
        }
        7 => {
            let Some(member) = chance.of(&inside) else {
                return "nobody to lose".into();
            };
            evening.drop_line(member);
            format!("{member} loses the line")
        }
        8 => {
            let Some(member) = chance.of(&inside) else {
                return "nobody to send out".into();
            };
            evening.remove(mara, member);
            format!("{member} is sent out")
        }
        _ => {
            let ms = [700, 4_000, 16_000][chance.below(3)];
            evening.pass(ms);
            format!("{ms} ms pass")
        }
    }
}

fn evening_of(seed: u64) {
    let mut chance = Chance(seed);
    let mut evening = Evening::begin();
    let mara = evening.load("mara", true);
    for at in 0..STEPS {
        let what = step(&mut evening, &mara, &mut chance);
        let when = format!("seed {seed}, step {at}: {what}");
        // The half second after which a device speaks although somebody with a lost line has not agreed.
        evening.pass(500);
        evening.everybody_agrees(&when);
        let inside = evening.inside();
        assert!(inside.contains(&mara), "{when}: Mara is out");
        evening.says(&mara, &when);
        let heard: BTreeSet<Name> = evening
            .pages
            .iter()
            .filter(|(_, page)| page.heard.last().is_some_and(|(_, words)| *words == when))
            .map(|(name, _)| name.clone())
            .collect();
        let others: BTreeSet<Name> = inside.iter().filter(|name| **name != mara).cloned().collect();
        assert!(heard.is_superset(&others), "{when}: not everybody inside read it");
        assert!(
            heard.is_subset(&evening.locked),
            "{when}: somebody outside read it"
        );
    }
    evening.pass(500);
    let inside = evening.inside();
    for (ears, voices) in evening.everybody_speaks() {
        let expected: BTreeSet<Name> = inside.iter().filter(|name| **name != ears).cloned().collect();
        if inside.contains(&ears) {
            assert_eq!(voices, expected, "seed {seed}: what {ears} hears");
        } else {
            assert!(
                voices.is_empty() || evening.locked.contains(&ears),
                "seed {seed}: {ears} is outside and hears"
            );
        }
    }
    assert!(evening.refused.is_empty(), "seed {seed}: {:?}", evening.refused);
}

#[test]
fn twelve_people_agree_after_every_step_of_seed_1() {
    evening_of(1);
}

#[test]
fn twelve_people_agree_after_every_step_of_seed_2() {
    evening_of(2);
}

#[test]
fn twelve_people_agree_after_every_step_of_seed_3() {
    evening_of(3);
}

#[test]
fn twelve_people_agree_after_every_step_of_seed_20260106() {
    evening_of(20_260_106);
}
