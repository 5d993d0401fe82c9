//! The form for problems, the head's gate and the way back, as a browser without scripts sends them.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

/// A whole problem: the seven answers, and what the page presets.
fn whole() -> Vec<(&'static str, &'static str)> {
    vec![
        ("unit", "A"),
        ("0-aspect", "self-discipline"),
        ("0-body", "答复群众来信不及时"),
        ("0-instance", "五月的三封来信六月才答复"),
        ("0-measure-0-body", "来信三日内答复"),
        ("0-measure-0-owner", "办公室主任"),
        ("0-measure-0-deliverable", "答复登记表"),
        ("0-measure-0-due_on", "2015-07-10"),
        ("0-level", "team"),
        ("0-source", "self-examination"),
        ("0-found_on", "2015-06-01"),
        ("0-measure-0-time_class", "by-date"),
        ("1-level", "team"),
        ("1-source", "self-examination"),
        ("1-found_on", "2015-06-01"),
    ]
}

#[test]
fn seven_answers_make_a_problem_the_head_signs_it_and_a_vague_one_goes_back() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let form = officer.get("/problems/new?lang=en").body;
    let required = form.matches(" required").count();
    assert!(form.contains("Report problems") && form.contains("Concrete instance"));
    assert_eq!(required, 7, "the unit, and six answers");
    let mut faulty = whole();
    faulty.retain(|(name, _)| *name != "0-instance");
    let again = officer.post("/problems/new", &faulty);
    assert_eq!(again.status, 422);
    assert!(
        again.body.contains("#field-0-instance") && again.body.contains("来信三日内答复"),
        "nothing is lost"
    );
    assert!(!again.body.contains("#field-1-"), "a row left blank is no problem");
    let sent = officer.post("/problems/new", &whole());
    assert_eq!(sent.status, 303);
    let place = sent.place().to_owned();
    assert!(place.starts_with("/problems/"), "{place}");
    let shown = officer.get(&place).body;
    assert!(shown.contains("五月的三封来信六月才答复") && shown.contains("waits for the head"));
    let id = place.trim_start_matches("/problems/").trim_end_matches("?done=1").to_owned();
    let sign = [("unit", "A"), ("problem", id.as_str())];
    assert_eq!(officer.post("/problems/sign", &sign).status, 404);
    let uncounted = "not counted: waits for the head’s signature";
    assert!(officer.get("/ledger").body.contains(uncounted), "the ledger tells what no sum counts yet");
    let mut head = site.sign_in(Role::UnitHead, "A");
    assert!(head.get("/desk?lang=en").body.contains("/problems/sign?unit=A"));
    assert!(head.get("/problems/sign").body.contains("答复群众来信不及时"));
    assert_eq!(head.post("/problems/sign", &sign).place(), "/problems/sign?unit=A&done=1");
    assert!(head.get(&place).body.contains("signed by the head"));
    assert!(!officer.get("/ledger").body.contains(uncounted));
    let mut assessor = site.sign_in(Role::Assessor, "P");
    let back = format!("/problems/{id}/return");
    assert_eq!(assessor.post(&back, &[("missing", "空")]).status, 422);
    assert_eq!(assessor.post(&back, &[("missing", "请写明是哪三封来信、为何拖延")]).status, 303);
    assert!(officer.get("/desk?lang=en").body.contains(&format!("/problems/{id}")));
    let correct = format!("/problems/{id}/correct");
    assert!(officer.get(&correct).body.contains("五月的三封来信六月才答复"));
    let fields =
        [("aspect", "self-discipline"), ("body", "信访答复拖延"), ("instance", "五月四日的三封来信")];
    assert_eq!(officer.post(&correct, &fields).status, 303);
    assert!(officer.get(&place).body.contains("五月四日的三封来信"));
    assert_eq!(assessor.post(&correct, &fields).status, 404);
}
