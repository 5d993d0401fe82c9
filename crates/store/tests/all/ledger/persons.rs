//! A person's problem, through every reader of the ledger.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use super::report;
use crate::with::{at, on};
use earnest_model::{
    actor::{Actor, Role},
    id::{MeasureId, ProblemId},
    ledger::findings::problem::ProblemState,
    permit::ReadLedger,
};
use earnest_store::{LedgerFilter, Pick, Reader, StoreError};
use earnest_testkit::register::{Register, on_both_engines};

/// Whether each reader that opens one record opens it.
fn opened(
    register: &Register,
    reader: &mut Reader<'_>,
    who: &Actor,
    id: ProblemId,
) -> Vec<(&'static str, bool)> {
    let problem = on::<ReadLedger, _>(register, who, id);
    let measure = on::<ReadLedger, _>(register, who, MeasureId(id.0));
    let open = |end: Result<(), StoreError>| match end {
        Ok(()) => true,
        Err(StoreError::NotFound) => false,
        Err(fault) => panic!("{fault}"),
    };
    vec![
        ("problem", open(reader.problem(&problem).map(drop))),
        ("measures of it", !reader.measures_of(&problem).unwrap().is_empty()),
        ("measure", open(reader.measure(&measure).map(drop))),
        ("problem of it", open(reader.problem_of(&measure).map(drop))),
        ("steps", open(reader.measure_steps(&measure).map(drop))),
        ("changes", open(reader.changes_of(&measure).map(drop))),
        ("files", open(reader.attachments(&measure).map(drop))),
    ]
}

/// How many problems or measures each reader lists within a unit.
fn listed(
    register: &Register,
    reader: &mut Reader<'_>,
    who: &Actor,
    unit: &str,
) -> Vec<(&'static str, usize)> {
    let permit = at::<ReadLedger>(register, who, unit);
    let all = LedgerFilter { limit: 9, ..LedgerFilter::default() };
    let serials: Vec<String> = ["A", "B"]
        .iter()
        .flat_map(|code| [format!("{code}-2015-001"), format!("{code}-2015-001-1")])
        .collect();
    let length = |length: i64| usize::try_from(length).unwrap();
    vec![
        ("ledger", reader.ledger(&permit, &all).unwrap().len()),
        ("its length", length(reader.ledger_length(&permit, &all).unwrap())),
        ("problems", reader.problem_lines(&permit, Pick::Filter(&all)).unwrap().len()),
        ("their length", length(reader.problem_lines_length(&permit, &all).unwrap())),
        ("problems by serial", reader.problem_lines(&permit, Pick::Serials(&serials)).unwrap().len()),
        ("measures", reader.measure_lines(&permit, Pick::Filter(&all)).unwrap().len()),
        ("measures by serial", reader.measure_lines(&permit, Pick::Serials(&serials)).unwrap().len()),
    ]
}

#[test]
fn a_persons_problem_is_opened_and_listed_to_the_few_and_no_reader_forgets_it() {
    on_both_engines(|register| {
        let writer = register.actor(Role::UnitOfficer, "A");
        let persons = report(register, &writer, "A", "person");
        report(register, &register.actor(Role::UnitOfficer, "B"), "B", "team");
        let mut snapshot = register.store.snapshot().unwrap();
        let mut reader = snapshot.reader();
        for (who, unit, beside, knows) in [
            (writer, "A", 0, true),
            (register.actor(Role::UnitHead, "A"), "A", 0, true),
            (register.actor(Role::Office, "P"), "P", 1, true),
            (register.actor(Role::UnitOfficer, "A"), "A", 0, false),
            (register.actor(Role::Assessor, "P"), "P", 1, false),
            (register.actor(Role::UnitHead, "P"), "P", 1, false),
            (register.actor(Role::Auditor, "P"), "P", 1, false),
        ] {
            for (name, open) in opened(register, &mut reader, &who, persons) {
                assert_eq!(open, knows, "{name} for {who:?}");
            }
            for (name, count) in listed(register, &mut reader, &who, unit) {
                assert_eq!(count, beside + usize::from(knows), "{name} for {who:?}");
            }
            let reported = at::<ReadLedger>(register, &who, "A");
            let reported = reader.problems_in(&reported, ProblemState::Reported).unwrap().len();
            assert_eq!(reported, usize::from(knows), "problems that wait for {who:?}");
        }
        let office = register.actor(Role::Office, "P");
        let beneath = |who: &Actor, reader: &mut Reader<'_>| {
            let lists = reader.lists_beneath(&at::<ReadLedger>(register, who, "P")).unwrap();
            lists.into_iter().filter(|unit| unit.signed.is_some()).map(|unit| unit.code).collect::<Vec<_>>()
        };
        assert_eq!(beneath(&office, &mut reader), ["A", "B"]);
        assert_eq!(beneath(&register.actor(Role::Assessor, "P"), &mut reader), ["B"]);
    });
}
