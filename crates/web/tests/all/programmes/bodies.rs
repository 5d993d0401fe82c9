//! Joint bodies over the pages: named, asked, agreeing; the sector's plans reviewed; the standard names who signed.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

#[test]
fn the_office_names_a_body_and_a_changed_standard_waits_for_its_agreement() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/programmes/1?lang=en").body;
    assert!(page.contains("Name a body") && page.contains("/programmes/1/bodies"));
    let faults =
        office.post("/programmes/1/bodies", &[("unit", "none"), ("part", "joining"), ("from", "2015-05-01")]);
    assert_eq!(faults.status, 422);
    assert!(
        faults.body.contains("There is no unit “none”") && faults.body.contains("covers at least one class")
    );
    let named = [
        ("unit", "G1"),
        ("part", "joining"),
        ("classes", "university"),
        ("from", "2015-05-01"),
        ("until", ""),
    ];
    let done = office.post("/programmes/1/bodies", &named);
    assert_eq!((done.status, done.place()), (303, "/programmes/1/bodies?done=1"));
    let page = office.get("/programmes/1").body;
    assert!(
        page.contains("省直机关1") && page.contains("joins for its sector") && page.contains("University")
    );

    office.post("/standards/draft/begin?unit=P", &[("from", "in-force")]);
    let draft = office.get("/standards/draft?unit=P").body;
    assert!(
        draft.contains("not asked yet")
            && draft.contains("/standards/draft/ask?unit=P&#38;programme=1&#38;revision=1"),
        "{draft}"
    );
    let put = office.post("/standards/draft/ask?unit=P&revision=1", &[]);
    assert_eq!((put.status, put.place()), (303, "/standards/draft?unit=P&done=put"));
    let mut body = site.sign_in(Role::Office, "G1");
    assert!(body.get("/desk?lang=en").body.contains("/standards/agree?unit=P"));
    let page = body.get("/standards/agree?unit=P").body;
    let hash = page.split("name=\"hash\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let hash = hash.expect("the draft's fingerprint").to_owned();
    let refused =
        body.post("/standards/agree?unit=P", &[("hash", &hash), ("answer", "refused"), ("reason", "")]);
    assert_eq!(refused.status, 422);
    let stale = body.post("/standards/agree?unit=P", &[("hash", "older"), ("answer", "agreed")]);
    assert_eq!(stale.status, 422);
    assert!(stale.body.contains("The draft was changed in the meantime"));
    let agreed =
        body.post("/standards/agree?unit=P", &[("hash", &hash), ("answer", "agreed"), ("reason", "")]);
    assert_eq!((agreed.status, agreed.place()), (303, "/standards/agree?unit=P&done=1"));
    assert!(!body.get("/desk").body.contains("href=\"/standards/agree?unit=P"));
    assert!(office.get("/standards/draft?unit=P").body.contains("agrees"));
    for (role, unit) in [(Role::Office, "G2"), (Role::Assessor, "G1"), (Role::UnitHead, "P")] {
        let answer = site.sign_in(role, unit).get("/standards/agree?unit=P");
        assert_eq!(answer.status, 404, "{role:?} of {unit}");
    }
}

#[test]
fn the_people_of_a_body_find_their_sector_and_end_with_it() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let named = [
        ("unit", "G1"),
        ("part", "joining"),
        ("classes", "prefecture"),
        ("from", "2015-05-01"),
        ("until", ""),
    ];
    office.post("/programmes/1/bodies", &named);
    let mut assessor = site.sign_in(Role::Assessor, "G1");
    let list = assessor.get("/programmes/1/bodies?lang=en").body;
    assert!(
        list.contains("/bodies/1") && !list.contains("name=\"classes\""),
        "whoever may not name sees no form"
    );
    let sector = assessor.get("/bodies/1").body;
    assert!(sector.contains("东市") && sector.contains("西州") && sector.contains("/plans/"), "{sector}");
    let plan = assessor.get("/plans/2");
    assert_eq!(plan.status, 200);
    assert_eq!(assessor.get("/units/B").status, 404, "the rest of the unit is not its business");
    assert_eq!(assessor.get("/ledger?unit=B").status, 404);
    let mut sends = site.sign_in(Role::Office, "G1");
    assert!(sends.get("/bodies/1?lang=en").body.contains("/observations/plan?round=1"));
    assert_eq!(site.sign_in(Role::Assessor, "G2").get("/bodies/1").status, 404);
    assert_eq!(site.sign_in(Role::Office, "A").post("/bodies/1/end", &[("until", "2015-06-01")]).status, 404);
    assert_eq!(office.post("/bodies/1/end", &[("until", "1")]).status, 422);
    assert_eq!(office.post("/bodies/1/end", &[("until", "2015-05-31")]).status, 303);
    assert!(office.get("/programmes/1/bodies?lang=en").body.contains("Took part before"));
    assert_eq!(assessor.get("/bodies/1").status, 404);
    assert_eq!(assessor.get("/plans/2").status, 404);
}
