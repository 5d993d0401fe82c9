//! Papers for whoever runs the program: the same handlers as the pages', asked without a network.

use crate::{
    archive::{Place, Reader},
    frame::{
        address::Asking,
        reply::{Fault, Reply},
        state::State,
    },
};
use earnest_app::{AppError, LedgerFilter, ledger::ledger_show::show_ledger};
use earnest_i18n::Lang;
use earnest_model::id::RoundId;
use earnest_papers::packed;
use std::cell::RefCell;

/// A kind of paper, and the page whose paper it is.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its name on a command line.
    pub name: &'static str,
    /// The address before the record's key; where the key is asked for, the address of the page.
    pub page: &'static str,
    /// The field of the address that asks for the record.
    by: Option<&'static str>,
}

const fn kind(name: &'static str, page: &'static str) -> Kind {
    Kind { name, page, by: None }
}

impl Kind {
    fn address(&self, id: &str) -> String {
        match self.by {
            Some(field) => self.page.to_owned().asking(field, id),
            None => format!("{}{id}", self.page),
        }
    }
}

/// Every kind.
pub const KINDS: [Kind; 11] = [
    kind("circular", "/circulars/"),
    kind("circular-draft", "/circulars/drafts/"),
    kind("draw", "/draws/"),
    kind("frozen-report", "/report/frozen/"),
    // Of whoever is sent to listen in.
    kind("invitation", "/observations/"),
    kind("measure", "/measures/"),
    kind("minutes", "/seminars/"),
    kind("plan", "/plans/"),
    // Of a unit, by its code: the latest of today.
    Kind { name: "report", page: "/report", by: Some("unit") },
    kind("standard", "/standards/"),
    kind("visit", "/visits/"),
];

/// As what a paper is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// To be read and kept.
    Pdf,
    /// To be edited.
    Docx,
}

impl Form {
    /// The form of a file's ending.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
            "docx" => Some(Self::Docx),
            _ => None,
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }
}

/// Which paper.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'w> {
    /// The name of its kind.
    pub kind: &'w str,
    /// The record's key.
    pub id: &'w str,
    /// As what.
    pub form: Form,
    /// In which language.
    pub lang: Lang,
    /// In which layout, by name; without one in the kind's own.
    pub layout: Option<&'w str>,
}

/// Writes a paper in the name of whoever runs the program.
///
/// # Errors
/// There is no such record, its use case refuses it, or it can't be set; in words.
pub fn print(state: &State, wanted: &Wanted<'_>) -> Result<Vec<u8>, String> {
    let known = state.known.last();
    let reader = Reader { lang: wanted.lang, ..Reader::operator(state, &known) };
    printed(&reader, wanted)
}

fn printed(reader: &Reader<'_>, wanted: &Wanted<'_>) -> Result<Vec<u8>, String> {
    match written(reader, wanted) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(format!("this record has no paper: {}", wanted.id)),
        Err(fault) => Err(told(reader, fault, wanted.id)),
    }
}

/// The paper as its page gives it to the reader; none of a page that has none.
fn written(reader: &Reader<'_>, wanted: &Wanted<'_>) -> Result<Option<Vec<u8>>, Fault> {
    let kind = KINDS.iter().find(|kind| kind.name == wanted.kind);
    let mut address = kind.map_or_else(String::new, |kind| kind.address(wanted.id));
    address = address.asking("as", wanted.form.key());
    if let Some(layout) = wanted.layout {
        address = address.asking("layout", layout);
    }
    match reader.ask(&address)? {
        Reply::File { bytes, .. } => Ok(Some(bytes)),
        _ => Ok(None),
    }
}

fn told(reader: &Reader<'_>, fault: Fault, id: &str) -> String {
    match fault {
        Fault::App(AppError::Refused(message)) => reader.words(&message),
        Fault::App(AppError::NotFound) => format!("no such record: {id}"),
        Fault::App(AppError::Form(errors)) => {
            errors.iter().map(|(_, message)| reader.words(message)).collect::<Vec<_>>().join(" ")
        }
        fault => fault.to_string(),
    }
}

/// Many papers of one kind at once: all as they were at one moment.
#[derive(Debug, Clone, Copy)]
pub struct Many<'w> {
    /// The name of their kind.
    pub kind: &'w str,
    /// The records' keys.
    pub ids: &'w [String],
    /// In which language.
    pub lang: Lang,
    /// In which layout, by name; without one in the kind's own.
    pub layout: Option<&'w str>,
}

impl Many<'_> {
    fn of<'i>(&'i self, id: &'i str, form: Form) -> Wanted<'i> {
        Wanted { kind: self.kind, id, form, lang: self.lang, layout: self.layout }
    }
}

/// Why many papers are not made: the key of the first that can't be, if it is one's fault, and why.
type Broken = (Option<String>, Fault);

/// Each as a file of its own for the reader, packed into one archive.
pub(crate) fn packed_for(reader: &Reader<'_>, many: &Many<'_>) -> Result<Vec<u8>, Broken> {
    let file = |id: &String| match written(reader, &many.of(id, Form::Pdf)) {
        Ok(Some(bytes)) => Ok((format!("{}-{id}.pdf", many.kind), bytes)),
        Ok(None) => Err((Some(id.clone()), AppError::NotFound.into())),
        Err(fault) => Err((Some(id.clone()), fault)),
    };
    let files = many.ids.iter().map(file).collect::<Result<Vec<_>, Broken>>()?;
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    packed(&files).map_err(|fault| {
        tracing::error!(%fault, "papers can't be packed");
        (None, AppError::refused("error-file").into())
    })
}

/// All of them for the reader as one paper, each from a new page on.
pub(crate) fn joined_for(reader: &Reader<'_>, many: &Many<'_>) -> Result<Vec<u8>, Broken> {
    let gathered = RefCell::default();
    let gathering = Reader { gathers: Some(&gathered), ..reader.clone() };
    for id in many.ids {
        match written(&gathering, &many.of(id, Form::Pdf)) {
            Ok(Some(_)) => {}
            Ok(None) => return Err((Some(id.clone()), AppError::NotFound.into())),
            Err(fault) => return Err((Some(id.clone()), fault)),
        }
    }
    gathering.with(Place::nowhere(), |call| call.joined(gathered.take())).map_err(|fault| (None, fault))
}

fn told_of(reader: &Reader<'_>, many: &Many<'_>, (id, fault): Broken) -> String {
    told(reader, fault, &id.unwrap_or_else(|| many.ids.join(" ")))
}

/// Writes each as a file of its own, packed into one archive.
///
/// # Errors
/// As [`print`], for the first that can't be written: a part of what was asked for is nothing.
pub fn print_packed(state: &State, many: &Many<'_>) -> Result<Vec<u8>, String> {
    let known = state.known.last();
    let reader = Reader { lang: many.lang, ..Reader::operator(state, &known) };
    let made = state.store.at_once(|| packed_for(&reader, many));
    made.map_err(|broken| told_of(&reader, many, broken))
}

/// Writes all of them as one paper, each from a new page on.
///
/// # Errors
/// As [`print`], for the first that can't be read, or if the whole can't be set.
pub fn print_joined(state: &State, many: &Many<'_>) -> Result<Vec<u8>, String> {
    let known = state.known.last();
    let reader = Reader { lang: many.lang, ..Reader::operator(state, &known) };
    let made = state.store.at_once(|| joined_for(&reader, many));
    made.map_err(|broken| told_of(&reader, many, broken))
}

/// The keys of the measures of a unit and those beneath it, of one round if one is named.
///
/// # Errors
/// There is no such unit or round; in words.
pub fn measures_of(state: &State, unit: &str, round: Option<RoundId>) -> Result<Vec<String>, String> {
    let known = state.known.last();
    let reader = Reader::operator(state, &known);
    let filter = LedgerFilter { round, limit: MOST, ..LedgerFilter::default() };
    let found = show_ledger(&reader.context(), Some(unit), filter)
        .map_err(|fault| told(&reader, fault.into(), unit))?;
    if found.next.is_some() {
        return Err(format!("more than {MOST} measures; name a unit beneath, or a round"));
    }
    Ok(found.lines.iter().map(|line| line.measure.id.to_string()).collect())
}

/// The most papers of one act.
pub const MOST: i64 = 10_000;
