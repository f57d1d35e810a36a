//! Who asks, of which house: what every verb that a person calls takes first.

use crate::audit::was_refused_to;
use crate::sign_in::{KeyHash, key_hash};
use crate::{App, Error, Refusal, Result};
use domain::person::Person;
use domain::sign_in::{SignedInBy, is_fresh};
use domain::{GroupId, PersonId, Private, SignInId};
use jiff::Timestamp;
use policy::{Action, Actor, ActorMembership, Decision, Resource};
use std::sync::PoisonError;
use store::{AuditEntry, Store, Work};

/// A person on one device, known by its cookie's token.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub sign_in: SignInId,
    pub person: Person,
    pub actor: Actor,
    /// "Firefox on Linux": what its person's list of devices says.
    pub label: String,
    /// What was shown at this sign-in, and when.
    pub by: SignedInBy,
    pub signed_in_at: Timestamp,
}

#[derive(Debug, Clone)]
pub struct Context {
    app: App,
    signed_in: Option<SignedIn>,
    stranger: Actor,
    network: KeyHash,
    cookie: Option<Private<String>>,
}

impl Context {
    pub(crate) fn new(app: App, signed_in: Option<SignedIn>) -> Self {
        Self {
            app,
            signed_in,
            stranger: Actor::stranger(),
            network: KeyHash::default(),
            cookie: None,
        }
    }

    /// The sign-in token that this browser holds, worth something or not: it tells a browser that was here from a new one.
    #[must_use]
    pub fn with_cookie(mut self, token: Option<Private<String>>) -> Self {
        self.cookie = token;
        self
    }

    pub(crate) fn cookie(&self) -> Option<&str> {
        self.cookie.as_ref().map(|token| token.reveal().as_str())
    }

    /// Where the wish comes from, for limits alone: kept as a hash and written nowhere. Unsaid, it is one place for all.
    #[must_use]
    pub fn from_network(mut self, network: &str) -> Self {
        self.network = key_hash(network);
        self
    }

    pub(crate) fn network(&self) -> KeyHash {
        self.network
    }

    /// Whether this wrong try to sign in is still answered in full and written down. A right one is never asked.
    pub(crate) fn counts_as_guess(&self, account: Option<PersonId>) -> bool {
        self.counts_as_guess_at(account.map(|person| key_hash(&person.to_string())))
    }

    /// The same where nobody may learn whether there is such an account: by what was typed.
    pub(crate) fn counts_as_guess_at(&self, account: Option<KeyHash>) -> bool {
        self.app
            .guesses()
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .counts(account, self.network, self.now())
    }

    /// Whether a try is looked at at all, where there is something to guess: a password.
    pub(crate) fn may_guess(&self) -> bool {
        self.app
            .guesses()
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .listens(self.network, self.now())
    }

    pub fn app(&self) -> &App {
        &self.app
    }

    pub fn actor(&self) -> &Actor {
        self.signed_in
            .as_ref()
            .map_or(&self.stranger, |signed_in| &signed_in.actor)
    }

    pub fn signed_in(&self) -> Option<&SignedIn> {
        self.signed_in.as_ref()
    }

    /// The person who asks; a stranger is told to sign in.
    pub fn person(&self) -> Result<&Person> {
        self.signed_in
            .as_ref()
            .map(|signed_in| &signed_in.person)
            .ok_or(Error::Refused(Refusal::SignInFirst))
    }

    /// The same with the device they ask from.
    pub(crate) fn signed_in_here(&self) -> Result<&SignedIn> {
        self.signed_in
            .as_ref()
            .ok_or(Error::Refused(Refusal::SignInFirst))
    }

    /// That this device was signed in a moment ago, for what must not be done on one that lies open.
    pub(crate) fn is_fresh(&self) -> bool {
        self.signed_in
            .as_ref()
            .is_some_and(|one| is_fresh(self.now().duration_since(one.signed_in_at)))
    }

    pub fn now(&self) -> Timestamp {
        self.app.now()
    }

    /// The one question to `policy`, answered as an error: refused with the reason, or not found.
    pub fn authorise(&self, action: impl Into<Action>, resource: &Resource) -> Result<()> {
        let action = action.into();
        authorise(self.actor(), action, resource).inspect_err(|_| was_refused_to(self, action, resource))
    }

    /// The same question where a no is no refusal: what this person may not see is left out.
    pub(crate) fn may(&self, action: impl Into<Action>, resource: &Resource) -> bool {
        policy::decide(self.actor(), action.into(), resource) == Decision::Allow
    }

    pub(crate) fn store(&self) -> &Store {
        self.app.store()
    }

    /// Begins a change in this person's name. The action must have been authorised before.
    pub(crate) async fn begin(
        &self,
        action: impl Into<Action>,
        resource: impl domain::id::Id,
    ) -> Result<Work> {
        Ok(self.store().begin(self.entry(action, resource)).await?)
    }

    /// The same, where what the person is in this group matters for who reads the log.
    pub(crate) async fn begin_in(
        &self,
        group: GroupId,
        action: impl Into<Action>,
        resource: impl domain::id::Id,
    ) -> Result<Work> {
        Ok(self.store().begin(self.entry_in(group, action, resource)).await?)
    }

    /// What the audit log will say of this person's act or look.
    pub(crate) fn entry(&self, action: impl Into<Action>, resource: impl domain::id::Id) -> AuditEntry {
        self.named_entry(action.into().name(), resource)
    }

    /// The same for what has a name in the log and no action in the policy.
    pub(crate) fn named_entry(&self, name: &'static str, resource: impl domain::id::Id) -> AuditEntry {
        let entry = AuditEntry::new(self.auditor(), name, resource, self.now());
        match &self.signed_in {
            Some(signed_in) => entry
                .standing(signed_in.actor.standing)
                .through(signed_in.sign_in),
            None => entry,
        }
    }

    pub(crate) fn entry_in(
        &self,
        group: GroupId,
        action: impl Into<Action>,
        resource: impl domain::id::Id,
    ) -> AuditEntry {
        let entry = self.entry(action, resource);
        match self.actor().role_in(group) {
            Some(role) => entry.in_role(role),
            None => entry,
        }
    }

    fn auditor(&self) -> store::Actor {
        self.actor()
            .person
            .map_or(store::Actor::Visitor, store::Actor::Person)
    }
}

pub(crate) fn authorise(actor: &Actor, action: Action, resource: &Resource) -> Result<()> {
    let why = match policy::decide(actor, action, resource) {
        Decision::Allow => return Ok(()),
        Decision::Deny(reason) => reason.into(),
        Decision::Conceal => Error::NotFound,
    };
    // Ids alone: whoever looks for somebody who tries doors finds them here.
    tracing::info!(person = %named(actor), %action, ?resource, %why, "refused by policy");
    Err(why)
}

fn named(actor: &Actor) -> String {
    actor
        .person
        .map_or_else(|| "visitor".to_owned(), |person| person.to_string())
}

/// This person as policy sees them now: read afresh, because a place may have ended a minute ago. What they showed when they
/// signed in is for the caller to add.
pub(crate) async fn actor_of(app: &App, person: &Person) -> Result<Actor> {
    let memberships = app.store().memberships().of_person(person.id).await?;
    let memberships = memberships
        .into_iter()
        .map(|one| ActorMembership {
            group: one.group,
            member: one.id,
            role: one.role,
            status: one.state.status(),
        })
        .collect();
    Ok(Actor {
        person: Some(person.id),
        standing: person.standing,
        memberships,
        proven: !app.config().staff_passkeys,
    })
}

pub(crate) async fn person_and_actor(app: &App, person: PersonId) -> Result<(Person, Actor)> {
    let person = app
        .store()
        .people()
        .lookup(person)
        .await?
        .ok_or(Error::NotFound)?;
    let actor = actor_of(app, &person).await?;
    Ok((person, actor))
}
