//! A request as it came in.

use crate::{
    asker::asker,
    edge::{self, Unread},
    frame::{
        any_form::any_form,
        fields::{Fields, Query},
        headers::{SESSION_COOKIE, cookie},
        reply::Fault,
        route::Route,
        state::State,
        upload::{self, Upload},
    },
};
use axum::{body::Body, http::HeaderMap};
use earnest_app::Halt;
use earnest_model::Timestamp;
use std::sync::Arc;

/// What came in, without its body.
pub struct Incoming {
    pub path: String,
    pub query: Query,
    pub parts: Vec<(String, String)>,
    pub headers: HeaderMap,
    pub form: Fields,
    pub files: Vec<Upload>,
    /// When it came: the one reading of the clock.
    pub now: Timestamp,
    /// Whether it is a form.
    pub posts: bool,
    /// The address of whoever asks; empty if the server was not told.
    pub client: String,
    /// What has its reading end, if it may be broken off.
    pub halt: Option<Arc<Halt>>,
    /// Whether its page is known to wait for what another program holds: then nothing is asked of the register for it, not even
    /// who it is that asks.
    pub held_up: bool,
    /// Whether it asks for a document that everybody may have.
    pub document: bool,
}

impl Incoming {
    /// Whether it holds what can be no text in the register.
    pub fn is_impossible(&self) -> bool {
        let fields = self.query.0.iter().chain(&self.form.0).chain(&self.parts);
        let mut texts = fields.flat_map(|(name, value)| [name, value]);
        texts.any(|text| text.contains(is_no_sign))
            || self.files.iter().any(|file| file.name.contains(is_no_sign))
    }
}

/// Whether a sign stands for nothing that anybody typed: bytes in another encoding come out as U+FFFD.
fn is_no_sign(sign: char) -> bool {
    sign == '\u{fffd}' || sign.is_control() && !matches!(sign, '\t' | '\n' | '\r')
}

impl Incoming {
    pub fn of(state: &State, mut head: axum::http::request::Parts, parts: Vec<(String, String)>) -> Self {
        Self {
            now: (state.clock)(),
            client: edge::client(state.settings.proxied, &head),
            posts: head.method == axum::http::Method::POST,
            path: head.uri.path().to_owned(),
            query: Query::parse(head.uri.query().unwrap_or_default().as_bytes()),
            parts,
            halt: head.extensions.remove(),
            held_up: head.extensions.get() == Some(&Unread::HeldUp),
            document: false,
            headers: head.headers,
            form: Fields::default(),
            files: Vec::new(),
        }
    }
}

/// Reads what the form brings, within the limits of the route.
pub async fn read_form(
    state: &State,
    route: &'static Route,
    incoming: &mut Incoming,
    body: Body,
) -> Result<(), Fault> {
    let Some(boundary) = upload::boundary(&incoming.headers).filter(|_| route.files) else {
        incoming.form = any_form(&incoming.headers, body).await?;
        // A form with files for a route that takes none is none of its pages: its files would be lost in silence.
        if upload::boundary(&incoming.headers).is_some() {
            incoming.form.0.retain(|(name, _)| name != "csrf");
        }
        return Ok(());
    };
    // Files are kept in memory only for somebody whom the route may serve; of everybody else's, their names.
    let (secure, now) = (state.settings.secure, incoming.now);
    let (state, token) =
        (state.clone(), cookie(&incoming.headers, SESSION_COOKIE, secure).map(str::to_owned));
    let asked = tokio::task::spawn_blocking(move || {
        let asker = asker(&state, token.as_deref(), now);
        route.need.serves(&asker.who.actor, state.today_at(now))
    });
    let whole = asked.await.unwrap_or(false);
    match upload::read(body, boundary, whole).await {
        Ok((form, files)) => (incoming.form, incoming.files) = (form, files),
        Err(multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. }) => {
            return Err(Fault::TooLarge);
        }
        // What the edge broke off came too slowly, or found no room: it is not damaged.
        Err(fault) => return Err(broken_off(&fault).map_or(Fault::Unreadable, Fault::Unread)),
    }
    Ok(())
}

/// Why the edge broke off what was being read, if it did.
fn broken_off(fault: &multer::Error) -> Option<Unread> {
    let first: Option<&(dyn std::error::Error + 'static)> = Some(fault);
    std::iter::successors(first, |fault| fault.source())
        .find_map(|fault| fault.downcast_ref::<Unread>().copied())
}
