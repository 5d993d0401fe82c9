//! The three ledgers as pages and files: customary columns, filters that a file keeps, nothing from outside the scope.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_model::actor::Role;
use earnest_testkit::site::{Site, Visitor};

fn csv(visitor: &mut Visitor, path: &str) -> Vec<String> {
    let answer = visitor.get(path);
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/csv; charset=utf-8"), "{path}");
    let text = answer.body.strip_prefix('\u{feff}').unwrap();
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn the_three_ledgers_have_their_customary_columns_in_three_languages() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let heads = [
        (
            "/ledger/problems",
            "zh-Hans",
            "编号,版本,单位代码,责任单位,来源,发现时间,填报人,方面,层面,具体问题,具体表现,产生原因",
        ),
        ("/ledger/problems", "zh-Hant", "編號,版本,單位代碼,責任單位,來源,發現時間"),
        (
            "/ledger",
            "zh-Hans",
            "编号,版本,问题编号,单位代码,责任单位,来源,发现时间,方面,层面,具体问题,具体表现,整改目标,整改措施,责任领导",
        ),
        ("/ledger", "en", "Serial,Version,Problem serial,Unit code,Responsible unit"),
        (
            "/ledger/supervision",
            "zh-Hant",
            "編號,版本,問題編號,來源,發現時間,方面,具體問題,整改措施,責任領導,單位代碼,責任單位",
        ),
    ];
    for (path, lang, head) in heads {
        let rows = csv(&mut office, &format!("{path}?as=csv&lang={lang}"));
        assert!(rows[0].starts_with(head), "{path} {lang}: {}", rows[0]);
    }
    let problems = csv(&mut office, "/ledger/problems?as=csv&lang=zh-Hans");
    assert!(problems.iter().any(|row| row.contains("领导班子") && row.contains("主要负责人已签认")));
    let supervision = csv(&mut office, "/ledger/supervision?as=csv&lang=zh-Hans");
    assert!(supervision.iter().any(|row| row.contains("已销号") && row.contains("省委专题教育办督查组")));
}

#[test]
fn a_file_keeps_the_filter_of_its_page() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let count = |rows: Vec<String>| rows.iter().filter(|row| row.contains("-2015-")).count();
    let all = count(csv(&mut office, "/ledger/problems?as=csv"));
    let team = count(csv(&mut office, "/ledger/problems?as=csv&level=team"));
    let found = count(csv(&mut office, "/ledger/problems?as=csv&find=%E8%AE%AE%E8%80%8C%E4%B8%8D%E5%86%B3"));
    assert_eq!((all, team, found), (4, 2, 2));
    let of_unit = count(csv(&mut office, "/ledger?as=csv&unit=A"));
    let closed = count(csv(&mut office, "/ledger?as=csv&unit=A&state=closed"));
    let owned = count(csv(&mut office, "/ledger?as=csv&unit=A&owner=nobody"));
    let wild = count(csv(&mut office, "/ledger?as=csv&find=%25"));
    assert_eq!((of_unit, closed, owned, wild), (4, 1, 0, 0), "a sign of patterns is only a sign");
    let page = office.get("/ledger/problems?level=team&lang=en").body;
    assert!(page.contains("level=team&#38;as=xlsx"), "the way to the file keeps the filter");
    assert!(page.contains("<option value=\"team\" selected"));
}

#[test]
fn nobody_finds_in_a_ledger_what_lies_outside_their_scope() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    for path in ["/ledger/problems", "/ledger", "/ledger/supervision"] {
        assert_eq!(officer.get(&format!("{path}?unit=B")).status, 404, "{path}");
        assert_eq!(officer.get(&format!("{path}?unit=B&as=xlsx")).status, 404, "{path}");
        let rows = csv(&mut officer, &format!("{path}?as=csv"));
        assert!(rows.iter().all(|row| !row.contains("B-2015-")), "{path}");
        assert_ne!(site.visitor().get(path).status, 200);
    }
}
