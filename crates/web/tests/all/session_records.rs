//! The record of a session as people write it: rows as they are needed without a script, posts chosen from the roll, corrected
//! and taken back, resolutions followed until they are done.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{duties::duty_lay::lay_duty, people::post_register::register_post};
use earnest_model::{
    actor::Role,
    duties::duty::{DutyForm, PostForm},
};
use earnest_testkit::{
    assessment::open_round,
    register::Register,
    site::{Site, Visitor},
};

/// A round is open; A has a head, who is first responsible, and a deputy (posts 1 and 2).
fn site() -> Site {
    let register = Register::empty_sqlite().with_organisation();
    // What is held is held within the round, which opened some days ago.
    let today = register.today.replace(jiff::civil::date(2015, 5, 20));
    let (office, _) = open_round(&register);
    register.today.set(today);
    let context = register.context(&office);
    for (kind, title) in [("chief", "secretary"), ("portfolio-lead", "deputy")] {
        let form = PostForm { kind, title, from: "2015-05-01", until: "", another: false };
        register_post(&context, "A", form).unwrap();
    }
    let duty = DutyForm { kind: "first", post: "1", laid_on: "2015-05-04", due_on: "", hand_over: false };
    lay_duty(&context, "A", duty).unwrap();
    Site::on(register)
}

const HEAD: [(&str, &str); 5] =
    [("unit", "A"), ("round", "1"), ("kind", "seminar"), ("held_on", "2015-05-28"), ("minutes", "180")];

fn with<'f>(more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    HEAD.iter().copied().chain(more.iter().copied()).collect()
}

/// Eight speeches of the deputy, with their words, who came, a question of the head.
fn whole(officer: &mut Visitor) {
    let rows: Vec<String> = (0..8).map(|row| format!("speech-{row}-post")).collect();
    let mut form = with(&[
        ("came-1", "leave"),
        ("came-2", "present"),
        ("speech-0-words-problems", "letters lie about"),
        ("speech-0-words-measures", "an answer within five days"),
        ("exchange-0-by", "2"),
        ("exchange-0-said", "by when?"),
        ("exchange-0-answer", "in June"),
        ("consensus", "letters are answered\nno form twice"),
    ]);
    form.extend(rows.iter().map(|name| (name.as_str(), "2")));
    officer.get("/seminars/new");
    let sent = officer.post("/seminars/new", &form);
    assert_eq!((sent.status, sent.place()), (303, "/seminars"), "{}", sent.body);
}

#[test]
fn a_form_has_as_many_rows_as_somebody_asks_for_and_keeps_what_was_typed() {
    let site = site();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let blank = officer.get("/seminars/new?lang=en").body;
    assert!(blank.contains("name=\"speech-5-post\"") && !blank.contains("name=\"speech-6-post\""));
    assert!(blank.contains("secretary") && blank.contains("name=\"came-2\""), "the roll of the unit");
    let typed = with(&[("speech-5-post", "2"), ("speech-5-story", "a letter of May"), ("more", "speech")]);
    let more = officer.post("/seminars/new", &typed);
    assert_eq!(more.status, 200);
    assert!(more.body.contains("a letter of May") && more.body.contains("name=\"speech-6-post\""));
    whole(&mut officer);
    let page = officer.get("/seminars/1?lang=en").body;
    assert_eq!(page.matches("<h3>deputy</h3>").count(), 8, "{page}");
    for said in ["letters lie about", "by when?", "in June", "with leave", "1 / 2"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let make_up = officer.get("/seminars/1/make-up?lang=en").body;
    assert_eq!(make_up.matches("name=\"posts\"").count(), 1, "who was missing is asked once: {make_up}");
    // What was said stands in the form of the problem already.
    let problem = officer.get("/seminars/1/speeches/0/problem?lang=en").body;
    assert!(problem.contains("letters lie about") && problem.contains("an answer within five days"));
    let many: Vec<String> = (0..61).map(|row| format!("speech-{row}-post")).collect();
    let many: Vec<_> = many.iter().map(|name| (name.as_str(), "2")).collect();
    let many = officer.post("/seminars/new", &with(&many));
    assert_eq!(many.status, 422, "none is left out silently");
    assert!(many.body.contains("field-speech-60-post-error"));
}

#[test]
fn a_record_is_corrected_with_a_reason_and_what_it_said_before_is_read_under_its_own_address() {
    let site = site();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    whole(&mut officer);
    let form = officer.get("/seminars/1/correct?lang=en").body;
    for said in ["letters lie about", "by when?", "value=\"2015-05-28\"", "letters are answered"] {
        assert!(form.contains(said), "{said}: {form}");
    }
    let changed = [
        ("round", "1"),
        ("kind", "seminar"),
        ("held_on", "2015-05-29"),
        ("minutes", "180"),
        ("came-1", "present"),
        ("came-2", "present"),
        ("speech-0-post", "1"),
    ];
    let unsaid = officer.post("/seminars/1/correct", &changed);
    assert!(unsaid.status == 422 && unsaid.body.contains("field-reason-error"), "{}", unsaid.body);
    let mut said = changed.to_vec();
    said.push(("reason", "the day was written down wrongly"));
    let mut beside = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(beside.post("/seminars/1/correct", &said).status, 404);
    officer.get("/seminars/1/correct");
    let done = officer.post("/seminars/1/correct", &said);
    assert_eq!((done.status, done.place()), (303, "/seminars/1"), "{}", done.body);
    assert_eq!(site.register.last_event().0, "record-seminar");
    let page = officer.get("/seminars/1?lang=en").body;
    assert!(page.contains("29 May 2015") && page.contains("/seminars/2"), "{page}");
    let before = officer.get("/seminars/2?lang=en").body;
    assert!(
        before.contains("28 May 2015") && before.contains("the day was written down wrongly"),
        "{before}"
    );
    assert!(before.contains("letters lie about") && !before.contains("/seminars/2/correct"));
    assert!(!officer.get("/seminars").body.contains("/seminars/2\""), "a state is no session of the list");
    // The board says that the head came.
    let board = site.sign_in(Role::Office, "P").get("/board?lang=en").body;
    assert!(board.contains("05-29") && board.contains("05-29 · lead came"), "{board}");
    let unsaid = officer.post("/seminars/1/withdraw", &[("why", "")]);
    assert!(unsaid.status == 422 && unsaid.body.contains("field-why-error"), "{}", unsaid.body);
    officer.get("/seminars/1");
    let back = officer.post("/seminars/1/withdraw", &[("why", "there was no such session")]);
    assert_eq!((back.status, back.place()), (303, "/seminars/1"), "{}", back.body);
    assert!(officer.get("/seminars/1?lang=en").body.contains("there was no such session"));
    assert!(officer.get("/seminars?lang=en").body.contains("(taken back)"));
    assert!(!site.sign_in(Role::Office, "P").get("/board?lang=en").body.contains("05-29"));
}

#[test]
fn what_was_agreed_becomes_a_resolution_with_owner_and_day_and_is_followed_until_it_is_done() {
    let site = site();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    whole(&mut officer);
    assert!(officer.get("/seminars/1?lang=en").body.contains("/seminars/1/resolutions?item=1"));
    let form = officer.get("/seminars/1/resolutions?item=0&lang=en").body;
    assert!(form.contains("letters are answered"), "nothing is typed twice: {form}");
    let unsaid = officer.post("/seminars/1/resolutions", &[("body", "letters are answered")]);
    for field in ["owner", "due_on"] {
        assert!(unsaid.body.contains(&format!("field-{field}-error")), "{field}: {}", unsaid.body);
    }
    let resolved = [("body", "letters are answered"), ("owner", "2"), ("due_on", "2015-06-03")];
    let mut beside = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(beside.post("/seminars/1/resolutions", &resolved).status, 404);
    officer.get("/seminars/1/resolutions");
    let made = officer.post("/seminars/1/resolutions", &resolved);
    assert_eq!((made.status, made.place()), (303, "/seminars/1"), "{}", made.body);
    let page = officer.get("/seminars/1?lang=en").body;
    assert!(page.contains("/resolutions/1") && !page.contains("resolutions?item=0"), "{page}");
    assert!(officer.get("/desk?lang=en").body.contains("do what was resolved"), "it is due soon");
    assert!(!beside.get("/desk").body.contains("/resolutions/1"));
    assert_eq!(beside.get("/resolutions/1").status, 404);
    site.goes_on_to(jiff::civil::date(2015, 6, 4));
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert!(officer.get("/resolutions?lang=en").body.contains("late since"));
    let late = officer.get("/late/records?unit=A&kind=resolution&lang=en").body;
    assert!(late.contains("/resolutions/1"), "{late}");
    let unsaid = officer.post("/resolutions/1/end", &[("end", "done"), ("outcome", "")]);
    assert!(unsaid.status == 422 && unsaid.body.contains("field-outcome-error"), "{}", unsaid.body);
    officer.get("/resolutions/1");
    let done = [("end", "done"), ("outcome", "every letter of May has its answer")];
    let ended = officer.post("/resolutions/1/end", &done);
    assert_eq!((ended.status, ended.place()), (303, "/resolutions/1"), "{}", ended.body);
    let desk = officer.get("/desk?lang=en").body;
    assert!(!desk.contains("do what was resolved"), "{desk}");
    let read = site.sign_in(Role::Office, "P").get("/resolutions/1?lang=en").body;
    assert!(read.contains("every letter of May has its answer") && !read.contains("/resolutions/1/end"));
    assert!(!officer.get("/resolutions?state=open").body.contains("/resolutions/1"));
    assert_eq!(officer.get("/resolutions?state=nearly").status, 422);
}

#[test]
fn a_post_that_is_not_on_the_roll_suffices_and_two_that_differ_are_asked_about() {
    let site = site();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    whole(&mut officer);
    let form = officer.get("/seminars/1/resolutions?lang=en").body;
    let select = form.split("name=\"owner\"").nth(1).unwrap().split('>').next().unwrap();
    assert!(!select.contains("required"), "a browser asks for none of the two alone: {select}");
    let words = [("body", "letters are answered"), ("due_on", "2015-06-03")];
    let send = |officer: &mut Visitor, more: &[(&str, &str)]| {
        officer.get("/seminars/1/resolutions?lang=en");
        officer.post("/seminars/1/resolutions?lang=en", &[&words, more].concat())
    };
    let none = send(&mut officer, &[("owner", ""), ("owner-other", "")]);
    assert!(none.status == 422 && none.body.contains("write one that is not on it"), "{}", none.body);
    let both = send(&mut officer, &[("owner", "2"), ("owner-other", "a guest")]);
    assert!(both.status == 422 && both.body.contains("field-owner-error"), "{}", both.body);
    assert!(both.body.contains("value=\"a guest\"") && both.body.contains("a guest” is written"));
    let typed = send(&mut officer, &[("owner", ""), ("owner-other", "a guest")]);
    assert_eq!(typed.status, 303, "{}", typed.body);
    assert!(officer.get("/resolutions/1").body.contains("a guest"));
    let same = send(&mut officer, &[("body", ""), ("owner", "2"), ("owner-other", "deputy")]);
    assert!(!same.body.contains("field-owner-error"), "{}", same.body);
    // So in a session: whoever speaks, whoever asks and of whom.
    officer.get("/seminars/new");
    let session = with(&[
        ("another", "yes"),
        ("present", "2"),
        ("expected", "2"),
        ("speech-0-post", "2"),
        ("speech-0-post-other", "a guest"),
        ("exchange-0-by", "1"),
        ("exchange-0-by-other", "a guest"),
        ("exchange-0-to", "2"),
        ("exchange-0-to-other", "another guest"),
        ("exchange-1-by", "1"),
        ("exchange-1-answer", "in June"),
    ]);
    let sent = officer.post("/seminars/new?lang=en", &session);
    assert_eq!(sent.status, 422);
    for field in ["speech-0-post", "exchange-0-by", "exchange-0-to", "exchange-1-said"] {
        assert!(sent.body.contains(&format!("field-{field}-error")), "{field}: {}", sent.body);
    }
}

#[test]
fn a_board_gives_the_year_of_a_session_where_it_is_not_the_rounds() {
    let site = site();
    site.goes_on_to(jiff::civil::date(2016, 1, 20));
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    officer.get("/seminars/new");
    let mut form = with(&[("present", "2"), ("expected", "2")]);
    form.retain(|(name, _)| *name != "held_on");
    form.push(("held_on", "2010-01-01"));
    let early = officer.post("/seminars/new?lang=en", &form);
    assert!(early.status == 422 && early.body.contains("field-held_on-error"), "{}", early.body);
    assert!(early.body.contains("2010-01-01 lies before the round, which opens on 2015-05-20"));
    form.pop();
    form.push(("held_on", "2016-01-18"));
    officer.get("/seminars/new");
    assert_eq!(officer.post("/seminars/new", &form).status, 303);
    let board = site.sign_in(Role::Office, "P").get("/board?lang=en").body;
    assert!(board.contains("2016-01-18"), "{board}");
}

#[test]
fn whoever_wants_to_says_what_a_topic_brought_and_nobody_is_asked_for_it() {
    let site = site();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert!(!officer.get("/desk").body.contains("/self-evaluations"), "nobody is asked");
    let unsaid = officer.post("/self-evaluations/new", &[("unit", "A"), ("round", "1")]);
    for field in ["gained", "words"] {
        assert!(unsaid.body.contains(&format!("field-{field}-error")), "{field}: {}", unsaid.body);
    }
    let said = [("unit", "A"), ("round", "1"), ("gained", "little"), ("words", "we know now whom to ask")];
    let mut beside = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(beside.post("/self-evaluations/new", &said).status, 404);
    officer.get("/self-evaluations/new");
    let sent = officer.post("/self-evaluations/new", &said);
    assert_eq!((sent.status, sent.place()), (303, "/self-evaluations"), "{}", sent.body);
    assert_eq!(site.register.last_event().0, "record-seminar");
    let list = site.sign_in(Role::Office, "P").get("/self-evaluations?lang=en").body;
    assert!(list.contains("we know now whom to ask") && list.contains("little"), "{list}");
    assert!(!beside.get("/self-evaluations").body.contains("we know now whom to ask"));
    let mut office = site.sign_in(Role::Office, "P");
    assert!(!office.get("/ratings").body.contains("we know now whom to ask"));
}

#[test]
fn the_form_asks_the_criteria_that_the_standard_in_force_for_the_round_names() {
    let site = site();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    // The standard of the tests names two criteria by their keys, the pack three of its own.
    let form = officer.get("/seminars/new?lang=en").body;
    let asks = |page: &str, key: &str| {
        let mut names =
            page.split("name=\"speech-0-asked-").skip(1).filter_map(|rest| rest.split('"').next());
        names.any(|name| name.ends_with(&format!("-{key}")))
    };
    assert!(asks(&form, "duty") && !asks(&form, "work"), "{form}");
    let none = officer.post("/seminars/new", &[("round", ""), ("more", "speech"), ("lang", "en")]).body;
    assert!(asks(&none, "work"), "of no round: the pack's");
    let sent = with(&[("present", "2"), ("expected", "2"), ("speech-0-post", "2"), ("speech-0-duty", "no")]);
    officer.get("/seminars/new");
    assert_eq!(officer.post("/seminars/new", &sent).status, 303);
    let page = officer.get("/seminars/1?lang=en").body;
    assert!(page.contains("duty: no"), "{page}");
}

/// A clerk who held a post until 29 May (post 3).
fn with_clerk(site: &Site) {
    let office = site.register.actor(Role::Office, "P");
    let form =
        PostForm { kind: "member", title: "clerk", from: "2015-05-01", until: "2015-05-29", another: false };
    register_post(&site.register.context(&office), "A", form).unwrap();
}

#[test]
fn a_form_for_a_past_day_shows_who_was_on_the_roll_then_and_keeps_what_was_typed() {
    let site = site();
    with_clerk(&site);
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let blank = officer.get("/seminars/new?lang=en").body;
    assert!(blank.contains("name=\"came-2\"") && !blank.contains("name=\"came-3\""), "the roll of today");
    assert!(
        blank.contains("Show the roll of the day") && blank.contains("the roll of 1 June 2015"),
        "{blank}"
    );
    let typed = with(&[
        ("came-2", "present"),
        ("speech-0-post", "2"),
        ("speech-0-story", "a letter of May"),
        ("consensus", "letters are answered"),
        ("more", "roll"),
    ]);
    let then = officer.post("/seminars/new", &typed);
    assert_eq!(then.status, 200, "nothing is recorded by it");
    assert!(then.body.contains("name=\"came-3\"") && then.body.contains("clerk"), "{}", then.body);
    for kept in ["a letter of May", "letters are answered", "value=\"2015-05-28\"", "the roll of 28 May 2015"]
    {
        assert!(then.body.contains(kept), "{kept}: {}", then.body);
    }
    assert!(!then.body.contains("field-came-2-error"));
    assert!(officer.get("/seminars").body.matches("/seminars/1\"").next().is_none());
}

#[test]
fn a_mark_or_a_speaker_that_the_roll_of_the_day_does_not_have_is_told_at_its_row_and_not_left_blank() {
    let site = site();
    with_clerk(&site);
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    officer.get("/seminars/new?lang=en");
    let on = |more: &'static str| {
        let typed = [("came-3", "present"), ("speech-0-post", "3"), ("present", "9"), ("expected", "10")];
        let mut form = with(&typed);
        form.retain(|(name, _)| *name != "held_on");
        form.extend([("held_on", "2015-06-01"), (more, if more == "more" { "roll" } else { "" })]);
        form
    };
    for (press, status) in [("more", 200), ("leave", 422)] {
        let told = officer.post("/seminars/new?lang=en", &on(press));
        assert_eq!(told.status, status, "{}", told.body);
        let body = told.body;
        assert!(body.contains("field-came-3-error") && body.contains("field-speech-0-post-error"), "{body}");
        assert!(body.contains("“clerk” was not held on that day."), "{body}");
        assert!(body.contains("<option value=\"present\" selected>"), "the mark stands: {body}");
    }
}

#[test]
fn whoever_is_marked_absent_or_on_leave_is_no_speaker_and_it_is_said_at_the_field() {
    let site = site();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    officer.get("/seminars/new?lang=en");
    for mark in ["absent", "leave"] {
        let form = with(&[
            ("came-1", "present"),
            ("came-2", mark),
            ("speech-0-post", "2"),
            ("exchange-0-by-other", "deputy"),
            ("exchange-0-said", "by when?"),
        ]);
        let told = officer.post("/seminars/new?lang=en", &form);
        assert_eq!(told.status, 422);
        for field in ["field-speech-0-post-error", "field-exchange-0-by-error"] {
            assert!(told.body.contains(field), "{field}: {}", told.body);
        }
        assert!(told.body.contains("“deputy” is marked as absent or on leave"), "{}", told.body);
    }
    assert_eq!(site.register.journal().iter().filter(|act| act.contains("record-seminar")).count(), 0);
    let held = with(&[("came-1", "absent"), ("came-2", "present"), ("speech-0-post", "2")]);
    assert_eq!(officer.post("/seminars/new", &held).place(), "/seminars");
}
