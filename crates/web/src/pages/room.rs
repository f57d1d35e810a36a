//! `/sessions/{ses}/room`: the page the room is drawn on. Everything the script needs to begin is in one data block,
//! helplines included, so that *Help now* opens without a request.

use super::Frame;
use crate::data_block::DataBlock;
use askama::Template;
use domain::group::Levels;
use serde::Serialize;

#[derive(Debug, Template)]
#[template(path = "room.html")]
pub struct RoomPage {
    pub frame: Frame,
    pub styles: String,
    pub script: String,
    pub session: String,
    pub socket: String,
    pub you: String,
    pub alias: String,
    pub config: DataBlock,
}

/// The data block, as `client/src/entry/config.ts` reads it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RoomConfig {
    pub session: String,
    pub socket: String,
    pub you: RoomYou,
    /// `grp_…`: devices belong to a group, and sign for it.
    pub group_id: String,
    /// The neutral name: this page may be seen over a shoulder.
    pub group: String,
    /// "server" or "devices": who measures how loud each voice is, in the room that runs now or starts next.
    pub levels: &'static str,
    pub practice: String,
    pub country: String,
    pub country_name: String,
    pub helplines: Vec<RoomHelpline>,
    pub urls: RoomUrls,
    pub language: String,
    /// IANA name of the zone in which moments are said to this person, here as on every page.
    pub zone: String,
    pub demo: bool,
    /// Begin with the microphone off.
    pub start_muted: bool,
}

#[derive(Debug, Serialize)]
pub struct RoomYou {
    pub member: String,
    pub alias: String,
    pub role: protocol::Role,
}

#[derive(Debug, Serialize)]
pub struct RoomHelpline {
    pub name: String,
    pub number: String,
    /// "emergency" or "helpline"
    pub kind: &'static str,
    pub note: String,
}

#[derive(Debug, Serialize)]
pub struct RoomUrls {
    pub today: String,
    pub prepare: String,
    pub away: String,
    /// What is locked, and what is not.
    pub locked: String,
    /// Takes a check-in into this person's own record.
    pub keep: String,
    pub record: String,
}

/// Which group, and what it is called on this page.
#[derive(Debug)]
pub struct RoomGroup {
    pub id: String,
    pub name: String,
    pub levels: Levels,
}

impl RoomPage {
    pub fn new(
        frame: Frame,
        session: String,
        group: RoomGroup,
        zone: String,
        you: RoomYou,
        start_muted: bool,
    ) -> Self {
        let here = frame.help.here.clone();
        let socket = format!("/sessions/{session}/socket");
        let config = RoomConfig {
            session: session.clone(),
            socket: socket.clone(),
            group_id: group.id,
            group: group.name,
            levels: match group.levels {
                Levels::Server => "server",
                Levels::Devices => "devices",
            },
            practice: frame.practice.clone(),
            country: here
                .as_ref()
                .map(|country| country.code.clone())
                .unwrap_or_default(),
            country_name: here
                .as_ref()
                .map(|country| country.name.clone())
                .unwrap_or_default(),
            helplines: here
                .map(|country| country.lines)
                .unwrap_or_default()
                .into_iter()
                .map(|line| RoomHelpline {
                    name: line.name,
                    number: line.number,
                    kind: if line.emergency { "emergency" } else { "helpline" },
                    note: line.note,
                })
                .collect(),
            urls: RoomUrls {
                today: "/today".to_owned(),
                prepare: format!("/sessions/{session}/prepare"),
                away: "/away".to_owned(),
                locked: "/locked".to_owned(),
                keep: format!("/sessions/{session}/checkins"),
                record: "/own-record".to_owned(),
            },
            zone,
            language: frame.say.language().to_owned(),
            demo: frame.demo,
            start_muted,
            you: RoomYou {
                member: you.member.clone(),
                alias: you.alias.clone(),
                role: you.role,
            },
        };
        Self {
            styles: frame.assets.room_styles.clone(),
            script: frame.assets.room.clone(),
            session,
            socket,
            config: DataBlock::of(&config),
            you: you.member,
            alias: you.alias,
            frame,
        }
    }
}
