//! What each kind of page of the demonstration costs: statements, steps of SQLite's engine, rows of whole tables, bytes.
//! None of it depends on how busy the machine is. `cargo xtask pages` prints the table, holds it against the one that is kept
//! (bench/pages.txt) and writes that anew with `--write`; the test command looks at a few pages of a small register.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "helpers of tests may break off; whoever asks for the table chooses so and is shown it"
)]

use earnest_model::actor::Role;
use earnest_testkit::{
    demonstration::{PASSWORD, demonstration},
    site::{Site, Visitor, marked},
};
use earnest_web::{
    edge::{Edge, page},
    frame::route::Verb,
    routes,
};
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fmt::Write as _,
    fs,
    path::Path,
    sync::Arc,
};

/// Where a crawl of the pages begins.
const BEGINS: [&str; 4] = ["/desk", "/board", "/report", "/ledger"];
/// The costs of a page in the order of the table.
const COSTS: [&str; 5] = ["statements", "steps", "scanned", "planned_anew", "bytes"];

/// The address that was asked for, and its costs.
type Line = (String, [u64; 5]);

/// The route that answers at a path: words go before parts that are open.
fn route_of(path: &str) -> Option<&'static str> {
    let open = |part: &str| part.starts_with('{');
    let fits = |pattern: &str| {
        let (wanted, given): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
        wanted.len() == given.len()
            && wanted.iter().zip(&given).all(|(part, given)| open(part) || part == given)
    };
    let reading = routes().filter(|route| route.method == Verb::Get).map(|route| route.path);
    reading
        .filter(|pattern| fits(pattern))
        .min_by_key(|pattern| pattern.split('/').filter(|part| open(part)).count())
}

/// Asks once for each kind of page that can be reached by links, and tells what each cost.
fn costs(visitor: &mut Visitor, edge: &Edge) -> BTreeMap<&'static str, Line> {
    let mut found: BTreeMap<&'static str, Line> = BTreeMap::new();
    let mut queue: VecDeque<String> = BEGINS.map(str::to_owned).into();
    let mut asked = BTreeSet::new();
    // What came before, such as the page of the door, is none of it.
    let before = page(edge, &[], &[]);
    while let Some(address) = queue.pop_front() {
        let path = address.split('?').next().unwrap_or_default();
        let Some(route) = route_of(path) else { continue };
        if !asked.insert(route) {
            continue;
        }
        let answer = visitor.get(&address);
        assert!(matches!(answer.status, 200 | 303 | 404 | 409), "{address}: {}", answer.status);
        if answer.status != 200 {
            continue;
        }
        let bytes = u64::try_from(answer.bytes.len()).unwrap();
        found.insert(route, (address.clone(), [0, 0, 0, 0, bytes]));
        for link in answer.body.split("href=\"/").skip(1) {
            let link = link.split(['"', '#']).next().unwrap_or_default();
            queue.push_back(format!("/{}", link.replace("&amp;", "&")));
        }
    }
    let after = page(edge, &[], &[]);
    for (route, (_, costs)) in &mut found {
        for (cost, name) in costs.iter_mut().zip(COSTS).filter(|(_, name)| *name != "bytes") {
            let line = format!("earnest_{name}_total{{method=\"GET\",route=\"{route}\"}} ");
            let of =
                |text: &str| text.lines().find_map(|found| found.strip_prefix(&line)?.parse::<u64>().ok());
            *cost = of(&after).unwrap_or_default() - of(&before).unwrap_or_default();
        }
    }
    found
}

fn written(table: &BTreeMap<&'static str, Line>) -> String {
    let mut text = format!("route\taddress\t{}\n", COSTS.join("\t"));
    for (route, (address, costs)) in table {
        let costs = costs.map(|cost| cost.to_string()).join("\t");
        writeln!(text, "{route}\t{address}\t{costs}").unwrap();
    }
    text
}

/// What got worse by more than a tenth, beyond what a row or two make.
fn worse(kept: &str, table: &BTreeMap<&'static str, Line>) -> Vec<String> {
    let mut worse = Vec::new();
    for line in kept.lines().skip(1) {
        let mut fields = line.split('\t');
        let (Some(route), Some(_)) = (fields.next(), fields.next()) else { continue };
        let Some((_, costs)) = table.get(route) else {
            worse.push(format!("{route} is not reached any more"));
            continue;
        };
        for ((name, cost), kept) in
            COSTS.iter().zip(costs).zip(fields.filter_map(|kept| kept.parse::<u64>().ok()))
        {
            let least = if *name == "statements" { 0 } else { 100 };
            if *cost > kept + (kept / 10).max(least) {
                worse.push(format!("{route}: {cost} {name}, {kept} in the table"));
            }
        }
    }
    worse
}

fn site_of(register: earnest_testkit::register::Register) -> (Site, Arc<Edge>) {
    let edge = Arc::new(Edge::default());
    let own = Arc::clone(&edge);
    (Site::set_up(register, |state| state.edge = own), edge)
}

#[test]
fn no_kind_of_page_of_the_demonstration_costs_more_than_its_table_says() {
    let Ok(wish) = std::env::var("EARNEST_PAGES") else { return };
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bench/pages.txt");
    let (site, edge) = site_of(demonstration());
    let login = earnest_demo::logins(&earnest_testkit::pack::shipped()).unwrap().into_iter();
    let office = login.filter(|login| login.role == Role::Office).map(|login| login.login).next().unwrap();
    let mut visitor = site.visitor();
    assert_eq!(visitor.post("/sign-in", &[("login", &office), ("password", PASSWORD)]).status, 303);
    let table = costs(&mut visitor, &edge);
    let text = written(&table);
    println!("{text}");
    if wish == "write" {
        fs::write(&kept, &text).unwrap();
    }
    let worse = worse(&fs::read_to_string(&kept).unwrap(), &table);
    assert!(worse.is_empty(), "{}", worse.join("\n"));
}

#[test]
fn pages_plan_no_kept_statement_anew_and_the_lightest_take_few() {
    let (site, edge) = site_of(marked::register());
    let mut office = site.sign_in(Role::Office, &marked::code("P"));
    // What the first page prepares, the second finds.
    for _ in 0..2 {
        assert_eq!(office.get("/desk").status, 200);
        assert_eq!(office.get("/ledger").status, 200);
    }
    let text = page(&edge, &[], &[]);
    for route in ["/desk", "/ledger"] {
        let line = format!("earnest_planned_anew_total{{method=\"GET\",route=\"{route}\"}} 0");
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
}
