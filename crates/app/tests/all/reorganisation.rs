//! The tree changes by orders: what is done, what is refused, and what figures of past days say afterwards.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests may break off"
)]

use earnest_app::{
    AppError,
    duties::{duty_acknowledge::acknowledge_duty, duty_lay::lay_duty},
    figures::{
        board_show::{self, show_board},
        figure_show::{Asked, show_figure},
    },
    journal_verify::verify_journal,
    ledger::findings::{
        findings_sign::sign_findings,
        problems_report::{FindingsList, report_problems},
    },
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        standard_publish::publish_standard,
    },
    units::{
        changes_show::changes_of,
        unit_change::{ChangeForm, change_unit, change_units, look_at_change, undo_change},
        unit_export::export_units,
        unit_import::import_units,
    },
};
use earnest_model::{
    actor::Role,
    duties::duty::DutyForm,
    figures::figure_name::FigureName,
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        measures::measure_form::MeasureForm,
    },
    permit::{ReadProgramme, decide},
    units::change::{ChangeKind, Hang, HangRule},
};
use earnest_store::UnitMark;
use earnest_testkit::{
    OPERATOR,
    assessment::{open_round, standard},
    refused::refused,
    register::{Register, TODAY, on_both_engines, tiers},
};
use std::collections::BTreeMap;

const WHY: &str = "Order 12 of the province";
const DAY: &str = "2015-06-01";

fn form<'a>(change: &'a str, code: &'a str) -> ChangeForm<'a> {
    ChangeForm { change, code, day: DAY, reason: WHY, ..ChangeForm::default() }
}

fn moved<'a>(code: &'a str, parent: &'a str) -> ChangeForm<'a> {
    ChangeForm { parent, ..form("move", code) }
}

fn does(register: &Register, form: &ChangeForm<'_>) {
    change_unit(&register.context(&OPERATOR), form, &tiers()).unwrap();
}

/// The field that is told, and the key of what is told of it.
fn fault(register: &Register, form: &ChangeForm<'_>) -> (String, String) {
    match change_unit(&register.context(&OPERATOR), form, &tiers()) {
        Err(AppError::Form(errors)) => {
            let (field, message) = errors.iter().next().unwrap();
            (field.to_owned(), message.to_string().split_whitespace().next().unwrap().to_owned())
        }
        Err(AppError::Refused(message)) => (String::new(), message.to_string()),
        other => panic!("{other:?}"),
    }
}

/// A problem of a unit with one measure, signed by its head.
fn signed(register: &Register, unit: &str) {
    let measure = MeasureForm {
        body: "publish the conditions",
        owner: "office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on: "2016-07-01",
    };
    let found_on = register.today.get().to_string();
    let problem = ProblemForm {
        level: "team",
        aspect: "conduct",
        body: "nobody knew the conditions",
        instance: "in May three people asked in vain",
        source: "self-examination",
        found_on: &found_on,
        customary: CustomaryForm::default(),
        measures: vec![measure],
    };
    let aspects = ["conduct".to_owned()];
    let list = FindingsList { unit, round: None, problems: vec![problem], aspects: &aspects };
    let officer = register.actor(Role::UnitOfficer, unit);
    let ids = report_problems(&register.context(&officer), &list).unwrap();
    sign_findings(&register.context(&register.actor(Role::UnitHead, unit)), unit, &ids).unwrap();
}

fn later(register: &Register, days: i64) {
    register.today.set(register.today.get().saturating_add(jiff::Span::new().days(days)));
}

/// The codes above a unit, from the root down.
fn path(register: &Register, code: &str) -> Vec<String> {
    let mut snapshot = register.store.snapshot().unwrap();
    let mut reader = snapshot.reader();
    let at = reader.locate(code).unwrap().unwrap();
    let permit = decide::<ReadProgramme>(&OPERATOR, at, register.today.get()).unwrap();
    reader.path(&permit).unwrap().into_iter().map(|unit| unit.code).collect()
}

/// The register holds together: each interval follows from the tree, and the journal from what was written.
fn holds(register: &Register) {
    let verified = verify_journal(&register.context(&OPERATOR)).unwrap();
    assert!(verified.holds(), "{:?}", verified.faults);
}

fn figure(register: &Register, name: FigureName, unit: &str, day: jiff::civil::Date) -> u64 {
    let asked = Asked { unit: Some(unit), as_of: Some(day), ..Asked::of(name) };
    let shown = show_figure(&register.context(&OPERATOR), asked, None, 10_000).unwrap();
    assert_eq!(shown.figure.value(), shown.records.len() as u64, "{name:?} at {unit} on {day}");
    shown.figure.value()
}

#[test]
fn a_unit_is_called_otherwise_from_a_day_on_and_its_page_tells_what_it_was_called() {
    on_both_engines(|register| {
        let form = ChangeForm { name: "A1 new", ..form("rename", "A1") };
        does(register, &form);
        assert_eq!(register.last_event().0, "change-units");
        assert_eq!(register.last_event().1["name"], "A1 new");
        let changes = changes_of(&register.context(&OPERATOR), "A1").unwrap();
        assert_eq!(changes.len(), 1);
        assert_eq!((changes[0].kind, changes[0].name.as_str()), (ChangeKind::Rename, "A1 new"));
        assert_eq!(changes[0].name_before.as_deref(), Some("A县1"));
        assert_eq!(fault(register, &form).1, "error-change-same-name");
        holds(register);
    });
}

#[test]
fn a_unit_is_opened_as_the_last_beneath_another_and_counts_from_its_day() {
    on_both_engines(|register| {
        later(register, 2);
        let before = figure(register, FigureName::Units, "A", TODAY);
        let new = ChangeForm { name: "new county", parent: "A", tier: "county", ..form("open", "A9") };
        does(register, &new);
        assert_eq!(path(register, "A9"), ["P", "A"]);
        assert_eq!(figure(register, FigureName::Units, "A", TODAY), before, "as it was");
        assert_eq!(figure(register, FigureName::Units, "A", register.today.get()), before + 1);
        let new = ChangeForm { name: "newer county", ..new };
        for (form, field, key) in [
            (new, "code", "error-change-code-alike"),
            (ChangeForm { code: "a9", ..new }, "code", "error-change-code-alike"),
            (ChangeForm { code: "A8", tier: "prefecture", ..new }, "tier", "error-change-tier"),
            (ChangeForm { code: "A8", parent: "ZZ", ..new }, "parent", "error-change-unknown"),
            (ChangeForm { code: "A8", name: " ", ..new }, "name", "error-text-empty"),
            (ChangeForm { code: "A8", day: "2015-06-04", ..new }, "day", "error-change-day"),
            (ChangeForm { code: "A8", reason: "", ..new }, "reason", "error-text-empty"),
        ] {
            assert_eq!(fault(register, &form), (field.to_owned(), key.to_owned()), "{form:?}");
        }
        holds(register);
    });
}

#[test]
fn a_unit_goes_elsewhere_with_all_beneath_it_to_the_left_and_to_the_right_and_within_its_line() {
    on_both_engines(|register| {
        does(register, &moved("A1", "B"));
        assert_eq!(path(register, "A1T1V2"), ["P", "B", "A1", "A1T1"]);
        holds(register);
        does(register, &moved("B1", "A"));
        assert_eq!(path(register, "B1T2V2"), ["P", "A", "B1", "B1T2"]);
        holds(register);
        // Beneath one that stands above it already, and back beneath one that stands beside it.
        does(register, &moved("B1T1V1", "B1"));
        holds(register);
        does(register, &moved("B1T1V1", "B1T1"));
        does(register, &moved("B1T2", "A"));
        holds(register);
        assert_eq!(register.last_event().1["units"], 3);
        for (form, key) in [
            (moved("A", "A1"), "error-change-tier"),
            (moved("A", "B1T2"), "error-change-beneath-itself"),
            (moved("A1", "B"), "error-change-there-already"),
            (moved("A1", "A1T1"), "error-change-beneath-itself"),
            (moved("P", "A"), "error-change-whole"),
            (moved("ZZ", "A"), "error-change-unknown"),
        ] {
            assert_eq!(fault(register, &form).1, key, "{form:?}");
        }
        // A file of units goes on hanging new ones beneath, and comes out again.
        let file = "code,name,parent_code,tier,class\nX9,new,A1,township,township\n";
        import_units(&register.context(&OPERATOR), file.as_bytes(), &tiers(), UnitMark::default()).unwrap();
        assert_eq!(path(register, "X9"), ["P", "B", "A1"]);
        holds(register);
        let file = String::from_utf8(export_units(&register.context(&OPERATOR), &tiers()).unwrap()).unwrap();
        assert!(file.lines().any(|line| line.starts_with("A1,") && line.contains(",B,")), "{file}");
    });
}

#[test]
fn a_figure_of_a_past_day_is_of_the_tree_of_that_day_and_rights_follow_todays() {
    on_both_engines(|register| {
        signed(register, "A1");
        let names = [
            FigureName::Units,
            FigureName::LedgerMeasures,
            FigureName::TeamProblems,
            FigureName::DutiesAssigned,
        ];
        let all = |register: &Register, day| {
            let units = ["P", "A", "B", "A1"];
            let count = |unit| names.map(|name| figure(register, name, unit, day));
            units.map(count)
        };
        let then = all(register, TODAY);
        later(register, 3);
        assert_eq!(all(register, TODAY), then);
        let officer = register.actor(Role::UnitOfficer, "A");
        let before = register.today.get().yesterday().unwrap();
        does(register, &moved("A1", "B"));
        assert_eq!(all(register, TODAY), then, "as it was");
        assert_eq!(all(register, before), then, "and on the day before the move");
        let now = all(register, register.today.get());
        assert_eq!(now[0], then[0], "the whole is what it was");
        assert_eq!(now[3], then[3], "the unit, too");
        assert!(now[1][0] < then[1][0] && now[2][0] > then[2][0], "{now:?}");
        assert!(now[1][1] < then[1][1] && now[2][1] > then[2][1], "{now:?}");
        // What was counted for A stays counted for A, and whoever reads A today doesn't read what A1 wrote.
        let asked = Asked { unit: Some("A"), as_of: Some(TODAY), ..Asked::of(FigureName::LedgerMeasures) };
        let shown = show_figure(&register.context(&officer), asked, None, 100).unwrap();
        let theirs: Vec<_> = shown.records.iter().filter(|record| record.unit_code == "A1").collect();
        assert!(!theirs.is_empty() && theirs.iter().all(|record| record.label.is_empty()), "{theirs:?}");
        // A figure of that day opens by whose acts it was of; today that unit stands elsewhere.
        let of = |day| Asked {
            organiser: Some("A"),
            as_of: Some(day),
            unit: Some("A1"),
            ..Asked::of(FigureName::TeamProblems)
        };
        assert!(show_figure(&register.context(&OPERATOR), of(TODAY), None, 10).is_ok());
        assert!(show_figure(&register.context(&OPERATOR), of(register.today.get()), None, 10).is_err());
        // The board of that day has the unit in its row, the board of today has not.
        let rows = |day| {
            let wanted = board_show::Wanted { unit: Some("A"), as_of: Some(day), ..Default::default() };
            let board = show_board(&register.context(&OPERATOR), wanted).unwrap();
            let mut children = board.children.iter().filter(|child| child.unit.code == "A1");
            let cell = |unit| board.cell(unit, FigureName::LedgerMeasures).map_or(0, |cell| cell.value());
            children.next().map(|child| cell(child.unit.id))
        };
        assert_eq!(rows(TODAY), Some(then[3][1]));
        assert_eq!(rows(register.today.get()), None);
        // Back again: every figure of every day is what it was, and today's what it was before.
        does(register, &moved("A1", "A"));
        assert_eq!(all(register, TODAY), then);
        assert_eq!(all(register, before), then);
        assert_eq!(all(register, register.today.get()), then);
        holds(register);
    });
}

#[test]
fn a_round_keeps_the_units_that_owed_it_and_one_that_comes_later_changes_none() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "A");
        let context = register.context(&office);
        let round =
            PlanRound { number: 1, topic: "topic", opens_on: TODAY, plans_due_on: TODAY, ends_on: TODAY };
        let rounds = vec![round];
        let set_up = SetUp { organiser: "A", key: "test", title: "programme", goal: "goal", rounds };
        let (_, rounds) = set_up_programme(&context, &set_up).unwrap();
        publish_standard(&context, "A", &standard()).unwrap();
        advance_round(&context, rounds[0]).unwrap();
        let due = |day| {
            let asked = Asked {
                unit: Some("A"),
                round: Some(1),
                as_of: Some(day),
                ..Asked::of(FigureName::PlansDue)
            };
            let shown = show_figure(&register.context(&OPERATOR), asked, None, 100).unwrap();
            shown.records.iter().map(|record| record.unit_code.clone()).collect::<Vec<_>>()
        };
        let then = due(TODAY);
        assert_eq!(then.len(), 9);
        later(register, 1);
        does(register, &moved("A1", "B"));
        does(register, &moved("B1", "A"));
        does(register, &ChangeForm { name: "new", parent: "A", tier: "county", ..form("open", "A9") });
        assert_eq!(due(TODAY), then);
        assert_eq!(
            due(register.today.get()),
            then,
            "who comes later owes nothing earlier, who went still does"
        );
    });
}

#[test]
fn a_unit_is_closed_when_nothing_is_open_there_and_its_people_hold_nothing_more() {
    on_both_engines(|register| {
        let head = register.actor(Role::UnitHead, "A2T1V1");
        later(register, 1);
        assert_eq!(fault(register, &form("close", "A2T1")).1, "error-change-units-beneath");
        let seen = look_at_change(&register.context(&OPERATOR), &form("close", "A2T1V1"), &tiers()).unwrap();
        let roles = seen.hangs.iter().find(|hangs| hangs.kind == Hang::Roles).unwrap();
        assert_eq!((roles.rule, roles.open), (HangRule::Ends, 1));
        let looked = register.journal().len();
        does(register, &form("close", "A2T1V1"));
        assert_eq!(register.journal().len(), looked + 1, "looking writes nothing");
        assert_eq!(register.last_event().1["ended"], 1);
        let again =
            register.store.snapshot().unwrap().reader().actor(head.account().unwrap()).unwrap().unwrap();
        assert_eq!(again.holdings(register.today.get()).count(), 0);
        let yesterday = register.today.get().yesterday().unwrap();
        let (before, now) = (
            figure(register, FigureName::Units, "A2T1", yesterday),
            figure(register, FigureName::Units, "A2T1", register.today.get()),
        );
        assert_eq!(now + 1, before, "it is there no more");
        assert_eq!(fault(register, &form("close", "A2T1V1")).1, "error-change-closed");
        assert_eq!(fault(register, &moved("A2T1V1", "A2T2")).1, "error-change-closed");
        // Taken back as long as nothing was done there since.
        undo_change(&register.context(&OPERATOR), ("A2T1V1", DAY, WHY), &tiers()).unwrap();
        assert_eq!(figure(register, FigureName::Units, "A2T1", register.today.get()), before);
        holds(register);
    });
}

#[test]
fn what_is_open_goes_to_the_unit_that_takes_the_place_and_nobody_else_sees_more() {
    on_both_engines(|register| {
        signed(register, "A1");
        let (one, other) = (register.actor(Role::UnitHead, "A1"), register.actor(Role::UnitHead, "A2"));
        let then = figure(register, FigureName::LedgerMeasures, "A1", TODAY);
        assert!(then > 0);
        later(register, 1);
        let joins = ChangeForm { into: "A2", ..form("merge", "A1") };
        assert_eq!(fault(register, &ChangeForm { into: "A1T1", ..joins }).1, "error-change-into-itself");
        assert_eq!(fault(register, &ChangeForm { into: "A1T1V1", ..joins }).1, "error-change-into-itself");
        assert_eq!(fault(register, &ChangeForm { into: "", ..joins }).0, "into");
        does(register, &joins);
        assert_eq!(path(register, "A1T1V1"), ["P", "A", "A2", "A1T1"]);
        assert_eq!(figure(register, FigureName::LedgerMeasures, "A1", TODAY), then, "as it was");
        assert_eq!(figure(register, FigureName::LedgerMeasures, "A1", register.today.get()), 0);
        assert_eq!(figure(register, FigureName::LedgerMeasures, "A2", register.today.get()), then);
        assert_eq!(
            figure(register, FigureName::LedgerMeasures, "A", register.today.get()),
            figure(register, FigureName::LedgerMeasures, "A", TODAY)
        );
        let reader = |actor: &earnest_model::actor::Actor| {
            let id = actor.account().unwrap();
            register.store.snapshot().unwrap().reader().actor(id).unwrap().unwrap()
        };
        let (one, other) = (reader(&one), reader(&other));
        assert_eq!(one.holdings(register.today.get()).count(), 0, "who led the one leads nothing");
        let asked = Asked { unit: Some("A2"), ..Asked::of(FigureName::LedgerMeasures) };
        assert!(show_figure(&register.context(&one), asked, None, 10).is_err());
        assert_eq!(show_figure(&register.context(&other), asked, None, 10).unwrap().figure.value(), then);
        assert_eq!(
            refused(undo_change(&register.context(&OPERATOR), ("A1", DAY, WHY), &tiers())),
            "error-undo-merge"
        );
        let told = changes_of(&register.context(&OPERATOR), "A2").unwrap();
        assert!(told.iter().any(|change| change.kind == ChangeKind::Merge && change.code == "A1"));
        holds(register);
    });
}

#[test]
fn whoever_has_rounds_that_run_is_not_closed_and_who_has_open_things_not_without_another() {
    on_both_engines(|register| {
        open_round(register);
        signed(register, "A1T1V1");
        let said = fault(register, &form("close", "A1T1V1"));
        assert!(said.1.contains("error-unsettled-ledger"), "{said:?}");
        // The open round of the province is a thing of the root, which is never closed; what A owes there stays.
        let joins = ChangeForm { into: "B", ..form("merge", "A") };
        let seen = look_at_change(&register.context(&OPERATOR), &joins, &tiers()).unwrap();
        let owed = seen.hangs.iter().find(|hangs| hangs.kind == Hang::Rounds).unwrap();
        assert_eq!((owed.rule, owed.open), (HangRule::Stays, 1));
    });
}

#[test]
fn a_change_is_taken_back_until_something_was_done_under_it() {
    on_both_engines(|register| {
        does(register, &moved("A1", "B"));
        undo_change(&register.context(&OPERATOR), ("A1", DAY, WHY), &tiers()).unwrap();
        assert_eq!(path(register, "A1"), ["P", "A"]);
        does(register, &moved("A1", "B"));
        signed(register, "A1T1V1");
        let end = undo_change(&register.context(&OPERATOR), ("A1", DAY, WHY), &tiers());
        assert_eq!(refused(end), "error-undo-acted-on");
        let nothing = undo_change(&register.context(&OPERATOR), ("B2", DAY, WHY), &tiers());
        assert_eq!(refused(nothing), "error-undo-nothing");
        does(register, &ChangeForm { name: "other", ..form("rename", "P") });
        undo_change(&register.context(&OPERATOR), ("P", DAY, WHY), &tiers()).unwrap();
        holds(register);
    });
}

#[test]
fn duties_are_counted_above_whom_the_unit_stands_beneath() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "A");
        let form = DutyForm { kind: "principal", laid_on: DAY, ..DutyForm::default() };
        let duty = lay_duty(&register.context(&office), "A1", form).unwrap();
        let head = register.actor(Role::UnitHead, "A1");
        acknowledge_duty(&register.context(&head), duty).unwrap();
        let today = register.today.get();
        let counted = |unit| figure(register, FigureName::DutiesAcknowledged, unit, today);
        let (a, b, p) = (counted("A"), counted("B"), counted("P"));
        assert!(a > 0);
        does(register, &moved("A1", "B"));
        let unit = |name: FigureName, unit| figure(register, name, unit, today);
        assert_eq!((counted("A"), counted("B"), counted("P")), (a - 1, b + 1, p));
        assert_eq!(unit(FigureName::DutiesAssigned, "B"), b + 1);
        does(register, &moved("A1", "A"));
        assert_eq!((counted("A"), counted("B"), counted("P")), (a, b, p));
    });
}

#[test]
fn an_administrator_changes_what_stands_beneath_and_nobody_else_does() {
    on_both_engines(|register| {
        let theirs = register.actor(Role::Administrator, "A");
        let context = register.context(&theirs);
        assert!(change_unit(&context, &moved("A1T1", "A2"), &tiers()).is_ok());
        // What is theirs and goes to a unit that is not is told at the unit that is not; the rest is not told of at all.
        let end = change_unit(&context, &moved("A1", "B"), &tiers());
        assert!(matches!(end, Err(AppError::Form(_))), "{end:?}");
        for form in [moved("B1", "A"), ChangeForm { name: "x", ..form("rename", "B") }] {
            assert!(matches!(change_unit(&context, &form, &tiers()), Err(AppError::Denied(_))), "{form:?}");
        }
        for role in [Role::Office, Role::UnitHead, Role::UnitOfficer, Role::Auditor, Role::Assessor] {
            let actor = register.actor(role, "P");
            let end = change_unit(&register.context(&actor), &moved("A1T2", "A2"), &tiers());
            assert!(matches!(end, Err(AppError::Denied(_))), "{role:?}");
        }
    });
}

#[test]
fn a_file_of_changes_is_carried_out_whole_or_not_at_all() {
    on_both_engines(|register| {
        let context = register.context(&OPERATOR);
        let forms = [
            ChangeForm { name: "new", parent: "A", tier: "county", ..form("open", "A9") },
            moved("A1T1", "A9"),
            ChangeForm { into: "A9", ..form("merge", "A1") },
            form("close", "A3"),
        ];
        let before = register.journal().len();
        assert_eq!(change_units(&context, &forms, (&tiers(), true)).unwrap().unwrap().len(), 4);
        assert_eq!(register.journal().len(), before, "a dry run leaves nothing");
        let faulty = [forms[0], moved("A1T1", "ZZ"), forms[2], form("close", "A2")];
        let faults = change_units(&context, &faulty, (&tiers(), false)).unwrap().unwrap_err();
        assert_eq!(faults.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(register.journal().len(), before);
        change_units(&context, &forms, (&tiers(), false)).unwrap().unwrap();
        assert_eq!(register.journal().len(), before + 4);
        assert_eq!(path(register, "A1T2V1"), ["P", "A", "A9", "A1T2"]);
        holds(register);
    });
}

/// Small numbers without end, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// What figures say of a day, unit by unit.
fn said(
    register: &Register,
    units: &[String],
    day: jiff::civil::Date,
) -> BTreeMap<(String, &'static str), u64> {
    let names = [FigureName::Units, FigureName::LedgerMeasures, FigureName::LedgerClosed];
    let mut said = BTreeMap::new();
    for unit in units {
        for name in names {
            said.insert((unit.clone(), name.key()), figure(register, name, unit, day));
        }
    }
    said
}

/// Changes in any order: the tree holds together, and what was said of each day is said of it ever after.
fn any_sequence(register: &Register, seed: u64, days: usize) {
    let mut dice = Dice(seed);
    for unit in ["A1", "A2T1", "B1T1V1", "G1S1"] {
        signed(register, unit);
    }
    let asked: Vec<String> =
        ["P", "A", "B", "A1", "A2", "B1", "A1T1", "B1T1", "G1"].map(str::to_owned).to_vec();
    let mut codes: Vec<String> = Vec::new();
    {
        let mut snapshot = register.store.snapshot().unwrap();
        let mut reader = snapshot.reader();
        let root = reader.root().unwrap().unwrap();
        let permit = decide::<ReadProgramme>(&OPERATOR, root, TODAY).unwrap();
        codes.extend(reader.units_in_tree_order(&permit).unwrap().into_iter().map(|(code, _)| code));
    }
    let mut days_said = vec![(TODAY, said(register, &asked, TODAY))];
    for day in 0..days {
        later(register, 1);
        for step in 0..3 {
            let code = codes[dice.roll(codes.len())].clone();
            let other = codes[dice.roll(codes.len())].clone();
            let new = format!("X{day}{step}");
            let tier = ["county", "township", "village"][dice.roll(3)];
            let form = match dice.roll(6) {
                0..=2 => moved(&code, &other),
                3 => ChangeForm { parent: &other, name: &new, tier, ..form("open", &new) },
                4 => ChangeForm { into: &other, ..form("merge", &code) },
                _ => form("close", &code),
            };
            // What can't be done is refused and leaves nothing.
            if change_unit(&register.context(&OPERATOR), &form, &tiers()).is_ok() && form.change == "open" {
                codes.push(new.clone());
            }
        }
        holds(register);
        let today = register.today.get();
        for (day, before) in &days_said {
            assert_eq!(&said(register, &asked, *day), before, "seed {seed}: {day} as it was, on {today}");
        }
        days_said.push((today, said(register, &asked, today)));
    }
    // On each of these days the whole is the sum of its parts.
    for (day, said) in &days_said {
        let whole = said[&("P".to_owned(), FigureName::LedgerMeasures.key())];
        let wanted = board_show::Wanted { unit: Some("P"), as_of: Some(*day), ..Default::default() };
        let board = show_board(&register.context(&OPERATOR), wanted).unwrap();
        let cells = board.cells.iter().filter(|cell| cell.name() == FigureName::LedgerMeasures);
        assert_eq!(cells.map(|cell| cell.value()).sum::<u64>(), whole, "seed {seed}: {day}");
    }
}

#[test]
fn after_any_sequence_of_changes_every_day_says_what_it_said() {
    for seed in 0..8 {
        any_sequence(&Register::empty_sqlite().with_organisation(), seed, 5);
    }
    any_sequence(&Register::empty_postgres().with_organisation(), 77, 3);
}
