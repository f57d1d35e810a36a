//! Pages of the browser's half in a process of their own (client/test/seal/pages.ts), and the wire between: JSON, with
//! bytes as base64url.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use seal::delivery::{Input, Output, Row};
use seal::{CircleId, Name};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

pub(crate) struct Browser {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    /// Who leads, of those whose page is in there.
    pub(crate) people: BTreeMap<Name, bool>,
    /// What pages sent to everybody: sender and body.
    pub(crate) content: Vec<(Name, Vec<u8>)>,
    pub(crate) whispers: Vec<(Name, Name, Vec<u8>)>,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub(crate) fn bytes(value: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(value.as_str().unwrap()).unwrap()
}

impl Browser {
    /// Nothing, after a word about it, where the client's packages are not installed.
    #[expect(
        clippy::disallowed_methods,
        reason = "the edge of the tests: another process, and where it runs"
    )]
    pub(crate) fn open() -> Option<Self> {
        let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../client");
        if !client.join("node_modules/esbuild").exists() {
            assert_ne!(
                std::env::var("CI").as_deref(),
                Ok("true"),
                "the client's packages are missing"
            );
            let word = "NOT RUN: no packages in client/node_modules; `cd client && npm ci` brings them\n";
            std::io::stdout().write_all(word.as_bytes()).unwrap();
            return None;
        }
        let mut node = Command::new("node");
        let node = node
            .arg(client.join("build/pages.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = node.spawn().unwrap();
        let (to, from) = (
            child.stdin.take().unwrap(),
            BufReader::new(child.stdout.take().unwrap()),
        );
        Some(Self {
            child,
            to,
            from,
            people: BTreeMap::new(),
            content: Vec::new(),
            whispers: Vec::new(),
        })
    }

    /// Asks one page for something; what pages said to the server meanwhile, and the answer.
    pub(crate) fn ask(&mut self, page: &Name, what: &str, more: Value, now_ms: u64) -> (Vec<Input>, Value) {
        let mut asked = more;
        asked["do"] = what.into();
        asked["page"] = page.as_str().into();
        asked["now_ms"] = now_ms.into();
        writeln!(self.to, "{asked}").unwrap();
        let mut line = String::new();
        self.from.read_line(&mut line).unwrap();
        let mut answer: Value = serde_json::from_str(&line).expect("the pages answer in JSON");
        let said = answer["said"].take();
        let inputs = said
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|said| self.input(said))
            .collect();
        (inputs, answer["answer"].take())
    }

    /// Something the server tells this page.
    pub(crate) fn told(&mut self, to: &Name, output: &Output, now_ms: u64) -> Vec<Input> {
        match wire(output) {
            Some(told) => self.ask(to, "told", json!({ "told": told }), now_ms).0,
            None => Vec::new(),
        }
    }

    fn input(&mut self, line: &Value) -> Option<Input> {
        let by = Name::new(line["from"].as_str().unwrap()).unwrap();
        if line["content"].is_string() {
            self.content.push((by, bytes(&line["content"])));
            return None;
        }
        let said = &line["said"];
        let some = |value: &Value| Some(bytes(value)).filter(|bytes| !bytes.is_empty());
        Some(match said["about"].as_str().unwrap() {
            "here" => {
                let circle: Option<CircleId> = some(&said["circle"]).map(|circle| circle.try_into().unwrap());
                let holds = circle.map(|circle| (circle, said["epoch"].as_u64().unwrap()));
                Input::Here {
                    leads: self.people[&by],
                    member: by,
                    key_package: bytes(&said["key_package"]),
                    holds,
                }
            }
            "found" => Input::Found {
                by,
                link: some(&said["link"]),
                group_info: bytes(&said["group_info"]),
            },
            "vouch" => Input::Vouch {
                by,
                link: bytes(&said["link"]),
            },
            "commit" => Input::Commit {
                by,
                epoch: said["epoch"].as_u64().unwrap(),
                commit: bytes(&said["commit"]),
                welcome: some(&said["welcome"]),
            },
            "agreed" => Input::Agreed {
                by,
                statement: bytes(&said["statement"]),
            },
            "grant" => {
                let admission = &said["admission"];
                let member = Name::new(admission["member"].as_str().unwrap()).unwrap();
                Input::Granted {
                    by,
                    member,
                    token: bytes(&admission["token"]),
                }
            }
            "whisper" => {
                let to = Name::new(said["to"].as_str().unwrap()).unwrap();
                self.whispers.push((by, to, bytes(&said["body"])));
                return None;
            }
            other => panic!("a page said {other}"),
        })
    }
}

/// To whom something is told; nobody: it is for the host.
pub(crate) fn addressee(output: &Output) -> Option<&Name> {
    match output {
        Output::State { to, .. }
        | Output::Work { to, .. }
        | Output::Commit { to, .. }
        | Output::Welcome { to, .. }
        | Output::Agreed { to, .. }
        | Output::Desk { to, .. }
        | Output::ComingBack { to, .. } => Some(to),
        Output::KeepLink { .. } | Output::Locked { .. } => None,
    }
}

/// As the room's protocol writes it.
fn wire(output: &Output) -> Option<Value> {
    let all = |some: &[Vec<u8>]| some.iter().map(|bytes| text(bytes)).collect::<Vec<_>>();
    let rows = |some: &[Row]| {
        let row = |row: &Row| json!({ "member": row.member.as_str(), "device": text(&row.device.0), "token": text(&row.token) });
        some.iter().map(row).collect::<Vec<_>>()
    };
    Some(match output {
        Output::State {
            chain,
            circle,
            epoch,
            server_key,
            may_found,
            ..
        } => json!({
            "about": "state", "chain": all(chain), "circle": circle.map_or(String::new(), |circle| text(&circle)),
            "epoch": epoch, "server_key": text(&server_key.0), "may_found": may_found,
        }),
        Output::Work {
            epoch, adds, reasons, ..
        } => json!({
            "about": "work", "epoch": epoch, "reasons": all(reasons),
            "adds": adds.iter().map(|add| json!({
                "member": add.member.as_str(), "key_package": text(&add.key_package), "token": text(&add.token),
            })).collect::<Vec<_>>(),
        }),
        Output::Commit { epoch, commit, .. } => {
            json!({ "about": "commit", "epoch": epoch, "commit": text(commit) })
        }
        Output::Welcome { epoch, welcome, .. } => {
            json!({ "about": "welcome", "epoch": epoch, "welcome": text(welcome) })
        }
        Output::Agreed {
            member, statement, ..
        } => {
            json!({ "about": "agreed", "member": member.as_str(), "statement": text(statement) })
        }
        Output::Desk {
            waiting,
            unlocked,
            unvouched,
            ..
        } => json!({
            "about": "desk", "waiting": rows(waiting), "unlocked": rows(unlocked), "unvouched": rows(unvouched),
        }),
        Output::ComingBack { members, .. } => {
            json!({ "about": "coming_back", "members": members.iter().map(Name::as_str).collect::<Vec<_>>() })
        }
        Output::KeepLink { .. } | Output::Locked { .. } => return None,
    })
}
