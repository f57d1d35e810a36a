//! Signs the newest words of a group's agreement, in one's own name.

use super::{lookup, newest_in, own_place, proof};
use crate::{Context, Error, Fault, FieldFault, Refusal, Result, chance};
use domain::agreement::{How, LONGEST_NAME, NotAName, Proof, Signature, Standing, signature_words, standing};
use domain::{GroupId, Private};
use policy::AgreementAction;

#[derive(Debug, Clone, Default)]
pub struct SignForm {
    /// The number of the words that were on the page. Whoever signs has read these and no others.
    pub version: u32,
    /// Empty for a tap.
    pub name: Private<String>,
}

/// Signing what is signed already changes nothing. Older words are refused: newer ones are there to be read.
pub async fn sign(cx: &Context, group: GroupId, form: SignForm) -> Result<()> {
    let loaded = lookup(cx, group, AgreementAction::Sign).await?;
    let me = own_place(cx, group).await?;
    let newest = loaded.agreement().newest().ok_or(Error::NotFound)?;
    if form.version != newest.number {
        return Err(Refusal::NewerWords.into());
    }
    let how = How::parse(form.name.reveal()).map_err(|fault| {
        Error::Malformed(vec![FieldFault {
            field: "name",
            fault: match fault {
                NotAName::TooLong => Fault::TooLong(LONGEST_NAME),
                NotAName::NotOneLine => Fault::NotOneLine,
            },
        }])
    })?;
    let before = cx.store().agreement_signatures().of_member(me.id).await?;
    if let Standing::Signed(_) = standing(loaded.agreement(), &before) {
        return Ok(());
    }
    let now = cx.now();
    // The log shows the proof, and the words stand on a page: without chance in it, names could be tried against it.
    let salt = Private::new(chance::bytes()?);
    let hash = proof::sha256(&signature_words(newest, me.id, &how, now, Some(&salt)));
    let signature = Signature {
        id: chance::id(now)?,
        group,
        member: me.id,
        version: newest.number,
        how,
        signed_at: now,
        proof: Proof {
            sha256: proof::hex(&hash),
            salt: Some(salt),
        },
        withdrawn_at: None,
    };
    let entry = cx
        .entry_in(group, AgreementAction::Sign, signature.id)
        .of(me.person)
        .with("member", me.id)
        .with_count("version", u64::from(newest.number))
        .with_digest("proof", &hash);
    let mut work = cx.store().begin(entry).await?;
    // Somebody may have published others while this one was on its way.
    let newest = newest_in(&mut work, group).await?;
    if newest.map(|one| one.number) != Some(signature.version) {
        return Err(Refusal::NewerWords.into());
    }
    if work.agreement_signatures().add(&signature).await? {
        work.commit().await?;
    }
    Ok(())
}
