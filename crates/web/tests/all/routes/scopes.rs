//! The walk of scopes: every route, by every role at several units of an organisation in which every name, code and
//! text says whose it is. Nobody sees, counts, searches, picks or changes what is not in their scope.
#![expect(clippy::panic, clippy::expect_used, reason = "helpers of tests may break off")]

#[path = "scopes/walker.rs"]
pub(super) mod walker;

use earnest_model::{actor::Role, permit::ActionKind};
use earnest_testkit::site::{Answer, Site, marked};
use earnest_web::frame::route::{Need, Route, Verb};
use walker::{Register, Walker};

fn is_public(route: &Route) -> bool {
    matches!(route.need, Need::Public | Need::May(ActionKind::ReadPublished))
}

/// The page without the links and forms that repeat its own address.
fn without_address(page: &str) -> String {
    page.lines()
        .filter(|line| !["lang=", "as=csv", "name=\"page\""].iter().any(|mark| line.contains(mark)))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Questions that any page may be asked: about a unit, a round, a record, by words; as page and as file.
/// `but`: keys of units whose records are not asked for.
fn questions(register: &mut Register, unit: &str, but: &[&str]) -> Vec<String> {
    let mut of = |what: &str| {
        let mut all = register.fillings(what);
        all.retain(|(_, key)| !but.contains(key));
        let found = all.iter().find(|(_, key)| *key == unit).or_else(|| {
            let within = marked::subtree(unit);
            all.iter().find(|(_, key)| within.contains(key))
        });
        found.map_or("999999".to_owned(), |(value, _)| value.clone())
    };
    let problem = of("/problems");
    let (round, check, observation) = (of("/rounds"), of("spot_check"), of("observation"));
    let (code, name) = (marked::code(unit), marked::name(unit));
    let all = format!("unit={code}&round={round}&spot_check={check}&observation={observation}");
    vec![
        String::new(),
        "as=csv".to_owned(),
        format!("unit={code}"),
        format!("unit={code}&as=csv"),
        format!("round={round}"),
        format!("round={round}&as=csv"),
        format!("spot_check={check}"),
        format!("observation={observation}"),
        format!("q={name}"),
        format!("at=/units/{code}"),
        format!("at=/problems/{problem}"),
        format!("q={}", marked::text(unit)),
        all,
    ]
}

fn encoded(question: &str) -> String {
    let byte = |byte: u8| match byte {
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    question.bytes().map(byte).collect()
}

/// What was found where it must not be.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn note(&mut self, right: bool, fault: impl FnOnce() -> String) {
        if !right {
            self.0.push(fault());
        }
    }
}

impl Drop for Faults {
    fn drop(&mut self) {
        if !self.0.is_empty() && !std::thread::panicking() {
            panic!(
                "{} faults, the first of them:\n{}",
                self.0.len(),
                self.0.iter().take(25).cloned().collect::<Vec<_>>().join("\n")
            );
        }
    }
}

fn check(faults: &mut Faults, walker: &Walker, route: &Route, address: &str, answer: &Answer, asked: &str) {
    let known = [200, 303, 401, 404, 409, 422].contains(&answer.status);
    faults.note(known, || format!("{} at {address}: {}", walker.said(), answer.status));
    if answer.header("content-type").contains("spreadsheet") {
        return;
    }
    let mut page = without_address(&answer.body);
    // A form goes back to the address that it came from.
    if let Some((_, query)) = address.split_once('?') {
        page = page.replace(&query.replace('&', "&#38;"), "");
    }
    // A box for words repeats what was asked.
    if let Some(words) = asked.strip_prefix("q=") {
        page = page.replace(words, "");
    }
    // Who takes part in a programme is known to everybody whom the programme concerns: by name, as on its standard.
    let bodies: Vec<_> = match route.path.starts_with("/programmes/{id}") {
        true => marked::BODIES.iter().map(|body| marked::name(body.1)).collect(),
        false => Vec::new(),
    };
    for mark in walker.forbidden(is_public(route)) {
        if bodies.contains(&mark) {
            continue;
        }
        if let Some(at) = page.find(&mark) {
            let from = (0..=at.saturating_sub(120)).rev().find(|at| page.is_char_boundary(*at)).unwrap_or(0);
            let seen: String = page.get(from..).unwrap_or_default().chars().take(160).collect();
            faults.0.push(format!(
                "{} finds {mark} at {address}: …{}…",
                walker.said(),
                seen.replace('\n', " ")
            ));
        }
    }
}

/// Reads everything, and everything that is not theirs.
fn read_all(site: &Site, walker: &mut Walker) -> usize {
    let mut register = Register::open(site);
    let own = walker.posts.first().map_or("P", |post| post.1);
    let foreign = ["B1", "P", "A2"].into_iter().find(|key| !walker.within.contains(key)).unwrap_or("B1");
    let mut asked = questions(&mut register, own, &[]);
    asked.extend(questions(&mut register, foreign, &walker.within).split_off(2));
    let (mut count, mut faults) = (0, Faults::default());
    for route in earnest_web::routes().filter(|route| route.method == Verb::Get) {
        if route.path.contains('{') {
            let missing = missing(walker, route, &[]);
            // Whoever has to choose a post first is led there, whatever is asked for.
            let gone = if missing.place().starts_with("/posts?") { 303 } else { 404 };
            for (address, key) in register.addresses(route.path) {
                let answer = walker.visitor.get(&address);
                check(&mut faults, walker, route, &address, &answer, "");
                if !is_public(route) && !walker.line.contains(&key) && !address.contains("/figures/") {
                    let (hidden, missing) = (without_address(&answer.body), without_address(&missing.body));
                    let same = (answer.status, hidden) == (gone, missing);
                    faults.note(same, || {
                        format!("{} opens {address} of {key}: {}", walker.said(), answer.status)
                    });
                }
                count += 1;
            }
        }
        let part = route.path.replace("{name}", "plans-reviewed");
        if part.contains('{') {
            continue;
        }
        for question in asked.iter().filter(|question| !question.starts_with("at=") || part == "/why") {
            let address =
                if question.is_empty() { part.clone() } else { format!("{part}?{}", encoded(question)) };
            let answer = walker.visitor.get(&address);
            check(&mut faults, walker, route, &address, &answer, question);
            count += 1;
        }
    }
    count
}

/// The answer to an address of which there is no record.
fn missing(walker: &mut Walker, route: &Route, fields: &[(&str, &str)]) -> Answer {
    let part = |part: &str| if part.starts_with('{') { "999999".to_owned() } else { part.to_owned() };
    let address = route.path.split('/').map(part).collect::<Vec<_>>().join("/");
    match route.method {
        Verb::Get => walker.visitor.get(&address),
        Verb::Post => walker.visitor.post(&address, fields),
    }
}

/// A form with which whoever may would get through.
fn form<'f>(unit: &'f str, round: &'f str) -> Vec<(&'f str, &'f str)> {
    let mut form = vec![("unit", unit), ("round", round)];
    form.extend([
        ("theme", "主题"),
        ("session_on", "2015-06-20"),
        ("outcome", "approve"),
        ("remarks", "说明"),
        ("evidence", "佐证材料"),
        ("progress", "50"),
        ("missing", "请写明"),
        ("reason", "理由"),
        ("seed", "01382438112797316654"),
        ("origin", "dice thrown in the hall before two witnesses"),
        ("rate", "20%"),
        ("class", "county"),
        ("aspect", "work"),
        ("body", "问题"),
        ("instance", "事例"),
        ("problem", "1"),
        ("role", "assessor"),
        ("from", "2015-06-01"),
        ("login", "walker"),
        ("title", "岗位"),
        ("post", "1"),
        ("kind", "seminar"),
        ("held_on", "2015-06-01"),
        ("minutes", "60"),
        ("present", "9"),
        ("expected", "9"),
        ("assessor", "1"),
        ("decision", "yes"),
        ("held", "yes"),
        ("mark-oneself", "10"),
        ("mark-duty", "10"),
        ("mark-cases", "10"),
        ("mark-in-time", "5"),
        ("mark-specific", "5"),
        ("0-aspect", "work"),
        ("0-body", "问题"),
        ("0-instance", "事例"),
        ("0-level", "team"),
        ("0-source", "self-examination"),
        ("0-found_on", "2015-06-01"),
        ("0-measure-0-body", "措施"),
        ("0-measure-0-owner", "主任"),
        ("0-measure-0-deliverable", "制度"),
        ("0-measure-0-due_on", "2015-07-10"),
        ("0-measure-0-time_class", "by-date"),
    ]);
    form
}

/// Sends every form to every record that is not theirs.
fn change_nothing(site: &Site, walker: &mut Walker) -> usize {
    let mut register = Register::open(site);
    let before = site.register.journal().len();
    let (mut count, mut faults) = (0, Faults::default());
    for route in
        earnest_web::routes().filter(|route| route.method == Verb::Post && route.need != Need::Public)
    {
        // The last two name nobody: links for those who wait in one's own part, and a text of one's own office.
        let own = ["/sign-out", "/me/password", "/accounts/invitations", "/inquiries/sources"];
        if own.contains(&route.path) {
            continue;
        }
        if route.path.contains('{') {
            let mut foreign: Vec<_> = register.addresses(route.path);
            foreign.retain(|(_, key)| !walker.within.contains(key));
            for (address, key) in foreign {
                let unit = marked::code(key);
                let form = form(&unit, "1");
                // What was typed stands on the page of a fault: so the same is sent to both.
                let missing = missing(walker, route, &form);
                assert_eq!(missing.status, 404, "{} at a missing {}", walker.said(), route.path);
                let answer = walker.visitor.post(&address, &form);
                let (hidden, missing) = (without_address(&answer.body), without_address(&missing.body));
                let same = (answer.status, hidden) == (404, missing);
                faults.note(same, || {
                    format!("{} sends to {address} of {key}: {}", walker.said(), answer.status)
                });
                count += 1;
            }
        } else {
            let foreign = ["B1", "B", "A2", "P"].into_iter().filter(|key| !walker.within.contains(key));
            for key in foreign.collect::<Vec<_>>() {
                let asked = questions(&mut register, key, &walker.within).pop().unwrap_or_default();
                let ours = marked::code(key);
                let round = register.fillings("/rounds").into_iter().find(|(_, at)| *at == key);
                let round = round.map_or("999999".to_owned(), |(value, _)| value);
                let answer = walker.visitor.post(&format!("{}?{asked}", route.path), &form(&ours, &round));
                let nowhere = "unit=zq-none&round=999999&spot_check=999999&observation=999999";
                let path = format!("{}?{nowhere}", route.path);
                let missing = walker.visitor.post(&path, &form("zq-none", "999999"));
                let same = answer.status != 303 && answer.status == missing.status;
                faults.note(same, || {
                    let (is, would) = (answer.status, missing.status);
                    format!(
                        "{} sends {} for {key}: {is}, a missing one gets {would}",
                        walker.said(),
                        route.path
                    )
                });
                count += 2;
            }
        }
        let unchanged = site.register.journal().len() == before;
        faults.note(unchanged, || format!("{} changed something at {}", walker.said(), route.path));
    }
    count
}

fn walk(posts: &[&[(Role, &'static str)]]) {
    let site = Site::on(marked::register());
    for posts in posts {
        let mut walker = Walker::new(&site, posts);
        let read = read_all(&site, &mut walker);
        if posts.len() > 1 {
            let page = walker.visitor.get("/posts").body;
            let mut values = page.split("name=\"post\" value=\"").skip(1);
            let post = values.find_map(|rest| rest.split('"').next()).expect("a post to choose");
            assert_eq!(walker.visitor.post("/posts", &[("post", post)]).place(), "/desk");
            read_all(&site, &mut walker);
        }
        let sent = change_nothing(&site, &mut walker);
        assert!(read > 100 && (sent > 10 || walker.within.len() == marked::UNITS.len()), "{read} {sent}");
    }
}

#[test]
fn an_administrator_walks() {
    walk(&[&[(Role::Administrator, "A")], &[(Role::Administrator, "A1")]]);
}

#[test]
fn an_office_walks() {
    walk(&[&[(Role::Office, "A")], &[(Role::Office, "A1")]]);
}

#[test]
fn an_assessor_walks() {
    walk(&[&[(Role::Assessor, "P")], &[(Role::Assessor, "A")], &[(Role::Assessor, "A1")]]);
}

#[test]
fn an_officer_walks() {
    walk(&[&[(Role::UnitOfficer, "A")], &[(Role::UnitOfficer, "A1T")]]);
}

#[test]
fn a_head_walks() {
    walk(&[&[(Role::UnitHead, "A")], &[(Role::UnitHead, "A1")]]);
}

#[test]
fn an_auditor_walks() {
    walk(&[&[(Role::Auditor, "P")], &[(Role::Auditor, "A")], &[(Role::Auditor, "A1T")]]);
}

#[test]
fn whoever_holds_posts_in_two_parts_of_the_tree_sees_these_parts_alone() {
    walk(&[
        &[(Role::UnitOfficer, "A1"), (Role::Assessor, "G")],
        &[(Role::UnitHead, "A1T"), (Role::Auditor, "A2")],
    ]);
}

/// The counties of A are the sector of its department: what is theirs may be seen, what stands beneath them may not.
#[test]
fn the_people_of_a_joining_body_see_their_sector_and_nothing_else() {
    let site = Site::on(marked::register());
    for role in [Role::Assessor, Role::Office] {
        let mut walker = Walker::new(&site, &[(role, "AD")]);
        walker.within.extend(["A1", "A2"]);
        // An example of the round is held up to everybody in it, under the name of its unit.
        walker.line.extend(["A1", "A2", "A1T"]);
        assert!(read_all(&site, &mut walker) > 100);
        change_nothing(&site, &mut walker);
    }
}

#[test]
fn a_stranger_finds_no_text_and_no_person_on_what_is_public() {
    let site = Site::on(marked::register());
    let mut register = Register::open(&site);
    let mut faults = Faults::default();
    let mut walker =
        Walker { posts: Vec::new(), visitor: site.visitor(), within: Vec::new(), line: Vec::new() };
    for route in earnest_web::routes().filter(|route| route.method == Verb::Get) {
        for (address, _) in register.addresses(route.path) {
            let answer = walker.visitor.get(&address);
            check(&mut faults, &walker, route, &address, &answer, "");
        }
    }
}

/// What others do changes nothing that one reads: no count, no page, no file.
#[test]
fn whatever_happens_elsewhere_no_page_of_ours_changes() {
    let site = Site::on(marked::register());
    let mut walkers: Vec<_> = Role::ALL
        .into_iter()
        .flat_map(|role| ["A", "A1"].map(|unit| Walker::new(&site, &[(role, unit)])))
        .collect();
    let before: Vec<_> = walkers.iter_mut().map(|walker| own_pages(&site, walker)).collect();
    marked::more_of_b(&site.register);
    for (walker, before) in walkers.iter_mut().zip(before) {
        let after = own_pages(&site, walker);
        assert!(before.len() > 20);
        for ((address, was), (_, is)) in before.iter().zip(&after) {
            assert_eq!(was, is, "{} at {address}", walker.said());
        }
    }
}

fn own_pages(site: &Site, walker: &mut Walker) -> Vec<(String, String)> {
    let mut register = Register::open(site);
    let own = walker.posts.first().map_or("P", |post| post.1);
    let asked = questions(&mut register, own, &[]);
    let mut pages = Vec::new();
    for route in earnest_web::routes().filter(|route| route.method == Verb::Get && !is_public(route)) {
        let addresses: Vec<String> = if route.path.contains('{') {
            let mine = register.addresses(route.path).into_iter();
            mine.filter(|(_, key)| walker.within.contains(key)).map(|(address, _)| address).collect()
        } else {
            asked.iter().take(3).map(|question| format!("{}?{}", route.path, encoded(question))).collect()
        };
        pages.extend(addresses.into_iter().map(|address| {
            let answer = walker.visitor.get(&address);
            // Pages that a device takes along are one line; as pages they have several.
            let body = match answer.header("content-type") {
                "application/json" => answer.body.replace("\\n", "\n").replace("\\\"", "\""),
                _ => answer.body.clone(),
            };
            // Every filling of a form has a token of its own.
            let lines = body.lines().filter(|line| !line.contains("name=\"once\""));
            (address, lines.collect::<Vec<_>>().join("\n"))
        }));
    }
    pages
}
