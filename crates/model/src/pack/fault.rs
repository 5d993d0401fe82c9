//! What is wrong with a pack: the file, the line, and why.

use super::why::{KeyFault, ReportFault, TermFault, TextFault};
use crate::{message::Message, paper::LayoutFault, programmes::standard::StandardFault};

/// A fault of a pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {kind}", self.place())]
pub struct PackFault {
    /// The file.
    pub file: String,
    /// The line in it, from 1; `None` where it is the whole file's.
    pub line: Option<usize>,
    /// What.
    pub kind: PackFaultKind,
}

impl PackFault {
    /// The file and the line: `pack.toml:12`.
    pub fn place(&self) -> String {
        self.line.map_or_else(|| self.file.clone(), |line| format!("{}:{line}", self.file))
    }
}

/// What can be wrong with a pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackFaultKind {
    /// What TOML, or the shape of the file, refuses.
    #[error("{0}")]
    Shape(String),
    /// A file that every pack has is not there.
    #[error("the file is missing")]
    Missing,
    /// A file that no pack has.
    #[error("no file of a pack is called so")]
    Unknown,
    /// Bytes that are no text.
    #[error("this is no UTF-8 text")]
    NoText,
    /// More than a pack may hold.
    #[error("a file of a pack holds at most {0} bytes")]
    TooLarge(usize),
    /// A key that is no key, stands twice, or refers to what is not there.
    #[error("{list}: the key `{key}` {fault}")]
    Key {
        /// The list.
        list: &'static str,
        /// The key.
        key: String,
        /// What is wrong with it.
        fault: KeyFault,
    },
    /// A list that is too short or too long.
    #[error("{list}: {least} to {most} entries are needed, not {found}")]
    Count {
        /// The list.
        list: &'static str,
        /// The fewest.
        least: usize,
        /// The most.
        most: usize,
        /// How many it has.
        found: usize,
    },
    /// More is asked of the lowest tier than anybody reads.
    #[error("checklist: at most {most} entries may be asked of the lowest tier, not {found}")]
    Lowest {
        /// The most.
        most: usize,
        /// How many are.
        found: usize,
    },
    /// A text that is blank in a language.
    #[error("{list}: `{key}` has no text for {language}")]
    Blank {
        /// The list.
        list: &'static str,
        /// The key; the place from 1 where the list has no keys.
        key: String,
        /// The language's tag.
        language: &'static str,
    },
    /// A text that no field would take.
    #[error("{list}: `{key}` in {language} {fault}")]
    Text {
        /// The list.
        list: &'static str,
        /// The key; the place from 1 where the list has no keys.
        key: String,
        /// The language's tag.
        language: &'static str,
        /// What is wrong with it.
        fault: TextFault,
    },
    /// Two entries of a list with one name: a table that comes back could mean either.
    #[error("{list}: `{key}` is called {name} in {language}, and so is `{other}`")]
    SameName {
        /// The list.
        list: &'static str,
        /// The key of the later one.
        key: String,
        /// Its name.
        name: String,
        /// The language's tag.
        language: &'static str,
        /// The key of the earlier one.
        other: String,
    },
    /// Minutes that no office could set.
    #[error("burden: `{key}` is {found} minutes; they are from 0 to {most}")]
    Minutes {
        /// The kind of request, or the tier and the span of time.
        key: String,
        /// The most.
        most: i32,
        /// How many it has.
        found: i32,
    },
    /// A budget that a month has less of than a week.
    #[error("burden.budget: `{tier}` has fewer minutes in a month than in a week")]
    MonthBelowWeek {
        /// The tier.
        tier: String,
    },
    /// Words that ask for two different answers.
    #[error("known.words: `{word}` asks for what stands at {other} already")]
    TwoPlaces {
        /// The words.
        word: String,
        /// The other place.
        other: String,
    },
    /// A report that could not be made.
    #[error("report: {language}: {fault}")]
    Report {
        /// The language's tag.
        language: &'static str,
        /// What is wrong with it.
        fault: ReportFault,
    },
    /// The standard is not sound.
    #[error("{0}")]
    Standard(StandardFault),
    /// A layout in which no paper could be set.
    #[error("the layout `{layout}` {fault}")]
    Layout {
        /// Its name.
        layout: String,
        /// What is wrong with it.
        fault: LayoutFault,
    },
    /// A word of the domain that can't be said so.
    #[error("the term `{key}` {fault}")]
    Term {
        /// The term.
        key: String,
        /// What is wrong with it.
        fault: TermFault,
    },
}

impl PackFaultKind {
    /// What a person is told.
    pub fn message(&self) -> Message {
        match self {
            Self::Shape(why) => Message::new("error-pack-shape").with("why", why.as_str()),
            Self::Missing => Message::new("error-pack-missing"),
            Self::Unknown => Message::new("error-pack-unknown"),
            Self::NoText => Message::new("error-pack-no-text"),
            Self::TooLarge(most) => Message::new("error-pack-too-large").with("most", *most),
            Self::Key { list, key, fault } => {
                Message::new(fault.message()).with("key", key.as_str()).with("list", *list)
            }
            Self::Count { list, least, most, found } => Message::new("error-pack-count")
                .with("list", *list)
                .with("least", *least)
                .with("most", *most)
                .with("found", *found),
            Self::Lowest { most, found } => {
                Message::new("error-pack-lowest").with("most", *most).with("found", *found)
            }
            Self::Blank { list, key, language } => Message::new("error-pack-blank")
                .with("list", *list)
                .with("key", key.as_str())
                .with("language", *language),
            Self::Text { list, key, language, fault } => fault.message(list, key, language),
            Self::SameName { list, key, name, language, other } => Message::new("error-pack-same-name")
                .with("list", *list)
                .with("key", key.as_str())
                .with("name", name.as_str())
                .with("language", *language)
                .with("other", other.as_str()),
            Self::Minutes { key, most, found } => Message::new("error-pack-minutes")
                .with("key", key.as_str())
                .with("most", i64::from(*most))
                .with("found", i64::from(*found)),
            Self::MonthBelowWeek { tier } => Message::new("error-pack-month").with("key", tier.as_str()),
            Self::TwoPlaces { word, other } => {
                Message::new("error-pack-two-places").with("key", word.as_str()).with("other", other.as_str())
            }
            Self::Report { language, fault } => fault.message().with("language", *language),
            Self::Standard(fault) => Message::new("error-pack-standard").with("why", fault.to_string()),
            Self::Layout { layout, fault } => fault.message(layout),
            Self::Term { key, fault } => fault.message(key),
        }
    }
}

/// All that is wrong with a pack, a line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFaults(pub Vec<PackFault>);

impl std::error::Error for PackFaults {}

impl std::fmt::Display for PackFaults {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, fault) in self.0.iter().enumerate() {
            if place > 0 {
                writeln!(f)?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}
