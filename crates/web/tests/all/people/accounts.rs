//! Accounts in the browser: opened by an administrator, entered by the person through a link that works once.

use crate::shared::between;
use earnest_model::actor::Role;
use earnest_testkit::site::Site;

#[test]
fn a_person_sets_a_password_by_the_link_that_the_administrator_hands_over_and_gets_a_second_post() {
    let site = Site::start();
    let mut admin = site.sign_in(Role::Administrator, "A");
    admin.get("/accounts/new?lang=en");
    let form =
        [("login", "clerk"), ("title", "Clerk of A1"), ("role", "unit-officer"), ("from", "2015-05-01")];
    let outside = admin.post("/accounts/new", &[&form[..], &[("unit", "B")]].concat());
    assert_eq!(outside.status, 422);
    assert!(outside.body.contains("No unit B stands beneath yours.") && outside.body.contains("Clerk of A1"));
    let opened = admin.post("/accounts/new", &[&form[..], &[("unit", "A1")]].concat());
    assert_eq!(opened.status, 200, "{}", opened.body);
    let link = between(&opened.body, "class=\"secret\">", "</code>").to_owned();
    let (_, account) = opened.body.rsplit_once("href=\"/accounts/").unwrap_or_default();
    let account = account.split('"').next().unwrap_or_default().to_owned();
    assert!(!admin.get(&format!("/accounts/{account}")).body.contains(&link), "shown once");
    assert!(!site.register.last_event().1.to_string().contains(link.trim_start_matches("/invitations/")));

    let mut person = site.visitor();
    assert_eq!(person.get(&link).status, 200);
    let again = [("password", "four words are easy"), ("again", "four words are eazy")];
    assert_eq!(person.post(&link, &again).status, 422);
    let right = [("password", "four words are easy"), ("again", "four words are easy")];
    assert_eq!(person.post(&link, &right).status, 200);
    assert_eq!(person.get(&link).status, 404);
    assert_eq!(person.post(&link, &right).status, 422);
    let enter = [("login", "clerk"), ("password", "four words are easy")];
    assert_eq!(person.post("/sign-in", &enter).place(), "/desk");
    assert_eq!(person.get("/units/A2").status, 404);
    assert_eq!(person.get("/accounts").status, 404);

    let posts = format!("/accounts/{account}/posts");
    let second = [("role", "unit-officer"), ("unit", "A2"), ("from", "2015-05-01"), ("until", "")];
    assert_eq!(admin.post(&posts, &second).status, 303);
    assert_eq!(person.get("/units/A2").status, 200);
    let page = admin.get(&format!("/accounts/{account}?lang=en")).body;
    let post =
        page.rsplit_once("<option value=\"").map_or("", |(_, rest)| rest.split('"').next().unwrap_or(""));
    let end = [("post", post), ("last", "2015-05-31")];
    assert_eq!(admin.post(&format!("/accounts/{account}/end"), &end).status, 303);
    assert_eq!(person.get("/units/A2").status, 404);
    assert_eq!(admin.post(&format!("/accounts/{account}/off"), &[]).status, 303);
    assert_eq!(person.get("/desk").place(), "/sign-in?next=%2Fdesk");
}

#[test]
fn an_account_outside_the_scope_looks_like_one_that_is_not_there_and_takes_nothing() {
    let site = Site::start();
    let (_, other) = site.register.account(Role::UnitOfficer, "B", None);
    let other = other.account().map_or(0, |id| id.0);
    let mut admin = site.sign_in(Role::Administrator, "A");
    let list = admin.get("/accounts?lang=en").body;
    assert!(list.contains("administrator of A") && !list.contains("unit-officer of B"));
    // But for the address, and for what no two pages have in common.
    let plain = |page: String, number: i64| {
        let page = page.replace(&format!("/accounts/{number}"), "");
        page.split("<input type=\"hidden\" name=\"once\"")
            .map(|part| part.split_once('>').map_or(part, |(_, rest)| rest).to_owned())
            .collect::<String>()
    };
    let hidden = admin.get(&format!("/accounts/{other}"));
    let missing = admin.get("/accounts/99999");
    assert_eq!((hidden.status, missing.status), (404, 404));
    assert_eq!(plain(hidden.body, other), plain(missing.body, 99_999));
    let before = site.register.journal().len();
    for act in ["posts", "end", "off", "on", "invite"] {
        let fields = [
            ("role", "assessor"),
            ("unit", "A"),
            ("from", "2015-05-01"),
            ("post", "1"),
            ("last", "2015-06-01"),
        ];
        assert_eq!(admin.post(&format!("/accounts/{other}/{act}"), &fields).status, 404, "{act}");
    }
    assert_eq!(site.register.journal().len(), before);
    let mut auditor = site.sign_in(Role::Auditor, "P");
    assert_eq!(auditor.get("/accounts").status, 200);
    assert!(!auditor.get(&format!("/accounts/{other}")).body.contains("/invite"));
    assert_eq!(auditor.post(&format!("/accounts/{other}/invite"), &[]).status, 404);
}
