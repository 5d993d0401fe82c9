//! Acts that can't be taken back: what follows, what is missing and what stays is read before the button.

use crate::shared::COUNTIES;
use earnest_model::{actor::Role, programmes::gates::Gate};
use earnest_testkit::{assessment::open_round, register::Register, site::Site, unhindered::go_on};

const SEED: &str = "01382438112797316654";
const ORIGIN: (&str, &str) = ("origin", "dice thrown in the hall before two witnesses");

#[test]
fn the_digits_of_a_seed_are_shown_before_anything_is_drawn() {
    let register = Register::empty_sqlite().with_organisation();
    let (actor, round) = open_round(&register);
    go_on(&register.context(&actor), round, Gate::Observers);
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    office.get("/draws?lang=en");
    let before = site.register.journal().len();
    let unsure: Vec<_> = COUNTIES.iter().copied().chain([("weighed", "")]).collect();
    let page = office.post("/draws", &unsure);
    assert!(page.status == 200 && page.body.contains("What can’t be taken back"), "{}", page.body);
    assert!(page.body.contains("class=\"button danger\""), "danger has its own look");
    assert_eq!(site.register.journal().len(), before, "nothing is done yet");
    assert_eq!(office.post("/draws", &COUNTIES).place(), "/draws/1");
    let page = office.post("/draws/1/seed", &[("seed", SEED), ORIGIN, ("weighed", "")]);
    assert!(page.body.contains(&format!("<span class=\"heard\">{SEED}</span>")), "{}", page.body);
    assert!(page.body.contains("name=\"seed\" value=\"01382438112797316654\""));
    assert!(page.body.contains("name=\"weighed\" value=\"1\""));
    assert_eq!(site.register.last_event().0, "freeze-frame", "nothing is drawn yet");
    let wrong = office.post("/draws/1/seed", &[("seed", "12"), ORIGIN, ("weighed", "")]);
    assert_eq!(wrong.status, 422, "what is no seed is told at its field");
    let bare = office.post("/draws/1/seed", &[("seed", SEED), ("weighed", "")]);
    assert_eq!(bare.status, 422, "so is that nothing says where the digits come from");
    assert_eq!(office.post("/draws/1/seed", &[("seed", SEED), ORIGIN]).status, 303);
    assert_eq!(site.register.last_event().0, "run-draw");
    let void = office.post("/draws/1/void", &[("reason", "a wrong digit was entered"), ("weighed", "")]);
    assert!(void.status == 200 && void.body.contains("never valid again"), "{}", void.body);
}

#[test]
fn moving_a_round_on_says_which_plans_are_missing() {
    let register = Register::empty_sqlite().with_organisation();
    let (actor, round) = open_round(&register);
    go_on(&register.context(&actor), round, Gate::Observers);
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/rounds/1?lang=en").body;
    assert!(page.contains("action=\"/rounds/1/advance\""), "{page}");
    let before = site.register.journal().len();
    let asked = office.post("/rounds/1/advance", &[("weighed", "")]);
    assert!(asked.status == 200 && asked.body.contains("What follows"), "{}", asked.body);
    assert_eq!(site.register.journal().len(), before);
    assert_eq!(office.post("/rounds/1/advance", &[]).status, 303);
}
