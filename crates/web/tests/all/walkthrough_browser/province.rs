//! Round 3 at the province: from the last plan to the materials of a unit that was drawn.

use crate::walkthrough_browser::{
    others,
    walk::{Told, Walk},
};

pub const OFFICER: Told = ("Officer of a prefecture", "市级经办人");
pub const HEAD: Told = ("Head of the prefecture", "市级主要负责人");
pub const ASSESSOR: Told = ("Assessor of the province", "省级评估员");
pub const OFFICE: Told = ("Programme office of the province", "省专题教育办公室");

pub const ADMIN: Told = ("Administrator", "系统管理员");

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
    walk.browser.click("main form:has(button[name=act]) button[type=submit]:not([name])");
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

/// Somebody is sent to the session; the session is recorded; the sheet is filled on a phone.
pub fn observation(walk: &mut Walk) {
    walk.part("The session and who listens", "研讨和派员听");
    walk.goes("/observations/new?round=3&unit=5206");
    walk.browser.run(
        "const list = document.querySelector('select[name=assessor]'); \
         list.value = [...list.options].find(it => /省级评估员一/.test(it.text)).value",
        &[],
    );
    walk.browser.fill("session_on", "2015-11-23");
    walk.tells(
        "observer",
        "The office sends somebody to listen. Nobody is offered who works for the unit or its line, or has an interest.",
        "办公室派人去听会。本单位的人、上级线上的人和有利害关系的人不在可选之列。",
    );
    walk.sends("/observations/new");
    walk.sits_down("officer", OFFICER);
    walk.goes("/seminars/new");
    seminar(walk, "2015-11-23", "3");
    walk.unfolds();
    walk.looks_at("[name='speech-0-post']");
    walk.tells(
        "session",
        "The unit records its session once: who spoke by post, what they put in, instances and measures. No length is asked for.",
        "单位会后记一次：按岗位记谁讲了、怎么把自己摆进去、举了什么例子、提了什么措施。不要求字数。",
    );
    walk.sends("/seminars/new");
    assert!(walk.place().starts_with("/seminars"), "the session is recorded: {}", walk.place());
    walk.sits_down("assessor", ASSESSOR);
    walk.browser.set_viewport(390, 844);
    walk.follows("/sheets/new?observation=");
    walk.marks_all(9);
    walk.looks_at("[name^=mark-]");
    walk.tells(
        "sheet-phone",
        "The assessor fills the sheet at the session, on a phone. It keeps itself, survives a lost connection and is handed in once.",
        "评估员在会场用手机打分。表会自动保存，断网也不丢，只交一次。",
    );
    walk.sends("/sheets/new");
    assert!(walk.place().starts_with("/sheets/"), "the sheet is handed in: {}", walk.place());
    walk.browser.set_viewport(1280, 800);
}

/// Fills the form of a session.
pub fn seminar(walk: &Walk, day: &str, round: &str) {
    let head =
        [("held_on", day), ("minutes", "240"), ("present", "12"), ("expected", "12"), ("interactions", "9")];
    for (name, value) in head {
        walk.browser.fill(name, value);
    }
    walk.browser.run(
        "const list = document.querySelector('select[name=round]'); if (list) list.value = arguments[0]; \
         const set = (name, value) => { const it = document.querySelector(`[name='${name}']`); if (it) it.value = value; return it; }; \
         const tick = (name, value) => { for (const it of document.querySelectorAll(`[name='${name}']`)) it.checked = !value || it.value === value; }; \
         for (const [row, post] of [[0, '市委主要负责人'], [1, '分管负责人']]) { \
           set(`speech-${row}-post-other`, post) || set(`speech-${row}-post`, post); tick(`speech-${row}-parts`); \
           set(`speech-${row}-instances`, '2'); set(`speech-${row}-measures`, '2'); \
           for (const one of ['oneself', 'duty', 'work']) set(`speech-${row}-${one}`, 'yes'); }",
        &[round.into()],
    );
}

/// The round is assessed: frame, seed, draw, materials.
pub fn draw(walk: &mut Walk) {
    walk.part("The draw", "抽查");
    walk.sits_down("office", OFFICE);
    walk.goes("/rounds/3");
    assert!(!walk.browser.has("form[action='/rounds/3/advance']"), "eight sessions are missing");
    walk.browser.fill("gate-reason", "八个单位的研讨因防汛推迟，另行安排。");
    walk.sends("/rounds/3/gate");
    walk.says(
        "Eight units have not held their session. The office goes on without them by an act with a reason, which stands on the round, on the board and in the circular.",
        "还有八个单位没有开展研讨。办公室写明理由准予继续，理由在本轮页面、进展表和通报里都看得到。",
    );
    walk.sends("/rounds/3/advance");
    walk.says(
        "The office moves the round on: it is assessed only when every plan is approved, every session is held or excused, and enough of every class were listened to.",
        "办公室把本轮推进到评估：方案全部通过、研讨均已开展或准免、各类旁听达到要求，缺一样都推不动。",
    );
    walk.goes("/draws");
    walk.looks_at("form[action='/draws']");
    walk.tells(
        "freeze",
        "The frame of five classes is frozen first, at least a fifth of each; its fingerprint is public before there is a seed.",
        "先冻结五个类别的名单，每类不少于五分之一；种子产生之前指纹已经公布。",
    );
    walk.sends("/draws");
    let draw = walk.place();
    walk.tells("frozen", "The frozen frame, as everybody sees it.", "冻结的名单，人人可见。");
    walk.browser.fill("seed", "46264338327950288419");
    walk.browser.fill("origin", "dice thrown in the hall before two witnesses");
    walk.sends(&format!("{draw}/seed"));
    walk.tells(
        "drawn",
        "Twenty digits were thrown in public. The page names who is drawn, and how to check it.",
        "当众掷出二十位数字，页面列出抽中的单位和核对方法。",
    );
    let number = walk.key();
    others::materials_are_called_up(&walk.site, "office", &number);
    walk.goes(&format!("/draws/{number}/certificate.json"));
}

/// One unit's materials are looked at.
pub fn materials(walk: &mut Walk) {
    walk.part("Materials", "调阅");
    walk.sits_down("assessor", ASSESSOR);
    walk.follows("/sheets/new?spot_check=");
    walk.marks_all(8);
    walk.looks_at("[name^=mark-]");
    walk.tells(
        "materials",
        "An assessor looks at what exists: nothing is made for the check.",
        "评估员只看已有的材料，不要求为检查另做。",
    );
    walk.sends("/sheets/new");
}
