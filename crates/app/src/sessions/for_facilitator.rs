//! The desk of those who lead: plan, seats, and what everyone said at the door, at a glance (L2). Each whose answers are
//! shown can read that they were.

use super::SessionPage;
use super::show::page;
use crate::audit::write_down;
use crate::{Context, Result};
use domain::SessionId;
use domain::door::DoorAnswers;
use domain::membership::Membership;
use policy::SessionAction;

#[derive(Debug, Clone)]
pub struct SessionDesk {
    pub page: SessionPage,
    /// One for each chair of the circle, in seat order.
    pub seats: Vec<DeskSeat>,
}

#[derive(Debug, Clone)]
pub struct DeskSeat {
    /// 0-based place in the circle.
    pub seat: u8,
    /// `None` is a place free.
    pub membership: Option<Membership>,
    /// `None` until this person has answered: "no word from Eli".
    pub answers: Option<DoorAnswers>,
}

pub async fn for_facilitator(cx: &Context, session: SessionId) -> Result<SessionDesk> {
    let page = page(cx, session, SessionAction::SeeDesk).await?;
    let memberships = cx.store().memberships().of_group(page.group.id).await?;
    let answers = cx.store().door_answers().of_session(page.session.id).await?;
    let seats: Vec<_> = (0..page.group.seats)
        .map(|seat| {
            let membership = memberships.iter().find(|one| one.seat == seat).cloned();
            let said = membership
                .as_ref()
                .and_then(|here| answers.iter().find(|one| one.member == here.id));
            DeskSeat {
                seat,
                answers: said.cloned(),
                membership,
            }
        })
        .collect();
    let looked_at = seats
        .iter()
        .filter(|seat| seat.answers.is_some())
        .filter_map(|seat| seat.membership.as_ref())
        .filter(|seat| seat.id != page.membership.id)
        .map(|seat| {
            cx.entry_in(page.group.id, SessionAction::SeeDesk, seat.id)
                .of(seat.person)
                .with("session", page.session.id)
        });
    write_down(cx.app(), looked_at.collect()).await;
    Ok(SessionDesk { page, seats })
}
