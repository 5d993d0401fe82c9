//! Looking back by lot at what was closed, and questions that are no verdicts.

use crate::walkthrough_browser::{
    province::{ASSESSOR, OFFICE},
    walk::{Told, Walk},
};
use earnest_model::actor::Role;

const ASKED: Told = ("Officer of the unit that is asked", "被问单位的经办人");

/// Closed measures are drawn in public and looked at again.
pub fn drawn(walk: &mut Walk) {
    walk.part("Looking back", "回头看");
    walk.sits_down("office", OFFICE);
    walk.goes("/look-backs");
    walk.looks_at("form[action='/look-backs']");
    walk.tells(
        "look-back-freeze",
        "Everything that is closed today is frozen, to be drawn by class of unit or by aspect.",
        "今天已销号的措施全部冻结成名单，按单位类别或者按方面抽。",
    );
    walk.sends("/look-backs");
    let place = walk.place();
    walk.tells(
        "look-back-frozen",
        "The fingerprint of the list is public before there is a seed.",
        "种子产生之前，名单的指纹已经公布。",
    );
    walk.browser.fill("seed", "48210377519266840135");
    walk.browser.fill("origin", "dice thrown in the hall before two witnesses");
    walk.sends(&format!("{place}/seed"));
    walk.unfolds();
    walk.tells(
        "look-back-drawn",
        "Twenty digits thrown in public draw the measures; anyone can check the draw.",
        "当众掷出二十位数字抽定，谁都可以核对。",
    );
    let script = "return [...document.querySelectorAll('main a[href^=\"/measures/\"]')].map(it => it.getAttribute('href'))";
    let drawn = walk.browser.run(script, &[]);
    let mut drawn = drawn.as_array().into_iter().flatten().filter_map(|it| it.as_str().map(str::to_owned));
    let (first, second) = (drawn.next().expect("a measure"), drawn.next().expect("another"));
    walk.sits_down("assessor", ASSESSOR);
    walk.goes(&first);
    walk.browser.click("input[name=decision][value=yes]");
    walk.sends(&format!("{first}/look-back"));
    walk.says("The first one has held.", "第一条仍然有效。");
    walk.goes(&second);
    walk.browser.click("input[name=decision][value=no]");
    walk.browser.fill("remarks", "现场抽看三份材料，两份又回到原来的做法");
    walk.sends(&format!("{second}/look-back"));
    walk.looks_at("h1");
    walk.tells(
        "look-back-reopened",
        "The second has not: it is reopened, and its whole history stays.",
        "第二条出现反弹，重新挂账，原来的历程全部保留。",
    );
    walk.sits_down("office", OFFICE);
    walk.goes("/ledger");
    walk.tells(
        "look-back-share",
        "The headline of the ledger is the share that stayed closed, not the share that was closed.",
        "台账打头的数字是销号之后仍然有效的比例，不是销号率。",
    );
}

/// What is unlike its class is asked about, with its base rate; the unit replies.
pub fn asked(walk: &mut Walk) {
    walk.part("Questions, not verdicts", "只提问，不下结论");
    walk.goes("/inquiries");
    walk.tells(
        "inquiry-worth",
        "Closures in a burst, one file that proves many measures, texts alike: each is a question with the rate of the other units beside it. There is no score.",
        "扎堆销号、一份材料证明多条、文字雷同，都只是一个问题，旁边是同类单位的比例。不打分。",
    );
    let unit = walk
        .browser
        .run("return document.querySelector('form[action=\"/inquiries\"] [name=unit]').value", &[]);
    let unit = unit.as_str().expect("a unit to ask").to_owned();
    walk.sends("/inquiries");
    walk.another_sits_down(Role::UnitOfficer, &unit, ASKED);
    walk.goes("/inquiries");
    let field = "[name^='reply-']";
    walk.browser.fill(field, "七月集中补录了四项已完成的措施，登记日期与完成日期不一致，现已逐项注明。");
    walk.tells(
        "inquiry-reply",
        "The unit sees the question as it was asked, and replies in its own words.",
        "单位看到问题原样，用自己的话答复。",
    );
    walk.sends("/inquiries/reply");
    walk.sits_down("office", OFFICE);
    walk.goes("/inquiries");
    walk.tells(
        "inquiry-replied",
        "The reply stands beside the question for good.",
        "答复从此和问题放在一起。",
    );
}
