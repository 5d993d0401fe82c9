//! Ways, kinds and heads that no page uses.

use super::{Crawl, some};
use earnest_model::actor::Role;
use earnest_testkit::site::Site;
use earnest_web::frame::route::Verb;
use std::collections::BTreeMap;

/// Ways of asking, some of which nothing answers to.
const WAYS: &[&str] =
    &["GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "BREW"];

/// Every path, and whether it can be read and sent to.
fn paths() -> BTreeMap<String, (bool, bool)> {
    let mut paths: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    for route in earnest_web::routes() {
        let part = |part: &'static str| if part.starts_with('{') { "1" } else { part };
        let path = route.path.split('/').map(part).collect::<Vec<_>>().join("/");
        let (reads, sends) = paths.entry(path).or_default();
        *reads |= route.method == Verb::Get;
        *sends |= route.method == Verb::Post;
    }
    paths
}

#[test]
fn a_wrong_way_of_asking_is_told_and_changes_nothing() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let before = site.register.journal().len();
    let mut crawl = Crawl::default();
    for (number, (path, (reads, sends))) in paths().into_iter().enumerate() {
        let wrong = |way: &&&str| !(reads && matches!(**way, "GET" | "HEAD") || sends && **way == "POST");
        let ways: Vec<&str> = WAYS.iter().filter(wrong).copied().collect();
        for way in some(ways, number, if path.starts_with("/api/") { 9 } else { 2 }) {
            let body: &[u8] = if matches!(way, "GET" | "HEAD") { b"" } else { b"unit=P&csrf=x" };
            let answer = office.send(way, &path, &[], body);
            crawl.check("office", &format!("{way} {path}"), &answer);
            let led_up = !reads && matches!(way, "GET" | "HEAD") && matches!(answer.status, 303 | 404);
            if answer.status != 405 && !led_up {
                crawl.faults.push(format!("{way} {path}: {}, not 405", answer.status));
            }
            if answer.status == 405 && answer.header("allow").is_empty() {
                crawl.faults.push(format!("{way} {path}: it is not said which ways there are"));
            }
        }
    }
    assert_eq!(site.register.journal().len(), before);
    crawl.ends("wrong ways");
}

/// Kinds of bodies with what they hold.
fn bodies() -> Vec<(&'static str, Vec<u8>)> {
    let part = b"--b\r\nContent-Disposition: form-data; name=\"unit\"\r\n\r\nP".to_vec();
    vec![
        ("text/plain", b"unit=P".to_vec()),
        ("application/json", br#"{"unit":"P","a":[[[[]]]]}"#.to_vec()),
        ("application/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>".to_vec()),
        ("application/octet-stream", (0..=255).collect()),
        ("multipart/form-data", part.clone()),
        ("multipart/form-data; boundary=", part.clone()),
        ("multipart/form-data; boundary=b", part.clone()),
        ("multipart/form-data; boundary=b", [&part[..], b"\r\n--b--\r\n--b\r\n"].concat()),
        ("multipart/form-data; boundary=other", part),
        ("multipart/form-data; boundary=b", vec![0xff; 5_000]),
        ("multipart/form-data; boundary=b", b"--b\r\n".repeat(3_000)),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=\"\xff\x00\"; filename=\"../../a\0b\"\r\n\r\nx\r\n--b--\r\n".to_vec()),
        ("application/x-www-form-urlencoded; charset=utf-16", b"\xff\xfeu\0n\0".to_vec()),
        ("application/x-www-form-urlencoded", b"%%%&&==&=%ff&%00=%00".to_vec()),
        ("application/x-www-form-urlencoded", b"a&".repeat(200_000)),
        ("application/x-www-form-urlencoded", vec![0xff; 70_000]),
        ("a kind that is none", b"unit=P".to_vec()),
    ]
}

#[test]
fn a_body_of_a_wrong_kind_is_told_and_changes_nothing() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let before = site.register.journal().len();
    let mut crawl = Crawl::default();
    let sends = paths().into_iter().filter(|(path, (_, sends))| *sends && path != "/sign-out");
    for (number, (path, _)) in sends.enumerate() {
        for (kind, body) in some(bodies(), number, 2) {
            let answer = office.send("POST", &path, &[("Content-Type", kind)], &body);
            let what = format!("POST {path} {kind} {} bytes", body.len());
            crawl.check("office", &what, &answer);
            // The token of the session stands in none of them; only what anybody may send is even looked at.
            if !matches!(answer.status, 400 | 403 | 404 | 409 | 413 | 422 | 429) {
                crawl.faults.push(format!("{what}: {}", answer.status));
            }
        }
    }
    assert_eq!(site.register.journal().len(), before);
    crawl.ends("wrong kinds");
}

#[test]
fn heads_without_measure_leave_the_server_as_it_was() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let session = office.cookie("earnest_session").to_owned();
    let long = |length: usize| "a".repeat(length);
    let many: String = (0..200).map(|number| format!("X-{number}: {number}\r\n")).collect();
    let heads = [
        format!("X-Long: {}\r\n", long(20_000)),
        format!("X-Long: {}\r\n", long(2_000_000)),
        many,
        format!("Cookie: {}\r\n", "a=b; ".repeat(20_000)),
        format!("Cookie: earnest_session={session}; earnest_session=other\r\n"),
        format!("Cookie: earnest_session={}\r\n", long(9_000)),
        "Cookie: earnest_session=\u{4e59}; =; ;;; lang=xx\r\n".to_owned(),
        format!("Accept-Language: {}\r\n", "en;q=0.1,".repeat(3_000)),
        "Accept-Language: \u{4e59}, *;q=NaN, en;q=99999999999999999999\r\n".to_owned(),
        "Range: bytes=0-,0-,0-,0-\r\n".to_owned(),
        "If-None-Match: *\r\nIf-Modified-Since: never\r\n".to_owned(),
        "Expect: 100-continue\r\n".to_owned(),
        "Connection: upgrade\r\nUpgrade: h2c, websocket\r\n".to_owned(),
        "Content-Length: -1\r\n".to_owned(),
        "Content-Length: 99999999999999999999\r\n".to_owned(),
        "Transfer-Encoding: gzip, chunked\r\n".to_owned(),
        "Accept: application/x-nothing\r\nAccept-Encoding: identity;q=0\r\n".to_owned(),
        "X-Forwarded-For: 1.2.3.4, \u{4e59}, ::::\r\nForwarded: for=;;;\r\n".to_owned(),
        " folded: yes\r\n".to_owned(),
        "No colon here\r\n".to_owned(),
        "X-Bad: a\u{0}b\r\n".to_owned(),
    ];
    let lines = ["GET /circulars HTTP/1.1", "GET /circulars HTTP/1.0", "GET /api/v1/ledger HTTP/1.1"];
    for line in lines {
        for head in &heads {
            let request = format!("{line}\r\nHost: {}\r\nConnection: close\r\n{head}\r\n", office.address());
            let answer = office.raw(request.as_bytes());
            let said: String = head.chars().take(40).collect();
            let known = [200, 303, 400, 401, 408, 413, 417, 431, 505];
            assert!(known.contains(&answer.status), "{line} {said:?}: {}", answer.status);
        }
    }
    let odd_lines = [
        "GET  /circulars HTTP/1.1",
        "GET /circulars",
        "GET /circulars HTTP/9.9",
        "get /circulars HTTP/1.1",
        "GET http://elsewhere.example/circulars HTTP/1.1",
        "GET * HTTP/1.1",
        "CONNECT evil.example:443 HTTP/1.1",
        "GET /circulars?\u{4e59} HTTP/1.1",
        "GET /circulars#x HTTP/1.1",
        "GET /a\u{0}b HTTP/1.1",
        "",
    ];
    for line in odd_lines.into_iter().map(str::to_owned).chain([format!("GET /{} HTTP/1.1", long(70_000))]) {
        let request = format!("{line}\r\nHost: {}\r\nConnection: close\r\n\r\n", office.address());
        let answer = office.raw(request.as_bytes());
        let said: String = line.chars().take(60).collect();
        assert!((200..500).contains(&answer.status) || answer.status == 505, "{said:?}: {}", answer.status);
    }
    assert_eq!(office.get("/desk").status, 200, "and who is signed in stays so");
}
