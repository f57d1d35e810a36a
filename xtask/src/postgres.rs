//! A PostgreSQL of our own for the length of a test run: new, on loopback, in a temporary folder, stopped by its pid.

use crate::{machine, run};
use anyhow::{Context, Result, bail};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// initdb and postgres, which lie beside each other.
#[derive(Debug, Clone)]
pub(crate) struct Programs(PathBuf);

/// Debian keeps them out of the PATH, one folder per version; the newest is taken.
pub(crate) fn programs() -> Option<Programs> {
    let mut folders: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
        .unwrap_or_default();
    folders.sort();
    folders.extend(run::find("initdb").and_then(|file| Some(file.parent()?.to_path_buf())));
    folders
        .into_iter()
        .rev()
        .find(|folder| folder.join("initdb").is_file())
        .map(Programs)
}

/// `cargo xtask postgres CMD`: runs a command while a server is up, for work on the store.
pub(crate) fn around(arguments: &[String]) -> Result<ExitCode> {
    let (program, rest) = arguments
        .split_first()
        .context("Which command? Such as: cargo xtask postgres cargo test -p store")?;
    machine::provide(&[&machine::POSTGRES])?;
    let postgres = Postgres::start()?;
    let mut command = Command::new(program);
    let status = command
        .args(rest)
        .env("OPENCHAIR_TEST_POSTGRES", postgres.url())
        .status();
    let status = status.with_context(|| format!("could not start `{program}`"))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A running server; dropping it stops the server and removes its folder.
#[derive(Debug)]
pub(crate) struct Postgres {
    server: Child,
    folder: PathBuf,
    port: u16,
}

impl Postgres {
    pub(crate) fn start() -> Result<Postgres> {
        let Programs(bin) = programs().context("no initdb found; on Debian: apt-get install postgresql")?;
        let folder = std::env::temp_dir().join(format!("openchair-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        // initdb refuses to run as root; Debian's package brings a user for it.
        let root = machine::is_root();
        if root {
            run::run(run::command("chown", Path::new("/")).arg("postgres").arg(&folder))?;
        }
        let data = folder.join("data");
        let mut initdb = as_postgres(root, &bin.join("initdb"));
        initdb
            .args([
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync",
                "-D",
            ])
            .arg(&data);
        run::capture(&mut initdb)?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut server = as_postgres(root, &bin.join("postgres"));
        server
            .arg("-D")
            .arg(&data)
            .args(["-h", "127.0.0.1", "-p", &port.to_string(), "-k", "", "-F"]);
        server.args(["-c", "max_connections=200", "-c", "log_min_messages=fatal"]);
        let server = server
            .stdin(Stdio::null())
            .spawn()
            .context("could not start postgres")?;
        let mut postgres = Postgres { server, folder, port };
        postgres.wait()?;
        println!("postgres answers on 127.0.0.1:{port}");
        Ok(postgres)
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "postgres says to nobody when it begins to listen"
    )]
    fn wait(&mut self) -> Result<()> {
        let began = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if let Some(status) = self.server.try_wait()? {
                bail!("postgres ended at once ({status})");
            }
            if began.elapsed() > Duration::from_secs(60) {
                bail!("postgres did not answer within a minute");
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    /// SIGINT is postgres's fast shutdown. Under runuser the server is the child of our child.
    fn stop(&mut self) {
        let pid = fs::read_to_string(self.folder.join("data/postmaster.pid")).ok();
        if let Some(pid) = pid.as_deref().and_then(|text| text.lines().next()) {
            run::succeeds(run::command("kill", Path::new("/")).args(["-INT", pid]));
        } else {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.stop();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn as_postgres(root: bool, program: &Path) -> Command {
    let mut command = run::command(if root { Path::new("runuser") } else { program }, Path::new("/"));
    if root {
        command.args(["-u", "postgres", "--"]).arg(program);
    }
    command
}
