//! The ledger: who may know of a person's problem, and which permit takes which step.
#![expect(clippy::expect_used, reason = "helpers of tests may break off")]

mod asked;
mod persons;
mod steps;

use crate::with::{at, work};
use earnest_model::{
    actor::Actor,
    id::ProblemId,
    ledger::{
        acts::LedgerAct,
        findings::problem::{CustomaryForm, NewProblem, ProblemForm, parse_problems},
        measures::measure_form::MeasureForm,
    },
    permit::ReportProblems,
};
use earnest_testkit::register::{Register, TODAY};

fn problem(level: &str) -> NewProblem {
    let measure = MeasureForm {
        body: "publish the conditions",
        owner: "head of the office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on: "2015-07-01",
    };
    let form = ProblemForm {
        level,
        aspect: "conduct",
        body: "nobody knew the conditions",
        instance: "in May nobody knew the conditions",
        source: "self-examination",
        found_on: "2015-06-01",
        customary: CustomaryForm::default(),
        measures: vec![measure],
    };
    parse_problems(&[form], &["conduct".to_owned()], TODAY).expect("a good problem").remove(0)
}

/// Reports a problem with one measure for a unit; measure and problem have the same key.
fn report(register: &Register, who: &Actor, unit: &str, level: &str) -> ProblemId {
    let permit = at::<ReportProblems>(register, who, unit);
    let mut work = work(register);
    let ids = work.problems_insert(&permit, None, &[problem(level)]).expect("problems are written");
    let id = *ids.first().expect("a problem was written");
    let told = LedgerAct::ProblemsReported { problems: 1, measures: 1, levels: vec!["team"] };
    work.commit(&permit.act_on(id, told)).expect("the act is told");
    id
}
