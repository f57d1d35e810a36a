//! One bot's evening: comes to the room, sits down, plays and behaves, returns after a lost line.
//!
//! A person who signs in as a bot's person takes the seat over. The bot then stays away until the facilitator among
//! the bots has seen that seat empty for a while, so that a bot never pushes a person out.

use crate::chance::Chance;
use crate::circle::Circle;
use crate::invitation::{Invitation, Person};
use crate::look::Look;
use crate::sealed::{Device, Sealed};
use crate::visit::{self, Visit};
use protocol::EndReason;
use std::sync::Arc;
use std::time::Duration;

pub(crate) async fn live(
    person: Person,
    invitation: Arc<Invitation>,
    circle: Arc<Circle>,
) -> anyhow::Result<()> {
    let look = Look::of(&person.name)?;
    let mut chance = Chance::seeded(invitation.seed, &person.name);
    let mut device = Device::of(&invitation.secret()?, invitation.who(&person)?);
    let mut failures = 0_u32;
    loop {
        let page = format!("bot-{:016x}", chance.draw() ^ u64::from(std::process::id()));
        let mut sealed = Sealed::load(device, person.hear);
        let ended = loop {
            let begun = circle.now();
            let come = Visit::come(
                &person,
                &invitation,
                &circle,
                &look,
                &page,
                &mut chance,
                &mut sealed,
            );
            let result = come.await;
            if circle.shared().gets_up(&person.member) {
                visit::tell_seated(&circle);
            }
            match result {
                Ok(visit::Over::Ended(reason)) => break reason,
                Ok(visit::Over::LineLost) => tracing::info!(member = person.member, "the line was lost"),
                Err(error) => tracing::warn!(member = person.member, %error, "could not stay"),
            }
            failures = if circle.now() > begun + 30_000 {
                0
            } else {
                (failures + 1).min(4)
            };
            let pause = chance.between(500, 1_000) << failures;
            tokio::time::sleep(Duration::from_millis(pause)).await;
        };
        device = sealed.close();
        tracing::info!(member = person.member, ?ended, "this visit is over");
        match ended {
            EndReason::TakenOver | EndReason::SteppedOut => {
                while !circle.shared().seat_is_free(&person.member, circle.now()) {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
            EndReason::TooMuch => tokio::time::sleep(Duration::from_secs(30)).await,
            EndReason::SessionOver
            | EndReason::Removed
            | EndReason::SignedOut
            | EndReason::Erased
            | EndReason::OldPage
            | EndReason::PlacePaused
            | EndReason::PlaceEnded => {
                return Ok(());
            }
        }
    }
}
