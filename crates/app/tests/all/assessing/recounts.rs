//! Recounts: what a unit's records claim is counted anew from above, and estimated for all units.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    assessing::{
        recount_record::{blank_recount, record_recount},
        recounts_show::{Asked, Recounts, show_recounts},
    },
    draws::{draw_freeze::Freeze, draw_show::show_draw},
    ledger::findings::{
        findings_sign::sign_findings,
        problems_report::{FindingsList, report_problems},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::recount::{RecountForm, Reported},
    fraction::Fraction,
    id::{DrawId, RoundId, SpotCheckId},
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        measures::measure_form::MeasureForm,
    },
};
use earnest_stats::estimate::{Codes, Design, DesignInput, Statistic, TTable};
use earnest_testkit::{
    assessment::{CLASSES, open_round},
    register::{Register, on_both_engines},
    unhindered::{freeze_frame, run_draw},
};

/// So many problems, with two measures each, on a unit's list.
fn report(register: &Register, unit: &str, problems: usize) {
    let officer = register.actor(Role::UnitOfficer, unit);
    let measure = |body| MeasureForm {
        body,
        owner: "office",
        deliverable: "a rule that is kept",
        time_class: "by-date",
        due_on: "2015-07-10",
    };
    let problem = ProblemForm {
        level: "team",
        aspect: "work",
        body: "much is decided and little done",
        instance: "two meetings in May left no list of what was to follow",
        source: "self-examination",
        found_on: "2015-05-20",
        customary: CustomaryForm::default(),
        measures: vec![measure("a list at every meeting"), measure("a monthly look at the list")],
    };
    let problems = vec![problem; problems];
    let aspects = ["work".to_owned()];
    let list = FindingsList { unit, round: None, problems, aspects: &aspects };
    let ids = report_problems(&register.context(&officer), &list).unwrap();
    let head = register.actor(Role::UnitHead, unit);
    sign_findings(&register.context(&head), unit, &ids).unwrap();
}

/// Draws, and gives key, class and code of what was drawn.
fn drawn(
    register: &Register,
    office: &Actor,
    round: RoundId,
    rate: &str,
) -> Vec<(SpotCheckId, String, String)> {
    let classes = CLASSES.map(str::to_owned);
    let context = register.context(office);
    let id: DrawId = freeze_frame(&context, &Freeze { round, rate, classes: &classes }).unwrap();
    run_draw(&context, id, "01382438112797316654").unwrap();
    let shown = show_draw(&context, id).unwrap();
    let units = shown.classes.into_iter().flat_map(|class| class.units);
    units.map(|unit| (unit.id, unit.class, unit.code)).collect()
}

fn count(register: &Register, who: &Actor, check: SpotCheckId, counts: &[(&str, &str, &str)]) {
    record_recount(&register.context(who), check, &RecountForm { counts: counts.to_vec() }).unwrap();
}

fn shown(register: &Register, who: &Actor, round: RoundId, class: Option<&str>) -> Recounts {
    let asked = Asked { round: Some(round).into(), kind: Reported::Problems, class, after: None, limit: 100 };
    show_recounts(&register.context(who), asked).unwrap().found.unwrap()
}

#[test]
fn a_figure_is_counted_anew_from_above_once_and_within_what_is_claimed() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let units = drawn(register, &office, round, "20%");
        let (check, _, code) = units.first().unwrap();
        report(register, code, 3);
        let assessor = register.actor(Role::Assessor, "P");
        let context = register.context(&assessor);
        let claims: Vec<_> = blank_recount(&context, *check).unwrap().open;
        assert_eq!(claims, [(Reported::Problems, 3), (Reported::Measures, 6), (Reported::Sessions, 0)]);
        let form =
            |counts: &[(&'static str, &'static str, &'static str)]| RecountForm { counts: counts.to_vec() };
        for wrong in [[("problems", "4", "1")], [("problems", "2", "3")], [("sessions", "1", "1")]] {
            let end = record_recount(&context, *check, &form(&wrong));
            assert!(matches!(end, Err(AppError::Form(_))), "{wrong:?}");
        }
        // Nobody counts at their own unit, and a neighbour learns nothing.
        for (role, unit) in
            [(Role::Assessor, code.as_str()), (Role::UnitOfficer, code.as_str()), (Role::Office, "F")]
        {
            let other = register.actor(role, unit);
            let end = record_recount(&register.context(&other), *check, &form(&[("problems", "2", "2")]));
            assert!(matches!(end, Err(AppError::Denied(_))), "{role:?} of {unit}");
        }
        count(register, &assessor, *check, &[("problems", "3", "2"), ("measures", "", "")]);
        let (action, detail) = register.last_event();
        assert_eq!(action, "recount-figures");
        assert_eq!(detail.get("problems"), Some(&serde_json::json!([3, 3, 2])));
        assert_eq!(detail.get("measures"), None);
        let blank = blank_recount(&context, *check).unwrap();
        assert_eq!((blank.open.len(), blank.done.len()), (2, 1), "what was counted stands");
        let again = record_recount(&context, *check, &form(&[("problems", "3", "3")]));
        assert!(matches!(again, Err(AppError::Form(_))), "no second count of the same figure");
        let line = &shown(register, &office, round, None).lines;
        assert_eq!(line.len(), 1);
        assert_eq!(
            line.first().map(|line| (line.counts.confirmed, line.code.clone())),
            Some((2, code.clone()))
        );
    });
}

#[test]
fn below_the_floor_units_stand_for_themselves_and_above_it_the_factor_is_that_of_the_crate() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let units = drawn(register, &office, round, "20%");
        assert_eq!(units.len(), 9);
        let counts = [(4, 4), (5, 3), (6, 6), (3, 2), (8, 7), (5, 5), (4, 4), (7, 5)];
        // The ninth is drawn and not counted at: it keeps counting in its class.
        let mut above = vec![f64::NAN; 9];
        let mut below = vec![f64::NAN; 9];
        for (((check, _, code), (checked, confirmed)), place) in units.iter().zip(counts).zip(0..) {
            if place == 4 {
                let few = shown(register, &office, round, None);
                assert_eq!((few.all.counted, few.all.factor), (4, None), "four are too few");
            }
            report(register, code, checked);
            let (text, found) = (checked.to_string(), confirmed.to_string());
            count(register, &office, *check, &[("problems", &text, &found)]);
            *above.get_mut(place).unwrap() = f64::from(confirmed);
            *below.get_mut(place).unwrap() = f64::from(u32::try_from(checked).unwrap());
        }
        let found = shown(register, &office, round, None);
        assert_eq!((found.all.frame, found.all.drawn, found.all.counted), (36, 9, 8));
        assert_eq!(found.all.sums, [42, 42, 36]);
        assert_eq!(found.uncounted.len(), 1);
        assert!(found.classes.iter().all(|class| class.factor.is_none()), "no class has five");

        let names: Vec<String> = found.classes.iter().map(|class| class.class.clone()).collect();
        let of_row = units.iter().map(|(_, class, _)| names.iter().position(|name| name == class).unwrap());
        let of_row: Vec<u32> = of_row.map(|code| u32::try_from(code).unwrap()).collect();
        let size = |class: &str| found.classes.iter().find(|one| one.class == class).unwrap().frame;
        let sizes = units.iter().map(|(_, class, _)| f64::from(u32::try_from(size(class)).unwrap()));
        let design = Design::new(DesignInput {
            rows: 9,
            strata: Some(Codes { of_row, names }),
            fpc: vec![sizes.collect()],
            lonely_psu: earnest_stats::estimate::LonelyPsu::Adjust,
            ..DesignInput::default()
        })
        .unwrap();
        let rows: Vec<u32> = (0..9).collect();
        let statistic = Statistic::Ratio(&above, &below);
        let crates = design.estimate(&statistic, &rows, &mut TTable::default()).unwrap();
        let text = |number: Option<f64>| format!("{:.3}", number.unwrap());
        let factor = found.all.factor.unwrap();
        let (low, high) = factor.interval.unwrap();
        assert_eq!(factor.estimate.rounded(3), text(crates.estimate));
        assert_eq!(low.rounded(3), text(crates.ci95_t.first().copied().flatten()));
        assert_eq!(high.rounded(3), text(crates.ci95_t.last().copied().flatten().map(|end| end.min(1.0))));

        // The trace of a class lists exactly its units; a neighbour sees the units of its own subtree alone.
        for class in &found.classes {
            assert_eq!(shown(register, &office, round, Some(&class.class)).lines.len(), class.counted);
        }
        let firm = register.actor(Role::UnitOfficer, "F");
        let seen = shown(register, &firm, round, None);
        assert!(seen.lines.iter().all(|line| line.code.starts_with('F')), "{:?}", seen.lines);
        assert_eq!(seen.all.frame, 5);
        assert!(seen.uncounted.is_empty(), "an officer counts nowhere");
    });
}

#[test]
fn where_every_unit_was_counted_at_nothing_is_left_to_the_draw() {
    let register = Register::empty_sqlite().with_organisation();
    let (office, round) = open_round(&register);
    let units = drawn(&register, &office, round, "100%");
    for ((check, class, code), place) in units.iter().zip(0..) {
        if class == "county" {
            report(&register, code, 2);
            let confirmed = if place % 2 == 0 { "2" } else { "1" };
            count(&register, &office, *check, &[("problems", "2", confirmed)]);
        }
    }
    let found = shown(&register, &office, round, None);
    let counties = found.classes.iter().find(|class| class.class == "county").unwrap();
    let factor = counties.factor.unwrap();
    assert_eq!(factor.interval, Some((factor.estimate, factor.estimate)));
    let [_, checked, confirmed] = counties.sums.map(|sum| i64::try_from(sum).unwrap());
    assert_eq!(Some(factor.estimate), Fraction::new(confirmed, checked));
    assert_eq!(found.all.counted, counties.counted);
    assert!(found.all.factor.is_some(), "eleven are enough for all together");
}
