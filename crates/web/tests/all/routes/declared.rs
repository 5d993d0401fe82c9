//! The table of routes, walked by everyone: nothing answers that is not declared, nothing breaks.

use earnest_model::{
    actor::Role,
    permit::{ActionKind, may_somewhere},
};
use earnest_testkit::{
    register::TODAY,
    site::{Answer, Site},
};
use earnest_web::frame::route::{Need, Route, Verb};

/// The path with something in each of its `{parts}`: a code that there is, a round or record that there may be.
fn filled(path: &str) -> String {
    let part = |part: &str| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
        Some("code" | "unit") => "P".to_owned(),
        Some("name") => "plans-reviewed".to_owned(),
        Some(_) => "1".to_owned(),
        None => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn routes(verb: Verb) -> impl Iterator<Item = (&'static Route, String)> {
    earnest_web::routes().filter(move |route| route.method == verb).map(|route| (route, filled(route.path)))
}

fn check_headers(path: &str, answer: &Answer) {
    for (name, value) in [
        ("content-security-policy", "default-src 'none'"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
    ] {
        assert!(answer.header(name).contains(value), "{path}: {name}: {:?}", answer.header(name));
    }
}

/// The policy allows none, so a page that has some is broken for its reader.
fn check_nothing_inline(path: &str, page: &str) {
    for mark in
        ["<style", " style=", "<script>", "javascript:", " onclick=", " onload=", " onsubmit=", " onchange="]
    {
        assert!(!page.contains(mark), "{path} has {mark}");
    }
}

#[test]
fn no_two_routes_have_the_same_method_and_path() {
    let mut all: Vec<_> =
        earnest_web::routes().map(|route| (route.path, route.method == Verb::Get)).collect();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count);
    assert!(count > 5);
}

#[test]
fn a_stranger_sees_what_is_public_and_is_led_to_the_door_for_the_rest() {
    let site = Site::with_example();
    for (route, path) in routes(Verb::Get) {
        let answer = site.visitor().get(&path);
        check_headers(&path, &answer);
        check_nothing_inline(&path, &answer.body);
        match route.need {
            Need::Public | Need::May(ActionKind::ReadPublished) => {
                assert!([200, 303, 404].contains(&answer.status), "{path}: {}", answer.status);
                assert!(!answer.place().starts_with("/sign-in"), "{path}");
            }
            Need::SignedIn | Need::May(_) => {
                if path.starts_with("/api/") {
                    assert_eq!(answer.status, 401, "{path}");
                    continue;
                }
                assert_eq!(answer.status, 303, "{path}");
                assert!(answer.place().starts_with("/sign-in?next=%2F"), "{path}: {}", answer.place());
                assert_eq!(answer.body, "", "{path}");
            }
        }
    }
    for (route, path) in routes(Verb::Post) {
        let answer = site.visitor().post(&path, &[]);
        check_headers(&path, &answer);
        let expected: &[u16] = if route.need == Need::Public { &[422, 303] } else { &[303] };
        assert!(expected.contains(&answer.status), "{path}: {}", answer.status);
        let door = answer.place().starts_with("/sign-in?next=%2F");
        assert_eq!(door, route.need != Need::Public, "{path}: {}", answer.place());
    }
}

#[test]
fn each_role_opens_the_rooms_that_are_its_own_and_no_other() {
    let site = Site::with_example();
    for role in Role::ALL {
        let actor = site.register.actor(role, "P");
        let mut visitor = site.sign_in(role, "P");
        for (route, path) in routes(Verb::Get) {
            let answer = visitor.get(&path);
            check_headers(&path, &answer);
            check_nothing_inline(&path, &answer.body);
            assert_eq!(answer.header("cache-control"), "no-store, private", "{path}");
            let may = match route.need {
                Need::Public | Need::SignedIn => true,
                Need::May(kind) => may_somewhere(kind, &actor, TODAY),
            };
            let expected: &[u16] = match may {
                // The example's rounds are not closed, and have no file yet: that is said.
                true if path.starts_with("/rounds/") && path.ends_with("/file.zip") => &[404, 409],
                true => &[200, 303, 404],
                false => &[404],
            };
            assert!(expected.contains(&answer.status), "{} at {path}: {}", role.key(), answer.status);
        }
    }
}

#[test]
fn no_form_is_accepted_without_its_token() {
    let site = Site::with_example();
    for role in Role::ALL {
        let mut visitor = site.sign_in(role, "P");
        let before = site.register.journal().len();
        // What anybody may send needs no session, and so no token of one.
        for (_, path) in routes(Verb::Post).filter(|(route, _)| route.need != Need::Public) {
            for form in [&[][..], &[("csrf", "guessed")]] {
                let answer = visitor.post_as_is(&path, form);
                assert_eq!(answer.status, 403, "{} at {path}", role.key());
            }
        }
        assert_eq!(site.register.journal().len(), before);
    }
}

#[test]
fn a_form_that_a_browser_sends_from_elsewhere_is_refused_even_with_its_token() {
    let site = Site::with_example();
    let mut visitor = site.sign_in(Role::Office, "P");
    visitor.get("/desk");
    let token = visitor.token().to_owned();
    assert_eq!(token.len(), 64);
    for header in [
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
        ("Origin", "http://elsewhere.example"),
    ] {
        let answer = visitor.post_with("/sign-out", &[("csrf", &token)], &[header]);
        assert_eq!(answer.status, 403, "{header:?}");
    }
    assert_eq!(
        visitor.post_with("/sign-out", &[("csrf", &token)], &[("Sec-Fetch-Site", "same-origin")]).status,
        303
    );
}

#[test]
fn a_page_that_is_hidden_looks_like_one_that_is_not_there() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "B");
    for (hidden, missing) in
        [("/units/A", "/units/nowhere"), ("/board?unit=A", "/board?unit=nowhere"), ("/journal", "/nothing")]
    {
        let (hidden, missing) = (officer.get(hidden), officer.get(missing));
        assert_eq!((hidden.status, missing.status), (404, 404));
        assert_eq!(without_address(&hidden.body), without_address(&missing.body));
    }
}

/// The page but for the links that change its language, which name its address, and the tokens of its forms.
fn without_address(page: &str) -> String {
    page.lines()
        .filter(|line| !line.contains("lang=") && !line.contains("name=\"once\""))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_form_that_is_too_large_is_not_read() {
    let site = Site::start();
    let text = "x".repeat(earnest_web::frame::upload::FORM_LIMIT + 1);
    assert_eq!(site.visitor().post("/sign-in", &[("login", &text)]).status, 413);
}

#[test]
fn a_file_of_the_look_may_be_kept_for_ever_and_has_its_hash_in_its_name() {
    let site = Site::start();
    let page = site.visitor().get("/").body;
    let style = page
        .split('"')
        .find(|part| part.ends_with(".css"))
        .unwrap_or_else(|| panic!("no style sheet: {page}"));
    let answer = site.visitor().get(style);
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/css; charset=utf-8"));
    assert!(answer.header("cache-control").contains("immutable"));
}
