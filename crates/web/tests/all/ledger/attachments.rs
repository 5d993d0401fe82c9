//! Forms with files, as a browser without scripts sends them.

use earnest_model::{actor::Role, ledger::attachments::attachment::MOST_BYTES};
use earnest_testkit::site::Site;

/// A measure of A that the unit works on.
const OPEN: &str = "/measures/4/files";

#[test]
fn evidence_is_attached_replaced_and_given_out_and_the_measure_shows_it() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let form = officer.get(&format!("{OPEN}?lang=en")).body;
    assert!(form.contains("multipart/form-data") && form.contains("No files yet."), "{form}");
    let sent = officer.upload(OPEN, &[], &[("files", "清单.txt", "六月落实清单".as_bytes())]);
    assert_eq!((sent.status, sent.place()), (303, "/measures/4/files?done=1"));
    let page = officer.get("/measures/4").body;
    assert!(page.contains("清单.txt") && page.contains("/files/1"), "{page}");
    let file = officer.get("/files/1");
    assert_eq!((file.status, file.body.as_str()), (200, "六月落实清单"));
    assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert!(
        file.header("content-disposition")
            .starts_with("attachment; filename=\"__.txt\"; filename*=UTF-8''%E6")
    );
    let sent = officer.upload(OPEN, &[("previous", "1")], &[("files", "b.txt", b"July")]);
    assert_eq!(sent.status, 303);
    let page = officer.get("/measures/4").body;
    assert!(page.contains("b.txt") && page.contains("Earlier revisions"));
    assert!(site.register.journal().ends_with(&["attach-file".to_owned(), "attach-file".to_owned()]));
    let mut assessor = site.sign_in(Role::Assessor, "P");
    assert_eq!(assessor.get("/files/1").status, 200);
    assert!(!assessor.get("/measures/4").body.contains(OPEN), "who may not attach is not asked to");
    let mut other = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!((other.get("/files/1").status, other.get(OPEN).status), (404, 404));
    assert_eq!(other.upload(OPEN, &[], &[("files", "a.txt", b"x")]).status, 404);
}

#[test]
fn what_is_wrong_with_a_file_stands_at_its_field() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    officer.get("/desk?lang=en");
    let large = [&b"%PDF-1.7\n"[..], &vec![b' '; MOST_BYTES]].concat();
    for (name, bytes, said) in [
        ("a.exe", &b"MZ\x90\0"[..], "none of the kinds"),
        ("a.pdf", &large, "larger than 10 MB"),
        ("a.txt", b"", "a.txt is empty"),
    ] {
        let answer = officer.upload(OPEN, &[], &[("files", name, bytes)]);
        assert_eq!(answer.status, 422, "{name}");
        assert!(
            answer.body.contains(said) && answer.body.contains("#field-files"),
            "{name}: {}",
            answer.body
        );
    }
    let none = officer.upload(OPEN, &[], &[("files", "", b"")]);
    assert!(none.status == 422 && none.body.contains("Choose at least one file."));
}

#[test]
fn a_form_with_files_needs_its_token_as_any_form_and_is_read_from_nobody_who_may_not_send_it() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let before = site.register.journal().len();
    let file: &[(&str, &str, &[u8])] = &[("files", "a.txt", b"x")];
    for fields in [&[][..], &[("csrf", "guessed")]] {
        assert_eq!(officer.upload_as_is(OPEN, fields, file).status, 403);
    }
    let nobody = site.visitor().upload_as_is(OPEN, &[("csrf", "")], file);
    assert!(nobody.status == 401 && nobody.body.contains("a.txt"), "what can't be kept is told by its name");
    let too_much = vec![b'x'; earnest_web::frame::upload::UPLOAD_LIMIT + 1];
    assert_eq!(officer.upload(OPEN, &[], &[("files", "a.txt", &too_much)]).status, 413);
    let texts = "x".repeat(earnest_web::frame::upload::TEXT_LIMIT + 1);
    assert_eq!(officer.upload(OPEN, &[("previous", &texts)], file).status, 413);
    // A form with files that is sent to a route without is a form without its token.
    assert_eq!(officer.upload("/measures/4/progress", &[("progress", "70")], file).status, 403);
    assert_eq!(site.register.journal().len(), before);
}

#[test]
fn a_plan_takes_annexes_and_a_session_its_minutes() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let sent = officer.upload("/plans/1/files", &[], &[("files", "a.csv", b"a,b\r\n1,2\r\n")]);
    assert_eq!(sent.status, 303);
    assert!(officer.get("/plans/1?lang=en").body.contains("a.csv"));
    assert_eq!(officer.get("/files/1").header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(officer.get("/plans/2/files").status, 404, "another unit's plan");
    assert_eq!(officer.get("/visits/1/files").status, 404);
}
