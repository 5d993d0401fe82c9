//! What two assessors' sheets on the same units say of them.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    assessors_show::show_assessors,
    draw_freeze::{Freeze, freeze_frame},
    draw_run::run_draw,
    draw_show::show_draw,
    rating_show::{list_ratings, show_rating},
    round_rate::rate_round,
    sheet_submit::submit_sheet,
};
use earnest_model::{
    actor::{Actor, Role},
    fraction::Fraction,
    id::RoundId,
    sheet::SheetForm,
    standard::PartKind,
};
use earnest_store::Occasion;
use earnest_testkit::{
    assessment::{CLASSES, open_round},
    register::{Register, on_both_engines},
};

/// Everything drawn is marked by two assessors from above, of whom the second gives about ten points of 100 more.
fn marked_twice(register: &Register) -> (Actor, RoundId, [Actor; 2]) {
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
    (office, round, [strict, lenient])
}

#[test]
fn a_rating_says_what_severity_does_to_it_and_close_units_share_a_band() {
    on_both_engines(|register| {
        let (office, round, _) = marked_twice(register);
        let context = register.context(&office);
        assert_eq!(rate_round(&context, round).unwrap(), 9);
        let list = list_ratings(&context, Some(round)).unwrap();
        for class in &list.classes {
            let (error, _) = class.bands.unwrap();
            assert!(error > Fraction::ZERO);
            for (band, rating) in &class.ratings {
                for (other_band, other) in &class.ratings {
                    let (one, two) = (rating.score.unwrap(), other.score.unwrap());
                    let apart = (one - two).max(two - one);
                    assert_eq!(band.unwrap().meets(other_band.unwrap()), apart <= error);
                }
                let (stored, ..) = show_rating(&context, rating.id).unwrap();
                let part = stored.parts.iter().find(|part| part.part == PartKind::Materials).unwrap();
                let (raw, adjustment) = (part.raw().unwrap(), part.adjustment.unwrap());
                assert_eq!(part.score, Some(raw), "the standard counts the score as marked");
                assert_eq!(rating.otherwise.unwrap() - rating.score.unwrap(), adjustment.result(raw) - raw);
                let both = Fraction::new(1, 100).unwrap();
                assert!(adjustment.severity < both, "both marked every unit: their severities cancel");
            }
        }
        let (kind, detail) = register.last_event();
        assert_eq!((kind.as_str(), detail["otherwise"].is_string()), ("rate-unit", true));
    });
}

#[test]
fn a_lenient_assessor_leans_up_a_strict_one_down_and_their_agreement_has_an_interval() {
    on_both_engines(|register| {
        let (office, round, [strict, lenient]) = marked_twice(register);
        let context = register.context(&office);
        let found = show_assessors(&context, Some(round)).unwrap().found.unwrap();
        let agreement = found.agreement;
        assert_eq!((agreement.objects, agreement.twice, found.components), (9, 9, Ok(1)));
        let leaning = |actor: &Actor| {
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
