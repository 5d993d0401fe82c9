//! A file of TOML whose every fault is told with its line.
//!
//! What has not the shape that is asked for is told, and something that fits is put in its place, so that the rest of the
//! file is looked at as if it were right: one fault hides no other.

use super::{
    fault::{PackFault, PackFaultKind},
    mend::{self, Step, Way},
};
use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// The most faults of shape that are told of a file.
const MOST: usize = 100;
/// How often a file is mended before it is given up: each fault asks for a few tries.
const TRIES: usize = 4_000;

/// A file that is TOML.
pub struct TomlText<'t> {
    file: &'static str,
    text: &'t str,
    table: DeTable<'t>,
    /// The ways to what was mended.
    mended: Vec<Way>,
}

impl<'t> TomlText<'t> {
    /// Reads it, or tells every place at which it is no TOML.
    pub fn read(file: &'static str, text: &'t str) -> Result<Self, Vec<PackFault>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let read = Self { file, text, table: table.into_inner(), mended: Vec::new() };
        if errors.is_empty() {
            return Ok(read);
        }
        Err(errors.iter().take(MOST).map(|error| read.shape(error)).collect())
    }

    /// What it holds, and every entry that has not the shape of `T`. With faults, what it holds is partly made up: enough to
    /// look at the rest. Nothing is given where it can't be mended.
    pub fn holds<T: DeserializeOwned>(&mut self) -> (Option<T>, Vec<PackFault>) {
        let (mut faults, mut stand_ins) = (Vec::new(), Vec::new());
        for _ in 0..TRIES {
            let whole = Spanned::new(0..self.text.len(), self.table.clone());
            let fault = match T::deserialize(whole.into_deserializer()) {
                Ok(read) => return (Some(read), faults),
                Err(fault) => fault,
            };
            let Some(mend) = mend::mend(&mut self.table, &mut stand_ins, self.text.len(), &fault) else {
                if faults.is_empty() {
                    faults.push(self.shape(&fault));
                }
                break;
            };
            if mend.is_new {
                // What is missing only because it was taken out was told already, and nothing fits there.
                if faults.len() >= MOST || self.mended.contains(&mend.way) {
                    break;
                }
                faults.push(self.shape(&fault));
                self.mended.push(mend.way);
            }
        }
        (None, faults)
    }

    /// A fault at the place that these steps lead to, or as near to it as the file goes.
    pub fn fault(&self, steps: &[Step<'_>], kind: PackFaultKind) -> PackFault {
        PackFault { file: self.file.to_owned(), line: self.line_of(steps), kind }
    }

    /// A fault in a line of the text that stands where these steps lead to.
    pub fn fault_within(&self, steps: &[Step<'_>], line: usize, kind: PackFaultKind) -> PackFault {
        PackFault { line: self.line_within(steps, line), ..self.fault(steps, kind) }
    }

    /// Whether what these steps lead to was made up.
    pub fn is_made_up(&self, steps: &[Step<'_>]) -> bool {
        self.mended.iter().any(|way| mend::begins(steps, way))
    }

    /// Whether anything there, or anything that it is part of, was made up or taken out.
    pub fn is_mended(&self, steps: &[Step<'_>]) -> bool {
        self.is_made_up(steps) || self.mended.iter().any(|way| mend::lies_in(way, steps))
    }

    /// Whether the keys of a list are not all the file's own.
    pub fn lacks_keys(&self, list: &str) -> bool {
        let is_key = |way: &Way| mend::lies_in(way, &[Step::Key(list)]) && mend::is_of_key(way);
        self.mended.iter().any(is_key)
    }

    /// The value there, with where its key or itself begins; of the last step that the file has.
    fn find(&self, steps: &[Step<'_>]) -> Option<(usize, &Spanned<DeValue<'t>>, bool)> {
        let [Step::Key(first), rest @ ..] = steps else { return None };
        let (key, mut value) = self.table.get_key_value(*first)?;
        let mut at = key.span().start;
        for step in rest {
            let next = match step {
                Step::Key(key) => value.get_ref().as_table().and_then(|table| table.get_key_value(*key)),
                Step::At(place) => {
                    let next = value.get_ref().as_array().and_then(|array| array.get(*place));
                    let Some(next) = next else { return Some((at, value, false)) };
                    (at, value) = (next.span().start, next);
                    continue;
                }
            };
            let Some((key, next)) = next else { return Some((at, value, false)) };
            (at, value) = (key.span().start, next);
        }
        Some((at, value, true))
    }

    fn line_of(&self, steps: &[Step<'_>]) -> Option<usize> {
        self.find(steps).map(|(at, ..)| self.line(at))
    }

    /// Texts over several lines begin after their opening quotes, and a line end right there is no part of them.
    fn line_within(&self, steps: &[Step<'_>], line: usize) -> Option<usize> {
        let (at, value, whole) = self.find(steps)?;
        let raw = self.text.get(value.span()).unwrap_or_default();
        let long = raw.strip_prefix("'''").or_else(|| raw.strip_prefix("\"\"\""));
        Some(match long.filter(|_| whole) {
            Some(long) => self.line(value.span().start) + usize::from(long.starts_with('\n')) + line - 1,
            None => self.line(at),
        })
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
