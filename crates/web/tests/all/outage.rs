//! What people see when the register can't be reached, and how soon they see it again.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "helpers of tests may break off, and a test of waits measures them"
)]

use crate::forms::every_form::Page;
use earnest_model::actor::Role;
use earnest_testkit::{
    postgres::Session,
    register::Register,
    site::{PASSWORD, Site},
};
use std::time::{Duration, Instant};

fn sign_in(site: &Site, login: &str) -> u16 {
    site.visitor().post("/sign-in", &[("login", login), ("password", PASSWORD)]).status
}

#[test]
fn a_database_server_that_comes_back_is_written_to_within_a_second() {
    let site = Site::on(Register::empty_on_own_server().with_organisation());
    let (login, _) = site.register.account(Role::Office, "P", Some(PASSWORD));
    assert_eq!(sign_in(&site, &login), 303);
    for round in 1..=2 {
        site.register.falls_over();
        let back = Instant::now();
        assert_eq!(sign_in(&site, &login), 303, "fall {round}: the writer is made anew");
        assert!(back.elapsed() < Duration::from_secs(1), "{:?}", back.elapsed());
        assert_eq!(site.visitor().get("/circulars").status, 200, "and so are the readers");
    }
    let (again, _) = site.register.account(Role::Office, "P", Some(PASSWORD));
    assert_eq!(sign_in(&site, &again), 303, "a use case with an act, through another store");
}

#[test]
fn in_an_outage_whoever_is_signed_in_is_not_taken_for_nobody_and_all_are_told_when_to_come_again() {
    let site = Site::on(Register::empty_postgres().with_organisation());
    let mut office = site.sign_in(Role::Office, "P");
    let mut leaver = site.sign_in(Role::Auditor, "P");
    assert_eq!((office.get("/desk").status, leaver.get("/desk").status), (200, 200));
    site.register.out(true);
    let asked = Instant::now();
    let answers = [
        office.get("/desk"),
        office.get("/api/v1/circulars"),
        office.post("/me/letters", &[("mode", "never")]),
        site.visitor().get("/circulars"),
        site.visitor().post("/sign-in", &[("login", "a"), ("password", "b")]),
    ];
    for (place, answer) in answers.iter().enumerate() {
        assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{place}: {}", answer.body);
    }
    assert!(asked.elapsed() < Duration::from_secs(25), "every wait has an end: {:?}", asked.elapsed());
    let token = leaver.cookie("earnest_session").to_owned();
    assert_eq!((leaver.post("/sign-out", &[]).status, leaver.cookie("earnest_session")), (303, ""));
    site.register.out(false);
    assert_eq!(office.get("/desk").status, 200, "the session is still there");
    let head = format!("Host: localhost\r\nConnection: close\r\nCookie: earnest_session={token}");
    let back = site.visitor().raw(format!("GET /desk HTTP/1.1\r\n{head}\r\n\r\n").as_bytes());
    assert_eq!(back.status, 303, "whoever left in the outage is gone");
    assert_eq!(sign_in(&site, "a"), 422, "what failed in the outage was no attempt");
}

#[test]
fn a_register_that_somebody_else_holds_is_read_at_once_and_a_writer_is_told_after_seconds() {
    let site = Site::on(Register::empty_postgres().with_organisation());
    let (login, _) = site.register.account(Role::Office, "P", Some(PASSWORD));
    let mut lock = Session::open(site.register.url()).unwrap();
    lock.ask("select pg_advisory_lock(4701938)").unwrap();
    locked(&site, &login);
    lock.ask("select pg_advisory_unlock(4701938)").unwrap();
    assert_eq!(sign_in(&site, &login), 303);
}

#[test]
fn a_file_that_somebody_else_holds_is_read_at_once_and_a_writer_is_told_after_seconds() {
    let site = Site::start();
    let (login, _) = site.register.account(Role::Office, "P", Some(PASSWORD));
    let other = site.register.open_again();
    let work = other.begin(earnest_model::Timestamp::UNIX_EPOCH).unwrap();
    locked(&site, &login);
    drop(work);
    assert_eq!(sign_in(&site, &login), 303);
}

/// Ten write while the register is held: each is told within seconds, and a public page waits for none of them.
fn locked(site: &Site, login: &str) {
    let writers: Vec<_> = (0..10)
        .map(|_| {
            let (mut visitor, login) = (site.visitor(), login.to_owned());
            std::thread::spawn(move || {
                let asked = Instant::now();
                let answer = visitor.post("/sign-in", &[("login", &login), ("password", PASSWORD)]);
                (answer.status, asked.elapsed())
            })
        })
        .collect();
    std::thread::sleep(Duration::from_millis(1_500));
    let asked = Instant::now();
    assert_eq!(site.visitor().get("/circulars").status, 200);
    let took = asked.elapsed();
    assert!(took < Duration::from_millis(1_000), "a page beside waiting writers: {took:?}");
    for writer in writers {
        let (status, took) = writer.join().unwrap();
        assert!(matches!(status, 503 | 429) && took < Duration::from_secs(20), "{status} after {took:?}");
    }
}

/// Where a table is locked, as a migration of another program does it.
fn lock(site: &Site, table: &str) -> Session {
    let mut lock = Session::open(site.register.url()).unwrap();
    lock.ask("begin").unwrap();
    lock.ask(&format!("lock table \"{table}\" in access exclusive mode")).unwrap();
    lock
}

#[test]
fn a_table_that_somebody_else_locks_holds_up_the_pages_that_need_it_and_no_others() {
    let site = Site::on(Register::empty_postgres().with_organisation());
    assert_eq!((site.visitor().get("/circulars").status, site.visitor().get("/draws").status), (200, 200));
    let mut held = lock(&site, "circular");
    let waiting: Vec<_> = (0..40)
        .map(|_| {
            let mut visitor = site.visitor();
            std::thread::spawn(move || {
                let asked = Instant::now();
                let answer = visitor.get("/circulars");
                (answer.status, answer.header("retry-after").to_owned(), asked.elapsed())
            })
        })
        .collect();
    for _ in 0..8 {
        std::thread::sleep(Duration::from_millis(200));
        for page in ["/draws", "/sign-in"] {
            let asked = Instant::now();
            assert_eq!(site.visitor().get(page).status, 200, "{page}");
            assert!(asked.elapsed() < Duration::from_millis(1_000), "{page}: {:?}", asked.elapsed());
        }
    }
    for visitor in waiting {
        let (status, again, took) = visitor.join().unwrap();
        // It was shown before, and is shown as it was then.
        assert_eq!((status, &*again), (200, ""));
        assert!(took < Duration::from_secs(6), "{took:?}");
    }
    held.ask("rollback").unwrap();
    assert_eq!(site.visitor().get("/circulars").status, 200, "the first that tries it finds it open");
    let all: Vec<_> = (0..6)
        .map(|_| site.visitor())
        .map(|mut visitor| std::thread::spawn(move || visitor.get("/circulars").status))
        .collect();
    assert!(all.into_iter().all(|one| one.join().unwrap() == 200), "and so do all others");
}

#[test]
fn a_page_is_shown_though_what_the_register_says_of_itself_is_locked() {
    let site = Site::on(Register::empty_postgres().with_organisation());
    let mut office = site.sign_in(Role::Office, "P");
    assert_eq!((office.get("/me").status, site.visitor().get("/draws").status), (200, 200));
    let mut held = lock(&site, "pack");
    for _ in 0..3 {
        let asked = Instant::now();
        assert_eq!(site.visitor().get("/draws").status, 200);
        assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
        site.passes(20);
    }
    held.ask("rollback").unwrap();
    assert_eq!(office.get("/me").status, 200);
}

#[test]
fn words_that_come_back_in_an_outage_stand_beside_what_was_asked_in_the_words_that_were_chosen() {
    let site = Site::on(Register::empty_postgres().with_organisation());
    let mut office = site.sign_in(Role::Office, "P");
    office.languages = "en".to_owned();
    let page = Page::of(&mut office, "/me");
    let form = page.form("/me/letters");
    let chosen = form.0.controls.iter().find(|one| one.name == "mode" && !one.on).unwrap().clone();
    assert!(!chosen.words.is_empty() && chosen.words != chosen.value, "{chosen:?}");
    site.register.out(true);
    let told = form.send(&mut office, &[("mode", &chosen.value), ("address", "a@example.org")]);
    site.register.out(false);
    assert_eq!(told.status, 503);
    let row = format!("<dd class=\"written\">{}</dd>", chosen.words);
    assert!(
        told.body.contains(&row)
            && !told.body.contains(&format!("<dd class=\"written\">{}</dd>", chosen.value)),
        "{}",
        told.body
    );
    let asked = form.0.controls.iter().filter(|one| one.name == "address" && !one.label.is_empty());
    for control in asked {
        assert!(told.body.contains(&format!(">{}</dt>", control.label)), "{}: {}", control.name, told.body);
    }
    assert!(told.body.contains("Nothing was done"), "of a form it is said");
    let mut other = site.sign_in(Role::Office, "P");
    other.languages = "en".to_owned();
    other.get("/desk");
    site.register.out(true);
    let read = other.get("/desk");
    assert!(
        read.status == 503 && !read.body.contains("Nothing was done"),
        "nobody asked for anything to be done"
    );
    let left = other.post("/sign-out", &[]);
    assert_eq!(left.status, 303);
    let told = other.get(left.place());
    site.register.out(false);
    assert!(told.status == 503 && told.body.contains("You are signed out"), "{} {}", left.place(), told.body);
}

/// Everybody who asks while the database says nothing is told within seconds when to come again.
fn silent(swallows: bool) {
    let site = Site::on(Register::empty_behind_a_proxy().with_organisation());
    let (login, _) = site.register.account(Role::Office, "P", Some(PASSWORD));
    let mut office = site.sign_in(Role::Office, "P");
    assert_eq!((office.get("/desk").status, site.visitor().get("/draws").status), (200, 200));
    let page = Page::of(&mut office, "/me");
    let letters: Vec<_> = page.form("/me/letters").fields(&[("mode", "never")]);
    let letters: Vec<_> = letters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let proxy = site.register.proxy();
    if swallows {
        proxy.swallows()
    } else {
        proxy.falls_silent()
    }
    let asked = Instant::now();
    std::thread::scope(|scope| {
        let mut writer = office.clone();
        let (mut reader, mut entrant) = (site.visitor(), site.visitor());
        let login = login.as_str();
        let answers = [
            scope.spawn(|| office.get("/desk")),
            scope.spawn(move || writer.post_as_is("/me/letters", &letters)),
            scope.spawn(move || reader.get("/circulars")),
            scope.spawn(move || entrant.post("/sign-in", &[("login", login), ("password", PASSWORD)])),
        ];
        for (place, answer) in answers.into_iter().enumerate() {
            let answer = answer.join().unwrap();
            assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{place}: {}", answer.body);
        }
    });
    assert!(asked.elapsed() < Duration::from_secs(25), "every wait has an end: {:?}", asked.elapsed());
    let asked = Instant::now();
    let shown = site.visitor().get("/draws");
    assert!(shown.status == 200, "as it was shown last: {} {}", shown.status, shown.body);
    let shown = site.visitor().get("/draws");
    assert_eq!(shown.status, 200);
    assert!(asked.elapsed() < Duration::from_secs(4), "the silence is known by now: {:?}", asked.elapsed());
    proxy.speaks();
    let back = Instant::now();
    while sign_in(&site, &login) != 303 {
        assert!(back.elapsed() < Duration::from_secs(2), "the writer is made anew");
    }
    assert_eq!(site.visitor().get("/circulars").status, 200, "and so are the readers");
    assert!(back.elapsed() < Duration::from_secs(2), "{:?}", back.elapsed());
}

#[test]
fn a_database_that_says_nothing_closes_no_house_and_is_written_to_when_it_speaks_again() {
    silent(false);
}

#[test]
fn a_way_to_the_database_that_swallows_everything_closes_no_house_either() {
    silent(true);
}

#[test]
fn in_a_silence_the_words_of_a_form_come_back_and_none_that_stood_there() {
    let site = Site::on(Register::empty_behind_a_proxy().with_organisation());
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let page = Page::of(&mut officer, "/problems/new?lang=en");
    let fields = page.form("/problems/new").fields(&[("0-body", "typed in a silence")]);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    site.register.proxy().falls_silent();
    let answer = officer.post_as_is("/problems/new", &fields);
    assert_eq!(answer.status, 503, "{}", answer.body);
    let words = answer.body.split("class=\"written\">").skip(1);
    let words: Vec<&str> = words.filter_map(|rest| rest.split('<').next()).collect();
    assert_eq!(words, ["typed in a silence"], "{}", answer.body);
}
