//! Orders by which units change, over HTTP: looked at, carried out, taken back.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

const ASK: &str = "/organisation/change";

fn moving<'a>(parent: &'a str, does: &'a str) -> Vec<(&'a str, &'a str)> {
    let order = [("day", "2015-06-01"), ("reason", "Order 12 of the province")];
    let mut form = vec![("change", "move"), ("code", "A1"), ("parent", parent), ("do", does)];
    form.extend(order);
    form
}

/// What was told, to be sent back when it is carried out.
fn seen(body: &str) -> String {
    let rest = body.split_once("name=\"told-mark\" value=\"").map_or("", |(_, rest)| rest);
    rest.split_once('"').map_or_else(String::new, |(mark, _)| mark.to_owned())
}

#[test]
fn an_order_is_looked_at_first_and_carried_out_at_a_yes() {
    let site = Site::start();
    let mut administrator = site.sign_in(Role::Administrator, "P");
    site.register.actor(Role::UnitHead, "A1");
    assert!(administrator.get("/accounts?lang=en").body.contains(ASK));
    assert!(administrator.get(ASK).body.contains("Change units"));
    let before = site.register.journal().len();
    let seen = administrator.post(ASK, &moving("B", "look"));
    assert_eq!(seen.status, 200, "{}", seen.body);
    assert!(
        seen.body.contains("8 units beneath it go along") && seen.body.contains("roles of accounts"),
        "{}",
        seen.body
    );
    assert!(seen.body.contains("<textarea name=\"parent\" hidden>B</textarea>"), "{}", seen.body);
    assert_eq!(site.register.journal().len(), before);
    assert!(seen.body.contains("→ 西州 (B)"), "the other unit is named: {}", seen.body);
    // What was not looked at, or was looked at before something was changed, is shown as it stands now.
    for mark in ["", "an older one"] {
        let mut form = moving("B", "bring");
        form.push(("told-mark", mark));
        let stale = administrator.post(ASK, &form);
        assert_eq!(stale.status, 422, "{}", stale.body);
        assert!(stale.body.contains("Something was changed since you looked"), "{}", stale.body);
        assert_eq!(self::seen(&stale.body), self::seen(&seen.body));
    }
    assert_eq!(site.register.journal().len(), before);
    let mark = self::seen(&seen.body);
    assert_eq!(mark.len(), 64, "{}", seen.body);
    let mut form = moving("B", "bring");
    form.push(("told-mark", &mark));
    let done = administrator.post(ASK, &form);
    assert_eq!((done.status, done.place()), (303, "/organisation/change?unit=A1&done=move"), "{}", done.body);
    assert_eq!(site.register.last_event().0, "change-units");
    let told = administrator.get("/organisation/change?unit=A1&done=move&lang=en");
    assert!(told.body.contains("moved from 东市 (A) to 西州 (B)"), "{}", told.body);
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/units/A1?lang=en");
    assert!(
        page.body.contains("moved from 东市 (A) to 西州 (B)") && !page.body.contains(ASK),
        "{}",
        page.body
    );
    let short = [("unit", "A1"), ("day", "2015-06-01"), ("reason", "x")];
    let faulty = administrator.post("/organisation/change/undo", &short);
    assert_eq!(faulty.status, 422);
    assert!(
        faulty.body.contains("moved from 东市 (A) to 西州 (B)") && faulty.body.contains("<details open>"),
        "{}",
        faulty.body
    );
    let page = administrator.get("/organisation/change?unit=A1").body;
    let of = page.split_once("name=\"undoes\" value=\"").map_or("", |(_, rest)| rest);
    let of = of.split('"').next().unwrap_or_default().to_owned();
    let undo =
        |of| [("unit", "A1"), ("undoes", of), ("day", "2015-06-01"), ("reason", "it was the other county")];
    let stale = administrator.post("/organisation/change/undo", &undo("0"));
    assert_eq!(stale.status, 422, "another change than the page showed: {}", stale.body);
    let undo = undo(of.as_str());
    let back = administrator.post("/organisation/change/undo", &undo);
    assert_eq!(back.status, 303, "{}", back.body);
    let told = administrator.get(back.place());
    assert!(told.body.contains(": the order before was taken back"), "{}", told.body);
    assert_eq!(site.sign_in(Role::UnitHead, "B").get("/units/A1").status, 404);
    assert_eq!(site.sign_in(Role::UnitHead, "A").get("/units/A1").status, 200);
}

#[test]
fn what_can_t_be_done_is_told_at_its_field_and_to_nobody_who_may_not() {
    let site = Site::start();
    let mut administrator = site.sign_in(Role::Administrator, "A");
    administrator.get("/organisation/change?lang=en");
    for (parent, said) in [
        ("ZZ", "There is no unit ZZ"),
        ("A1T1", "is A1 itself or stands beneath it"),
        ("A", "stands beneath A already"),
        ("B", "There is no unit B, or none that you may change"),
    ] {
        let answer = administrator.post(ASK, &moving(parent, "bring"));
        assert_eq!(answer.status, 422, "{parent}");
        assert!(answer.body.contains(said), "{parent}: {}", answer.body);
    }
    for role in [Role::Office, Role::UnitHead, Role::Auditor] {
        assert_eq!(site.sign_in(role, "P").get(ASK).status, 404, "{role:?}");
    }
    for lang in ["zh-Hans", "zh-Hant"] {
        let page = administrator.get(&format!("{ASK}?lang={lang}"));
        assert_eq!(page.status, 200, "{lang}");
    }
}
