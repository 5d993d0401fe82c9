//! Later days and the long term, standing measures, evidence as files, measures added and mended, problems settled.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError, Context, LedgerFilter,
    desk::desk_show::{OwedKind, owed},
    figures::figure_show::{Asked, show_figure},
    ledger::{
        attachments::attachment_add::{NewFile, attach_files},
        findings::{
            findings_sign::sign_findings,
            problem_correct::correct_problem,
            problem_settle::{Settle, settle_problem},
            problems_report::{FindingsList, report_problems},
        },
        ledger_show::{May, MayChange, show_ledger, show_measure, show_problem},
        measures::{
            change_decide::{Word, approve_change, decide_change},
            change_request::request_change,
            measure_add::add_measure,
            measure_edit::edit_measure,
            measure_step::{
                Said, approve_closure, close_measure, close_period, hold_measure, request_closure,
            },
        },
    },
};
use earnest_model::{
    actor::{Actor, Role},
    figures::figure_name::FigureName,
    id::{MeasureId, ProblemId},
    ledger::{
        attachments::attachment::{Holder, digest},
        findings::problem::{CustomaryForm, ProblemForm, ProblemState},
        measures::{
            measure::MeasureState,
            measure_change::{ChangeForm, ChangeState},
            measure_form::{MeasureForm, TimeClass},
        },
    },
    seen::Seen,
};
use earnest_testkit::{
    OPERATOR,
    files::MemoryFiles,
    register::{Register, on_both_engines},
};
use jiff::civil::date;

fn measure<'a>(body: &'a str, time_class: &'a str, due_on: &'a str) -> MeasureForm<'a> {
    MeasureForm { body, owner: "head of the office", deliverable: "the notice", time_class, due_on }
}

fn problem<'a>(body: &'a str, measures: Vec<MeasureForm<'a>>) -> ProblemForm<'a> {
    ProblemForm {
        level: "team",
        aspect: "conduct",
        body,
        instance: "in May nobody knew",
        source: "self-examination",
        found_on: "2015-06-01",
        customary: CustomaryForm::default(),
        measures,
    }
}

fn report(register: &Register, who: &Actor, problems: Vec<ProblemForm<'_>>) -> Vec<ProblemId> {
    let aspects = ["conduct".to_owned()];
    let list = FindingsList { unit: "A", round: None, problems, aspects: &aspects };
    report_problems(&register.context(who), &list).unwrap()
}

/// A measure of A, with its officer and head.
fn one(register: &Register, time_class: &str, due_on: &str) -> (MeasureId, ProblemId, Actor, Actor) {
    let officer = register.actor(Role::UnitOfficer, "A");
    let list = vec![problem("one", vec![measure("publish", time_class, due_on)])];
    let against = *report(register, &officer, list).first().unwrap();
    let head = register.actor(Role::UnitHead, "A");
    let id = show_problem(&register.context(&officer), against).unwrap().measures.first().unwrap().id;
    (id, against, officer, head)
}

fn key<T: std::fmt::Debug>(end: Result<T, AppError>) -> &'static str {
    match end.unwrap_err() {
        AppError::Refused(message) => message.key,
        AppError::Denied(_) | AppError::NotFound => "hidden",
        AppError::Form(errors) => errors.iter().next().unwrap().1.key,
        other => panic!("{other}"),
    }
}

fn owes(register: &Register, who: &Actor, kind: OwedKind) -> usize {
    owed(&register.context(who)).unwrap().into_iter().filter(|owed| owed.kind == kind).count()
}

const YES: Word<'static> = Word { yes: true, remarks: "" };

#[test]
fn a_later_day_is_backed_for_the_words_that_were_seen_alone() {
    on_both_engines(|register| {
        let (id, problem_id, officer, head) = one(register, "by-date", "2015-06-20");
        let form = ChangeForm {
            kind: "extension",
            reason: "the contractor came three weeks late",
            due_on: "2015-07-20",
            ..ChangeForm::default()
        };
        request_change(&register.context(&officer), id, &form).unwrap();
        let seen = Seen::up_to(i64::try_from(register.journal().len()).unwrap());
        let other = problem("other words", vec![measure("publish", "by-date", "2015-06-20")]);
        correct_problem(&register.context(&officer), problem_id, &other, &["conduct".to_owned()]).unwrap();
        let acts = register.journal().len();
        let stale = Context { seen: Some(&seen), ..register.context(&head) };
        assert!(matches!(approve_change(&stale, id, YES), Err(AppError::Overtaken(_))));
        assert_eq!(register.journal().len(), acts, "nothing was done");
        let now = Seen::up_to(i64::try_from(acts).unwrap());
        let fresh = Context { seen: Some(&now), ..register.context(&head) };
        assert_eq!(approve_change(&fresh, id, YES).unwrap(), ChangeState::UnitApproved);
    });
}

#[test]
fn a_later_day_is_asked_for_by_the_unit_backed_by_its_head_and_granted_by_the_office_above() {
    on_both_engines(|register| {
        let (id, _, officer, head) = one(register, "by-date", "2015-06-20");
        let office = register.actor(Role::Office, "P");
        let at = |who| register.context(who);
        let form = ChangeForm {
            kind: "extension",
            reason: "the contractor came three weeks late",
            due_on: "2015-07-20",
            ..ChangeForm::default()
        };
        let early = ChangeForm { due_on: "2015-06-10", ..form };
        assert_eq!(key(request_change(&at(&officer), id, &early)), "error-change-later");
        for who in [&head, &office] {
            assert_eq!(key(request_change(&at(who), id, &form)), "hidden", "the officer asks");
        }
        request_change(&at(&officer), id, &form).unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), detail["to"].as_str()), ("request-change", Some("2015-07-20")));
        assert_eq!(key(request_change(&at(&officer), id, &form)), "error-change-one");
        assert_eq!(owes(register, &head, OwedKind::ChangeApproval), 1);
        assert_eq!(owes(register, &office, OwedKind::ChangeDecision), 0, "not before the head");
        assert_eq!(key(decide_change(&at(&office), id, YES)), "error-change-decided");
        let no = Word { yes: false, remarks: "no" };
        assert_eq!(key(approve_change(&at(&head), id, no)), "error-review-remarks-short");
        assert_eq!(approve_change(&at(&head), id, YES).unwrap(), ChangeState::UnitApproved);
        assert_eq!(owes(register, &office, OwedKind::ChangeDecision), 1);
        for (role, unit) in
            [(Role::Office, "A"), (Role::Office, "B"), (Role::Assessor, "P"), (Role::UnitHead, "P")]
        {
            let who = register.actor(role, unit);
            assert_eq!(key(decide_change(&register.context(&who), id, YES)), "hidden", "{role:?} of {unit}");
            assert_eq!(owes(register, &who, OwedKind::ChangeDecision), 0, "{role:?} of {unit}");
        }
        assert_eq!(show_measure(&at(&office), id).unwrap().may_change, MayChange::Decide);
        assert_eq!(decide_change(&at(&office), id, YES).unwrap(), ChangeState::Granted);
        let shown = show_measure(&at(&officer), id).unwrap();
        assert_eq!(shown.measure.due_on, Some(date(2015, 7, 20)));
        assert_eq!(shown.measure.time_class, TimeClass::ByDate);
        assert_eq!((shown.changes.len(), shown.may_change), (1, MayChange::Request), "the history stays");
        assert_eq!(register.last_event().1["word"], "granted");
    });
}

#[test]
fn the_long_term_makes_a_measure_standing_which_is_closed_for_the_period_and_comes_up_again() {
    on_both_engines(|register| {
        let (id, _, officer, head) = one(register, "by-date", "2015-06-20");
        let office = register.actor(Role::Office, "P");
        let at = |who| register.context(who);
        let form = ChangeForm {
            kind: "long-term",
            reason: "the rule works only over several years",
            stage_goal: "half of the offices",
            review_on: "2015-09-01",
            ends_on: "2016-06-01",
            ..ChangeForm::default()
        };
        request_change(&at(&officer), id, &form).unwrap();
        approve_change(&at(&head), id, YES).unwrap();
        decide_change(&at(&office), id, YES).unwrap();
        let standing = show_measure(&at(&officer), id).unwrap().measure;
        assert_eq!((standing.time_class, standing.due_on), (TimeClass::Standing, Some(date(2015, 9, 1))));
        assert_eq!(standing.stage_goal.as_deref(), Some("half of the offices"));
        let proof = Said { evidence: "half of the offices do it", ..Said::default() };
        let ask = |who: &Actor| {
            request_closure(&register.context(who), id, proof).unwrap();
            approve_closure(&at(&head), id, Said::default()).unwrap();
        };
        ask(&officer);
        assert_eq!(key(close_measure(&at(&office), id, Said::default())), "error-measure-standing");
        assert_eq!(key(close_period(&at(&office), id, Said::default(), "2015-05-01")), "error-change-later");
        let closed = close_period(&at(&office), id, Said::default(), "2015-12-01").unwrap();
        assert_eq!(closed, MeasureState::ClosedForPeriod);
        assert_eq!(register.last_event().1["review"], "2015-12-01");
        let may = show_measure(&at(&office), id).unwrap().may;
        assert_eq!(
            may,
            May::LookBack { may_hold: false },
            "what is closed for the period can't be found to hold"
        );
        assert_eq!(key(hold_measure(&at(&office), id, Said::default())), "error-measure-step");
        assert_eq!(owes(register, &officer, OwedKind::MeasureDue), 0);
        let overdue = |register: &Register| {
            let filter =
                LedgerFilter { overdue_on: Some(register.today.get()), limit: 9, ..LedgerFilter::default() };
            show_ledger(&register.context(&OPERATOR), Some("A"), filter).unwrap().total
        };
        assert_eq!(overdue(register), 0);
        register.today.set(date(2015, 12, 2));
        assert_eq!(owes(register, &officer, OwedKind::MeasureDue), 1, "the review is due");
        assert_eq!(overdue(register), 1, "never silently dropped");
        ask(&officer);
        register.today.set(date(2016, 6, 1));
        assert_eq!(
            close_measure(&register.context(&office), id, Said::default()).unwrap(),
            MeasureState::Closed
        );
        register.today.set(earnest_testkit::register::TODAY);
    });
}

#[test]
fn a_file_is_evidence_enough_and_the_request_swears_to_it() {
    on_both_engines(|register| {
        let (id, _, officer, _) = one(register, "by-date", "2015-06-20");
        let context = register.context(&officer);
        assert_eq!(key(request_closure(&context, id, Said::default())), "error-measure-evidence");
        let file = NewFile { name: "notice.txt", bytes: b"the notice", too_large: false };
        attach_files(&context, &MemoryFiles::default(), (Holder::Measure, id.0), &[file], None).unwrap();
        let asked = request_closure(&context, id, Said::default()).unwrap();
        assert_eq!(asked, MeasureState::ClosureRequested);
        assert_eq!(register.last_event().1["evidence-sha256"][0], digest(b"the notice"));
    });
}

#[test]
fn a_measure_is_mended_before_the_signature_and_added_after_it_by_the_head_alone() {
    on_both_engines(|register| {
        let (id, against, officer, head) = one(register, "by-date", "2015-06-20");
        let at = |who| register.context(who);
        edit_measure(&at(&officer), id, &measure("publish and hang out", "by-date", "2015-06-25")).unwrap();
        assert_eq!(register.last_event().1["before"], "publish");
        let shown = show_measure(&at(&officer), id).unwrap();
        assert_eq!((shown.measure.body.as_str(), shown.may_edit), ("publish and hang out", true));
        add_measure(&at(&officer), against, &measure("second", "immediate", "2015-06-02"), false).unwrap();
        sign_findings(&at(&head), "A", &[against]).unwrap();
        let late = measure("too late", "by-date", "2015-06-25");
        assert_eq!(key(edit_measure(&at(&officer), id, &late)), "error-measure-late-edit");
        assert!(!show_measure(&at(&officer), id).unwrap().may_edit);
        assert_eq!(key(add_measure(&at(&officer), against, &late, false)), "error-measure-add-head");
        let other = register.actor(Role::UnitHead, "B");
        assert_eq!(key(add_measure(&at(&other), against, &late, false)), "hidden");
        let faulty = measure("", "by-date", "");
        let Err(AppError::Form(errors)) = add_measure(&at(&head), against, &faulty, false) else {
            panic!("taken")
        };
        assert!(errors.at("body").is_some() && errors.at("due_on").is_some());
        let third = add_measure(&at(&head), against, &measure("third", "standing", ""), false).unwrap();
        let shown = show_measure(&at(&officer), third).unwrap();
        assert_eq!(shown.measure.serial, "A-2015-001-3");
        assert_eq!(register.last_event().0, "add-measure");
    });
}

#[test]
fn a_problem_is_settled_from_above_alone_and_leaves_the_count_but_not_the_list() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let head = register.actor(Role::UnitHead, "A");
        let list = ["one", "one again", "not so"]
            .map(|body| problem(body, vec![measure("publish", "by-date", "2015-07-01")]));
        let ids = report(register, &officer, list.to_vec());
        sign_findings(&register.context(&head), "A", &ids).unwrap();
        let counted = || {
            let figure = |name| {
                let asked = Asked { unit: Some("P"), ..Asked::of(name) };
                show_figure(&register.context(&OPERATOR), asked, None, 9).unwrap().figure.value()
            };
            (figure(FigureName::TeamProblems), figure(FigureName::TeamMeasures))
        };
        assert_eq!(counted(), (3, 3));
        let assessor = register.actor(Role::Assessor, "P");
        let merge = |into| Settle { into, reason: "it says the same of the same meeting" };
        for who in [&officer, &head, &register.actor(Role::Assessor, "B")] {
            assert_eq!(key(settle_problem(&register.context(who), ids[1], &merge("A-2015-001"))), "hidden");
        }
        let context = register.context(&assessor);
        for wrong in ["A-2015-002", "A-2015-009", "B-2015-001"] {
            assert_eq!(key(settle_problem(&context, ids[1], &merge(wrong))), "error-problem-into", "{wrong}");
        }
        let state = settle_problem(&context, ids[1], &merge("A-2015-001")).unwrap();
        assert_eq!(
            (state, register.last_event().1["into"].as_str()),
            (ProblemState::Merged, Some("A-2015-001"))
        );
        assert_eq!(counted(), (2, 3), "its measure went over");
        assert_eq!(show_problem(&context, ids[0]).unwrap().measures.len(), 2);
        let short = Settle { into: "", reason: "no" };
        assert_eq!(key(settle_problem(&context, ids[2], &short)), "error-review-remarks-short");
        let not_so = Settle { into: "", reason: "the minutes show the opposite" };
        assert_eq!(settle_problem(&context, ids[2], &not_so).unwrap(), ProblemState::NotSubstantiated);
        assert_eq!(counted(), (1, 2));
        assert_eq!(key(settle_problem(&context, ids[2], &not_so)), "error-problem-settled");
        let shown = show_problem(&context, ids[2]).unwrap();
        assert_eq!(shown.problem.missing.as_deref(), Some("the minutes show the opposite"));
        assert!(!shown.may_return && !shown.may_settle);
        let more = measure("more", "by-date", "2015-07-01");
        assert_eq!(key(add_measure(&register.context(&head), ids[2], &more, false)), "error-problem-settled");
    });
}
