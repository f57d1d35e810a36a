//! What bots say and are told, as the server's machine takes it and gives it.

use super::*;
use seal::delivery::Row;

pub(super) fn input(by: &str, said: SealSaid) -> Input {
    let by = name(by);
    let bytes = |text: &Opaque| wire::read(text).expect("bots write base64url");
    let maybe = |text: &Opaque| Some(bytes(text)).filter(|bytes| !bytes.is_empty());
    match said {
        SealSaid::Here {
            key_package,
            circle,
            epoch,
        } => Input::Here {
            leads: leads(by.as_str()),
            member: by,
            key_package: bytes(&key_package),
            holds: wire::circle(&circle)
                .expect("a circle's id")
                .map(|circle| (circle, epoch)),
        },
        SealSaid::Found { link, group_info } => Input::Found {
            by,
            link: maybe(&link),
            group_info: bytes(&group_info),
        },
        SealSaid::Vouch { link } => Input::Vouch {
            by,
            link: bytes(&link),
        },
        SealSaid::Commit {
            epoch,
            commit,
            welcome,
        } => Input::Commit {
            by,
            epoch,
            commit: bytes(&commit),
            welcome: maybe(&welcome),
        },
        SealSaid::Agreed { statement } => Input::Agreed {
            by,
            statement: bytes(&statement),
        },
        SealSaid::Grant { admission } => Input::Granted {
            by,
            member: name(&admission.member),
            token: bytes(&admission.token),
        },
        SealSaid::Whisper { .. } => panic!("whispers go past the machine"),
    }
}

pub(super) fn told(output: Output) -> Option<(Name, SealTold)> {
    let all = |some: Vec<Vec<u8>>| some.iter().map(|bytes| wire::write(bytes)).collect();
    let row = |row: Row| protocol::SealDevice {
        member: row.member.as_str().to_owned(),
        device: wire::write(&row.device.0),
        token: wire::write(&row.token),
    };
    let rows = |rows: Vec<Row>| rows.into_iter().map(row).collect();
    Some(match output {
        Output::State {
            to,
            chain,
            circle,
            epoch,
            server_key,
            may_found,
        } => {
            let circle = wire::write_maybe(circle.as_ref().map(|circle| circle.as_slice()));
            let told = SealTold::State {
                chain: all(chain),
                circle,
                epoch,
                server_key: wire::write(&server_key.0),
                may_found,
            };
            (to, told)
        }
        Output::Work {
            to,
            epoch,
            adds,
            reasons,
        } => {
            let add = |add: seal::delivery::WorkAdd| protocol::SealAdd {
                member: add.member.as_str().to_owned(),
                key_package: wire::write(&add.key_package),
                token: wire::write(&add.token),
            };
            let told = SealTold::Work {
                epoch,
                adds: adds.into_iter().map(add).collect(),
                reasons: all(reasons),
            };
            (to, told)
        }
        Output::Commit { to, epoch, commit } => {
            let commit = wire::write(&commit);
            (to, SealTold::Commit { epoch, commit })
        }
        Output::Welcome { to, epoch, welcome } => {
            let welcome = wire::write(&welcome);
            (to, SealTold::Welcome { epoch, welcome })
        }
        Output::Agreed {
            to,
            member,
            statement,
        } => {
            let told = SealTold::Agreed {
                member: member.as_str().to_owned(),
                statement: wire::write(&statement),
            };
            (to, told)
        }
        Output::Desk {
            to,
            waiting,
            unlocked,
            unvouched,
        } => {
            let told = SealTold::Desk {
                waiting: rows(waiting),
                unlocked: rows(unlocked),
                unvouched: rows(unvouched),
            };
            (to, told)
        }
        Output::ComingBack { to, members } => {
            let members = members.iter().map(|member| member.as_str().to_owned()).collect();
            (to, SealTold::ComingBack { members })
        }
        Output::KeepLink { .. } | Output::Locked { .. } => return None,
    })
}
