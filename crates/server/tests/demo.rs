//! The demo as a program meets it: one line of JSON, a house that answers, and an end that leaves nothing behind.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

struct Demo {
    program: Child,
    ready: serde_json::Value,
}

impl Demo {
    fn open(arguments: &[&str]) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_openchair"))
            .args(["demo", "--json", "--bots", "0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program was built for this test");
        let mut line = String::new();
        let stdout = program.stdout.take().expect("standard output is piped");
        BufReader::new(stdout)
            .read_line(&mut line)
            .expect("the demo says when it is ready");
        let ready = serde_json::from_str(&line).expect("the first line is JSON");
        Self { program, ready }
    }

    fn port(&self) -> u16 {
        let url = self.ready["url"].as_str().expect("a url");
        url.trim_end_matches('/')
            .rsplit(':')
            .next()
            .and_then(|port| port.parse().ok())
            .expect("a port")
    }

    fn get(&self, ip: &str, path: &str) -> String {
        let mut stream = TcpStream::connect((ip, self.port())).expect("the demo listens");
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream
            .write_all(request.as_bytes())
            .expect("a request can be written");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer in text");
        answer
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn the_demo_says_in_one_line_where_everybody_finds_it_and_then_answers() {
    let data = tempfile::tempdir().expect("a temporary folder");
    let demo = Demo::open(&[
        "--port",
        "0",
        "--data",
        data.path().to_str().expect("a plain path"),
    ]);
    for name in [
        "mara", "ines", "anna", "ben", "chidi", "dana", "eli", "farah", "pia", "olu",
    ] {
        let link = demo.ready["sign_in"][name]
            .as_str()
            .expect("a link for everybody of the cast");
        let start = format!("http://{name}.localhost:{}/sign-in/", demo.port());
        assert!(link.starts_with(&start), "{name}: {link}");
    }
    assert!(
        demo.ready["group"]
            .as_str()
            .is_some_and(|id| id.starts_with("grp_"))
    );
    assert!(
        demo.ready["session"]
            .as_str()
            .is_some_and(|id| id.starts_with("ses_"))
    );
    assert!(demo.get("127.0.0.1", "/health").starts_with("HTTP/1.1 200"));
    assert!(demo.get("::1", "/health").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_taken_port_is_said_plainly_before_anything_is_opened() {
    let demo = Demo::open(&["--port", "0"]);
    let second = Command::new(env!("CARGO_BIN_EXE_openchair"))
        .args(["demo", "--json", "--port", &demo.port().to_string()])
        .output()
        .expect("the program was built for this test");
    assert!(!second.status.success() && second.stdout.is_empty());
    let said = String::from_utf8_lossy(&second.stderr);
    assert!(
        said.contains(&format!("cannot listen on 127.0.0.1:{}", demo.port())),
        "{said}"
    );
}

#[test]
fn serve_without_a_practice_says_what_to_do() {
    let data = tempfile::tempdir().expect("a temporary folder");
    let data = data.path().to_str().expect("a plain path");
    let mail = format!("folder:{data}");
    let output = Command::new(env!("CARGO_BIN_EXE_openchair"))
        .args([
            "serve",
            "--data",
            data,
            "--listen",
            "127.0.0.1:0",
            "--media-port",
            "0",
            "--media-bind",
            "127.0.0.1",
        ])
        .args(["--base-url", "https://openchair.example", "--mail", &mail])
        .args(["--mail-from", "Linden House <no-reply@linden.example>"])
        .output()
        .expect("the program was built for this test");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        !output.status.success() && said.contains("openchair init"),
        "{said}"
    );
}
