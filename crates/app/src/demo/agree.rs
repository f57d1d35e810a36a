//! What the demo's groups have agreed: signed by everybody but Eli, whose chair stays empty, so that the pages show life.

use super::wish::Demo;
use crate::agreement::{Draft, hex};
use crate::{App, Result, chance};
use aws_lc_rs::digest;
use domain::agreement::{Clause, How, Proof, Reason, Signature, Version, signature_words};
use domain::{GroupId, Private};
use jiff::{SignedDuration, Timestamp};
use store::{Actor, AuditEntry, Work};

const AGREED: SignedDuration = SignedDuration::from_hours(30 * 24);
const SIGNED: SignedDuration = SignedDuration::from_hours(28 * 24);
const HAS_NOT_SIGNED: &str = "eli";

/// Every group of the house agrees on these words. Agreeing a second time keeps what stands, and signs for those who are new in a
/// circle.
pub async fn agree(app: &App, demo: &Demo, words: &[Draft]) -> Result<()> {
    let entry = AuditEntry::new(Actor::House, "Demo/Agree", demo.group, app.now());
    let mut work = app.store().begin(entry).await?;
    for group in work.groups().all().await? {
        agree_in(&mut work, demo, group.id, words, app.now()).await?;
    }
    work.commit().await?;
    Ok(())
}

async fn agree_in(
    work: &mut Work,
    demo: &Demo,
    group: GroupId,
    words: &[Draft],
    now: Timestamp,
) -> Result<()> {
    let known = work.agreement_versions().of_group(group).await?;
    let first = match known.into_iter().next() {
        Some(first) => first,
        None => Version {
            group,
            number: 1,
            clauses: words.iter().map(Clause::try_from).collect::<Result<_>>()?,
            reason: Reason::Words,
            made_by: None,
            made_at: now.saturating_sub(AGREED).unwrap_or(now),
        },
    };
    work.agreement_versions().add(&first).await?;
    let without = demo.people.iter().find(|one| one.name == HAS_NOT_SIGNED);
    for seat in work.memberships().of_group(group).await? {
        let member = seat.id;
        if without.is_some_and(|one| one.person == seat.person)
            || !work.agreement_signatures().of_member(member).await?.is_empty()
        {
            continue;
        }
        let signed_at = now.saturating_sub(SIGNED).unwrap_or(now);
        let how = How::Tap;
        let mut proof = [0; 32];
        let salt = Private::new(chance::bytes()?);
        let words = signature_words(&first, member, &how, signed_at, Some(&salt));
        proof.copy_from_slice(digest::digest(&digest::SHA256, &words).as_ref());
        let signature = Signature {
            id: chance::id(signed_at)?,
            group,
            member,
            version: first.number,
            how,
            signed_at,
            proof: Proof {
                sha256: hex(&proof),
                salt: Some(salt),
            },
            withdrawn_at: None,
        };
        work.agreement_signatures().add(&signature).await?;
    }
    Ok(())
}
