//! What the server writes down of its work, on standard error.

use crate::failure::Failure;
use clap::{Args, ValueEnum};
use tracing_subscriber::{EnvFilter, fmt};

/// How lines are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For people.
    #[default]
    Text,
    /// For programs: a JSON object a line.
    Json,
}

/// What is written down.
#[derive(Debug, Clone, Args)]
pub struct Log {
    /// What is written to standard error: error, warn, info (a line a request, and what happens at the door), or
    /// TARGET=LEVEL, several by commas. Where RUST_LOG is set and this is not, that holds.
    #[arg(long, value_name = "LEVEL", env = "EARNEST_LOG", value_parser = said)]
    log: Option<String>,
    /// How it is written: text, or json for programs.
    #[arg(long, value_name = "FORM", env = "EARNEST_LOG_FORM", default_value = "text", value_enum)]
    log_form: Form,
}

/// Levels, least to most.
const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];

/// Reads what is to be written. A word that is no level would be taken for a target that nothing has: silence.
fn said(text: &str) -> Result<String, String> {
    let fits = |part: &str| {
        let level = part.rsplit_once('=').map_or(part, |(_, level)| level);
        LEVELS.contains(&level.trim().to_ascii_lowercase().as_str())
    };
    match text.split(',').find(|part| !fits(part)) {
        Some(part) => Err(format!("`{part}` is no level; there are {}", LEVELS.join(", "))),
        None => Ok(text.to_ascii_lowercase()),
    }
}

impl Log {
    /// What goes wrong alone.
    pub fn faults() -> Self {
        Self { log: None, log_form: Form::Text }
    }

    /// Begins to write.
    ///
    /// # Errors
    /// The setting can't be read.
    pub fn begin(&self) -> Result<(), Failure> {
        let filter = match &self.log {
            Some(said) => {
                // A bare level is this house's own: of the crates beneath, what goes wrong is enough.
                let own = matches!(said.as_str(), "info" | "debug" | "trace");
                let said = if own { format!("warn,earnest={said},earnest_web={said}") } else { said.clone() };
                EnvFilter::try_new(said).map_err(|fault| Failure::new(format!("--log: {fault}")))?
            }
            None => EnvFilter::from_default_env(),
        };
        let lines = fmt().with_env_filter(filter).with_writer(std::io::stderr);
        match self.log_form {
            Form::Text => lines.init(),
            Form::Json => lines.json().flatten_event(true).init(),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn a_word_that_is_no_level_is_refused() {
        for well in ["info", "WARN", "warn,earnest=debug", "off"] {
            assert!(said(well).is_ok(), "{well}");
        }
        for wrong in ["loud", "", "info,earnest", "earnest=loud", "info,"] {
            assert!(said(wrong).unwrap_err().contains("trace"), "{wrong}");
        }
    }
}
