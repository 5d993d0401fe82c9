//! A tour: planned with what it asks of the units, made, answered, and remembered by the next one.

use crate::walkthrough_browser::{
    province::{OFFICE, OFFICER},
    walk::Walk,
};

/// Several purposes, contact units and units at risk; what it costs them before it is planned.
pub fn planned(walk: &mut Walk) {
    walk.part("A tour and its visits", "调研督查");
    walk.goes("/tours/new");
    walk.browser.click("main .items li:last-child a");
    walk.unfolds();
    walk.tells(
        "tour-plan",
        "Whoever leads is a post. Its contact units are chosen already; its portfolio and units with something late come next.",
        "带队的是岗位。联系点已经选好，其次是分管单位和有逾期的单位。",
    );
    walk.browser.fill("purposes", "专题教育督查\n扶贫工作调研");
    walk.browser.fill("from", "2015-11-23");
    walk.browser.fill("until", "2015-11-24");
    walk.browser.run("document.querySelector('[name=units][value$=\" risk\"]').checked = true", &[]);
    walk.sends("/tours/new");
    walk.looks_at("h1");
    walk.tells(
        "tour-weighed",
        "Before anything is sent the page says what receiving the visit costs the units, and who would go over the budget.",
        "还没有发出，页面先说接待要占用各单位多少时间、谁会超出预算。",
    );
    walk.sends("/tours/new");
    assert!(walk.place().starts_with("/visits"), "the tour is planned: {}", walk.place());
    walk.tells(
        "tour-planned",
        "One trip for two purposes. The units are not told; a visit comes unannounced.",
        "一趟两用。不打招呼，被访单位看不到计划。",
    );
}

/// The sheet is filled on the spot; what was said is sealed; the unit answers; the next sheet begins with what is open.
pub fn made(walk: &mut Walk) {
    let visit = walk.way("铜仁市");
    walk.goes(&visit);
    walk.unfolds();
    let told = [
        ("summary", "总体较好，台账与现场有一处不一致。"),
        ("meeting-0-kind", "open-air"),
        ("meeting-0-participants", "21"),
        ("meeting-0-tier-5", "6"),
        ("meeting-0-tier-public", "15"),
        ("interview-0-role", "村党支部书记"),
        ("interview-0-note", "个别谈话的内容只有派出的人看得到。"),
        ("item-0-kind", "guidance"),
        ("item-0-body", "招投标结果在村里也要公开"),
        ("item-0-reply_due_on", "2015-12-10"),
        ("item-1-kind", "support"),
        ("item-1-body", "协调解决两个村的网络"),
        ("item-1-reply_due_on", "2015-12-20"),
    ];
    for (name, value) in told {
        walk.browser.fill(name, value);
    }
    walk.looks_at("[name='meeting-0-kind']");
    walk.tells(
        "visit-sheet",
        "On the spot: meetings by kind and by who came, interviews by role, a special check of a measure; blank rows stay blank.",
        "现场填：座谈会是什么形式、哪些层次的人参加，个别访谈按岗位记，也可以核查一条措施；没有的就空着。",
    );
    walk.sends(&format!("{visit}/record"));
    walk.tells(
        "visit-made",
        "Sessions and person-times are counted apart. The note of the interview is read by its author and the office that sent the tour.",
        "场次和人次分开计。谈话内容只有记录人和派出的办公室看得到。",
    );
    walk.sits_down("officer", OFFICER);
    walk.goes(&visit);
    walk.browser.run("document.querySelector('form[action^=\"/visit-items/\"]').scrollIntoView()", &[]);
    walk.browser.fill("reply", "已要求各村在公开栏公开招投标结果，十一月底前完成。");
    walk.tells(
        "visit-reply",
        "The unit answers what was left, by its day; help is owed by the office that offered it.",
        "单位按期答复督查留下的事；帮助由承诺的办公室落实。",
    );
    walk.sends("/visit-items/");
    walk.looks_at("h1");
    walk.tells("visit-sealed", "To the unit the interview is sealed.", "对被访单位，谈话内容是密封的。");
    walk.sits_down("office", OFFICE);
    walk.goes("/visits");
    let next = walk.way("铜仁市");
    assert_ne!(next, visit, "another visit is planned");
    walk.goes(&next);
    walk.tells(
        "visit-next",
        "The sheet of the next visit begins with what the last ones left, open items on top.",
        "下一次的督查表打头就是上次留下的事，没答复的排在最上面。",
    );
}
