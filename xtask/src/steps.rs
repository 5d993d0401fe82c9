//! Steps of a task: announced, timed, and stopped at the first that fails.

use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome, While};

/// A task's steps so far and what each took.
#[derive(Debug)]
pub struct Steps {
    started: Instant,
    taken: Vec<(&'static str, Duration)>,
}

impl Steps {
    /// Starts the clock.
    pub fn new() -> Self {
        Self { started: now(), taken: Vec::new() }
    }

    /// Announces a step, does it, and keeps its time. After a failure it also prints the times so far.
    pub fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        println!("\n== {name} (after {})", shown(now() - self.started));
        let begun = now();
        let outcome = work();
        self.taken.push((name, now() - begun));
        if outcome.is_err() {
            println!("\n== {name}: FAILED");
            self.summarise();
        }
        outcome
    }

    /// Prints what each step took.
    pub fn summarise(&self) {
        println!("\n== times");
        for (name, time) in &self.taken {
            println!("{:>9}  {name}", shown(*time));
        }
        println!("{:>9}  in all", shown(now() - self.started));
    }
}

/// Runs a command in the foreground; its failure ends the task with its exit code.
pub fn command(program: &str, arguments: &[&str]) -> Outcome {
    run(Command::new(program).args(arguments))
}

/// Like [`command`], for one that is already put together.
pub fn run(command: &mut Command) -> Outcome {
    let line = line_of(command);
    println!("$ {line}");
    let status = command.stdin(Stdio::null()).status().while_trying(&format!("run `{line}`"))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{line}` failed: {status}")).with_code(code_of(status)))
}

/// Like [`run`], and gives what the command writes to its standard output.
pub fn answer_of(command: &mut Command) -> Outcome<String> {
    let line = line_of(command);
    println!("$ {line}");
    let output = command.stdin(Stdio::null()).output().while_trying(&format!("run `{line}`"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failure::new(format!("`{line}` failed: {}", output.status)).with_code(code_of(output.status)))
}

/// The standard output of a command, without the white space at its ends; `None` if it can't be run or fails.
pub fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn code_of(status: ExitStatus) -> u8 {
    status.code().and_then(|code| u8::try_from(code).ok()).filter(|code| *code != 0).unwrap_or(1)
}

#[expect(clippy::disallowed_methods, reason = "the times of the steps are real times")]
fn now() -> Instant {
    Instant::now()
}

fn shown(time: Duration) -> String {
    let tenths = time.as_millis() / 100;
    let (minutes, rest) = (tenths / 600, tenths % 600);
    format!("{minutes}:{:02}.{}", rest / 10, rest % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_keeps_its_exit_code() {
        let failure = command("sh", &["-c", "exit 7"]).unwrap_err();
        assert_eq!(failure.code(), 7);
        assert!(failure.to_string().contains("sh -c exit 7"));
    }

    #[test]
    fn times_are_shown_in_minutes_seconds_and_tenths() {
        assert_eq!(shown(Duration::from_millis(83_450)), "1:23.4");
    }

    #[test]
    fn the_answer_of_a_command_that_fails_is_none() {
        assert_eq!(answer("sh", &["-c", "echo ' yes '"]).as_deref(), Some("yes"));
        assert_eq!(answer("sh", &["-c", "echo no; exit 1"]), None);
        assert_eq!(answer("no-such-program-anywhere", &[]), None);
    }
}
