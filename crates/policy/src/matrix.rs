//! The table an auditor reads: every role, every action, every kind of thing; and rules that hold for all of it.

use crate::{
    Action, Actor, ActorMembership, ComplaintAbout, Decision, OfComplaint, Reason, Resource, VaultAction,
    VaultOf, decide,
};
use domain::group::Listing;
use domain::id::Id;
use domain::membership::{Role, Status};
use domain::person::Standing;
use domain::{GroupId, MembershipId, PersonId};
use proptest::prelude::*;
use std::fmt::Write as _;
use uuid::Uuid;

fn group(number: u128) -> GroupId {
    GroupId::from_uuid(Uuid::from_u128(number))
}

fn person() -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(7))
}

fn actor(standing: Standing, memberships: &[(u128, Role)]) -> Actor {
    let memberships = memberships
        .iter()
        .map(|(number, role)| ActorMembership {
            group: group(*number),
            member: MembershipId::from_uuid(Uuid::from_u128(*number)),
            role: *role,
            status: Status::Active,
        })
        .collect();
    Actor {
        person: Some(person()),
        standing,
        memberships,
        proven: true,
    }
}

/// The same, where the place in group 1 is not active any more.
fn no_longer(role: Role, status: Status) -> Actor {
    let mut actor = actor(Standing::Person, &[(1, role)]);
    actor.memberships[0].status = status;
    actor
}

/// The columns. The group asked about is always number 1.
fn columns() -> Vec<(&'static str, Actor)> {
    let of_it = |role| actor(Standing::Person, &[(1, role)]);
    vec![
        ("stranger", Actor::stranger()),
        ("outsider", actor(Standing::Person, &[])),
        (
            "leads another",
            actor(Standing::Person, &[(2, Role::Facilitator)]),
        ),
        ("member", of_it(Role::Member)),
        ("observer", of_it(Role::Observer)),
        ("co-facil.", of_it(Role::CoFacilitator)),
        ("facilitator", of_it(Role::Facilitator)),
        ("paused member", no_longer(Role::Member, Status::Paused)),
        ("paused facil.", no_longer(Role::Facilitator, Status::Paused)),
        ("ended member", no_longer(Role::Member, Status::Ended)),
        ("ended facil.", no_longer(Role::Facilitator, Status::Ended)),
        ("coordinator", actor(Standing::Coordinator, &[])),
        ("operator", actor(Standing::Operator, &[])),
        (
            "operator+facil.",
            actor(Standing::Operator, &[(1, Role::Facilitator)]),
        ),
        (
            "facil. by link",
            Actor {
                proven: false,
                ..of_it(Role::Facilitator)
            },
        ),
    ]
}

/// Every kind of thing an action can be asked of.
fn resources(action: Action) -> Vec<(&'static str, Resource)> {
    let other = PersonId::from_uuid(Uuid::from_u128(8));
    match action {
        Action::Page(_) => vec![("", Resource::Page)],
        Action::Account(_) => vec![
            ("one's own", Resource::Account { owner: person() }),
            ("another's", Resource::Account { owner: other }),
        ],
        Action::Group(_) => vec![
            (
                "public",
                Resource::Group {
                    group: group(1),
                    listing: Listing::Public,
                },
            ),
            (
                "private",
                Resource::Group {
                    group: group(1),
                    listing: Listing::Private,
                },
            ),
        ],
        Action::Session(_) => vec![("", Resource::Session { group: group(1) })],
        Action::Room(_) => vec![("", Resource::Room { group: group(1) })],
        Action::Agreement(_) => vec![("", Resource::Agreement { group: group(1) })],
        Action::Emergency(_) => vec![("", Resource::EmergencyCard { group: group(1) })],
        Action::House(_) => vec![("", Resource::House)],
        Action::Complaint(_) => {
            let of = |reader, about, by| Resource::Complaint(OfComplaint { reader, about, by });
            let about = ComplaintAbout::Group(group(1));
            vec![
                ("all", of(true, ComplaintAbout::List, None)),
                ("group", of(true, about, Some(other))),
                ("unsaid", of(true, ComplaintAbout::Unsaid, None)),
                ("one's own", of(true, about, Some(person()))),
                ("no reader", of(false, about, Some(other))),
            ]
        }
        Action::BreakGlass(_) => vec![
            ("nobody's", Resource::BreakGlass { asked_by: None }),
            (
                "one's own",
                Resource::BreakGlass {
                    asked_by: Some(person()),
                },
            ),
            (
                "another's",
                Resource::BreakGlass {
                    asked_by: Some(other),
                },
            ),
        ],
        Action::Mailbox(_) => vec![
            ("of a demo", Resource::Mailbox { demo: true }),
            ("elsewhere", Resource::Mailbox { demo: false }),
        ],
        Action::Vault(_) => vec![
            ("own", vault(person(), true, true, None)),
            ("own, peers", vault(person(), false, false, None)),
            ("own, before", vault(person(), false, true, None)),
            ("another's", vault(other, true, true, None)),
            ("left to me", vault(other, true, true, Some(person()))),
        ],
    }
}

fn vault(owner: PersonId, treats: bool, has_one: bool, heir: Option<PersonId>) -> Resource {
    Resource::Vault(VaultOf {
        owner,
        treats,
        has_one,
        heir,
    })
}

fn cell(decision: Decision) -> &'static str {
    match decision {
        Decision::Allow => "yes",
        Decision::Conceal => ".",
        Decision::Deny(Reason::SignInFirst) => "sign in",
        Decision::Deny(Reason::FacilitatorsOnly) => "leaders only",
        Decision::Deny(Reason::OperatorsStayOutside) => "stays outside",
        Decision::Deny(Reason::PasskeyFirst) => "passkey first",
        Decision::Deny(Reason::WhilePaused) => "while paused",
        Decision::Deny(Reason::NotOneself) => "not oneself",
    }
}

#[test]
fn the_table_of_every_role_action_and_resource_is_the_one_committed() {
    let mut table = String::from(
        "yes = allowed; a dot = concealed, answered \"not found\"; other words = denied, and the person may know why.\n\
         stranger: nobody signed in; outsider: signed in, in no group; the other columns are roles in the group asked about, come in with a passkey;\n\
         paused: the seat is kept and its rights rest; ended: the place is over, so this is what an outsider may, and no more;\n\
         facil. by link: a facilitator who came in by a link, where the house asks those who lead for more.\n\n",
    );
    let _ = write!(table, "{:<30}{:<11}", "action", "of");
    for (name, _) in columns() {
        let _ = write!(table, "{name:<16}");
    }
    for action in Action::all() {
        for (of, resource) in resources(action) {
            let mut row = format!("{:<30}{of:<11}", action.name());
            for (_, actor) in columns() {
                let _ = write!(row, "{:<16}", cell(decide(&actor, action, &resource)));
            }
            let _ = write!(table, "\n{}", row.trim_end());
        }
    }
    insta::assert_snapshot!("matrix", table);
}

fn any_actor() -> impl Strategy<Value = Actor> {
    let standing = prop_oneof![
        Just(Standing::Person),
        Just(Standing::Coordinator),
        Just(Standing::Operator)
    ];
    let role = prop_oneof![
        Just(Role::Member),
        Just(Role::Facilitator),
        Just(Role::CoFacilitator),
        Just(Role::Observer)
    ];
    let memberships = proptest::collection::vec((1u128..4, role, any_status()), 0..4);
    let both = (any::<bool>(), any::<bool>());
    (standing, memberships, both).prop_map(|(standing, memberships, (signed_in, proven))| {
        let places: Vec<_> = memberships
            .iter()
            .map(|(group, role, _)| (*group, *role))
            .collect();
        let mut actor = actor(standing, &places);
        for (place, (_, _, status)) in actor.memberships.iter_mut().zip(&memberships) {
            place.status = *status;
        }
        // Nobody has two places in one group of which neither has ended.
        let mut seated = Vec::new();
        actor.memberships.retain(|place| {
            let is_second = place.status != Status::Ended && seated.contains(&place.group);
            seated.extend((place.status != Status::Ended).then_some(place.group));
            !is_second
        });
        Actor {
            person: signed_in.then(person),
            proven,
            ..actor
        }
    })
}

fn any_status() -> impl Strategy<Value = Status> {
    prop::sample::select(vec![Status::Active, Status::Paused, Status::Ended])
}

fn everything() -> impl Iterator<Item = (Action, Resource)> {
    Action::all().flat_map(|action| resources(action).into_iter().map(move |(_, of)| (action, of)))
}

proptest! {
    #[test]
    fn a_place_that_has_ended_is_worth_nothing(actor in any_actor()) {
        let mut without = actor.clone();
        without.memberships.retain(|place| place.status != Status::Ended);
        for (action, resource) in everything() {
            let (with, without) = (decide(&actor, action, &resource), decide(&without, action, &resource));
            // A complaint may be about the time when somebody led: that they did shuts it to them, and opens nothing.
            let is_shut = matches!(action, Action::Complaint(_)) && with == Decision::Conceal;
            prop_assert!(is_shut || with == without, "{action:?} of {resource:?}: {with:?}, {without:?}");
        }
    }

    #[test]
    fn a_pause_opens_nothing_and_closes_every_room_desk_and_card(actor in any_actor()) {
        let mut actor = Actor { person: Some(person()), ..actor };
        actor.memberships.retain(|place| place.group != group(1) || place.status == Status::Ended);
        actor.memberships.extend(no_longer(Role::Facilitator, Status::Paused).memberships);
        // With a passkey: what one says by mail alone while leading is another rule.
        let mut active = Actor { proven: true, ..actor.clone() };
        for place in active.memberships.iter_mut().filter(|place| place.group == group(1) && place.status == Status::Paused) {
            place.status = Status::Active;
        }
        for (action, resource) in everything() {
            let paused = decide(&actor, action, &resource);
            if paused == Decision::Allow {
                prop_assert!(matches!(decide(&active, action, &resource), Decision::Allow), "{}", action);
            }
            let is_inside = matches!(resource, Resource::Room { .. } | Resource::EmergencyCard { .. })
                || action == crate::GroupAction::SeeDesk.into()
                || action == crate::GroupAction::SeeCircle.into()
                || action == crate::SessionAction::OpenRoomPage.into();
            prop_assert!(!is_inside || paused == Decision::Deny(Reason::WhilePaused), "{}", action);
        }
    }

    #[test]
    fn nothing_stands_in_the_way_of_leaving(actor in any_actor()) {
        let has_place = actor.role_in(group(1)).is_some() || actor.is_paused_in(group(1));
        for listing in [Listing::Public, Listing::Private] {
            let group = Resource::Group { group: group(1), listing };
            let wanted = if has_place { Decision::Allow } else { Decision::Conceal };
            prop_assert_eq!(decide(&actor, crate::GroupAction::Leave.into(), &group), wanted);
        }
    }

    #[test]
    fn whoever_holds_no_place_in_a_group_is_told_nothing_of_its_rooms_and_cards(actor in any_actor()) {
        prop_assume!(actor.role_in(group(1)).is_none() && !actor.is_paused_in(group(1)));
        for action in Action::all() {
            for resource in [
                Resource::Room { group: group(1) },
                Resource::EmergencyCard { group: group(1) },
                Resource::Agreement { group: group(1) },
            ] {
                prop_assert_eq!(decide(&actor, action, &resource), Decision::Conceal);
            }
        }
    }

    #[test]
    fn of_a_private_group_the_outside_learns_nothing_but_its_times_at_the_front_desk(actor in any_actor()) {
        prop_assume!(actor.role_in(group(1)).is_none() && !actor.is_paused_in(group(1)));
        let private = Resource::Group { group: group(1), listing: Listing::Private };
        for action in Action::all() {
            let decision = decide(&actor, action, &private);
            if actor.standing == Standing::Coordinator && actor.is_signed_in() {
                prop_assert!(decision == Decision::Conceal || action == crate::GroupAction::SeeTimes.into());
            } else {
                prop_assert_eq!(decision, Decision::Conceal);
            }
        }
    }

    #[test]
    fn whoever_leads_and_showed_no_more_than_a_mail_opens_no_room_no_desk_and_no_card(actor in any_actor()) {
        let actor = Actor { proven: false, ..actor };
        prop_assume!(actor.leads_anything());
        for resource in [
            Resource::Room { group: group(1) },
            Resource::EmergencyCard { group: group(1) },
        ] {
            for action in Action::all() {
                prop_assert_ne!(decide(&actor, action, &resource), Decision::Allow);
            }
        }
        for action in [crate::SessionAction::OpenRoomPage, crate::SessionAction::SeeDesk] {
            let session = Resource::Session { group: group(1) };
            prop_assert_ne!(decide(&actor, action.into(), &session), Decision::Allow);
        }
    }

    #[test]
    fn who_leads_a_group_says_nothing_in_it_by_mail_alone_and_takes_back_what_they_like(actor in any_actor()) {
        // However else they are placed, they lead this one and have shown a link.
        let leads = super::matrix::actor(actor.standing, &[(1, Role::CoFacilitator)]).memberships;
        let others = actor.memberships.iter().filter(|one| one.group != group(1)).copied();
        let actor = Actor { person: Some(person()), proven: false, memberships: others.chain(leads).collect(), ..actor };
        let (of_it, agreed) = (
            Resource::Group { group: group(1), listing: Listing::Private },
            Resource::Agreement { group: group(1) },
        );
        prop_assert_eq!(
            decide(&actor, crate::GroupAction::ChooseAlias.into(), &of_it),
            Decision::Deny(Reason::PasskeyFirst)
        );
        use crate::AgreementAction as A;
        for said in [A::Sign, A::AnswerChoice, A::Release] {
            prop_assert_eq!(decide(&actor, said.into(), &agreed), Decision::Deny(Reason::PasskeyFirst));
        }
        for taken_back in [A::See, A::Withdraw, A::SeeReleases, A::Revoke] {
            prop_assert_eq!(decide(&actor, taken_back.into(), &agreed), Decision::Allow);
        }
    }

    #[test]
    fn a_passkey_opens_nothing_that_a_role_does_not(actor in any_actor()) {
        let by_mail = Actor { proven: false, ..actor.clone() };
        for action in Action::all() {
            for (_, resource) in resources(action) {
                let (with, without) = (decide(&actor, action, &resource), decide(&by_mail, action, &resource));
                prop_assert!(with == without || without == Decision::Deny(Reason::PasskeyFirst));
                prop_assert!(without != Decision::Conceal || with == Decision::Conceal);
            }
        }
    }

    #[test]
    fn an_operator_enters_no_room(actor in any_actor()) {
        prop_assume!(actor.standing == Standing::Operator);
        for action in Action::all() {
            prop_assert_ne!(decide(&actor, action, &Resource::Room { group: group(1) }), Decision::Allow);
            prop_assert_ne!(decide(&actor, action, &Resource::EmergencyCard { group: group(1) }), Decision::Allow);
        }
    }

    #[test]
    fn no_complaint_reaches_whoever_leads_what_it_may_be_about(actor in any_actor(), reader in any::<bool>()) {
        for (about, leads) in [
            // A place of any kind, also one that has ended: it may be about the time before, or by somebody who knows them.
            (ComplaintAbout::Group(group(1)), actor.memberships.iter().any(|one| one.group == group(1))),
            (ComplaintAbout::Unsaid, actor.memberships.iter().any(|one| one.role.leads())),
        ] {
            prop_assume!(leads || !reader);
            for action in crate::ComplaintAction::ALL {
                let thing = Resource::Complaint(OfComplaint { reader, about, by: None });
                prop_assert_ne!(decide(&actor, (*action).into(), &thing), Decision::Allow);
            }
        }
    }

    #[test]
    fn nobody_agrees_to_their_own_wish_and_nobody_looks_through_anothers(actor in any_actor()) {
        let of = |number| Resource::BreakGlass { asked_by: Some(PersonId::from_uuid(Uuid::from_u128(number))) };
        use crate::BreakGlassAction as B;
        for (action, thing) in [(B::Agree, of(7)), (B::Refuse, of(7)), (B::Open, of(8)), (B::Look, of(8)), (B::End, of(8))] {
            prop_assert_ne!(decide(&actor, action.into(), &thing), Decision::Allow);
        }
        if actor.standing == Standing::Person || !actor.proven {
            prop_assert_ne!(decide(&actor, B::Look.into(), &of(7)), Decision::Allow);
            prop_assert_ne!(decide(&actor, B::Ask.into(), &Resource::BreakGlass { asked_by: None }), Decision::Allow);
        }
    }

    #[test]
    fn nobody_of_whatever_standing_reaches_another_persons_own_record(actor in any_actor()) {
        let another = Resource::Account { owner: PersonId::from_uuid(Uuid::from_u128(8)) };
        for action in [crate::AccountAction::SeeOwnRecord, crate::AccountAction::DeleteOwnWords] {
            prop_assert_ne!(decide(&actor, action.into(), &another), Decision::Allow);
        }
    }

    #[test]
    fn of_anothers_notes_nobody_of_whatever_role_learns_that_there_are_any(actor in any_actor(), heir: bool) {
        prop_assume!(actor.is_signed_in());
        let other = PersonId::from_uuid(Uuid::from_u128(8));
        for action in VaultAction::ALL {
            let left = heir && matches!(action, VaultAction::AskForLeft | VaultAction::ReadLeft);
            let third = PersonId::from_uuid(Uuid::from_u128(9));
            let another = vault(other, true, true, heir.then_some(if left { third } else { person() }));
            prop_assert_eq!(decide(&actor, (*action).into(), &another), Decision::Conceal);
        }
    }

    #[test]
    fn who_leads_peers_alone_has_no_notes_and_whoever_runs_the_server_none_at_all(actor in any_actor(), treats: bool) {
        prop_assume!(actor.is_signed_in() && (!treats || actor.standing == Standing::Operator));
        for action in VaultAction::ALL {
            let own = vault(person(), treats, treats, None);
            prop_assert_eq!(decide(&actor, (*action).into(), &own), Decision::Conceal);
        }
    }

    #[test]
    fn an_action_asked_of_another_kind_of_thing_is_never_allowed(actor in any_actor()) {
        let things: Vec<Resource> = Action::all().flat_map(resources).map(|(_, resource)| resource).collect();
        for action in Action::all() {
            let fitting: Vec<_> = resources(action).into_iter().map(|(_, one)| std::mem::discriminant(&one)).collect();
            for thing in things.iter().filter(|thing| !fitting.contains(&std::mem::discriminant(*thing))) {
                prop_assert_eq!(decide(&actor, action, thing), Decision::Conceal);
            }
        }
    }
}
