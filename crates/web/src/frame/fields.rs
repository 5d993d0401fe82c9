//! Fields of a query or a form.

use std::{
    ops::Deref,
    sync::atomic::{AtomicBool, Ordering},
};

/// Fields of a query or form; a name may stand several times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

/// No fields.
pub static NONE: Fields = Fields(Vec::new());

impl Fields {
    /// Parses `application/x-www-form-urlencoded` text.
    pub fn parse(text: &[u8]) -> Self {
        Self(
            form_urlencoded::parse(text)
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
        )
    }

    /// The first value of a name; empty if there is none.
    pub fn get(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    /// The first value of a name, if the field was sent.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// All values of a name.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The fields as the text of a query.
    pub fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    /// The query with one field changed, or taken out if `value` is empty.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut fields: Vec<_> = self.0.iter().filter(|(field, _)| field != name).cloned().collect();
        if !value.is_empty() {
            fields.push((name.to_owned(), value.to_owned()));
        }
        Self(fields)
    }

    /// All names with a prefix: `(rest of the name, value)`.
    pub fn with_prefix<'f>(&'f self, prefix: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
        self.0
            .iter()
            .filter_map(move |(field, value)| field.strip_prefix(prefix).map(|rest| (rest, value.as_str())))
    }
}

/// The fields of an address, of which it is known which ones the page has asked for: what nobody asks for would make the page
/// another one than the address says.
#[derive(Debug, Default)]
pub struct Query {
    fields: Fields,
    /// Of each field, whether its name was asked for.
    asked: Vec<AtomicBool>,
}

impl Query {
    /// Parses what stands behind the question mark of an address.
    pub fn parse(text: &[u8]) -> Self {
        let fields = Fields::parse(text);
        let asked = fields.0.iter().map(|_| AtomicBool::new(false)).collect();
        Self { fields, asked }
    }

    /// The fields as they are, without asking for any.
    pub fn as_they_are(&self) -> &Fields {
        &self.fields
    }

    /// Notes that a page asks for a name.
    pub fn ask(&self, name: &str) {
        for ((field, _), asked) in self.fields.0.iter().zip(&self.asked) {
            if field == name {
                asked.store(true, Ordering::Relaxed);
            }
        }
    }

    /// The first value of a name; empty if there is none.
    pub fn get(&self, name: &str) -> &str {
        self.ask(name);
        self.fields.get(name)
    }

    /// The first value of a name, if the field was sent.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.ask(name);
        self.fields.find(name)
    }

    /// All values of a name.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.ask(name);
        self.fields.all(name)
    }

    /// The fields with a value for which nobody asked.
    pub fn unasked(&self) -> impl Iterator<Item = &str> {
        let fields = self.fields.0.iter().zip(&self.asked);
        let unasked =
            fields.filter(|((_, value), asked)| !value.is_empty() && !asked.load(Ordering::Relaxed));
        unasked.map(|((name, _), _)| name.as_str())
    }
}

impl Deref for Query {
    type Target = Fields;

    fn deref(&self) -> &Fields {
        &self.fields
    }
}
