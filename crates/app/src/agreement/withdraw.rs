//! Takes back what I agreed to: my signature, every yes, every release. It holds at once, in the middle of an evening too, and
//! puts nobody out of a room.

use super::{lookup, newest_in, own_place, proof, set_joint};
use crate::{Context, Result};
use domain::GroupId;
use domain::agreement::{Answer, Kind};
use policy::AgreementAction;

/// A second time there is nothing left to take back.
pub async fn withdraw(cx: &Context, group: GroupId) -> Result<()> {
    lookup(cx, group, AgreementAction::Withdraw).await?;
    let me = own_place(cx, group).await?;
    let now = cx.now();
    let entry = cx.entry_in(group, AgreementAction::Withdraw, me.id).of(me.person);
    let mut work = cx.store().begin(entry).await?;
    let said = work.agreement_choices().of_member(me.id).await?;
    let newest = newest_in(&mut work, group).await?;
    let signatures = work.agreement_signatures().withdraw(me.id, now).await?;
    let releases = work.releases().revoke_all(me.id, now).await?;
    let any_choice = said.iter().any(|one| one.answer != Answer::Open);
    let clauses = newest.as_ref().map(|one| one.clauses.as_slice());
    for choice in said {
        let clause = clauses
            .unwrap_or_default()
            .iter()
            .find(|one| one.id == choice.clause);
        match clause {
            Some(clause) if clause.kind == Kind::JointChoice => {
                let words = proof::of_clause(clause);
                set_joint(&mut work, group, (clause.id, &words), (me.id, Answer::Open), now).await?;
            }
            Some(_) | None => {
                let open = store::Choice {
                    answer: Answer::Open,
                    ..choice
                };
                work.agreement_choices().put(&open).await?;
            }
        }
    }
    if signatures > 0 || releases > 0 || any_choice {
        work.commit().await?;
    }
    Ok(())
}
