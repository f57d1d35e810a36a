//! Starts `openchair-bot` beside this program and hands it its invitation. Bots are a process of their own: they hold
//! keys of the circle, which this server never may.

use crate::bots_secret::BotsSecret;
use anyhow::Context;
use app::App;
use app::demo::Demo;
use serde_json::json;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::watch;

#[derive(Debug)]
pub(crate) struct Bots {
    /// Killed when dropped.
    child: Child,
    /// The bots end when this closes, even if this program is killed.
    _invitation: ChildStdin,
    /// How many were asked, and how many sit in the circle now.
    invited: usize,
    seated: watch::Receiver<usize>,
}

impl Bots {
    /// `host` is `127.0.0.1:PORT`, where pages are served without TLS.
    pub(crate) async fn start(
        app: &App,
        demo: &Demo,
        host: &str,
        seed: u64,
        secret: &BotsSecret,
    ) -> anyhow::Result<Self> {
        let mut people = Vec::new();
        for one in demo.people.iter().filter(|one| one.bot) {
            let Some(member) = one.member else { continue };
            let token = app::demo::bot_cookie(app, one.person).await?;
            people.push(json!({
                "name": one.name,
                "member": member,
                "cookie": format!("__Host-openchair={}", token.reveal()),
                "leads": one.leads,
            }));
        }
        let invited = people.len();
        let mut invitation = json!({
            "socket": format!("ws://{host}/sessions/{}/socket", demo.session),
            "origin": format!("http://{host}"),
            "group": demo.group.to_string(),
            "session": demo.session.to_string(),
            "seed": seed,
            "secret": secret.reveal(),
            "people": people,
        })
        .to_string();
        invitation.push('\n');

        let program = std::env::current_exe()?.with_file_name("openchair-bot");
        let mut child = Command::new(&program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // Ctrl-C in the terminal is for us; we close the bots.
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| {
                format!(
                    "cannot start {}: build it with `cargo build -p bot`",
                    program.display()
                )
            })?;
        let mut stdin = child.stdin.take().context("a piped standard input exists")?;
        stdin.write_all(invitation.as_bytes()).await?;
        stdin.flush().await?;
        let stdout = child.stdout.take().context("a piped standard output exists")?;
        let (tell, seated) = watch::channel(0);
        tokio::spawn(async move {
            let mut lines = BufReader::new(stdout).lines();
            while let Ok(Some(line)) = lines.next_line().await {
                if let Some(now) = in_the_circle(&line) {
                    tell.send_replace(now);
                }
                tracing::debug!(line, "bots");
            }
        });
        Ok(Self {
            child,
            _invitation: stdin,
            invited,
            seated,
        })
    }

    /// Resolves when everyone invited sits in the circle, or the process is gone. Whoever comes before that would be
    /// the older page of a bot's person, and lose the seat to it.
    pub(crate) async fn all_seated(&mut self) {
        let invited = self.invited;
        // An error is a closed standard output: the process is gone.
        let _ = self.seated.wait_for(|now| *now >= invited).await;
    }

    /// Resolves when the bots' process has ended: their session is over, or it failed.
    pub(crate) async fn ended(&mut self) -> std::io::Result<std::process::ExitStatus> {
        self.child.wait().await
    }
}

/// Reads the bots' line `{"in_the_circle": n}`; any other line is none.
fn in_the_circle(line: &str) -> Option<usize> {
    let line: serde_json::Value = serde_json::from_str(line).ok()?;
    line.get("in_the_circle")?.as_u64()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_line_that_counts_is_a_count() {
        assert_eq!(in_the_circle(r#"{"in_the_circle":6}"#), Some(6));
        for other in [
            "",
            "{}",
            r#"{"in_the_circle":-1}"#,
            r#"{"report":{}}"#,
            "Segmentation fault",
        ] {
            assert_eq!(in_the_circle(other), None, "{other:?}");
        }
    }
}
