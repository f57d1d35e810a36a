//! Who leads a group, with what licence, checked by whom and when (F3).

use crate::{App, Result};
use domain::credential::Credential;
use domain::membership::{Membership, Role};

/// Facilitators stand by their own names; members never do.
#[derive(Debug, Clone)]
pub struct Leader {
    pub name: String,
    pub role: Role,
    pub credentials: Vec<Credential>,
}

/// Those of these memberships who lead now: the facilitator first, then co-facilitators in seat order.
pub(crate) async fn leaders_of(app: &App, memberships: &[Membership]) -> Result<Vec<Leader>> {
    let mut leading: Vec<_> = memberships.iter().filter(|one| one.leads()).collect();
    leading.sort_by_key(|one| (one.role != Role::Facilitator, one.seat));
    let mut leaders = Vec::with_capacity(leading.len());
    for one in leading {
        let Some(person) = app.store().people().lookup(one.person).await? else {
            continue;
        };
        leaders.push(Leader {
            name: person.legal_name.into_inner(),
            role: one.role,
            credentials: app.store().credentials().of_person(one.person).await?,
        });
    }
    Ok(leaders)
}
