//! Writes the TypeScript twins of the wire to client/src/protocol/wire.ts. Run by `cargo xtask generate`.

use protocol::{
    AdmissionGrant, Airtime, Card, ClientFrame, ClientMessage, Desk, EmergencyCard, EndReason, MediaKind,
    MediaSlot, MediaState, Opaque, Phase, PhaseKind, Presence, QuietNote, QuietSignal, RefusalCode, Role,
    RoomView, Round, SealAdd, SealDevice, SealSaid, SealTold, Seat, ServerMessage, Switch, Turn, TurnState,
    Waiting,
};
use std::path::Path;
use ts_rs::{Config, TS};

const HEAD: &str = "// The wire between the room in the browser and the server.\n\
                    // Generated from crates/protocol by `cargo xtask generate`; do not edit by hand.\n";

macro_rules! declarations {
    ($($type:ty),* $(,)?) => { vec![$(declaration::<$type>()),*] };
}

fn declaration<T: TS>() -> String {
    format!("export {}", T::decl(&Config::default()))
}

fn main() -> std::io::Result<()> {
    let mut parts = vec![
        HEAD.to_owned(),
        format!("export const PROTOCOL_VERSION = {};", protocol::VERSION),
        format!("export const MAX_FRAME_BYTES = {};", protocol::MAX_FRAME_BYTES),
        format!(
            "export const MAX_CONTENT_BYTES = {};\n",
            protocol::MAX_CONTENT_BYTES
        ),
    ];
    parts.extend(declarations![
        ClientFrame,
        ClientMessage,
        ServerMessage,
        RoomView,
        Seat,
        Role,
        Presence,
        Phase,
        PhaseKind,
        Round,
        Turn,
        TurnState,
        Card,
        Desk,
        Waiting,
        QuietNote,
        Airtime,
        EmergencyCard,
        EndReason,
        RefusalCode,
        AdmissionGrant,
        MediaSlot,
        MediaKind,
        MediaState,
        Switch,
        QuietSignal,
        Opaque,
        SealSaid,
        SealTold,
        SealAdd,
        SealDevice,
    ]);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../client/src/protocol/wire.ts");
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, parts.join("\n") + "\n")
}
