//! The Penicillin data of the lme4 paper (D. Bates et al., Journal of Statistical Software 67, 2015; data of O. L. Davies and
//! P. L. Goldsmith, 1972): 24 plates, 6 samples, every sample once on every plate.
#![expect(clippy::unwrap_used, clippy::float_arithmetic, reason = "tests compare numbers")]

use earnest_stats::severity::{Refusal, Severity, severity};
use proptest::prelude::*;

/// Diameters in mm, a row per plate, a column per sample.
const DIAMETERS: [[u8; 6]; 24] = [
    [27, 23, 26, 23, 23, 21],
    [27, 23, 26, 23, 23, 21],
    [25, 21, 25, 24, 24, 20],
    [26, 23, 25, 23, 23, 20],
    [25, 22, 26, 22, 23, 20],
    [24, 22, 25, 23, 22, 19],
    [24, 20, 23, 21, 22, 19],
    [26, 22, 26, 24, 24, 21],
    [24, 21, 24, 22, 22, 20],
    [24, 21, 24, 23, 22, 19],
    [26, 23, 26, 24, 24, 21],
    [25, 22, 26, 24, 24, 20],
    [26, 24, 26, 24, 25, 22],
    [26, 23, 26, 23, 23, 20],
    [26, 23, 25, 24, 24, 22],
    [25, 22, 25, 23, 23, 20],
    [25, 21, 24, 23, 23, 20],
    [25, 22, 24, 23, 23, 19],
    [24, 21, 23, 21, 21, 19],
    [26, 23, 26, 24, 24, 21],
    [25, 21, 24, 22, 22, 18],
    [25, 22, 25, 22, 22, 20],
    [24, 21, 24, 22, 24, 19],
    [24, 21, 24, 22, 21, 18],
];

fn penicillin() -> (Vec<u32>, Vec<u32>, Vec<f64>) {
    let (mut plate, mut sample, mut score) = (Vec::new(), Vec::new(), Vec::new());
    for (p, row) in (0_u32..).zip(DIAMETERS) {
        for (s, d) in (0_u32..).zip(row) {
            plate.push(p);
            sample.push(s);
            score.push(f64::from(d));
        }
    }
    (plate, sample, score)
}

fn fit() -> Severity {
    let (plate, sample, score) = penicillin();
    severity(&plate, &sample, &score, 24, 6).unwrap()
}

fn near(found: f64, wanted: f64, within: f64) {
    assert!((found - wanted).abs() <= within, "{found} is not {wanted}");
}

#[test]
fn the_published_fit_comes_out() {
    // lme4's paper and vignette: standard deviations 0.8467, 1.9316, 0.5499; intercept 22.9722 (0.8086); criterion 330.9.
    let fit = fit();
    near(fit.unit.sqrt(), 0.8467, 5e-5);
    near(fit.assessor.sqrt(), 1.9316, 5e-5);
    near(fit.residual.sqrt(), 0.5499, 5e-5);
    near(fit.intercept, 22.9722, 5e-5);
    near(fit.intercept_se, 0.8086, 5e-5);
    near(fit.reml, 330.860_588_991, 1e-8);
    assert_eq!((fit.n, fit.components), (144, 1));
    near(fit.icc_single, fit.unit / (fit.unit + fit.assessor + fit.residual), 1e-15);
}

#[test]
fn a_balanced_table_gives_the_variances_of_its_mean_squares() {
    // In a complete table REML equals the analysis of variance: (BMS - EMS)/k, (JMS - EMS)/n, EMS.
    let fit = fit();
    let y = |p: usize, s: usize| f64::from(DIAMETERS.get(p).and_then(|r| r.get(s)).copied().unwrap());
    let mean = (0..24).flat_map(|p| (0..6).map(move |s| (p, s))).map(|(p, s)| y(p, s)).sum::<f64>() / 144.0;
    let plate = |p: usize| (0..6).map(|s| y(p, s)).sum::<f64>() / 6.0 - mean;
    let sample = |s: usize| (0..24).map(|p| y(p, s)).sum::<f64>() / 24.0 - mean;
    let between = 6.0 * (0..24).map(|p| plate(p).powi(2)).sum::<f64>() / 23.0;
    let columns = 24.0 * (0..6).map(|s| sample(s).powi(2)).sum::<f64>() / 5.0;
    let cells = (0..24).flat_map(|p| (0..6).map(move |s| (p, s)));
    let rest = cells.map(|(p, s)| (y(p, s) - mean - plate(p) - sample(s)).powi(2)).sum::<f64>() / 115.0;
    near(fit.residual, rest, 1e-9 * rest);
    near(fit.unit, (between - rest) / 6.0, 1e-9);
    near(fit.assessor, (columns - rest) / 24.0, 1e-9 * fit.assessor);
    // Effects shrink the means by g n / (1 + g n).
    let shrink = 6.0 * fit.unit / (6.0 * fit.unit + fit.residual);
    near(fit.units.first().unwrap().effect, plate(0) * shrink, 1e-9);
}

#[test]
fn a_variance_that_is_zero_is_exactly_zero() {
    // Units differ less than chance would make them.
    let score = [1.0, 2.0, 3.0, 3.0, 1.0, 2.0, 2.0, 3.0, 1.0];
    let fit = severity(&[0, 0, 0, 1, 1, 1, 2, 2, 2], &[0, 1, 2, 0, 1, 2, 0, 1, 2], &score, 3, 3).unwrap();
    assert_eq!((fit.unit, fit.assessor), (0.0, 0.0));
    near(fit.residual, 0.75, 1e-12);
    assert!(fit.units.iter().chain(&fit.assessors).all(|e| e.effect == 0.0 && e.sd == 0.0));
}

#[test]
fn what_cannot_be_told_apart_is_refused() {
    let refuse = |unit: &[u32], assessor: &[u32], score: &[f64], units, assessors| {
        severity(unit, assessor, score, units, assessors).unwrap_err()
    };
    let y = [1.0, 2.0, 4.0, 3.0];
    assert_eq!(refuse(&[0, 1, 2, 3], &[0, 0, 1, 1], &y, 4, 2), Refusal::OneScorePerUnit);
    assert_eq!(refuse(&[0, 0, 1, 1], &[0; 4], &y, 2, 1), Refusal::SingleAssessor);
    assert_eq!(refuse(&[0; 4], &[0, 0, 1, 1], &y, 1, 2), Refusal::SingleUnit);
    assert_eq!(refuse(&[0, 0, 1, 1], &[0, 1, 0, 1], &[5.0; 4], 2, 2), Refusal::Constant);
    assert_eq!(refuse(&[0, 0, 1, 1], &[0, 0, 1, 1], &y, 2, 2), Refusal::OneUnitPerAssessor);
    let additive = [1.1, 2.3, 1.4, 2.6, 3.1, 4.3];
    assert_eq!(refuse(&[0, 0, 1, 1, 2, 2], &[0, 1, 0, 1, 0, 1], &additive, 3, 2), Refusal::NoResidual);
}

#[test]
fn parts_without_a_common_assessor_are_counted() {
    let fit = severity(
        &[0, 0, 1, 1, 2, 2, 3, 3],
        &[0, 1, 0, 1, 2, 3, 2, 3],
        &[1.0, 2.0, 4.0, 4.0, 3.0, 5.0, 9.0, 8.0],
        4,
        4,
    );
    let fit = fit.unwrap();
    assert_eq!((fit.components, fit.component_of_unit), (2, vec![0, 0, 1, 1]));
    assert_eq!(fit.component_of_assessor, vec![0, 0, 1, 1]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn scale_shift_and_order_do_what_they_must(noise in prop::collection::vec(-3.0..3.0_f64, 40), by in 0.1..30.0_f64) {
        let unit: Vec<u32> = (0..40).map(|i| i % 8).collect();
        let assessor: Vec<u32> = (0..40).map(|i| (i / 3 + i % 8) % 5).collect();
        let score: Vec<f64> = noise.iter().zip(&unit).zip(&assessor).map(|((e, u), a)| e + f64::from(*u) + f64::from(*a)).collect();
        let base = severity(&unit, &assessor, &score, 8, 5).unwrap();
        let turned = |v: &[u32]| v.iter().rev().copied().collect::<Vec<u32>>();
        let moved: Vec<f64> = score.iter().rev().map(|s| s * by + 500.0).collect();
        let moved = severity(&turned(&unit), &turned(&assessor), &moved, 8, 5).unwrap();
        let same = |a: f64, b: f64| (a - b).abs() <= 1e-8 * (a.abs() + b.abs()) + 1e-12;
        prop_assert!(same(moved.unit, base.unit * by * by), "{} {}", moved.unit, base.unit * by * by);
        prop_assert!(same(moved.assessor, base.assessor * by * by));
        prop_assert!(same(moved.residual, base.residual * by * by));
        prop_assert!(same(moved.intercept, base.intercept * by + 500.0));
        prop_assert!(same(moved.reml, base.reml + 39.0 * (by * by).ln()));
    }
}
