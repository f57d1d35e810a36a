//! One step after the other, going on after a failure, with a table at the end.

use anyhow::Result;
use std::process::ExitCode;
use std::time::{Duration, Instant};

#[derive(Debug)]
struct Step {
    name: String,
    failure: Option<String>,
    took: Duration,
}

/// The steps so far. A step that cannot run has failed: nothing is skipped in silence.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    done: Vec<Step>,
}

impl Steps {
    /// Runs one step and says whether it passed.
    pub(crate) fn step(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        println!("\n== {name}");
        let began = Instant::now();
        let failure = work().err().map(|error| format!("{error:#}"));
        if let Some(failure) = &failure {
            println!("-- {name} failed: {failure}");
        }
        let passed = failure.is_none();
        self.done.push(Step {
            name: name.to_owned(),
            failure,
            took: began.elapsed(),
        });
        passed
    }

    /// Prints the table and the closing line; fails when any step did.
    pub(crate) fn finish(self) -> ExitCode {
        println!("\n{}", self.table());
        if self.failed() == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    fn failed(&self) -> usize {
        self.done.iter().filter(|step| step.failure.is_some()).count()
    }

    fn table(&self) -> String {
        let width = self
            .done
            .iter()
            .map(|step| step.name.chars().count())
            .max()
            .unwrap_or(0);
        let mut lines = Vec::new();
        for step in &self.done {
            let result = if step.failure.is_some() {
                "FAILED"
            } else {
                "passed"
            };
            lines.push(format!(
                "{:width$}  {result}  {:7.1} s",
                step.name,
                step.took.as_secs_f64()
            ));
        }
        lines.push(String::new());
        for step in &self.done {
            if let Some(failure) = &step.failure {
                lines.push(format!("{}: {}", step.name, failure.trim_end()));
            }
        }
        lines.push(format!(
            "{} passed, {} failed",
            self.done.len() - self.failed(),
            self.failed()
        ));
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;

    #[test]
    fn a_failure_is_named_and_does_not_stop_the_steps_after_it() {
        let mut steps = Steps::default();
        assert!(!steps.step("first", || bail!("the roof leaks")));
        assert!(steps.step("second", || Ok(())));
        let table = steps.table();
        assert!(table.contains("first: the roof leaks"), "{table}");
        assert!(table.ends_with("\n1 passed, 1 failed"), "{table}");
    }
}
