//! How a figure is asked for in words, read in one place for addresses, the API and the command line: what is malformed, not
//! known or given twice is a fault at its field, and never another question.

use crate::{
    figures::{
        figure_name::{FigureName, Of},
        origin::Origin,
        scope::OfProgramme,
    },
    id::ProgrammeId,
    message::{FieldErrors, Message},
};
use jiff::civil::Date;
use std::{collections::BTreeSet, str::FromStr};

/// What narrows a figure, as it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// Code of the unit.
    pub unit: Option<String>,
    /// The unit alone, without what lies beneath it.
    pub own: bool,
    /// Code of the unit whose acts and rounds are counted.
    pub organiser: Option<String>,
    /// Of which programme; of the one that is at hand where nothing is said, see [`AtHandOf`].
    pub programme: Option<OfProgramme>,
    /// Number of the round.
    pub round: Option<i32>,
    /// From where: any of these.
    pub sources: Vec<Origin>,
    /// Key of the class of units.
    pub class: Option<String>,
    /// Of which day.
    pub as_of: Option<Date>,
    /// What was entered since that day for days up to it.
    pub since: bool,
}

/// An organiser's programme that is at hand, and whether others had begun beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtHandOf {
    /// The programme.
    pub programme: Option<ProgrammeId>,
    /// Whether others had begun.
    pub beside: bool,
}

impl AtHandOf {
    /// Of which programme a figure is, by one rule for all of them: of the one that is asked for; where none is, and programmes stand
    /// side by side, of the one at hand, whatever the figure counts. What is of rounds is always of one programme: a number of
    /// a round means nothing without it. `rounds`: whether the question names one.
    pub fn meant(self, name: FigureName, rounds: bool, asked: Option<OfProgramme>) -> OfProgramme {
        let of_rounds = name.of() == Of::Rounds || rounds;
        match asked {
            Some(asked) if !(of_rounds && asked.is_all()) => asked,
            _ if of_rounds || (asked.is_none() && self.beside && name.takes_programme()) => {
                self.programme.into()
            }
            _ => OfProgramme::All,
        }
    }
}

/// The fields of a question.
pub const FIELDS: [&str; 9] =
    ["unit", "own", "organiser", "programme", "round", "source", "class", "as_of", "entered"];

/// The fault of a field that is no value of its kind.
pub fn malformed(field: &str, text: &str) -> Message {
    Message::new("error-asked-value").with("field", field).with("text", text)
}

/// The fault of a field that stands twice.
pub fn twice(field: &str) -> Message {
    Message::new("error-asked-twice").with("field", field)
}

/// The fault of a field that nobody knows here.
pub fn unknown(field: &str) -> Message {
    Message::new("error-asked-unknown").with("field", field)
}

/// The fault of a field that names what is not there.
pub fn missing(field: &str, text: impl ToString) -> Message {
    Message::new("error-asked-missing").with("field", field).with("text", text.to_string())
}

/// The value of a field: nothing where it was left empty.
///
/// # Errors
/// A text that is no such value.
pub fn value<T: FromStr>(field: &str, text: &str) -> Result<Option<T>, Message> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| malformed(field, text))
}

/// A field that says one word or nothing.
fn word(field: &str, text: &str, only: &str) -> Result<bool, Message> {
    if text.is_empty() || text == only { Ok(!text.is_empty()) } else { Err(malformed(field, text)) }
}

impl Question {
    /// Reads the fields of a question. `class` says which classes there are; `besides` names fields that are somebody
    /// else's.
    ///
    /// # Errors
    /// Every field that is malformed, unknown or given twice. Only a source may be given again and again.
    pub fn read<'a>(
        given: impl Iterator<Item = (&'a str, &'a str)>,
        class: &dyn Fn(&str) -> bool,
        besides: &[&str],
    ) -> Result<Self, FieldErrors> {
        let mut question = Self::default();
        let (mut faults, mut seen) = (FieldErrors::new(), BTreeSet::new());
        for (field, text) in given {
            if besides.contains(&field) {
                continue;
            }
            let first = seen.insert(field) || field == "source";
            let taken = if first { question.take(field, text, class) } else { Err(twice(field)) };
            faults.take(field, taken);
        }
        if faults.is_empty() { Ok(question) } else { Err(faults) }
    }

    /// The same of a figure whose name says the class.
    ///
    /// # Errors
    /// Another class was asked for.
    pub fn of_class(mut self, class: Option<String>) -> Result<Self, FieldErrors> {
        if class.is_some() && self.class.is_some() && self.class != class {
            let mut faults = FieldErrors::new();
            faults.add("class", twice("class"));
            return Err(faults);
        }
        self.class = class.or(self.class);
        Ok(self)
    }

    fn take(&mut self, field: &str, text: &str, class: &dyn Fn(&str) -> bool) -> Result<(), Message> {
        let some = || Some(text.to_owned()).filter(|text| !text.is_empty());
        match field {
            "unit" => self.unit = some(),
            "own" => self.own = word(field, text, "yes")?,
            "organiser" => self.organiser = some(),
            "programme" => self.programme = value(field, text)?,
            "round" => self.round = value(field, text)?,
            "source" if text.is_empty() => {}
            "source" => self.sources.push(Origin::parse(text).ok_or_else(|| missing(field, text))?),
            "class" if text.is_empty() || class(text) => self.class = some(),
            "class" => return Err(missing(field, text)),
            "as_of" => self.as_of = value(field, text)?,
            "entered" => self.since = word(field, text, "since")?,
            _ => return Err(unknown(field)),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Result<Question, FieldErrors> {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        Question::read(pairs.filter_map(|pair| pair.split_once('=')), &|class| class == "county", &["after"])
    }

    fn fault(query: &str) -> Option<(String, &'static str)> {
        let faults = read(query).err()?;
        faults.iter().next().map(|(field, message)| (field.to_owned(), message.key))
    }

    #[test]
    fn what_is_asked_is_taken_and_what_is_left_empty_is_not() {
        let asked = read(
            "unit=P&own=yes&organiser=A&programme=2&round=1&source=lecture&source=round-1&class=county&as_of=2015-06-01&entered=since&after=x",
        );
        let asked = asked.unwrap();
        assert_eq!((asked.unit.as_deref(), asked.own, asked.round), (Some("P"), true, Some(1)));
        assert_eq!((asked.sources.len(), asked.since), (2, true));
        let none = read("programme=none").unwrap();
        assert_eq!(none.programme, Some(OfProgramme::None));
        assert_eq!(read("programme=all").unwrap().programme, Some(OfProgramme::All));
        let empty = read("unit=&own=&organiser=&programme=&round=&source=&class=&as_of=&entered=");
        assert_eq!(empty, Ok(Question::default()));
    }

    #[test]
    fn what_is_malformed_unknown_or_given_twice_is_a_fault_at_its_field() {
        for (query, field, key) in [
            ("as_of=2015-13-13", "as_of", "error-asked-value"),
            ("round=x", "round", "error-asked-value"),
            ("programme=x", "programme", "error-asked-value"),
            ("programme=none&programme=1", "programme", "error-asked-twice"),
            ("entered=foo", "entered", "error-asked-value"),
            ("own=no", "own", "error-asked-value"),
            ("source=breakfast", "source", "error-asked-missing"),
            ("class=nonsense", "class", "error-asked-missing"),
            ("nonsense=1", "nonsense", "error-asked-unknown"),
            ("unit=P&unit=A", "unit", "error-asked-twice"),
            ("round=1&round=", "round", "error-asked-twice"),
        ] {
            assert_eq!(fault(query), Some((field.to_owned(), key)), "{query}");
        }
    }
}
