//! Visits as a browser without scripts meets them, tried as somebody would who means to break them.

use earnest_model::actor::Role;
use earnest_testkit::{
    register::Register,
    site::{Answer, Site, Visitor},
};

/// Does the same on a site of each engine.
fn on_both_sites(test: impl Fn(&Site)) {
    for register in [Register::empty_sqlite(), Register::empty_postgres()] {
        test(&Site::on(register.with_organisation()));
    }
}

/// The piece of a page between two texts.
fn between<'b>(body: &'b str, from: &str, to: &str) -> &'b str {
    body.split(from).nth(1).and_then(|rest| rest.split(to).next()).unwrap_or_default()
}

/// Registers a post that leads, plans a tour of it to these units, and gives the addresses of its visits.
fn planned(office: &mut Visitor, codes: &str) -> Vec<String> {
    let post = [("post-kind", "portfolio-lead"), ("post-title", "分管领导"), ("post-from", "2015-05-01")];
    assert_eq!(office.post("/units/P/posts", &post).status, 303);
    let page = office.get("/units/P/duties").body;
    let leader = between(&page, "/leaders/", "\"").to_owned();
    let plan = [
        ("unit", "P"),
        ("leader", leader.as_str()),
        ("purposes", "督查"),
        ("from", "2015-06-01"),
        ("until", "2015-06-02"),
        ("codes", codes),
    ];
    let weighed = office.post("/tours/new", &plan);
    let sure = between(&weighed.body, "name=\"sure\" value=\"", "\"").to_owned();
    let sent = office.post("/tours/new", &[plan.as_slice(), &[("sure", sure.as_str())]].concat());
    assert_eq!(sent.place(), "/visits?done=1", "{}", sent.body);
    let list = office.get("/visits").body;
    let ways = list.split("href=\"/visits/").skip(1);
    ways.map(|way| format!("/visits/{}", way.split('"').next().unwrap_or_default())).collect()
}

/// The rows of a kind that a page asks for.
fn rows(answer: &Answer, kind: &str, field: &str) -> usize {
    let name = |row: &usize| answer.body.contains(&format!("name=\"{kind}-{row}-{field}\""));
    (0..).take_while(name).count()
}

#[test]
fn a_visit_takes_as_many_meetings_and_interviews_as_there_were_without_a_script() {
    on_both_sites(|site| {
        let mut office = site.sign_in(Role::Office, "P");
        let visit = planned(&mut office, "A1").remove(0);
        let sheet = office.get(&visit);
        let (meetings, interviews) =
            (rows(&sheet, "meeting", "participants"), rows(&sheet, "interview", "role"));
        let record = format!("{visit}/record");
        // Nothing is lost of what was typed when one row more is asked for, and nothing is recorded by it.
        let mut typed = vec![("visited_on".to_owned(), "2015-06-01".to_owned())];
        typed.push(("summary".to_owned(), "typed before".to_owned()));
        let sent = |office: &mut Visitor, typed: &[(String, String)], more: &str| {
            let mut all: Vec<_> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            if !more.is_empty() {
                all.push(("more", more));
            }
            office.post(&record, &all)
        };
        for row in 0..meetings {
            typed.push((format!("meeting-{row}-kind"), "open-air".to_owned()));
            typed.push((format!("meeting-{row}-participants"), "5".to_owned()));
            typed.push((format!("meeting-{row}-tiers"), format!("village {row}")));
        }
        for row in 0..interviews {
            typed.push((format!("interview-{row}-role"), format!("role {row}")));
            typed.push((format!("interview-{row}-note"), format!("secret {row}")));
        }
        for more in 0..3 {
            let again = sent(&mut office, &typed, "meeting");
            assert_eq!(again.status, 200, "{}", again.body);
            assert_eq!(rows(&again, "meeting", "participants"), meetings + more + 1);
            assert_eq!(rows(&again, "interview", "role"), interviews);
            for kept in ["typed before", "value=\"village 0\"", "value=\"role 0\"", "secret 0"] {
                assert!(again.body.contains(kept), "{kept}: {}", again.body);
            }
            let row = meetings + more;
            typed.push((format!("meeting-{row}-kind"), "forum".to_owned()));
            typed.push((format!("meeting-{row}-participants"), "7".to_owned()));
            typed.push((format!("meeting-{row}-tiers"), format!("township {row}")));
        }
        let more = sent(&mut office, &typed, "interview");
        assert_eq!(rows(&more, "interview", "role"), interviews + 1);
        typed.push((format!("interview-{interviews}-role"), "the last".to_owned()));
        assert!(office.get(&visit).body.contains("name=\"visited_on\""), "it is planned still");
        // A fault in the last row leads to the last row.
        let mut faulty = typed.clone();
        faulty.push((format!("interview-{}-note", interviews + 1), "of nobody".to_owned()));
        let faulty = sent(&mut office, &faulty, "");
        assert_eq!(faulty.status, 422);
        assert!(faulty.body.contains(&format!("#field-interview-{}-role", interviews + 1)));
        assert_eq!(sent(&mut office, &typed, "").status, 303);
        let made = office.get(&visit).body;
        for row in 0..meetings {
            assert!(made.contains(&format!("village {row}")), "{made}");
        }
        assert!(made.contains("township") && made.contains("the last") && made.contains("secret 0"));
    });
}

#[test]
fn a_visit_is_added_to_until_its_record_is_closed_and_every_figure_opens_to_its_records() {
    on_both_sites(|site| {
        let mut office = site.sign_in(Role::Office, "P");
        let visit = planned(&mut office, "A1").remove(0);
        let first = [
            ("visited_on", "2015-06-01"),
            ("summary", "in order"),
            ("interview-0-role", "villager"),
            ("interview-0-person", "A01"),
        ];
        let early = office.post(&format!("{visit}/add"), &[("interview-0-role", "too early")]);
        assert_eq!(early.status, 404, "it was not made yet");
        assert_eq!(office.post(&format!("{visit}/record"), &first).status, 303);
        let add = format!("{visit}/add");
        let again = [("interview-0-role", "villager"), ("interview-0-person", "A01"), ("more", "interview")];
        let wider = office.post(&add, &again);
        assert_eq!((wider.status, rows(&wider, "interview", "role")), (200, 2));
        assert!(wider.body.contains("value=\"A01\""), "what was typed is kept: {}", wider.body);
        let two = [
            ("interview-0-role", "villager"),
            ("interview-0-person", "A01"),
            ("interview-1-role", "village head"),
            ("interview-1-note", "in confidence"),
            ("meeting-0-kind", "open-air"),
            ("meeting-0-participants", "12"),
            ("meeting-0-tiers", "village"),
        ];
        // The same person in the same role stands there already: nothing is kept before somebody says that it was another time.
        let twice = office.post(&format!("{add}?lang=en"), &two);
        assert_eq!(twice.status, 422);
        assert!(
            twice.body.contains("field-another-error") && twice.body.contains("in confidence"),
            "{}",
            twice.body
        );
        assert_eq!(office.post(&add, &[two.as_slice(), &[("another", "yes")]].concat()).status, 303);
        let nothing = office.post(&format!("{add}?lang=en"), &[("interview-0-role", "")]);
        assert_eq!(nothing.status, 422);
        assert!(nothing.body.contains("Add at least one meeting"), "{}", nothing.body);
        for (figure, count) in [("interviews-held", 3), ("persons-interviewed", 2), ("meetings-held", 1)] {
            let page = office.get(&format!("/figures/{figure}?unit=P&as=csv"));
            let records = page.body.lines().filter(|line| line.contains("A县1")).count();
            assert_eq!(records, count, "{figure}: {}", page.body);
            assert!(!page.body.contains("A01") && !page.body.contains("in confidence"), "{figure}");
        }
        let page = office.get("/figures/persons-interviewed?unit=P&lang=en").body;
        assert!(page.contains("Different persons interviewed"), "{page}");
        let mut officer = site.sign_in(Role::UnitOfficer, "A1");
        assert!(!officer.get(&visit).body.contains("/add"), "the visited unit adds nothing");
        assert_eq!(officer.post(&add, &two).status, 404);
        assert_eq!(officer.post(&format!("{visit}/close"), &[]).status, 404);
        assert_eq!(office.post(&format!("{visit}/close"), &[]).status, 303);
        let closed = office.get(&format!("{visit}?lang=en")).body;
        assert!(closed.contains("Record closed") && !closed.contains("/add\""), "{closed}");
        let late = office.post(&format!("{add}?lang=en"), &two);
        assert_eq!(late.status, 409, "{}", late.body);
        assert!(late.body.contains("The record of this visit is closed."), "{}", late.body);
    });
}

#[test]
fn a_check_that_is_not_as_the_ledger_says_reopens_the_measure_and_help_stands_on_the_desk_of_who_offered_it()
{
    for register in [Register::empty_sqlite(), Register::empty_postgres()] {
        let site = Site::with_example_on(register);
        let mut office = site.sign_in(Role::Office, "P");
        let visit = planned(&mut office, "A").remove(0);
        let measure = office.get("/measures/1?lang=en").body;
        assert!(measure.contains("closed") && !measure.contains("not so"), "{measure}");
        let sheet = office.get(&format!("{visit}?lang=en")).body;
        let list = between(&sheet, "name=\"item-0-measure\"", "</select>");
        let closed = list.split("<option").find(|choice| choice.contains(" · closed · ")).unwrap_or_default();
        let serial = between(closed, "value=\"", "\"");
        let record = [
            ("visited_on", "2015-06-01"),
            ("summary", "in order"),
            ("item-0-kind", "check"),
            ("item-0-body", "the list on the wall is empty"),
            ("item-0-measure", serial),
            ("item-0-seen", "otherwise"),
            ("item-1-kind", "support"),
            ("item-1-body", "send two engineers"),
            ("item-1-reply_due_on", "2015-06-20"),
        ];
        let sent = office.post(&format!("{visit}/record"), &record);
        assert_eq!(sent.status, 303, "{serial}: {}", sent.body);
        let made = office.get(&format!("{visit}?lang=en")).body;
        let way = format!("/measures/{}", between(&made, "href=\"/measures/", "\""));
        let history = office.get(&format!("{way}?lang=en")).body;
        assert!(history.contains("the list on the wall is empty"), "{history}");
        assert!(history.contains("what is closed is not so"), "it is on the ledger again: {history}");
        assert!(history.contains(&format!("href=\"{visit}\"")), "and leads to the visit: {history}");
        assert!(made.contains(serial), "the visit names the measure: {made}");
        let desk = office.get("/desk?lang=en").body;
        assert!(desk.contains("give the help that a visit offered (send two engineers)"), "{desk}");
        let mut officer = site.sign_in(Role::UnitOfficer, "A");
        let desk = officer.get("/desk?lang=en").body;
        // What the example's own visit found waits there, and nothing of this one.
        assert!(!desk.contains(&format!("href=\"{visit}")), "{desk}");
        let seen = officer.get(&format!("{visit}?lang=en")).body;
        assert!(seen.contains("to be given by") && !seen.contains("/given\""), "{seen}");
        let item = between(&made, "/visit-items/", "/");
        let given = format!("/visit-items/{item}/given");
        let form = [("visit", visit.trim_start_matches("/visits/")), ("given", "two engineers came")];
        assert_eq!(officer.post(&given, &form).status, 404);
        assert_eq!(office.post(&given, &form).status, 303);
        assert!(officer.get(&visit).body.contains("two engineers came"));
    }
}

#[test]
fn the_contact_list_tells_who_has_no_leader_and_the_unit_is_told_who_it_is() {
    on_both_sites(|site| {
        let mut office = site.sign_in(Role::Office, "P");
        let post = [("post-kind", "portfolio-lead"), ("post-title", "分管领导"), ("post-from", "2015-05-01")];
        assert_eq!(office.post("/units/P/posts", &post).status, 303);
        let page = office.get("/units/P/duties").body;
        let leader = format!("/leaders/{}", between(&page, "/leaders/", "\""));
        let mut head = site.sign_in(Role::UnitHead, "A");
        let alone = head.get("/units/A?lang=en").body;
        assert!(alone.contains("Contact leader") && !alone.contains("分管领导"), "{alone}");
        // Yesterday's leader and tomorrow's are not today's.
        for (unit, kind, from, until) in [
            ("A", "contact", "2015-05-01", "2015-05-31"),
            ("A", "contact", "2015-06-01", ""),
            ("B", "contact", "2015-06-02", ""),
            ("B", "portfolio", "2015-05-01", ""),
            ("A1", "contact", "2015-05-01", ""),
        ] {
            let give = [("give-unit", unit), ("give-kind", kind), ("give-from", from), ("give-until", until)];
            assert_eq!(office.post(&format!("{leader}/charges"), &give).status, 303, "{unit} {from}");
        }
        let all = office.get("/leaders?as=csv").body;
        let line = |code: &str| {
            let name = site_name(&mut site.sign_in(Role::Office, "P"), code);
            all.lines().find(|line| line.contains(&name)).unwrap_or_default().to_owned()
        };
        assert!(line("A").contains("分管领导") && line("A").contains("2015-06-01"), "{all}");
        assert!(line("A1").contains("分管领导"), "further down, too: {all}");
        let without = office.get("/leaders?without=1").body;
        let name = |office: &mut Visitor, code| site_name(office, code);
        let (a, b) = (name(&mut office, "A"), name(&mut office, "B"));
        assert!(without.contains(&format!(">{b}<")) && !without.contains(&format!(">{a}<")), "{without}");
        site.goes_on_to(jiff::civil::date(2015, 6, 2));
        let mut office = site.sign_in(Role::Office, "P");
        assert!(
            !office.get("/leaders?without=1").body.contains(&format!(">{b}<")),
            "B has one from today on"
        );
        let mut head = site.sign_in(Role::UnitHead, "A");
        let told = head.get("/units/A?lang=en").body;
        assert!(
            told.contains("分管领导") && !told.contains(&leader),
            "told, without a way that is closed: {told}"
        );
        assert_eq!(head.get("/leaders?unit=P").status, 404, "the list of those above is theirs");
        assert_eq!(head.get("/leaders").status, 200);
        assert_ne!(site.visitor().get("/leaders").status, 200, "not for the public");
    });
}

/// The name of a unit, as its page tells it.
fn site_name(office: &mut Visitor, code: &str) -> String {
    let page = office.get(&format!("/units/{code}")).body;
    between(&page, "<h1>", "</h1>").trim().to_owned()
}

#[test]
fn a_tour_is_planned_with_a_team_and_two_trips_to_a_unit_become_one_visit_by_form() {
    on_both_sites(|site| {
        let mut office = site.sign_in(Role::Office, "P");
        let first = planned(&mut office, "A1").remove(0);
        let post = [("post-kind", "portfolio-lead"), ("post-title", "第二位"), ("post-from", "2015-05-01")];
        assert_eq!(office.post("/units/P/posts", &post).status, 303);
        let duties = office.get("/units/P/duties").body;
        let mut leaders = duties.split("/leaders/").skip(1).filter_map(|rest| rest.split('"').next());
        let (chief, second) = (leaders.next().unwrap_or_default(), leaders.next().unwrap_or_default());
        let form = office.get(&format!("/tours/new?leader={chief}&lang=en")).body;
        assert!(form.contains("Who goes along") && form.contains("第二位"), "{form}");
        let plan = [
            ("unit", "P"),
            ("leader", chief),
            ("team", second),
            ("purposes", "道路"),
            ("from", "2015-06-01"),
            ("until", "2015-06-02"),
            ("codes", "A1"),
        ];
        let weighed = office.post("/tours/new", &plan);
        assert!(weighed.body.contains("checked"), "whom one chose stands there still: {}", weighed.body);
        let sure = between(&weighed.body, "name=\"sure\" value=\"", "\"").to_owned();
        let sent = office.post("/tours/new", &[plan.as_slice(), &[("sure", sure.as_str())]].concat());
        assert_eq!(sent.place(), "/visits?done=1", "{}", sent.body);
        let sheet = office.get(&format!("{first}?lang=en")).body;
        let list = between(&sheet, "name=\"tour\"", "</select>");
        let tour = between(list, "value=\"", "\"");
        let combined = office.post(&format!("{first}/combine"), &[("tour", tour)]);
        assert_eq!(combined.status, 303, "{}", combined.body);
        let now = combined.place().split('?').next().unwrap_or_default().to_owned();
        assert_ne!(now, first, "the other trip's visit is the one");
        let kept = office.get(&now).body;
        for told in ["督查", "道路", "第二位"] {
            assert!(kept.contains(told), "{told}: {kept}");
        }
        assert_eq!(office.get("/visits").body.matches("href=\"/visits/").count(), 1, "one visit");
        // Its address leads to what it became, for those who may know of it.
        for role in [Role::Office, Role::Auditor] {
            let old = site.sign_in(role, "P").get(&first);
            assert_eq!((old.status, old.place().to_owned()), (303, now.clone()), "{role:?}");
        }
        assert_eq!(site.sign_in(Role::UnitHead, "A1").get(&first).status, 404);
    });
}

#[test]
fn what_is_for_one_unit_is_refused_for_all_and_what_was_said_in_confidence_is_on_no_paper() {
    on_both_sites(|site| {
        let mut office = site.sign_in(Role::Office, "P");
        let visit = planned(&mut office, "A1").remove(0);
        let sheet = office.get(&visit).body;
        assert!(!sheet.contains("item-0-reach"), "one choice says what and for whom: {sheet}");
        let kinds = between(&sheet, "name=\"item-0-kind\"", "</select>");
        assert_eq!(kinds.matches("-all\"").count(), 1, "only guidance: {kinds}");
        let record = format!("{visit}/record");
        let head = [("visited_on", "2015-06-01"), ("summary", "in order")];
        let item = |kind: &'static str, reach: &'static str| {
            let item = [
                ("item-0-kind", kind),
                ("item-0-reach", reach),
                ("item-0-body", "the notice is not up"),
                ("item-0-reply_due_on", "2015-06-20"),
            ];
            [head.as_slice(), &item].concat()
        };
        for kind in ["finding", "support", "check", "all", "finding-all"] {
            let refused = office.post(&record, &item(kind, "all"));
            assert_eq!(refused.status, 422, "{kind}");
            assert!(refused.body.contains("#field-item-0-kind"), "{kind}: {}", refused.body);
        }
        let note = [
            ("item-0-kind", "finding"),
            ("item-0-body", "the notice is not up"),
            ("interview-0-role", "villager"),
            ("interview-0-note", "said in confidence"),
            ("interview-1-role", "village head"),
        ];
        assert_eq!(office.post(&record, &[head.as_slice(), &note].concat()).status, 303);
        let page = office.get(&format!("{visit}?lang=en")).body;
        assert!(page.contains("said in confidence") && page.contains("nothing noted"), "{page}");
        let papers = |who: &mut Visitor| {
            let paper = who.get(&format!("{visit}?lang=en&as=docx"));
            assert_eq!(paper.status, 200);
            paper.bytes
        };
        let mut auditor = site.sign_in(Role::Auditor, "P");
        assert_eq!(papers(&mut office), papers(&mut auditor), "one record, one paper, whoever asks");
    });
}

#[test]
fn a_finding_waits_on_the_desk_of_the_unit_and_is_taken_up_in_its_ledger_by_form_and_both_lead_to_each_other()
{
    on_both_sites(|site| {
        let mut office = site.sign_in(Role::Office, "P");
        let visit = planned(&mut office, "A1").remove(0);
        let record = [
            ("visited_on", "2015-06-01"),
            ("summary", "in order"),
            ("item-0-kind", "finding"),
            ("item-0-body", "the notice is not up"),
        ];
        assert_eq!(office.post(&format!("{visit}/record"), &record).status, 303);
        let mut officer = site.sign_in(Role::UnitOfficer, "A1");
        assert!(officer.get("/desk?lang=en").body.contains("answer what a visit left"));
        let seen = officer.get(&visit).body;
        let way = format!("/take-up/{}", between(&seen, "href=\"/take-up/", "\""));
        assert!(!office.get(&visit).body.contains("/take-up/"), "it is the unit's");
        assert_eq!(office.get(&way).status, 404);
        let form = officer.get(&way).body;
        assert!(form.contains("the notice is not up"), "what was found stands in the form: {form}");
        let problem = [
            ("0-body", "the notice is not up"),
            ("0-instance", "on 1 June there was none"),
            ("0-aspect", "conduct"),
            ("0-level", "team"),
            ("0-measure-0-body", "put the notice up"),
            ("0-measure-0-owner", "the office"),
            ("0-measure-0-deliverable", "the notice"),
            ("0-measure-0-due_on", "2015-06-20"),
        ];
        let aspect = between(&form, "name=\"0-aspect\"", "</select>");
        let aspect = aspect.split("value=\"").filter_map(|rest| rest.split('"').next());
        let aspect = aspect.filter(|key| !key.is_empty()).last().unwrap_or_default().to_owned();
        let problem: Vec<_> = problem
            .iter()
            .map(|(name, value)| (*name, if *name == "0-aspect" { &*aspect } else { *value }))
            .collect();
        let opened = officer.post(&way, &problem);
        assert_eq!(opened.status, 303, "{}", opened.body);
        let ledger = officer.get(opened.place()).body;
        assert!(ledger.contains(&format!("href=\"{visit}\"")), "{ledger}");
        let there = opened.place().split('?').next().unwrap_or_default().to_owned();
        assert!(office.get(&visit).body.contains(&there), "the visit leads to the problem");
        assert!(
            officer.get("/desk?lang=en").body.contains("answer what a visit left"),
            "the head has to sign"
        );
        // Whoever sends it once more is asked, and what is there already is said.
        let twice = officer.post(&way, &problem);
        assert_eq!(twice.status, 422);
        assert!(
            twice.body.contains("name=\"again\"") && twice.body.contains("#field-again"),
            "{}",
            twice.body
        );
        let key = there.rsplit('/').next().unwrap_or_default().to_owned();
        let mut head = site.sign_in(Role::UnitHead, "A1");
        assert_eq!(head.post("/problems/sign", &[("unit", "A1"), ("problem", &key)]).status, 303);
        assert!(!officer.get("/desk?lang=en").body.contains("answer what a visit left"));
        // The head alone takes it out of what is signed.
        let out = [("linked", key.as_str()), ("why", "it was another notice")];
        assert!(!officer.get(&way).body.contains("name=\"linked\""));
        assert_eq!(officer.post(&format!("{way}/unlink"), &out).status, 409);
        assert!(head.get(&way).body.contains("name=\"linked\""));
        assert_eq!(head.post(&format!("{way}/unlink"), &out).status, 303);
        assert!(officer.get("/desk?lang=en").body.contains("answer what a visit left"), "it waits again");
    });
}

#[test]
fn a_tour_takes_any_number_of_typed_codes_and_says_what_is_wrong_with_its_leader() {
    on_both_sites(|site| {
        let mut office = site.sign_in(Role::Office, "P");
        assert_eq!(planned(&mut office, "A1 A2").len(), 2, "two codes with a space between");
        let post = [("post-kind", "portfolio-lead"), ("post-title", "待任"), ("post-from", "2015-06-02")];
        assert_eq!(office.post("/units/P/posts", &post).status, 303);
        let page = office.get("/units/P/duties").body;
        let leaders = page.split("/leaders/").skip(1).filter_map(|rest| rest.split('"').next());
        let last = leaders.filter_map(|key| key.parse::<i64>().ok()).max().unwrap_or_default().to_string();
        let plan = [
            ("unit", "P"),
            ("leader", last.as_str()),
            ("purposes", "督查"),
            ("from", "2015-06-01"),
            ("until", "2015-06-02"),
            ("units", "A1 A2"),
        ];
        let refused = office.post("/tours/new?lang=en", &plan);
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("held on all days of the tour"), "{}", refused.body);
        assert!(!refused.body.contains("no reason"), "both are codes: {}", refused.body);
    });
}

#[test]
fn what_a_unit_owes_itself_stands_on_its_own_list_of_what_is_late_and_opens_to_its_records() {
    on_both_sites(|site| {
        let mut office = site.sign_in(Role::Office, "P");
        let visit = planned(&mut office, "A1").remove(0);
        let record = [
            ("visited_on", "2015-06-01"),
            ("summary", "in order"),
            ("item-0-kind", "support"),
            ("item-0-body", "send two engineers"),
            ("item-0-reply_due_on", "2015-06-01"),
            ("item-1-kind", "finding"),
            ("item-1-body", "the notice is not up"),
            ("item-1-reply_due_on", "2015-06-01"),
        ];
        assert_eq!(office.post(&format!("{visit}/record"), &record).status, 303);
        site.goes_on_to(jiff::civil::date(2015, 6, 3));
        for (role, unit, kind, words) in [
            (Role::Office, "P", "help", "send two engineers"),
            (Role::UnitOfficer, "A1", "reply", "2015-06-01"),
        ] {
            let mut who = site.sign_in(role, unit);
            let list = who.get("/late").body;
            let way = format!("/late/records?unit={unit}&#38;kind={kind}&#38;own=1");
            assert!(list.contains(&way) || list.contains(&way.replace("&#38;", "&amp;")), "{unit}: {list}");
            let records = who.get(&format!("/late/records?unit={unit}&kind={kind}&own=1"));
            assert_eq!(records.status, 200);
            assert!(records.body.contains(words), "{unit}: {}", records.body);
        }
    });
}

#[test]
fn tiers_are_counted_and_progress_is_read_on_the_pages_of_visit_and_unit_and_in_the_file() {
    on_both_sites(|site| {
        let mut office = site.sign_in(Role::Office, "P");
        let visit = planned(&mut office, "A1").remove(0);
        let sheet = office.get(&format!("{visit}?lang=en")).body;
        for offered in
            ["meeting-0-tier-4", "meeting-0-tier-public", "value=\"topic-1\"", "name=\"item-0-progress\""]
        {
            assert!(sheet.contains(offered), "{offered}: {sheet}");
        }
        assert!(!sheet.contains("name=\"meeting-0-tiers\""), "tiers are chosen, not written");
        let record = format!("{visit}/record?lang=en");
        let said = [("visited_on", "2015-06-01"), ("summary", "in order"), ("meeting-0-kind", "forum")];
        let with = |more: &[(&'static str, &'static str)]| [said.as_slice(), more].concat();
        let nobody = office.post(&record, &with(&[("meeting-0-participants", "9")]));
        assert_eq!(nobody.status, 422);
        assert!(nobody.body.contains("field-meeting-0-tier-0-error"), "{}", nobody.body);
        let tiers = [("meeting-0-tier-4", "12"), ("meeting-0-tier-public", "7")];
        let fewer =
            office.post(&record, &with(&[tiers.as_slice(), &[("meeting-0-participants", "9")]].concat()));
        assert!(fewer.body.contains("Fewer than those counted by tier: 19"), "{}", fewer.body);
        let unsaid = [("item-0-kind", "progress"), ("item-0-body", "two of three held")];
        let unsaid = office.post(&record, &with(&unsaid));
        assert!(unsaid.body.contains("field-item-0-subject-error"), "{}", unsaid.body);
        let whole = [
            tiers.as_slice(),
            &[
                ("item-0-kind", "progress"),
                ("item-0-body", "two of three held"),
                ("item-0-subject", "topic-1"),
                ("item-0-progress", "under-way"),
            ],
        ];
        let sent = office.post(&record, &with(&whole.concat()));
        assert_eq!(sent.status, 303, "{}", sent.body);
        let made = office.get(&format!("{visit}?lang=en")).body;
        for told in ["Township 12", "the public 7", "under way", "two of three held"] {
            assert!(made.contains(told), "{told}: {made}");
        }
        let mut unit = site.sign_in(Role::UnitOfficer, "A1");
        let page = unit.get("/units/A1?lang=en").body;
        assert!(page.contains("saw it") && page.contains("two of three held"), "{page}");
        assert!(page.contains(&format!("href=\"{visit}\"")), "with the way to the visit");
        assert!(!unit.get("/desk?lang=en").body.contains("two of three held"), "it asks for no answer");
        let file = office.get(&format!("{visit}?as=docx"));
        assert_eq!(file.status, 200);
        // A later visit says it anew; the unit's page has the latest word.
        let add = [
            ("item-0-kind", "progress"),
            ("item-0-body", "the third was held, too"),
            ("item-0-subject", "topic-1"),
            ("item-0-progress", "done"),
        ];
        assert_eq!(office.post(&format!("{visit}/add"), &add).status, 303);
        let page = unit.get("/units/A1?lang=en").body;
        assert!(page.contains("the third was held, too") && !page.contains("two of three held"), "{page}");
    });
}
