//! The ledger: a findings list comes in whole, and a measure is closed by three different people or not at all.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    figures::figure_show::{Asked, show_figure},
    ledger::{
        findings::{
            findings_sign::{show_waiting, sign_findings},
            problems_report::{FindingsList, report_problems},
        },
        ledger_show::show_ledger,
        measures::measure_step::{
            Said, approve_closure, close_measure, decline_closure, hold_measure, reopen_measure,
            report_progress, request_closure, return_closure,
        },
    },
};
use earnest_model::{
    actor::{Actor, Role},
    figures::figure_name::FigureName,
    id::MeasureId,
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        measures::{measure::MeasureState, measure_form::MeasureForm},
    },
};
use earnest_store::LedgerFilter;
use earnest_testkit::{
    OPERATOR,
    register::{Register, on_both_engines},
};
use jiff::civil::date;

fn problem<'a>(body: &'a str, due_on: &'a str) -> ProblemForm<'a> {
    let measure = MeasureForm {
        body: "publish the conditions",
        owner: "head of the office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on,
    };
    ProblemForm {
        level: "team",
        aspect: "conduct",
        body,
        instance: "in May nobody knew the conditions",
        source: "self-examination",
        found_on: "2015-06-01",
        customary: CustomaryForm::default(),
        measures: vec![measure],
    }
}

fn report(
    register: &Register,
    officer: &Actor,
    unit: &str,
    problems: Vec<ProblemForm<'_>>,
) -> Result<usize, AppError> {
    let aspects = ["conduct".to_owned()];
    let list = FindingsList { unit, round: None, problems, aspects: &aspects };
    report_problems(&register.context(officer), &list).map(|ids| ids.len())
}

/// The measures within a unit's subtree: key, serial and state.
fn ledger(register: &Register, unit: &str) -> Vec<(MeasureId, String, MeasureState)> {
    let filter = LedgerFilter { limit: 100, ..LedgerFilter::default() };
    let shown = show_ledger(&register.context(&OPERATOR), Some(unit), filter).unwrap();
    shown.lines.into_iter().map(|line| (line.measure.id, line.measure.serial, line.measure.state)).collect()
}

fn refusal(end: Result<MeasureState, AppError>) -> &'static str {
    match end.unwrap_err() {
        AppError::Refused(message) => message.key,
        AppError::Denied(_) => "denied",
        AppError::Form(errors) => errors.iter().next().unwrap().1.key,
        other => panic!("{other}"),
    }
}

fn said(remarks: &'static str, evidence: &'static str) -> Said<'static> {
    Said { remarks, evidence, progress: "" }
}

#[test]
fn a_findings_list_with_one_fault_leaves_nothing_and_a_whole_one_gets_its_serials() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let before = register.journal().len();
        let faulty = vec![problem("one", "2015-07-01"), problem("two", "")];
        let Err(AppError::Form(errors)) = report(register, &officer, "A", faulty) else { panic!("accepted") };
        assert_eq!(errors.at("1-measure-0-due_on").unwrap().key, "error-measure-due");
        assert!(ledger(register, "P").is_empty());
        assert_eq!(register.journal().len(), before);
        report(register, &officer, "A", vec![problem("one", "2015-07-01"), problem("two", "2015-07-02")])
            .unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), detail["measures"].as_i64()), ("report-problems", Some(2)));
        let serials: Vec<_> = ledger(register, "A").into_iter().map(|(_, serial, _)| serial).collect();
        assert_eq!(serials, ["A-2015-001-1", "A-2015-002-1"]);
        assert!(ledger(register, "B").is_empty());
        let refused = report(register, &officer, "B", vec![problem("one", "2015-07-01")]);
        assert!(matches!(refused, Err(AppError::Denied(_))), "another unit's list");
    });
}

#[test]
fn a_measure_is_closed_by_three_people_looked_back_at_and_may_be_reopened() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let head = register.actor(Role::UnitHead, "A");
        let own = register.actor(Role::Assessor, "A");
        let above = register.actor(Role::Assessor, "P");
        report(register, &officer, "A", vec![problem("one", "2015-07-01")]).unwrap();
        let id = ledger(register, "A").into_iter().next().unwrap().0;
        let at = |actor| register.context(actor);
        let progress = Said { progress: "40", ..Said::default() };
        assert_eq!(report_progress(&at(&officer), id, progress).unwrap(), MeasureState::InProgress);
        assert_eq!(refusal(close_measure(&at(&above), id, Said::default())), "error-measure-step");
        assert_eq!(refusal(request_closure(&at(&officer), id, said("", " "))), "error-measure-evidence");
        request_closure(&at(&officer), id, said("", "the notice of 20 June")).unwrap();
        let early = return_closure(&at(&above), id, said("add the record of the first month", ""));
        assert_eq!(refusal(early), "error-measure-step", "no head has approved it yet");
        assert_eq!(refusal(approve_closure(&at(&officer), id, Said::default())), "denied");
        approve_closure(&at(&head), id, Said::default()).unwrap();
        let late = decline_closure(&at(&head), id, said("add the record of the first month", ""));
        assert_eq!(refusal(late), "error-measure-step", "what was approved is with whoever verifies it");
        assert_eq!(ledger(register, "A")[0].2, MeasureState::UnitApproved);
        assert_eq!(
            refusal(close_measure(&at(&own), id, Said::default())),
            "denied",
            "nobody verifies their own unit"
        );
        assert_eq!(refusal(return_closure(&at(&above), id, said("short", ""))), "error-review-remarks-short");
        return_closure(&at(&above), id, said("add the record of the first month", "")).unwrap();
        request_closure(&at(&officer), id, said("", "the notice and the record")).unwrap();
        approve_closure(&at(&head), id, Said::default()).unwrap();
        assert_eq!(close_measure(&at(&above), id, Said::default()).unwrap(), MeasureState::Closed);
        assert_eq!(refusal(request_closure(&at(&officer), id, said("", "again"))), "error-measure-step");
        assert_eq!(hold_measure(&at(&above), id, Said::default()).unwrap(), MeasureState::Held);
        let again = said("the same fault was found again", "");
        assert_eq!(reopen_measure(&at(&above), id, again).unwrap(), MeasureState::Reopened);
        assert_eq!(ledger(register, "A").into_iter().next().unwrap().2, MeasureState::Reopened);
        assert_eq!(register.last_event().1["to"], "reopened");
    });
}

#[test]
fn a_figure_keeps_to_its_reader_and_to_its_day() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let problems =
            vec![problem("one", "2015-07-01"), problem("two", "2015-07-02"), problem("three", "2015-07-03")];
        report(register, &officer, "A", problems).unwrap();
        let head = register.actor(Role::UnitHead, "A");
        let waiting = show_waiting(&register.context(&head), None).unwrap().problems;
        let waiting: Vec<_> = waiting.iter().map(|problem| problem.id).collect();
        sign_findings(&register.context(&head), "A", &waiting).unwrap();
        let asked =
            |as_of| Asked { unit: Some("P"), round: None, as_of, ..Asked::of(FigureName::TeamProblems) };
        let operator = register.context(&OPERATOR);
        let mut listed = 0;
        let mut after = None;
        loop {
            let page = show_figure(&operator, asked(None), after, 2).unwrap();
            assert_eq!(page.figure.value(), 3);
            listed += page.records.len();
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        assert_eq!(listed, 3, "page by page, exactly its records");
        let before = show_figure(&operator, asked(Some(date(2015, 5, 31))), None, 2).unwrap();
        assert_eq!((before.figure.value(), before.records.len()), (0, 0), "found on the day after");
        let other = register.actor(Role::UnitOfficer, "B");
        for unit in ["A", "P"] {
            let refused =
                show_figure(&register.context(&other), Asked { unit: Some(unit), ..asked(None) }, None, 2);
            assert!(matches!(refused, Err(AppError::Denied(_))), "{unit}");
        }
    });
}
