//! What surrounds the program fails: a full disk, a register that may not be written, a writer held by somebody else, a
//! database that is stopped. What was acknowledged is there; what was refused is told in words at the form, which keeps them;
//! what is public can be read; and once the fault is gone the same form is taken. The clock: `web`'s tests. `cargo xtask faults`
//! does each again and again.
#![expect(
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "helpers of tests may break off; how often is chosen by who runs it, and waits are measured"
)]

use crate::served::{PASSWORD, Server, earnest, marks, says, set_up};
use earnest_testkit::{
    intruder::Intruder,
    postgres::{Cluster, Session, fresh_database, query},
    site::{Answer, Visitor},
};
use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

/// How often each fault is tried.
fn rounds() -> usize {
    let told = std::env::var("EARNEST_FAULTS").ok();
    told.and_then(|told| told.parse().ok()).unwrap_or(1)
}

/// A register that is served, and somebody who sends forms.
struct Scene<'f> {
    folder: &'f Path,
    database: String,
    visitor: Visitor,
    /// Marks of forms that were acknowledged.
    taken: Vec<String>,
    refused: usize,
}

impl<'f> Scene<'f> {
    fn of(folder: &'f Path, database: &str) -> (Self, Server) {
        set_up(database, folder, 1);
        let server = Server::start(folder, database);
        let mut visitor = Visitor::at(&server.address);
        visitor.get("/sign-in");
        let entered = visitor.post("/sign-in", &[("login", "office0"), ("password", PASSWORD)]);
        assert_eq!(entered.status, 303, "{}", entered.body);
        visitor.get("/posts");
        let scene = Self { folder, database: database.to_owned(), visitor, taken: Vec::new(), refused: 0 };
        (scene, server)
    }

    /// Sends a form with a mark of its own, whose filling had a token of its own.
    fn send(&mut self, mark: &str, body: &str) -> Answer {
        let token = format!("{:032x}", self.taken.len() * 1_000 + self.refused + 1);
        let (csrf, seen) = (self.visitor.token().to_owned(), self.visitor.seen().to_owned());
        let fields = [
            ("csrf", csrf.as_str()),
            ("seen", &seen),
            ("once", &token),
            ("page", "/cases/new"),
            ("unit", "P"),
            ("kind", "negative"),
            ("title", mark),
            ("source", "the body"),
            ("body", body),
        ];
        self.visitor.post_as_is("/cases/new", &fields)
    }

    fn is_taken(&mut self, mark: &str) {
        let answer = self.send(mark, "a lesson");
        assert_eq!(answer.status, 303, "{mark}: {}", answer.body);
        self.taken.push(mark.to_owned());
    }

    /// A form that can't be taken now: the answer says so in words, when to come again, and holds what was typed.
    fn is_refused(&mut self, mark: &str) -> Duration {
        let began = Instant::now();
        let answer = self.send(mark, "a lesson that took half an hour");
        self.held_back(mark, &answer);
        began.elapsed()
    }

    fn held_back(&mut self, mark: &str, answer: &Answer) {
        assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{mark}: {}", answer.body);
        assert!(
            answer.body.contains("<h1>") && answer.body.contains(mark),
            "its words are kept: {}",
            answer.body
        );
        self.refused += 1;
    }

    /// What must hold once the fault is gone.
    fn holds(&self) {
        says(&mut earnest(self.folder, &["journal", "verify", "--database", &self.database]));
        let found = marks(&self.database);
        let wanted: BTreeMap<String, usize> = self.taken.iter().map(|mark| (mark.clone(), 1)).collect();
        assert_eq!(found, wanted, "exactly what was acknowledged is there");
    }
}

fn sqlite(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("register.sqlite").display())
}

/// Text that no engine packs into less.
fn bulky(number: usize) -> String {
    let mut state = number as u64 + 1;
    let mut sign = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'a' + u8::try_from((state >> 33) % 26).unwrap_or_default())
    };
    (0..9_000).map(|_| sign()).collect()
}

/// Sends until nothing more fits; the form that did not fit is told so.
fn fill_up(scene: &mut Scene<'_>) {
    for number in 0..4_000 {
        let mark = format!("filling-{number}x");
        let answer = scene.send(&mark, &bulky(number));
        if answer.status == 303 {
            scene.taken.push(mark);
            continue;
        }
        scene.held_back(&mark, &answer);
        println!("full after {number} forms");
        return;
    }
    panic!("it never filled up");
}

/// The served program with files that may have no more than so many blocks of 512 bytes: the kernel refuses what goes beyond,
/// as it does on a full disk.
fn in_little_room(scene: &mut Scene<'_>, blocks: u64) -> Server {
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"", "sh", &blocks.to_string()]);
    command.arg(env!("CARGO_BIN_EXE_earnest"));
    command.args(["serve", "--database", &scene.database, "--listen", "127.0.0.1:0"]);
    let server = Server::of(command.current_dir(scene.folder).env_remove("EARNEST_DATABASE"));
    scene.visitor.moves_to(&server.address);
    server
}

#[test]
fn on_a_full_disk_nothing_acknowledged_is_lost_and_forms_keep_their_words_on_sqlite() {
    for _ in 0..rounds() {
        let folder = tempfile::tempdir().unwrap();
        let (mut scene, server) = Scene::of(folder.path(), &sqlite(folder.path()));
        scene.is_taken("before-x");
        drop(server);
        let size = fs::metadata(folder.path().join("register.sqlite")).unwrap().len();
        let server = in_little_room(&mut scene, size / 512 + 400);
        fill_up(&mut scene);
        scene.is_refused("and-another-x");
        assert_eq!(Visitor::at(&server.address).get("/circulars").status, 200, "what is public is read");
        assert_eq!(scene.visitor.get("/cases").status, 200, "and what is not");
        drop(server);
        let server = Server::start(scene.folder, &scene.database);
        scene.visitor.moves_to(&server.address);
        scene.is_taken("after-x");
        scene.holds();
    }
}

#[test]
fn on_a_full_disk_nothing_acknowledged_is_lost_and_forms_keep_their_words_on_postgresql() {
    for _ in 0..rounds() {
        let folder = tempfile::tempdir().unwrap();
        // Its files are small ones: a table that grows meets the end of its room.
        let cluster = Cluster::start_in_little_room(4_096).unwrap();
        let (mut scene, server) = Scene::of(folder.path(), cluster.url());
        scene.is_taken("before-x");
        fill_up(&mut scene);
        assert_eq!(Visitor::at(&server.address).get("/circulars").status, 200, "what is public is read");
        scene.holds();
    }
}

#[test]
fn a_register_that_may_only_be_read_says_so_at_the_form_on_sqlite() {
    for _ in 0..rounds() {
        let folder = tempfile::tempdir().unwrap();
        let (mut scene, server) = Scene::of(folder.path(), &sqlite(folder.path()));
        scene.is_taken("before-x");
        // Nobody may write while this stands, as on a disk that the machine mounted to be read.
        let mut held = Intruder::at(&scene.database);
        held.does("CREATE TRIGGER shut BEFORE INSERT ON form_sent BEGIN SELECT RAISE(ABORT, 'attempt to write a readonly database'); END");
        scene.is_refused("shut-x");
        assert_eq!(Visitor::at(&server.address).get("/circulars").status, 200);
        held.does("DROP TRIGGER shut");
        scene.is_taken("after-x");
        scene.holds();
    }
}

#[test]
fn a_register_that_may_only_be_read_says_so_at_the_form_on_postgresql() {
    for _ in 0..rounds() {
        let folder = tempfile::tempdir().unwrap();
        let database = fresh_database();
        let (mut scene, server) = Scene::of(folder.path(), &database.url);
        scene.is_taken("before-x");
        let name = database.url.rsplit('/').next().unwrap().to_owned();
        let end = format!(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '{name}' and pid <> pg_backend_pid()"
        );
        query(&database.url, &format!("alter database {name} set default_transaction_read_only = on"));
        query(&database.url, &end);
        scene.is_refused("shut-x");
        assert_eq!(Visitor::at(&server.address).get("/circulars").status, 200);
        let mut session = Session::open(&database.url).unwrap();
        session.ask("set default_transaction_read_only = off").unwrap();
        session.ask(&format!("alter database {name} reset default_transaction_read_only")).unwrap();
        session.ask(&end).unwrap();
        scene.is_taken("after-x");
        scene.holds();
    }
}

#[test]
fn a_writer_whom_somebody_else_holds_up_is_told_and_the_form_keeps_its_words_on_sqlite() {
    for _ in 0..rounds() {
        let folder = tempfile::tempdir().unwrap();
        let (mut scene, server) = Scene::of(folder.path(), &sqlite(folder.path()));
        scene.is_taken("before-x");
        let mut held = Intruder::at(&scene.database);
        held.does("BEGIN IMMEDIATE");
        assert!(scene.is_refused("held-x") < Duration::from_secs(20));
        assert_eq!(Visitor::at(&server.address).get("/circulars").status, 200);
        held.does("ROLLBACK");
        scene.is_taken("after-x");
        scene.holds();
    }
}

#[test]
fn a_writer_whom_somebody_else_holds_up_is_told_and_the_form_keeps_its_words_on_postgresql() {
    for _ in 0..rounds() {
        let folder = tempfile::tempdir().unwrap();
        let database = fresh_database();
        let (mut scene, server) = Scene::of(folder.path(), &database.url);
        scene.is_taken("before-x");
        let mut held = Session::open(&database.url).unwrap();
        held.ask("select pg_advisory_lock(4701938)").unwrap();
        assert!(scene.is_refused("held-x") < Duration::from_secs(20));
        assert_eq!(Visitor::at(&server.address).get("/circulars").status, 200);
        held.ask("select pg_advisory_unlock(4701938)").unwrap();
        scene.is_taken("after-x");
        scene.holds();
    }
}

#[test]
fn a_database_that_is_stopped_under_a_form_leaves_its_words_with_whoever_typed_them() {
    for _ in 0..rounds() {
        let folder = tempfile::tempdir().unwrap();
        let database = fresh_database();
        let (mut scene, _server) = Scene::of(folder.path(), &database.url);
        scene.is_taken("before-x");
        database.shut();
        assert!(scene.is_refused("stopped-x") < Duration::from_secs(25));
        let read = scene.visitor.get("/cases");
        assert_eq!((read.status, read.header("retry-after")), (503, "5"), "{}", read.body);
        database.open();
        scene.is_taken("after-x");
        scene.holds();
    }
}

#[test]
fn a_database_server_that_falls_over_under_writers_loses_nothing_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let cluster = Cluster::start().unwrap();
    let (mut scene, _server) = Scene::of(folder.path(), cluster.url());
    for round in 0..rounds() {
        scene.is_taken(&format!("before-{round}x"));
        cluster.fall_over().unwrap();
        scene.is_taken(&format!("after-{round}x"));
    }
    scene.holds();
}
