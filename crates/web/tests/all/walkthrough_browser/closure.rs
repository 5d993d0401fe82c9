//! How a measure is closed: no closure without proof, the head, another party; and how a day is moved by three hands.

use crate::walkthrough_browser::{
    province::{ASSESSOR, HEAD, OFFICE, OFFICER},
    walk::Walk,
};

/// From the request without proof to the closure by somebody above.
pub fn closed(walk: &mut Walk) {
    walk.part("How a measure is closed", "销号");
    walk.sits_down("officer", OFFICER);
    let measure = walk.way("5206-2015-004-1");
    walk.goes(&measure);
    walk.sends(&format!("{measure}/request"));
    assert!(walk.browser.has("#field-evidence-error"), "a request without proof is refused");
    walk.tells(
        "closure-refused",
        "A request with nothing that proves it is refused at its field.",
        "没有任何佐证的销号申请，当场退回，标在那一栏。",
    );
    walk.browser.fill("evidence", "外出考察报告三份，均在一周内提交，存市政府办公室。");
    walk.sends(&format!("{measure}/request"));
    walk.tells(
        "closure-asked",
        "With one item of proof it goes to the head. Whoever asked can't decide it.",
        "有一项佐证就够，送主要负责人。谁申请谁就不能决定。",
    );
    walk.sits_down("head", HEAD);
    walk.goes(&measure);
    walk.browser.click("input[name=decision][value=yes]");
    walk.sends(&format!("{measure}/approve"));
    assert!(!walk.browser.has(&format!("form[action='{measure}/verify']")), "nobody closes their own");
    walk.tells(
        "closure-approved",
        "The head stands behind it. To close it is not theirs: nobody of the unit closes its own measure.",
        "主要负责人同意上报。销号不由他定：谁也不能给自己单位销号。",
    );
    walk.sits_down("assessor", ASSESSOR);
    walk.goes(&measure);
    walk.browser.click("input[name=decision][value=yes]");
    walk.looks_at("input[name=decision]");
    walk.tells(
        "closure-verify",
        "An assessor outside the line looks at the proof, on site if need be, and closes or returns it.",
        "线外的评估员看佐证，必要时到现场，然后销号或者退回。",
    );
    walk.sends(&format!("{measure}/verify"));
    walk.looks_at("h1");
    walk.tells(
        "closure-closed",
        "Closed, with every hand it went through.",
        "已销号，经过谁的手都在历程里。",
    );
}

/// A later day: asked for with a reason, by three hands.
pub fn later(walk: &mut Walk) {
    walk.sits_down("officer", OFFICER);
    let measure = walk.way("5206-2015-006-2");
    walk.goes(&measure);
    walk.unfolds();
    walk.browser.fill("reason", "参加座谈的村干部外出务工返乡，改到十二月上旬召开");
    walk.browser.fill("due_on", "2015-12-10");
    walk.looks_at("[name=reason]");
    walk.tells("later-ask", "A later day needs a reason.", "申请延期要写理由。");
    walk.sends(&format!("{measure}/change"));
    walk.sits_down("head", HEAD);
    walk.goes(&measure);
    walk.browser.click("input[name=decision][value=yes]");
    walk.sends(&format!("{measure}/change/approve"));
    walk.says("The head stands behind it.", "主要负责人同意上报。");
    walk.sits_down("office", OFFICE);
    walk.goes(&measure);
    walk.tells(
        "later-decide",
        "The office above decides; a no says why.",
        "上级办公室决定；不同意要写明理由。",
    );
    walk.browser.click("input[name=decision][value=yes]");
    walk.sends(&format!("{measure}/change/decide"));
    walk.looks_at("h1");
    walk.tells(
        "later-granted",
        "The measure runs by its new day, and the old one stays on record.",
        "措施按新时限走，原来的时限留在记录里。",
    );
}
