//! The burden as people meet it: what it costs before it is asked, the way to say that it is too much, short forms.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

#[test]
fn the_issuer_sees_what_a_request_costs_before_it_is_sent() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let ask = office.get("/observations/new?round=1&unit=G2&lang=en").body;
    assert!(ask.contains("This asks one unit for 30 minutes"), "{ask}");
    let board = office.get("/board?unit=P").body;
    assert!(board.contains("/burden?unit=A") && board.contains("Minutes asked"));
    let page = office.get("/burden?unit=P").body;
    assert!(page.contains("/burden/requests?unit=P&#38;month=2015-06&#38;tier=2"), "{page}");
    assert_eq!(office.get("/burden/settings?unit=P").status, 200);
    let short = office.post("/burden/settings?unit=P", &[("2-week", "100"), ("minutes-plan", "many")]);
    assert_eq!(short.status, 422);
    assert!(short.body.contains("#field-2-month") && short.body.contains("#field-minutes-plan"));
    let mut whole: Vec<(String, &str)> = earnest_model::burden::budget::Kind::ALL
        .iter()
        .map(|kind| (format!("minutes-{}", kind.key()), "20"))
        .collect();
    whole.extend([("2-week".into(), "10"), ("2-month".into(), "40"), ("2-excess".into(), "stop")]);
    let whole: Vec<_> = whole.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    assert_eq!(office.post("/burden/settings?unit=P", &whole).place(), "/burden?unit=P");
    let ask = office.get("/observations/new?round=1&unit=G2").body;
    assert!(ask.contains("the budget stops the request"), "{ask}");
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert_eq!(officer.get("/burden/settings?unit=P").status, 404);
    assert_eq!(officer.get("/burden?unit=B").status, 404);
    assert_eq!(officer.get("/burden/units?unit=P&tier=2").status, 404);
}

#[test]
fn a_unit_calls_too_much_what_another_department_asks_and_the_unit_above_answers() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A1");
    assert!(officer.get("/burden?lang=en").body.contains("/burden/report?unit=A1\""));
    let form = "/burden/report?unit=A1&lang=en";
    let blank = officer.get(form).body;
    assert!(blank.contains("Who asks") && blank.contains("value=\"P\"") && !blank.contains("value=\"B\""));
    let faulty =
        officer.post(form, &[("what", "a weekly table"), ("asked_by", ""), ("to", "A"), ("why", "x")]);
    assert_eq!(faulty.status, 422);
    assert!(faulty.body.contains("#field-asked_by") && faulty.body.contains("#field-why"));
    assert!(faulty.body.contains("a weekly table"), "what was typed comes back");
    let good = [
        ("what", "a weekly table"),
        ("asked_by", "the statistics office"),
        ("to", "A"),
        ("why", "the same numbers stand in the register"),
    ];
    let place = officer.post("/burden/report?unit=A1", &good).place().to_owned();
    assert!(officer.get(&format!("{place}?lang=en")).body.contains("a weekly table · the statistics office"));
    let mut office = site.sign_in(Role::Office, "A");
    assert!(office.get("/desk").body.contains(&place));
    let answer = [("decision", "withdrawn"), ("reply", "they take it from the register now")];
    assert_eq!(office.post(&format!("{place}/answer"), &answer).place(), place);
    let mut beside = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(beside.get(&place).status, 404);
    assert_eq!(beside.post("/burden/report?unit=A1", &good).status, 404);
}

#[test]
fn a_unit_calls_a_visit_too_much_and_the_office_answers_from_its_desk() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A1");
    let page = officer.get("/burden?month=2015-05&lang=en").body;
    let form = page.split("href=\"").find(|rest| rest.starts_with("/burden/report?")).unwrap_or_default();
    let form = form.split('"').next().unwrap_or_default().replace("&#38;", "&");
    assert!(form.contains("kind=visit") || form.contains("kind=meeting"), "{page}");
    assert!(officer.get(&form).body.contains("Too much?") || officer.get(&form).body.contains("too much"));
    assert_eq!(officer.post(&form, &[("why", "short")]).status, 422);
    let sent = officer.post(&form, &[("why", "the team of May asked for the same papers")]);
    let place = sent.place().to_owned();
    assert!(place.starts_with("/burden/reports/"), "{place}");
    let mut office = site.sign_in(Role::Office, "P");
    assert!(office.get("/desk?lang=en").body.contains(&place));
    let answer = format!("{place}/answer");
    assert_eq!(office.post(&answer, &[("decision", "withdrawn")]).status, 422);
    let fields = [("decision", "withdrawn"), ("reply", "the papers of May are enough")];
    assert_eq!(office.post(&answer, &fields).place(), place);
    assert!(officer.get(&place).body.contains("taken back"));
    let mut beside = site.sign_in(Role::Office, "B");
    assert_eq!(beside.get(&place).status, 404);
    assert_eq!(beside.post(&answer, &fields).status, 404);
}

#[test]
fn a_question_is_weighed_before_it_goes_out_and_answered_from_the_desk() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "A1");
    assert!(office.get("/questions/new?lang=en").body.contains("Ask units a question"));
    let mut fields = vec![
        ("unit", "A1"),
        ("title", "water"),
        ("why", "repairs"),
        ("field-0", "wells that run dry"),
        ("minutes", "5"),
        ("due_on", "2015-06-20"),
        ("classes", "village"),
    ];
    let weighed = office.post("/questions/new", &fields);
    assert_eq!(weighed.status, 200);
    assert!(weighed.body.contains("This asks 4 units for 20 minutes together"), "{}", weighed.body);
    fields.push(("sure", "1"));
    let place = office.post("/questions/new", &fields).place().to_owned();
    assert!(place.starts_with("/questions/"), "{place}");
    fields[1] = ("title", "water again");
    let again = office.post("/questions/new", &fields);
    assert_eq!(again.status, 422);
    assert!(again.body.contains("#field-field-0") && again.body.contains(&place));
    let mut village = site.sign_in(Role::UnitOfficer, "A1T1V1");
    assert!(village.get("/desk?lang=en").body.contains(&place));
    let form = village.get(&place).body;
    assert!(form.matches(" required").count() <= 7 && form.contains("wells that run dry"));
    let answer = format!("{place}/answer?unit=A1T1V1");
    assert_eq!(village.post(&answer, &[]).status, 422);
    assert_eq!(village.post(&answer, &[("answer-0", "two")]).place(), place);
    assert!(office.get(&place).body.contains("two"));
    let mut beside = site.sign_in(Role::UnitOfficer, "B1T1V1");
    assert_eq!(beside.get(&place).status, 404);
}

#[test]
fn the_forms_that_the_lowest_tier_owes_ask_for_at_most_seven_answers() {
    let site = Site::with_example();
    let mut village = site.sign_in(Role::UnitOfficer, "A1T1V1");
    let mut seen = 0;
    // A plan is owed to the organiser directly above alone; no township of the example organises a round.
    for form in ["/problems/new", "/seminars/new?round=1&unit=A1T1V1", "/me"] {
        let answer = village.get(form);
        if answer.status == 200 {
            seen += 1;
            let required = answer.body.matches(" required").count();
            assert!(required <= 7, "{form} asks for {required} answers");
        }
    }
    assert!(seen >= 1);
}
