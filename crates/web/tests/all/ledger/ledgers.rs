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
fn a_ledger_tells_the_topic_of_the_round_and_is_asked_for_one() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    for path in ["/ledger/problems", "/ledger", "/ledger/supervision"] {
        let rows = csv(&mut office, &format!("{path}?as=csv&lang=en"));
        assert!(rows[0].trim_end().ends_with(",Topic"), "{path}: {}", rows[0]);
        let told: Vec<&String> = rows.iter().filter(|row| row.contains("-2015-")).collect();
        let topic = told.iter().find_map(|row| {
            row.rsplit_once(',').map(|(_, last)| last.trim()).filter(|last| !last.is_empty())
        });
        let topic = topic.unwrap_or_else(|| panic!("{path}: no row tells a topic")).to_owned();
        let name = topic.split_once(" · ").unwrap().1.to_owned();
        let with = told.iter().filter(|row| row.trim_end().ends_with(&topic)).count();
        let asked = |office: &mut _, name: &str| {
            let rows = csv(office, &format!("{path}?as=csv&topic={}", encoded(name)));
            rows.iter().filter(|row| row.contains("-2015-")).count()
        };
        assert_eq!(asked(&mut office, &name), with, "{path}");
        assert_eq!(asked(&mut office, "no topic of any round"), 0, "{path}");
        let page = office.get(&format!("{path}?lang=en&topic={}", encoded(&name))).body;
        assert!(page.contains(&format!("<option value=\"{name}\" selected")), "{path}");
    }
    assert!(office.get("/ledger/problems?lang=en").body.contains(">Topic<"), "the list has it as a column");
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

/// The rows of a CSV text, parted at commas outside quotes.
fn fields(row: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for sign in row.chars() {
        match sign {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            sign => fields.last_mut().unwrap().push(sign),
        }
    }
    fields
}

/// The ledger of a visitor as tab-separated rows, as a spreadsheet puts them on the clipboard.
fn copied(visitor: &mut Visitor, path: &str) -> Vec<Vec<String>> {
    csv(visitor, path).iter().map(|row| fields(row)).collect()
}

fn pasted(rows: &[Vec<String>]) -> String {
    let quoted = |cell: &String| if cell.contains('\n') { format!("\"{cell}\"") } else { cell.clone() };
    rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join("\t") + "\n").collect()
}

fn column(rows: &[Vec<String>], head: &str) -> usize {
    rows.first().unwrap().iter().position(|cell| cell == head).unwrap()
}

#[test]
fn pasted_rows_show_what_they_would_change_and_change_it_after_a_yes() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let mut rows = copied(&mut officer, "/ledger?as=csv&lang=zh-Hant");
    let (progress, note) = (column(&rows, "進展（%）"), column(&rows, "進展情況"));
    let place = officer.post("/ledger/import", &[("rows", &pasted(&rows))]).place().to_owned();
    assert!(officer.get(&format!("{place}?lang=en")).body.contains("Nothing would change."));
    rows[4][progress] = "85".into();
    rows[4][note] = "还差一份".into();
    let place = officer.post("/ledger/import", &[("rows", &pasted(&rows))]).place().to_owned();
    let page = officer.get(&format!("{place}?lang=en")).body;
    assert!(page.contains("2 cells change") && page.contains(">U5") && page.contains("还差一份"), "{page}");
    let digest = page.split("name=\"digest\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(officer.post(&place, &[("digest", "0")]).status, 422, "a yes to something else is no yes");
    let done = officer.post(&place, &[("digest", &digest)]);
    assert_eq!(done.place(), "/ledger?brought=1");
    assert!(officer.get("/ledger?brought=1&lang=en").body.contains("One row was kept"));
    let now = copied(&mut officer, "/ledger?as=csv&lang=zh-Hant");
    assert_eq!((now[4][progress].as_str(), now[4][note].as_str()), ("85", "还差一份"));
    let back = officer.get(&format!("{place}?lang=en"));
    assert!(back.status == 200 && back.body.contains("This is done"), "what was done is told: {}", back.body);
}

#[test]
fn faults_are_named_by_cell_and_the_copy_carries_them() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let mut rows = copied(&mut officer, "/ledger/problems?as=csv&lang=zh-Hans");
    let (aspect, closed) = (column(&rows, "方面"), column(&rows, "已销号数"));
    rows[1][aspect] = "天气".into();
    rows[2][closed] = "9".into();
    let place = officer.post("/ledger/import", &[("rows", &pasted(&rows))]).place().to_owned();
    let page = officer.get(&format!("{place}?lang=en")).body;
    assert!(
        page.contains("2 cells are wrong") && page.contains(">H2") && page.contains("Choose an aspect."),
        "{page}"
    );
    assert!(page.contains("verified from above") && !page.contains("name=\"digest\""));
    let copy = officer.get(&format!("{place}/copy?as=xlsx"));
    assert_eq!((copy.status, copy.header("content-disposition").contains(".xlsx")), (200, true));
    let mut other = site.sign_in(Role::UnitOfficer, "A");
    assert_eq!(other.get(&place).status, 404, "a kept file is its sender's alone");
    assert_eq!(officer.post(&format!("{place}/drop"), &[]).place(), "/ledger/import?dropped=1");
    assert!(!officer.get(&place).body.contains("name=\"digest\""));
}

#[test]
fn what_is_no_ledger_is_refused_with_a_remedy() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    for (rows, words) in [
        ("", "Choose a file, or paste rows"),
        ("a\tb\n1\t2\n", "No row has the headings"),
        ("编号\t编号\t具体问题\n", "The heading “编号” stands twice"),
    ] {
        officer.get("/ledger/import?lang=en");
        let again = officer.post("/ledger/import", &[("rows", rows)]);
        assert!(again.status == 422 && again.body.contains(words), "{}", again.body);
    }
    let mut assessor = site.sign_in(Role::Assessor, "P");
    assert_eq!(assessor.get("/ledger/import").status, 404);
}

#[test]
fn a_workbook_or_a_csv_file_comes_back_as_it_went_out() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    officer.get("/ledger/import");
    let file = officer.get("/ledger/problems?as=csv&lang=zh-Hans").body;
    let bytes = file.trim_start_matches('\u{feff}').as_bytes().to_vec();
    let sent = officer.upload("/ledger/import", &[], &[("file", "问题清单.csv", &bytes)]);
    let page = officer.get(&format!("{}?lang=en", sent.place())).body;
    assert!(page.contains("Nothing would change.") && page.contains("问题清单.csv"), "{page}");
    officer.get("/ledger/import?lang=en");
    let bad = officer.upload("/ledger/import", &[], &[("file", "x.xlsx", b"PK\x03\x04 no archive")]);
    assert!(bad.status == 422 && bad.body.contains("The workbook can’t be read"), "{}", bad.body);
}

#[test]
fn units_without_a_list_are_counted_and_the_count_opens_to_exactly_them() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/ledger/problems?lang=en").body;
    let missing = office.get("/ledger/unlisted?lang=en").body;
    let rows = missing.matches("<th scope=\"row\"").count();
    assert!(rows > 0 && page.contains(&format!("<strong>{rows} / ")), "{rows}");
    assert!(page.contains("href=\"/ledger/unlisted\""));
    assert!(
        !missing.contains("href=\"/units/A\"") && !missing.contains("href=\"/units/B\""),
        "they have signed lists"
    );
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert_eq!(officer.get("/ledger/unlisted?unit=B").status, 404);
    assert!(!officer.get("/ledger/unlisted").body.contains("/units/B"));
}

#[test]
fn the_head_signs_or_returns_the_chosen_problems_all_or_none() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let head_row = "具体问题\t具体表现\t方面\t整改措施\t责任人\t完成标志\t整改时限\n";
    let row = |name: &str| format!("{name}\t五月两次\tself-discipline\t改\t主任\t清单\t2015-08-01\n");
    let rows = format!("{head_row}{}", ["甲", "乙", "丙"].map(row).concat());
    let place = officer.post("/ledger/import", &[("rows", &rows)]).place().to_owned();
    let page = officer.get(&format!("{place}?lang=en")).body;
    assert!(page.contains("3 new problems") && page.contains("3 rows were read"), "{page}");
    assert!(page.contains("within a second or two"), "how long keeping takes is said before");
    let digest = page.split("name=\"digest\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    officer.post(&place, &[("digest", &digest)]);
    let mut head = site.sign_in(Role::UnitHead, "A");
    let page = head.get("/problems/sign?lang=en").body;
    let ids: Vec<String> = page
        .split("name=\"problem\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 3);
    let (first, second, third) = (ids[0].as_str(), ids[1].as_str(), ids[2].as_str());
    let vague =
        [("unit", "A"), ("problem", second), ("problem", third), ("decision", "return"), ("missing", "短")];
    assert_eq!(head.post("/problems/sign", &vague).status, 422);
    let enough = [
        ("unit", "A"),
        ("problem", second),
        ("problem", third),
        ("decision", "return"),
        ("missing", "请写明哪两次、谁在场、缺什么"),
    ];
    assert_eq!(head.post("/problems/sign", &enough).status, 303);
    assert_eq!(
        head.post("/problems/sign", &[("unit", "A"), ("problem", second)]).status,
        404,
        "returned already"
    );
    assert_eq!(head.post("/problems/sign", &[("unit", "A"), ("problem", first)]).status, 303);
    assert!(head.get("/problems/sign?lang=en").body.contains("No problem waits"));
}

fn encoded(words: &str) -> String {
    form_urlencoded::byte_serialize(words.as_bytes()).collect()
}
