//! The form of a session where several rounds can be meant: whose criteria it asks, which round stands there, and what comes back
//! of a form that was not taken.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::forms::every_form::Page;
use earnest_app::programmes::{
    programme_set_up::{PlanRound, SetUp, set_up_programme},
    standard_publish::publish_standard,
};
use earnest_model::{actor::Role, circulars::circular::CircularForm};
use earnest_testkit::{
    assessment::{open_round, rated, standard},
    circulars::publish_checked,
    register::Register,
    site::{Site, Visitor},
    unhindered::advance_round,
};

/// P has round 1, and A beneath it round 2 of its own under a standard that asks of each speech what P's does not: one criterion
/// in other words, one more.
fn site() -> Site {
    let register = Register::empty_sqlite().with_organisation();
    open_round(&register);
    beside(&register);
    Site::on(register)
}

/// The same, and round 1 is past its seminars.
fn site_past() -> Site {
    let register = Register::empty_sqlite().with_organisation();
    let (office, round, _) = rated(&register);
    beside(&register);
    let circular = CircularForm {
        title: "circular",
        recipients: "all",
        grounds: "standard",
        went_well: vec![("", "plans in time")],
        problems: vec![("", "few instances")],
        requirements: vec![("report", "2015-12-31", "")],
        correction: "",
    };
    publish_checked(&register, &office, round, &circular);
    advance_round(&register.context(&office), round).unwrap();
    Site::on(register)
}

fn beside(register: &Register) {
    let office = register.actor(Role::Office, "A");
    let (context, day) = (register.context(&office), register.today.get());
    let round = PlanRound { number: 1, topic: "its topic", opens_on: day, plans_due_on: day, ends_on: day };
    let set_up = SetUp { organiser: "A", key: "own", title: "own", goal: "goal", rounds: vec![round] };
    let (_, rounds) = set_up_programme(&context, &set_up).unwrap();
    let mut own = standard();
    for item in own.blocks.iter_mut().flat_map(|block| &mut block.items) {
        match item.key.as_str() {
            "duty" => item.name.en = "duty in other words".to_owned(),
            "cases" => item.per_speaker = true,
            _ => {}
        }
    }
    publish_standard(&context, "A", &own).unwrap();
    for round in rounds {
        advance_round(&context, round).unwrap();
    }
}

/// The name of the field of a criterion of the first speech.
fn field(page: &str, key: &str) -> String {
    let names = page.split("name=\"").filter_map(|rest| rest.split('"').next());
    let mut of_key = names.filter(|name| name.starts_with("speech-0-asked-") && name.ends_with(key));
    of_key.next().unwrap_or_else(|| unreachable!("no {key} in {page}")).to_owned()
}

const HEAD: [(&str, &str); 7] = [
    ("unit", "A1"),
    ("kind", "seminar"),
    ("held_on", "2015-06-01"),
    ("minutes", "180"),
    ("present", "2"),
    ("expected", "2"),
    ("speech-0-post-other", "a speaker"),
];

fn send(officer: &mut Visitor, more: &[(&str, &str)]) -> earnest_testkit::site::Answer {
    officer.get("/seminars/new?lang=en");
    officer.post("/seminars/new?lang=en", &[&HEAD, more].concat())
}

#[test]
fn criteria_are_those_of_the_chosen_rounds_standard_and_no_answer_goes_under_another_question() {
    let site = site();
    let mut officer = site.sign_in(Role::UnitOfficer, "A1");
    let form = officer.get("/seminars/new?lang=en").body;
    assert!(form.contains("name=\"criteria_of\" value=\"2\""), "what the unit owes stands there: {form}");
    assert!(form.contains("Round 1 · its topic"), "{form}");
    let [oneself, duty, cases] = ["oneself", "duty", "cases"].map(|key| field(&form, key));
    let other = [
        ("round", "1"),
        ("criteria_of", "2"),
        (oneself.as_str(), "yes"),
        (duty.as_str(), "no"),
        (cases.as_str(), "yes"),
    ];
    let back = send(&mut officer, &other);
    assert_eq!(back.status, 422, "{}", back.body);
    assert!(back.body.contains("Nothing is recorded yet") && back.body.contains("field-round-error"));
    assert!(back.body.contains("duty in other words: no") && back.body.contains("cases: yes"));
    assert!(back.body.contains("name=\"criteria_of\" value=\"1\""), "{}", back.body);
    assert!(officer.get("/seminars?lang=en").body.contains("No "), "nothing was taken");
    // What is asked in the same words keeps its answer; the other question is a new one.
    let now = field(&back.body, "duty");
    assert_ne!(now, duty);
    let list = |name: &str| back.body.split(&format!("name=\"{name}\"")).nth(1).unwrap().to_owned();
    let chosen =
        |name: &str| list(name).split("</select>").next().unwrap().contains("value=\"yes\" selected");
    assert!(chosen(&oneself) && !list(&now).split("</select>").next().unwrap().contains("no\" selected"));
    let right = [("round", "1"), ("criteria_of", "1"), (oneself.as_str(), "yes"), (now.as_str(), "no")];
    let taken = send(&mut officer, &right);
    assert_eq!(taken.status, 303, "{}", taken.body);
    let page = officer.get("/seminars/1?lang=en").body;
    assert!(page.contains("oneself: yes") && page.contains("duty: no"), "{page}");
    // Corrected into the other round the same holds; and the form begins with what was marked.
    let correct = officer.get("/seminars/1/correct?lang=en").body;
    assert!(correct.contains("name=\"criteria_of\" value=\"1\""));
    let moved = [
        ("round", "2"),
        ("criteria_of", "1"),
        ("reason", "it was held for the other round"),
        (oneself.as_str(), "yes"),
        (now.as_str(), "no"),
    ];
    let moved = officer.post("/seminars/1/correct?lang=en", &[&HEAD[1..], &moved].concat());
    assert!(moved.status == 422 && moved.body.contains("duty: no"), "{}", moved.body);
    // A key that the standard does not ask is refused, whoever sends it.
    let foreign = [("round", "1"), ("another", "yes"), ("speech-0-asked-00000000-elsewhere", "yes")];
    assert_eq!(send(&mut officer, &foreign).status, 422);
}

#[test]
fn answers_of_another_rounds_criteria_come_along_are_no_answers_and_stand_again_where_it_is_chosen() {
    let site = site();
    let mut officer = site.sign_in(Role::UnitOfficer, "A1");
    let at = "/seminars/new?lang=en";
    let form = Page::of(&mut officer, at);
    let html = officer.get(at).body;
    let [oneself, duty, cases] = ["oneself", "duty", "cases"].map(|key| field(&html, key));
    let typed = [
        ("round", "1"),
        ("speech-0-post", "a speaker"),
        (oneself.as_str(), "yes"),
        (duty.as_str(), "yes"),
        (cases.as_str(), "no"),
    ];
    let sent = form.form("/seminars/new").send(&mut officer, &[&HEAD[..], &typed].concat());
    assert_eq!(sent.status, 422, "{}", sent.body);
    let other = Page::read(at, &sent.body);
    let back = other.form("/seminars/new").send(&mut officer, &[("round", "2")]);
    assert_eq!(back.status, 422, "{}", back.body);
    let again = Page::read(at, &back.body);
    let chosen = |name: &str| again.form("/seminars/new").chosen(name);
    assert_eq!((chosen(&duty).as_deref(), chosen(&cases).as_deref()), (Some("yes"), Some("no")));
    let now = field(&sent.body, "duty");
    let taken = other.form("/seminars/new").send(&mut officer, &[(now.as_str(), "no")]);
    assert_eq!(taken.status, 303, "{}", taken.body);
    let page = officer.get("/seminars/1?lang=en").body;
    assert!(
        page.contains("oneself: yes") && page.contains("duty: no") && !page.contains("duty: yes"),
        "{page}"
    );
    assert!(!page.contains("cases:"), "nobody asked: {page}");
}

#[test]
fn a_form_that_was_not_taken_comes_back_with_as_many_rows_as_were_sent() {
    let site = site();
    let mut officer = site.sign_in(Role::UnitOfficer, "A1");
    let rows: Vec<(String, String)> = (1..9)
        .flat_map(|row| {
            let at = |name: &str| format!("speech-{row}-{name}");
            [(at("post-other"), format!("speaker {row}")), (at("lessons"), format!("lesson {row}"))]
        })
        .collect();
    let rows: Vec<_> = rows.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    // A word that no box sends is a fault of the whole form: its page is made anew.
    let again = send(&mut officer, &[&[("round", "1"), ("another", "perhaps")], &rows[..]].concat());
    assert_eq!(again.status, 422, "{}", again.body);
    let whole = |page: &str| (1..9).all(|row| page.contains(&format!("lesson {row}")));
    let last = |page: &str| page.contains("name=\"speech-8-lessons\"");
    assert!(whole(&again.body) && last(&again.body), "{}", again.body);
    // Refused by a rule: the round is past its seminars.
    let site = site_past();
    let mut officer = site.sign_in(Role::UnitOfficer, "A1");
    let refused = send(&mut officer, &[&[("round", "1")], &rows[..]].concat());
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(whole(&refused.body) && last(&refused.body), "{}", refused.body);
    let token = refused.body.split_once("kept=").and_then(|(_, rest)| rest.get(..32));
    let kept = token.map(|token| officer.get(&format!("/seminars/new?kept={token}&lang=zh-Hans")).body);
    assert!(kept.is_none_or(|page| whole(&page) && last(&page)), "in another language, too");
    // A round that takes no seminar any more does not stand there while another one does.
    let form = officer.get("/seminars/new?lang=en").body;
    assert!(form.contains("name=\"criteria_of\" value=\"2\""), "{form}");
}

#[test]
fn whatever_is_written_for_another_programme_is_seen_where_one_lands_and_says_whose_round_it_is() {
    let site = site();
    let mut officer = site.sign_in(Role::UnitOfficer, "A1");
    for (round, words) in [("1", "of the round of the province"), ("2", "of the round of the prefecture")] {
        officer.get("/self-evaluations/new");
        let said = [("unit", "A1"), ("round", round), ("gained", "little"), ("words", words)];
        let sent = officer.post("/self-evaluations/new", &said);
        assert_eq!(sent.status, 303, "{}", sent.body);
        let place = sent.place().to_owned();
        let list = officer.get(&place).body;
        assert!(list.contains(words), "{place}: {list}");
    }
    let all = officer.get("/self-evaluations?programme=all&lang=en").body;
    let organisers = ["试验省 ", "Round 1 · first topic", "Round 1 · its topic"];
    assert!(organisers.iter().all(|words| all.contains(words)), "{all}");
    for round in ["1", "2"] {
        let sent = send(&mut officer, &[("round", round)]);
        assert_eq!(sent.status, 303, "{}", sent.body);
        let place = sent.place().to_owned();
        assert!(officer.get(&place).body.contains("/seminars/"), "{place}");
    }
    assert!(officer.get("/seminars/1?lang=en").body.contains("试验省 · "));
    let file = officer.get("/seminars?programme=all&as=csv&lang=en").body;
    assert!(file.contains("Round") && file.contains("试验省"), "{file}");
    let missed = [("round", ""), ("expected", "3")];
    let head: Vec<_> = HEAD.iter().filter(|(name, _)| *name != "expected").copied().collect();
    officer.get("/seminars/new");
    let sent = officer.post("/seminars/new", &[&head[..], &missed].concat());
    assert!(sent.status == 303 && sent.place().contains("programme=none"), "{}", sent.place());
    let list = officer.get("/seminars?programme=none&lang=en").body;
    assert!(list.contains("Record a make-up"));
    let file = officer.get("/seminars?programme=none&as=csv&lang=en").body;
    assert!(!file.contains("Record a make-up") && file.contains("Of no round"), "{file}");
}

#[test]
fn no_page_grows_as_far_as_somebody_s_row_number_says() {
    let register = Register::empty_sqlite().with_organisation();
    rated(&register);
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    let far = "99999999999";
    for name in ["went_well", "problems", "requirements"] {
        let form = [("title", ""), ("grounds", "the grounds"), (&*format!("{name}-{far}"), "x")];
        let again = office.post("/circulars/new?round=1", &form);
        assert_eq!(again.status, 422, "{name}");
        assert!(
            again.body.contains("the grounds") && again.body.len() < 1 << 20,
            "{name}: {}",
            again.body.len()
        );
    }
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    for kind in ["speech", "exchange", "case"] {
        let last = usize::MAX.to_string();
        let row = format!("{kind}-{last}-post");
        let form = [("kind", "seminar"), ("minutes", "many"), ("more", kind), (&*row, "x")];
        let again = officer.post("/seminars/new", &form);
        assert!([200, 422].contains(&again.status), "{kind}: {}", again.status);
        assert!(again.body.len() < 1 << 20, "{kind}: {}", again.body.len());
    }
}
