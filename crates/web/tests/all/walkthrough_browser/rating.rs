//! Round 3 at the province: the sheets are in, every unit is rated, and the computation is there to be read.

use crate::walkthrough_browser::{
    others,
    province::{OFFICE, OFFICER},
    walk::Walk,
};

/// The province's assessors.
pub fn assessors() -> Vec<String> {
    std::iter::once("assessor".to_owned()).chain((2..=12).map(|place| format!("assessor{place}"))).collect()
}

/// Every unit with a sheet is rated; one rating is read.
pub fn rating(walk: &mut Walk) {
    walk.part("Rating", "综合评");
    let filled = others::fill_sheets(&walk.site, &assessors());
    assert!(filled > 40, "the other sheets: {filled}");
    walk.sits_down("office", OFFICE);
    walk.goes("/ratings?round=3");
    walk.tells(
        "ratings-before",
        "The other assessors handed in their sheets the same way. Every unit of which there is a sheet can be rated now.",
        "其余评估员也同样交了表。凡有评分表的单位，现在都可以评定。",
    );
    walk.sends("/ratings");
    walk.tells(
        "ratings",
        "One act rates them all by the standard of the round. Where marks are too few to tell two units apart, their bands say so.",
        "一次按本轮标准全部评定。分差小于评分误差的单位，用名次区间如实标出。",
    );
    walk.sits_down("officer", OFFICER);
    walk.goes("/ratings?round=3");
    walk.browser.click("铜仁市");
    walk.tells(
        "rating",
        "The unit reads the whole computation of its rating: parts, weights, each sheet, the adjustment for strict and mild assessors, the grade.",
        "单位看得到自己评定的全部计算：各部分、权重、每张评分表、宽严校正和等次。",
    );
}
