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
    let shown = between(&opened.body, "class=\"secret\">", "</code>").to_owned();
    assert!(shown.starts_with("http://"), "people type it elsewhere: {shown}");
    let link = shown.split_at(shown.find("/invitations/").unwrap_or_default()).1.to_owned();
    assert!(opened.body.contains("<svg class=\"code\"") && opened.body.contains("Clerk of A1"));
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
    assert_eq!(person.post(&link, &right).status, 200, "a second press is told that it is done");
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

const PEOPLE: &str = "Login,Role,Title,Unit code,From\nann,Unit officer,Quality of A1,A1,\n\
    ann,Assessor,Quality of A1,A2,2015-07-01\n";

#[test]
fn people_come_in_from_a_file_after_a_look_and_their_links_are_made_on_one_page() {
    let site = Site::start();
    let mut admin = site.sign_in(Role::Administrator, "A");
    admin.get("/accounts/import?lang=en");
    let before = site.register.journal().len();
    let faulty = PEOPLE.replace("A2", "B");
    let refused = admin.upload("/accounts/import", &[], &[("file", "p.csv", faulty.as_bytes())]);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("No unit B stands beneath yours."), "{}", refused.body);
    let looked = admin.upload("/accounts/import", &[], &[("file", "p.csv", PEOPLE.as_bytes())]);
    assert!(looked.body.contains("One account will be opened"), "{}", looked.body);
    assert!(looked.body.contains("2 posts will be given"), "{}", looked.body);
    assert_eq!(site.register.journal().len(), before, "a look writes nothing");
    let rows = between(&looked.body, "<textarea name=\"rows\" hidden>", "</textarea>").to_owned();
    let stale = [("do", "bring"), ("rows", rows.as_str()), ("seen-changes", "another")];
    let before = site.register.journal().len();
    let asked = admin.upload("/accounts/import", &stale, &[]);
    assert_eq!((asked.status, site.register.journal().len()), (422, before), "{}", asked.body);
    assert!(asked.body.contains("would do something else now than you saw"), "{}", asked.body);
    let seen = between(&looked.body, "name=\"seen-changes\" value=\"", "\"").to_owned();
    let sent = [("do", "bring"), ("rows", rows.as_str()), ("seen-changes", seen.as_str())];
    let brought = admin.upload("/accounts/import", &sent, &[]);
    assert_eq!((brought.status, brought.place()), (303, "/accounts/import?done=3"));
    assert_eq!(site.register.journal().len(), before + 2);
    let again = admin.upload("/accounts/import", &[], &[("file", "p.csv", PEOPLE.as_bytes())]);
    assert!(again.body.contains("nothing in them is new"), "{}", again.body);
    let file = admin.get("/accounts/roll").body;
    assert!(file.contains("ann,Quality of A1,assessor,A2,2015-07-01,"), "{file}");

    assert!(admin.get("/accounts/invitations").body.contains("One person has set no password"));
    let letters = admin.post("/accounts/invitations", &[]);
    assert_eq!(letters.status, 200);
    let link = between(&letters.body, "class=\"secret\">", "</code>").to_owned();
    let link = link.split_at(link.find("/invitations/").unwrap_or_default()).1.to_owned();
    assert_eq!(letters.body.matches("class=\"secret\"").count(), 1);
    let mut person = site.visitor();
    let page = person.get(&format!("{link}?lang=en"));
    assert!(page.status == 200 && page.body.contains("For the login ann (Quality of A1)"), "{}", page.body);
    let asked = admin.get("/accounts/invitations").body;
    assert!(asked.contains("Everybody has a password") && asked.contains("One person has a link"), "{asked}");
    // The page was closed, or its answer got lost.
    let anew = admin.post("/accounts/invitations", &[("again", "1")]);
    let second = between(&anew.body, "class=\"secret\">", "</code>").to_owned();
    let second = second.split_at(second.find("/invitations/").unwrap_or_default()).1.to_owned();
    assert_ne!(second, link);
    assert!(!person.get(&format!("{link}?lang=en")).body.contains("For the login ann"), "the old one ends");
    assert!(person.get(&format!("{second}?lang=en")).body.contains("For the login ann"));
    for stranger in [Role::Office, Role::UnitOfficer] {
        let mut stranger = site.sign_in(stranger, "A");
        assert_eq!(stranger.get("/accounts/import").status, 404);
        assert_eq!(stranger.get("/accounts/roll").status, 404);
        assert_eq!(stranger.get("/accounts/invitations").status, 404);
    }
}

#[test]
fn a_login_and_a_title_are_corrected_and_the_person_signs_in_by_the_new_one() {
    let site = Site::start();
    let (login, actor) =
        site.register.account(Role::UnitOfficer, "A1", Some(earnest_testkit::site::PASSWORD));
    let id = actor.account().map_or(0, |id| id.0);
    let (taken, _) = site.register.account(Role::UnitHead, "A1", None);
    let mut admin = site.sign_in(Role::Administrator, "A");
    let page = admin.get(&format!("/accounts/{id}?lang=en")).body;
    assert!(
        page.contains("Correct login and title") && page.contains(&format!("value=\"{login}\"")),
        "{page}"
    );
    let at = format!("/accounts/{id}/correct");
    let before = site.register.journal().len();
    for (wrong, said) in
        [(taken.as_str(), "taken"), ("a b c", "#field-login"), (login.as_str(), "Nothing is different")]
    {
        let title = if wrong == login { actor_title(&page) } else { "Clerk" };
        let refused = admin.post(&at, &[("login", wrong), ("title", title)]);
        assert_eq!(refused.status, 422, "{wrong}");
        assert!(refused.body.contains(said), "{wrong}: {}", refused.body);
    }
    assert_eq!(site.register.journal().len(), before, "all or nothing");
    assert_eq!(admin.post(&at, &[("login", "clerk.a1"), ("title", "Clerk of A1")]).status, 303);
    let (action, told) = site.register.last_event();
    assert_eq!((action.as_str(), told["before"].as_str()), ("manage-accounts", Some(login.as_str())));
    assert_eq!(site.register.journal().len(), before + 2, "an act for each");
    let enter = |login: &str| {
        let fields = [("login", login), ("password", earnest_testkit::site::PASSWORD)];
        site.visitor().post("/sign-in", &fields).status
    };
    assert_eq!((enter("clerk.a1"), enter(&login)), (303, 422));
    let mut elsewhere = site.sign_in(Role::Administrator, "B");
    assert_eq!(elsewhere.post(&at, &[("login", "clerk.b"), ("title", "x")]).status, 404);
}

/// The title of the account that a page shows.
fn actor_title(page: &str) -> &str {
    between(page, "<h1>", "</h1>").trim()
}
