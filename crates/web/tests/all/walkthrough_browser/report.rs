//! The report: words of the office, figures of the register, frozen, with what changed later beside.

use crate::walkthrough_browser::{
    province::{ASSESSOR, OFFICE},
    walk::Walk,
};

/// From the template to a frozen report with a later number beside it.
pub fn frozen(walk: &mut Walk) {
    walk.part("The report", "汇总报告");
    walk.goes("/report");
    walk.looks_at("article.report");
    walk.tells(
        "report",
        "The programme on one page. Every figure is a link to exactly its records; figures of different scope are never added.",
        "一页报告。每个数字点开就是那些记录；层面不同的数字不相加。",
    );
    walk.follows("/figures/measures-closed");
    walk.tells("report-figure", "A figure opened.", "点开一个数字。");
    walk.goes("/report");
    walk.follows("/report/template");
    walk.browser.run(
        "const it = document.querySelector('[name=template]'); it.value = it.value + '\\n\\n## 下一步\\n\\n对 {{measures-overdue}} 条逾期措施逐条督办。\\n'",
        &[],
    );
    walk.browser.click("button[name=try]");
    walk.browser.run("document.querySelector('article.report').scrollIntoView({ block: 'end' })", &[]);
    walk.tells(
        "report-template",
        "The words are the office's, the numbers the register's: a figure is named and never typed.",
        "文字由办公室写，数字由系统填：数字只能点名引用，不能手写。",
    );
    walk.browser.click("main form[action^='/report/template'] button[type=submit]:not([name=try])");
    // What is frozen is the report of a day that is over, as it was seen.
    walk.follows_of("/report?", "that day|当日");
    walk.sends("/report/freeze");
    let place = walk.place();
    assert!(place.starts_with("/report/frozen/"), "the report is frozen: {place}");
    walk.tells(
        "report-frozen",
        "Frozen: text and figures stay, and their hash is in the journal.",
        "冻结以后文字和数字不再变，校验值记入日志。",
    );
    walk.sits_down("assessor", ASSESSOR);
    walk.goes("/desk?kind=closure-verification");
    let measure = walk.way("5206-2015-005-2");
    walk.goes(&measure);
    walk.browser.click("input[name=decision][value=yes]");
    walk.sends(&format!("{measure}/verify"));
    walk.says("Afterwards one more measure is closed.", "之后又有一条措施销号。");
    walk.sits_down("office", OFFICE);
    walk.goes(&place);
    walk.browser.run("document.querySelector('article.report').scrollIntoView({ block: 'end' })", &[]);
    walk.tells(
        "report-later",
        "The frozen number stays; what it would be now stands beside it.",
        "冻结的数字不动，现在的数字写在旁边。",
    );
}
