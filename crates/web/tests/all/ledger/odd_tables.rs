//! Tables as people make them come back: each part is taken, or named with its reason.

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
