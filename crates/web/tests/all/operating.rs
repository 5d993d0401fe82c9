//! What whoever runs the server is told of it, and what answers carry besides their page.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_model::actor::Role;
use earnest_testkit::{
    intruder::Intruder,
    register::Register,
    site::{Answer, Site, Visitor},
};
use earnest_web::edge::{Edge, Hosts, Limits, page};
use flate2::read::GzDecoder;
use std::{io::Read as _, sync::Arc, time::Duration};

/// A site and its edge.
fn watched(register: Register, limits: Limits) -> (Site, Arc<Edge>) {
    let edge = Arc::new(Edge::new(limits, Hosts::new(["earnest.example.org"]), false));
    let own = Arc::clone(&edge);
    let site = Site::set_up(register.with_organisation(), |state| state.edge = own);
    (site, edge)
}

fn asked_by_address(visitor: &Visitor, path: &str) -> Answer {
    let request = format!("GET {path} HTTP/1.1\r\nHost: 10.0.0.7:8400\r\nConnection: close\r\n\r\n");
    visitor.raw(request.as_bytes())
}

#[test]
fn a_server_says_that_it_lives_and_is_ready_to_whoever_asks_by_whatever_name() {
    let limits = Limits { pages: 1, turn: Duration::from_millis(50), ..Limits::default() };
    for register in [Register::empty_sqlite(), Register::empty_postgres()] {
        let (site, _) = watched(register, limits);
        let visitor = site.visitor();
        let alive = asked_by_address(&visitor, "/healthz");
        assert_eq!((alive.status, alive.body.as_str()), (200, "alive\n"));
        let ready = asked_by_address(&visitor, "/readyz");
        assert_eq!((ready.status, ready.body.as_str()), (200, "ready\n"));
        assert_eq!(ready.header("cache-control"), "no-store");
        assert_eq!(asked_by_address(&visitor, "/circulars").status, 421, "pages are asked for by their name");
    }
}

#[test]
fn a_server_whose_register_a_newer_program_changed_lives_and_is_not_ready() {
    let (site, _) = watched(Register::empty_sqlite(), Limits::default());
    Intruder::at(site.register.url())
        .does("INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')");
    let visitor = site.visitor();
    assert_eq!(asked_by_address(&visitor, "/healthz").status, 200);
    let ready = asked_by_address(&visitor, "/readyz");
    assert_eq!((ready.status, ready.body.as_str()), (503, "migrations\n"));
}

#[test]
fn requests_are_counted_by_route_and_status_and_no_count_names_whoever_or_whatever_was_asked_for() {
    let edge = Arc::new(Edge::default());
    let own = Arc::clone(&edge);
    let site = Site::set_up(Register::empty_sqlite().with_organisation(), |state| state.edge = own);
    let mut office = site.sign_in(Role::Office, "P");
    assert_eq!(office.get("/units/P?secret=question").status, 422);
    assert_eq!(office.get("/units/P").status, 200);
    assert_eq!(office.get("/no/such/place").status, 404);
    office.raw(b"BREW /desk HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    let text = page(&edge, &[], &[]);
    for line in [
        "earnest_requests_total{method=\"GET\",route=\"/units/{code}\",status=\"200\"} 1",
        "earnest_requests_total{method=\"GET\",route=\"/units/{code}\",status=\"422\"} 1",
        "earnest_request_seconds_count{method=\"GET\",route=\"/units/{code}\"} 2",
        "earnest_requests_total{method=\"POST\",route=\"/sign-in\",status=\"303\"} 1",
        "earnest_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1",
        "earnest_requests_under_way 0",
        "earnest_turns_free{share=\"pages\"} 8",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    for secret in ["secret", "question", "/units/P", "such", "BREW", "127.0.0.1"] {
        assert!(!text.contains(secret), "{secret}\n{text}");
    }
}

#[test]
fn a_page_that_reads_longer_than_it_may_is_broken_off_and_says_so() {
    for register in [Register::empty_sqlite(), Register::empty_postgres()] {
        let limits = Limits { reading: Duration::ZERO, ..Limits::default() };
        let edge = Arc::new(Edge::new(limits, Hosts::default(), false));
        let own = Arc::clone(&edge);
        let site = Site::set_up(register.with_organisation(), |state| state.edge = own);
        let mut office = site.sign_in(Role::Office, "P");
        office.languages = "en".to_owned();
        let answer = office.get("/board");
        assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{}", answer.body);
        assert!(answer.body.contains("longer than a page may"), "{}", answer.body);
        assert!(page(&edge, &[], &[]).contains("earnest_readings_broken_off_total{why=\"long\"} 1\n"));
    }
}

#[test]
fn a_request_has_a_number_and_takes_over_a_plain_one_of_the_proxy_alone() {
    let numbered = |proxied: bool, number: &str| {
        let edge = Arc::new(Edge::new(Limits::default(), Hosts::default(), proxied));
        let site = Site::set_up(Register::empty_sqlite().with_organisation(), |state| state.edge = edge);
        site.visitor()
            .send("GET", "/circulars", &[("X-Request-Id", number)], b"")
            .header("x-request-id")
            .to_owned()
    };
    assert_eq!(numbered(true, "a-7.x"), "a-7.x");
    for (proxied, number) in [(false, "a-7.x"), (true, "a b"), (true, &"x".repeat(65))] {
        let own = numbered(proxied, number);
        assert!(own.split_once('-').is_some_and(|(run, of_run)| run.len() == 8 && of_run == "0"), "{own}");
    }
}

fn unpacked(answer: &Answer) -> String {
    let mut text = String::new();
    GzDecoder::new(answer.bytes.as_slice()).read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_public_document_is_packed_and_is_not_sent_again_to_whoever_has_it() {
    let site = Site::with_example();
    let mut visitor = site.visitor();
    visitor.languages = "en".to_owned();
    for path in ["/draws", "/circulars", "/api/v1/openapi.json"] {
        let plain = visitor.get(path);
        assert_eq!(plain.status, 200);
        let tag = plain.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        assert_eq!(plain.header("cache-control"), "private, no-cache", "{path}");
        let packed = visitor.send("GET", path, &[("Accept-Encoding", "br, gzip")], b"");
        assert_eq!(
            (packed.header("content-encoding"), packed.header("etag")),
            ("gzip", tag.as_str()),
            "{path}"
        );
        assert!(packed.bytes.len() < plain.bytes.len() && unpacked(&packed) == plain.body, "{path}");
        let known = visitor.send("GET", path, &[("If-None-Match", &tag)], b"");
        assert_eq!(
            (known.status, known.body.as_str(), known.header("etag")),
            (304, "", tag.as_str()),
            "{path}"
        );
        visitor.languages = "zh-Hans".to_owned();
        let other = visitor.send("GET", path, &[("If-None-Match", &tag)], b"");
        assert_eq!(
            other.status == 200,
            !path.starts_with("/api"),
            "another language is another page: {path}"
        );
        visitor.languages = "en".to_owned();
    }
    let door = visitor.get("/sign-in");
    assert_eq!((door.header("cache-control"), door.header("etag")), ("no-store, private", ""));
}

#[test]
fn what_is_shown_to_a_session_is_packed_only_where_no_other_page_asked_for_it() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let asks = |office: &mut Visitor, from: &str| {
        let headers = [("Accept-Encoding", "gzip"), ("Sec-Fetch-Site", from)];
        office.send("GET", "/board", &headers, b"")
    };
    for from in ["same-origin", "none"] {
        let packed = asks(&mut office, from);
        assert_eq!(packed.header("content-encoding"), "gzip", "{from}");
        assert_eq!(packed.header("cache-control"), "no-store, private");
        assert!(unpacked(&packed).contains("</html>"));
    }
    for from in ["cross-site", "same-site", ""] {
        let plain = asks(&mut office, from);
        assert_eq!((plain.header("content-encoding"), plain.header("etag")), ("", ""), "{from}");
        assert!(plain.body.contains("</html>"));
    }
}

#[test]
fn a_file_of_the_look_is_packed_once_and_known_by_its_tag() {
    let site = Site::start();
    let mut visitor = site.visitor();
    let style =
        visitor.get("/sign-in").body.split("href=\"").find(|it| it.contains(".css\"")).map(str::to_owned);
    let style = style.and_then(|it| it.split('"').next().map(str::to_owned)).unwrap();
    let plain = visitor.get(&style);
    let packed = visitor.send("GET", &style, &[("Accept-Encoding", "gzip")], b"");
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.bytes.len() * 3 < plain.bytes.len() && unpacked(&packed) == plain.body);
    let known = visitor.send("GET", &style, &[("If-None-Match", plain.header("etag"))], b"");
    assert_eq!((known.status, known.body.as_str()), (304, ""));
}
