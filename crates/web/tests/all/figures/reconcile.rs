//! A report that is pasted, and a circular's draft, beside the register.

use earnest_model::actor::Role;
use earnest_testkit::{
    assessment::rated,
    register::Register,
    site::{Site, Visitor},
};

const AT: &str = "/report/reconcile?unit=P";

/// How many units the register counts.
fn units(visitor: &mut Visitor) -> String {
    let page = visitor.get("/figures/units?unit=P").body;
    page.split("<p><strong>").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default().to_owned()
}

#[test]
fn a_pasted_report_stands_beside_the_register_in_any_script_and_nothing_is_kept() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let units = units(&mut office);
    assert!(office.get("/report?unit=P").body.contains("/report/reconcile?unit=P"), "the report leads there");
    let asked = office.get(&format!("{AT}&lang=en"));
    assert!(asked.status == 200 && asked.body.contains("name=\"text\""));
    for text in [
        format!("名录所属单位共{units}个，另有单位99999个。有的谈到，当年只有单位3个。"),
        format!("名錄所屬單位共{units}個，另有單位99999個。有的談到，當年只有單位3個。"),
        format!("The register has {units} units, and 99999 units more. He recalled 3 units."),
    ] {
        let told = office.post(&format!("{AT}&lang=en"), &[("as_of", "2015-06-01"), ("text", &text)]);
        assert_eq!(told.status, 200, "{}", told.body);
        for words in ["agrees", "less", "told in a story", "/figures/units?unit=P", "1 agree · 1 differ"] {
            assert!(told.body.contains(words), "{words} of {text}: {}", told.body);
        }
    }
    let mut other = site.sign_in(Role::Office, "P");
    assert!(!other.get(AT).body.contains("99999"), "nothing is kept");
}

#[test]
fn a_report_that_is_empty_or_too_long_is_refused_at_its_field() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let long = "字".repeat(80_001);
    for (day, text, field) in [
        ("2015-06-01", " ", "text"),
        ("2015-06-01", long.as_str(), "text"),
        ("2015-13-01", "单位3个。", "as_of"),
    ] {
        let refused = office.post(AT, &[("as_of", day), ("text", text)]);
        assert_eq!(refused.status, 422, "{field}");
        assert!(refused.body.contains(&format!("#field-{field}")), "{field}");
    }
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert_eq!(officer.get(AT).status, 404, "figures of others stay closed");
    assert_eq!(officer.post(AT, &[("as_of", "2015-06-01"), ("text", "单位3个。")]).status, 404);
}

#[test]
fn a_typed_number_that_the_register_contradicts_is_a_question_at_the_draft_of_a_circular() {
    let register = Register::empty_sqlite().with_organisation();
    rated(&register);
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    let units = units(&mut office);
    let right = format!("名录所属单位共{units}个");
    let form = [
        ("title", "通报"),
        ("recipients", "各市（州）"),
        ("grounds", "根据标准"),
        ("went_well_units-0", "A B"),
        ("went_well-0", "名录所属单位共99999个"),
        ("went_well_units-1", "A"),
        ("went_well-1", right.as_str()),
        ("requirements-0", "补课"),
        ("due_on-0", "2015-07-10"),
    ];
    let place = office.post("/circulars/new?round=1", &form).place().to_owned();
    assert!(place.starts_with("/circulars/drafts/"), "{place}");
    let page = office.get(&format!("{place}?lang=en")).body;
    let asked = "Figures of this draft that the register contradicts";
    assert!(page.contains(asked) && page.contains("99999个"), "{page}");
    assert_eq!(page.matches("the register has").count(), 1, "what agrees is no question: {page}");
    assert!(page.contains("/figures/units?unit=P"), "it opens to the records");
    assert!(page.contains("/send"), "it is a question and stops nobody");
    let text = "名录所属单位共99999个，系统统计{{units}}个。";
    let tried = office.post("/report/template?unit=P&lang=en", &[("template", text), ("try", "1")]).body;
    assert!(tried.contains(asked) && tried.contains("99999个"), "{tried}");
}
