//! Media as the room knows them: who lets out what, who is heard, and whose offer may be answered.
//! Knows seats, never packets.

use crate::effect::{Effect, Notice};
use crate::input::{ConnectionId, MediaOffer};
use crate::refused::Refused;
use crate::room::Room;
use domain::MembershipId;
use domain::group::MAX_SEATS;
use domain::live::Airtime;
use std::collections::BTreeSet;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaKind {
    Audio,
    Video,
}

/// What a person lets out now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MediaState {
    pub microphone: Switch,
    pub camera: Switch,
}

/// `Absent` is a person without such a device, or who refused it: they listen, or are heard only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Switch {
    On,
    Off,
    Absent,
}

impl MediaState {
    /// As it counts while the page is hidden: nothing goes out.
    pub(crate) fn while_hidden(self) -> Self {
        let off = |switch| if switch == Switch::On { Switch::Off } else { switch };
        Self {
            microphone: off(self.microphone),
            camera: off(self.camera),
        }
    }
}

/// One receiving m-line of an offer, by seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatSlot {
    pub mid: String,
    pub seat: u8,
    pub kind: MediaKind,
}

/// RFC 8843 gives mids no length; browsers write "0" to "31".
const MAX_MID_BYTES: usize = 16;
/// Two m-lines for every other seat.
const MAX_SLOTS: usize = 2 * (MAX_SEATS as usize - 1);

impl Room {
    pub(crate) fn show_media(&mut self, member: MembershipId, media: MediaState) -> Result<(), Refused> {
        let chair = self.chair_mut(member)?;
        if chair.media != media {
            chair.media = media;
            self.circle_changed();
        }
        Ok(())
    }

    pub(crate) fn offer_media(
        &mut self,
        connection: ConnectionId,
        member: MembershipId,
        offer: MediaOffer,
    ) -> Result<(), Refused> {
        let seat = self.chair(member)?.holder.seat;
        if offer.slots.len() > MAX_SLOTS {
            return Err(Refused::BadOffer);
        }
        let mut streams = BTreeSet::new();
        let mut mids = BTreeSet::new();
        let mut slots = Vec::with_capacity(offer.slots.len());
        for slot in offer.slots {
            let publisher = self.chair(slot.member)?.holder.seat;
            let fits = slot.mid.len() <= MAX_MID_BYTES && publisher != seat;
            // One m-line for each stream, one stream on each m-line.
            if !fits || !streams.insert((publisher, slot.kind)) || !mids.insert(slot.mid.clone()) {
                return Err(Refused::BadOffer);
            }
            slots.push(SeatSlot {
                mid: slot.mid,
                seat: publisher,
                kind: slot.kind,
            });
        }
        self.effects.push_back(Effect::ConnectMedia {
            connection,
            seat,
            sdp: offer.sdp,
            slots,
        });
        Ok(())
    }

    /// Voices are heard in the circle only, and only of people who sit in it.
    pub(crate) fn speaking(&mut self, members: Vec<MembershipId>) {
        let heard = |member: &MembershipId| {
            self.chair(*member)
                .is_ok_and(|chair| chair.is_in_the_circle() && !chair.page_hidden)
        };
        let members: Vec<_> = members.into_iter().filter(heard).collect();
        for connection in self.circle_connections() {
            let notice = Notice::Speaking {
                members: members.clone(),
            };
            self.effects.push_back(Effect::Tell { connection, notice });
        }
    }

    pub(crate) fn spoke(&mut self, more: &[Airtime]) {
        for airtime in more {
            if let Ok(chair) = self.chair_mut(airtime.member)
                && airtime.seconds.is_finite()
                && airtime.seconds > 0.0
            {
                chair.airtime_s += airtime.seconds;
                self.desk_changed();
            }
        }
    }
}
