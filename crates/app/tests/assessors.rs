//! What two assessors' sheets on the same units say of them.

use earnest_app::{
    AppError,
    assessors_show::show_assessors,
    draw_freeze::{Freeze, freeze_frame},
    draw_run::run_draw,
    draw_show::show_draw,
    sheet_submit::submit_sheet,
};
use earnest_model::{actor::Role, fraction::Fraction, sheet::SheetForm};
use earnest_store::Occasion;
use earnest_testkit::{
    assessment::{CLASSES, open_round},
    register::on_both_engines,
};

#[test]
fn a_lenient_assessor_leans_up_a_strict_one_down_and_their_agreement_has_an_interval() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let context = register.context(&office);
        let freeze = Freeze { round, rate: "20%", classes: &CLASSES.map(str::to_owned) };
        let draw = freeze_frame(&context, &freeze).unwrap();
        run_draw(&context, draw, "01382438112797316654").unwrap();
        let (strict, lenient) = (register.actor(Role::Assessor, "P"), register.actor(Role::Assessor, "P"));
        let checks = show_draw(&context, draw).unwrap().classes.into_iter().flat_map(|class| class.units);
        for (place, check) in checks.enumerate() {
            // Units differ by two points a step; the second assessor gives about four more of forty.
            let marks = [place * 2 + 1, place * 2 + 5 + place % 2].map(|mark| mark.to_string());
            for (actor, mark) in [&strict, &lenient].into_iter().zip(&marks) {
                let marks = vec![("in-time", "8"), ("specific", mark.as_str())];
                let form = SheetForm { marks, ..SheetForm::default() };
                submit_sheet(&register.context(actor), Occasion::SpotCheck(check.id), &form).unwrap();
            }
        }
        let found = show_assessors(&context, Some(round)).unwrap().found.unwrap();
        let agreement = found.agreement;
        assert_eq!((agreement.objects, agreement.twice, found.components), (9, 9, Ok(1)));
        let leaning = |actor: &earnest_model::actor::Actor| {
            let id = actor.account().unwrap();
            found.assessors.iter().find(|assessor| assessor.id == id).unwrap().leaning.unwrap().effect
        };
        let apart = leaning(&lenient) - leaning(&strict);
        // 40 points stand for 100: four to five more are ten to twelve and a half; shrinkage takes a little off.
        assert!(apart > Fraction::whole(9) && apart < Fraction::whole(13), "{apart}");
        assert!(leaning(&strict) < Fraction::ZERO);
        let (low, high) = agreement.interval.unwrap();
        assert!(low < agreement.alpha.unwrap() && agreement.alpha.unwrap() < high);
        let again = show_assessors(&context, Some(round)).unwrap().found.unwrap();
        assert_eq!(again.agreement.interval, Some((low, high)), "the same seed gives the same interval");
        assert_eq!(found.assessors.iter().map(|one| one.twice()).sum::<usize>(), 18);
        let officer = register.actor(Role::UnitOfficer, "A");
        let denied = show_assessors(&register.context(&officer), Some(round));
        assert!(matches!(denied, Err(AppError::Denied(_))));
        assert!(matches!(show_assessors(&register.context(&strict), Some(round)), Err(AppError::Denied(_))));
    });
}
