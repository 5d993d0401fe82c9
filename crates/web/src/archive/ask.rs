//! Pages asked without a network, by somebody, of a day: the same handlers, the same words.

use crate::{
    api,
    frame::{
        call::Call,
        fields::{Fields, Query},
        reply::{Fault, Outcome, Reply},
        route::{Route, Verb, parts_of},
        speech::speaking,
        state::State,
    },
    pages,
};
use earnest_app::{AppError, Context, units::register_load::Loaded};
use earnest_i18n::{Lang, Tr};
use earnest_model::{Date, Timestamp, actor::Actor, message::Message};
use earnest_papers::{Layout, Paper};
use std::cell::{Cell, RefCell};

/// Whoever asks, in which language, and at which moment.
#[derive(Clone)]
pub(crate) struct Reader<'s> {
    pub(crate) state: &'s State,
    pub(crate) known: &'s Loaded,
    pub(crate) actor: Actor,
    pub(crate) lang: Lang,
    pub(crate) now: Timestamp,
    pub(crate) today: Date,
    /// Where papers are gathered instead of being written.
    pub(crate) gathers: Option<&'s RefCell<Vec<(Paper, Layout)>>>,
}

impl<'s> Reader<'s> {
    /// Whoever runs the program, now, in the register's language.
    pub(crate) fn operator(state: &'s State, known: &'s Loaded) -> Self {
        let now = (state.clock)();
        let lang = Lang::parse(known.organisation.language).unwrap_or_default();
        Self {
            state,
            known,
            actor: state.operator.clone(),
            lang,
            now,
            today: state.today_at(now),
            gathers: None,
        }
    }

    /// Whoever asked for a page, in the register's language.
    pub(crate) fn of(call: &'s Call<'_>) -> Self {
        let lang = Lang::parse(call.known.organisation.language).unwrap_or_default();
        let actor = call.actor.clone();
        Self {
            state: call.state,
            known: call.known,
            actor,
            lang,
            now: call.now,
            today: call.today,
            gathers: None,
        }
    }

    /// What use cases are given.
    pub(crate) fn context(&self) -> Context<'_> {
        Context {
            store: &self.state.store,
            actor: &self.actor,
            now: self.now,
            today: self.today,
            seen: None,
            sending: None,
            stood: None,
        }
    }

    /// The words of the language.
    pub(super) fn tr(&self) -> Tr {
        speaking(self.known, self.lang)
    }

    /// The words of a message.
    pub(crate) fn words(&self, message: &Message) -> String {
        self.with(Place::nowhere(), |call| call.words(message))
    }

    /// What the page at an address of our own answers.
    pub(crate) fn ask(&self, address: &str) -> Outcome {
        let place = Place::of(address).ok_or(AppError::NotFound)?;
        let handler = place.handler.ok_or(AppError::NotFound)?;
        self.with(place, |call| {
            let answered = handler(call)?;
            call.asked_for_all()?;
            Ok(answered)
        })
    }

    /// The file, or the answer of the API, that is to be had at an address of our own.
    pub(super) fn file(&self, address: &str) -> Result<Vec<u8>, Fault> {
        match self.ask(address)? {
            Reply::File { bytes, .. } => Ok(bytes),
            Reply::Json(_, _, text) => Ok((text + "\n").into_bytes()),
            _ => Err(AppError::NotFound.into()),
        }
    }

    /// Does something with a call as such a request makes it.
    pub(crate) fn with<T>(&self, place: Place, act: impl FnOnce(&Call<'_>) -> T) -> T {
        let (form, told, kept) = (Fields::default(), RefCell::default(), Cell::default());
        act(&Call {
            state: self.state,
            known: self.known,
            actor: &self.actor,
            csrf: "",
            tr: self.tr(),
            lang: self.lang,
            now: self.now,
            today: self.today,
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
            stood: None,
            told: &told,
            kept: &kept,
            files: &[],
            gathers: self.gathers,
        })
    }
}

/// A page and what is asked of it.
pub(crate) struct Place {
    handler: Option<fn(&Call<'_>) -> Outcome>,
    path: String,
    parts: Vec<(String, String)>,
    query: Query,
}

impl Place {
    /// No page at all.
    pub(crate) fn nowhere() -> Self {
        Self { handler: None, path: String::new(), parts: Vec::new(), query: Query::parse(b"") }
    }

    fn of(address: &str) -> Option<Self> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let query = Query::parse(query.as_bytes());
        let routes = pages::ROUTES.iter().copied().chain([api::ROUTES]).flatten();
        let alike = routes.filter(|route| route.method == Verb::Get);
        let fitting = alike.filter_map(|route: &Route| Some((route.handler, parts_of(route.path, path)?)));
        // Words of a route go before open parts.
        let (handler, parts) = fitting.min_by_key(|(_, parts)| parts.len())?;
        Some(Self { handler: Some(handler), path: path.to_owned(), parts, query })
    }
}
