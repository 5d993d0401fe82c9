//! What sessions leave behind, as people use it: cases, a make-up, an example, a lesson for a unit beneath.
#![expect(clippy::expect_used, reason = "helpers of tests may break off")]

use earnest_app::sessions::seminar_record::{Record, record_seminar};
use earnest_model::{
    actor::Role,
    id::RoundId,
    sessions::seminar::{SessionForm, SpeechForm},
};
use earnest_testkit::{assessment::open_round, register::Register, site::Site};

/// A session of A in round 1 at which one of ten was absent; a speaker drew a lesson.
fn session() -> Site {
    let register = Register::empty_sqlite().with_organisation();
    // What is held is held within the round, which opened some days ago.
    let today = register.today.replace(jiff::civil::date(2015, 5, 20));
    let (_, round): (_, RoundId) = open_round(&register);
    register.today.set(today);
    let speech = SpeechForm {
        post: "the deputy in charge".into(),
        instances: "1",
        measures: "1",
        lessons: "letters may lie about in the counties, too",
        ..SpeechForm::default()
    };
    let form = SessionForm {
        kind: "seminar",
        held_on: "2015-05-28",
        minutes: "180",
        present: "9",
        expected: "10",
        speeches: vec![speech],
        ..SessionForm::default()
    };
    let officer = register.actor(Role::UnitOfficer, "A");
    let record = Record { unit: "A", round: Some(round), form };
    record_seminar(&register.context(&officer), &record).expect("a session");
    Site::on(register)
}

#[test]
fn a_limited_case_is_put_in_and_whoever_stands_outside_its_audience_reads_its_number_alone() {
    let site = Site::start();
    let mut office = site.sign_in(Role::Office, "P");
    assert!(office.get("/cases?lang=en").body.contains("No case yet"));
    let blank = office.post("/cases/new", &[("unit", "P"), ("kind", "negative"), ("sensitive", "yes")]);
    assert_eq!(blank.status, 422);
    for field in ["title", "source", "body", "roles"] {
        assert!(blank.body.contains(&format!("field-{field}-error")), "{field}: {}", blank.body);
    }
    let case = [
        ("unit", "P"),
        ("kind", "negative"),
        ("title", "a book of confessions"),
        ("source", "the discipline body"),
        ("body", "a former colleague took 2800 in 10 years"),
        ("sensitive", "yes"),
        ("roles", "unit-head"),
    ];
    let put = office.post("/cases/new", &case);
    assert_eq!((put.status, put.place()), (303, "/cases/1"));
    assert_eq!(site.register.last_event().0, "register-case");
    let mut head = site.sign_in(Role::UnitHead, "A");
    let read = head.get("/cases/1?lang=en").body;
    assert!(read.contains("a former colleague took") && read.contains("2800"), "{read}");
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    for place in ["/cases", "/cases/1", "/cases?as=csv"] {
        let seen = officer.get(place).body;
        assert!(!seen.contains("confessions") && !seen.contains("colleague"), "{place}: {seen}");
    }
    assert_eq!(officer.get("/cases/1?lang=en").status, 200, "that there is one is no secret");
    assert_eq!(officer.post("/cases/new", &case).status, 404);
}

#[test]
fn who_was_absent_catches_up_and_no_more_than_were_absent() {
    let site = session();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert!(officer.get("/seminars").body.contains("/seminars/1/make-up"));
    let form = officer.get("/seminars/1/make-up?lang=en");
    assert_eq!(form.status, 200);
    let too_many = officer.post("/seminars/1/make-up", &[("held_on", "2015-06-01"), ("present", "2")]);
    assert!(too_many.status == 422 && too_many.body.contains("field-present-error"), "{}", too_many.body);
    let done = officer.post("/seminars/1/make-up", &[("held_on", "2015-06-01"), ("present", "1")]);
    assert_eq!((done.status, done.place()), (303, "/seminars"));
    assert_eq!(site.register.last_event().0, "record-seminar");
    assert!(!officer.get("/seminars").body.contains("/seminars/1/make-up"), "nobody is missing now");
    let mut beside = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(beside.get("/seminars/1/make-up").status, 404);
}

#[test]
fn an_example_is_open_to_the_units_of_the_round_until_the_office_takes_it_down() {
    let site = session();
    let mut office = site.sign_in(Role::Office, "P");
    assert!(office.get("/seminars/1?lang=en").body.contains("action=\"/seminars/1/exemplar\""));
    let blank = office.post("/seminars/1/exemplar", &[("reason", "")]);
    assert!(blank.status == 422 && blank.body.contains("field-reason-error"), "{}", blank.body);
    let mut beside = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(beside.get("/exemplars/1").status, 404);
    let marked = office.post("/seminars/1/exemplar", &[("reason", "every speaker named an instance")]);
    assert_eq!((marked.status, marked.place()), (303, "/seminars/1"));
    assert_eq!(site.register.last_event().0, "mark-exemplar");
    assert!(beside.get("/exemplars").body.contains("every speaker named an instance"));
    assert!(beside.get("/exemplars/1").body.contains("the deputy in charge"));
    assert_eq!(beside.get("/seminars/1").status, 404, "the session itself stays closed");
    assert_eq!(office.post("/seminars/1/exemplar", &[("end", "1")]).status, 303);
    assert_eq!(beside.get("/exemplars/1").status, 404);
}

#[test]
fn a_lesson_goes_to_a_unit_beneath_that_declines_with_a_reason_or_makes_it_its_own_problem() {
    let site = session();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let form = officer.get("/seminars/1/speeches/0/lesson?lang=en").body;
    assert!(form.contains("letters may lie about") && form.contains("value=\"A1\""), "{form}");
    assert!(!form.contains("value=\"B1\""), "only units beneath");
    let nobody = officer.post("/seminars/1/speeches/0/lesson", &[("to", ""), ("lesson", "letters")]);
    assert!(nobody.status == 422 && nobody.body.contains("field-to-error"), "{}", nobody.body);
    for unit in ["A1", "A2"] {
        let sent = officer.post("/seminars/1/speeches/0/lesson", &[("to", unit), ("lesson", "letters")]);
        assert_eq!(sent.place(), "/seminars/1");
        assert_eq!(site.register.last_event().0, "suggest-problem");
    }
    let mut first = site.sign_in(Role::UnitOfficer, "A1");
    assert!(first.get("/desk").body.contains("/suggestions/1"));
    assert_eq!(first.get("/suggestions/2").status, 404, "another's");
    let why_not = first.post("/suggestions/1/decline", &[("reason", "")]);
    assert!(why_not.status == 422 && why_not.body.contains("field-reason-error"), "{}", why_not.body);
    let declined = first.post("/suggestions/1/decline", &[("reason", "answered within a day since March")]);
    assert_eq!(declined.place(), "/suggestions/1");
    assert!(officer.get("/seminars/1").body.contains("answered within a day since March"));
    let mut second = site.sign_in(Role::UnitOfficer, "A2");
    let taken = [
        ("0-level", "team"),
        ("0-aspect", "conduct"),
        ("0-body", "letters lie about here, too"),
        ("0-instance", "three letters of May"),
        ("0-measure-0-body", "answer letters in three days"),
        ("0-measure-0-owner", "the deputy in charge"),
        ("0-measure-0-deliverable", "a register"),
        ("0-measure-0-due_on", "2015-07-01"),
    ];
    let accepted = second.post("/suggestions/2/accept", &taken);
    assert_eq!(accepted.status, 303, "{}", accepted.body);
    assert!(accepted.place().starts_with("/problems/"), "{}", accepted.place());
    assert!(second.get(accepted.place()).body.contains("letters lie about here, too"));
}

#[test]
fn a_session_to_which_fewer_came_than_the_standard_asks_for_says_so() {
    let enough = session();
    let mut office = enough.sign_in(Role::Office, "P");
    assert!(
        !office.get("/seminars/1?lang=en").body.contains("fewer came"),
        "nine of ten are the 90 % asked for"
    );
    let register = Register::empty_sqlite().with_organisation();
    let today = register.today.replace(jiff::civil::date(2015, 5, 20));
    let (_, round) = open_round(&register);
    register.today.set(today);
    let form = SessionForm {
        kind: "seminar",
        held_on: "2015-05-28",
        minutes: "180",
        present: "8",
        expected: "10",
        ..SessionForm::default()
    };
    let officer = register.actor(Role::UnitOfficer, "A");
    record_seminar(&register.context(&officer), &Record { unit: "A", round: Some(round), form })
        .expect("a session");
    let few = Site::on(register);
    let page = few.sign_in(Role::Office, "P").get("/seminars/1?lang=en").body;
    assert!(page.contains("90%, which the standard of the round asks for: fewer came"), "{page}");
}
