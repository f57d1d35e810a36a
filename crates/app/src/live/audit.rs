//! Which facts of a living session are somebody's decision, and how the audit log names them.

use domain::MembershipId;
use domain::live::LiveFact;
use policy::{Action, RoomAction};

/// What the audit row says: the action, who decided (`None`: the house), and about whom.
pub(super) struct Decided {
    pub(super) action: Action,
    pub(super) by: Option<MembershipId>,
    pub(super) about: Option<MembershipId>,
}

/// Who decided a fact, where somebody did: whoever runs the room says through which sign-in.
pub fn decided_by(fact: &LiveFact) -> Option<MembershipId> {
    decided(fact)?.by
}

/// `None` for what only moves on: a log of every turn would bury the decisions that matter.
pub(super) fn decided(fact: &LiveFact) -> Option<Decided> {
    let decided = |action: RoomAction, by, about| {
        Some(Decided {
            action: action.into(),
            by,
            about,
        })
    };
    match fact {
        LiveFact::Admitted { member, by, .. } => {
            // Those who lead come in by themselves.
            let action = if by.is_some() {
                RoomAction::Admit
            } else {
                RoomAction::Enter
            };
            decided(action, by.or(Some(*member)), Some(*member))
        }
        LiveFact::Removed { member, by, .. } => decided(RoomAction::Remove, Some(*by), Some(*member)),
        LiveFact::Locked { by, .. } => decided(RoomAction::Lock, Some(*by), None),
        LiveFact::Held { by, .. } => decided(RoomAction::Hold, Some(*by), None),
        LiveFact::Ended { by, .. } => decided(RoomAction::EndForAll, *by, None),
        LiveFact::PhaseBegan { .. }
        | LiveFact::RoundMoved { .. }
        | LiveFact::LeadTaken { .. }
        // That somebody is not well is for those who lead tonight, and for no log.
        | LiveFact::QuietToldOrSeen { .. } => None,
    }
}
