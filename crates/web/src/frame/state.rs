//! What the server holds for all requests.

use crate::{
    edge::Edge,
    frame::{
        guard::CommentGuard, left::Left, remembered::Remembered, sendings::Sendings, shown::ShownPages,
        tally::Tallies,
    },
};
use earnest_app::{
    Store,
    anchor::SigningKey,
    desk::letters::Post,
    ledger::attachments::storage::Files,
    units::register_load::{Loaded, load_register},
};
use earnest_model::{Date, Timestamp, actor::Actor, people::throttle::Throttle};
use earnest_papers::Faces;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Tells the time. Only the program's edge names a clock.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;
/// Fills bytes from a secure source. Only the program's edge names one.
pub type Chance = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// How the server is set up.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Whether browsers reach the server by HTTPS alone, so that cookies are marked so.
    pub secure: bool,
    /// Whether a proxy stands in front that tells whom it asks for (the last address of `X-Forwarded-For`).
    pub proxied: bool,
    /// Seconds without a request after which a session ends.
    pub idle: i64,
    /// The organisation's day, if it is held still (a demonstration lives in its own year).
    pub today: Option<Date>,
}

/// By which letters leave, and where their links lead.
#[derive(Clone)]
pub struct Outgoing {
    /// The post.
    pub post: Arc<dyn Post>,
    /// Where people reach the pages: `https://HOST`, without a slash at the end.
    pub address: Arc<str>,
}

/// What the register says of itself, as it was read last.
pub struct Known(Mutex<Read>);

/// When it was read, and what stood there.
struct Read {
    /// After which act; none where it must be read anew.
    act: Option<i64>,
    /// When it was tried.
    at: Timestamp,
    loaded: Arc<Loaded>,
}

/// So many seconds a stranger is shown what was read before, though another server may have written since.
const FRESH: i64 = 10;

impl Known {
    /// What was read when the server began.
    pub fn new(loaded: Loaded) -> Self {
        Self(Mutex::new(Read { act: None, at: Timestamp::MIN, loaded: Arc::new(loaded) }))
    }

    /// What was read last.
    pub fn last(&self) -> Arc<Loaded> {
        Arc::clone(&self.read().loaded)
    }

    /// Has it read anew by whoever asks next: this server wrote it.
    pub fn changed(&self) {
        let mut read = self.read();
        (read.act, read.at) = (None, Timestamp::MIN);
    }

    /// What the register says after so many acts, which only who is signed in knows: read anew unless it was read after
    /// all of them. Where it can't be read, what was read before is given, and the request says so by itself.
    pub fn after(&self, store: &Store, last_act: Option<i64>, now: Timestamp) -> Arc<Loaded> {
        let before = {
            let mut read = self.read();
            let is_fresh = match last_act {
                Some(_) => read.act == last_act,
                None => now.as_second() < read.at.as_second().saturating_add(FRESH),
            };
            if is_fresh {
                return Arc::clone(&read.loaded);
            }
            // Whoever comes meanwhile does not wait for the same.
            read.at = now;
            Arc::clone(&read.loaded)
        };
        match load_register(store, Some(&before)) {
            Ok(Some(loaded)) => {
                let loaded = Arc::new(loaded);
                let mut read = self.read();
                (read.act, read.loaded) = (last_act.or(read.act), Arc::clone(&loaded));
                loaded
            }
            Ok(None) => before,
            Err(fault) => {
                tracing::warn!(%fault, "what the register says of itself can't be read");
                store.look_anew();
                before
            }
        }
    }

    fn read(&self) -> MutexGuard<'_, Read> {
        // Whoever broke off while holding it left a whole value.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The register, the pack, time and chance: shared by all requests.
#[derive(Clone)]
pub struct State {
    /// The register.
    pub store: Arc<Store>,
    /// Where attached files lie.
    pub files: Arc<dyn Files>,
    /// What the register says of itself.
    pub known: Arc<Known>,
    /// The clock.
    pub clock: Clock,
    /// Randomness for tokens.
    pub chance: Chance,
    /// Settings.
    pub settings: Settings,
    /// Whoever runs the program: in whose name the worker signs.
    pub operator: Actor,
    /// The way out for letters; without one none is planned or sent.
    pub mail: Option<Outgoing>,
    /// Where people reach the pages, for links on papers; if it is not said, what letters say.
    pub address: Option<Arc<str>>,
    /// The key that signs checkpoints of the journal; without one none are signed.
    pub journal_key: Option<Arc<SigningKey>>,
    /// What stands between the network and the pages.
    pub edge: Arc<Edge>,
    /// Sessions that were left while that could not be noted.
    pub left: Arc<Left>,
    /// Links that were used to set a password, since this server runs.
    pub used: Arc<Left>,
    /// What the forms asked that went out last.
    pub remembered: Arc<Remembered>,
    /// Pages that everybody may read, as they were shown last.
    pub shown: Arc<ShownPages>,
    /// Forms that are being answered.
    pub sendings: Arc<Sendings>,
    /// How much waits for whom.
    pub tallies: Arc<Tallies>,
    /// How fast passwords may be tried.
    pub throttle: Arc<Mutex<Throttle>>,
    /// What keeps the door for comments of strangers.
    pub comments: Arc<CommentGuard>,
    /// The faces of type in which papers are set.
    pub faces: Arc<Faces>,
}

impl State {
    /// Where people reach the pages, if the server was told.
    pub fn told_address(&self) -> Option<&str> {
        self.address.as_deref().or_else(|| self.mail.as_ref().map(|mail| &*mail.address))
    }

    /// The organisation's day at a moment: whoever asks for it has read the clock already, and reads it no second time.
    pub fn today_at(&self, now: Timestamp) -> Date {
        self.settings.today.unwrap_or_else(|| self.known.last().organisation.zone.day(now))
    }
}
