//! Tours, directions and leading by example as a browser without scripts meets them.

use earnest_model::actor::Role;
use earnest_testkit::site::{Answer, Site, Visitor};

/// A visit as somebody records it.
fn record() -> [(&'static str, &'static str); 10] {
    [
        ("visited_on", "2015-06-01"),
        ("summary", "总体较好"),
        ("meeting-0-kind", "open-air"),
        ("meeting-0-participants", "18"),
        ("meeting-0-tiers", "村"),
        ("interview-0-role", "村干部"),
        ("interview-0-note", "谈到的内容只有派出的人知道"),
        ("item-0-kind", "finding"),
        ("item-0-body", "公示栏未更新"),
        ("item-0-reply_due_on", "2015-06-20"),
    ]
}

/// Plans a tour: what it asks of whom is seen first, and then sent.
fn planned(office: &mut Visitor, plan: &[(&'static str, &str)]) -> Answer {
    let weighed = office.post("/tours/new", plan);
    assert_eq!(weighed.status, 200, "{}", weighed.body);
    let sure = weighed.body.split("name=\"sure\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let mut again = plan.to_vec();
    again.push(("sure", sure.unwrap_or_default()));
    office.post("/tours/new", &again)
}

#[test]
fn a_tour_is_planned_recorded_and_answered_by_form() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    assert!(office.get("/tours/new?lang=en").body.contains("Register a post that can lead first"));
    let post = [("post-kind", "portfolio-lead"), ("post-title", "分管领导"), ("post-from", "2015-05-01")];
    assert_eq!(office.post("/units/P/posts", &post).status, 303);
    let page = office.get("/units/P/duties").body;
    let leader =
        page.split("/leaders/").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned();
    let charge =
        [("give-unit", "A1"), ("give-kind", "contact"), ("give-from", "2015-05-01"), ("give-until", "")];
    assert_eq!(office.post(&format!("/leaders/{leader}/charges"), &charge).status, 303);
    assert!(office.get(&format!("/leaders/{leader}")).body.contains("A县1"));
    let form = office.get(&format!("/tours/new?leader={leader}")).body;
    assert!(
        form.contains("value=\"A1 contact\"") && form.contains("risk\""),
        "contact units and what is late"
    );
    let plan = |purposes: &'static str| {
        vec![
            ("unit", "P"),
            ("leader", leader.as_str()),
            ("purposes", purposes),
            ("from", "2015-06-01"),
            ("until", "2015-06-02"),
            ("units", "A1 contact"),
            ("codes", "A1T1V1"),
        ]
    };
    let weighed = office.post("/tours/new", &plan("督查")).body;
    assert!(
        weighed.contains("This asks 2 units for"),
        "the burden is seen before the tour is planned: {weighed}"
    );
    let faulty = office.post("/tours/new", &plan(""));
    assert_eq!(faulty.status, 422);
    assert!(faulty.body.contains("#field-purposes"));
    assert_eq!(planned(&mut office, &plan("督查\n调研")).place(), "/visits?done=1");
    let list = office.get("/visits?done=1").body;
    assert!(list.contains("The tour is planned") && list.contains("contact unit"));
    let visit =
        list.split("/visits/").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned();
    let mut officer = site.sign_in(Role::UnitOfficer, "A1");
    assert_eq!(officer.get(&format!("/visits/{visit}")).status, 404, "not announced");
    let sheet = office.get(&format!("/visits/{visit}")).body;
    assert!(sheet.contains("台账与现场不一致"), "what the last visit left stands on top");
    let record = record();
    let mut faulty = record.to_vec();
    faulty[3].1 = "many";
    let again = office.post(&format!("/visits/{visit}/record"), &faulty);
    assert_eq!(again.status, 422);
    assert!(again.body.contains("#field-meeting-0-participants") && again.body.contains("公示栏未更新"));
    assert_eq!(office.post(&format!("/visits/{visit}/record"), &record).status, 303);
    let made = office.get(&format!("/visits/{visit}")).body;
    assert!(made.contains("谈到的内容只有派出的人知道"), "the office reads the note");
    let seen = officer.get(&format!("/visits/{visit}")).body;
    assert!(!seen.contains("谈到的内容") && seen.contains("sealed") || seen.contains("密封"));
    assert!(!office.get("/visits?as=csv").body.contains("谈到的内容"));
    let desk = officer.get("/desk?lang=en").body;
    assert!(desk.contains("\"/visit-items/") && desk.contains("answer what a visit left"));
    let open = officer.get(&format!("/visits/{visit}")).body;
    let item = open.split("/visit-items/").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let address = format!("/visit-items/{item}/reply");
    let short = officer.post(&address, &[("visit", &visit), ("reply", "好")]);
    assert_eq!(short.status, 422);
    assert_eq!(officer.post(&address, &[("visit", &visit), ("reply", "公示栏已更新并每月检查")]).status, 303);
    assert!(office.get(&format!("/visits/{visit}")).body.contains("公示栏已更新并每月检查"));
    assert_eq!(office.post(&address, &[("visit", &visit), ("reply", "别人代答也不行的")]).status, 404);
}

#[test]
fn a_visit_that_is_only_planned_is_nowhere_to_be_found_by_those_who_will_be_visited() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let post =
        [("post-kind", "portfolio-lead"), ("post-title", "不打招呼的带队人"), ("post-from", "2015-05-01")];
    assert_eq!(office.post("/units/P/posts", &post).status, 303);
    let page = office.get("/units/P/duties").body;
    let leader = page.split("/leaders/").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let plan = [
        ("unit", "P"),
        ("leader", leader),
        ("purposes", "突击检查"),
        ("from", "2015-06-01"),
        ("until", "2015-06-02"),
        ("codes", "A A1 A1T1V1"),
    ];
    assert_eq!(planned(&mut office, &plan).place(), "/visits?done=1");
    assert!(office.get("/visits").body.contains("突击检查"));
    for (role, unit) in [(Role::UnitOfficer, "A1"), (Role::UnitHead, "A"), (Role::Office, "A")] {
        let mut beneath = site.sign_in(role, unit);
        let before = beneath.get("/burden/requests?month=2015-06&kind=visit").body;
        for path in [
            "/visits",
            "/visits?as=csv",
            "/ledger/supervision?as=csv",
            "/burden?month=2015-06",
            "/search?q=%E7%AA%81%E5%87%BB%E6%A3%80%E6%9F%A5",
            "/pictures",
            "/desk",
            "/late",
        ] {
            let body = beneath.get(path).body.replace("value=\"突击检查\"", "");
            assert!(!body.contains("突击检查") && !body.contains("不打招呼"), "{unit} {path}: {body}");
        }
        assert!(!before.contains("突击检查"), "{before}");
    }
    let supervised = office.get("/ledger/supervision?as=csv").body;
    assert!(!supervised.contains("不打招呼"), "what is planned is no last visit: {supervised}");
}

#[test]
fn a_direction_is_sent_passed_on_answered_and_late_ones_are_shown() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    assert!(office.get("/tasks/new?lang=en").body.contains("Send a direction"));
    let task = |due: &'static str| {
        [
            ("from", "P"),
            ("kind", "direction"),
            ("leader", "省委主要负责人"),
            ("title", "核对责任"),
            ("body", "逐级核对"),
            ("due_on", due),
            ("units", "A"),
        ]
    };
    let faulty = office.post("/tasks/new", &task("2015-05-01"));
    assert_eq!(faulty.status, 422);
    assert!(faulty.body.contains("#field-due_on") && faulty.body.contains("逐级核对"));
    let place = office.post("/tasks/new", &task("2015-06-01")).place().to_owned();
    assert!(place.starts_with("/tasks/"));
    let mut head = site.sign_in(Role::UnitHead, "A");
    assert!(head.get("/desk?lang=en").body.contains("reply to the direction"));
    assert!(head.get(&place).body.contains("Pass it on"));
    let pass = head.get(&format!("{place}/pass")).body;
    assert!(pass.contains("核对责任") && pass.contains("A县1"));
    let below = [
        ("from", "A"),
        ("kind", "direction"),
        ("leader", "市委主要负责人"),
        ("title", "核对责任"),
        ("body", "逐级核对"),
        ("due_on", "2015-06-01"),
        ("units", "A1"),
    ];
    assert_eq!(head.post(&format!("{place}/pass"), &below).place(), place);
    assert_eq!(head.post(&format!("{place}/reply"), &[("reply", "已逐县核对完毕")]).place(), place);
    let mut stranger = site.sign_in(Role::UnitHead, "B");
    for path in [place.clone(), format!("{place}/pass")] {
        assert_eq!(stranger.get(&path).status, 404, "{path}");
    }
    let view = office.get(&place).body;
    assert!(view.contains("已逐县核对完毕") && view.contains("A县1"));
    let short = office.post(&format!("{place}/follow-up"), &[("remarks", ""), ("due_on", "")]);
    assert_eq!(short.status, 422);
    assert_eq!(office.post(&format!("{place}/finish"), &[]).place(), place);
    let late = office.get("/late?lang=en").body;
    assert!(late.contains("Nothing is late") || late.contains("/late/records"));
    assert_eq!(stranger.get("/late?unit=A").status, 404);
    assert_eq!(stranger.get("/late/records?unit=A&kind=task").status, 404);
    assert!(stranger.get("/tasks?lang=en").body.contains("There is none"));
}

#[test]
fn leading_by_example_is_read_from_the_records_of_sessions() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let session = [
        ("unit", "A"),
        ("round", ""),
        ("kind", "lecture"),
        ("held_on", "2015-05-30"),
        ("minutes", "90"),
        ("present", "9"),
        ("expected", "9"),
        ("speech-0-post", "市委主要负责人"),
        ("speech-0-oneself", "yes"),
        ("speech-0-instances", "2"),
        ("speech-0-measures", "3"),
    ];
    let sent = officer.post("/seminars/new", &session);
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = officer.get("/units/A/example?lang=en").body;
    assert!(page.contains("市委主要负责人") && page.contains("1 / 1"));
    let mut office = site.sign_in(Role::Office, "P");
    let bodies = office.get("/example").body;
    assert!(bodies.contains("/units/A/example") && bodies.contains("市委主要负责人"));
    let mut stranger = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(stranger.get("/units/A/example").status, 404);
    assert_eq!(stranger.get("/example?unit=P").status, 404);
}

#[test]
fn the_desk_of_whoever_holds_a_post_leads_to_its_page_with_what_was_directed_in_its_name() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let post = [("post-kind", "portfolio-lead"), ("post-title", "分管副职"), ("post-from", "2015-05-01")];
    assert_eq!(office.post("/units/A/posts", &post).status, 303);
    let mut head = site.sign_in(Role::UnitHead, "A");
    assert!(!head.get("/desk?lang=en").body.contains("Your post"));
    let page = office.get("/units/A/duties?lang=en").body;
    let form = page.split("name=\"tie-post\"").nth(1).unwrap_or_default();
    let key = |of: &str| {
        let before = of.split("分管副职").next().unwrap_or_default();
        before
            .rsplit("value=\"")
            .next()
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_default()
            .to_owned()
    };
    let leader = key(form);
    let accounts = form.split("name=\"tie-account\"").nth(1).unwrap_or_default();
    // The example has a head of its own; the one who signed in came last.
    let account = accounts.rsplit_once("unit-head of A").map_or("", |(before, _)| before);
    let account =
        account.rsplit("value=\"").next().and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let tie = [("unit", "A"), ("tie-post", leader.as_str()), ("tie-account", account)];
    let mut stranger = site.sign_in(Role::UnitHead, "B");
    assert_eq!(stranger.post("/posts/account", &tie).status, 404);
    let tied = office.post("/posts/account", &tie);
    assert_eq!((tied.status, tied.place()), (303, "/units/A/duties?done=1"), "{}", tied.body);
    let told = office.get("/units/A/duties?lang=en").body.matches("unit-head of A").count();
    assert!(told > page.matches("unit-head of A").count(), "the list of posts says who signs in");
    let twice = office.post("/posts/account", &tie);
    assert!(twice.status == 422 && twice.body.contains("field-tie-account-error"), "{}", twice.body);
    let desk = head.get("/desk?lang=en").body;
    assert!(desk.contains("Your post") && desk.contains(&format!("/leaders/{leader}")), "{desk}");
    let task = [
        ("from", "A"),
        ("kind", "direction"),
        ("leader", "分管副职"),
        ("title", "核对台账"),
        ("body", "逐县核对"),
        ("due_on", "2015-06-20"),
        ("units", "A1"),
    ];
    assert!(head.post("/tasks/new", &task).place().starts_with("/tasks/"));
    let own = head.get(&format!("/leaders/{leader}?lang=en")).body;
    assert!(own.contains("Directions and reminders of this post") && own.contains("核对台账"), "{own}");
    assert!(!stranger.get("/desk?lang=en").body.contains("Your post"));
    assert_eq!(stranger.get(&format!("/leaders/{leader}")).status, 404);
}
