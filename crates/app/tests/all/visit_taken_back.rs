//! What a check did to a measure goes with the check; what a visit found is done with when the unit's head has signed.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::visit_checks::{EMPTY, check, counted, measures, planned, saw, told};
use earnest_app::{
    ledger::{
        ledger_show::show_measure,
        measures::measure_step::{Said, report_progress},
    },
    visits::{
        visit_add::add_to_visit,
        visit_change::{correct_visit, withdraw_visit},
        visit_record::record_visit,
        visit_show::show_visit,
    },
};
use earnest_model::{
    actor::Role,
    figures::figure_name::FigureName,
    id::{MeasureId, VisitId},
    ledger::measures::measure::{MeasureState, Step},
    visits::{
        correction::{CorrectionForm, Part},
        record_form::RowsForm,
    },
};
use earnest_testkit::register::{Register, on_both_engines};

const WHY: &str = "nobody from here was there that day";

fn state(register: &Register, id: MeasureId) -> MeasureState {
    let office = register.actor(Role::Office, "P");
    show_measure(&register.context(&office), id).unwrap().measure.state
}

/// Takes the only item of a visit out of its record.
fn take_out(register: &Register, visit: VisitId) {
    let office = register.actor(Role::Office, "P");
    let view = show_visit(&register.context(&office), visit).unwrap();
    let part = Part::Item(view.parts.items.first().unwrap().id).key();
    let form = CorrectionForm {
        visited_on: "2015-06-01",
        summary: "in good order",
        out: vec![part.as_str()],
        reason: WHY,
    };
    correct_visit(&register.context(&office), visit, &form).unwrap();
}

#[test]
fn a_withdrawn_check_restores_what_stood_before_and_says_so_to_unit_and_verifier() {
    for by_correction in [false, true] {
        on_both_engines(|register| {
            let (verifier, [(closed, first), _]) = measures(register);
            let office = register.actor(Role::Office, "P");
            let before = show_measure(&register.context(&office), closed).unwrap().measure;
            let figure = counted(register, FigureName::MeasuresClosed);
            let id = planned(register, &office, "A");
            record_visit(&register.context(&office), id, &saw(vec![check(&first, "otherwise", EMPTY)]))
                .unwrap();
            assert_eq!(state(register, closed), MeasureState::Refuted);
            if by_correction {
                take_out(register, id);
            } else {
                withdraw_visit(&register.context(&office), id, WHY).unwrap();
            }
            assert_eq!(register.last_event().0, "look-back");
            let after = show_measure(&register.context(&office), closed).unwrap();
            assert_eq!(after.measure, before, "as it stood before, its day of closure too");
            assert_eq!(counted(register, FigureName::MeasuresClosed), figure);
            let last = after.steps.last().unwrap();
            assert_eq!((last.step, last.remarks.as_str()), (Step::Restore, WHY), "it stands in its history");
            assert_eq!(
                (after.checks[0].visit, after.checks[0].stands),
                (id, false),
                "the way to the visit stays"
            );
            let head = register.actor(Role::UnitHead, "A");
            assert!(told(register, &head, "check-withdrawn"));
            assert!(told(register, &verifier, "check-of-yours-withdrawn"), "whoever closed it is told");
            assert!(!told(register, &register.actor(Role::UnitHead, "B"), "check-withdrawn"));
            let word = if by_correction { "visit-corrected" } else { "visit-withdrawn" };
            assert!(told(register, &head, word), "and the unit of the record");
        });
    }
}

#[test]
fn what_was_done_since_a_check_stays_when_the_check_is_withdrawn() {
    on_both_engines(|register| {
        let (_, [(closed, first), _]) = measures(register);
        let office = register.actor(Role::Office, "P");
        let id = planned(register, &office, "A");
        record_visit(&register.context(&office), id, &saw(vec![check(&first, "otherwise", EMPTY)])).unwrap();
        let officer = register.actor(Role::UnitOfficer, "A");
        let said = Said { progress: "40", ..Said::default() };
        report_progress(&register.context(&officer), closed, said).unwrap();
        withdraw_visit(&register.context(&office), id, WHY).unwrap();
        let view = show_measure(&register.context(&office), closed).unwrap();
        assert_eq!(view.measure.state, MeasureState::InProgress, "the unit is at work");
        assert_eq!(view.steps.last().unwrap().step, Step::Withdraw, "and the history says it all the same");
    });
}

#[test]
fn a_measure_stays_refuted_as_long_as_one_visit_bears_it_out() {
    on_both_engines(|register| {
        let (_, [(closed, first), _]) = measures(register);
        let office = register.actor(Role::Office, "P");
        let visits = [0, 1].map(|_| {
            let id = planned(register, &office, "A");
            record_visit(&register.context(&office), id, &saw(vec![check(&first, "otherwise", EMPTY)]))
                .unwrap();
            id
        });
        withdraw_visit(&register.context(&office), visits[0], WHY).unwrap();
        assert_eq!(state(register, closed), MeasureState::Refuted, "the other one saw the same");
        take_out(register, visits[1]);
        assert_eq!(state(register, closed), MeasureState::Closed);
        // What was wrong is said right in the same record, and changes nothing.
        let rows = RowsForm { items: vec![check(&first, "as-reported", "seen")], ..RowsForm::default() };
        add_to_visit(&register.context(&office), visits[1], &rows).unwrap();
        assert_eq!(state(register, closed), MeasureState::Closed);
    });
}
