//! What a case holds, for whom, and how its owner stands when the device asks.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

use earnest_app::{
    assessing::observer_assign::{Assign, assign_observer},
    people::account_change::switch_account,
};
use earnest_model::{actor::Role, hash::sha256_hex, id::RoundId};
use earnest_testkit::site::{PASSWORD, Site, Visitor};
use serde_json::Value;

/// Where the sheet of [`listener`] is.
pub const SHEET: &str = "/sheets/new?observation=3";

/// The login of an assessor who was sent to listen to A.
pub fn listener(site: &Site) -> String {
    let (login, actor) = site.register.account(Role::Assessor, "P", Some(PASSWORD));
    let office = site.register.actor(Role::Office, "P");
    let assign =
        Assign { round: RoundId(1), unit: "A", assessor: actor.account().unwrap(), session_on: "2015-06-20" };
    assign_observer(&site.register.context(&office), &assign).unwrap();
    login
}

/// Somebody who has just signed in with a login.
pub fn sign_in(site: &Site, login: &str) -> Visitor {
    let mut visitor = site.visitor();
    assert_eq!(visitor.post("/sign-in", &[("login", login), ("password", PASSWORD)]).status, 303);
    visitor
}

/// The pages of somebody's case.
pub fn items(visitor: &mut Visitor) -> Vec<Value> {
    let answer = visitor.get("/case/content.json");
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.header("cache-control"), "no-store, private");
    let told: Value = serde_json::from_str(&answer.body).unwrap();
    told["items"].as_array().unwrap().clone()
}

fn addresses(visitor: &mut Visitor) -> Vec<String> {
    items(visitor).iter().map(|item| item["at"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_carries_what_they_owe_outside_and_could_open_by_themselves() {
    let site = Site::with_example();
    let login = listener(&site);
    let mut people = vec![sign_in(&site, &login)];
    for (role, unit) in [
        (Role::Office, "P"),
        (Role::UnitOfficer, "A"),
        (Role::UnitOfficer, "B"),
        (Role::UnitHead, "A"),
        (Role::Auditor, "P"),
    ] {
        people.push(site.sign_in(role, unit));
    }
    let mut all = Vec::new();
    for (place, visitor) in people.iter_mut().enumerate() {
        let carried = addresses(visitor);
        for at in &carried {
            assert_eq!(visitor.get(at).status, 200, "the {place}. at {at}");
        }
        all.push(carried);
    }
    let [assessor, office, officer, neighbour, ..] = all.as_slice() else { panic!("{all:?}") };
    assert!(assessor.iter().any(|at| at == SHEET), "{assessor:?}");
    for beside in ["/plans/1", "/observations/3"] {
        assert!(assessor.iter().any(|at| at == beside), "{beside} beside the sheet: {assessor:?}");
    }
    assert!(office.iter().any(|at| at == "/measures/2"), "a closure to be verified: {office:?}");
    assert!(officer.iter().any(|at| at == "/measures/4"), "{officer:?}");
    assert!(neighbour.iter().all(|at| !officer.contains(at)), "{neighbour:?} beside {officer:?}");
}

#[test]
fn a_page_of_a_case_is_the_page_without_its_frame_and_without_the_token_of_the_session() {
    let site = Site::with_example();
    let login = listener(&site);
    let mut assessor = sign_in(&site, &login);
    let sheet = items(&mut assessor).into_iter().find(|item| item["at"] == SHEET).unwrap();
    let html = sheet["html"].as_str().unwrap();
    let page = assessor.get(SHEET).body;
    for name in ["mark-oneself", "mark-duty", "remarks", "opened", "seen", "page"] {
        let field = format!("name=\"{name}\"");
        assert!(html.contains(&field) && page.contains(&field), "{name}");
    }
    assert!(html.contains("inputmode=\"decimal\"") && html.contains("data-unseen="), "a pad, and a button");
    assert!(!html.contains(assessor.token()) && !html.contains("<nav id=\"nav\""));
    assert_eq!(sheet["work"], true);
}

#[test]
fn what_a_colleague_has_in_hand_is_not_carried() {
    let site = Site::with_example();
    let (mut one, mut other) = (site.sign_in(Role::Office, "P"), site.sign_in(Role::Office, "P"));
    assert!(addresses(&mut other).contains(&"/measures/2".to_owned()));
    let desk = one.get("/desk?kind=closure-verification").body;
    let thing = desk.split_once("name=\"thing\" value=\"").unwrap().1.split('"').next().unwrap();
    let taken = one.post("/desk/taking?kind=closure-verification", &[("thing", thing), ("step", "take")]);
    assert_eq!(taken.status, 303, "{}", taken.body);
    assert!(addresses(&mut one).contains(&"/measures/2".to_owned()));
    assert!(!addresses(&mut other).contains(&"/measures/2".to_owned()));
}

fn standing(visitor: &mut Visitor, owner: i64, mark: &str) -> (String, String) {
    let answer = visitor.get(&format!("/case/standing?owner={owner}&mark={mark}"));
    assert_eq!(answer.status, 200, "{}", answer.body);
    let told: Value = serde_json::from_str(&answer.body).unwrap();
    (told["state"].as_str().unwrap().to_owned(), told["csrf"].as_str().unwrap().to_owned())
}

#[test]
fn the_owner_of_a_case_is_here_at_the_door_or_gone_and_nobody_else_is_told_more() {
    let site = Site::start();
    let (login, actor) = site.register.account(Role::UnitOfficer, "A", Some(PASSWORD));
    let owner = actor.account().unwrap();
    let mut person = site.visitor();
    person.post("/sign-in", &[("login", &login), ("password", PASSWORD)]);
    person.get("/desk");
    let token = person.token().to_owned();
    let mark = sha256_hex(token.as_bytes());
    assert_eq!(standing(&mut person, owner.0, &mark), ("here".to_owned(), token));
    let mut other = site.sign_in(Role::Office, "P");
    assert_eq!(standing(&mut other, owner.0, &mark), ("other".to_owned(), String::new()));
    let mut nobody = site.visitor();
    assert_eq!(standing(&mut nobody, owner.0, &mark), ("door".to_owned(), String::new()));
    assert_eq!(person.post("/sign-out", &[]).status, 303);
    assert_eq!(standing(&mut person, owner.0, &mark).0, "door");
    let administrator = site.register.actor(Role::Administrator, "P");
    switch_account(&site.register.context(&administrator), owner, true).unwrap();
    assert_eq!(standing(&mut nobody, owner.0, &mark).0, "ended");
    assert_eq!(standing(&mut nobody, owner.0, "guessed").0, "door", "a stranger with no mark learns nothing");
}

#[test]
fn what_a_device_keeps_of_the_house_is_nobodys() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let (mine, strangers) = (office.get("/case/offline"), site.visitor().get("/case/offline"));
    assert_eq!((mine.status, strangers.status), (200, 200));
    for page in [&mine.body, &strangers.body] {
        assert!(
            !page.contains("data-account") && !page.contains("sign-out") && !page.contains("csrf"),
            "{page}"
        );
    }
    let worker = site.visitor().get("/service-worker.js");
    assert_eq!(worker.header("content-type"), "text/javascript; charset=utf-8");
    let files = worker.body.split('"').filter(|word| word.starts_with("/assets/")).map(str::to_owned);
    let files: Vec<_> = files.collect();
    assert_eq!(files.len(), 5, "{files:?}");
    assert!(files.iter().all(|file| site.visitor().get(file).status == 200));
    let manifest: Value =
        serde_json::from_str(&site.visitor().get("/case/manifest.webmanifest").body).unwrap();
    assert_eq!(manifest["start_url"], "/case");
    for icon in manifest["icons"].as_array().unwrap() {
        let answer = site.visitor().get(icon["src"].as_str().unwrap());
        assert_eq!(answer.header("content-type"), icon["type"].as_str().unwrap());
    }
    assert_eq!(site.visitor().get("/case/icons/7").status, 404);
}

#[test]
fn without_scripts_the_page_says_what_is_missing_and_leads_to_the_ordinary_forms() {
    let site = Site::with_example();
    let login = listener(&site);
    let page = sign_in(&site, &login).get("/case?lang=en").body;
    assert!(
        page.contains("this browser runs none") && page.contains("href=\"/sheets/new?observation=3\""),
        "{page}"
    );
}
