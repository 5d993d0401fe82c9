//! A page between a form and its end: what was typed comes along to another language; and no secret stands on the page that
//! tells of a form that went astray.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

/// The token of the words that a page keeps.
fn kept(page: &str) -> &str {
    let token = page.split_once("kept=").and_then(|(_, rest)| rest.get(..32));
    token.unwrap_or_default()
}

#[test]
fn what_was_typed_comes_along_from_a_page_that_only_looked_at_it() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    office.get("/report/reconcile?unit=P&lang=en");
    let text = ("text", "The register has 3 units, and 99999 units more.");
    let looked = office.post("/report/reconcile?unit=P", &[("as_of", "2015-06-01"), text]);
    assert_eq!(looked.status, 200, "{}", looked.body);
    let token = kept(&looked.body).to_owned();
    let back = office.get(&format!("/report/reconcile?unit=P&kept={token}&lang=zh-Hans")).body;
    assert!(back.contains("and 99999 units more.") && back.contains("刚才只是查看"), "{back}");
    assert!(!office.get("/desk").body.contains("kept="), "what was only looked at waits for nothing");
    let other = site.sign_in(Role::Office, "P").get(&format!("/report/reconcile?unit=P&kept={token}")).body;
    assert!(!other.contains("99999"), "it is one's own");

    let mut administrator = site.sign_in(Role::Administrator, "P");
    administrator.get("/organisation/change?lang=en");
    let order = [
        ("change", "rename"),
        ("code", "A1"),
        ("name", "New"),
        ("day", "2015-06-01"),
        ("reason", "Order 1 of the province"),
        ("do", "look"),
    ];
    let looked = administrator.post("/organisation/change", &order);
    assert_eq!(looked.status, 200, "{}", looked.body);
    let token = kept(&looked.body).to_owned();
    let back = administrator.get(&format!("/organisation/change?kept={token}&lang=zh-Hant")).body;
    assert!(back.contains("value=\"New\"") && back.contains("Order 1 of the province"), "{back}");
}

#[test]
fn an_account_that_was_opened_leaves_no_words_behind() {
    let site = Site::start();
    let mut administrator = site.sign_in(Role::Administrator, "A");
    let form = [
        ("login", "clerk"),
        ("title", "Clerk"),
        ("role", "unit-officer"),
        ("unit", "A1"),
        ("from", "2015-05-01"),
    ];
    let opened = administrator.post("/accounts/new", &form);
    assert_eq!(opened.status, 200);
    let token = kept(&opened.body).to_owned();
    let back = administrator.get(&format!("/accounts/new?kept={token}&lang=en")).body;
    assert!(!back.contains("value=\"clerk\""), "{back}");
}

#[test]
fn a_form_with_files_that_goes_astray_shows_its_words_by_field_and_no_password() {
    let site = Site::start();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    officer.get("/desk?lang=en");
    let fields = [("password", "tall green walnut"), ("note", "the words of the form")];
    for at in ["/desk", "/nowhere", "/accounts/new"] {
        let astray = officer.upload(at, &fields, &[]);
        assert!(matches!(astray.status, 403..=405), "{at}: {}", astray.status);
        assert!(!astray.body.contains("tall green walnut"), "{at}: {}", astray.body);
        assert!(!astray.body.contains("form-data"), "{at}: {}", astray.body);
    }
    assert!(officer.upload("/desk", &fields, &[]).body.contains("the words of the form"));
}
