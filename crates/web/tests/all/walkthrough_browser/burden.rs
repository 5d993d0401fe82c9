//! What all of it weighs: budgets, a question that is weighed, one that was asked already, and a unit that says too much.

use crate::walkthrough_browser::{
    province::{OFFICE, OFFICER},
    walk::Walk,
};

/// The tier of the prefectures.
const TIER: &str = "2";

fn budget(walk: &Walk, week: &str, excess: &str) {
    walk.goes("/burden/settings?unit=52");
    walk.browser.fill(&format!("{TIER}-week"), week);
    walk.browser.click(&format!("[name='{TIER}-excess'][value={excess}]"));
}

fn question(walk: &Walk, title: &str, line: &str, minutes: &str) {
    walk.goes("/questions/new");
    walk.browser.fill("title", title);
    walk.browser.fill("why", "安排明年的维修资金");
    walk.browser.fill("field-0", line);
    walk.browser.fill("minutes", minutes);
    walk.browser.fill("due_on", "2015-12-10");
    walk.sends("/questions/new");
}

/// A budget that stops, a question that goes over it, one within it, and the same one again.
pub fn weighed(walk: &mut Walk) {
    walk.part("What it all weighs", "基层负担");
    walk.sits_down("office", OFFICE);
    budget(walk, "60", "stop");
    walk.looks_at(&format!("[name='{TIER}-week']"));
    walk.tells(
        "budget",
        "The office sets what a request costs and how much may be asked of each tier in a week and a month; beyond it requests are refused.",
        "办公室定每类要求算多少分钟、每一层一周一月最多多少；超过就不许再发。",
    );
    walk.sends("/burden/settings");
    question(walk, "村级饮水设施", "断水户数", "90");
    walk.looks_at("h1");
    assert!(!walk.browser.has("[name=sure]"), "what the budget stops can not be sent");
    walk.tells(
        "question-stopped",
        "A question of 90 minutes to every prefecture goes over the budget: it is stopped before it goes out, and the units are named.",
        "一个要花九十分钟的提问超出预算，还没发出就被拦下，并点明是哪些单位。",
    );
    budget(walk, "600", "warn");
    walk.sends("/burden/settings");
    question(walk, "村级饮水设施", "断水户数", "10");
    walk.browser.click("[name=sure]");
    walk.looks_at("h1");
    walk.tells(
        "question-weighed",
        "Ten minutes are within it. The office sees what the question costs and says that it still needs it.",
        "十分钟在预算之内。办公室先看到代价，确认确实需要才发。",
    );
    walk.sends("/questions/new");
    assert!(walk.place().starts_with("/questions/"), "the question is out: {}", walk.place());
    question(walk, "饮水情况再报", "断水户数", "10");
    walk.looks_at("h1");
    walk.tells(
        "question-again",
        "The same asked again is refused, with the way to where it was asked.",
        "同样的问题不许再问，并指向上次在哪里问过。",
    );
}

/// A unit says upward that it is too much; whoever asked must answer.
pub fn too_much(walk: &mut Walk) {
    walk.sits_down("officer", OFFICER);
    walk.goes("/burden");
    let way = walk.browser.run(
        "return [...document.querySelectorAll('main a[href^=\"/burden/report?\"]')].map(it => it.getAttribute('href')).filter(it => it.includes('kind=question')).at(-1)",
        &[],
    );
    walk.tells(
        "burden-unit",
        "A unit sees what it was asked for, by whom and what it cost, against its budget.",
        "单位看到自己被要求做了什么、谁要求的、花了多少时间、预算还剩多少。",
    );
    walk.goes(way.as_str().expect("a request that may be called too much"));
    walk.browser.fill("why", "同样的数字上月已经报给水利部门，请直接取用。");
    walk.sends("/burden/report");
    let place = walk.place();
    walk.sits_down("office", OFFICE);
    walk.goes(&place);
    walk.browser.click("input[name=decision][value=withdrawn]");
    walk.browser.fill("reply", "已向水利部门取用，本单位不必再报。");
    walk.tells(
        "burden-answer",
        "A unit says that it is too much; whoever asked must answer, and the tier above sees both.",
        "单位说负担过重，谁要求的谁必须答复，再上一级两边都看得到。",
    );
    walk.sends(&place);
    walk.goes("/burden");
    walk.tells(
        "burden-tiers",
        "Tier by tier: who was asked for how much, and who is over the budget. Each number opens to its requests.",
        "逐层看：要求了多少、谁超出预算；每个数字点开就是那些要求。",
    );
}
