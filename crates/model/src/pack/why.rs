//! Why a key, a text, a term or a report of a pack can't be.

use crate::message::{Argument, Message};

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
    /// It names no kind of request.
    #[error("is no kind of request")]
    NoRequest,
    /// It names no page at which an answer stands.
    #[error("is no page of the program at which answers stand")]
    NoPage,
    /// Nobody can ask so: it has neither letters nor digits.
    #[error("has neither letters nor digits")]
    NoWord,
    /// It names no kind of paper.
    #[error("is no kind of paper")]
    NoPaper,
    /// It names no layout.
    #[error("is no layout")]
    NoLayout,
}

/// What can be wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// It is too long.
    #[error("has more than {0} signs")]
    Long(i64),
    /// It holds a sign that no text of its kind has.
    #[error("can't hold the sign {0}")]
    Sign(String),
}

impl TextFault {
    /// What a field says of a text; nothing where it says that there is none.
    pub(super) fn of(message: &Message) -> Option<Self> {
        let found = |wanted: &str| message.arguments.iter().find(|(name, _)| *name == wanted);
        match (found("limit"), found("sign")) {
            (Some((_, Argument::Count(limit))), _) => Some(Self::Long(*limit)),
            (_, Some((_, Argument::Text(sign)))) => Some(Self::Sign(sign.clone())),
            _ => None,
        }
    }

    /// What a person is told of it: of the entry `key` of a list, in a language.
    pub(super) fn message(&self, list: &str, key: &str, language: &str) -> Message {
        let message = match self {
            Self::Long(most) => Message::new("error-pack-text-long").with("most", *most),
            Self::Sign(sign) => Message::new("error-pack-text-sign").with("sign", sign.as_str()),
        };
        message.with("list", list).with("key", key).with("language", language)
    }
}

/// What can be wrong with the template of a pack's report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportFault {
    /// There is no such figure.
    #[error("there is no figure `{0}`")]
    Figure(String),
    /// The figure can't be asked so.
    #[error("the figure can't be asked `{0}`")]
    Option(String),
    /// These do not add.
    #[error("these do not add: {0}")]
    Sum(String),
    /// A figure that has no end.
    #[error("`{{{{` has no `}}}}` after it")]
    Open,
    /// It says nothing.
    #[error("it has no text")]
    Empty,
    /// It says too much.
    #[error("it has more than {0} signs")]
    Long(i64),
    /// It names a unit or a programme of a register.
    #[error(
        "a pack can't name `{0}`: which units and programmes there are differs from register to register"
    )]
    Elsewhere(String),
    /// It names a class that the pack has not.
    #[error("`{0}` is no class")]
    Class(String),
}

impl ReportFault {
    /// What the reading of a template tells.
    pub(super) fn of(message: &Message) -> Self {
        let argument = |wanted: &str| message.arguments.iter().find(|(name, _)| *name == wanted);
        let text = match argument("text") {
            Some((_, Argument::Text(text))) => text.clone(),
            _ => String::new(),
        };
        match (message.key, argument("most")) {
            ("error-report-option", _) => Self::Option(text),
            ("error-report-sum", _) => Self::Sum(text),
            ("error-report-open", _) => Self::Open,
            ("error-report-empty", _) => Self::Empty,
            (_, Some((_, Argument::Count(most)))) => Self::Long(*most),
            _ => Self::Figure(text),
        }
    }

    pub(super) fn message(&self) -> Message {
        match self {
            Self::Figure(text) => Message::new("error-pack-report-figure").with("text", text.as_str()),
            Self::Option(text) => Message::new("error-pack-report-option").with("text", text.as_str()),
            Self::Sum(text) => Message::new("error-pack-report-sum").with("text", text.as_str()),
            Self::Open => Message::new("error-pack-report-open"),
            Self::Empty => Message::new("error-pack-report-empty"),
            Self::Long(most) => Message::new("error-pack-report-long").with("most", *most),
            Self::Elsewhere(text) => Message::new("error-pack-report-elsewhere").with("text", text.as_str()),
            Self::Class(class) => Message::new("error-pack-report-class").with("text", class.as_str()),
        }
    }
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
    /// A form begins with an article, which sentences put before it by themselves.
    #[error("begins with an article, which sentences have already ({0})")]
    Article(&'static str),
    /// The form with the article is not the term with one.
    #[error("needs `a` or `an` and then the term itself as the form `a`")]
    NoArticle,
    /// Another term is called so, in the same list or in the same language.
    #[error("is called `{word}` in {language}, and so is {other}")]
    Same {
        /// What it is called.
        word: String,
        /// The language's tag.
        language: &'static str,
        /// What else is called so: another term, or a word that sentences have.
        other: String,
    },
}

impl TermFault {
    /// What a person is told of it: of the term `key`.
    pub(super) fn message(&self, key: &str) -> Message {
        let message = match self {
            Self::Unknown => Message::new("error-pack-term-unknown"),
            Self::Language(tag) => Message::new("error-pack-term-language").with("language", tag.as_str()),
            Self::NoForm(form) => Message::new("error-pack-term-form").with("form", *form),
            Self::Blank(form) => Message::new("error-pack-term-blank").with("form", *form),
            Self::Signs(form) => Message::new("error-pack-term-signs").with("form", *form),
            Self::Long(form, most) => {
                Message::new("error-pack-term-long").with("form", *form).with("most", *most)
            }
            Self::Article(form) => Message::new("error-pack-term-article").with("form", *form),
            Self::NoArticle => Message::new("error-pack-term-no-article"),
            Self::Same { word, language, other } => Message::new("error-pack-term-same")
                .with("word", word.as_str())
                .with("language", *language)
                .with("other", other.as_str()),
        };
        message.with("key", key)
    }
}

impl KeyFault {
    /// Its word in `locales/`.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::NoKey => "error-pack-no-key",
            Self::Twice => "error-pack-twice",
            Self::NoTier => "error-pack-no-tier",
            Self::NoClass => "error-pack-no-class",
            Self::OfTier => "error-pack-of-tier",
            Self::NoOwnClass => "error-pack-no-own-class",
            Self::NoRequest => "error-pack-no-request",
            Self::NoPage => "error-pack-no-page",
            Self::NoWord => "error-pack-no-word",
            Self::NoPaper => "error-pack-no-paper",
            Self::NoLayout => "error-pack-no-layout",
        }
    }
}
