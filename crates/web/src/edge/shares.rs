//! Whose turn it is: pages, forms, passwords and imports have shares of their own, so that none of them closes the house
//! to the others.

use super::limits::Limits;
use axum::http::{HeaderMap, Method, header, request::Parts};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
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
    /// Who waits to bring something in: those who bring files, and those who say yes to what was brought.
    waiting: [AtomicUsize; 2],
    /// How many of them are served at the same time.
    served: [usize; 2],
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
            waiting: Default::default(),
            served: [limits.uploads.max(1), limits.imports.max(1)],
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

    /// Waits for a turn, as long as one waits. The turn ends when what is given is dropped. To whoever brings something in and gets
    /// none it is told how many are before: at work, or waiting since earlier; to others 0.
    pub async fn turn(&self, share: Share) -> Result<OwnedSemaphorePermit, usize> {
        let of = match share {
            Share::Pages => &self.pages,
            Share::Tables => &self.tables,
            Share::Writes => &self.writes,
            Share::SignIns => &self.sign_ins,
            Share::Imports => &self.imports,
            Share::Files => &self.files,
        };
        let wait = tokio::time::timeout(self.turn, Arc::clone(of).acquire_owned());
        let place = match share {
            Share::Files => 0,
            Share::Imports => 1,
            _ => return wait.await.ok().and_then(Result::ok).ok_or(0),
        };
        let (Some(waiting), Some(served)) = (self.waiting.get(place), self.served.get(place)) else {
            return Err(0);
        };
        let _waits = Waits::begin(waiting);
        // Turns come in the order in which they are asked for: whoever began later is behind.
        let began = waiting.load(Ordering::Acquire);
        let turn = wait.await;
        turn.ok().and_then(Result::ok).ok_or_else(|| {
            let before = began.min(waiting.load(Ordering::Acquire)).saturating_sub(1);
            served + before
        })
    }
}

/// Somebody who waits; they wait no more when it is dropped.
struct Waits<'s>(&'s AtomicUsize);

impl<'s> Waits<'s> {
    fn begin(waiting: &'s AtomicUsize) -> Self {
        waiting.fetch_add(1, Ordering::AcqRel);
        Self(waiting)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_gets_no_turn_for_an_import_learns_how_many_are_before() {
        let turn = Duration::from_millis(100);
        let limits = Limits { imports: 2, uploads: 1, turn, ..Limits::default() };
        let shares = Arc::new(Shares::new(&limits));
        let held = (shares.turn(Share::Imports).await.unwrap(), shares.turn(Share::Imports).await.unwrap());
        let waits = |share| {
            let shares = Arc::clone(&shares);
            tokio::spawn(async move { shares.turn(share).await.err() })
        };
        let (first, second) = (waits(Share::Imports), waits(Share::Imports));
        assert_eq!(first.await.unwrap(), Some(2));
        assert!(matches!(second.await.unwrap(), Some(2 | 3)), "the first may have gone by then");
        let file = shares.turn(Share::Files).await.unwrap();
        assert_eq!(waits(Share::Files).await.unwrap(), Some(1));
        drop((held, file));
        assert!(shares.turn(Share::Imports).await.is_ok() && shares.turn(Share::Files).await.is_ok());
        let all: Vec<_> =
            (0..limits.writes).map(|_| Arc::clone(&shares.writes).try_acquire_owned().unwrap()).collect();
        assert_eq!(waits(Share::Writes).await.unwrap(), Some(0), "of other forms nothing is told");
        drop(all);
    }
}
