//! The scored sample against worked figures and its laws.

use earnest_stats::sample::{Domain, DrawnUnit, Ranged, Sample};
use proptest::prelude::*;

fn drawn(stratum: u32, score: i128, grade: u32) -> DrawnUnit {
    DrawnUnit { stratum, score: Some((score, 1)), grade: Some(grade), part: Some(0) }
}

fn strata(sizes: &[u64]) -> Vec<(String, u64)> {
    sizes.iter().enumerate().map(|(place, size)| (format!("s{place}"), *size)).collect()
}

#[test]
fn the_mean_of_two_strata_is_weighted_by_their_sizes() {
    // 2 of 10 with mean 80, 2 of 30 with mean 60: (10·80 + 30·60) / 40 = 65.
    let units = [drawn(0, 78, 0), drawn(0, 82, 0), drawn(1, 55, 1), drawn(1, 65, 1)];
    let mut sample = Sample::new(&strata(&[10, 30]), &units).unwrap();
    let mean = sample.mean(Domain::Whole);
    assert_eq!(mean.estimate, Some(65_000));
    // variance: (10/40)²·0.8·8/2 + (30/40)²·(28/30)·50/2 = 0.2 + 13.125; t with 2 degrees of freedom 4.302653.
    assert_eq!((mean.low, mean.high), (Some(49_294), Some(80_706)));
    assert_eq!(sample.mean(Domain::Stratum(0)).estimate, Some(80_000));
}

#[test]
fn where_none_has_a_grade_the_interval_is_exact_and_not_a_point() {
    let units: Vec<_> = (0..10).map(|n| drawn(0, 70 + n, 0)).collect();
    let mut sample = Sample::new(&strata(&[50]), &units).unwrap();
    // 1 - 0.025^(1/10) = 0.3085, as in every table of Clopper and Pearson.
    let none = sample.share(Domain::Whole, 1);
    assert_eq!(none, Ranged { estimate: Some(0), low: Some(0), high: Some(308) });
    let all = sample.share(Domain::Whole, 0);
    assert_eq!(all, Ranged { estimate: Some(1000), low: Some(692), high: Some(1000) });
}

#[test]
fn a_class_that_was_taken_whole_has_no_error() {
    let units = [drawn(0, 60, 0), drawn(0, 90, 1), drawn(0, 75, 1)];
    let mut sample = Sample::new(&strata(&[3]), &units).unwrap();
    let mean = sample.mean(Domain::Whole);
    assert_eq!(mean, Ranged { estimate: Some(75_000), low: Some(75_000), high: Some(75_000) });
    assert_eq!(sample.share(Domain::Whole, 1).estimate, Some(667));
}

#[test]
fn a_unit_without_a_score_keeps_counting_in_its_stratum_and_nowhere_else() {
    let mut units = vec![drawn(0, 70, 0), drawn(0, 80, 0), drawn(0, 90, 1)];
    units.push(DrawnUnit { stratum: 0, score: None, grade: None, part: Some(0) });
    let mut sample = Sample::new(&strata(&[20]), &units).unwrap();
    assert_eq!(sample.mean(Domain::Whole).estimate, Some(80_000));
    assert_eq!(sample.mean(Domain::Part(1)), Ranged::default());
}

#[test]
fn more_drawn_than_there_are_is_refused() {
    assert!(Sample::new(&strata(&[1]), &[drawn(0, 70, 0), drawn(0, 80, 0)]).is_err());
}

proptest! {
    #[test]
    fn the_order_of_the_units_changes_nothing(
        scores in proptest::collection::vec((0_u32..3, 0_i128..=100, 0_u32..4), 6..40), turn in 0_usize..40
    ) {
        let units: Vec<_> = scores.iter().map(|(stratum, score, grade)| drawn(*stratum, *score, *grade)).collect();
        let mut turned = units.clone();
        turned.rotate_left(turn % units.len());
        let sizes = strata(&[100, 100, 100]);
        let mut one = Sample::new(&sizes, &units).unwrap();
        let mut other = Sample::new(&sizes, &turned).unwrap();
        prop_assert_eq!(one.mean(Domain::Whole), other.mean(Domain::Whole));
        prop_assert_eq!(one.share(Domain::Whole, 2), other.share(Domain::Whole, 2));
    }

    #[test]
    fn an_estimate_lies_in_its_interval_and_between_the_extremes(
        scores in proptest::collection::vec((0_u32..2, 0_i128..=100, 0_u32..4), 6..40)
    ) {
        let units: Vec<_> = scores.iter().map(|(stratum, score, grade)| drawn(*stratum, *score, *grade)).collect();
        let mut sample = Sample::new(&strata(&[60, 90]), &units).unwrap();
        let mean = sample.mean(Domain::Whole);
        let (least, most) = (scores.iter().map(|s| s.1).min().unwrap(), scores.iter().map(|s| s.1).max().unwrap());
        let estimate = i128::from(mean.estimate.unwrap());
        prop_assert!(least * 1000 <= estimate && estimate <= most * 1000);
        prop_assert!(mean.low <= mean.estimate && mean.estimate <= mean.high);
        let share = sample.share(Domain::Whole, 1);
        // Strata that are each of one mind leave no interval, and then none is invented.
        if let (Some(low), Some(high)) = (share.low, share.high) {
            prop_assert!(Some(low) <= share.estimate && share.estimate <= Some(high));
            prop_assert!(low >= 0 && high <= 1000);
        }
    }
}
