//! Papers for whoever runs the program: the same handlers as the pages', asked without a network.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        fields::Fields,
        reply::{Fault, Reply},
        speech::speaking,
        state::State,
    },
    places,
};
use earnest_app::AppError;
use earnest_i18n::Lang;
use std::cell::{Cell, RefCell};

/// A kind of paper, and the page whose paper it is.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its name on a command line.
    pub name: &'static str,
    /// The address before the record's key.
    pub page: &'static str,
}

const fn kind(name: &'static str, page: &'static str) -> Kind {
    Kind { name, page }
}

/// Every kind.
pub const KINDS: [Kind; 8] = [
    kind("circular", "/circulars/"),
    kind("circular-draft", "/circulars/drafts/"),
    kind("draw", "/draws/"),
    kind("measure", "/measures/"),
    kind("minutes", "/seminars/"),
    kind("plan", "/plans/"),
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
    let page = KINDS.iter().find(|kind| kind.name == wanted.kind).map_or("/", |kind| kind.page);
    let mut address = format!("{page}{}", wanted.id).asking("as", wanted.form.key());
    if let Some(layout) = wanted.layout {
        address = address.asking("layout", layout);
    }
    let place = places::place(&address).ok_or_else(|| format!("no such record: {}", wanted.id))?;
    let now = (state.clock)();
    let (form, told) = (Fields::default(), RefCell::default());
    let known = state.known.last();
    let call = Call {
        state,
        known: &known,
        actor: &state.operator,
        csrf: "",
        tr: speaking(&known, wanted.lang),
        lang: wanted.lang,
        now,
        today: state.today_at(now),
        path: &place.path,
        client: "",
        host: "",
        device: None,
        post: None,
        token: None,
        parts: &place.parts,
        query: &place.query,
        form: &form,
        grown: &crate::frame::fields::NONE,
        draft: None,
        seen: None,
        last_act: 0,
        filling: None,
        sending: None,
        told: &told,
        kept: &Cell::default(),
        files: &[],
    };
    match (place.route.handler)(&call) {
        Ok(Reply::File { bytes, .. }) => Ok(bytes),
        Ok(_) => Err(format!("this record has no paper: {}", wanted.id)),
        Err(Fault::App(AppError::Refused(message))) => Err(call.words(&message)),
        Err(Fault::App(AppError::NotFound)) => Err(format!("no such record: {}", wanted.id)),
        Err(fault) => Err(fault.to_string()),
    }
}
