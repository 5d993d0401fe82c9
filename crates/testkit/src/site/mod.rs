//! The site as people meet it: the real server on a port of its own, on a register that the test owns.
//!
//! ```no_run
//! use earnest_model::actor::Role;
//! use earnest_testkit::site::Site;
//! let site = Site::start();
//! let mut office = site.sign_in(Role::Office, "P");
//! assert_eq!(office.get("/board").status, 200);
//! ```

#![expect(clippy::expect_used, reason = "only tests use this crate, and this is how a test fails")]

mod example;
pub mod marked;
mod visitor;

pub use visitor::{Answer, Visitor};

use crate::{OPERATOR, browser::Browser, pack::founded, register::Register};
use earnest_model::{Date, Timestamp, actor::Role};
use earnest_web::{Known, Settings, State};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
        mpsc,
    },
    thread::JoinHandle,
};

/// The password of every account that a site opens.
pub const PASSWORD: &str = "a passphrase of the tests";

/// A server and the register that it works on. Both end when dropped.
pub struct Site {
    /// `http://127.0.0.1:PORT`.
    pub host: String,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    server: Option<JoinHandle<()>>,
    /// What the server holds: one that comes back holds the same.
    state: State,
    /// Seconds of the epoch that its clock shows.
    clock: Arc<AtomicI64>,
    /// How often its clock was read.
    readings: Arc<AtomicU64>,
    /// The register; dropped after the server.
    pub register: Register,
}

impl Site {
    /// A site with the small organisation and nothing else. It is noon of the test's day, for ever.
    pub fn start() -> Self {
        Self::on(Register::empty_sqlite().with_organisation())
    }

    /// A site on which a round is under way: plans in every state, duties, a ledger, a tour.
    pub fn with_example() -> Self {
        Self::with_example_on(Register::empty_sqlite())
    }

    /// The same on an empty register.
    pub fn with_example_on(register: Register) -> Self {
        let register = register.with_organisation();
        example::fill(&register);
        Self::on(register)
    }

    /// What a server on a register holds. It is noon of the register's day, for ever; no letter leaves.
    pub fn state_of(register: &Register) -> State {
        let now = Timestamp::from_second(noon(register.today.get())).expect("a moment of the test");
        let numbers = AtomicU64::new(1);
        State {
            store: Arc::new(register.open_again()),
            files: register.files.clone(),
            known: Arc::new(Known::new(founded(register))),
            clock: Arc::new(move || now),
            chance: Arc::new(move |bytes: &mut [u8]| fill(&numbers, bytes)),
            settings: Settings { secure: false, proxied: false, today: None, idle: 3_600 },
            operator: OPERATOR.clone(),
            comments: Arc::default(),
            mail: None,
            address: None,
            journal_key: None,
            edge: Arc::default(),
            left: Arc::default(),
            sendings: Arc::default(),
            remembered: Arc::default(),
            shown: Arc::default(),
            used: Arc::default(),
            tallies: Arc::default(),
            throttle: Arc::default(),
            faces: Arc::new(earnest_papers::Faces::new(crate::fonts::Noto)),
        }
    }

    /// A site on a register. It is noon of the register's day until [`Self::goes_on_to`] says otherwise.
    pub fn on(register: Register) -> Self {
        Self::set_up(register, |_| {})
    }

    /// The same with something set up in another way.
    pub fn set_up(register: Register, change: impl FnOnce(&mut State)) -> Self {
        let clock = Arc::new(AtomicI64::new(noon(register.today.get())));
        let (shown, readings) = (Arc::clone(&clock), Arc::new(AtomicU64::new(0)));
        let counted = Arc::clone(&readings);
        let mut state = State {
            clock: Arc::new(move || {
                counted.fetch_add(1, Ordering::Relaxed);
                Timestamp::from_second(shown.load(Ordering::Relaxed)).expect("a moment of the test")
            }),
            ..Self::state_of(&register)
        };
        change(&mut state);
        let (stop, server, port) = start(&state, 0);
        Self {
            host: format!("http://127.0.0.1:{port}"),
            stop: Some(stop),
            server: Some(server),
            state,
            clock,
            readings,
            register,
        }
    }

    /// The server ends at this moment, whatever it is answering: nobody reaches it any more.
    pub fn goes_away(&mut self) {
        if let Some(stop) = self.stop.take() {
            // A server that has gone already needs no stopping.
            let _gone = stop.send(());
        }
        if let Some(server) = self.server.take() {
            let _ended = server.join();
        }
    }

    /// The server is there again, under the same address.
    #[track_caller]
    pub fn comes_back(&mut self) {
        self.goes_away();
        let port = self.host.rsplit(':').next().and_then(|port| port.parse().ok());
        let (stop, server, _) = start(&self.state, port.expect("a port"));
        (self.stop, self.server) = (Some(stop), Some(server));
    }

    /// It is noon of this day from now on, for the server and for what is done beside it.
    pub fn goes_on_to(&self, day: Date) {
        self.register.today.set(day);
        self.clock.store(noon(day), Ordering::Relaxed);
    }

    /// How often its clock was read so far.
    pub fn clock_readings(&self) -> u64 {
        self.readings.load(Ordering::Relaxed)
    }

    /// This many seconds pass, for the server and for what is done beside it.
    pub fn passes(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Somebody without an account.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.host)
    }

    /// Somebody who has just signed in with a new account that holds a role at a unit.
    #[track_caller]
    pub fn sign_in(&self, role: Role, unit: &str) -> Visitor {
        let (login, _) = self.register.account(role, unit, Some(PASSWORD));
        let mut visitor = self.visitor();
        let answer = visitor.post("/sign-in", &[("login", &login), ("password", PASSWORD)]);
        assert_eq!(answer.status, 303, "signing in: {}", answer.body);
        visitor
    }

    /// Somebody who has just signed in with a new account that holds several posts.
    #[track_caller]
    pub fn sign_in_as(&self, posts: &[(Role, &str)]) -> Visitor {
        let ((role, unit), others) = posts.split_first().expect("a post");
        let (login, actor) = self.register.account(*role, unit, Some(PASSWORD));
        let account = actor.account().expect("an account");
        for (role, unit) in others {
            self.register.give_post(account, *role, unit);
        }
        let mut visitor = self.visitor();
        let answer = visitor.post("/sign-in", &[("login", &login), ("password", PASSWORD)]);
        assert_eq!(answer.status, 303, "signing in: {}", answer.body);
        visitor
    }

    /// The same through a browser, by the form.
    #[track_caller]
    pub fn sign_in_with(&self, browser: &Browser, role: Role, unit: &str) {
        let (login, _) = self.register.account(role, unit, Some(PASSWORD));
        browser.go_to(&format!("{}/sign-in?lang=en", self.host));
        browser.fill("login", &login);
        browser.fill("password", PASSWORD);
        browser.click("main button[type=submit]");
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.goes_away();
    }
}

/// Noon of a day in the zone of the tests, in seconds of the epoch.
fn noon(day: Date) -> i64 {
    let noon: Timestamp = format!("{day}T04:00:00Z").parse().expect("noon of the test's day");
    noon.as_second()
}

/// A server of its own on this port, or on a free one: what stops it, its thread, its port.
fn start(state: &State, port: u16) -> (tokio::sync::oneshot::Sender<()>, JoinHandle<()>, u16) {
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let (tell, told) = mpsc::channel();
    let state = state.clone();
    let server = std::thread::spawn(move || serve(state, port, &tell, stopped));
    let port = told.recv().expect("the server tells its port");
    (stop, server, port)
}

fn serve(state: State, port: u16, tell: &mpsc::Sender<u16>, stopped: tokio::sync::oneshot::Receiver<()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.expect("a free port");
        tell.send(listener.local_addr().expect("an address").port()).expect("the test waits for the port");
        // A browser keeps its connections open: nobody waits for them.
        tokio::select! {
            _ = earnest_web::serve(listener, state, std::future::pending()) => {}
            _ = stopped => {}
        }
    });
    runtime.shutdown_background();
}

/// Numbers that differ from call to call and are the same in every run (SplitMix64).
fn fill(numbers: &AtomicU64, bytes: &mut [u8]) {
    for chunk in bytes.chunks_mut(8) {
        let mut z = numbers.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        for (byte, random) in chunk.iter_mut().zip((z ^ (z >> 31)).to_le_bytes()) {
            *byte = random;
        }
    }
}
