//! Search on both engines: the same words find the same records.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    desk::search::{Asked, Kind, search},
    ledger::findings::problems_report::{FindingsList, report_problems},
};
use earnest_model::{
    actor::{Actor, Role},
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        measures::measure_form::MeasureForm,
    },
};
use earnest_testkit::register::{Register, on_both_engines};

fn found(register: &Register, who: &Actor, words: &str, kind: Kind) -> Vec<String> {
    let asked = Asked { words, kind: Some(kind), after: None };
    let found = search(&register.context(who), &asked).unwrap();
    found.into_iter().flat_map(|found| found.hits).map(|hit| hit.unit_code).collect()
}

#[test]
fn both_engines_find_the_same_in_either_script_and_only_within_the_sight() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let measure = MeasureForm {
            body: "核對臺賬（每月）",
            owner: "Office-Chief",
            deliverable: "清單 [1.0]",
            time_class: "by-date",
            due_on: "2015-07-10",
        };
        let problem = |level| ProblemForm {
            level,
            aspect: "work",
            body: "開會多、落實少",
            instance: "五月兩次會議",
            source: "self-examination",
            found_on: "2015-05-20",
            customary: CustomaryForm::default(),
            measures: vec![measure.clone()],
        };
        let aspects = ["work".to_owned()];
        let problems = vec![problem("team"), problem("person")];
        let list = FindingsList { unit: "A", round: None, problems, aspects: &aspects };
        report_problems(&register.context(&officer), &list).unwrap();

        let (office, assessor) = (register.actor(Role::Office, "P"), register.actor(Role::Assessor, "P"));
        for words in ["开会多", "開會多", "落实少 两次", "会议 开会"] {
            assert_eq!(found(register, &office, words, Kind::Problem), ["A", "A"], "{words}");
            assert_eq!(
                found(register, &assessor, words, Kind::Problem),
                ["A"],
                "a person's is not theirs: {words}"
            );
        }
        for words in ["台账（每月", "台账(每月)", "office-CHIEF", "清单 [1.0]", "Ｏｆｆｉｃｅ"]
        {
            assert_eq!(found(register, &office, words, Kind::Measure).len(), 2, "{words}");
            assert_eq!(found(register, &assessor, words, Kind::Measure).len(), 1, "{words}");
        }
        for words in ["开会少", "x", ".*", "[1-9]", "%", "1_0", ""] {
            assert_eq!(found(register, &office, words, Kind::Problem).len(), 0, "{words}");
        }
        let beside = register.actor(Role::UnitOfficer, "B");
        assert!(found(register, &beside, "开会多", Kind::Problem).is_empty());
        assert_eq!(found(register, &office, "东市", Kind::Unit), ["A"]);
        assert!(found(register, &beside, "东市", Kind::Unit).is_empty());
        assert_eq!(found(register, &office, "A縣", Kind::Unit), ["A1", "A2", "A3", "A4", "A5", "A6"]);
    });
}

#[test]
fn a_city_is_found_before_its_villages_and_each_unit_stands_on_one_page() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let first = ["A1", "A1D1", "A1D2", "A1T1", "A1T2", "A1T1V1", "A1T1V2", "A1T2V1", "A1T2V2"];
        assert_eq!(found(register, &office, "A1", Kind::Unit), first);
        let page = |after| {
            let asked = Asked { words: "1", kind: Some(Kind::Unit), after };
            let found = search(&register.context(&office), &asked).unwrap().remove(0);
            (found.hits.into_iter().map(|hit| hit.unit_code).collect::<Vec<_>>(), found.next)
        };
        let (one, next) = page(None);
        let (two, end) = page(next);
        assert!(one.len() == 30 && !two.is_empty() && end.is_none(), "{one:?} {two:?}");
        assert!(one.iter().all(|code| !two.contains(code)), "{one:?} {two:?}");
        assert!(two.iter().all(|code| code.len() > 4), "villages come last: {two:?}");
    });
}
