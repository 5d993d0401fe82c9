//! What the server holds for all requests.

use crate::{
    edge::Edge,
    frame::{guard::CommentGuard, left::Left, sendings::Sendings},
};
use earnest_app::{Store, anchor::SigningKey, desk::letters::Post, ledger::attachments::storage::Files};
use earnest_model::{Date, Timestamp, actor::Actor, pack::Pack, people::throttle::Throttle};
use earnest_papers::Faces;
use std::sync::{Arc, Mutex};

/// Tells the time. Only the program's edge names a clock.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;
/// Fills bytes from a secure source. Only the program's edge names one.
pub type Chance = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// How the server is set up.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// The zone of the organisation: what "today" means.
    pub zone: jiff::tz::Offset,
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

/// The register, the pack, time and chance: shared by all requests.
#[derive(Clone)]
pub struct State {
    /// The register.
    pub store: Arc<Store>,
    /// Where attached files lie.
    pub files: Arc<dyn Files>,
    /// The programme pack.
    pub pack: Arc<Pack>,
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
    /// The key that signs checkpoints of the journal; without one none are signed.
    pub journal_key: Option<Arc<SigningKey>>,
    /// What stands between the network and the pages.
    pub edge: Arc<Edge>,
    /// Sessions that were left while that could not be noted.
    pub left: Arc<Left>,
    /// Forms that are being answered.
    pub sendings: Arc<Sendings>,
    /// How fast passwords may be tried.
    pub throttle: Arc<Mutex<Throttle>>,
    /// What keeps the door for comments of strangers.
    pub comments: Arc<CommentGuard>,
    /// The faces of type in which papers are set.
    pub faces: Arc<Faces>,
}

impl State {
    /// The organisation's day at a moment: whoever asks for it has read the clock already, and reads it no second time.
    pub fn today_at(&self, now: Timestamp) -> Date {
        self.settings.today.unwrap_or_else(|| self.settings.zone.to_datetime(now).date())
    }
}
