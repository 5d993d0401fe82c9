//! One reading of the clock a request: what is said of its moment and of its day is said of the same moment.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

#[test]
fn a_request_reads_the_clock_once_whatever_it_asks_and_brings() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let mut visitor = site.visitor();
    let readings = |what: &str, act: &mut dyn FnMut() -> u16| {
        let before = site.clock_readings();
        let status = act();
        assert_eq!(site.clock_readings() - before, 1, "{what}: {status}");
        status
    };
    for path in
        ["/desk", "/board", "/report", "/units/A", "/ledger", "/draws", "/api/v1/figures", "/not-there"]
    {
        readings(path, &mut || officer.get(path).status);
        readings(path, &mut || visitor.get(path).status);
    }
    let wrong = [("login", "nobody"), ("password", "nothing")];
    readings("signing in", &mut || visitor.post("/sign-in", &wrong).status);
    let form = "/measures/4/files";
    assert_eq!(officer.get(form).status, 200);
    let sent = readings("sending a file", &mut || {
        officer.upload_as_is(form, &[], &[("files", "notice.txt", b"the notice")]).status
    });
    assert!(sent < 500, "{sent}");
}
