//! Forms that keep themselves, as a visitor without scripts and the script itself meet them.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

const SHEET: &str = "/sheets/new?spot_check=2";
const MARKS: [(&str, &str); 2] = [("mark-in-time", "9"), ("mark-specific", "24.5")];

fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    page.split(&mark).nth(1).unwrap_or_default().split('"').next().unwrap_or_default().replace("&#38;", "&")
}

#[test]
fn a_form_put_off_opens_as_it_was_left_and_for_its_writer_alone() {
    let site = Site::with_example();
    let mut assessor = site.sign_in(Role::Assessor, "P");
    let page = assessor.get(SHEET).body;
    assert!(page.contains("name=\"later\"") && page.contains("data-draft=\"/sheets/new?spot_check=2\""));
    let put_off =
        [("mark-in-time", "9.5"), ("remarks", "材料里有 <b>原件</b>"), ("draft", SHEET), ("later", "1")];
    assert_eq!(assessor.post(SHEET, &put_off).place(), SHEET);
    let again = assessor.get(&format!("{SHEET}&lang=en")).body;
    assert!(again.contains("value=\"9.5\"") && again.contains("Saved by itself (12:00)"), "{again}");
    assert!(again.contains("材料里有 &#60;b&#62;原件"), "{again}");
    let mut other = site.sign_in(Role::Assessor, "P");
    assert!(!other.get(SHEET).body.contains("9.5"));
    let mut fields = MARKS.to_vec();
    fields.push(("draft", SHEET));
    let wrong = assessor.post(SHEET, &[("mark-in-time", "99"), ("draft", SHEET)]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("data-again=\"true\"") && wrong.body.contains("value=\"99\""));
    assert!(assessor.post(SHEET, &fields).place().starts_with("/sheets/"));
    let mut colleague = site.sign_in(Role::Assessor, "P");
    assert!(!colleague.get("/seminars/new").body.contains("9.5"));
}

#[test]
fn a_form_sent_twice_is_handed_in_once_and_answered_alike() {
    let site = Site::with_example();
    let mut assessor = site.sign_in(Role::Assessor, "P");
    let token = hidden(&assessor.get(SHEET).body, "once");
    assert_eq!(token.len(), 32);
    let mut fields = MARKS.to_vec();
    fields.extend([("once", token.as_str()), ("draft", SHEET)]);
    let first = assessor.post(SHEET, &fields);
    assert!(first.place().starts_with("/sheets/"), "{}", first.body);
    let events = site.register.journal().len();
    assert_eq!(assessor.post(SHEET, &fields).place(), first.place());
    assert_eq!(site.register.journal().len(), events);
    let late = assessor.post("/drafts", &fields);
    assert_eq!(late.status, 410, "what was handed in is not kept");
    let other = hidden(&assessor.get("/sheets/new?spot_check=3").body, "once");
    assert_ne!(other, token, "every filling of a form has its own");
}

#[test]
fn the_script_s_way_keeps_a_form_tells_when_and_refuses_the_rest() {
    let site = Site::with_example();
    let mut assessor = site.sign_in(Role::Assessor, "P");
    let page = assessor.get(&format!("{SHEET}&lang=en")).body;
    let script = page.split("<script src=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let served = assessor.get(&script);
    assert_eq!((served.status, served.header("content-type")), (200, "text/javascript; charset=utf-8"));
    assert!(assessor.get("/desk").header("content-security-policy").contains("connect-src 'self'"));
    let kept = assessor.post("/drafts", &[("draft", SHEET), ("base", ""), ("mark-in-time", "8")]);
    assert_eq!((kept.status, kept.header("content-type")), (200, "application/json"));
    assert!(kept.body.contains("(12:00)"), "{}", kept.body);
    let page = assessor.get(SHEET).body;
    assert!(page.contains("value=\"8\"") && !page.contains("data-base=\"\""));
    assert_eq!(assessor.post("/drafts", &[("draft", SHEET), ("base", "older"), ("a", "1")]).status, 409);
    assert_eq!(assessor.post("/drafts", &[("draft", "https://e.example"), ("a", "1")]).status, 422);
    assert_eq!(
        assessor.post_as_is("/drafts", &[("draft", SHEET), ("a", "1")]).status,
        403,
        "without the token"
    );
    assert_eq!(site.visitor().post("/drafts", &[("draft", SHEET), ("a", "1")]).status, 401);
    assert_eq!(assessor.get("/drafts").status, 405);
}

#[test]
fn a_unit_s_record_of_a_session_is_kept_too() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    officer.get("/seminars/new");
    let put_off =
        [("minutes", "175"), ("speech-0-post", "副市长"), ("draft", "/seminars/new"), ("later", "1")];
    assert_eq!(officer.post("/seminars/new", &put_off).place(), "/seminars/new");
    let page = officer.get("/seminars/new").body;
    assert!(page.contains("value=\"175\"") && page.contains("<details open>"), "{page}");
}
