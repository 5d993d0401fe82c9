//! What nobody sends who uses the pages: keys that can be none, odd questions, wrong ways and kinds, heads without measure.
//! Each is answered in words, none by a fault of the server, and none with what belongs to others. The test command tries a
//! part of it, another part of each route; `cargo xtask crawl` tries more, as every role, on both engines.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "helpers of tests may break off; whoever crawls at length chooses so and is told how much was asked"
)]

#[path = "odd/edge.rs"]
mod edge;
#[path = "odd/forms.rs"]
mod forms;
#[path = "odd/next.rs"]
mod next;

use earnest_model::actor::Role;
use earnest_testkit::{
    register::Register,
    site::{Answer, Site, Visitor, marked},
};
use earnest_web::frame::route::{Route, Verb};

/// How many of all odd things are tried at each route as each role, if somebody chose so.
fn chosen() -> Option<usize> {
    std::env::var("EARNEST_CRAWL").ok().and_then(|told| told.parse().ok())
}

/// Whether this is a crawl at length, and not the part that the test command tries.
fn at_length() -> bool {
    chosen().is_some()
}

/// Keys that stand in the parts of addresses, and in questions.
const KEYS: &[&str] = &[
    "0",
    "-1",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "99999999999999999999999999",
    "1.5",
    "1e3",
    "0x10",
    "NaN",
    "null",
    "abc",
    "%E4%B9%99",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e",
    "..",
    "%00",
    "1%00",
    "%ff%fe",
    "%F0%9F%92%A9",
    "%27%20OR%201%3D1--",
    "%20",
    "1%20",
    "%EF%BC%91",
    "%E2%80%AE1",
    "%0d%0aX-Planted:%20yes",
    "1%2F2",
    "%25s%25n",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "1;2",
];

/// Names of fields that some page asks for.
const NAMES: &[&str] = &[
    "unit",
    "own",
    "organiser",
    "programme",
    "round",
    "source",
    "class",
    "as_of",
    "entered",
    "after",
    "before",
    "limit",
    "state",
    "aspect",
    "overdue",
    "q",
    "at",
    "as",
    "lang",
    "kept",
    "next",
    "spot_check",
    "observation",
    "find",
    "page",
    "from",
    "until",
    "kind",
    "for",
    "draw",
    "nobody-asks-this",
];

/// Questions that are odd as a whole.
const QUESTIONS: &[&str] = &[
    "&&&",
    "=",
    "=&=",
    "%",
    "%zz",
    "a=%",
    "?",
    "unit=P&unit=A",
    "as=csv&as=xlsx",
    "as=exe",
    "lang=xx",
    "lang=",
    "as_of=2015-02-30",
    "as_of=9999-12-31",
    "as_of=-0001-01-01",
    "limit=-1",
    "limit=0",
    "limit=99999999999999999999",
    "after=-1",
    "before=-9223372036854775808",
    "page=0",
    "kept=1",
    "round=1&round=1",
    "%F0%28%8C%BC=1",
];

/// What was asked, and what was wrong with the answers.
#[derive(Default)]
struct Crawl {
    asked: usize,
    faults: Vec<String>,
}

impl Crawl {
    /// Every answer says in words what happened, and comes from no fault of the server.
    fn check(&mut self, who: &str, what: &str, answer: &Answer) {
        self.asked += 1;
        if let Some(fault) = amiss(what, answer) {
            self.faults.push(format!("{who}: {what}: {} {fault}", answer.status));
        }
    }

    fn ends(self, name: &str) {
        println!("{name}: {} requests, {} faults", self.asked, self.faults.len());
        assert!(self.asked > 20, "{name}: {} requests", self.asked);
        let shown: Vec<_> = self.faults.iter().take(30).map(String::as_str).collect();
        assert!(shown.is_empty(), "{} faults, the first of them:\n{}", self.faults.len(), shown.join("\n"));
    }
}

/// What is wrong with an answer.
fn amiss(what: &str, answer: &Answer) -> Option<String> {
    let kind = answer.header("content-type");
    let path = what.split(' ').nth(1).unwrap_or_default();
    if !answer.header("x-planted").is_empty() {
        return Some("a header was planted".to_owned());
    }
    match answer.status {
        200 => None,
        303 => {
            let place = answer.place();
            let ours = place.starts_with('/')
                && !place.starts_with("//")
                && !place.contains(['\\', '\r', '\n', '\t']);
            (!ours).then(|| format!("leads to {place:?}"))
        }
        _ if what.starts_with("HEAD ") => (answer.status >= 500).then(|| "a fault".to_owned()),
        400..=499 if path.starts_with("/api/") => {
            let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap_or_default();
            let right = kind == "application/problem+json"
                && told["status"] == answer.status
                && told["title"].is_string();
            (!right).then(|| format!("is no problem in JSON: {kind} {}", answer.body))
        }
        // A draft is kept by a script, which shows the words itself.
        422 if path == "/drafts" => {
            (!answer.body.contains("\"words\":\"")).then(|| "says nothing".to_owned())
        }
        400..=499 => {
            let words = answer.body.contains("<h1>") && answer.body.contains("<main");
            (!words || !kind.starts_with("text/html"))
                .then(|| format!("is no page: {kind} {:.80}", answer.body))
        }
        _ => Some("is a fault of the server, or no answer of ours".to_owned()),
    }
}

/// Somebody who asks: their name, who they are, and what of others they must never read.
struct Asker {
    who: String,
    visitor: Visitor,
    never: Vec<String>,
}

/// Whoever has a post somewhere in the middle, and a stranger; a part of the crawl asks as some of them.
fn askers(site: &Site) -> Vec<Asker> {
    let role = |role: Role| {
        let within = marked::subtree("A1");
        let beyond = marked::UNITS.iter().map(|unit| unit.0).filter(|key| !within.contains(key));
        Asker {
            who: role.key().to_owned(),
            visitor: site.sign_in(role, &marked::code("A1")),
            never: beyond.flat_map(|key| [marked::text(key), marked::private(key)]).collect(),
        }
    };
    let mut all: Vec<_> = Role::ALL.into_iter().map(role).collect();
    let never = marked::UNITS.iter().map(|unit| marked::private(unit.0)).collect();
    all.push(Asker { who: "nobody".to_owned(), visitor: site.visitor(), never });
    all
}

/// The same on the example, which stands on both engines and in which no text says whose it is.
fn askers_of_example(site: &Site) -> Vec<Asker> {
    let asker = |role: Role| Asker {
        who: role.key().to_owned(),
        visitor: site.sign_in(role, "P"),
        never: Vec::new(),
    };
    Role::ALL.into_iter().map(asker).collect()
}

/// Addresses of a route with something odd in each part, the others filled with a key that may be one.
fn odd_addresses(path: &'static str) -> Vec<String> {
    let parts: Vec<_> = path.split('/').collect();
    let open: Vec<usize> =
        (0..parts.len()).filter(|at| parts.get(*at).is_some_and(|it| it.starts_with('{'))).collect();
    let mut all = Vec::new();
    for at in open {
        for key in KEYS {
            let filled = parts.iter().enumerate().map(|(place, part)| match part.starts_with('{') {
                true if place == at => *key,
                true => "1",
                false => part,
            });
            all.push(filled.collect::<Vec<_>>().join("/"));
        }
    }
    all
}

fn odd_questions(path: &str) -> Vec<String> {
    let named = NAMES.iter().flat_map(|name| KEYS.iter().map(move |key| format!("{name}={key}")));
    let all = named.chain(QUESTIONS.iter().map(|question| (*question).to_owned()));
    all.map(|question| format!("{path}?{question}")).collect()
}

/// Of many, some: others for every number, and as many as were chosen in a crawl at length.
fn some<T>(all: Vec<T>, number: usize, few: usize) -> Vec<T> {
    let few = chosen().unwrap_or(few);
    if all.len() <= few {
        return all;
    }
    let step = all.len() / few.max(1);
    all.into_iter().skip(number * 7 % step).step_by(step).take(few).collect()
}

/// Asks everybody's odd questions at every route that can be read.
fn reads(site: &Site, askers: Vec<Asker>, name: &str) {
    let before = site.register.journal().len();
    let mut crawl = Crawl::default();
    let routes: Vec<&Route> = earnest_web::routes().filter(|route| route.method == Verb::Get).collect();
    for (nth, mut asker) in askers.into_iter().enumerate() {
        for (number, route) in routes.iter().enumerate() {
            let addresses = match route.path.contains('{') {
                true => odd_addresses(route.path),
                false => odd_questions(route.path),
            };
            for address in some(addresses, number + nth * 5, 3) {
                let answer = asker.visitor.get(&address);
                crawl.check(&asker.who, &format!("GET {address}"), &answer);
                if let Some(mark) = asker.never.iter().find(|mark| answer.body.contains(*mark)) {
                    crawl.faults.push(format!("{} reads {mark} at {address}", asker.who));
                }
            }
        }
    }
    assert_eq!(site.register.journal().len(), before, "reading changes nothing");
    crawl.ends(name);
}

#[test]
fn whatever_stands_in_an_address_or_a_question_is_answered_in_words() {
    let site = Site::on(marked::register());
    let askers = askers(&site);
    reads(&site, askers, "odd addresses, SQLite");
}

#[test]
fn and_so_it_is_on_postgresql_where_numbers_and_texts_have_other_bounds() {
    let site = Site::with_example_on(Register::empty_postgres());
    let mut askers = askers_of_example(&site);
    if !at_length() {
        askers.truncate(2);
    }
    reads(&site, askers, "odd addresses, PostgreSQL");
}

#[test]
fn an_odd_word_in_a_filter_is_refused_and_never_answered_by_another_list() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    for (page, fields) in [
        ("/ledger", &["overdue", "own", "counted"][..]),
        ("/ledger/problems", &["overdue"]),
        ("/ledger/supervision", &["overdue"]),
        ("/sheets", &["mine"]),
        ("/plans", &["state"]),
        ("/tasks", &["side"]),
    ] {
        for field in fields {
            let answer = office.get(&format!("{page}?{field}=x"));
            assert_eq!(answer.status, 422, "{page}?{field}=x");
            assert_eq!(office.get(&format!("{page}?{field}=")).status, 200, "{page}?{field}=");
        }
    }
}
