//! Problem lists: a problem with its instance and measure, rows from a spreadsheet, the head's signature, files there and back.

use crate::walkthrough_browser::{
    province::{HEAD, OFFICER},
    walk::Walk,
};

/// The heads of pasted rows, and the rows.
const ROWS: &str = "具体问题\t具体表现\t方面\t整改措施\t责任人\t完成标志\t整改时限\n\
    会议偏多\t十月份全市性会议二十三次\tself-discipline\t合并例会，每月不超过十次\t班子成员\t会议清单\t2015-12-31\n\
    下乡偏少\t三季度到村不足五次\t";

/// A catalogue to look by, one problem by form, the head's signature.
pub fn found(walk: &mut Walk) {
    walk.part("Problem lists", "问题清单");
    walk.sits_down("officer", OFFICER);
    walk.goes("/catalogue");
    walk.browser.fill("aspect", "conduct");
    walk.browser.fill("texts", "开会只念稿子\n下乡不进农户\n来信久拖不复");
    walk.sends("/catalogue");
    walk.tells(
        "catalogue",
        "Typical manifestations are a list to look by. They are no problems and are never counted as such.",
        "表现目录供对照查找，不是问题，从不计作问题。",
    );
    walk.goes("/problems/new");
    walk.unfolds();
    walk.tells(
        "problem-blank",
        "Seven answers make a problem. The catalogue stands above to pick from, the rest is filled in or may stay blank.",
        "七项答案就是一个完整的问题。表现目录列在上面备查，其余已经填好或者可以不填。",
    );
    walk.browser.fill("0-aspect", "conduct");
    walk.browser.fill("0-body", "对群众来信答复不及时");
    walk.browser.fill("0-instance", "九月收到三封反映道路破损的来信，十月底才答复。");
    walk.browser.fill("0-measure-0-body", "来信七日内答复，每月公布一次办理情况");
    walk.browser.fill("0-measure-0-owner", "班子成员");
    walk.browser.fill("0-measure-0-deliverable", "来信答复登记表");
    walk.browser.fill("0-measure-0-due_on", "2015-12-31");
    walk.looks_at("[name='0-instance']");
    walk.tells(
        "problem-new",
        "One concrete instance, one measure with its owner, chosen from the unit's posts, and a day.",
        "一个具体事例，一条措施，责任人从本单位岗位里选，再加上时限。",
    );
    walk.sends("/problems/new");
    assert!(walk.place().starts_with("/problems/"), "the problem is kept: {}", walk.place());
    walk.tells(
        "problem-waits",
        "It is on the list and waits for the head; until then no sum counts it.",
        "问题已列入清单，等主要负责人签认；签认之前不计入任何汇总。",
    );
}

/// Pasted at once: a tab that is typed goes to the next field.
fn pastes(walk: &Walk, rows: &str) {
    walk.browser.run("document.querySelector('[name=rows]').value = arguments[0]", &[rows.into()]);
}

/// Rows pasted from a spreadsheet: a fault by its cell, then all of it or nothing.
pub fn pasted(walk: &mut Walk) {
    walk.goes("/ledger/import");
    pastes(walk, &format!("{ROWS}天气\t每月到村两次\t班子成员\t下乡记录\t2015-02-31\n"));
    walk.sends("/ledger/import");
    walk.tells(
        "import-faults",
        "Two more are pasted from a spreadsheet. What is wrong is named by its cell, and nothing is kept.",
        "再从电子表格粘贴两条。错在哪个单元格就指到哪个单元格，什么也没有保存。",
    );
    walk.goes("/ledger/import");
    pastes(walk, &format!("{ROWS}conduct\t每月到村两次\t班子成员\t下乡记录\t2015-12-31\n"));
    walk.sends("/ledger/import");
    walk.tells(
        "import-ready",
        "Mended and pasted again: how many rows were read, what they would change, how long keeping takes. Nothing is kept without a yes.",
        "改好再粘贴：读到几行、会改什么、保存要多久，都先说清楚；不点同意就不保存。",
    );
    walk.sends("/ledger/import/");
    assert!(walk.place().starts_with("/ledger/problems?brought=2"), "both are kept: {}", walk.place());
    walk.sits_down("head", HEAD);
    walk.follows("/problems/sign");
    walk.tells(
        "problem-sign",
        "The head reads every problem and signs, or returns a vague one with what is missing.",
        "主要负责人逐条看，签认，或者把空泛的退回并写明缺什么。",
    );
    walk.ticks("all");
    walk.sends("/problems/sign");
    walk.says("From the signature on the problems count.", "签认之后问题才计数。");
}

/// Three ledgers as files; one that nobody touched changes nothing.
pub fn brought_back(walk: &mut Walk) {
    walk.sits_down("officer", OFFICER);
    walk.goes("/ledger/problems");
    for place in ["/ledger/problems", "/ledger", "/ledger/supervision"] {
        assert!(walk.file(&format!("{place}?as=xlsx")).starts_with("PK"), "{place} is a workbook");
    }
    walk.tells(
        "ledgers",
        "Problem list, rectification ledger and supervision ledger: each a page and a workbook with its customary columns.",
        "问题清单、整改台账、督查台账，每本都有页面和表格文件，列是惯用的列。",
    );
    let script = "const ask = new XMLHttpRequest(); ask.open('GET', '/ledger?as=csv', false); ask.send(); return ask.responseText";
    let ledger = walk.browser.run(script, &[]);
    walk.goes("/ledger/import");
    pastes(walk, ledger.as_str().unwrap_or_default());
    walk.sends("/ledger/import");
    assert!(!walk.browser.has("[name=digest]"), "there is nothing to say yes to");
    walk.tells(
        "import-same",
        "A ledger that went out and comes back untouched changes nothing.",
        "台账导出后原样交回，什么也不变。",
    );
}
