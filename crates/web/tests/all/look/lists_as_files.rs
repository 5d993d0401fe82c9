//! Every list is a file as well: the same rows, the same scope.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_model::actor::Role;
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
