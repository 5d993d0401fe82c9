//! The clock of the machine is set back, by days and by weeks, while people work: nobody is locked out for longer than the
#![expect(clippy::expect_used, reason = "helpers of tests may break off")]
//! rule of waits says, what was acknowledged stays, and the journal holds.

use earnest_app::journal_verify::verify_journal;
use earnest_model::actor::Role;
use earnest_testkit::{
    OPERATOR,
    register::Register,
    site::{PASSWORD, Site, Visitor},
};

/// Days by which it is set back.
const BACK: [i64; 3] = [1, 7, 20];

fn case(visitor: &mut Visitor, title: &str) -> u16 {
    let fields =
        [("unit", "P"), ("kind", "negative"), ("title", title), ("source", "the body"), ("body", "a lesson")];
    visitor.post("/cases/new", &fields).status
}

fn bears(site: &Site) {
    let (login, _) = site.register.account(Role::Office, "P", Some(PASSWORD));
    let enter =
        |password: &str| site.visitor().post("/sign-in", &[("login", &login), ("password", password)]).status;
    let mut office = site.sign_in(Role::Office, "P");
    for days in BACK {
        assert_eq!(case(&mut office, &format!("before {days}")), 303);
        let tries: Vec<u16> = (0..7).map(|_| enter("not the one")).collect();
        assert!(tries.contains(&429), "{tries:?}");
        site.passes(-days * 86_400);
        assert_eq!(office.get("/desk").status, 200, "{days} days back: the session is still there");
        assert_eq!(case(&mut office, &format!("after {days}")), 303, "{days} days back: a form is taken");
        // The wait begins anew with the first attempt by the new clock, and is no longer than any.
        assert_eq!(enter(PASSWORD), 429);
        site.passes(901);
        assert_eq!(
            enter(PASSWORD),
            303,
            "{days} days back: nobody waits for longer than a quarter of an hour"
        );
    }
    let read = office.get("/cases").body;
    for days in BACK {
        for when in ["before", "after"] {
            assert!(read.contains(&format!("{when} {days}")), "{when} {days}: {read}");
        }
    }
    let verified = verify_journal(&site.register.context(&OPERATOR)).expect("the journal is read");
    assert!(verified.holds(), "{:?} {:?}", verified.broken, verified.faults);
}

#[test]
fn a_clock_that_is_set_back_locks_nobody_out_and_loses_nothing_on_sqlite() {
    bears(&Site::on(Register::empty_sqlite().with_organisation()));
}

#[test]
fn a_clock_that_is_set_back_locks_nobody_out_and_loses_nothing_on_postgresql() {
    bears(&Site::on(Register::empty_postgres().with_organisation()));
}
