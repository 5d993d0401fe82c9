//! A form on the page of a measure.

use crate::look::Field;

/// A form of the page.
pub struct FormView {
    /// Where it goes.
    pub action: String,
    /// What it is for.
    pub why: String,
    /// The word on its button.
    pub submit: String,
    /// Its questions.
    pub fields: Vec<Field>,
    /// Whether it brings files.
    pub files: bool,
    /// Whether it can wait, so that it is folded away.
    pub later: bool,
}

impl FormView {
    /// Whether something is wrong with an answer.
    pub fn is_wrong(&self) -> bool {
        self.fields.iter().any(Field::is_wrong)
    }
}
