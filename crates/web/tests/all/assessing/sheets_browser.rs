//! The pages of an assessment in a real browser: forms as the person who fills them sees them, a circular as published.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::shared::look_at;
use earnest_app::{
    assessing::sheet_submit::{Occasion, submit_sheet},
    draws::{draw_freeze::Freeze, draw_void::void_draw},
};
use earnest_i18n::Lang;
use earnest_model::{
    actor::Role, assessing::sheet::SheetForm, circulars::circular::CircularForm, id::SpotCheckId,
};
use earnest_testkit::unhindered::run_draw;
use earnest_testkit::unhindered::{advance_round, freeze_frame, rate_round};
use earnest_testkit::{
    assessment::{CLASSES, open_round, review_all_plans},
    browser::Browser,
    circulars::publish_checked,
    register::Register,
    site::Site,
};

/// A round that is assessed, with a void draw, a live one, a sheet, ratings and a circular in two versions.
pub fn assessed() -> Register {
    let register = Register::empty_sqlite().with_organisation();
    let (office, round) = open_round(&register);
    review_all_plans(&register, round);
    let context = register.context(&office);
    advance_round(&context, round).unwrap();
    let classes = CLASSES.map(str::to_owned);
    let freeze = Freeze { round, rate: "20%", classes: &classes };
    let void = freeze_frame(&context, &freeze).unwrap();
    void_draw(&context, void, "冻结的名单漏了一个单位，重新冻结").unwrap();
    let draw = freeze_frame(&context, &freeze).unwrap();
    run_draw(&context, draw, "01382438112797316654").unwrap();
    let assessor = register.actor(Role::Assessor, "P");
    for (check, mark) in [(1, "28"), (2, "12")] {
        let form = SheetForm { marks: vec![("in-time", "9"), ("specific", mark)], ..SheetForm::default() };
        submit_sheet(&register.context(&assessor), Occasion::SpotCheck(SpotCheckId(check)), &form).unwrap();
    }
    rate_round(&context, round).unwrap();
    let form = CircularForm {
        title: "关于第一轮专题学习研讨质量评估情况的通报",
        recipients: "各市（州），省直各单位",
        grounds: "根据学习研讨质量评估标准，对第一轮专题学习研讨进行了质量评估。现将有关情况通报如下。",
        went_well: vec![("A G1", "征求意见面广，方案紧扣专题，发言联系本人思想和分管工作。")],
        problems: vec![("B", "部分发言没有具体事例，措施没有期限。"), ("", "个别单位材料归集不及时。")],
        requirements: vec![("等次为差的单位重新组织研讨并报告结果。", "2015-07-10", "criticised")],
        correction: "",
    };
    publish_checked(&register, &office, round, &form);
    let corrected =
        CircularForm {
            recipients: "各市（州），省直单位", correction: "补充一个被点名的单位名称", ..form
        };
    publish_checked(&register, &office, round, &corrected);
    register
}

/// What is wrong with pages in any language.
fn faults(site: &Site, browser: &Browser, pages: &[&str]) -> Vec<String> {
    let mut faults: Vec<_> = Lang::ALL.iter().flat_map(|lang| look_at(site, browser, *lang, pages)).collect();
    faults.extend(browser.complaints());
    faults
}

#[test]
fn whoever_fills_a_form_can_use_it_in_a_browser() {
    let site = Site::on(assessed());
    let browser = Browser::start();
    site.sign_in_with(&browser, Role::Assessor, "P");
    assert_eq!(faults(&site, &browser, &["/sheets/new?spot_check=3"]), Vec::<String>::new());
    let browser = Browser::start();
    site.sign_in_with(&browser, Role::UnitOfficer, "B");
    assert_eq!(faults(&site, &browser, &["/seminars/new", "/circulars/2"]), Vec::<String>::new());
    let browser = Browser::start();
    site.sign_in_with(&browser, Role::Office, "P");
    let forms = [
        "/observations/new?round=1&unit=A",
        "/observations/plan?round=1&each=2",
        "/observations",
        "/interests",
        "/circulars/new?round=1&from=2",
        "/ratings",
    ];
    assert_eq!(faults(&site, &browser, &forms), Vec::<String>::new());
}

#[test]
fn a_stranger_reads_a_circular_and_a_void_draw_in_a_browser() {
    let site = Site::on(assessed());
    let browser = Browser::start();
    let pages = ["/circulars", "/circulars/1", "/draws", "/draws/1"];
    assert_eq!(faults(&site, &browser, &pages), Vec::<String>::new());
}
