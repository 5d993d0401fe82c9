//! Round 3 at the province: from the last plan to the published circular.

use crate::walk::{Told, Walk};

pub const OFFICER: Told = ("Officer of a prefecture", "市级经办人");
pub const HEAD: Told = ("Head of the prefecture", "市级主要负责人");
pub const ASSESSOR: Told = ("Assessor of the province", "省级评估员");
pub const OFFICE: Told = ("Programme office of the province", "省专题教育办公室");
pub const PUBLIC: Told = ("Anybody", "任何人");

/// The last plan: written, signed, reviewed.
pub fn plan(walk: &mut Walk) {
    walk.part("Plans", "方案");
    walk.sits_down("officer", OFFICER);
    walk.tells(
        "desk",
        "The desk shows what is owed and by when, and nothing else. The plan of round 3 was returned twice.",
        "待办只列现在要办的事和期限。第三轮方案已被退回两次。",
    );
    walk.follows("/plans/new?round=3");
    walk.looks_at("[name^=section-]");
    walk.browser.run(
        "for (const it of document.querySelectorAll('[name^=section-]')) it.value += '\\n补充：向二十个乡镇和部门书面征求意见，\
         收到意见三十四条，逐条列入问题清单。'",
        &[],
    );
    walk.tells(
        "plan-write",
        "What was missing stands at its field. The text of the last version is already there; a draft may stay incomplete.",
        "缺什么就标在哪一栏。上一版的文字已经填好，草稿可以不完整，随时保存。",
    );
    walk.browser.click("button[name=act][value=send]");
    walk.says("The officer sends the plan to the head.", "经办人把方案送主要负责人。");
    walk.sits_down("head", HEAD);
    walk.follows("/plans/sign?round=3");
    walk.tells(
        "plan-sign",
        "Nothing leaves the unit before its head has signed; the head sees what changed since the last version.",
        "主要负责人签字以后方案才出单位；与上一版不同的地方都标出来。",
    );
    walk.sends("/plans/sign");
    walk.sits_down("assessor", ASSESSOR);
    walk.follows("/plans/");
    walk.looks_at("form[action$='/review']");
    walk.browser.click("input[name=outcome][value=approve]");
    walk.tells(
        "plan-review",
        "Every plan is reviewed, one by one: approved, approved with remarks, or returned with what is missing.",
        "方案逐份审核：通过、附意见通过，或者退回并写明缺什么。",
    );
    walk.browser.click("form[action$='/review'] button[type=submit]");
    walk.sits_down("office", OFFICE);
    walk.goes("/rounds/3");
    walk.tells(
        "round",
        "All 61 plans are approved: the round can go on.",
        "六十一份方案全部通过，可以进入下一步。",
    );
}
