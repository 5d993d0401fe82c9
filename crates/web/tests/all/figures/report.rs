//! The report as people meet it: text with figures that open, a template of one's own, a frozen one.

use crate::shared::freeze;
use earnest_app::units::register_found::{Founding, found_register};
use earnest_model::{actor::Role, zone::Zone};
use earnest_testkit::{
    OPERATOR, pack,
    site::{Site, marked},
};

#[test]
fn the_report_is_text_with_figures_that_open_and_can_be_frozen() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/report?unit=P&lang=en").body;
    assert!(page.contains("<h2>The four steps</h2>") && page.contains("/figures/team-problems?unit=P"));
    assert!(
        page.contains("/figures/spot-checks?unit=P&amp;round=1")
            || page.contains("/figures/spot-checks?unit=P&#38;round=1")
    );
    assert!(page.contains("No comment is published yet."));
    let frozen = freeze(&site, &mut office).place().to_owned();
    assert!(frozen.starts_with("/report/frozen/"), "{frozen}");
    let shown = office.get(&frozen).body;
    assert!(shown.contains("Text and figures are those that were frozen.") && shown.contains("SHA-256"));
    assert!(office.get("/report?unit=P").body.contains(&frozen));
    let early = office.get("/report?unit=P&as_of=2015-01-01").body;
    assert!(early.contains("as_of=2015-01-01"));
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert_eq!(officer.get("/report").status, 200);
    assert_eq!(officer.get(&frozen).status, 404);
    assert_eq!(officer.post("/report/freeze?unit=P", &[]).status, 404);
    assert_eq!(officer.get("/report/template?unit=A").status, 404);
}

#[test]
fn a_template_is_tried_out_refused_by_line_and_saved() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let form = "/report/template?unit=P";
    assert!(office.get(&format!("{form}&lang=en")).body.contains("{{team-problems}}"));
    let wrong = office.post(form, &[("template", "fine\n{{sum area-problems + team-problems}}")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("Line 2") && wrong.body.contains("#field-template"));
    let text = "## Ours\n\n<img src=x onerror=alert(1)> {{plans-due}} [out](https://evil.example)";
    let tried = office.post(form, &[("template", text), ("try", "1")]);
    assert_eq!(tried.status, 200);
    assert!(tried.body.contains("<h2>Ours</h2>") && !tried.body.contains("<img src"), "{}", tried.body);
    assert!(!tried.body.contains("href=\"https://evil.example\""));
    assert!(!office.get("/report?unit=P").body.contains("<h2>Ours</h2>"), "tried out is not saved");
    assert_eq!(office.post(form, &[("template", text)]).place(), "/report?unit=P");
    assert!(office.get("/report?unit=A1").body.contains("<h2>Ours</h2>"), "it holds beneath");
}

#[test]
fn a_pack_without_a_template_has_a_report_of_plain_lines_that_can_be_rewritten() {
    let register = marked::register();
    let mut files = pack::files();
    files.pack = files.pack.split("\n[report]").next().map_or_else(String::new, |text| format!("{text}\n"));
    files.pack = files.pack.replacen("study-and-rectification", "without-a-report", 1);
    let founding = Founding { files: &files, zone: Zone::hours_east(8), name: None, language: "en" };
    assert!(found_register(&register.context(&OPERATOR), &founding).is_ok_and(|founded| founded));
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, &marked::code("P"));
    for lang in ["zh-Hans", "zh-Hant", "en"] {
        let page = office.get(&format!("/report?lang={lang}"));
        assert_eq!(page.status, 200, "{lang}: {}", page.body);
        assert!(page.body.contains("/figures/team-problems?"), "{lang}: {}", page.body);
    }
    let template = office.get(&format!("/report/template?unit={}&lang=en", marked::code("P")));
    assert!(template.status == 200 && template.body.contains("team-problems"), "{}", template.body);
}
