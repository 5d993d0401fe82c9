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
        ("0-measure-0-owner", "市委主要负责人"),
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
    let signed = head.get("/problems/sign").body;
    assert!(signed.contains("答复群众来信不及时"));
    for word in ["来信三日内答复", "市委主要负责人", "2015-07-10", "to be shown: "] {
        assert!(signed.contains(word), "the measures are signed with it: {word}");
    }
    assert!(!signed.contains(" checked"), "nothing is chosen beforehand: {signed}");
    assert!(signed.contains(&format!("name=\"shown\" value=\"{id}\"")) && signed.contains("All of these: 1"));
    assert_eq!(
        head.post("/problems/sign", &[("unit", "A"), ("shown", id.as_str())]).status,
        422,
        "none chosen"
    );
    let sign = [("unit", "A"), ("shown", id.as_str()), ("all", "yes")];
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
    let sign_page = "/problems/sign?unit=A&lang=en";
    assert!(!head.get(sign_page).body.contains("how many"), "what is said leaves nothing to ask");
    let vague =
        [("aspect", "self-discipline"), ("body", "信访答复拖延"), ("instance", "群众来信没有及时答复")];
    assert_eq!(officer.post(&correct, &vague).status, 303);
    let asked = head.get(sign_page).body;
    assert!(asked.contains("when? · how many, how much?"), "{asked}");
    let own = officer.get(&format!("/problems/{id}?lang=en")).body;
    assert!(!own.contains("how many"), "a question for whoever reviews it, no verdict on whoever wrote it");
    assert_eq!(officer.post(&correct, &fields).status, 303);
    assert_eq!(assessor.post(&correct, &fields).status, 404);
}

#[test]
fn whoever_owns_a_measure_is_chosen_from_the_posts_of_the_unit() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    officer.get("/desk?lang=en");
    let free = site.sign_in(Role::UnitOfficer, "A1").get("/problems/new").body;
    assert!(free.contains("<input id=\"field-0-measure-0-owner\""), "a unit without posts writes words");
    let mut office = site.sign_in(Role::Office, "P");
    let post = [("post-kind", "member"), ("post-title", "分管办公室的副职"), ("post-from", "2015-05-01")];
    assert_eq!(office.post("/units/A/posts", &post).status, 303);
    let form = officer.get("/problems/new").body;
    assert!(form.contains("<select id=\"field-0-measure-0-owner\"") && form.contains("分管办公室的副职"));
    let owned = |owner: &'static str| {
        let own =
            move |(name, value)| if name == "0-measure-0-owner" { (name, owner) } else { (name, value) };
        whole().into_iter().map(own).collect::<Vec<_>>()
    };
    let again = officer.post("/problems/new", &owned("办公室主任"));
    assert_eq!(again.status, 422);
    assert!(
        again.body.contains("#field-0-measure-0-owner") && again.body.contains("Choose a post of the unit")
    );
    assert!(again.body.contains("办公室主任"), "what was written is not lost");
    let sent = officer.post("/problems/new", &owned("分管办公室的副职"));
    assert_eq!(sent.status, 303, "{}", sent.body);
    let problem = sent.place().trim_end_matches("?done=1").to_owned();
    let shown = officer.get(&problem).body;
    let measure = shown.split("href=\"/measures/").nth(1).and_then(|rest| rest.split('"').next());
    let edit = format!("/measures/{}/edit", measure.unwrap_or_default());
    assert!(officer.get(&edit).body.contains("<option value=\"分管办公室的副职\" selected"));
    let mended = |owner| {
        [
            ("body", "来信三日内答复"),
            ("owner", owner),
            ("deliverable", "答复登记表"),
            ("due_on", "2015-07-10"),
            ("time_class", "by-date"),
        ]
    };
    assert_eq!(officer.post(&edit, &mended("某某")).status, 422);
    assert_eq!(officer.post(&edit, &mended("分管办公室的副职")).status, 303);
    let one_more = format!("{problem}/measure");
    assert_eq!(officer.post(&one_more, &mended("某某")).status, 422);
    let twice = officer.post(&one_more, &mended("分管办公室的副职"));
    assert!(twice.status == 422 && twice.body.contains("name=\"again\""), "{}", twice.body);
    let mut meant = mended("分管办公室的副职").to_vec();
    meant.push(("again", "yes"));
    assert_eq!(officer.post(&one_more, &meant).status, 303);
}

#[test]
fn a_catalogue_is_written_by_its_unit_offered_with_the_form_and_never_counted() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let count = |page: &str| page.matches("<th scope=\"row\"").count();
    let before = count(&officer.get("/ledger/problems?lang=en").body);
    let short = officer.post("/catalogue", &[("unit", "A"), ("aspect", ""), ("texts", " ")]);
    assert!(
        short.status == 422 && short.body.contains("#field-aspect") && short.body.contains("#field-texts")
    );
    let lines = [("unit", "A"), ("aspect", "conduct"), ("texts", "开会只念稿子\n\n下乡不进农户\n")];
    assert_eq!(officer.post("/catalogue", &lines).place(), "/catalogue?added=2");
    let page = officer.get("/catalogue?added=2&lang=en").body;
    assert!(page.contains("2 manifestations were added") && page.contains("下乡不进农户"));
    assert_eq!(count(&officer.get("/ledger/problems").body), before, "no manifestation is a problem");
    assert!(officer.get("/problems/new").body.contains("下乡不进农户"), "offered with the form");
    let mut beneath = site.sign_in(Role::UnitOfficer, "A1");
    assert!(!beneath.get("/catalogue").body.contains("下乡不进农户"), "a unit's own");
    assert_eq!(beneath.post("/catalogue", &lines).status, 404, "a unit writes its own alone");
    assert!(beneath.get("/problems/new").body.contains("下乡不进农户"), "offered to the units beneath, too");
    let mut beside = site.sign_in(Role::UnitOfficer, "B");
    assert!(!beside.get("/problems/new").body.contains("下乡不进农户"), "and to nobody beside");
    assert!(!beside.get("/catalogue").body.contains("下乡不进农户"));
    let mut office = site.sign_in(Role::Office, "P");
    let read = office.get("/catalogue").body;
    assert!(
        read.contains("下乡不进农户") && !read.contains("name=\"texts\""),
        "who may only read gets no form"
    );
}
