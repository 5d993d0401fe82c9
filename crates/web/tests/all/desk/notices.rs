//! Notices over the pages: the number beside the desk, the list, its filter, and marking it as read.

use earnest_app::tasks::task_send::send_task;
use earnest_model::{actor::Role, tasks::task::TaskForm};
use earnest_testkit::site::{Site, Visitor};

fn send(site: &Site, title: &str, to: &[&str]) {
    let office = site.register.actor(Role::Office, "P");
    let form =
        TaskForm { kind: "direction", leader: "the head", title, body: "tier by tier", due_on: "2015-06-02" };
    assert!(send_task(&site.register.context(&office), "P", form, to).is_ok());
}

/// The number beside the desk; empty if there is none.
fn news(page: &str) -> &str {
    let after = page
        .split_once("href=\"/notices?new=1\"><span class=\"count\" aria-hidden=\"true\">")
        .map(|(_, rest)| rest);
    after.and_then(|rest| rest.split('<').next()).unwrap_or_default()
}

fn get(visitor: &mut Visitor, path: &str) -> String {
    let answer = visitor.get(path);
    assert_eq!(answer.status, 200, "{path}");
    answer.body
}

#[test]
fn what_is_new_is_counted_beside_the_desk_until_it_is_marked_as_read() {
    let site = Site::start();
    let (mut officer, mut other) =
        (site.sign_in(Role::UnitOfficer, "A"), site.sign_in(Role::UnitOfficer, "B"));
    assert_eq!(news(&get(&mut officer, "/desk?lang=en")), "");
    let empty = get(&mut officer, "/notices");
    assert!(
        empty.contains("Nothing has happened yet that concerns you.") && empty.contains("Nothing is new.")
    );
    send(&site, "look at the duties", &["A"]);
    assert_eq!(news(&get(&mut officer, "/board")), "1", "on every page");
    assert_eq!(news(&get(&mut other, "/desk")), "");
    let page = get(&mut officer, "/notices");
    assert!(page.contains("sent the direction “look at the duties”") && page.contains("href=\"/tasks/1\""));
    assert!(page.contains("in one day"), "a direction that is due tomorrow is a day that nears");
    assert!(!get(&mut other, "/notices?lang=en").contains("look at the duties"));
    let newest = page.split_once("name=\"newest\" value=\"").and_then(|(_, rest)| rest.split('"').next());
    let read = officer.post("/notices/read", &[("newest", newest.unwrap_or_default())]);
    assert_eq!((read.status, read.place()), (303, "/notices?done=read"));
    let page = get(&mut officer, "/notices?done=read");
    assert!(
        news(&page).is_empty()
            && page.contains("All are marked as read.")
            && page.contains("look at the duties")
    );
    assert!(get(&mut officer, "/notices?new=1").contains("There are no such notices."));
    assert_ne!(site.visitor().get("/notices").status, 200, "nobody else's");
}

#[test]
fn the_list_is_filtered_by_kind_and_paged_in_the_address() {
    let site = Site::start();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    for number in 0..35 {
        send(&site, &format!("direction {number:02}"), &["A"]);
    }
    let page = get(&mut officer, "/notices?lang=en&kind=arrived");
    assert!(page.contains("direction 34") && page.contains("direction 05") && !page.contains("direction 04"));
    let next = page.split_once("rel=\"next\" href=\"").and_then(|(_, rest)| rest.split('"').next());
    let next = next.unwrap_or_default().replace("&#38;", "&");
    assert!(next.contains("kind=arrived") && next.contains("before="), "{next}");
    let rest = get(&mut officer, &next);
    assert!(rest.contains("direction 04") && rest.contains("direction 00") && !rest.contains("direction 05"));
    assert!(get(&mut officer, "/notices?kind=replied").contains("There are no such notices."));
    assert_eq!(news(&page), "35");
}
