//! What a route declares: its path, what it needs, whether it brings files, and what answers.

use crate::frame::{call::Call, fields::Fields, reply::Outcome, weighed::Weigh};
use axum::http::Method;
use earnest_model::{
    Date,
    actor::Actor,
    permit::{ActionKind, may_somewhere},
};

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

impl Need {
    /// Whether an actor may come.
    pub fn serves(self, actor: &Actor, today: Date) -> bool {
        match self {
            Self::Public => true,
            Self::SignedIn => actor.account().is_some(),
            Self::May(kind) => may_somewhere(kind, actor, today),
        }
    }
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
    /// What its form is made from.
    pub made: Made,
    /// Whether its form may bring files.
    pub files: bool,
    /// Whether a sending of its form is one act, known by its token and its words: sent again it gets the answer of the
    /// first. What is never claimed may be sent as often as one likes, and is answered even where nothing can be noted.
    pub claimed: bool,
    /// What is shown before its act, if that can't be taken back.
    pub weigh: Option<Weigh>,
    /// Whether its act covers what stood on its page: it is done only while that stands there.
    pub words: bool,
    /// What answers.
    pub handler: fn(&Call<'_>) -> Outcome,
}

/// What a form is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// From what the register held when its page was made: what others wrote since is not written over. A form that does
    /// not say when that was is refused.
    Seen,
    /// From nothing: it makes something new, or concerns nobody but its writer.
    New,
    /// It carries a proof of its own of what was shown.
    Proof,
}

/// The methods that pages use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    Route {
        method: Verb::Get,
        path,
        need,
        made: Made::Seen,
        files: false,
        claimed: true,
        weigh: None,
        words: false,
        handler,
    }
}

/// A form that is sent.
pub const fn post(path: &'static str, need: Need, handler: fn(&Call<'_>) -> Outcome) -> Route {
    Route {
        method: Verb::Post,
        path,
        need,
        made: Made::Seen,
        files: false,
        claimed: true,
        weigh: None,
        words: false,
        handler,
    }
}

/// A form that is sent and may bring files: with `multipart/form-data`, or as any other form without them.
pub const fn upload(path: &'static str, need: Need, handler: fn(&Call<'_>) -> Outcome) -> Route {
    Route {
        method: Verb::Post,
        path,
        need,
        made: Made::Seen,
        files: true,
        claimed: true,
        weigh: None,
        words: false,
        handler,
    }
}

impl Route {
    /// Whether what it needs is a right to write.
    pub fn writes(&self) -> bool {
        matches!(self.need, Need::May(kind) if kind.writes())
    }

    /// The same, for a form that makes something new or concerns nobody but its writer.
    #[must_use]
    pub const fn anew(self) -> Self {
        Self { made: Made::New, ..self }
    }

    /// The same, for an act that can't be taken back: what follows from it is shown before it is done.
    #[must_use]
    pub const fn weighed(self, weigh: Weigh) -> Self {
        Self { weigh: Some(weigh), ..self }
    }

    /// The same, for an act that covers the words and numbers of its page.
    #[must_use]
    pub const fn as_read(self) -> Self {
        Self { words: true, ..self }
    }

    /// The same, for a form that is never claimed.
    #[must_use]
    pub const fn unclaimed(self) -> Self {
        Self { claimed: false, ..self }
    }

    /// The same, for a form that carries a proof of its own of what was shown.
    #[must_use]
    pub const fn proven(self) -> Self {
        Self { made: Made::Proof, ..self }
    }
}

/// The parts of a path, if it is one of a route's. Parts that are words of the route go before those that are open.
pub fn parts_of(pattern: &str, path: &str) -> Option<Vec<(String, String)>> {
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    let mut parts = Vec::new();
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(parts),
            (Some(wanted), Some(given)) => match open(wanted) {
                Some(name) if !given.is_empty() => parts.push((name.to_owned(), decoded(given))),
                None if wanted == given => {}
                _ => return None,
            },
            _ => return None,
        }
    }
}

/// The name of a part of a path that is open.
pub fn open(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

/// A part of a path as it is meant: `%E4%B8%9C` is one character, a plus a plus.
fn decoded(part: &str) -> String {
    let field = format!("x={}", part.replace('+', "%2B").replace('&', "%26"));
    Fields::parse(field.as_bytes()).get("x").to_owned()
}
