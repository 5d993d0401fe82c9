//! Why a task stopped: lines for a person, and the exit code for a machine.

use std::fmt;

/// What every task returns.
pub type Outcome<T = ()> = Result<T, Failure>;

/// One or more complaints, each a line that names what is wrong and how to put it right.
#[derive(Debug)]
pub struct Failure {
    complaints: Vec<String>,
    code: u8,
}

impl Failure {
    /// A failure with one complaint and exit code 1.
    pub fn new(complaint: impl Into<String>) -> Self {
        Self { complaints: vec![complaint.into()], code: 1 }
    }

    /// The same failure, to end with another exit code: that of the command that failed.
    pub fn with_code(mut self, code: u8) -> Self {
        self.code = code;
        self
    }

    /// `Ok` when there is nothing to complain about.
    pub fn unless_empty(complaints: Vec<String>) -> Outcome {
        if complaints.is_empty() { Ok(()) } else { Err(Self { complaints, code: 1 }) }
    }

    /// The exit code of the process.
    pub fn code(&self) -> u8 {
        self.code
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.complaints.join("\n"))
    }
}

/// Turns any error into a failure that says what was being done.
pub trait While<T> {
    /// `what` completes the sentence "could not …".
    fn while_trying(self, what: &str) -> Outcome<T>;
}

impl<T, E: fmt::Display> While<T> for Result<T, E> {
    fn while_trying(self, what: &str) -> Outcome<T> {
        self.map_err(|error| Failure::new(format!("could not {what}: {error}")))
    }
}
