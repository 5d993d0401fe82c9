//! Whose turn it is: pages, forms, passwords and imports have shares of their own, so that none of them closes the house
//! to the others.

use super::limits::Limits;
use axum::http::{HeaderMap, Method, header, request::Parts};
use std::{sync::Arc, time::Duration};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A kind of work with a share of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Pages that are read.
    Pages,
    /// Files that are made of what pages show: as many rows as there are, so they take longer.
    Tables,
    /// Forms.
    Writes,
    /// Passwords.
    SignIns,
    /// Imports.
    Imports,
    /// Forms with files: their turn begins before they have come.
    Files,
}

/// Whether a form brings files.
pub(super) fn brings_files(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.get(..19).is_some_and(|kind| kind.eq_ignore_ascii_case("multipart/form-data"))
}

/// Whether a page is asked for as a file.
fn makes_file(head: &Parts) -> bool {
    let path = head.uri.path();
    let asked = head.uri.query().unwrap_or_default().split('&').any(|field| field.starts_with("as="));
    asked || [".csv", ".xlsx", ".pdf", ".docx", ".zip"].iter().any(|ending| path.ends_with(ending))
}

impl Share {
    /// Whether it only reads, so that it may be broken off.
    pub fn reads(self) -> bool {
        matches!(self, Self::Pages | Self::Tables)
    }

    /// Which kind of work a request is.
    pub fn of(head: &Parts) -> Self {
        let path = head.uri.path();
        if head.method != Method::POST {
            return if makes_file(head) { Self::Tables } else { Self::Pages };
        }
        if path == "/sign-in" || path == "/me/password" || path.starts_with("/invitations/") {
            return Self::SignIns;
        }
        if brings_files(&head.headers) {
            return Self::Files;
        }
        if path.contains("/import") { Self::Imports } else { Self::Writes }
    }
}

/// The shares.
pub(super) struct Shares {
    turn: Duration,
    pages: Arc<Semaphore>,
    tables: Arc<Semaphore>,
    writes: Arc<Semaphore>,
    sign_ins: Arc<Semaphore>,
    imports: Arc<Semaphore>,
    files: Arc<Semaphore>,
}

impl Shares {
    pub fn new(limits: &Limits) -> Self {
        let of = |many: usize| Arc::new(Semaphore::new(many.max(1)));
        Self {
            turn: limits.turn,
            pages: of(limits.pages),
            tables: of(limits.tables),
            writes: of(limits.writes),
            sign_ins: of(limits.sign_ins),
            imports: of(limits.imports),
            files: of(limits.uploads),
        }
    }

    /// How many turns of each kind are free.
    pub fn free(&self) -> [(&'static str, usize); 6] {
        [
            ("pages", &self.pages),
            ("tables", &self.tables),
            ("writes", &self.writes),
            ("sign-ins", &self.sign_ins),
            ("imports", &self.imports),
            ("files", &self.files),
        ]
        .map(|(name, share)| (name, share.available_permits()))
    }

    /// Waits for a turn, as long as one waits. The turn ends when what is given is dropped.
    pub async fn turn(&self, share: Share) -> Option<OwnedSemaphorePermit> {
        let of = match share {
            Share::Pages => &self.pages,
            Share::Tables => &self.tables,
            Share::Writes => &self.writes,
            Share::SignIns => &self.sign_ins,
            Share::Imports => &self.imports,
            Share::Files => &self.files,
        };
        tokio::time::timeout(self.turn, Arc::clone(of).acquire_owned()).await.ok()?.ok()
    }
}
