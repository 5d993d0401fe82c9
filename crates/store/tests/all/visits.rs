//! Visits: what a unit is shown, who reads what was said in confidence, what is answered once.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::with::{at, may, on, work};
use earnest_model::{
    actor::{Actor, Role},
    id::{PostId, TourId, VisitId, VisitItemId},
    permit::{PlanTour, ReadAllInterviewNotes, ReadInterviewNotes, ReadVisits, RecordVisit, ReplyToVisit},
    record::OtherSide,
    text::{Line, Prose},
    visits::{
        acts::VisitsAct,
        tour::{ChosenBy, PlannedTour},
        visit::{Left, NewInterview, NewItem, NewTour, NewVisit},
    },
};
use earnest_store::StoreError;
use earnest_testkit::register::{Register, TODAY, on_both_engines};

fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

fn prose(text: &str) -> Prose {
    Prose::parse(text).unwrap()
}

fn visit(unit: &str) -> NewVisit {
    let interview = NewInterview {
        person: Some(line("v1")),
        role: line("head of the village"),
        note: Some(prose("sealed")),
    };
    let item =
        NewItem { left: Left::Finding, body: prose("the ledger lies behind"), reply_due_on: Some(TODAY) };
    NewVisit {
        unit: unit.into(),
        visited_on: TODAY,
        purposes: vec![line("the programme")],
        summary: prose("in good order"),
        meetings: Vec::new(),
        interviews: vec![interview],
        items: vec![item],
    }
}

fn tour(units: &[&str]) -> NewTour {
    NewTour {
        leader: line("the deputy"),
        purpose: line("the programme"),
        from: TODAY,
        until: TODAY,
        visits: units.iter().map(|unit| visit(unit)).collect(),
    }
}

fn record(register: &Register, who: &Actor, unit: &str, units: &[&str]) -> Result<TourId, StoreError> {
    let permit = at::<RecordVisit>(register, who, unit);
    let mut work = work(register);
    let id = work.tour_insert(&permit, &tour(units))?;
    work.commit(&permit.act_on(id, VisitsAct::TourRecorded { visits: 1, meetings: 0, interviews: 1 }))?;
    Ok(id)
}

#[test]
fn a_unit_is_shown_the_visits_to_itself_and_beneath_and_no_others() {
    on_both_engines(|register| {
        let assessor = register.actor(Role::Assessor, "P");
        record(register, &assessor, "P", &["A", "B"]).unwrap();
        let mut snapshot = register.store.snapshot().unwrap();
        for (role, unit, shown) in [
            (Role::Office, "P", vec!["A", "B"]),
            (Role::UnitHead, "A", vec!["A"]),
            (Role::Auditor, "B", vec!["B"]),
            (Role::UnitHead, "A1", vec![]),
        ] {
            let who = register.actor(role, unit);
            let permit = at::<ReadVisits>(register, &who, unit);
            let visits = snapshot.reader().visits(&permit, 9).unwrap();
            let codes: Vec<&str> = visits.iter().map(|visit| visit.unit_code.as_str()).collect();
            assert_eq!(codes, shown, "{role:?} at {unit}");
            for (id, code) in [(VisitId(1), "A"), (VisitId(2), "B")] {
                let permit = may::<ReadVisits, _>(register, &who, id);
                assert_eq!(permit.is_some(), shown.contains(&code), "{role:?} at {unit} of {code}");
                let Some(permit) = permit else { continue };
                assert_eq!(snapshot.reader().visit(&permit).unwrap().unit_code, code);
                assert_eq!(snapshot.reader().visit_parts(&permit).unwrap().items.len(), 1);
            }
        }
    });
}

#[test]
fn notes_of_interviews_are_read_by_their_author_and_the_office_that_sent_the_tour() {
    on_both_engines(|register| {
        let author = register.actor(Role::Assessor, "P");
        record(register, &author, "P", &["A", "B"]).unwrap();
        let key = OtherSide(VisitId(1));
        let mut snapshot = register.store.snapshot().unwrap();
        for (who, notes) in [
            (author, Some(1)),
            (register.actor(Role::Assessor, "P"), Some(0)),
            (register.actor(Role::Office, "P"), Some(1)),
            (register.actor(Role::UnitHead, "A"), None),
            (register.actor(Role::Office, "A"), None),
        ] {
            let all = may::<ReadAllInterviewNotes, _>(register, &who, key);
            let own = may::<ReadInterviewNotes, _>(register, &who, key);
            let read = match (all, own) {
                (Some(all), _) => Some(snapshot.reader().all_interview_notes(&all).unwrap().len()),
                (None, Some(own)) => Some(snapshot.reader().own_interview_notes(&own).unwrap().len()),
                (None, None) => None,
            };
            assert_eq!(read, notes, "{who:?}");
        }
    });
}

#[test]
fn what_a_visit_left_is_answered_once_and_by_its_unit() {
    on_both_engines(|register| {
        let assessor = register.actor(Role::Assessor, "P");
        record(register, &assessor, "P", &["A", "B"]).unwrap();
        let head = register.actor(Role::UnitHead, "A");
        assert!(may::<ReplyToVisit, _>(register, &head, VisitItemId(2)).is_none(), "that of B");
        let permit = on::<ReplyToVisit, _>(register, &head, VisitItemId(1));
        let mut first = work(register);
        first.item_reply(&permit, &prose("it is up to date")).unwrap();
        first.commit(&permit.act(VisitsAct::VisitReplied {})).unwrap();
        let again = work(register).item_reply(&permit, &prose("once more"));
        assert!(matches!(again, Err(StoreError::NotFound)), "{again:?}");
    });
}

#[test]
fn a_tour_goes_to_units_beneath_those_who_send_it_and_nowhere_else() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "A");
        let beside = record(register, &office, "A", &["B1"]);
        assert!(matches!(beside, Err(StoreError::NotFound)), "{beside:?}");
        let unit = register.store.snapshot().unwrap().reader().locate("B1").unwrap().unwrap().unit;
        let plan = PlannedTour {
            leader: PostId(1),
            team: Vec::new(),
            programmes: Vec::new(),
            purposes: vec![line("the programme")],
            from: TODAY,
            until: TODAY,
            units: vec![("B1".into(), ChosenBy::Contact)],
        };
        let permit = at::<PlanTour>(register, &office, "A");
        let planned = work(register).tour_plan(&permit, &plan, "the deputy", &[unit]);
        assert!(matches!(planned, Err(StoreError::NotFound)), "{planned:?}");
    });
}
