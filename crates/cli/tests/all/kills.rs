//! A server that is killed under load loses nothing that it acknowledged, does nothing twice, and leaves a whole register.
//! `cargo xtask kills --times N` kills it N times on each engine.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "helpers of tests may break off; how often and when is chosen by who runs it"
)]

use crate::served::{PASSWORD, Server, earnest, marks, says, set_up};
use earnest_testkit::{postgres::fresh_database, site::Visitor};
use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant, SystemTime},
};

/// People who send forms at the same time.
const PEOPLE: usize = 4;

/// How often it is killed unless somebody says so.
const SHORT: u32 = 3;

/// How often the server is killed on each engine.
fn times() -> u32 {
    let told = std::env::var("EARNEST_KILLS").ok();
    told.and_then(|told| told.parse().ok()).unwrap_or(SHORT)
}

/// A small generator of numbers; its first one is said, so that a run can be told from another.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// A form that somebody sends: its mark stands in the register once it was taken.
#[derive(Debug, Clone)]
struct Sending {
    mark: String,
    token: String,
    taken: bool,
}

/// Somebody signed in, with what they sent.
struct Person {
    cookie: String,
    csrf: String,
    number: usize,
    sent: Vec<Sending>,
}

impl Person {
    fn signed_in(address: &str, number: usize) -> Self {
        let mut visitor = Visitor::at(address);
        visitor.get("/sign-in");
        let login = format!("office{number}");
        let entered = visitor.post("/sign-in", &[("login", login.as_str()), ("password", PASSWORD)]);
        assert_eq!(entered.status, 303, "{}", entered.body);
        visitor.get("/posts");
        let cookie = format!("earnest_session={}", visitor.cookie("earnest_session"));
        Self { cookie, csrf: visitor.token().to_owned(), number, sent: Vec::new() }
    }

    /// Sends a form; whether the server said that it was taken. A server that is gone says nothing.
    fn send(&self, address: &str, sending: &Sending) -> Option<u16> {
        let fields = [
            ("csrf", self.csrf.as_str()),
            ("once", &sending.token),
            ("page", "%2Fcases%2Fnew"),
            ("unit", "P"),
            ("kind", "negative"),
            ("title", &sending.mark),
            ("source", "the+body"),
            ("body", "a+lesson"),
        ];
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let body = body.join("&");
        let request = format!(
            "POST /cases/new HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nCookie: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.cookie,
            body.len()
        );
        let mut stream = TcpStream::connect(address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        String::from_utf8_lossy(&answer).split(' ').nth(1)?.parse().ok()
    }

    /// Sends one form after the other until the server is gone.
    fn work(&mut self, address: &str, gone: &AtomicBool) {
        while !gone.load(Ordering::Relaxed) {
            let number = self.sent.len();
            let token = format!("{:016x}{:016x}", self.number + 1, number + 1);
            let mut sending = Sending { mark: format!("m{}x{number}x", self.number), token, taken: false };
            let said = self.send(address, &sending);
            assert!(said.is_none_or(|status| status == 303 || status == 503), "{said:?}: {sending:?}");
            sending.taken = said == Some(303);
            let lost = !sending.taken;
            self.sent.push(sending);
            if lost {
                return;
            }
        }
    }
}

/// What came of the kills.
#[derive(Debug, Default)]
struct Tally {
    kills: u32,
    acknowledged: usize,
    unanswered: usize,
    /// Of the unanswered, those that were taken all the same.
    taken_unsaid: usize,
    longest_start: Duration,
}

fn killed_under_load(database: &str, folder: &Path) -> Tally {
    set_up(database, folder, PEOPLE);
    let seed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().subsec_nanos();
    let mut chance = Chance(u64::from(seed));
    let mut tally = Tally::default();
    let mut server = Server::start(folder, database);
    let people = (0..PEOPLE).map(|number| Mutex::new(Person::signed_in(&server.address, number)));
    let people: Arc<Vec<_>> = Arc::new(people.collect());
    for _ in 0..times() {
        let gone = Arc::new(AtomicBool::new(false));
        let working: Vec<_> = (0..PEOPLE)
            .map(|number| {
                let (people, gone, address) =
                    (Arc::clone(&people), Arc::clone(&gone), server.address.clone());
                std::thread::spawn(move || people[number].lock().unwrap().work(&address, &gone))
            })
            .collect();
        std::thread::sleep(Duration::from_millis(150 + chance.below(1_200)));
        drop(server);
        gone.store(true, Ordering::Relaxed);
        working.into_iter().for_each(|one| one.join().unwrap());
        tally.kills += 1;
        held(database, folder, &people, &mut tally, seed);
        let began = Instant::now();
        server = Server::start(folder, database);
        tally.longest_start = tally.longest_start.max(began.elapsed());
        // Whoever had no answer sends the same form once more, as a browser does.
        for person in people.iter() {
            let mut person = person.lock().unwrap();
            let again: Vec<usize> = (0..person.sent.len()).filter(|at| !person.sent[*at].taken).collect();
            for at in again {
                // One that was begun and not taken may be sent anew after a minute; it comes last of all.
                let said = person.send(&server.address, &person.sent[at]);
                assert!(matches!(said, Some(200 | 303 | 409)), "seed {seed}: {said:?} {:?}", person.sent[at]);
                person.sent[at].taken = is_taken(said);
            }
        }
    }
    let left = at_last(&people, &server.address, seed);
    drop(server);
    let found = marks(database);
    let sent: usize = people.iter().map(|person| person.lock().unwrap().sent.len()).sum();
    assert_eq!(
        found.len() + left,
        sent,
        "seed {seed}: each form once, whether it was answered or sent again"
    );
    assert!(found.values().all(|count| *count == 1), "seed {seed}: {found:?}");
    says(&mut earnest(folder, &["journal", "verify", "--database", database]));
    tally
}

/// Whether a form that was sent once more is done: it leads somewhere, or the page says that it was taken before.
fn is_taken(said: Option<u16>) -> bool {
    matches!(said, Some(200 | 303))
}

/// Whoever still waits sends until the form is taken: one that was begun and never done may be sent anew after a minute. A
/// short run does not wait that long, and gives how many are left undone.
fn at_last(people: &[Mutex<Person>], address: &str, seed: u32) -> usize {
    let until = Instant::now() + Duration::from_secs(100);
    let (is_short, mut left) = (times() <= SHORT, 0);
    for person in people {
        let mut person = person.lock().unwrap();
        let again: Vec<usize> = (0..person.sent.len()).filter(|at| !person.sent[*at].taken).collect();
        for at in again {
            while !is_taken(person.send(address, &person.sent[at])) && !is_short {
                assert!(Instant::now() < until, "seed {seed}: never taken: {:?}", person.sent[at]);
                std::thread::sleep(Duration::from_secs(2));
            }
            person.sent[at].taken = !is_short || is_taken(person.send(address, &person.sent[at]));
            left += usize::from(!person.sent[at].taken);
        }
    }
    left
}

/// What must hold after a kill: the journal and the records agree, and what was acknowledged stands there once.
fn held(database: &str, folder: &Path, people: &[Mutex<Person>], tally: &mut Tally, seed: u32) {
    says(&mut earnest(folder, &["journal", "verify", "--database", database]));
    let found = marks(database);
    let (mut acknowledged, mut unanswered) = (0, 0);
    for person in people {
        for sending in &person.lock().unwrap().sent {
            let count = found.get(&sending.mark).copied().unwrap_or(0);
            if sending.taken {
                acknowledged += 1;
                assert_eq!(count, 1, "seed {seed}: acknowledged and lost, or done twice: {sending:?}");
            } else {
                unanswered += 1;
                assert!(count <= 1, "seed {seed}: done twice: {sending:?}");
                tally.taken_unsaid += count;
            }
        }
    }
    tally.acknowledged = acknowledged;
    tally.unanswered += unanswered;
}

#[test]
fn a_server_that_is_killed_under_load_loses_nothing_it_acknowledged_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("register.sqlite").display());
    let tally = killed_under_load(&database, folder.path());
    println!("SQLite: {tally:?}");
}

#[test]
fn a_server_that_is_killed_under_load_loses_nothing_it_acknowledged_on_postgresql() {
    let folder = tempfile::tempdir().unwrap();
    let database = fresh_database();
    let tally = killed_under_load(&database.url, folder.path());
    println!("PostgreSQL: {tally:?}");
}
