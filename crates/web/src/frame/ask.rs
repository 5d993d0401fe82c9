//! The fields of one form among several on a page: what was sent, what stands there otherwise, and what is wrong.

use crate::{
    frame::call::Call,
    look::{Choice, Control, Field},
};
use earnest_model::message::FieldErrors;

/// A form of a page. Its fields carry a prefix, so that two forms of a page never share a name.
#[derive(Clone, Copy)]
pub struct Ask<'c> {
    call: &'c Call<'c>,
    errors: &'c FieldErrors,
    prefix: &'static str,
}

impl<'c> Ask<'c> {
    /// A form whose fields begin with `prefix`; the faults are named without it.
    pub fn new(call: &'c Call<'c>, errors: &'c FieldErrors, prefix: &'static str) -> Self {
        Self { call, errors, prefix }
    }

    fn name(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// All that was sent under a name.
    pub fn sent_all(&self, name: &str) -> Vec<&'c str> {
        let name = self.name(name);
        let of_name = self.call.form.0.iter().filter(move |(found, _)| *found == name);
        of_name.map(|(_, value)| value.as_str()).collect()
    }

    /// A question; `preset` stands until something else was sent.
    pub fn field(&self, name: &str, label: impl Into<String>, control: Control, preset: &str) -> Field {
        let fault = self.call.fault(self.errors, name);
        let value = self.call.form.find(&self.name(name)).unwrap_or(preset);
        Field::new(self.name(name), label, control).value(value).error(fault)
    }

    /// One line of words.
    pub fn line(&self, name: &str, label: impl Into<String>) -> Field {
        self.field(name, label, Control::Line("text"), "")
    }

    /// A day.
    pub fn day(&self, name: &str, label: impl Into<String>, preset: &str) -> Field {
        self.field(name, label, Control::Line("date"), preset)
    }

    /// One of many: key and words of each.
    pub fn list(
        &self,
        name: &str,
        label: impl Into<String>,
        preset: &str,
        all: impl IntoIterator<Item = (String, String)>,
    ) -> Field {
        let chosen = self.call.form.find(&self.name(name)).unwrap_or(preset);
        let choices = all.into_iter().map(|(key, words)| {
            let is = key == chosen;
            Choice::new(key, words, is)
        });
        self.field(name, label, Control::List(choices.collect()), preset)
    }

    /// Any of few: key and words of each.
    pub fn any(
        &self,
        name: &str,
        label: impl Into<String>,
        preset: &[&str],
        all: impl IntoIterator<Item = (String, String)>,
    ) -> Field {
        let sent = if self.call.form.0.is_empty() { preset.to_vec() } else { self.sent_all(name) };
        let choices = all.into_iter().map(|(key, words)| {
            let is = sent.contains(&key.as_str());
            Choice::new(key, words, is)
        });
        self.field(name, label, Control::Any(choices.collect()), "")
    }

    /// Keys with their words.
    pub fn words(&self, prefix: &str, keys: impl IntoIterator<Item = &'static str>) -> Vec<(String, String)> {
        let words = |key: &'static str| (key.to_owned(), self.call.word(&format!("{prefix}-{key}")));
        keys.into_iter().map(words).collect()
    }
}
