//! Tables as people make them come back: each part is taken, or named with its reason.

#![expect(clippy::panic, reason = "this is how a helper of a test says what is missing")]

use earnest_model::actor::Role;
use earnest_testkit::site::{Site, Visitor};

const HEAD: &str = "编号\t单位代码\t具体问题\t具体表现\t方面\t整改措施\t责任人\t完成标志\t整改时限";

fn row(problem: &str, due: &str) -> String {
    format!("\tA\t{problem}\t10月召开4次\t做人\t合并例会\t主要负责人\t统计表\t{due}")
}

/// The preview of pasted rows: its address and page.
fn preview(visitor: &mut Visitor, rows: &[String]) -> (String, String) {
    let answer = visitor.post("/ledger/import", &[("rows", &rows.join("\n"))]);
    let place = answer.place().to_owned();
    let page = visitor.get(&format!("{place}?lang=zh-Hans")).body;
    (place, page)
}

fn digest(page: &str) -> Option<&str> {
    page.split("name=\"digest\" value=\"").nth(1)?.split('"').next()
}

#[test]
fn what_is_not_read_is_named_and_what_is_kept_is_shown_whole() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let rows = [
        "问题清单\t\t".to_owned(),
        format!("{HEAD}\t分析"),
        row("会议偏多", "２０１５年１２月３０日") + "\t认识不足",
        "合计\t\t1".to_owned(),
        "填表人：甲".to_owned(),
    ];
    let (_, page) = preview(&mut officer, &rows);
    for said in [
        "没有读入的内容",
        "J栏",
        "不认识这个表头",
        "合计行",
        "落款",
        "在表头之上",
        "责任人：主要负责人",
        "完成标志：统计表",
        "整改时限：2015-12-30",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(digest(&page).is_some(), "what is named keeps nobody from saying yes");
}

#[test]
fn a_cell_that_says_nothing_is_refused_at_its_place() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    for (due, said) in [("42368", "可能是2015-12-30"), ("#N/A", "公式的错误值"), ("#ref!", "公式的错误值")]
    {
        let (_, page) = preview(&mut officer, &[HEAD.to_owned(), row("会议偏多", due)]);
        assert!(page.contains("I2") && page.contains(said) && digest(&page).is_none(), "{due}: {page}");
    }
    let unknown = row("会议偏多", "2015-12-30").replace("\tA\t", "\t\u{410}\t");
    let (_, page) = preview(&mut officer, &[HEAD.to_owned(), unknown]);
    assert!(page.contains("⟨U+0410⟩"), "a letter of another script is shown: {page}");
    let width = row("会议偏多", "2015-12-30").replace("\tA\t", "\tＡ\u{200b}\t");
    let (_, page) = preview(&mut officer, &[HEAD.to_owned(), width]);
    assert!(digest(&page).is_some(), "another width and an invisible sign are understood: {page}");
}

#[test]
fn the_same_new_rows_once_more_are_asked_about() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let rows = [HEAD.to_owned(), row("会议偏多", "2015-12-30")];
    let (place, page) = preview(&mut officer, &rows);
    let first = digest(&page).unwrap().to_owned();
    assert!(!page.contains("name=\"again\""));
    assert_eq!(officer.post(&place, &[("digest", &first)]).status, 303);
    let (place, page) = preview(&mut officer, &rows);
    assert!(page.contains("已有 A-2015-") && page.contains("name=\"again\""), "{page}");
    let second = digest(&page).unwrap().to_owned();
    assert_eq!(officer.post(&place, &[("digest", &second)]).status, 422, "without the tick nothing is kept");
    assert_eq!(officer.post(&place, &[("digest", &second), ("again", "1")]).status, 303);
    let twice = [HEAD.to_owned(), row("文件偏长", "2015-12-30"), row("文件偏长", "2015-12-30")];
    let (_, page) = preview(&mut officer, &twice);
    assert!(page.contains("与第2行相同"), "{page}");
}

#[test]
fn a_file_of_another_kind_is_called_by_its_name() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    for (text, said) in
        [("<html><table></table></html>", "网页"), ("%PDF-1.7", "PDF"), ("{\\rtf1}", "文字文档")]
    {
        let answer = officer.post("/ledger/import?lang=zh-Hans", &[("rows", text)]);
        assert!(answer.status == 422 && answer.body.contains(said), "{text}: {}", answer.body);
    }
}

#[test]
fn a_sign_that_is_not_seen_or_not_by_everybody_alike_is_refused_at_its_place_and_shown_by_its_number() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    for sign in ['\u{202e}', '\u{200b}', '\u{e123}'] {
        let (_, page) =
            preview(&mut officer, &[HEAD.to_owned(), row(&format!("会议{sign}偏多"), "2015-12-30")]);
        let said = format!("⟨U+{:04X}⟩", u32::from(sign));
        assert!(
            page.contains("C2") && page.contains("看不见的字符") && page.contains(&said),
            "{said}: {page}"
        );
        assert!(digest(&page).is_none(), "{said}");
    }
    let (_, page) = preview(&mut officer, &[HEAD.to_owned(), row("会议偏多——“每周”…", "2015-12-30")]);
    assert!(digest(&page).is_some(), "the signs of good writing are text: {page}");
}

#[test]
fn an_hour_behind_a_day_is_named_and_not_dropped_in_silence() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let rows = [HEAD.to_owned(), row("会议偏多", "2015-12-30 17:30"), row("文件偏长", "2015/12/31 9:00")];
    let (_, page) = preview(&mut officer, &rows);
    assert!(
        page.contains("不保留时刻") && page.contains("2015-12-30 17:30") && page.contains("I栏"),
        "{page}"
    );
    assert!(digest(&page).is_some(), "the days are taken: {page}");
    let (_, page) = preview(&mut officer, &[HEAD.to_owned(), row("会议偏多", "2015-12-30 00:00:00")]);
    assert!(!page.contains("不保留时刻"), "midnight is what programs write where there is no hour");
}

/// What people may type that looks like something else to a spreadsheet, or to whoever reads tables.
const ODD: [&str; 16] = [
    "#N/A",
    "#REF!",
    "#div/0!",
    "=1+1",
    "'",
    "'=1",
    "＝ＳＵＭ（A1）",
    "1.5E+11",
    "合计",
    "填表人：甲",
    "备注：以上均为自查",
    "\"引号\",逗号;分号",
    "第一行\r\n第二行\t有制表符",
    "a\u{200d}b 👨\u{200d}👩\u{200d}👧 \u{1f600}",
    "שלום\u{200f} - عربي",
    "_x000D_ _x0041_",
];

#[test]
fn every_text_that_somebody_typed_goes_out_and_comes_back_as_it_is() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let mut taken = Vec::new();
    for text in ODD {
        let fields = [
            ("unit", "A"),
            ("0-aspect", "self-discipline"),
            ("0-body", text),
            ("0-instance", "五月的三封来信六月才答复"),
            ("0-measure-0-body", "来信三日内答复"),
            ("0-measure-0-owner", "市委主要负责人"),
            ("0-measure-0-deliverable", "答复登记表"),
            ("0-measure-0-due_on", "2015-07-10"),
            ("0-level", "team"),
            ("0-source", "self-examination"),
            ("0-found_on", "2015-06-01"),
            ("0-measure-0-time_class", "by-date"),
            ("again", "1"),
        ];
        let sent = officer.post("/problems/new", &fields);
        match sent.status {
            303 => taken.push(text),
            _ => assert_eq!(sent.status, 422, "{text:?}: {}", sent.body),
        }
    }
    assert_eq!(taken, ODD, "all of it is text");
    for way in ["csv", "xlsx"] {
        let file = officer.get(&format!("/ledger/problems?as={way}&lang=zh-Hans")).bytes;
        let name = format!("问题清单.{way}");
        let sent = officer.upload("/ledger/import", &[], &[("file", &name, &file)]);
        assert_eq!(sent.status, 303, "{way}: {}", sent.body);
        let page = officer.get(&format!("{}?lang=en", sent.place())).body;
        assert!(page.contains("Nothing would change."), "{way}: {page}");
    }
}

#[test]
fn rows_that_others_changed_since_the_file_went_out_show_what_stands_and_what_the_file_says() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let out = officer.get("/ledger?as=csv&lang=zh-Hant").body;
    let mine = "我的说明：还差一份台账";
    // A colleague is faster.
    let mut colleague = site.sign_in(Role::UnitOfficer, "A");
    let theirs = "同事的说明：已全部补齐";
    let faster = colleague.post("/measures/4/progress", &[("progress", "70"), ("remarks", theirs)]);
    assert_eq!(faster.status, 303);
    let mut rows: Vec<Vec<String>> = records(&out);
    let (note, progress) = (place(&rows[0], "進展情況"), place(&rows[0], "進展（"));
    let changed = officer.get("/ledger?as=csv&lang=zh-Hant").body;
    let changed: Vec<Vec<String>> = records(&changed);
    let at = (1..rows.len()).find(|at| rows[*at] != changed[*at]).expect("a row that was changed");
    rows[at][note] = mine.to_owned();
    rows[at][progress] = "60".to_owned();
    let quoted = |cell: &String| {
        if cell.contains(['\n', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    let pasted: Vec<String> =
        rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join("\t")).collect();
    let answer = officer.post("/ledger/import", &[("rows", &pasted.join("\n"))]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = officer.get(&format!("{}?lang=en", answer.place())).body;
    assert!(page.contains("What others wrote meanwhile"), "{page}");
    assert!(page.contains(mine) && page.contains(theirs), "both are there: {page}");
    assert!(digest(&page).is_none(), "nothing is written over");
}

fn place(head: &[String], heading: &str) -> usize {
    let found = head.iter().position(|one| one.trim_start_matches('\u{feff}').starts_with(heading));
    found.unwrap_or_else(|| panic!("{heading}: {head:?}"))
}

/// The records of a CSV file.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            sign => cell.push(sign),
        }
    }
    rows
}
