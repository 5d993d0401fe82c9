//! The last minute before a deadline: many people submit their plans at once, from a second process over loopback.
//!
//! `cargo run --release -p earnest-web --example burst -- [PEOPLE] [SECONDS]` builds a register of that many units, serves it
//! with its durable settings, lets the second process sign everybody in and send the forms spread over the seconds, and
//! says how long the answers took and whether a plan is missing.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "an example for the workshop, that breaks off when something is wrong"
)]

use earnest_app::{
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        standard_publish::publish_standard,
    },
    units::unit_import::import_units,
};
use earnest_model::actor::Role;
use earnest_testkit::OPERATOR;
use earnest_testkit::{
    assessment::standard,
    register::{Register, tiers},
    site::{PASSWORD, Site},
};
use std::{
    process::Command,
    thread,
    time::{Duration, Instant},
};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    if first.as_deref() == Some("people") {
        let (host, logins, seconds) = (arguments.next(), arguments.next(), arguments.next());
        people(&host.expect("a host"), &logins.expect("logins"), number(seconds, 60));
        return;
    }
    let (count, seconds) = (number(first, 500), number(arguments.next(), 60));
    let (site, logins) = site(count);
    let me = std::env::current_exe().expect("this program");
    let status = Command::new(me)
        .args(["people", &site.host, &logins.join(","), &seconds.to_string()])
        .status()
        .expect("the second process runs");
    assert!(status.success());
    let submitted = site.register.journal().iter().filter(|action| *action == "submit-plan").count();
    println!("{submitted} of {count} plans are in the journal");
    assert_eq!(submitted as u64, count, "a plan is lost");
}

fn number(text: Option<String>, otherwise: u64) -> u64 {
    text.map_or(otherwise, |text| text.parse().expect("a number"))
}

/// A root with so many units beneath it, a round that is open, an officer for each.
fn site(count: u64) -> (Site, Vec<String>) {
    let register = Register::empty_sqlite();
    register.store.relax_durability(true).expect("quick building");
    let mut file = "code,name,parent_code,tier,class\nP,root,,province,province\n".to_owned();
    for unit in 0..count {
        file.push_str(&format!("U{unit},unit {unit},P,prefecture,prefecture\n"));
    }
    import_units(&register.context(&OPERATOR), file.as_bytes(), &tiers(), Default::default())
        .expect("units import");
    let office = register.actor(Role::Office, "P");
    let context = register.context(&office);
    let day = register.today.get();
    let round = PlanRound { number: 1, topic: "topic", opens_on: day, plans_due_on: day, ends_on: day };
    let set_up =
        SetUp { organiser: "P", key: "burst", title: "programme", goal: "goal", rounds: vec![round] };
    let (_, rounds) = set_up_programme(&context, &set_up).expect("a programme");
    publish_standard(&context, "P", &standard()).expect("a standard");
    advance_round(&context, rounds.into_iter().next().expect("a round")).expect("the round opens");
    let officers =
        (0..count).map(|unit| register.account(Role::UnitOfficer, &format!("U{unit}"), Some(PASSWORD)).0);
    let logins = officers.collect();
    register.store.relax_durability(false).expect("durable again");
    (Site::on(register), logins)
}

/// The second process: everybody signs in and opens the form; then all submit within the seconds.
fn people(host: &str, logins: &str, seconds: u64) {
    let keys = earnest_testkit::pack::shipped().checklist_keys();
    let logins: Vec<&str> = logins.split(',').collect();
    let text = "结合本单位职责逐条落实；由办公室牵头，六月二十日前完成。".repeat(8);
    let mut people: Vec<_> = logins
        .iter()
        .map(|login| {
            let mut person = earnest_testkit::site::Visitor::at(host);
            let answer = person.post("/sign-in", &[("login", login), ("password", PASSWORD)]);
            assert_eq!(answer.status, 303, "{login} signs in");
            person
        })
        .collect();
    for (unit, person) in people.iter_mut().enumerate() {
        let form = person.get(&format!("/plans/new?round=1&unit=U{unit}"));
        assert_eq!(form.status, 200, "{}", form.body);
    }
    let pause = Duration::from_millis(seconds * 1_000 / logins.len().max(1) as u64);
    let began = Instant::now();
    let sent: Vec<_> = people
        .into_iter()
        .enumerate()
        .map(|(unit, mut person)| {
            let (keys, text) = (keys.clone(), text.clone());
            thread::spawn(move || {
                thread::sleep(pause * u32::try_from(unit).unwrap_or_default());
                let sections: Vec<_> = keys.iter().map(|key| format!("section-{key}")).collect();
                let mut fields = vec![("theme", "严以修身"), ("session_on", "2015-06-20")];
                fields.extend(sections.iter().map(|key| (key.as_str(), text.as_str())));
                let at = Instant::now();
                let answer = person.post(&format!("/plans/new?round=1&unit=U{unit}"), &fields);
                assert_eq!(answer.status, 303, "{}", answer.body);
                at.elapsed()
            })
        })
        .collect();
    let mut took: Vec<Duration> = sent.into_iter().map(|one| one.join().expect("an answer")).collect();
    took.sort_unstable();
    let at =
        |share: usize| took.get((took.len() * share / 100).min(took.len() - 1)).copied().unwrap_or_default();
    println!(
        "{} plans within {:.1?}: half of the answers within {:.1?}, 95 % within {:.1?}, 99 % within {:.1?}, all within {:.1?}",
        took.len(),
        began.elapsed(),
        at(50),
        at(95),
        at(99),
        at(100),
    );
}
