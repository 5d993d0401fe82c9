//! Every list is a file as well: the same rows, the same scope.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_model::actor::Role;
use earnest_papers::unpacked;
use earnest_testkit::site::{Site, Visitor};

/// The pages of lists, and who sees them.
const LISTS: [(&str, Role); 13] = [
    ("/ledger", Role::Office),
    ("/plans", Role::Office),
    ("/sheets", Role::Office),
    ("/seminars", Role::Office),
    ("/ratings", Role::Office),
    ("/estimates", Role::Office),
    ("/estimates/units?round=1&unit=P", Role::Office),
    ("/recounts", Role::Office),
    ("/assessors", Role::Office),
    ("/circulars", Role::Office),
    ("/visits", Role::Office),
    ("/figures/plans-due?unit=P", Role::Office),
    ("/accounts", Role::Administrator),
];

fn rows(csv: &str) -> Vec<&str> {
    csv.strip_prefix('\u{feff}').unwrap().split_terminator("\r\n").collect()
}

fn csv(visitor: &mut Visitor, path: &str) -> String {
    let sign = if path.contains('?') { '&' } else { '?' };
    let answer = visitor.get(&format!("{path}{sign}as=csv&lang=en"));
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/csv; charset=utf-8"), "{path}");
    answer.body
}

#[test]
fn every_list_offers_its_rows_as_csv_and_xlsx() {
    let site = Site::with_example();
    for (path, role) in LISTS {
        let mut visitor = site.sign_in(role, "P");
        let page = visitor.get(path).body;
        let (sheet, text) = (page.contains("as=xlsx\" download"), page.contains("as=csv\" download"));
        assert!(sheet && text, "{path} offers both files");
        let file = csv(&mut visitor, path);
        assert!(file.is_empty() || rows(&file)[0].contains(','), "{path} has heads, or no table to show");
        let sign = if path.contains('?') { '&' } else { '?' };
        let workbook = visitor.get(&format!("{path}{sign}as=xlsx"));
        let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        assert_eq!((workbook.status, workbook.header("content-type")), (200, media), "{path}");
        assert!(workbook.header("content-disposition").contains(".xlsx"), "{path}");
        assert!(
            visitor.get(&format!("{path}{sign}as=exe")).body.contains("<html"),
            "{path}: no such kind, so the page"
        );
    }
}

#[test]
fn a_file_has_the_heads_the_words_and_the_addresses_of_its_page() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let file = csv(&mut office, "/plans");
    let rows = rows(&file);
    assert!(rows[0].ends_with(",Address"), "{}", rows[0]);
    assert_eq!(
        rows.len() - 1,
        office.get("/plans").body.matches("<tr").count() - 1,
        "a row for each of the page"
    );
    assert!(rows.iter().skip(1).any(|row| row.contains("/plans/")), "{file}");
}

#[test]
fn a_file_holds_nothing_from_outside_the_readers_scope() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let (all, own) = (csv(&mut office, "/ledger"), csv(&mut officer, "/ledger"));
    let (all, own) = (rows(&all), rows(&own));
    assert!(own.iter().all(|row| all.contains(row)), "what a unit sees is a part of what its superior sees");
    for path in ["/accounts", "/assessors"] {
        assert_ne!(officer.get(&format!("{path}?as=csv")).status, 200, "{path}");
    }
    assert_ne!(site.visitor().get("/ledger?as=csv").status, 200);
}

/// The words of a workbook, as its archive keeps them.
fn words_of_workbook(bytes: &[u8]) -> String {
    let wanted = |name: &str| name == "xl/sharedStrings.xml" || name == "xl/workbook.xml";
    let parts = unpacked(bytes, 1 << 24, wanted).unwrap();
    parts.iter().map(|(_, part)| String::from_utf8_lossy(part).into_owned()).collect()
}

#[test]
fn every_file_carries_the_caption_of_its_page_and_is_called_by_what_was_asked() {
    let site = Site::with_example();
    for (path, role) in LISTS {
        let mut visitor = site.sign_in(role, "P");
        let sign = if path.contains('?') { '&' } else { '?' };
        let page = visitor.get(&format!("{path}{sign}lang=en")).body;
        let lede = page.split("<p class=\"lede\">").nth(1).and_then(|rest| rest.split("</p>").next());
        let words = words_of_workbook(&visitor.get(&format!("{path}{sign}as=xlsx&lang=en")).bytes);
        assert!(words.contains("About this file"), "{path}: {words}");
        let lede = lede
            .unwrap_or_default()
            .trim()
            .replace("&#38;", "&amp;")
            .replace("&#34;", "\"")
            .replace("&#39;", "'");
        assert!(path.starts_with("/ledger") || words.contains(lede.trim()), "{path} without {lede}: {words}");
        assert!(words.contains(&path.replace('&', "&amp;")), "{path}: where it can be read again: {words}");
        let text = csv(&mut visitor, path);
        assert!(!text.contains("About this file"), "{path}: a CSV file has its heads first");
    }
    let mut office = site.sign_in(Role::Office, "P");
    for (path, name) in [
        ("/figures/plans-due?unit=P&round=1&as_of=2015-06-01", "figure-plans-due-unit-P-round-1-2015-06-01"),
        ("/estimates?round=1", "estimates-round-1-"),
        ("/ledger?unit=A&state=closed", "ledger-unit-A-state-closed-"),
    ] {
        for kind in ["csv", "xlsx", "pdf", "docx"] {
            let answer = office.get(&format!("{path}&as={kind}"));
            assert_eq!(answer.status, 200, "{path} as {kind}: {}", answer.body);
            let kept = answer.header("content-disposition").to_owned();
            assert!(kept.contains(name) && kept.contains(&format!(".{kind}")), "{path}: {kept}");
        }
    }
}

#[test]
fn an_empty_list_is_a_paper_as_well() {
    let site = Site::with_example();
    for (role, unit) in [(Role::Office, "P"), (Role::UnitOfficer, "A"), (Role::UnitOfficer, "B")] {
        let mut visitor = site.sign_in(role, unit);
        for path in ["/visits", "/cases", "/questions", "/exemplars", "/tasks", "/ratings"] {
            let page = visitor.get(path).status;
            for kind in ["pdf", "docx"] {
                let answer = visitor.get(&format!("{path}?as={kind}"));
                assert_eq!(answer.status, page, "{path} as {kind} at {unit}: {}", answer.body);
            }
        }
    }
}
