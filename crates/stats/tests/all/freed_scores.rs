//! Scores freed from the severity of those who gave them: the explanation adds up to the model's prediction.
#![expect(clippy::float_arithmetic, reason = "tests compare numbers")]

use earnest_stats::{
    marking::{Mark, Marks, marking},
    severity::severity,
};
use proptest::prelude::*;

/// Every object scored by two neighbouring assessors of five, and a third where `third` says so.
fn marks(scores: &[(i64, i64, Option<i64>)]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (object, (first, second, third)) in (0_u32..).zip(scores) {
        let mut give = |seat: u32, score: i64| {
            marks.push(Mark { object, assessor: (object + seat) % 5, score: (i128::from(score), 1) });
        };
        give(0, *first);
        give(1, *second);
        if let Some(score) = third {
            give(2, *score);
        }
    }
    marks
}

proptest! {
    #[test]
    fn the_explained_score_is_the_models_prediction(
        scores in proptest::collection::vec((40_i64..100, 40_i64..100, proptest::option::of(40_i64..100)), 10..30),
    ) {
        let marks = marks(&scores);
        let (objects, assessors) = (scores.len(), 5);
        let Ok(found) = marking(Marks { marks: &marks, objects, assessors }) else { return Ok(()) };
        let (unit, assessor): (Vec<u32>, Vec<u32>) = marks.iter().map(|m| (m.object, m.assessor)).unzip();
        let score: Vec<f64> = marks.iter().map(|m| m.score.0 as f64).collect();
        let fitted = severity(&unit, &assessor, &score, objects, assessors).unwrap();
        for (place, freed) in found.freed.iter().enumerate() {
            let mine: Vec<f64> =
                marks.iter().zip(&score).filter(|(m, _)| m.object as usize == place).map(|(_, s)| *s).collect();
            let raw = mine.iter().sum::<f64>() / mine.len() as f64;
            let thousandth = |number: i64| number as f64 / 1000.0;
            let mean = thousandth(found.mean);
            let explained = mean + (raw - thousandth(freed.severity) - mean) * thousandth(freed.shrinkage);
            let predicted = fitted.intercept + fitted.units[place].effect;
            // Three figures rounded to thousandths, the shrinkage times at most 60 points.
            prop_assert!((explained - predicted).abs() < 0.035, "{explained} {predicted}");
            prop_assert!((0..=1000).contains(&freed.shrinkage));
        }
    }
}

#[test]
fn who_is_lenient_alone_loses_the_points_and_who_is_marked_by_both_loses_their_mean() {
    // The second assessor gives ten more than the first to everybody; two objects are scored by one of them alone.
    let mut marks = Vec::new();
    for object in 0..8_u32 {
        let deserved = i128::from(50 + 5 * object) + i128::from(object % 2);
        marks.push(Mark { object, assessor: 0, score: (deserved, 1) });
        marks.push(Mark { object, assessor: 1, score: (deserved + 10 - i128::from(object % 3), 1) });
    }
    marks.push(Mark { object: 8, assessor: 0, score: (70, 1) });
    marks.push(Mark { object: 9, assessor: 1, score: (79, 1) });
    let found = marking(Marks { marks: &marks, objects: 10, assessors: 2 }).unwrap();
    let [strict, lenient] = [found.leanings[0].effect, found.leanings[1].effect];
    assert!(strict < -3_500 && lenient > 3_500, "{strict} {lenient}");
    assert_eq!((found.freed[8].severity, found.freed[9].severity), (strict, lenient));
    assert!(found.freed[0].severity.abs() <= 1, "both marked it, and their severities cancel");
    assert!(found.freed[0].raw_sd < found.freed[8].raw_sd, "two marks err less than one");
    assert!(found.freed[8].sd < found.freed[8].raw_sd, "and freed from severity less still");
}
