//! Every mark of a picture opens to exactly the records that it counts, and nobody sees beyond their scope.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    duties::duties_lay::lay_duties,
    figures::pictures_show::{Pictures, show_mark, show_pictures},
    ledger::{
        findings::{
            findings_sign::sign_findings,
            problems_report::{FindingsList, report_problems},
        },
        measures::measure_step::{Said, approve_closure, close_measure, reopen_measure, request_closure},
    },
};
use earnest_model::{
    actor::Role,
    duties::duty::{DutyKind, NewDuty},
    figures::{
        count::Count,
        picture::{By, Mark, Part},
    },
    id::MeasureId,
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        measures::measure_form::MeasureForm,
    },
};
use earnest_testkit::{
    OPERATOR,
    register::{Register, on_both_engines},
};

fn problem<'a>(level: &'a str, found_on: &'a str, due_on: &'a str) -> ProblemForm<'a> {
    let measure = |owner, due_on, time_class| MeasureForm {
        body: "publish the conditions",
        owner,
        deliverable: "the notice",
        time_class,
        due_on,
    };
    ProblemForm {
        level,
        aspect: "conduct",
        body: "nobody knew the conditions",
        instance: "in May three people asked in vain",
        source: "self-examination",
        found_on,
        customary: CustomaryForm::default(),
        measures: vec![measure("office", due_on, "by-date"), measure("deputy", "", "standing")],
    }
}

fn report(register: &Register, unit: &str, problems: Vec<ProblemForm<'_>>) {
    let aspects = ["conduct".to_owned()];
    let officer = register.actor(Role::UnitOfficer, unit);
    let list = FindingsList { unit, round: None, problems, aspects: &aspects };
    let ids = report_problems(&register.context(&officer), &list).unwrap();
    let head = register.actor(Role::UnitHead, unit);
    sign_findings(&register.context(&head), unit, &ids).unwrap();
}

fn close(register: &Register, id: MeasureId) {
    let [officer, head] = [Role::UnitOfficer, Role::UnitHead].map(|role| register.actor(role, "A"));
    let said = Said { evidence: "the notice of 28 May", ..Said::default() };
    request_closure(&register.context(&officer), id, said).unwrap();
    approve_closure(&register.context(&head), id, Said::default()).unwrap();
    let assessor = register.actor(Role::Assessor, "P");
    close_measure(&register.context(&assessor), id, Said::default()).unwrap();
}

fn fill(register: &Register) {
    report(
        register,
        "A",
        vec![problem("team", "2015-05-04", "2015-05-20"), problem("team", "2015-05-12", "2015-07-01")],
    );
    report(register, "A1", vec![problem("team", "2015-05-12", "2015-06-30")]);
    report(register, "B", vec![problem("team", "2015-02-01", "2015-03-01")]);
    // A person's problem stands in no picture.
    report(register, "A", vec![problem("person", "2015-05-04", "2015-05-20")]);
    close(register, MeasureId(1));
    close(register, MeasureId(3));
    let other = register.actor(Role::Office, "P");
    let said = Said { remarks: "it was back after a week in the same place", ..Said::default() };
    reopen_measure(&register.context(&other), MeasureId(3), said).unwrap();
    let duty = |unit: &str, done| NewDuty {
        unit: unit.to_owned(),
        kind: DutyKind::Principal,
        post: None,
        acknowledged_on: done,
    };
    let office = register.actor(Role::Office, "P");
    let day = jiff::civil::date(2015, 5, 1);
    let duties = vec![duty("A", Some(day)), duty("B", None), duty("A1", None)];
    lay_duties(&register.context(&office), "P", duties, day).unwrap();
}

fn marks(pictures: &Pictures) -> Vec<Count<Mark>> {
    let groups = pictures.measures.iter().flat_map(|(_, groups)| groups);
    let duties = pictures.duties.iter().map(|(_, group)| group);
    let weeks = pictures.weeks.iter().flat_map(|week| week.happened.iter().chain(&week.stock));
    groups.chain(duties).flat_map(|group| &group.counts).chain(weeks).cloned().collect()
}

#[test]
fn every_mark_opens_to_exactly_its_records() {
    on_both_engines(|register| {
        fill(register);
        for unit in ["P", "A", "A1", "U"] {
            let context = register.context(&OPERATOR);
            let pictures = show_pictures(&context, Some(unit), None).unwrap();
            for count in marks(&pictures) {
                let mark = count.question();
                let shown = show_mark(&context, (Some(unit), None), mark, None, 1_000).unwrap();
                assert_eq!(shown.count, count, "{mark:?} of {unit}");
                assert_eq!(shown.records.len() as u64, count.value(), "{mark:?} of {unit}");
            }
        }
        let pictures = show_pictures(&register.context(&OPERATOR), Some("P"), None).unwrap();
        let by = |by| &pictures.measures.iter().find(|(found, _)| *found == by).unwrap().1;
        let tiers: Vec<_> = by(By::Tier).iter().map(|group| (group.key.as_str(), group.total())).collect();
        assert_eq!(tiers, [("2", 6), ("3", 2)], "a person's problem is not drawn");
        let aspects = by(By::Aspect).first().unwrap();
        let parts: Vec<_> = aspects.counts.iter().map(Count::value).collect();
        assert_eq!(parts, [1, 6, 1], "closed, open, overdue");
        assert_eq!(by(By::Age).iter().map(|group| group.total()).sum::<u64>(), 7);
        let last = pictures.weeks.last().unwrap();
        assert_eq!(last.stock.each_ref().map(Count::value), [1, 7]);
        assert_eq!(last.happened.each_ref().map(Count::value), [0, 2, 1]);
        let all = Mark::Measures { by: By::Tier, key: "2".into(), part: None };
        assert_eq!(
            show_mark(&register.context(&OPERATOR), (Some("P"), None), &all, None, 9).unwrap().count.value(),
            6
        );
    });
}

#[test]
fn pages_of_records_follow_each_other_and_a_neighbour_sees_none() {
    on_both_engines(|register| {
        fill(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let context = register.context(&officer);
        let mark = Mark::Measures { by: By::Aspect, key: "conduct".into(), part: Some(Part::Open) };
        let first = show_mark(&context, (Some("A"), None), &mark, None, 2).unwrap();
        let rest = show_mark(&context, (Some("A"), None), &mark, first.next, 9).unwrap();
        assert_eq!((first.count.value(), first.records.len() + rest.records.len()), (5, 5));
        assert!(rest.next.is_none() && rest.records.iter().all(|record| record.unit_code.starts_with('A')));
        for hidden in ["B", "P", "nowhere"] {
            let end = show_mark(&context, (Some(hidden), None), &mark, None, 9).unwrap_err();
            assert!(matches!(end, AppError::NotFound | AppError::Denied(_)));
            assert!(show_pictures(&context, Some(hidden), None).is_err());
        }
        let beside = register.actor(Role::UnitOfficer, "U");
        assert_eq!(
            show_mark(&register.context(&beside), (None, None), &mark, None, 9).unwrap().count.value(),
            0
        );
    });
}
