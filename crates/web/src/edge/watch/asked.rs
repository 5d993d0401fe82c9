//! A request from its first byte to its answer: its number, its line in the log, its place in the counts.

use crate::edge::house::Edge;
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, Response},
};
use earnest_app::Tally;
use std::sync::{Arc, OnceLock, atomic::Ordering};
use tokio::time::Instant;

/// The header with the number of a request.
const NUMBER: HeaderName = HeaderName::from_static("x-request-id");

/// The longest number of a proxy that is taken over.
const LONGEST: usize = 64;

/// Which route answers, once that is known; its `{parts}` stay open.
#[derive(Debug, Default)]
pub struct Template(OnceLock<&'static str>);

impl Template {
    /// This one does.
    pub fn is(&self, route: &'static str) {
        // One route answers.
        let _known = self.0.set(route);
    }
}

/// A request that is being answered. If it is dropped before its end, whoever asked has gone.
pub struct Asked {
    edge: Arc<Edge>,
    number: String,
    method: &'static str,
    template: Arc<Template>,
    began: Instant,
    status: u16,
    tally: Tally,
}

impl Asked {
    /// It begins: its head learns which number it has.
    pub fn begins(edge: &Arc<Edge>, request: &mut Request) -> Self {
        let template = Arc::new(Template::default());
        request.extensions_mut().insert(Arc::clone(&template));
        edge.watch.under_way.fetch_add(1, Ordering::Relaxed);
        let told = edge.proxied.then(|| told(request.headers())).flatten();
        Self {
            number: told.unwrap_or_else(|| edge.watch.number()),
            method: word_of(request.method()),
            template,
            began: Instant::now(),
            status: 0,
            tally: Tally::default(),
            edge: Arc::clone(edge),
        }
    }

    /// Its number.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// It is answered.
    pub fn ends(mut self, response: &mut Response<Body>) {
        self.status = response.status().as_u16();
        self.tally = response.extensions().get().copied().unwrap_or_default();
        if let Ok(number) = HeaderValue::from_str(&self.number) {
            response.headers_mut().insert(NUMBER, number);
        }
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        let (method, status, took) = (self.method, self.status, self.began.elapsed());
        let route = self.template.0.get().copied().unwrap_or("none");
        let watch = &self.edge.watch;
        watch.under_way.fetch_sub(1, Ordering::Relaxed);
        {
            let mut kinds = watch.kinds();
            let kind = kinds.entry((method, route)).or_default();
            *kind.statuses.entry(status).or_default() += 1;
            kind.times.note(took);
            kind.tally.add(self.tally);
        }
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let Tally { statements, steps, .. } = self.tally;
        tracing::info!(
            target: "earnest_web::request",
            number = self.number, method, route, status, ms, statements, steps
        );
    }
}

/// The number that the proxy in front gave the request, if it is plain.
fn told(headers: &HeaderMap) -> Option<String> {
    let number = headers.get(NUMBER)?.to_str().ok()?;
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.');
    (!number.is_empty() && number.len() <= LONGEST && number.chars().all(plain)).then(|| number.to_owned())
}

/// Methods by their words: what callers make up is no word of ours.
fn word_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}
