//! The steps to a seat, as the day and the session's page list them.

use crate::pages::steps::Step;
use crate::say::Say;
use domain::SessionId;
use domain::session::Door;

/// What one person's way in looks like now.
#[derive(Debug, Clone, Copy)]
pub(super) struct WayIn {
    pub(super) session: SessionId,
    pub(super) door: Door,
    pub(super) answered: bool,
    pub(super) leads: bool,
}

impl WayIn {
    /// The door, the devices.
    pub(super) fn before(self, say: Say) -> Vec<Step> {
        let open = self.door == Door::Open;
        let door = Step {
            done: self.answered,
            title: say.of("step-door"),
            note: say.of(if self.answered {
                "step-door-note-done"
            } else {
                "step-door-note"
            }),
            href: if open {
                format!("/sessions/{}/door", self.session)
            } else {
                String::new()
            },
            action: say.of(if self.answered {
                "step-door-again"
            } else {
                "step-door-go"
            }),
        };
        let prepare = Step {
            done: false,
            title: say.of("step-prepare"),
            note: say.of("step-prepare-note"),
            href: format!("/sessions/{}/prepare", self.session),
            action: say.of("step-prepare-go"),
        };
        vec![door, prepare]
    }

    /// The steps before, and the seat itself.
    pub(super) fn whole(self, say: Say) -> Vec<Step> {
        let mut steps = self.before(say);
        steps.push(Step {
            done: false,
            title: say.of("step-room"),
            note: say.of(if self.leads {
                "step-room-note-leads"
            } else {
                "step-room-note"
            }),
            href: String::new(),
            action: String::new(),
        });
        steps
    }

    /// The one button, and where it leads; nowhere while the door is closed.
    pub(super) fn onward(self, say: Say) -> (String, String) {
        if self.door != Door::Open {
            return (String::new(), String::new());
        }
        if !self.answered {
            return (say.of("go-door"), format!("/sessions/{}/door", self.session));
        }
        let go = if self.leads { "go-room-leads" } else { "go-room" };
        (say.of(go), format!("/sessions/{}/room", self.session))
    }
}
