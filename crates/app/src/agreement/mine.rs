//! My page of what the group agrees: the words, my signatures with their proof, and my own choices.

use super::{choose, lookup, own_place, proof};
use crate::{Context, Result};
use domain::GroupId;
use domain::agreement::{
    Answer, Clause, FEWEST_FOR_JOINT, Guardian, JointResult, Kind, Signature, Standing, Version, binding_at,
    joint_result, signature_words, standing,
};
use domain::group::Group;
use domain::membership::Membership;
use jiff::Timestamp;
use policy::AgreementAction;

#[derive(Debug, Clone)]
pub struct AgreementPage {
    pub group: Group,
    pub me: Membership,
    /// The newest words, with the moment from which they bind. `None` before there are any.
    pub newest: Option<(Version, Timestamp)>,
    /// The number of the words that hold now.
    pub binding: Option<u32>,
    pub standing: Standing,
    /// Mine, newest first, each with the words it stands under, and whether the proof is the one these words give.
    pub signatures: Vec<(Signature, Version, bool)>,
    pub choices: Vec<MyChoice>,
    /// I am under age here, and no guardian's consent is recorded.
    pub guardian_missing: bool,
}

#[derive(Debug, Clone)]
pub struct MyChoice {
    pub clause: Clause,
    pub mine: Answer,
    /// Of a joint choice the sum, which is all that anybody is told.
    pub joint: Option<JointResult>,
    /// The circle is so small that a no would have a name: it stays off and nobody is asked.
    pub too_few: bool,
}

pub async fn mine(cx: &Context, group: GroupId) -> Result<AgreementPage> {
    let loaded = lookup(cx, group, AgreementAction::See).await?;
    let me = own_place(cx, group).await?;
    let mut signatures = cx.store().agreement_signatures().of_member(me.id).await?;
    signatures.reverse();
    let agreement = loaded.agreement();
    let choices = match agreement.newest() {
        Some(newest) => my_choices(cx, newest, &me).await?,
        None => Vec::new(),
    };
    let guardian = cx.store().guardians().of_member(me.id).await?;
    Ok(AgreementPage {
        newest: agreement
            .newest()
            .map(|one| (one.clone(), agreement.binds_at(one))),
        binding: binding_at(agreement, cx.now()).map(|one| one.number),
        standing: standing(agreement, &signatures),
        signatures: signatures
            .into_iter()
            .filter_map(|one| {
                let version = agreement.of_number(one.version)?.clone();
                let salt = one.proof.salt.as_ref();
                let words = signature_words(&version, one.member, &one.how, one.signed_at, salt);
                let holds = proof::hex(&proof::sha256(&words)) == one.proof.sha256;
                Some((one, version, holds))
            })
            .collect(),
        choices,
        guardian_missing: !Guardian::is_complete(guardian.as_ref()),
        me,
        group: loaded.group,
    })
}

async fn my_choices(cx: &Context, newest: &Version, me: &Membership) -> Result<Vec<MyChoice>> {
    let circle = cx.store().memberships().of_group(newest.group).await?;
    let said = cx.store().agreement_choices().of_member(me.id).await?;
    let mut choices = Vec::new();
    for clause in newest.choices() {
        let words = proof::of_clause(clause);
        let mine = said
            .iter()
            .find(|one| one.clause == clause.id && one.words == words)
            .map_or(Answer::Open, |one| one.answer);
        let joint = match clause.kind {
            Kind::JointChoice => {
                let said = cx
                    .store()
                    .agreement_choices()
                    .of_clause(newest.group, clause.id)
                    .await?;
                let answers = choose::answers(&circle, &said, &words);
                let since = cx
                    .store()
                    .agreement_choices()
                    .since(newest.group, clause.id)
                    .await?;
                Some(joint_result(&answers, since, cx.now()))
            }
            Kind::OwnChoice | Kind::Promise | Kind::Consent => None,
        };
        choices.push(MyChoice {
            too_few: joint.is_some() && circle.len() < FEWEST_FOR_JOINT,
            clause: clause.clone(),
            mine,
            joint,
        });
    }
    Ok(choices)
}
