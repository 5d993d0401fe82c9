//! Acts that can't be taken back: what follows, what is missing and what stays is read before the button.

use crate::shared::COUNTIES;
use earnest_model::{actor::Role, programmes::gates::Gate};
use earnest_testkit::{assessment::open_round, register::Register, site::Site, unhindered::go_on};

const SEED: &str = "01382438112797316654";
/// What a round lacks in which nobody has done anything yet.
const MISSING: [&str; 2] = ["8 plans are not approved yet", "units have not held the"];
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
    assert!(page.body.contains("name=\"weighed\" value=\"en."), "the mark of what was read: {}", page.body);
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
fn what_stands_in_the_way_is_told_before_anything_is_said_to_follow() {
    let register = Register::empty_sqlite().with_organisation();
    let (actor, round) = open_round(&register);
    go_on(&register.context(&actor), round, Gate::Observers);
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    let before = site.register.journal().len();
    let rate = |rate: &'static str| {
        let rest = COUNTIES.iter().copied().filter(|(name, _)| *name != "rate");
        rest.chain([("rate", rate), ("weighed", "")]).collect::<Vec<_>>()
    };
    for wrong in ["abc", "0", "1%"] {
        let page = office.post("/draws", &rate(wrong));
        assert!(page.status == 422 && !page.body.contains("is fixed"), "{wrong}: {}", page.body);
    }
    assert_eq!(office.post("/draws", &COUNTIES).place(), "/draws/1");
    let again = office.post("/draws", &rate("20%"));
    assert!(again.status >= 400 && !again.body.contains("is fixed"), "{}", again.body);
    assert_eq!(office.post("/draws/1/seed", &[("seed", SEED), ORIGIN]).status, 303);
    let acts = site.register.journal().len();
    let twice = office.post("/draws/1/seed", &[("seed", SEED), ORIGIN, ("weighed", "")]);
    assert!(twice.status >= 400, "{}", twice.body);
    assert_eq!((site.register.journal().len(), acts > before), (acts, true), "a rehearsal leaves nothing");
}

#[test]
fn moving_a_round_on_says_all_that_is_missing() {
    let register = Register::empty_sqlite().with_organisation();
    let (actor, round) = open_round(&register);
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    let early = office.get("/rounds/1?lang=en").body;
    for missing in MISSING {
        assert!(early.contains(missing), "before the button: {missing}: {early}");
    }
    go_on(&site.register.context(&actor), round, Gate::Observers);
    let page = office.get("/rounds/1?lang=en").body;
    assert!(page.contains("action=\"/rounds/1/advance\""), "{page}");
    let before = site.register.journal().len();
    let asked = office.post("/rounds/1/advance", &[("weighed", "")]);
    assert!(asked.status == 200 && asked.body.contains("What follows"), "{}", asked.body);
    for missing in MISSING {
        assert!(asked.body.contains(missing), "what was opened without is missing still: {missing}");
    }
    assert_eq!(site.register.journal().len(), before);
    assert_eq!(office.post("/rounds/1/advance", &[]).status, 303);
}
