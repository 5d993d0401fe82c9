//! A file of TOML whose every fault is told with its line.

use super::fault::{PackFault, PackFaultKind};
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};

/// The most faults of shape that are told of a file.
const MOST: usize = 100;

/// A step into a file: a key of a table, or a place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'k> {
    /// What stands under a key.
    Key(&'k str),
    /// What stands at a place, from 0.
    At(usize),
}

/// A file that is TOML.
pub struct TomlText<'t> {
    file: &'static str,
    text: &'t str,
    table: DeTable<'t>,
}

impl<'t> TomlText<'t> {
    /// Reads it, or tells every place at which it is no TOML.
    pub fn read(file: &'static str, text: &'t str) -> Result<Self, Vec<PackFault>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let read = Self { file, text, table: table.into_inner() };
        if errors.is_empty() {
            return Ok(read);
        }
        Err(errors.iter().take(MOST).map(|error| read.shape(error)).collect())
    }

    /// What it holds, or every entry that has not the shape of `T`: an entry that is told is left out, and the rest is
    /// looked at again.
    pub fn holds<T: DeserializeOwned>(&self) -> Result<T, Vec<PackFault>> {
        let (mut table, mut faults, mut taken) = (self.table.clone(), Vec::new(), Vec::new());
        while faults.len() < MOST {
            let whole = Spanned::new(0..self.text.len(), table.clone());
            let fault = match T::deserialize(whole.into_deserializer()) {
                Ok(read) if faults.is_empty() => return Ok(read),
                Ok(_) => break,
                Err(fault) => fault,
            };
            // What is missing only because it was taken out was told already.
            let missing =
                taken.iter().any(|key: &String| fault.message() == format!("missing field `{key}`"));
            if !missing {
                faults.push(self.shape(&fault));
            }
            let Some(key) = fault.span().and_then(|span| take_out(&mut table, &span)) else { break };
            taken.push(key);
        }
        Err(faults)
    }

    /// A fault at the place that these steps lead to, or as near to it as the file goes.
    pub fn fault(&self, steps: &[Step<'_>], kind: PackFaultKind) -> PackFault {
        PackFault { file: self.file.to_owned(), line: self.line_of(steps), kind }
    }

    fn line_of(&self, steps: &[Step<'_>]) -> Option<usize> {
        let [Step::Key(first), rest @ ..] = steps else { return None };
        let (key, mut value) = self.table.get_key_value(*first)?;
        let mut at = key.span().start;
        for step in rest {
            let next = match step {
                Step::Key(key) => {
                    let Some((key, next)) =
                        value.get_ref().as_table().and_then(|table| table.get_key_value(*key))
                    else {
                        break;
                    };
                    at = key.span().start;
                    next
                }
                Step::At(place) => {
                    let Some(next) = value.get_ref().as_array().and_then(|array| array.get(*place)) else {
                        break;
                    };
                    at = next.span().start;
                    next
                }
            };
            value = next;
        }
        Some(self.line(at))
    }

    fn shape(&self, error: &toml::de::Error) -> PackFault {
        let line = error.span().map(|span| self.line(span.start));
        let why = error.message().lines().collect::<Vec<_>>().join("; ");
        PackFault { file: self.file.to_owned(), line, kind: PackFaultKind::Shape(why) }
    }

    fn line(&self, at: usize) -> usize {
        let before = self.text.as_bytes().get(..at).unwrap_or(self.text.as_bytes());
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }
}

/// Takes the entry out that lies around a place: of a list the one element, else all that stands under the key; gives the
/// key. Nothing is taken where the fault is the whole file's.
fn take_out(table: &mut DeTable<'_>, span: &Range<usize>) -> Option<String> {
    let covers = |of: Range<usize>| of.start <= span.start && span.end <= of.end;
    let mut found = None;
    for (key, value) in table.iter() {
        let name = key.get_ref().to_string();
        let elements = value.get_ref().as_array().map(|array| &array[..]).unwrap_or_default();
        if let Some(place) =
            elements.iter().position(|element| covers(element.span()) || within(element, span))
        {
            found = Some((name, Some(place)));
            break;
        }
        if covers(key.span()) || covers(value.span()) || within(value, span) {
            found = Some((name, None));
        }
    }
    let (name, place) = found?;
    let Some(place) = place else {
        table.remove(name.as_str());
        return Some(name);
    };
    if let Some(DeValue::Array(array)) = table.get_mut(name.as_str()).map(Spanned::as_mut) {
        let mut kept = DeArray::new();
        for (at, element) in array.iter().enumerate() {
            if at != place {
                kept.push(element.clone());
            }
        }
        *array = kept;
    }
    Some(name)
}

/// Whether a place lies in something that stands within a value: the span of a table under `[[…]]` is its heading alone.
fn within(value: &Spanned<DeValue<'_>>, span: &Range<usize>) -> bool {
    let covers = |of: Range<usize>| of.start <= span.start && span.end <= of.end;
    match value.get_ref() {
        DeValue::Table(table) => {
            table.iter().any(|(key, value)| covers(key.span()) || covers(value.span()) || within(value, span))
        }
        DeValue::Array(array) => array.iter().any(|value| covers(value.span()) || within(value, span)),
        _ => false,
    }
}
