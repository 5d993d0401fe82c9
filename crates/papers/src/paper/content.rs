//! What a paper says, in its customary order and without any look: the one source of its PDF and its DOCX.

use super::called::Title;

/// The language of a paper; it decides the forms of characters and the rules of its line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// Simplified Chinese.
    Hans,
    /// Traditional Chinese.
    Hant,
    /// English and others with words between blanks.
    Latin,
}

impl Tongue {
    /// True for languages that are set on the grid, character by character.
    pub const fn is_chinese(self) -> bool {
        !matches!(self, Self::Latin)
    }

    /// The tag of the language (BCP 47), as files carry it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Hans => "zh-Hans",
            Self::Hant => "zh-Hant",
            Self::Latin => "en",
        }
    }
}

/// A stretch of words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The words.
    pub words: String,
    /// The record that they lead to, as a whole address.
    pub href: Option<String>,
    /// A name or number that no line end may break.
    pub whole: bool,
}

/// Words of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(pub Vec<Run>);

impl Words {
    /// Adds plain words.
    #[must_use]
    pub fn then(mut self, words: impl Into<String>) -> Self {
        self.0.push(Run { words: words.into(), ..Run::default() });
        self
    }

    /// Adds words that lead to a record.
    #[must_use]
    pub fn then_link(mut self, words: impl Into<String>, href: impl Into<String>) -> Self {
        self.0.push(Run { words: words.into(), href: Some(href.into()), whole: false });
        self
    }

    /// Adds a name or number that is not broken.
    #[must_use]
    pub fn then_whole(mut self, words: impl Into<String>) -> Self {
        self.0.push(Run { words: words.into(), href: None, whole: true });
        self
    }

    /// The words alone.
    pub fn text(&self) -> String {
        self.0.iter().map(|run| run.words.as_str()).collect()
    }

    /// True without words.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|run| run.words.trim().is_empty())
    }
}

impl<T: Into<String>> From<T> for Words {
    fn from(words: T) -> Self {
        Self::default().then(words)
    }
}

/// How deep a heading stands: 一、 · （一） · 1. · （1）.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 一、
    First,
    /// （一）
    Second,
    /// 1.
    Third,
    /// （1）
    Fourth,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// True for numbers: they stand at the right.
    pub numeric: bool,
}

/// A table; its heads are repeated on every page that it reaches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// What its rows are; blank for none.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<Words>>,
}

/// A row of a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormRow {
    /// What it is.
    pub name: String,
    /// What was said.
    pub said: Words,
    /// Lines left free below it, to be written on.
    pub free: usize,
    /// What stands at its foot, at the right: who signs there, and the day; none where nobody does.
    pub foot: Option<String>,
}

impl FormRow {
    /// A row in which something was said.
    pub fn said(name: impl Into<String>, said: impl Into<Words>) -> Self {
        Self { name: name.into(), said: said.into(), ..Self::default() }
    }

    /// A row in which somebody signs, below what was said.
    pub fn signed(name: impl Into<String>, said: impl Into<Words>, foot: impl Into<String>) -> Self {
        Self { name: name.into(), said: said.into(), free: 2, foot: Some(foot.into()) }
    }
}

/// A part of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading, numbered by its level.
    Heading(Level, Words),
    /// A paragraph.
    Paragraph(Words),
    /// A paragraph numbered as the given level is, within what stands above.
    Item(Level, Words),
    /// A short fact: what it is, then what it says.
    Fact(String, Words),
    /// Words that stand apart, as a reply does.
    Aside(Words),
    /// A table.
    Table(Grid),
    /// A form.
    Form(Vec<FormRow>),
}

/// The head of an official paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Masthead {
    /// Who issues it, in red; blank for none.
    pub issuer: String,
    /// Its number, or what stands in its place.
    pub number: String,
    /// What stands above the head at its left: copy number, secrecy, urgency; each in a line.
    pub marks: Vec<String>,
}

/// Who signs, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The bodies, the leading one first.
    pub signers: Vec<String>,
    /// The day in words.
    pub day: String,
    /// True if a seal is set on it: its place is kept free.
    pub sealed: bool,
}

/// What is sent with it: on pages of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// Its title.
    pub title: String,
    /// What it says.
    pub body: Vec<Block>,
}

/// The imprint at the foot of the last page (版记).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imprint {
    /// Who else gets it, with its label; blank for none.
    pub copies: String,
    /// The office that sends it out.
    pub office: String,
    /// When, in words.
    pub day: String,
}

/// The few words that a paper needs beside its content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labels {
    /// 附件.
    pub annex: String,
    /// What a draft says at the head of every page; blank for a paper that is no draft.
    pub draft: String,
    /// The program that wrote it.
    pub program: String,
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Which record it is of, in words: what a refusal names.
    pub record: String,
    /// Its language.
    pub tongue: Tongue,
    /// The day of its making: year, month, day.
    pub day: (u16, u8, u8),
    /// Few words that go with it.
    pub labels: Labels,
    /// The head; none for a plain letter or a list.
    pub masthead: Option<Masthead>,
    /// Its title.
    pub title: Title,
    /// A line beneath the title; blank for none.
    pub subtitle: String,
    /// Whom it goes to; blank for none.
    pub recipients: String,
    /// What it says.
    pub body: Vec<Block>,
    /// Who signs.
    pub signature: Option<Signature>,
    /// A note in brackets below; blank for none.
    pub note: String,
    /// On what it stands, a line each, in small below the note.
    pub standing: Vec<Words>,
    /// What is sent with it.
    pub annexes: Vec<Annex>,
    /// The imprint.
    pub imprint: Option<Imprint>,
    /// Papers of the same layout that go behind it, each from a new page on; their imprints are left out.
    pub behind: Vec<Self>,
}

impl Paper {
    /// A paper with nothing but a title; without words for one it is called as its record.
    pub fn new(
        record: impl Into<String>,
        tongue: Tongue,
        day: (u16, u8, u8),
        title: impl Into<String>,
    ) -> Self {
        let record = record.into();
        Self {
            title: Title::of(title, &record),
            record,
            tongue,
            day,
            labels: Labels::default(),
            masthead: None,
            subtitle: String::new(),
            recipients: String::new(),
            body: Vec::new(),
            signature: None,
            note: String::new(),
            standing: Vec::new(),
            annexes: Vec::new(),
            imprint: None,
            behind: Vec::new(),
        }
    }
}
