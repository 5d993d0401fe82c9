//! Lists by their address alone: order, columns, words, and the journal by person, act, record, unit and day.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

/// The names in the first column, in order.
fn names(page: &str) -> Vec<String> {
    let rows = page.split("<th scope=\"row\">").skip(1);
    let name = |row: &str| {
        let cell = row.split("</th>").next().unwrap_or_default();
        cell.rsplit_once("\">")
            .map_or(cell, |(_, words)| words)
            .split('<')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    rows.map(name).collect()
}

#[test]
fn a_list_is_ordered_and_cut_by_its_address() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let usual = names(&office.get("/plans?lang=en").body);
    let up = names(&office.get("/plans?sort=class").body);
    let down = office.get("/plans?sort=-unit").body;
    assert_eq!(usual.len(), up.len());
    let mut sorted = usual.clone();
    sorted.sort();
    sorted.reverse();
    assert_eq!(names(&down), sorted);
    assert!(down.contains("aria-sort=\"descending\"") && down.contains("sort=unit"), "{down}");
    let without = office.get("/plans?hide=class&hide=version").body;
    assert!(!without.contains("data-label=\"Class\""), "{without}");
    let one = names(&office.get("/plans?has=%E4%B8%9C%E5%B8%82").body);
    assert_eq!(one, ["东市"]);
    assert_eq!(names(&office.get("/plans?has=ds").body), ["东市"], "by its initials, too");
    for wrong in ["/plans?sort=nothing", "/plans?hide=nothing", "/ledger?sort=nothing", "/ledger?sort=state"]
    {
        assert_eq!(office.get(wrong).status, 422, "{wrong}");
    }
    let file = office.get("/plans?sort=-unit&hide=class&as=csv");
    assert!(file.status == 200 && !file.body.contains("Class"), "{}", file.body);
}

#[test]
fn the_ledger_comes_in_the_order_that_is_asked_for() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/ledger?lang=en&sort=due").body;
    assert!(page.contains("aria-sort=\"ascending\""), "{page}");
    let usual = names(&office.get("/ledger").body);
    for order in ["due", "unit", "owner", "-due", "-owner"] {
        let mut found = names(&office.get(&format!("/ledger?sort={order}")).body);
        let mut all = usual.clone();
        found.sort();
        all.sort();
        assert_eq!(found, all, "the same lines: {order}");
    }
}

#[test]
fn the_journal_is_asked_by_person_act_record_unit_and_day() {
    let site = Site::with_example();
    let mut auditor = site.sign_in(Role::Auditor, "P");
    let total = |page: &str| page.matches("<time").count();
    let all = total(&auditor.get("/journal?lang=en").body);
    let officers = auditor.get("/journal?person=officer").body;
    assert!(total(&officers) > 0 && total(&officers) <= all, "{officers}");
    assert!(!auditor.get("/journal?person=nobody-at-all").body.contains("<time"));
    let plans = auditor.get("/journal?subject=plan&action=review-plan").body;
    assert!(!plans.contains("· units imported"), "{plans}");
    assert!(!auditor.get("/journal?until=2001-01-01").body.contains("<time"));
    assert!(total(&auditor.get("/journal?from=2001-01-01").body) == all);
    for wrong in ["/journal?action=nothing", "/journal?subject=nothing", "/journal?from=yesterday"] {
        assert_eq!(auditor.get(wrong).status, 422, "{wrong}");
    }
    assert_eq!(site.sign_in(Role::UnitHead, "A").get("/journal?unit=B").status, 404);
}

#[test]
fn units_are_found_and_chosen_by_the_initials_of_their_names() {
    let site = Site::start();
    let mut office = site.sign_in(Role::Office, "P");
    let found = office.get("/search?lang=en&q=sydx").body;
    assert!(found.contains("试验大学"), "{found}");
    let names = office.get("/search/units?q=sydx").body;
    assert!(names.contains("试验大学"), "{names}");
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert!(!officer.get("/search?lang=en&q=sydx").body.contains("试验大学"), "within what one may see");
}
