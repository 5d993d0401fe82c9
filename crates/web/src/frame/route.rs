//! What a route declares: its path, what it needs, whether it brings files, and what answers.

use crate::frame::{call::Call, reply::Outcome};
use axum::http::Method;
use earnest_model::permit::ActionKind;

/// What a route needs before its handler is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing: anyone may come.
    Public,
    /// A session.
    SignedIn,
    /// A session whose account may do this somewhere; the use case decides where.
    May(ActionKind),
}

/// A route.
#[derive(Clone, Copy)]
pub struct Route {
    /// GET or POST.
    pub method: Verb,
    /// The path with its `{parts}`.
    pub path: &'static str,
    /// What it needs.
    pub need: Need,
    /// Whether its form may bring files.
    pub files: bool,
    /// What answers.
    pub handler: fn(&Call<'_>) -> Outcome,
}

/// The methods that pages use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Reads.
    Get,
    /// Changes.
    Post,
}

impl Verb {
    /// The method of HTTP.
    pub fn http(self) -> Method {
        match self {
            Self::Get => Method::GET,
            Self::Post => Method::POST,
        }
    }
}

/// A page that is read.
pub const fn get(path: &'static str, need: Need, handler: fn(&Call<'_>) -> Outcome) -> Route {
    Route { method: Verb::Get, path, need, files: false, handler }
}

/// A form that is sent.
pub const fn post(path: &'static str, need: Need, handler: fn(&Call<'_>) -> Outcome) -> Route {
    Route { method: Verb::Post, path, need, files: false, handler }
}

/// A form that is sent and may bring files: with `multipart/form-data`, or as any other form without them.
pub const fn upload(path: &'static str, need: Need, handler: fn(&Call<'_>) -> Outcome) -> Route {
    Route { method: Verb::Post, path, need, files: true, handler }
}
