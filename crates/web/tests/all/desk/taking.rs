//! The desk as the truth: its number on every page, lines that are taken and handed on, and what is said after an act.

use earnest_app::tasks::task_send::send_task;
use earnest_model::{actor::Role, tasks::task::TaskForm};
use earnest_testkit::site::Site;

fn send(site: &Site, title: &str) {
    let office = site.register.actor(Role::Office, "P");
    let form =
        TaskForm { kind: "direction", leader: "the head", title, body: "tier by tier", due_on: "2015-06-02" };
    assert!(send_task(&site.register.context(&office), "P", form, &["A"]).is_ok());
}

/// The number beside the desk; empty if there is none.
fn owed(page: &str) -> &str {
    let nav = page.split_once("<nav id=\"nav\"").map(|(_, rest)| rest).unwrap_or_default();
    let after = nav.split_once("class=\"count\" aria-hidden=\"true\">").map(|(_, rest)| rest);
    after.and_then(|rest| rest.split('<').next()).unwrap_or_default()
}

#[test]
fn the_number_in_the_head_of_every_page_is_what_stands_on_the_desk() {
    let site = Site::start();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert_eq!(owed(&officer.get("/desk?lang=en").body), "");
    send(&site, "look at the duties");
    send(&site, "look at them again");
    for page in ["/desk", "/ledger", "/notices", "/me"] {
        assert_eq!(owed(&officer.get(page).body), "2", "{page}");
    }
    assert!(officer.get("/desk").body.contains("2 things wait"));
    assert_eq!(officer.post("/tasks/1/reply", &[("reply", "it is done as it was asked")]).status, 303);
    assert_eq!(owed(&officer.get("/ledger").body), "1", "it is counted anew after an act");
    assert_eq!(owed(&site.sign_in(Role::UnitOfficer, "B").get("/desk").body), "");
}

/// Where the directions of a desk are taken.
const TASKS: &str = "/desk/taking?kind=task";

#[test]
fn two_of_one_office_take_a_line_hand_it_on_and_put_it_back() {
    let site = Site::start();
    let (mut one, mut other) = (site.sign_in(Role::UnitOfficer, "A"), site.sign_in(Role::UnitOfficer, "A"));
    send(&site, "look at the duties");
    let page = one.get("/desk?lang=en").body;
    assert!(page.contains("action=\"/desk/taking?kind=task\"") && page.contains("I do this"), "{page}");
    let thing = page.split_once("name=\"thing\" value=\"").and_then(|(_, rest)| rest.split('"').next());
    let thing = thing.unwrap_or_default();
    let line = ("thing", thing);
    let act = |step| [line, ("step", step)];
    assert_eq!(one.post(TASKS, &act("take")).place(), "/desk?done=take");
    assert!(one.get("/desk?lang=en&done=take").body.contains("with you since"));
    let seen = other.get("/desk?lang=en").body;
    assert!(seen.contains("with unit-officer of A since") && seen.contains("look at the duties"), "{seen}");
    let to = seen.split_once("<option value=\"").and_then(|(_, rest)| rest.split('"').next());
    let handed = [line, ("step", "hand-on"), ("to", to.unwrap_or_default())];
    assert_eq!(other.post(TASKS, &handed).status, 303);
    assert_eq!(other.post(TASKS, &act("put-back")).status, 303);
    assert!(!one.get("/desk?lang=en").body.contains("with you since"));
    assert_eq!(one.post(TASKS, &[("step", "take")]).status, 422, "no line is chosen");
    assert_eq!(one.post(TASKS, &[("thing", "1:99"), ("step", "take")]).status, 404);
    let mut stranger = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(stranger.post(TASKS, &act("take")).status, 404);
    let alone = site.sign_in(Role::UnitHead, "A").get("/desk?lang=en").body;
    assert!(alone.contains("look at the duties"), "the head is asked for it, too");
}

#[test]
fn after_an_act_it_is_said_what_happened_and_the_next_one_is_offered_once() {
    let site = Site::start();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    send(&site, "the first");
    send(&site, "the second");
    officer.get("/desk?lang=en");
    let sent = officer.post("/tasks/1/reply", &[("reply", "it is done as it was asked")]);
    let page = officer.get(sent.place()).body;
    assert!(page.contains("Next:") && page.contains("href=\"/tasks/2\""), "{page}");
    assert!(page.contains("Done: direction answered"), "{page}");
    assert!(!officer.get(sent.place()).body.contains("Next:"), "it is said once");
    let sent = officer.post("/tasks/2/reply", &[("reply", "it is done as it was asked")]);
    assert!(officer.get(sent.place()).body.contains("Nothing more of this kind"));
}

#[test]
fn every_line_of_a_kind_can_be_taken_page_by_page() {
    let site = Site::start();
    let (mut one, mut other) = (site.sign_in(Role::UnitOfficer, "A"), site.sign_in(Role::UnitOfficer, "A"));
    for number in 1..=53 {
        send(&site, &format!("direction {number}"));
    }
    let ticks = |page: &str| page.matches("name=\"thing\"").count();
    let first = one.get("/desk?kind=task&lang=en").body;
    assert_eq!(ticks(&first), 50, "{first}");
    let next = first.split_once("after=").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
    let rest_at = format!("/desk?kind=task&lang=en&after={next}");
    let rest = one.get(&rest_at).body;
    assert_eq!(ticks(&rest), 3, "{rest}");
    assert!(first.contains("The next ones") && !rest.contains("The next ones"), "nothing follows: {rest}");
    let thing = rest.split_once("name=\"thing\" value=\"").and_then(|(_, rest)| rest.split('"').next());
    let thing = thing.unwrap_or_default().to_owned();
    let take = [("thing", thing.as_str()), ("step", "take")];
    assert_eq!(one.post(TASKS, &take).place(), "/desk?done=take");
    assert_eq!(one.get("/desk?kind=task&after=nowhere").status, 422);
    assert!(!one.get("/desk?lang=en").body.contains("that was with you"));
    assert_eq!(other.post(TASKS, &take).place(), "/desk?done=take");
    let lost = one.get(&rest_at).body;
    assert!(lost.contains("was with you; with unit-officer of A"), "{lost}");
    assert!(!other.get("/desk?lang=en").body.contains("was with you"), "only whoever lost it is told");
}

#[test]
fn whoever_loses_a_line_is_told_on_the_desk_and_is_not_offered_it_next() {
    let site = Site::start();
    let (mut one, mut other) = (site.sign_in(Role::UnitOfficer, "A"), site.sign_in(Role::UnitOfficer, "A"));
    send(&site, "the first");
    send(&site, "the second");
    let page = one.get("/desk?lang=en").body;
    let thing = |id: &str| {
        let things = page.split("name=\"thing\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
        things.into_iter().find(|thing| thing.ends_with(&format!(":{id}"))).unwrap_or_default().to_owned()
    };
    let second = thing("2");
    let take = [("thing", second.as_str()), ("step", "take")];
    assert_eq!(one.post(TASKS, &take).status, 303);
    assert_eq!(other.post(TASKS, &take).status, 303);
    let desk = one.get("/desk?lang=en").body;
    assert!(desk.contains("Something that was with you is with a colleague now"), "{desk}");
    let sent = one.post("/tasks/1/reply", &[("reply", "it is done as it was asked")]);
    let said = one.get(sent.place()).body;
    assert!(said.contains("Done: direction answered"), "{said}");
    assert!(
        !said.contains("Next:") && !said.contains("Nothing more of this kind"),
        "a colleague has the other: {said}"
    );
}

#[test]
fn with_all_posts_the_desk_is_read_and_nothing_on_it_is_ticked_or_pressed() {
    let site = Site::start();
    let _colleague = site.sign_in(Role::UnitOfficer, "A");
    send(&site, "look at the duties");
    let mut both = site.sign_in_as(&[(Role::UnitOfficer, "A"), (Role::UnitOfficer, "B")]);
    for page in ["/desk?lang=en", "/desk?kind=task&lang=en", "/tasks/1?lang=en"] {
        let read = both.get(page).body;
        assert!(read.contains("look at the duties"), "{page}: {read}");
        assert!(
            !read.contains("name=\"thing\"") && !read.contains("action=\"/tasks/1/reply\""),
            "{page}: {read}"
        );
        assert!(!read.contains("action=\"/desk/taking"), "{page}: {read}");
    }
    assert!(both.get("/desk?lang=en").body.contains("With all posts you read"));
    let page = both.get("/posts").body;
    let posts: Vec<_> =
        page.split("name=\"post\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut asked = 0;
    for post in posts.iter().filter(|post| **post != "all") {
        assert_eq!(both.post("/posts", &[("post", post)]).status, 303);
        asked += usize::from(both.get("/tasks/1?lang=en").body.contains("action=\"/tasks/1/reply\""));
    }
    assert_eq!(asked, 1, "under the one post that is asked");
}
