//! How a command ends badly: one clear text on standard error, exit code 1.

use earnest_app::AppError;
use earnest_i18n::{Arg, Lang, Tr};
use earnest_model::message::{Argument, Message};
use std::fmt::Display;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// In words.
    #[error("{0}")]
    Said(String),
    /// Standard output is closed or full.
    #[error("standard output: {0}")]
    Output(#[from] std::io::Error),
}

impl Failure {
    /// A failure in words.
    pub fn new(why: impl Display) -> Self {
        Self::Said(why.to_string())
    }

    /// A failure of a file.
    pub fn file(path: &std::path::Path, why: impl Display) -> Self {
        Self::Said(format!("{}: {why}", path.display()))
    }
}

/// The English words of a message from below.
pub fn words(message: &Message) -> String {
    let argument = |value: &Argument| match value {
        Argument::Text(text) => Arg::from(text.as_str()),
        Argument::Count(count) => Arg::from(*count),
    };
    let arguments: Vec<_> = message.arguments.iter().map(|(name, value)| (*name, argument(value))).collect();
    Tr::new(Lang::En).by_key(message.key, &arguments).unwrap_or_else(|| message.to_string())
}

/// The English label of a word of the register, such as a kind of record.
pub fn label(of: &str, word: &str) -> String {
    Tr::new(Lang::En).by_key::<&str>(&format!("{of}-{word}"), &[]).unwrap_or_else(|| word.to_owned())
}

impl From<AppError> for Failure {
    fn from(fault: AppError) -> Self {
        match fault {
            AppError::Form(errors) => {
                let said: Vec<_> =
                    errors.iter().map(|(field, message)| format!("{field}: {}", words(message))).collect();
                Self::Said(said.join("\n"))
            }
            AppError::Refused(message) => Self::Said(words(&message)),
            AppError::Roll(faults) => {
                let said: Vec<_> = faults
                    .iter()
                    .map(|fault| format!("line {}: {}", fault.line, words(&fault.message)))
                    .collect();
                Self::Said(said.join("\n"))
            }
            AppError::Import(faults) => {
                let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
                Self::Said(said.join("\n"))
            }
            other => Self::new(other),
        }
    }
}

impl From<earnest_app::StoreError> for Failure {
    fn from(fault: earnest_app::StoreError) -> Self {
        Self::new(fault)
    }
}
