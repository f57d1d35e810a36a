//! Who has signed and who has yet to, for those who lead. What anybody chose is not in it, nor how many.

use super::{Loaded, load, lookup};
use crate::audit::write_down;
use crate::{Context, Result};
use domain::GroupId;
use domain::agreement::{Guardian, Standing, binding_at, standing};
use domain::group::Group;
use domain::membership::Membership;
use jiff::Timestamp;
use policy::AgreementAction;

#[derive(Debug, Clone)]
pub struct WhoSigned {
    pub group: Group,
    /// The newest words' number and when they bind. `None` before there are any.
    pub newest: Option<(u32, Timestamp)>,
    pub binding: Option<u32>,
    /// In seat order.
    pub circle: Vec<Whose>,
}

#[derive(Debug, Clone)]
pub struct Whose {
    pub membership: Membership,
    pub standing: Standing,
    /// Set for somebody under age.
    pub guardian: Option<Guardian>,
}

impl Whose {
    /// Signed the newest words, and a guardian consented where one must.
    pub fn is_complete(&self) -> bool {
        matches!(self.standing, Standing::Signed(_)) && Guardian::is_complete(self.guardian.as_ref())
    }
}

pub async fn who_signed(cx: &Context, group: GroupId) -> Result<WhoSigned> {
    let loaded = lookup(cx, group, AgreementAction::SeeWhoSigned).await?;
    let circle = circle(cx, &loaded).await?;
    let agreement = loaded.agreement();
    Ok(WhoSigned {
        newest: agreement
            .newest()
            .map(|one| (one.number, agreement.binds_at(one))),
        binding: binding_at(agreement, cx.now()).map(|one| one.number),
        circle,
        group: loaded.group,
    })
}

/// Whether a group agrees on anything, and everybody who sits in it with what they signed. The caller has authorised.
pub(crate) async fn circle_of(cx: &Context, group: &Group) -> Result<(bool, Vec<Whose>)> {
    let loaded = load(cx.store(), group.clone()).await?;
    let circle = circle(cx, &loaded).await?;
    Ok((loaded.agreement().newest().is_some(), circle))
}

async fn circle(cx: &Context, loaded: &Loaded) -> Result<Vec<Whose>> {
    let (agreement, group) = (loaded.agreement(), loaded.group.id);
    let signatures = cx.store().agreement_signatures().of_group(group).await?;
    let guardians = cx.store().guardians().of_group(group).await?;
    let mut looks = Vec::new();
    let mut circle = Vec::new();
    for membership in cx.store().memberships().of_group(group).await? {
        let own: Vec<_> = signatures
            .iter()
            .filter(|one| one.member == membership.id)
            .cloned()
            .collect();
        let guardian = guardians.iter().find(|one| one.member == membership.id).cloned();
        if guardian.is_some() {
            looks.push(
                cx.entry_in(group, AgreementAction::SeeWhoSigned, membership.id)
                    .of(membership.person),
            );
        }
        circle.push(Whose {
            standing: standing(agreement, &own),
            membership,
            guardian,
        });
    }
    write_down(cx.app(), looks).await;
    Ok(circle)
}
