//! What is kept for years, whole without this program: the file of a round, and the bundle of a published circular. Their papers
//! and lists are those of the pages.

mod ask;
mod bundle;
mod index;
mod members;
mod round;

pub(crate) use ask::{Place, Reader};

use crate::frame::{
    reply::Fault,
    route::{Need, Route, get},
    state::State,
};
use earnest_app::{AppError, StoreError};
use earnest_model::{
    id::{CircularId, RoundId},
    permit::ActionKind,
};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/rounds/{id}/file.zip", Need::May(ActionKind::ReadRoundFile), round::file),
    get("/circulars/{id}/bundle.zip", Need::Public, bundle::file),
];

/// Of what an archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A round that is closed.
    Round(RoundId),
    /// A version of a circular.
    Circular(CircularId),
}

/// An archive for whoever runs the program.
///
/// # Errors
/// There is no such record, nothing is kept of it yet, or a paper of it can't be set; in words.
pub fn archive(state: &State, wanted: Wanted) -> Result<Vec<u8>, String> {
    let known = state.known.last();
    let reader = Reader::operator(state, &known);
    let made = state.store.at_once(|| match wanted {
        Wanted::Round(id) => round::archive(&reader, id),
        Wanted::Circular(id) => bundle::archive(&reader, id),
    });
    made.map_err(|fault| match fault {
        Fault::App(AppError::Refused(message)) => reader.words(&message),
        Fault::App(AppError::NotFound | AppError::Denied(_) | AppError::Store(StoreError::NotFound)) => {
            "there is no such record".to_owned()
        }
        other => other.to_string(),
    })
}
