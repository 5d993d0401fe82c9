//! A register with a small organisation, built through the use cases, on each engine.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "only tests use this crate, and this is how a test fails"
)]

use crate::OPERATOR;
use crate::{
    files::MemoryFiles,
    postgres::{Cluster, DatabaseGuard, Proxy, fresh_database},
    template::{self, postgres_register, sqlite_register},
};
use earnest_app::{
    Context,
    people::{
        account_change::{PostForm, give_post},
        account_open::{OpenAccount, open_account},
    },
    units::unit_import::import_units,
};
use earnest_model::{
    Date, Timestamp,
    actor::{Actor, Role},
    event::Entry,
    id::AccountId,
    units::unit::Tiers,
};
use earnest_store::{Engine, JournalAsked, Store, UnitMark, Waits};
use std::{cell::Cell, sync::Arc};

/// A province with two prefectures, counties, departments, townships, villages, provincial bodies and
/// their second-level departments: enough for every class of a spot check.
pub const ORGANISATION: &str = include_str!("organisation.csv");

/// The day on which tests take place unless they say otherwise.
pub const TODAY: Date = jiff::civil::date(2015, 6, 1);

/// The tiers of the test organisation.
pub fn tiers() -> Tiers {
    Tiers::new(
        ["nation", "province", "prefecture", "county", "township", "village"].map(str::to_owned).to_vec(),
    )
}

/// A register that a test owns. It is gone when dropped.
pub struct Register {
    /// The store.
    pub store: Store,
    /// The day that contexts are given.
    pub today: Cell<Date>,
    /// Where attached files lie.
    pub files: Arc<MemoryFiles>,
    url: String,
    accounts: Cell<u32>,
    home: Home,
}

/// What must outlive the store; dropped after it.
enum Home {
    File { _folder: tempfile::TempDir },
    Server { database: DatabaseGuard },
    Own { server: Cluster },
    Behind { proxy: Proxy, _database: DatabaseGuard },
}

impl Register {
    /// An empty register in a file of its own.
    pub fn empty_sqlite() -> Self {
        let folder = template::folder();
        let file = folder.path().join("register.sqlite");
        sqlite_register(&file);
        let url = format!("sqlite:{}", file.display());
        Self::open(&url, Home::File { _folder: folder })
    }

    /// An empty register in a database of its own on the tests' server.
    pub fn empty_postgres() -> Self {
        let database = postgres_register();
        let url = database.url.clone();
        Self::open(&url, Home::Server { database })
    }

    /// An empty register on a PostgreSQL server of its own, which may fall over.
    pub fn empty_on_own_server() -> Self {
        let server = Cluster::start().expect("a server of its own");
        let url = server.url().to_owned();
        Self::open(&url, Home::Own { server })
    }

    /// An empty register in a database of its own on the tests' server, reached through a proxy that may fall silent.
    pub fn empty_behind_a_proxy() -> Self {
        let database = postgres_register();
        let proxy = Proxy::before(&database.url).expect("a port is free");
        let url = proxy.url().to_owned();
        Self::open(&url, Home::Behind { proxy, _database: database })
    }

    /// The proxy in front of its server.
    pub fn proxy(&self) -> &Proxy {
        let Home::Behind { proxy, .. } = &self.home else { panic!("no proxy stands in front of it") };
        proxy
    }

    /// Has its own server fall over and come up again.
    pub fn falls_over(&self) {
        let Home::Own { server } = &self.home else { panic!("the register shares its server") };
        server.fall_over().expect("the server comes up again");
    }

    /// Shuts its database to everybody, or opens it again.
    pub fn out(&self, out: bool) {
        let Home::Server { database } = &self.home else { panic!("the register has no database of its own") };
        if out { database.shut() } else { database.open() }
    }

    fn open(url: &str, home: Home) -> Self {
        let store = Store::open(url, 4).expect("the register opens");
        store.migrate().expect("the schema is up to date");
        let (files, today, accounts) = (Arc::default(), Cell::new(TODAY), Cell::new(0));
        Self { store, today, files, url: url.to_owned(), accounts, home }
    }

    /// Brings the small organisation in.
    #[must_use]
    pub fn with_organisation(self) -> Self {
        let mark = UnitMark::default();
        import_units(&self.context(&OPERATOR), ORGANISATION.as_bytes(), &tiers(), mark)
            .expect("units import");
        self
    }

    /// What a use case is given: the register, the actor, noon of the test's day.
    pub fn context<'a>(&'a self, actor: &'a Actor) -> Context<'a> {
        let today = self.today.get();
        let now: Timestamp = format!("{today}T04:00:00Z").parse().expect("noon in the zone of the tests");
        Context { store: &self.store, actor, now, today, seen: None, sending: None, stood: None }
    }

    /// Opens a new account with a role at a unit and gives its actor.
    pub fn actor(&self, role: Role, unit: &str) -> Actor {
        self.account(role, unit, None).1
    }

    /// Opens a new account, with a password if somebody is to sign in with it; gives its login and its actor.
    pub fn account(&self, role: Role, unit: &str, password: Option<&str>) -> (String, Actor) {
        self.accounts.set(self.accounts.get() + 1);
        let login = format!("test{}", self.accounts.get());
        let request = OpenAccount {
            login: &login,
            title: &format!("{} of {unit}", role.key()),
            password,
            role,
            unit,
            from: jiff::civil::date(2015, 1, 1),
            salt: [0; 16],
        };
        let id = open_account(&self.context(&OPERATOR), &request).expect("an account opens");
        let mut snapshot = self.store.snapshot().expect("a snapshot");
        let actor = snapshot.reader().actor(id).expect("accounts read").expect("the account is there");
        drop(snapshot);
        (login, actor)
    }

    /// The key of the first post that an account was given.
    pub fn first_post(&self, account: AccountId) -> i64 {
        use earnest_model::permit::{ReadAccounts, decide};
        let mut snapshot = self.store.snapshot().expect("a snapshot");
        let mut reader = snapshot.reader();
        let root = reader.root().expect("the root reads").expect("an organisation");
        let permit =
            decide::<ReadAccounts>(&OPERATOR, root, self.today.get()).expect("the operator reads it");
        let posts = reader.posts_held(&permit, &[account]).expect("posts read");
        posts.first().expect("a post").id
    }

    /// Gives an account one more post.
    pub fn give_post(&self, account: AccountId, role: Role, unit: &str) {
        let form = PostForm { role: role.key(), unit, from: "2015-01-01", until: "" };
        give_post(&self.context(&OPERATOR), account, &form).expect("a post is given");
    }

    /// The same register, opened once more: for a server that works on it beside the test.
    pub fn open_again(&self) -> Store {
        Store::open_within(&self.url, 8, Waits::SERVING).expect("the register opens again")
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Which engine serves it.
    pub fn engine(&self) -> Engine {
        self.store.engine()
    }

    /// Words of the journal's actions so far, oldest first.
    pub fn journal(&self) -> Vec<String> {
        use earnest_model::permit::{ReadJournal, decide};
        let mut snapshot = self.store.snapshot().expect("a snapshot");
        let mut reader = snapshot.reader();
        let Some(root) = reader.root().expect("the root reads") else { return Vec::new() };
        let permit = decide::<ReadJournal>(&OPERATOR, root, self.today.get()).expect("the operator reads it");
        let page = reader
            .journal(&permit, &JournalAsked { limit: 10_000, ..JournalAsked::default() })
            .expect("the journal reads");
        page.entries.into_iter().rev().map(|(entry, ..)| entry.action).collect()
    }

    /// The journal's newest entry: its action and detail.
    pub fn last_event(&self) -> (String, serde_json::Value) {
        let entry = self.last_entry();
        (entry.action, serde_json::from_str(&entry.detail).expect("the detail is JSON"))
    }

    /// The journal's newest entry.
    pub fn last_entry(&self) -> Entry {
        use earnest_model::permit::{ReadJournal, decide};
        let mut snapshot = self.store.snapshot().expect("a snapshot");
        let mut reader = snapshot.reader();
        let root = reader.root().expect("the root reads").expect("an organisation");
        let permit = decide::<ReadJournal>(&OPERATOR, root, self.today.get()).expect("the operator reads it");
        let page = reader
            .journal(&permit, &JournalAsked { limit: 1, ..JournalAsked::default() })
            .expect("the journal reads");
        page.entries.into_iter().next().expect("an entry").0
    }
}

/// An empty place for a register. It is gone when dropped.
pub struct Place {
    /// Its address.
    pub url: String,
    _home: Home,
}

impl Place {
    /// On this engine.
    pub fn on(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let folder = template::folder();
                let url = format!("sqlite:{}", folder.path().join("place.sqlite").display());
                Self { url, _home: Home::File { _folder: folder } }
            }
            Engine::Postgres => {
                let database = fresh_database();
                Self { url: database.url.clone(), _home: Home::Server { database } }
            }
        }
    }

    /// Opens what stands there.
    pub fn open(&self) -> Store {
        Store::open(&self.url, 4).expect("the place opens")
    }
}

/// Runs a test on a register with the small organisation, once on each engine.
pub fn on_both_engines(test: impl Fn(&Register)) {
    test(&Register::empty_sqlite().with_organisation());
    test(&Register::empty_postgres().with_organisation());
}

/// Runs a test on an empty register, once on each engine.
pub fn on_both_empty(test: impl Fn(&Register)) {
    test(&Register::empty_sqlite());
    test(&Register::empty_postgres());
}
