//! The house's own tool: `cargo xtask VERB`. One file per verb; `--help` lists them.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it talks to a person at a terminal"
)]

mod advisories;
mod arrows;
mod bench;
mod browsers;
mod check;
mod client;
mod demo;
mod gallery;
mod generate;
mod house;
mod keepers;
mod machine;
mod permissions;
mod postgres;
mod run;
mod steps;
mod test;
mod tidy;
mod walk;

use anyhow::{Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask VERB

  demo [ARGS]     build everything and open the demo practice; ARGS go to `openchair demo`
  test            every test there is; installs what it needs where it can
  check           the fast gate: fmt, clippy, tidy, unit tests
  tidy            who may use whom, what may not be in the tree, first lines, sizes of files
  generate        write everything that is generated again
  walk NAME       a scripted walk in real browsers [--pictures DIR] [--json] [--headed]
  gallery [DIR]   every page as pictures, phone and desktop, light and dark
  bench NAME      figures with their goals: join, seal [--json] [--only PART]
  postgres CMD    run CMD with a PostgreSQL of its own in OPENCHAIR_TEST_POSTGRES";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let verb = arguments.next().unwrap_or_default();
    match go(&verb, arguments.collect()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn go(verb: &str, arguments: Vec<String>) -> Result<ExitCode> {
    match verb {
        "demo" => demo::demo(&arguments),
        "test" => test::test(),
        "check" => check::check(),
        "tidy" => tidy::tidy(),
        "generate" => generate::generate(),
        "walk" => walk::walk(&arguments),
        "gallery" => gallery::gallery(&arguments),
        "bench" => bench::bench(&arguments),
        "postgres" => postgres::around(&arguments),
        "" | "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("There is no verb `{other}`.\n\n{HELP}"),
    }
}
