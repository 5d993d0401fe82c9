//! What a handler answers.

use crate::edge::Unread;
use askama::Template;
use axum::http::StatusCode;
use earnest_app::AppError;
use earnest_model::message::FieldErrors;

/// What a handler answers.
pub enum Reply {
    /// A page.
    Page(StatusCode, String),
    /// An answer of the API: its media type and text.
    Json(StatusCode, &'static str, String),
    /// Another place; after a POST always this.
    See(String),
    /// A file to keep.
    File {
        /// Media type.
        media: &'static str,
        /// Name under which it is kept.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Pages of ours as whoever asks reads them, gathered into one answer for a script: what is said of them all, and of each its
    /// address and what is said of it. One that can't be read is left out.
    Gathered {
        /// What is said of all of them; they stand in it as `items`.
        about: serde_json::Map<String, serde_json::Value>,
        /// Of each its address, and what is said of it.
        pages: Vec<(String, serde_json::Map<String, serde_json::Value>)>,
    },
    /// JSON for a script of ours.
    Data(StatusCode, serde_json::Value),
    /// Another place, with cookies set.
    SeeWithCookies(String, Vec<String>),
    /// Another place after the end of a session: the browser forgets what it kept of it.
    Left(String, Vec<String>),
}

/// The end of a handler.
pub type Outcome = Result<Reply, Fault>;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A use case refused or failed.
    #[error(transparent)]
    App(#[from] AppError),
    /// A template failed.
    #[error("a template failed: {0}")]
    Template(#[from] askama::Error),
    /// The form was not sent from our own page.
    #[error("the form carries no valid token")]
    Forged,
    /// Nobody is signed in, and the question comes from a program.
    #[error("nobody is signed in")]
    NoSession,
    /// The request was not read, or not begun with.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// The form is none of the present session, and nobody knows whose it is.
    #[error("the form is of another session")]
    OtherSession,
    /// The form is larger than a form may be.
    #[error("the form is too large")]
    TooLarge,
    /// The form can't be read.
    #[error("the form can't be read")]
    Unreadable,
    /// Nothing is done at this address in this way.
    #[error("nothing answers this method here")]
    NoSuchWay,
    /// A handler broke off.
    #[error("a handler broke off")]
    BrokenOff,
    /// The same form is being answered at this moment: whether it is taken is not known yet.
    #[error("the form is being answered")]
    UnderWay,
    /// The form was taken then, and its answer got lost.
    #[error("the form was taken already")]
    Taken(String),
    /// Whoever holds several posts has chosen none under which to write.
    #[error("no post is chosen")]
    NoPost,
}

impl From<earnest_app::StoreError> for Fault {
    fn from(fault: earnest_app::StoreError) -> Self {
        Self::App(fault.into())
    }
}

/// A page made from its template.
pub fn page(template: &impl Template) -> Outcome {
    Ok(Reply::Page(StatusCode::OK, template.render()?))
}

/// A form that goes back with its faults.
pub fn form_again(template: &impl Template) -> Outcome {
    Ok(Reply::Page(StatusCode::UNPROCESSABLE_ENTITY, template.render()?))
}

/// On to another place.
pub fn see(place: impl Into<String>) -> Outcome {
    Ok(Reply::See(place.into()))
}

/// Answers a form: with what follows once it is done, with the page again where something is wrong with it.
pub fn after_form<T>(
    end: Result<T, AppError>,
    done: impl FnOnce(T) -> Outcome,
    again: impl FnOnce(FieldErrors) -> Outcome,
) -> Outcome {
    match end {
        Ok(made) => done(made),
        Err(AppError::Form(errors)) => again(errors),
        Err(fault) => Err(fault.into()),
    }
}
