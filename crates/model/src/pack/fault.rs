//! What is wrong with a pack: the file, the line, and why.

use crate::{message::Message, programmes::standard::StandardFault};

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
    /// The standard is not sound.
    #[error("{0}")]
    Standard(StandardFault),
    /// A word of the domain that can't be said so.
    #[error("the term `{key}` {fault}")]
    Term {
        /// The term.
        key: String,
        /// What is wrong with it.
        fault: TermFault,
    },
}

/// What can be wrong with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// It is no key.
    #[error("is no key (small letters, digits and hyphens)")]
    NoKey,
    /// It stands twice.
    #[error("stands twice")]
    Twice,
    /// It names no tier.
    #[error("is no tier")]
    NoTier,
    /// It names no class.
    #[error("is no class")]
    NoClass,
    /// A class has a tier's key and stands at another tier.
    #[error("is a tier's and must stand at that tier")]
    OfTier,
    /// A tier has no class of its own.
    #[error("has no class of the same key")]
    NoOwnClass,
}

/// What can be wrong with a term.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermFault {
    /// There is no such term.
    #[error("is not known")]
    Unknown,
    /// It is set for a language that there is not.
    #[error("is set for `{0}`, which is none of zh-Hans, zh-Hant and en")]
    Language(String),
    /// A form that the language needs is missing.
    #[error("needs the form `{0}`")]
    NoForm(&'static str),
    /// A form is blank.
    #[error("has no text ({0})")]
    Blank(&'static str),
    /// A form holds signs that steer pages, files or mails.
    #[error(
        "can't hold line breaks, braces, angle brackets, signs that are not seen or blanks around it ({0})"
    )]
    Signs(&'static str),
    /// A form is too long.
    #[error("has more than {1} signs ({0})")]
    Long(&'static str, usize),
}

impl TermFault {
    /// What a person is told of it.
    fn message(&self) -> Message {
        match self {
            Self::Unknown => Message::new("error-pack-term-unknown"),
            Self::Language(tag) => Message::new("error-pack-term-language").with("language", tag.as_str()),
            Self::NoForm(form) => Message::new("error-pack-term-form").with("form", *form),
            Self::Blank(form) => Message::new("error-pack-term-blank").with("form", *form),
            Self::Signs(form) => Message::new("error-pack-term-signs").with("form", *form),
            Self::Long(form, most) => {
                Message::new("error-pack-term-long").with("form", *form).with("most", *most)
            }
        }
    }
}

impl KeyFault {
    /// Its word in `locales/`.
    fn message(self) -> &'static str {
        match self {
            Self::NoKey => "error-pack-no-key",
            Self::Twice => "error-pack-twice",
            Self::NoTier => "error-pack-no-tier",
            Self::NoClass => "error-pack-no-class",
            Self::OfTier => "error-pack-of-tier",
            Self::NoOwnClass => "error-pack-no-own-class",
        }
    }
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
            Self::Standard(fault) => Message::new("error-pack-standard").with("why", fault.to_string()),
            Self::Term { key, fault } => fault.message().with("key", key.as_str()),
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
