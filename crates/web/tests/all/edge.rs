//! What the server bears from outside: half-sent, slow, ambiguous and impossible requests, and many at once.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "helpers of tests may break off, and a test of waits measures them"
)]

use earnest_model::actor::Role;
use earnest_testkit::{
    register::Register,
    site::{PASSWORD, Site, Visitor},
};
use earnest_web::edge::{Edge, Hosts, Limits};
use std::{
    io::{ErrorKind, Read, Write},
    net::TcpStream,
    sync::Arc,
    time::{Duration, Instant},
};

fn site(limits: Limits) -> Site {
    let register = Register::empty_sqlite().with_organisation();
    Site::set_up(register, |state| state.edge = Arc::new(Edge::new(limits, Hosts::default(), false)))
}

fn half_sent(visitor: &Visitor, request: &str) -> TcpStream {
    let mut stream = TcpStream::connect(visitor.address()).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    stream
}

/// What comes until the server closes, and how long it took.
fn until_closed(stream: &mut TcpStream) -> (String, Duration) {
    let began = Instant::now();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut answer = Vec::new();
    let _cut_off = stream.read_to_end(&mut answer);
    (String::from_utf8_lossy(&answer).into_owned(), began.elapsed())
}

const HEAD: &str = "GET /circulars HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";

#[test]
fn half_sent_heads_neither_fill_the_house_nor_stay() {
    let limits =
        Limits { connections: 60, of_address: 50, head: Duration::from_secs(2), ..Limits::default() };
    let site = site(limits);
    let mut visitor = site.visitor();
    let mut half: Vec<_> = (0..300).map(|_| half_sent(&visitor, HEAD)).collect();
    let asked = Instant::now();
    assert_eq!(visitor.get("/circulars").status, 200);
    assert!(asked.elapsed() < Duration::from_secs(1), "{:?}", asked.elapsed());
    let (answer, took) = until_closed(half.last_mut().unwrap());
    assert!(took < Duration::from_secs(6), "a head has a clock: {took:?} {answer}");
    assert_eq!(visitor.get("/circulars").status, 200);
}

#[test]
fn a_connection_that_lies_idle_is_closed() {
    let site = site(Limits { head: Duration::from_secs(1), ..Limits::default() });
    let mut idle = half_sent(&site.visitor(), "GET /circulars HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let (answer, took) = until_closed(&mut idle);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(took < Duration::from_secs(6), "{took:?}");
}

#[test]
fn a_body_has_a_clock_and_its_sender_is_told() {
    let site = site(Limits { pause: Duration::from_millis(500), ..Limits::default() });
    let form = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\nlogin=a&";
    let (answer, took) = until_closed(&mut half_sent(&site.visitor(), form));
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("did not arrive") || answer.contains("未能及时"), "in words: {answer}");
    assert!(took < Duration::from_secs(6), "{took:?}");
}

#[test]
fn a_form_with_files_that_comes_too_slowly_is_told_so_and_not_called_damaged() {
    let site = site(Limits { pause: Duration::from_millis(500), ..Limits::default() });
    let form = "POST /ledger/import HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\
                Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n\
                Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\na,b";
    for cut in [form, form.split_once("a,b").unwrap().0, form.split_once("; name").unwrap().0] {
        let (answer, took) = until_closed(&mut half_sent(&site.visitor(), cut));
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
        assert!(took < Duration::from_secs(6), "{took:?}");
    }
}

#[test]
fn a_body_that_drips_is_no_body() {
    let site = site(Limits { pause: Duration::from_secs(1), ..Limits::default() });
    let form = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n";
    let mut stream = half_sent(&site.visitor(), form);
    let mut drip = stream.try_clone().unwrap();
    let dripping = std::thread::spawn(move || {
        for _ in 0..40 {
            std::thread::sleep(Duration::from_millis(200));
            if drip.write_all(b"a").is_err() {
                break;
            }
        }
    });
    let (answer, took) = until_closed(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 408") && took < Duration::from_secs(5), "{took:?} {answer}");
    dripping.join().unwrap();
}

#[test]
fn unfinished_bodies_of_one_address_are_bounded_together_and_small_forms_pass() {
    let limits = Limits { large_of_address: 2 << 20, ..Limits::default() };
    let site = site(limits);
    let mut visitor = site.visitor();
    let form = format!(
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n{}",
        "a".repeat(900_000)
    );
    let mut under_way: Vec<_> = (0..6)
        .map(|_| {
            let mut stream = TcpStream::connect(visitor.address()).unwrap();
            // Whoever is turned away may be cut off before all is sent.
            let _cut_off = stream.write_all(form.as_bytes());
            stream
        })
        .collect();
    let mut waiting = 0;
    for stream in &mut under_way {
        stream.set_read_timeout(Some(Duration::from_millis(1_000))).unwrap();
        let answer = stream.read(&mut [0; 12]);
        let waits =
            |fault: std::io::Error| matches!(fault.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
        waiting += usize::from(answer.is_err_and(waits));
    }
    // Those that are turned away may have taken one another's room before.
    assert!(waiting <= 2, "two of six fit at most, not {waiting}");
    let small = visitor.post("/sign-in", &[("login", "nobody"), ("password", "nothing")]);
    assert_eq!(small.status, 422, "whoever signs in is not held up");
    drop(under_way);
}

#[test]
fn a_head_that_can_be_read_in_two_ways_is_refused() {
    let site = Site::start();
    let visitor = site.visitor();
    let ask = |lines: &str| visitor.raw(format!("{lines}\r\n\r\n").as_bytes()).status;
    let get = "GET /circulars HTTP/1.1\r\nConnection: close";
    assert_eq!(ask(&format!("{get}\r\nHost: localhost")), 200);
    assert_eq!(ask(get), 400, "no host");
    assert_eq!(ask(&format!("{get}\r\nHost: localhost\r\nHost: localhost")), 400);
    assert_eq!(ask(&format!("{get}\r\nHost: one.example\r\nhost: two.example")), 400);
    assert_eq!(ask(&format!("{get}\r\nHost: ")), 400);
    assert_eq!(visitor.raw(b"GET /circulars HTTP/1.1\nHost: localhost\nConnection: close\n\n").status, 400);
    let post = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close";
    let body = "\r\n\r\n7\r\nlogin=a\r\n0";
    assert_eq!(ask(&format!("{post}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked{body}")), 400);
    assert_eq!(ask(&format!("{post}\r\nTransfer-Encoding: chunked\r\nContent-Length: 4{body}")), 400);
    assert_eq!(ask(&format!("{post}\r\nTransfer-Encoding: chunked{body}")), 422, "either alone is a form");
}

#[test]
fn a_server_that_knows_its_names_answers_to_no_other() {
    let register = Register::empty_sqlite().with_organisation();
    let site = Site::set_up(register, |state| {
        state.edge = Arc::new(Edge::new(Limits::default(), Hosts::new(["earnest.example"]), false));
    });
    let visitor = site.visitor();
    let ask = |host: &str| {
        visitor
            .raw(format!("GET /circulars HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
    };
    assert_eq!((ask("earnest.example").status, ask("Earnest.Example:8400").status), (200, 200));
    for other in ["evil.example", "127.0.0.1", "earnest.example.evil.example"] {
        let answer = ask(other);
        assert_eq!((answer.status, answer.header("x-content-type-options")), (421, "nosniff"), "{other}");
    }
}

#[test]
fn what_can_be_no_text_is_refused_alike_on_both_engines() {
    for register in [Register::empty_sqlite(), Register::empty_postgres()] {
        let site = Site::on(register.with_organisation());
        let mut office = site.sign_in(Role::Office, "P");
        for path in [
            "/units/%00",
            "/units/P%00",
            "/search?q=a%00",
            "/search?%00=a",
            "/ledger?unit=%00",
            "/board?unit=%00&round=1",
            "/api/v1/ledger?unit=%00",
            "/api/v1/figures?unit=P%00",
            "/accounts?find=%00",
            "/sign-in?next=%00",
        ] {
            let answer = office.get(path);
            assert_eq!(answer.status, 400, "{path}: {}", answer.body);
        }
        for (path, field) in [("/sign-in", "login"), ("/sign-in", "password"), ("/me/password", "current")] {
            assert_eq!(office.post(path, &[(field, "a\0b")]).status, 400, "{path} {field}");
        }
        let stranger = site.visitor().post("/sign-in", &[("login", "\0"), ("password", "x")]);
        assert_eq!(stranger.status, 400);
        assert_eq!(office.get("/units/P").status, 200);
    }
}

#[test]
fn many_who_sign_in_leave_the_pages_to_others_and_each_is_told() {
    let register = Register::empty_sqlite().with_organisation();
    let limits = Limits { sign_ins: 1, turn: Duration::from_secs(2), ..Limits::default() };
    let site = Site::set_up(register, |state| {
        state.edge = Arc::new(Edge::new(limits, Hosts::default(), true));
        state.settings.proxied = true;
    });
    let many: Vec<_> = (0..200)
        .map(|number| {
            let mut visitor = site.visitor();
            std::thread::spawn(move || {
                let from = format!("10.1.{}.{}", number / 250, number % 250);
                let fields = [("login", "nobody"), ("password", PASSWORD)];
                visitor.post_with("/sign-in", &fields, &[("X-Forwarded-For", &from)]).status
            })
        })
        .collect();
    std::thread::sleep(Duration::from_millis(500));
    let mut slowest = Duration::ZERO;
    for _ in 0..5 {
        let asked = Instant::now();
        assert_eq!(site.visitor().get("/circulars").status, 200);
        slowest = slowest.max(asked.elapsed());
    }
    assert!(slowest < Duration::from_secs(2), "a page beside many who sign in: {slowest:?}");
    let answers: Vec<u16> = many.into_iter().map(|one| one.join().unwrap()).collect();
    assert!(answers.iter().all(|status| matches!(status, 422 | 503)), "{answers:?}");
    assert!(answers.contains(&422), "some had their turn");
}

#[test]
fn behind_a_proxy_waits_go_by_the_last_address_of_all_lines_and_by_networks() {
    let register = Register::empty_sqlite().with_organisation();
    let site = Site::set_up(register, |state| {
        state.edge = Arc::new(Edge::new(Limits::default(), Hosts::default(), true));
        state.settings.proxied = true;
    });
    let mut visitor = site.visitor();
    let mut wrong = |login: &str, first: &str, last: &str| {
        let fields = [("login", login), ("password", "not the one")];
        let headers = [("X-Forwarded-For", first), ("X-Forwarded-For", last)];
        visitor.post_with("/sign-in", &fields, &headers).status
    };
    let made_up: Vec<u16> = (0..8).map(|number| wrong("a", &format!("1.2.3.{number}"), "10.0.0.7")).collect();
    assert_eq!(made_up, [422, 422, 422, 422, 422, 429, 429, 429]);
    let network: Vec<u16> =
        (0..8).map(|number| wrong("b", "", &format!("2001:db8:0:1:{number}::1"))).collect();
    assert_eq!(network, [422, 422, 422, 422, 422, 429, 429, 429]);
    assert_eq!(wrong("a", "10.0.0.7", "10.0.0.8"), 422, "another place");
}
