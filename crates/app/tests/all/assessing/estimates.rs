//! What a drawn sample says about all units: against the weighted sums done by hand, and within the reader's reach.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    assessing::{
        estimates_show::{Asked, Estimates, show_estimates, units_behind},
        sheet_submit::submit_sheet,
    },
    draws::{draw_freeze::Freeze, draw_show::show_draw},
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::sheet::SheetForm,
    fraction::Fraction,
    id::RoundId,
};
use earnest_store::Occasion;
use earnest_testkit::unhindered::run_draw;
use earnest_testkit::unhindered::{advance_round, freeze_frame, rate_round};
use earnest_testkit::{
    assessment::{CLASSES, open_round, review_all_plans},
    register::{Register, on_both_engines},
};

/// Draws a share of every class and assesses all but `leave` of the drawn units, each with another score.
fn assessed(register: &Register, rate: &str, leave: usize) -> (Actor, RoundId) {
    let (office, round) = open_round(register);
    review_all_plans(register, round);
    let context = register.context(&office);
    let draw = freeze_frame(&context, &Freeze { round, rate, classes: &CLASSES.map(str::to_owned) }).unwrap();
    run_draw(&context, draw, "01382438112797316654").unwrap();
    let assessor = register.actor(Role::Assessor, "P");
    let checks: Vec<_> =
        show_draw(&context, draw).unwrap().classes.into_iter().flat_map(|class| class.units).collect();
    for (place, check) in checks.iter().skip(leave).enumerate() {
        let mark = (place % 31).to_string();
        let marks = vec![("in-time", "8"), ("specific", mark.as_str())];
        let form = SheetForm { marks, ..SheetForm::default() };
        submit_sheet(&register.context(&assessor), Occasion::SpotCheck(check.id), &form).unwrap();
    }
    advance_round(&context, round).unwrap();
    rate_round(&context, round).unwrap();
    (office, round)
}

fn estimates(register: &Register, actor: &Actor, unit: Option<&str>) -> Result<Option<Estimates>, AppError> {
    show_estimates(&register.context(actor), Asked { round: None.into(), unit }).map(|page| page.estimates)
}

#[test]
fn the_mean_of_a_sample_is_the_weighted_one_and_says_who_did_not_answer() {
    on_both_engines(|register| {
        let (office, round) = assessed(register, "20%", 1);
        let found = estimates(register, &office, None).unwrap().unwrap();
        assert_eq!((found.all.frame, found.all.drawn, found.all.rated), (36, 9, 8));
        assert_eq!(found.all.unanswered(), 1);
        let behind = units_behind(&register.context(&office), round, "P", None).unwrap().drawn;
        assert_eq!(behind.len(), found.all.drawn, "the trace lists exactly the drawn units");
        // Every rated unit speaks for N/n units of its class, n counting the drawn ones.
        let (mut above, mut below) = (Fraction::ZERO, Fraction::ZERO);
        for class in &found.classes {
            let weight = Fraction::new(class.frame as i64, class.drawn as i64).unwrap();
            let of_class = behind.iter().filter(|unit| unit.class == class.key);
            for rating in of_class.filter_map(|unit| unit.rating.as_ref()) {
                above = above + weight * rating.score;
                below = below + weight;
            }
        }
        let estimate = found.all.estimate.clone().unwrap();
        let mean = estimate.mean.unwrap();
        assert_eq!(mean.estimate.rounded(3), above.checked_div(below).unwrap().rounded(3));
        let (low, high) = mean.interval.unwrap();
        assert!(low < mean.estimate && mean.estimate < high);
        assert_eq!(estimate.shares.len(), 4);
        let county = found.classes.iter().find(|class| class.key == "county").unwrap();
        assert_eq!(
            (county.rated, county.estimate.clone()),
            (2, None),
            "below the floor nothing is estimated"
        );
    });
}

#[test]
fn where_every_unit_is_rated_nothing_is_left_to_chance() {
    on_both_engines(|register| {
        let (office, round) = assessed(register, "100%", 0);
        let found = estimates(register, &office, None).unwrap().unwrap();
        assert_eq!((found.all.frame, found.all.rated), (36, 36));
        let behind = units_behind(&register.context(&office), round, "P", None).unwrap().drawn;
        let scores: Vec<_> = behind.iter().filter_map(|unit| Some(unit.rating.as_ref()?.score)).collect();
        let mean = found.all.estimate.clone().unwrap().mean.unwrap();
        assert_eq!(Some(mean.estimate), Fraction::mean(&scores));
        assert_eq!(mean.interval, Some((mean.estimate, mean.estimate)));
        let shares: Fraction =
            found.all.estimate.unwrap().shares.into_iter().flatten().map(|share| share.estimate).sum();
        assert_eq!(shares, Fraction::ONE);
    });
}

#[test]
fn a_part_of_the_tree_is_estimated_for_its_own_people_and_for_nobody_beside_it() {
    on_both_engines(|register| {
        let (office, round) = assessed(register, "100%", 0);
        let whole = estimates(register, &office, None).unwrap().unwrap();
        let part = whole.parts.iter().find(|part| part.key == "A").unwrap();
        let own = register.actor(Role::UnitOfficer, "A");
        let mine = estimates(register, &own, None).unwrap().unwrap();
        assert_eq!(mine.unit.code, "A");
        assert_eq!((mine.all.frame, mine.all.rated), (part.frame, part.rated));
        assert_eq!(
            mine.all.estimate, part.estimate,
            "the same part gives the same figures from above and below"
        );
        assert!(matches!(estimates(register, &own, Some("P")), Err(AppError::Denied(_))));
        assert!(matches!(estimates(register, &own, Some("B")), Err(AppError::Denied(_))));
        let context = register.context(&own);
        assert!(matches!(units_behind(&context, round, "B", None), Err(AppError::Denied(_))));
    });
}
