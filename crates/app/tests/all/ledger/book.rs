//! A ledger goes out, is edited and comes back: nothing changes but what was written, by the rules of the single acts.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError, LedgerFilter,
    ledger::{
        book_bring::{Preview, Yes, bring_ledger, keep_ledger, preview_ledger},
        book_show::show_book,
        findings::{
            findings_sign::sign_findings,
            problem_correct::correct_problem,
            problems_report::{FindingsList, report_problems},
        },
        measures::measure_step::{Said, report_progress},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    id::{MeasureId, ProblemId},
    ledger::{
        book::{Column, LedgerKind, SentLine, SentTable},
        findings::problem::{CustomaryForm, ProblemForm},
        measures::measure_form::MeasureForm,
    },
};
use earnest_testkit::{
    OPERATOR,
    register::{Register, on_both_engines},
};

fn yes(digest: &str) -> Yes<'_> {
    Yes { digest, again: false }
}

fn aspects() -> Vec<String> {
    vec!["conduct".to_owned()]
}

fn problem<'a>(level: &'a str, body: &'a str) -> ProblemForm<'a> {
    let measure = MeasureForm {
        body: "publish the conditions",
        owner: "head of the office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on: "2015-07-10",
    };
    ProblemForm {
        level,
        aspect: "conduct",
        body,
        instance: "in May nobody knew them",
        source: "self-examination",
        found_on: "2015-05-20",
        customary: CustomaryForm::default(),
        measures: vec![measure.clone(), measure],
    }
}

/// Two problems of A with two measures each, signed.
fn listed(register: &Register) -> (Actor, Actor) {
    let (officer, head) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitHead, "A"));
    let problems = vec![problem("team", "letters unanswered"), problem("person", "late at meetings")];
    let aspects = aspects();
    let list = FindingsList { unit: "A", round: None, problems, aspects: &aspects };
    let ids = report_problems(&register.context(&officer), &list).unwrap();
    sign_findings(&register.context(&head), "A", &ids).unwrap();
    (officer, head)
}

/// The ledger as it goes out.
fn out(register: &Register, who: &Actor, kind: LedgerKind) -> SentTable {
    let filter = LedgerFilter { limit: 20_000, ..LedgerFilter::default() };
    let book = show_book(&register.context(who), kind, None, filter).unwrap();
    let columns = kind.columns().iter().enumerate().map(|(at, column)| (column.key().to_owned(), at));
    let lines = (2..).zip(&book.rows).map(|(number, row)| SentLine { number, cells: row.cells().to_vec() });
    SentTable {
        kind: kind.key().to_owned(),
        columns: columns.collect(),
        lines: lines.collect(),
        left: Vec::new(),
        odd: Vec::new(),
    }
}

fn set(table: &mut SentTable, line: usize, column: Column, text: &str) {
    let place = table.columns.iter().position(|(key, _)| key == column.key()).unwrap();
    *table.lines.get_mut(line).unwrap().cells.get_mut(place).unwrap() = text.to_owned();
}

/// A blank row below the last.
fn add(table: &mut SentTable, cells: &[(Column, &str)]) {
    let number = u32::try_from(table.lines.len()).unwrap() + 2;
    table.lines.push(SentLine { number, cells: vec![String::new(); table.columns.len()] });
    let last = table.lines.len() - 1;
    for (column, text) in cells {
        set(table, last, *column, text);
    }
}

fn preview(register: &Register, who: &Actor, table: &SentTable) -> (i64, Preview) {
    let context = register.context(who);
    let id = keep_ledger(&context, None, "ledger.xlsx", table).unwrap();
    (id, preview_ledger(&context, id, &aspects()).unwrap())
}

fn faults(found: &Preview) -> Vec<(&'static str, u32, &'static str)> {
    let key = |column: Option<Column>| column.map_or("", Column::key);
    found.faults.iter().map(|fault| (key(fault.column), fault.number, fault.message.key)).collect()
}

fn events(register: &Register) -> Vec<String> {
    let context = register.context(&OPERATOR);
    let journal = earnest_app::journal_read::read_journal(
        &context,
        None,
        &earnest_app::JournalAsked { limit: 500, ..earnest_app::JournalAsked::default() },
    )
    .unwrap();
    journal.page.entries.iter().map(|(entry, ..)| entry.action.clone()).collect()
}

#[test]
fn a_ledger_that_nobody_touched_changes_nothing_whoever_sends_it() {
    on_both_engines(|register| {
        let (officer, head) = listed(register);
        let office = register.actor(Role::Office, "P");
        for who in [&officer, &head, &office] {
            for kind in LedgerKind::ALL {
                let (id, found) = preview(register, who, &out(register, who, *kind));
                let seen = (found.changes.len(), found.added.len(), found.faults.len(), found.moved);
                assert_eq!(seen, (0, 0, 0, 0), "{}", kind.key());
                assert!(found.same > 0);
                let end = bring_ledger(&register.context(who), id, yes(&found.digest), &aspects());
                assert!(
                    matches!(end, Err(AppError::Refused(message)) if message.key == "error-ledger-nothing")
                );
            }
        }
    });
}

#[test]
fn what_was_written_is_done_by_the_rules_of_the_single_acts_and_waits_for_the_head() {
    on_both_engines(|register| {
        let (officer, head) = listed(register);
        let mut table = out(register, &officer, LedgerKind::Problems);
        set(&mut table, 0, Column::Problem, "three letters unanswered");
        set(&mut table, 0, Column::Leader, "the deputy");
        let new = [
            (Column::Aspect, "conduct"),
            (Column::Problem, "too many forms"),
            (Column::Instance, "nine in May"),
            (Column::Measure, "cut them"),
            (Column::Owner, "office"),
            (Column::Deliverable, "a list"),
            (Column::DueOn, "2015-08-01"),
        ];
        add(&mut table, &new);
        let further = [
            (Column::Measure, "keep it so"),
            (Column::Owner, "office"),
            (Column::Deliverable, "a rule"),
            (Column::TimeClass, "standing"),
        ];
        add(&mut table, &further);
        let (id, found) = preview(register, &officer, &table);
        assert_eq!((found.changes.len(), found.added.len(), faults(&found)), (2, 1, vec![]));
        let said: Vec<&str> = found.added[0].measures.iter().map(|one| one[0].1.as_str()).collect();
        assert_eq!(said, ["cut them", "keep it so"]);
        assert_eq!(found.table.address(2, Some(Column::Problem)), "J2");
        let before = events(register).len();
        let done = bring_ledger(&register.context(&officer), id, yes(&found.digest), &aspects()).unwrap();
        assert_eq!((done.corrected, done.reported, done.progressed), (1, 1, 0));
        let all = events(register);
        let mut new: Vec<_> = all.iter().take(all.len() - before).map(String::as_str).collect();
        new.sort_unstable();
        assert_eq!(new, ["correct-problem", "report-problems"], "an event for each act");
        let filter = LedgerFilter { limit: 9, ..LedgerFilter::default() };
        let kind = LedgerKind::Problems;
        let book = show_book(&register.context(&head), kind, None, filter).unwrap();
        let cell = |row: usize, column| book.rows[row].cell(kind, column).to_owned();
        assert_eq!(
            (cell(0, Column::Problem), cell(0, Column::ProblemState)),
            ("letters unanswered".into(), "reported".into()),
            "the signed words stand"
        );
        assert!(
            cell(0, Column::Proposal).starts_with("three letters unanswered"),
            "and what is proposed beside them"
        );
        assert_eq!(cell(1, Column::ProblemState), "signed");
        assert_eq!(
            (cell(2, Column::Level), cell(2, Column::Measures), cell(2, Column::ProblemState)),
            ("team".into(), "2".into(), "reported".into())
        );
        let again = bring_ledger(&register.context(&officer), id, yes(&found.digest), &aspects());
        assert!(matches!(again, Err(AppError::NotFound)), "once");
    });
}

#[test]
fn one_fault_keeps_everything_as_it_was_and_every_fault_names_its_cell() {
    on_both_engines(|register| {
        let (officer, _) = listed(register);
        let mut table = out(register, &officer, LedgerKind::Problems);
        set(&mut table, 0, Column::Instance, "in June too");
        set(&mut table, 0, Column::Closed, "2");
        set(&mut table, 1, Column::Aspect, "weather");
        add(&mut table, &[(Column::Problem, "vague"), (Column::DueOn, "soon")]);
        let (id, found) = preview(register, &officer, &table);
        let expected = [
            ("closed", 2, "error-ledger-closure"),
            ("aspect", 3, "error-aspect"),
            ("aspect", 4, "error-aspect"),
            ("instance", 4, "error-text-empty"),
            ("measure", 4, "error-text-empty"),
            ("owner", 4, "error-text-empty"),
            ("deliverable", 4, "error-text-empty"),
            ("due-on", 4, "error-date"),
        ];
        assert_eq!(faults(&found), expected);
        let before = events(register);
        let end = bring_ledger(&register.context(&officer), id, yes(&found.digest), &aspects());
        assert!(matches!(end, Err(AppError::Refused(message)) if message.key == "error-ledger-faults"));
        assert_eq!(events(register), before);
    });
}

#[test]
fn progress_comes_back_by_the_rectification_ledger_and_a_closure_never_does() {
    on_both_engines(|register| {
        let (officer, _) = listed(register);
        let kind = LedgerKind::Rectification;
        let mut table = out(register, &officer, kind);
        set(&mut table, 0, Column::Progress, "60");
        set(&mut table, 0, Column::Note, "two of three letters answered");
        let (id, found) = preview(register, &officer, &table);
        assert_eq!((found.changes.len(), faults(&found)), (2, vec![]));
        let done = bring_ledger(&register.context(&officer), id, yes(&found.digest), &aspects()).unwrap();
        assert_eq!(done.progressed, 1);
        assert!(events(register)[0].starts_with("report-progress"));
        let fresh = out(register, &officer, kind);
        let at = |line: usize, column| fresh.cell(&fresh.lines[line], column).unwrap().to_owned();
        assert_eq!((at(0, Column::Progress), at(0, Column::State)), ("60".into(), "in-progress".into()));
        assert_eq!(at(0, Column::AsOf), "2015-06-01");
        let mut table = fresh.clone();
        set(&mut table, 0, Column::State, "closed");
        set(&mut table, 1, Column::DueOn, "2016-01-01");
        set(&mut table, 2, Column::Problem, "nicer");
        set(&mut table, 3, Column::Progress, "all");
        let found = preview(register, &officer, &table).1;
        let expected = [
            ("state", 2, "error-ledger-closure"),
            ("due-on", 3, "error-ledger-measure"),
            ("problem", 4, "error-ledger-in-problems"),
            ("progress", 5, "error-number"),
        ];
        assert_eq!(faults(&found), expected);
    });
}

#[test]
fn what_changed_here_meanwhile_is_told_and_not_written_over() {
    on_both_engines(|register| {
        let (officer, _) = listed(register);
        let mut table = out(register, &officer, LedgerKind::Problems);
        set(&mut table, 0, Column::Problem, "mine");
        let (id, found) = preview(register, &officer, &table);
        assert_eq!(found.changes.len(), 1);
        let form =
            ProblemForm { aspect: "conduct", body: "theirs", instance: "in June", ..ProblemForm::default() };
        correct_problem(&register.context(&officer), ProblemId(1), &form, &aspects()).unwrap();
        let end = bring_ledger(&register.context(&officer), id, yes(&found.digest), &aspects());
        assert!(matches!(end, Err(AppError::Refused(message)) if message.key == "error-ledger-faults"));
        let found = preview_ledger(&register.context(&officer), id, &aspects()).unwrap();
        assert_eq!(faults(&found), [("serial", 2, "error-ledger-stale")]);
        let kind = LedgerKind::Rectification;
        let mut table = out(register, &officer, kind);
        report_progress(
            &register.context(&officer),
            MeasureId(2),
            Said { progress: "10", ..Said::default() },
        )
        .unwrap();
        set(&mut table, 0, Column::Progress, "20");
        let (_, found) = preview(register, &officer, &table);
        assert_eq!(
            (found.changes.len(), found.moved, faults(&found)),
            (1, 1, vec![]),
            "an untouched row stays"
        );
    });
}

#[test]
fn nobody_writes_into_another_units_ledger_or_opens_what_another_account_keeps() {
    on_both_engines(|register| {
        let (officer, _) = listed(register);
        let (office, beside) = (register.actor(Role::Office, "P"), register.actor(Role::UnitOfficer, "B"));
        let mut table = out(register, &office, LedgerKind::Problems);
        set(&mut table, 0, Column::Problem, "ours");
        let (id, found) = preview(register, &office, &table);
        assert_eq!(faults(&found), [("problem", 2, "error-ledger-not-yours")]);
        let (_, found) = preview(register, &beside, &table);
        assert!(
            faults(&found).iter().all(|(.., key)| *key == "error-ledger-unknown"),
            "hidden rows are missing rows"
        );
        assert_eq!(found.faults.len(), table.lines.len());
        for who in [&officer, &beside, &Actor::PUBLIC] {
            let context = register.context(who);
            assert!(matches!(preview_ledger(&context, id, &aspects()), Err(AppError::NotFound)));
            assert!(matches!(
                bring_ledger(&context, id, yes(&found.digest), &aspects()),
                Err(AppError::NotFound)
            ));
        }
        let mut blank = out(register, &officer, LedgerKind::Problems);
        blank.lines.clear();
        let new = [
            (Column::UnitCode, "B"),
            (Column::Problem, "theirs"),
            (Column::Aspect, "conduct"),
            (Column::Instance, "x"),
            (Column::Level, "area"),
        ];
        add(&mut blank, &new);
        let (_, found) = preview(register, &officer, &blank);
        assert_eq!(faults(&found), [("unit-code", 2, "error-ledger-unit-unknown")]);
        let Err(AppError::Denied(_) | AppError::NotFound) =
            keep_ledger(&register.context(&beside), Some("A"), "x", &blank)
        else {
            panic!("a ledger of another unit is no ledger")
        };
    });
}
