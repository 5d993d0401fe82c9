//! Several closures verified at once: with what proves them, and with everything that was ticked and written kept.

use crate::forms::every_form::Page;
use earnest_app::ledger::measures::measure_step::{Said, approve_closure, request_closure};
use earnest_model::{actor::Role, id::MeasureId};
use earnest_testkit::site::{Site, Visitor};

const VERIFY: &str = "/ledger/verify";
const WORDS: &str = "gone through on the spot with the register";

/// Measures of A whose closures wait, one of them with a file.
fn waiting(site: &Site) -> Vec<MeasureId> {
    let (officer, head) =
        (site.register.actor(Role::UnitOfficer, "A"), site.register.actor(Role::UnitHead, "A"));
    let mut clerk = site.sign_in(Role::UnitOfficer, "A");
    let sent = clerk.upload("/measures/4/files", &[], &[("files", "a.txt", b"June")]);
    assert_eq!(sent.status, 303, "{}", sent.body);
    let evidence = "the duty list that hangs at the door";
    let said = Said { evidence, ..Said::default() };
    let ids = (1..40).map(MeasureId);
    ids.filter(|id| {
        request_closure(&site.register.context(&officer), *id, said).is_ok()
            && approve_closure(&site.register.context(&head), *id, Said::default()).is_ok()
    })
    .collect()
}

/// Which measures are ticked, and what stands in the remarks.
fn filled(visitor: &mut Visitor, at: &str) -> (usize, String) {
    let page = Page::of(visitor, at);
    let form = page.form(VERIFY);
    let ticked = form.own().into_iter().filter(|(name, _)| name == "measure").count();
    (ticked, form.value("remarks").to_owned())
}

#[test]
fn what_proves_a_closure_stands_beside_it_and_nothing_that_was_chosen_is_lost_on_the_way() {
    let site = Site::with_example();
    let ids = waiting(&site);
    assert!(ids.contains(&MeasureId(4)), "{ids:?}");
    let mut office = site.sign_in(Role::Office, "P");
    let html = office.get("/ledger/verify?lang=en").body;
    assert!(html.contains("the duty list that hangs at the door"), "{html}");
    assert!(html.contains("a.txt") && html.contains("/files/1"), "{html}");
    let page = Page::of(&mut office, "/ledger/verify?lang=en");
    let form = page.form(VERIFY);
    let chosen = [("measure", "4"), ("remarks", WORDS), ("decision", "yes"), ("weighed", "")];
    let fields = form.fields(&chosen);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let sure = office.post_as_is(VERIFY, &fields);
    assert!(sure.status == 200 && sure.body.contains("button danger"), "{}", sure.body);
    let back =
        sure.body.split_once("class=\"button plain\" href=\"").and_then(|(_, rest)| rest.split('"').next());
    let back = back.unwrap_or_default().replace("&#38;", "&");
    assert!(back.contains("kept="), "not now leads back to what was filled in: {back}");
    assert_eq!(filled(&mut office, &back), (1, WORDS.to_owned()));
    assert!(!office.get("/desk").body.contains("kept="), "what was only looked at waits on no desk");

    let undecided = form.send(&mut office, &[("measure", "4"), ("remarks", WORDS)]);
    assert_eq!(undecided.status, 422, "{}", undecided.body);
    let again = Page::read(VERIFY, &undecided.body);
    let again = again.form(VERIFY);
    assert_eq!(again.value("remarks"), WORDS);
    assert_eq!(again.value("measure"), "4");
    let done = again.send(&mut office, &[("decision", "yes")]);
    assert_eq!(done.place(), "/ledger/verify?done=1", "{}", done.body);
    assert!(!office.get("/desk").body.contains("kept="), "what was sent waits no more");
}

#[test]
fn a_standing_measure_is_closed_for_the_period_and_is_not_ticked_with_the_others() {
    let site = Site::with_example();
    let mut head = site.sign_in(Role::UnitHead, "A");
    let form = [
        ("body", "每季度公开一次清单"),
        ("owner", "市委主要负责人"),
        ("deliverable", "公开的清单"),
        ("due_on", ""),
        ("time_class", "standing"),
    ];
    head.get("/problems/1");
    assert_eq!(head.post("/problems/1/measure", &form).status, 303);
    let ids = waiting(&site);
    let mut office = site.sign_in(Role::Office, "P");
    let html = office.get("/ledger/verify?lang=en").body;
    assert!(html.contains("One more waits and is not listed here"), "{html}");
    assert!(!html.contains("每季度公开一次清单"), "{html}");
    let ticks = html.matches("name=\"measure\"").count();
    assert!(ids.len() > 1 && ticks >= ids.len() - 1, "all others are listed: {ticks}");
}
