//! The page of a measure asks for what its reader may say now: a change of days, files with a request, a period closed.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

#[test]
fn a_change_of_days_goes_from_the_officer_to_the_head_to_the_office() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let page = officer.get("/measures/4?lang=en").body;
    assert!(page.contains("Ask for a later day or the long term"), "{page}");
    let faulty = [("kind", "extension"), ("reason", "迟了"), ("due_on", "2015-06-01")];
    let again = officer.post("/measures/4/change", &faulty);
    assert_eq!(again.status, 422);
    assert!(again.body.contains("#field-due_on") && again.body.contains("#field-reason"), "{}", again.body);
    let whole = [("kind", "extension"), ("reason", "承办单位进场晚了三个星期"), ("due_on", "2015-07-10")];
    assert_eq!(officer.post("/measures/4/change", &whole).status, 303);
    assert!(officer.get("/measures/4").body.contains("waits for the head"));
    let mut head = site.sign_in(Role::UnitHead, "A");
    assert!(head.get("/desk?lang=en").body.contains("a change of days is asked for"));
    assert_eq!(head.post("/measures/4/change/approve", &[("decision", "yes")]).status, 303);
    let mut office = site.sign_in(Role::Office, "P");
    assert!(office.get("/desk?lang=en").body.contains("Decide on a change of days"));
    let short = office.post("/measures/4/change/decide", &[("decision", "no"), ("remarks", "no")]);
    assert!(short.status == 422 && short.body.contains("#field-remarks"));
    assert_eq!(office.post("/measures/4/change/decide", &[("decision", "yes")]).status, 303);
    let page = officer.get("/measures/4").body;
    assert!(page.contains("granted") && page.contains("10 July 2015"), "{page}");
    let mut other = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(other.post("/measures/4/change", &whole).status, 404);
}

#[test]
fn a_closure_is_asked_for_with_a_file_alone_and_not_with_nothing() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    officer.get("/desk?lang=en");
    let nothing = officer.upload("/measures/4/request", &[("evidence", "")], &[("files", "", b"")]);
    assert!(nothing.status == 422 && nothing.body.contains("#field-evidence"), "{}", nothing.body);
    let wrong = officer.upload("/measures/4/request", &[], &[("files", "a.exe", b"MZ\0")]);
    assert!(wrong.status == 422 && wrong.body.contains("#field-files"));
    let sent = officer.upload("/measures/4/request", &[("evidence", "")], &[("files", "a.txt", b"proof")]);
    assert_eq!(sent.status, 303);
    let page = officer.get("/measures/4").body;
    assert!(page.contains("a.txt") && page.contains("closure requested"));
}

#[test]
fn a_problem_takes_one_more_measure_and_is_settled_from_above() {
    let site = Site::with_example();
    let mut head = site.sign_in(Role::UnitHead, "A");
    assert!(head.get("/problems/1?lang=en").body.contains("/problems/1/measure"));
    assert_eq!(head.get("/problems/1/measure").status, 200);
    let form = [
        ("body", "每季度公开一次清单"),
        ("owner", "市委主要负责人"),
        ("deliverable", "公开的清单"),
        ("due_on", ""),
        ("time_class", "by-date"),
    ];
    let again = head.post("/problems/1/measure", &form);
    assert!(again.status == 422 && again.body.contains("#field-due_on"));
    let form =
        form.map(|(name, value)| if name == "time_class" { (name, "standing") } else { (name, value) });
    assert_eq!(head.post("/problems/1/measure", &form).status, 303);
    assert!(head.get("/problems/1").body.contains("每季度公开一次清单"));
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert_eq!(officer.get("/problems/1/measure").status, 404, "signed: the head alone");
    assert_eq!(officer.get("/measures/1/edit").status, 404);
    assert_eq!(officer.post("/problems/1/settle", &[("settle_reason", "同一件事重复列入清单")]).status, 404);
    let mut assessor = site.sign_in(Role::Assessor, "P");
    let short = assessor.post("/problems/1/settle", &[("settle_reason", "重复")]);
    assert!(short.status == 422 && short.body.contains("#field-settle_reason"));
    assert_eq!(assessor.post("/problems/1/settle", &[("settle_reason", "会议记录证明情况相反")]).status, 303);
    assert!(assessor.get("/problems/1?lang=en").body.contains("not substantiated"));
}
