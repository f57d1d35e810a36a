//! Yes or no to a choice apart. The log says that in this group somebody answered: not who, not what, not to which question.

use super::{lookup, newest_in, own_place, proof, set_joint};
use crate::{Context, Error, Refusal, Result};
use domain::agreement::{Answer, FEWEST_FOR_JOINT, Kind};
use domain::membership::Membership;
use domain::{ClauseId, GroupId};
use policy::{Action, AgreementAction};
use store::{Actor, AuditEntry, Choice};

/// `version` is the number of the words that were on the page: a yes to older ones is none.
pub async fn choose(cx: &Context, group: GroupId, version: u32, clause: ClauseId, yes: bool) -> Result<()> {
    lookup(cx, group, AgreementAction::AnswerChoice).await?;
    let me = own_place(cx, group).await?;
    let action: Action = AgreementAction::AnswerChoice.into();
    // The house writes it, and always, whether something changed or not: a row beside a change would be a name.
    let entry = AuditEntry::new(Actor::House, action.name(), group, cx.now());
    let mut work = cx.store().begin(entry).await?;
    let newest = newest_in(&mut work, group).await?.ok_or(Error::NotFound)?;
    // A clause of another group and one that never was are the same here.
    let clause = newest
        .choices()
        .find(|one| one.id == clause)
        .ok_or(Error::NotFound)?;
    // A no is heard whatever words were on the page.
    if yes && version != newest.number {
        return Err(Refusal::NewerWords.into());
    }
    let answer = if yes { Answer::Yes } else { Answer::No };
    let words = proof::of_clause(clause);
    match clause.kind {
        Kind::JointChoice => {
            let circle = work.memberships().count_of_group(group).await?;
            if yes && usize::from(circle) < FEWEST_FOR_JOINT {
                // A refused yes leaves the row that a no does, or the log of a small circle would tell them apart.
                work.commit().await?;
                return Err(Refusal::TooFew.into());
            }
            set_joint(&mut work, group, (clause.id, &words), (me.id, answer), cx.now()).await?;
        }
        Kind::OwnChoice | Kind::Promise | Kind::Consent => {
            let choice = Choice {
                member: me.id,
                clause: clause.id,
                answer,
                words,
            };
            work.agreement_choices().put(&choice).await?;
        }
    }
    work.commit().await?;
    Ok(())
}

/// One answer for each place in the circle, in its order. Whoever said nothing to these words has said nothing.
pub(super) fn answers(circle: &[Membership], said: &[Choice], words: &str) -> Vec<Answer> {
    circle
        .iter()
        .map(|one| {
            said.iter()
                .find(|choice| choice.member == one.id && choice.words == words)
                .map_or(Answer::Open, |choice| choice.answer)
        })
        .collect()
}
