//! What a rule wants to tell a person: a key with arguments, never a sentence.

use std::collections::BTreeMap;

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// Shown as it is.
    Text(String),
    /// Shown grouped, and decides plural forms.
    Count(i64),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Argument {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}
impl From<usize> for Argument {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

/// A key of `locales/` with its arguments; `web` turns it into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The key, as it stands in the Fluent files (`error-text-empty`).
    pub key: &'static str,
    /// Named arguments.
    pub arguments: Vec<(&'static str, Argument)>,
}

impl Message {
    /// A message without arguments.
    pub fn new(key: &'static str) -> Self {
        Self { key, arguments: Vec::new() }
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }
}

impl std::fmt::Display for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.key)?;
        for (name, value) in &self.arguments {
            match value {
                Argument::Text(text) => write!(f, " {name}={text}")?,
                Argument::Count(count) => write!(f, " {name}={count}")?,
            }
        }
        Ok(())
    }
}

/// Everything that is wrong with a form, by field, so that all of it is shown at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(BTreeMap<String, Message>);

impl FieldErrors {
    /// Nothing wrong so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a fault; the first one of a field stays.
    pub fn add(&mut self, field: impl Into<String>, message: Message) {
        self.0.entry(field.into()).or_insert(message);
    }

    /// Keeps a good value and notes a bad one, so that parsing can go on to the next field.
    pub fn take<T>(&mut self, field: &str, parsed: Result<T, Message>) -> Option<T> {
        parsed.map_err(|message| self.add(field, message)).ok()
    }

    /// The message at a field.
    pub fn at(&self, field: &str) -> Option<&Message> {
        self.0.get(field)
    }

    /// All faults in the order of the field names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Message)> {
        self.0.iter().map(|(field, message)| (field.as_str(), message))
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fault_of_a_field_stays_and_all_fields_are_kept() {
        let mut errors = FieldErrors::new();
        errors.add("title", Message::new("error-text-empty"));
        errors.add("title", Message::new("error-text-long"));
        errors.add("day", Message::new("error-date"));
        assert_eq!(errors.at("title").unwrap().key, "error-text-empty");
        assert_eq!(errors.iter().count(), 2);
    }
}
