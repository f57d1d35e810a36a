//! What a decision of `policy` costs, and a private value that is sealed and opened, beside what they are made of in the same run:
//! `cargo xtask bench policy [--json]`. Fails when a goal does not hold.

use aws_lc_rs::aead::{AES_256_GCM, Aad, RandomizedNonceKey};
use aws_lc_rs::digest::{SHA256, digest};
use domain::group::Listing;
use domain::id::Id as _;
use domain::membership::{Role, Status};
use domain::person::Standing;
use domain::{GroupId, MembershipId, PersonId};
use policy::{Action, Actor, ActorMembership, ComplaintAbout, OfComplaint, Resource};
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use store::{Keys, measured};
use uuid::Uuid;

const TURNS: usize = 9;
const TURN: Duration = Duration::from_millis(120);
/// Of a decision beside SHA-256 of 64 bytes; of a sealed value beside the bare AES-256-GCM of its three keys and its words.
const DECISION_GOAL: f64 = 1.0;
const FIELD_GOAL: f64 = 8.0;

#[expect(clippy::print_stdout, reason = "the figures are this program's output")]
fn main() -> ExitCode {
    let json = std::env::args().any(|word| word == "--json");
    if !json {
        println!(
            "Medians of {TURNS} turns, each in turns with its peer, one thread; a debug build, with the ciphers optimised"
        );
    }
    let mut holds = true;
    let mut tell = |figure: &str, ns: f64, peer: &str, peer_ns: f64, goal: f64| {
        let ratio = ns / peer_ns;
        let kept = ratio < goal;
        holds &= kept;
        if json {
            println!(
                r#"{{"figure": "{figure}", "value": {ratio:.2}, "unit": "ratio", "goal": "< {goal}", "holds": {kept}, "ns": {ns:.0}, "peer": "{peer}", "peer_ns": {peer_ns:.0}}}"#
            );
        } else {
            let word = if kept { "holds" } else { "DOES NOT HOLD" };
            println!(
                "  {figure:<44} {ns:>7.0} ns   {ratio:>5.2} times {peer} ({peer_ns:.0} ns); goal < {goal}: {word}"
            );
        }
    };

    let questions = questions();
    let mut at = 0;
    let bytes = [7_u8; 64];
    let (decision, sha) = beside(
        || {
            at = (at + 1) % questions.len();
            let (actor, action, resource) = &questions[at];
            let _ = black_box(policy::decide(actor, *action, resource));
        },
        || {
            let _ = black_box(digest(&SHA256, black_box(&bytes)));
        },
    );
    tell(
        "a decision, over every role and action",
        decision,
        "SHA-256 of 64 bytes",
        sha,
        DECISION_GOAL,
    );

    let folder = tempfile::tempdir().expect("a folder");
    let keys = Keys::load_or_generate(&folder.path().join("keys")).expect("keys");
    let person = PersonId::from_uuid(Uuid::from_u128(7));
    measured::give_key(&keys, person).expect("a key");
    let words = "Tonight I am at Kastanienallee 40, second floor";
    let (sealing, bare) = beside(
        || {
            drop(black_box(
                measured::seal_one(&keys, person, words).expect("seals"),
            ))
        },
        || bare_aes(words.as_bytes()),
    );
    tell(
        "sealing a private value of 47 bytes",
        sealing,
        "its bare AES-256-GCM",
        bare,
        FIELD_GOAL,
    );
    let sealed = measured::seal_one(&keys, person, words).expect("seals");
    let (opening, bare) = beside(
        || {
            drop(black_box(
                measured::open_one(&keys, person, &sealed).expect("opens"),
            ))
        },
        || bare_aes(words.as_bytes()),
    );
    tell("opening it", opening, "its bare AES-256-GCM", bare, FIELD_GOAL);
    if holds {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Nanoseconds of each, in turns, so that a machine that grows busier favours none.
fn beside(mut ours: impl FnMut(), mut peer: impl FnMut()) -> (f64, f64) {
    let mut turns: Vec<(f64, f64)> = (0..TURNS)
        .map(|_| (nanoseconds(&mut ours), nanoseconds(&mut peer)))
        .collect();
    turns.sort_by(|a, b| (a.0 / a.1).total_cmp(&(b.0 / b.1)));
    turns[TURNS / 2]
}

fn nanoseconds(work: &mut impl FnMut()) -> f64 {
    let began = Instant::now();
    let mut times = 0_u32;
    while began.elapsed() < TURN {
        for _ in 0..64 {
            work();
        }
        times += 64;
    }
    began.elapsed().as_nanos() as f64 / f64::from(times)
}

/// What no way of sealing so could do without: the words, the key of the words, and that key once more.
fn bare_aes(words: &[u8]) {
    for plain in [words, &[7; 32], &[9; 60]] {
        let key = RandomizedNonceKey::new(&AES_256_GCM, &[5; 32]).expect("a key");
        let mut bytes = plain.to_vec();
        let nonce = key.seal_in_place_append_tag(Aad::from(b"people/7/name"), &mut bytes);
        black_box((nonce.expect("seals"), bytes));
    }
}

fn questions() -> Vec<(Actor, Action, Resource)> {
    let group = GroupId::from_uuid(Uuid::from_u128(1));
    let person = PersonId::from_uuid(Uuid::from_u128(7));
    let place = |role| ActorMembership {
        group,
        member: MembershipId::from_uuid(Uuid::from_u128(2)),
        role,
        status: Status::Active,
    };
    let roles = [
        None,
        Some(Role::Member),
        Some(Role::Observer),
        Some(Role::CoFacilitator),
        Some(Role::Facilitator),
    ];
    let mut questions = Vec::new();
    for standing in [Standing::Person, Standing::Coordinator, Standing::Operator] {
        for role in roles {
            let actor = Actor {
                person: Some(person),
                standing,
                memberships: role.map(place).into_iter().collect(),
                proven: true,
            };
            for action in Action::all() {
                questions.push((actor.clone(), action, of(action, group, person)));
            }
        }
    }
    questions
}

fn of(action: Action, group: GroupId, owner: PersonId) -> Resource {
    match action {
        Action::Page(_) => Resource::Page,
        Action::Account(_) => Resource::Account { owner },
        Action::Group(_) => Resource::Group {
            group,
            listing: Listing::Private,
        },
        Action::Session(_) => Resource::Session { group },
        Action::Room(_) => Resource::Room { group },
        Action::Agreement(_) => Resource::Agreement { group },
        Action::Emergency(_) => Resource::EmergencyCard { group },
        Action::Mailbox(_) => Resource::Mailbox { demo: false },
        Action::Vault(_) => Resource::Vault(policy::VaultOf {
            owner,
            treats: true,
            has_one: true,
            heir: None,
        }),
        Action::House(_) => Resource::House,
        Action::Complaint(_) => Resource::Complaint(OfComplaint {
            reader: true,
            about: ComplaintAbout::Group(group),
            by: None,
        }),
        Action::BreakGlass(_) => Resource::BreakGlass {
            asked_by: Some(owner),
        },
    }
}
