//! The look-back by lot as people meet it: frozen, drawn, public, verified; its share at the head of the ledger.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

const SEED: &str = "14142135623730950488";

#[test]
fn the_office_draws_closed_measures_and_the_public_sees_the_draw_and_no_text_of_theirs() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/look-backs?lang=en").body;
    assert!(page.contains("No look-back has been drawn yet."), "{page}");
    let low = office.post("/look-backs", &[("unit", "P"), ("rate", "1%"), ("strata", "class")]);
    assert!(low.status == 422 && low.body.contains("#field-rate"));
    let sent = office.post("/look-backs", &[("unit", "P"), ("rate", "10%"), ("strata", "aspect")]);
    assert_eq!((sent.status, sent.place()), (303, "/look-backs/1"));
    let mut public = site.visitor();
    let frozen = public.get("/look-backs/1?lang=en").body;
    assert!(frozen.contains("are frozen for a look-back"), "{frozen}");
    assert_eq!(public.get("/look-backs/1/certificate.json").status, 404);
    assert_eq!(
        office
            .post(
                "/look-backs/1/seed",
                &[("seed", SEED), ("origin", "dice thrown in the hall before two witnesses")]
            )
            .status,
        303
    );
    let drawn = public.get("/look-backs/1").body;
    assert!(drawn.contains("A-2015-001-1") && drawn.contains("1 of 1 closed measures"), "{drawn}");
    assert!(!drawn.contains("每次会议当场形成清单") && !drawn.contains("/measures/1"), "no text is public");
    assert!(office.get("/look-backs/1").body.contains("/measures/1"));
    let file = public.get("/look-backs/1/certificate.json");
    assert_eq!(file.header("content-type"), "application/json");
    earnest_draw::verify(file.body.as_bytes()).expect("the certificate is sound");
    assert!(public.get("/look-backs/1/frame.csv").body.contains("A-2015-001-1"));
    assert!(office.get("/ledger").body.contains("nobody has looked back yet"));
    let mut assessor = site.sign_in(Role::Assessor, "P");
    assert!(assessor.get("/measures/1?lang=en").body.contains("Drawn by lot for a look-back."));
    assert_eq!(assessor.post("/measures/1/look-back", &[("decision", "yes")]).status, 303);
    assert!(public.get("/look-backs/1").body.contains("had held"));
    assert!(office.get("/ledger").body.contains("1 of 1 closed measures stayed closed"));
    assert!(!site.sign_in(Role::UnitOfficer, "A").get("/ledger?lang=en").body.contains("stayed closed:"));
}
