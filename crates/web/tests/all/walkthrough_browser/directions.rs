//! A direction with a reply date, passed down and answered; a reminder before there is anything to find.

use crate::walkthrough_browser::{
    province::{HEAD, OFFICE},
    walk::{Told, Walk},
};
use earnest_model::actor::Role;

const COUNTY: Told = ("Head of a county", "县级主要负责人");
const REMINDED: Told = ("Head of the unit that is reminded", "被提醒单位的主要负责人");

/// Province, prefecture, county and back.
pub fn passed_down(walk: &mut Walk) {
    walk.part("Directions and reminders", "交办和提醒");
    walk.goes("/tasks/new");
    walk.browser.fill("title", "年底前逐项核对整改台账");
    walk.browser.fill("body", "台账与现场逐项核对，不一致的写明原因。");
    walk.browser.fill("due_on", "2015-11-30");
    walk.browser.run("document.querySelector('[name=units][value=\"5206\"]').checked = true", &[]);
    walk.tells(
        "direction-send",
        "A direction says what, from whom and by when; it stands on behalf of a post.",
        "交办写明什么事、谁交办、什么时候回复；以岗位名义发出。",
    );
    walk.sends("/tasks/new");
    let task = walk.place().split('?').next().unwrap_or_default().to_owned();
    walk.sits_down("head", HEAD);
    walk.goes(&task);
    walk.follows(&format!("{task}/pass"));
    walk.browser.run("document.querySelector('[name=units]').checked = true", &[]);
    let county = walk.browser.run("return document.querySelector('[name=units]:checked').value", &[]);
    let county = county.as_str().expect("a county").to_owned();
    walk.tells(
        "direction-pass",
        "The prefecture passes it on with one form; text and day are there already.",
        "市里一张表转交下去，内容和日期已经带过来。",
    );
    walk.sends(&format!("{task}/pass"));
    walk.another_sits_down(Role::UnitHead, &county, COUNTY);
    walk.follows("/tasks/");
    walk.browser.fill("reply", "已核对四十二项，两项不一致，原因已注明。");
    walk.sends("/tasks/");
    walk.says("The county answers.", "县里回复。");
    walk.sits_down("head", HEAD);
    walk.goes(&task);
    walk.browser.fill("reply", "全市已逐县核对，共五处不一致，均已注明原因。");
    walk.sends(&format!("{task}/reply"));
    walk.sits_down("office", OFFICE);
    walk.goes(&task);
    walk.tells(
        "direction-answered",
        "Above, reply and chain stand together: to whom it was passed on and what came back.",
        "上级看到答复和整条链：转给了谁，回来了什么。",
    );
}

/// Light, early, acknowledged, and no finding.
pub fn reminded(walk: &mut Walk) {
    walk.goes("/tasks/new?kind=reminder");
    walk.browser.fill("title", "年底会议不要扎堆");
    walk.browser.fill("body", "去年十二月会议偏多，请提前安排。");
    walk.browser.run("document.querySelector('[name=units][value=\"5202\"]').checked = true", &[]);
    walk.sends("/tasks/new");
    let task = walk.place().split('?').next().unwrap_or_default().to_owned();
    walk.another_sits_down(Role::UnitHead, "5202", REMINDED);
    walk.goes(&task);
    walk.sends(&format!("{task}/acknowledge"));
    walk.tells(
        "reminder",
        "An early reminder is acknowledged. It is no finding and enters no figure of faults.",
        "早提醒，知道了就行。它不是问题，不计入任何问题数。",
    );
}
