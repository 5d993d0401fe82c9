//! Where a sign-in, or the choice of a post, leads.

use super::{Crawl, amiss};
use earnest_model::actor::Role;
use earnest_testkit::site::{PASSWORD, Site};

/// Places to be led to.
const PLACES: &[&str] = &[
    "",
    "/",
    "/desk",
    "/desk?lang=en",
    "/sign-out",
    "/sign-in",
    "/sign-in?next=/sign-in",
    "/me/password",
    "/drafts",
    "/posts",
    "/posts?next=/sign-out",
    "/nowhere",
    "/measures/1/progress",
    "/api/v1/ledger",
    "/api/v1/nothing",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "desk",
    " /desk",
    "/desk\r\nX-Planted: yes",
    "/%2f%2fevil.example",
    "/%0d%0aX-Planted:%20yes",
    "/..//evil.example",
    "/%2e%2e/desk",
    "/desk#there",
    "／evil.example",
    "/\u{2028}desk",
    "/units/%00",
    "/units/乙",
    "/desk?q=乙",
    "/%ff",
    "/%",
    "/invitations/0123456789abcdef",
    "/assets/none.css",
    "@evil.example",
    "/@evil.example",
    ".evil.example",
    "/kept/0123456789abcdef",
];

#[test]
fn a_sign_in_leads_to_a_page_of_ours_that_can_be_read_and_never_out_again() {
    let site = Site::with_example();
    let mut crawl = Crawl::default();
    for place in PLACES {
        let (login, actor) = site.register.account(Role::Office, "P", Some(PASSWORD));
        if place.len() % 2 == 0 {
            site.register.give_post(
                actor.account().unwrap_or_else(|| panic!("an account")),
                Role::UnitOfficer,
                "A",
            );
        }
        let mut visitor = site.visitor();
        let asked: String = place.bytes().map(|byte| format!("%{byte:02X}")).collect();
        crawl.check(
            "nobody",
            &format!("GET /sign-in?next={asked}"),
            &visitor.get(&format!("/sign-in?next={asked}")),
        );
        let fields = [("login", login.as_str()), ("password", PASSWORD), ("next", place)];
        let mut answer = visitor.post("/sign-in", &fields);
        crawl.check("office", &format!("POST /sign-in next={place:?}"), &answer);
        // As a browser goes on.
        for _ in 0..4 {
            if answer.status != 303 {
                break;
            }
            let next = answer.place().to_owned();
            answer = visitor.get(&next);
            let told = amiss(&format!("GET {next}"), &answer);
            let broken = answer.status == 405;
            if told.is_some() || broken {
                crawl.faults.push(format!("next={place:?}: {next}: {} {told:?}", answer.status));
            }
        }
        let still = visitor.get("/posts");
        if still.status != 200 {
            crawl.faults.push(format!("next={place:?}: signed out again: {}", still.status));
        }
    }
    crawl.ends("next");
}
