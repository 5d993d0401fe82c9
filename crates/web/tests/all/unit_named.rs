//! Units in forms: by their names, with those to choose from where several have one.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::shared::between;
use earnest_app::units::unit_change::{ChangeForm, change_unit};
use earnest_model::actor::Role;
use earnest_testkit::{pack, site::Site};

/// The county called 县1 in A and in B.
fn with_a_name_that_stands_twice() -> Site {
    called_alike(Site::start())
}

fn called_alike(site: Site) -> Site {
    let administrator = site.register.actor(Role::Administrator, "P");
    for code in ["A1", "B1"] {
        let order = ChangeForm {
            change: "rename",
            code,
            name: "县1",
            day: "2015-06-01",
            reason: "Order 1 of the province",
            ..ChangeForm::default()
        };
        change_unit(&site.register.context(&administrator), &order, &pack::shipped().tiers()).unwrap();
    }
    site
}

#[test]
fn an_account_is_opened_at_a_unit_by_its_name_and_where_several_have_it_they_are_offered() {
    let site = with_a_name_that_stands_twice();
    let mut administrator = site.sign_in(Role::Administrator, "P");
    administrator.get("/accounts/new?lang=en");
    let form = |login, unit, meant| {
        let from = ("from", "2015-06-01");
        [
            ("login", login),
            ("title", "Clerk"),
            ("role", "unit-officer"),
            ("unit", unit),
            ("unit-meant", meant),
            from,
        ]
    };
    let before = site.register.journal().len();
    let asked = administrator.post("/accounts/new", &form("one", "县1", ""));
    assert_eq!(asked.status, 422);
    for told in ["县1 · 东市", "县1 · 西州"] {
        let choice = format!("<input type=\"radio\" name=\"unit-meant\" value=\"{told}\">");
        assert!(asked.body.contains(&choice), "{}", asked.body);
    }
    assert!(asked.body.contains("value=\"one\"") && asked.body.contains("Which one is meant?"));
    assert_eq!(site.register.journal().len(), before);
    let opened = administrator.post("/accounts/new", &form("one", "县1", "县1 · 西州"));
    assert_eq!(opened.status, 200, "{}", opened.body);
    let by_name = administrator.post("/accounts/new", &form("two", "a县2", ""));
    assert_eq!(by_name.status, 200, "{}", by_name.body);
    let list = administrator.get("/accounts?lang=en").body;
    assert!(list.contains("县1 · 西州") && list.contains("A县2"), "{list}");
    let elsewhere = site.sign_in(Role::Administrator, "A").post("/accounts/new", &form("three", "B县2", ""));
    assert_eq!(elsewhere.status, 422);
    assert!(!elsewhere.body.contains("unit-meant"), "nothing is told of units of others");
}

#[test]
fn an_order_names_units_and_is_carried_out_for_those_that_were_shown() {
    let site = with_a_name_that_stands_twice();
    let mut administrator = site.sign_in(Role::Administrator, "P");
    administrator.get("/organisation/change?lang=en");
    let order = |code, parent, does| {
        let why = [("day", "2015-06-01"), ("reason", "Order 2 of the province")];
        [&[("change", "move"), ("code", code), ("parent", parent), ("do", does)][..], &why].concat()
    };
    let asked = administrator.post("/organisation/change", &order("县1", "西州", "look"));
    assert_eq!(asked.status, 422);
    assert!(asked.body.contains("name=\"code-meant\" value=\"县1 · 东市\""), "{}", asked.body);
    let seen = administrator.post("/organisation/change", &order("县1 · 东市", "西州", "look"));
    assert_eq!(seen.status, 200, "{}", seen.body);
    assert!(seen.body.contains("<textarea name=\"code\" hidden>A1</textarea>"), "{}", seen.body);
    assert!(seen.body.contains("<textarea name=\"parent\" hidden>B</textarea>"), "{}", seen.body);
    let mark = between(&seen.body, "name=\"told-mark\" value=\"", "\"").to_owned();
    let order = [&order("A1", "B", "bring")[..], &[("told-mark", mark.as_str())]].concat();
    let done = administrator.post("/organisation/change", &order);
    assert_eq!(done.place(), "/organisation/change?unit=A1&done=move");
    assert_eq!(site.register.last_event().0, "change-units");
}

#[test]
fn names_are_offered_while_one_types_and_only_of_units_that_one_sees() {
    let site = with_a_name_that_stands_twice();
    let offered = |role, unit: &str, typed: &str| {
        let answer = site.sign_in(role, unit).get(&format!("/search/units?q={typed}"));
        assert_eq!(answer.status, 200);
        let names: Vec<String> = serde_json::from_str(&answer.body).unwrap();
        names
    };
    assert_eq!(offered(Role::Office, "P", "%E5%8E%BF1"), ["县1 · 东市", "县1 · 西州"]);
    assert_eq!(offered(Role::Office, "A", "%E5%8E%BF1"), ["县1 · 东市"]);
    assert_eq!(offered(Role::Office, "P", ""), [""; 0]);
    assert!((3..=12).contains(&offered(Role::Office, "P", "%E5%8E%BF").len()), "a few are enough");
    assert_eq!(site.visitor().get("/search/units?q=a").status, 303, "nobody is told who is not signed in");
}

#[test]
fn somebody_is_sent_to_a_unit_by_its_name() {
    let site = called_alike(Site::with_example());
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/observations/new?lang=en&unit=%E5%8E%BF1");
    assert_eq!(page.status, 422);
    assert!(page.body.contains("县1 · 东市"), "{}", page.body);
    let chosen = office
        .get("/observations/new?round=1&unit=%E5%8E%BF1&unit-meant=%E5%8E%BF1%20%C2%B7%20%E4%B8%9C%E5%B8%82");
    assert_eq!(chosen.place(), "/observations/new?round=1&unit=A1");
    let body = [("unit", "县1"), ("part", "joining"), ("from", "2015-06-01"), ("until", "")];
    let asked = office.post("/programmes/1/bodies", &body);
    assert_eq!(asked.status, 422);
    assert!(asked.body.contains("name=\"unit-meant\" value=\"县1 · 西州\""), "{}", asked.body);
}
