//! What a group had chosen together, after one of its people is gone.

use super::{choose, newest_in, proof};
use crate::Result;
use domain::GroupId;
use domain::agreement::{Answer, JointResult, Kind, joint_result};
use jiff::Timestamp;
use store::{Choice, Work};

/// What is on stays on while the circle is large enough: everybody had said yes. What is off is asked anew of everybody. It could
/// come on now without anybody having answered, and that would tell what the one who left had said.
pub(crate) async fn somebody_left(work: &mut Work, group: GroupId, now: Timestamp) -> Result<()> {
    let Some(newest) = newest_in(work, group).await? else {
        return Ok(());
    };
    let circle = work.memberships().of_group(group).await?;
    for clause in newest.choices().filter(|one| one.kind == Kind::JointChoice) {
        let words = proof::of_clause(clause);
        work.agreement_choices().hold(group, clause.id).await?;
        let said = work.agreement_choices().of_clause(group, clause.id).await?;
        let answers = choose::answers(&circle, &said, &words);
        let since = work.agreement_choices().since(group, clause.id).await?;
        let stays = joint_result(&answers, since, now) == JointResult::On;
        // Every row is sealed anew either way.
        for (one, answer) in circle.iter().zip(answers) {
            let choice = Choice {
                member: one.id,
                clause: clause.id,
                answer: if stays { answer } else { Answer::Open },
                words: words.clone(),
            };
            work.agreement_choices().put(&choice).await?;
        }
        let since = since.filter(|_| stays);
        work.agreement_choices()
            .put_since(group, clause.id, since)
            .await?;
    }
    Ok(())
}
