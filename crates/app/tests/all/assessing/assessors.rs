//! What two assessors' sheets on the same units say of them.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    assessing::{
        assessors_show::show_assessors,
        rating_show::{list_ratings, show_rating},
        second_marks_draw::draw_second_marks,
        sheet_show::show_sheet,
        sheet_submit::submit_sheet,
    },
    desk::desk_show::{OwedKind, owed},
    draws::{draw_freeze::Freeze, draw_show::show_draw},
    figures::board_show::{Wanted, show_board},
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::sheet::SheetForm,
    circulars::circular::CircularForm,
    fraction::Fraction,
    id::{RoundId, SheetId, SpotCheckId},
    programmes::standard::PartKind,
};
use earnest_store::Occasion;
use earnest_testkit::unhindered::run_draw;
use earnest_testkit::unhindered::{advance_round, freeze_frame, rate_round};
use earnest_testkit::{
    assessment::{CLASSES, open_round, review_all_plans},
    circulars::publish_checked,
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
        assert_eq!(found.assessors.iter().map(|one| one.twice().value()).sum::<u64>(), 18);
        let officer = register.actor(Role::UnitOfficer, "A");
        let denied = show_assessors(&register.context(&officer), Some(round));
        assert!(matches!(denied, Err(AppError::Denied(_))));
        assert!(matches!(show_assessors(&register.context(&strict), Some(round)), Err(AppError::Denied(_))));
    });
}

const SEED: &str = "16180339887498948482";

/// Everything drawn is marked once by the first of three assessors.
fn marked_once(register: &Register) -> (Actor, RoundId, [Actor; 3], Vec<SpotCheckId>) {
    let (office, round) = open_round(register);
    let context = register.context(&office);
    let freeze = Freeze { round, rate: "20%", classes: &CLASSES.map(str::to_owned) };
    let draw = freeze_frame(&context, &freeze).unwrap();
    run_draw(&context, draw, "01382438112797316654").unwrap();
    let assessors = [(); 3].map(|()| register.actor(Role::Assessor, "P"));
    let classes = show_draw(&context, draw).unwrap().classes;
    let checks: Vec<_> = classes.into_iter().flat_map(|class| class.units).map(|unit| unit.id).collect();
    for check in &checks {
        mark(register, &assessors[0], *check, "20").unwrap();
    }
    (office, round, assessors, checks)
}

fn mark(register: &Register, who: &Actor, check: SpotCheckId, points: &str) -> Result<SheetId, AppError> {
    let opened = format!("{}T03:31:00Z", register.today.get());
    let form = SheetForm {
        marks: vec![("in-time", "8"), ("specific", points)],
        opened: &opened,
        ..SheetForm::default()
    };
    submit_sheet(&register.context(who), Occasion::SpotCheck(check), &form)
}

/// Whether any board shows the rating of a unit.
fn rated_on_a_board(register: &Register, who: &Actor, code: &str) -> bool {
    ["P", "A", "B", "G1", "G2", "G3", "U", "F", "A1"].into_iter().any(|unit| {
        let wanted = Wanted { unit: Some(unit), round: Some(1), ..Wanted::default() };
        let Ok(board) = show_board(&register.context(who), wanted) else { return false };
        let child = board.children.iter().find(|child| child.unit.code == code);
        child.is_some_and(|child| board.columns.ratings.iter().any(|(rated, ..)| *rated == child.unit.id))
    })
}

#[test]
fn a_lot_asks_for_second_sheets_that_are_marked_blind_and_a_wide_spread_for_a_third() {
    on_both_engines(|register| {
        let (office, round, assessors, _) = marked_once(register);
        let context = register.context(&office);
        let short = draw_second_marks(&context, round, "123");
        assert!(matches!(short, Err(AppError::Form(errors)) if errors.at("seed").is_some()));
        let asked = draw_second_marks(&context, round, SEED).unwrap();
        assert_eq!(register.last_event().0, "draw-second-marks");
        let second = show_assessors(&context, Some(round)).unwrap().found.unwrap().second;
        assert_eq!((second.marks.len(), second.may_draw), (asked, false));
        let verified = earnest_draw::verify(second.lot.unwrap().certificate.as_bytes()).unwrap();
        assert_eq!(
            verified.drawn.values().map(Vec::len).sum::<usize>(),
            asked,
            "a fifth of every class, rounded up"
        );
        assert!(matches!(draw_second_marks(&context, round, SEED), Err(AppError::Refused(_))), "once");

        let (mark_asked, scores) = &second.marks[0];
        assert_eq!((mark_asked.sheet, scores.len()), (None, 1));
        let owes = |who: &Actor| {
            let owed = owed(&register.context(who)).unwrap();
            owed.iter().any(|owed| owed.kind == OwedKind::SecondSheet && owed.id == mark_asked.check.0)
        };
        let mine = assessors.iter().position(owes).unwrap();
        assert_ne!(mine, 0, "whoever marked it first does not mark it again");
        let (me, third) = (&assessors[mine], &assessors[3 - mine]);
        let first = show_assessors(&context, Some(round)).unwrap().found.unwrap();
        let sheets = first.assessors.iter().flat_map(|one| &one.sheets);
        let sheet = sheets.map(|seen| &seen.sheet).find(|sheet| sheet.code == mark_asked.code).unwrap().id;
        assert!(matches!(show_sheet(&register.context(me), sheet), Err(AppError::NotFound)), "blind");
        assert!(show_sheet(&register.context(third), sheet).is_ok());
        rate_round(&context, round).unwrap();
        let rating = |who: &Actor| {
            let list = list_ratings(&register.context(who), Some(round)).unwrap();
            let mut all = list.classes.into_iter().flat_map(|class| class.ratings);
            all.find(|(_, rating)| rating.code == mark_asked.code).map(|(_, rating)| rating.id)
        };
        assert_eq!(rating(me), None, "nor does the list of ratings tell");
        let on_board = |who: &Actor| rated_on_a_board(register, who, &mark_asked.code);
        assert!(on_board(&office) && !on_board(me), "nor does a board");
        let id = rating(&office).unwrap();
        assert!(matches!(show_rating(&register.context(me), id), Err(AppError::NotFound)));

        // 28 and 15 of 40 points are more than 15 of 100 apart.
        mark(register, me, mark_asked.check, "7").unwrap();
        assert_eq!(register.last_event().1["third"], serde_json::json!(third.account().unwrap()));
        assert!(show_sheet(&register.context(me), sheet).is_ok(), "theirs is in");
        assert!(owes(third) && !owes(me));
        assert!(matches!(show_sheet(&register.context(third), sheet), Err(AppError::NotFound)));
        mark(register, third, mark_asked.check, "30").unwrap();
        assert_eq!(register.last_event().1["third"], serde_json::Value::Null, "three are enough");
        let found = show_assessors(&context, Some(round)).unwrap().found.unwrap();
        let scores = &found.second.marks.iter().find(|(mark, _)| mark.check == mark_asked.check).unwrap().1;
        assert_eq!(scores.len(), 3);
        assert!(found.assessors.iter().all(|one| one.median_minutes() == Some(29)));
    });
}

#[test]
fn the_lot_of_second_sheets_is_the_offices_and_needs_a_first_sheet() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let context = register.context(&office);
        let refused = |key: &str| match draw_second_marks(&context, round, SEED) {
            Err(AppError::Refused(message)) => assert_eq!(message.key, key),
            other => panic!("{other:?}"),
        };
        refused("error-second-draw");
        let freeze = Freeze { round, rate: "20%", classes: &CLASSES.map(str::to_owned) };
        let draw = freeze_frame(&context, &freeze).unwrap();
        run_draw(&context, draw, "01382438112797316654").unwrap();
        refused("error-second-nothing");
        let assessor = register.actor(Role::Assessor, "P");
        let denied = draw_second_marks(&register.context(&assessor), round, SEED);
        assert!(matches!(denied, Err(AppError::Denied(_))));
        for check in show_draw(&context, draw).unwrap().classes.into_iter().flat_map(|class| class.units) {
            mark(register, &assessor, check.id, "20").unwrap();
        }
        refused("error-second-nobody");
    });
}

#[test]
fn whoever_never_handed_a_second_sheet_in_is_blind_no_longer_than_the_round_takes_sheets() {
    on_both_engines(|register| {
        let (office, round, assessors, _) = marked_once(register);
        let context = register.context(&office);
        draw_second_marks(&context, round, SEED).unwrap();
        rate_round(&context, round).unwrap();
        let hidden = |who: &Actor| {
            let of = |who: &Actor| list_ratings(&register.context(who), Some(round)).unwrap().count();
            of(&office) - of(who)
        };
        assert!(assessors.iter().any(|who| hidden(who) > 0));
        review_all_plans(register, round);
        advance_round(&context, round).unwrap();
        let form = CircularForm {
            title: "circular",
            recipients: "all",
            grounds: "standard",
            went_well: vec![("", "plans in time")],
            problems: vec![("", "few instances")],
            requirements: vec![("report", "2015-12-31", "")],
            correction: "",
        };
        publish_checked(register, &office, round, &form);
        // The check took its days.
        advance_round(&register.context(&office), round).unwrap();
        assert_eq!(assessors.each_ref().map(hidden), [0; 3]);
    });
}
