//! What people see when the register can't be reached, and how soon they see it again.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "helpers of tests may break off, and a test of waits measures them"
)]

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
