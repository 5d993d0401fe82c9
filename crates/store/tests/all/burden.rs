//! Requests and questions: to whom they are shown, what is answered once.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::with::{at, may, on, work};
use earnest_model::{
    actor::{Actor, Role},
    burden::{
        acts::BurdenAct,
        budget::{Decision, Kind},
        question::NewQuestion as Asked,
        reported::Reported,
    },
    id::{BurdenReportId, QuestionId, UnitId},
    permit::{AnswerBurden, AnswerQuestion, AskQuestion, ReadFigures, ReportBurden},
    record::OtherSide,
    text::Line,
};
use earnest_store::{NewBurdenReport, NewQuestion, StoreError, Whose};
use earnest_testkit::register::{Register, TODAY, on_both_engines};

fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

fn unit(register: &Register, code: &str) -> UnitId {
    register.store.snapshot().unwrap().reader().locate(code).unwrap().unwrap().unit
}

fn ask(register: &Register, who: &Actor, from: &str, to: &[&str]) -> Result<QuestionId, StoreError> {
    let question = Asked {
        title: line("the halls"),
        why: line("to plan repairs"),
        fields: vec![line("how many halls")],
        minutes: 20,
        due_on: TODAY,
    };
    let units: Vec<UnitId> = to.iter().map(|code| unit(register, code)).collect();
    let permit = at::<AskQuestion>(register, who, from);
    let mut work = work(register);
    let id = work.question_insert(&permit, &NewQuestion { question: &question, units: &units })?;
    let told = BurdenAct::QuestionAsked { title: "the halls".into(), units: units.len(), minutes: 20 };
    work.commit(&permit.act_on(id, told))?;
    Ok(id)
}

fn complain(register: &Register, who: &Actor, from: &str, issuer: &str) -> BurdenReportId {
    let permit = at::<ReportBurden>(register, who, from);
    let new = NewBurdenReport {
        kind: Reported::Request(Kind::Question),
        request: 1,
        label: "the halls",
        issuer: unit(register, issuer),
        why: "it was asked last month",
        due_on: TODAY,
    };
    let mut work = work(register);
    let id = work.burden_report_insert(&permit, &new).unwrap().unwrap();
    let told = BurdenAct::BurdenReported { kind: Kind::Question.key(), request: 1, why: String::new() };
    work.commit(&permit.act_on(id, told)).unwrap();
    id
}

#[test]
fn a_unit_is_shown_the_questions_to_itself_and_beneath_with_their_answers_alone() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let id = ask(register, &office, "P", &["A", "B"]).unwrap();
        let mut snapshot = register.store.snapshot().unwrap();
        for (role, at_unit, asked) in [
            (Role::Office, "P", vec!["A", "B"]),
            (Role::UnitHead, "A", vec!["A"]),
            (Role::UnitHead, "N", vec![]),
            (Role::UnitHead, "A1", vec![]),
        ] {
            let who = register.actor(role, at_unit);
            let permit = at::<ReadFigures>(register, &who, at_unit);
            let mut reader = snapshot.reader();
            let concerned = usize::from(!asked.is_empty());
            assert_eq!(reader.questions(&permit, 9).unwrap().len(), concerned, "{role:?} at {at_unit}");
            assert_eq!(reader.question(&permit, id).is_ok(), concerned == 1, "{role:?} at {at_unit}");
            let answers = reader.question_answers(&permit, id).unwrap();
            let codes: Vec<&str> = answers.iter().map(|answer| answer.code.as_str()).collect();
            assert_eq!(codes, asked, "{role:?} at {at_unit}");
            let requests = reader.requests(&permit, Whose::Subtree, (TODAY, TODAY)).unwrap();
            let codes: Vec<&str> = requests.iter().map(|request| request.code.as_str()).collect();
            assert_eq!(codes, asked, "{role:?} at {at_unit}");
        }
    });
}

#[test]
fn a_question_goes_to_units_beneath_and_is_answered_once_by_who_was_asked() {
    on_both_engines(|register| {
        let (office, beside) = (register.actor(Role::Office, "P"), register.actor(Role::Office, "A"));
        let other = ask(register, &beside, "A", &["A1", "B"]);
        assert!(matches!(other, Err(StoreError::NotFound)), "{other:?}");
        let id = ask(register, &office, "P", &["A", "B"]).unwrap();
        let answer = |unit: &str| {
            let permit = at::<AnswerQuestion>(register, &register.actor(Role::UnitOfficer, unit), unit);
            let mut work = work(register);
            work.question_answer(&permit, id, &["seven".into()])?;
            work.commit(&permit.act_on(id, BurdenAct::QuestionAnswered { title: "the halls".into() }))
        };
        answer("A").unwrap();
        assert!(matches!(answer("A"), Err(StoreError::NotFound)), "twice");
        assert!(matches!(answer("N"), Err(StoreError::NotFound)), "was not asked");
    });
}

#[test]
fn a_complaint_is_read_in_the_line_of_its_unit_and_answered_once_by_who_issued_the_request() {
    on_both_engines(|register| {
        let (office, head) = (register.actor(Role::Office, "P"), register.actor(Role::UnitHead, "A"));
        ask(register, &office, "P", &["A", "B"]).unwrap();
        let id = complain(register, &head, "A", "P");
        let mut snapshot = register.store.snapshot().unwrap();
        for (role, unit, reads, answers) in [
            (Role::Office, "P", true, true),
            (Role::UnitHead, "A", true, false),
            (Role::UnitHead, "B", false, false),
            (Role::Office, "A", true, false),
        ] {
            let who = register.actor(role, unit);
            let listed = at::<ReadFigures>(register, &who, unit);
            let listed = snapshot.reader().burden_reports(&listed, 9).unwrap().len();
            let permit = may::<ReadFigures, _>(register, &who, id);
            assert_eq!((listed == 1, permit.is_some()), (reads, reads), "{role:?} at {unit}");
            if let Some(permit) = permit {
                assert_eq!(snapshot.reader().burden_report(&permit).unwrap().code, "A");
            }
            let permit = may::<AnswerBurden, _>(register, &who, OtherSide(id));
            assert_eq!(permit.is_some(), answers, "{role:?} at {unit}");
        }
        drop(snapshot);
        let permit = on::<AnswerBurden, _>(register, &office, OtherSide(id));
        let answer = || {
            let mut work = work(register);
            work.burden_report_answer(&permit, Decision::ALL[0], "it is needed")?;
            let decision = Decision::ALL[0].key();
            work.commit(&permit.act(BurdenAct::BurdenAnswered { decision, reply: "it is needed".into() }))
        };
        answer().unwrap();
        assert!(matches!(answer(), Err(StoreError::NotFound)), "twice");
    });
}
