//! Agreement figures that are published.
#![expect(clippy::unwrap_used, clippy::float_arithmetic, reason = "tests compare numbers")]

use earnest_stats::agreement::{KappaRefusal, Ratings, RatingsFault, alpha, fleiss_kappa, icc, kappa};
use proptest::prelude::*;

/// A row per assessor, a column per unit; NaN is missing.
fn ratings(rows: &[Vec<f64>]) -> Ratings {
    let units = rows.first().map_or(0, Vec::len);
    let (mut unit, mut assessor, mut score) = (Vec::new(), Vec::new(), Vec::new());
    for (a, row) in (0_u32..).zip(rows) {
        for (u, s) in (0_u32..).zip(row) {
            unit.push(u);
            assessor.push(a);
            score.push(*s);
        }
    }
    Ratings::new(&unit, &assessor, &score, units, rows.len()).unwrap()
}

fn near(found: Option<f64>, wanted: f64, within: f64) {
    let found = found.unwrap();
    assert!((found - wanted).abs() <= within, "{found} is not {wanted}");
}

#[test]
fn krippendorffs_own_example_gives_his_four_alphas() {
    // K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C to E: 12 units, 4 observers, missing
    // data: nominal 0.743, ordinal 0.815, interval 0.849, ratio 0.797.
    let table = [
        [1.0, 2.0, 3.0, 3.0, 2.0, 1.0, 4.0, 1.0, 2.0, f64::NAN, f64::NAN, f64::NAN],
        [1.0, 2.0, 3.0, 3.0, 2.0, 2.0, 4.0, 1.0, 2.0, 5.0, f64::NAN, 3.0],
        [f64::NAN, 3.0, 3.0, 3.0, 2.0, 3.0, 4.0, 2.0, 2.0, 5.0, 1.0, f64::NAN],
        [1.0, 2.0, 3.0, 3.0, 2.0, 4.0, 4.0, 1.0, 2.0, 5.0, 1.0, f64::NAN],
    ];
    let ratings = ratings(&table.map(|r| r.to_vec()));
    assert_eq!((ratings.units(), ratings.len(), ratings.units_with_two_or_more()), (12, 41, 11));
    let a = alpha(&ratings);
    near(a.nominal, 0.743, 5e-4);
    near(a.ordinal, 0.815, 5e-4);
    near(a.interval, 0.849, 5e-4);
    near(a.ratio, 0.797, 5e-4);
}

#[test]
fn one_value_alone_has_no_alpha_and_two_opposite_values_no_ratio() {
    let a = alpha(&ratings(&[vec![2.0, 2.0], vec![2.0, 2.0]]));
    assert_eq!((a.nominal, a.ordinal, a.interval, a.ratio), (None, None, None, None));
    let a = alpha(&ratings(&[vec![1.0, -1.0], vec![1.0, -1.0]]));
    assert_eq!((a.nominal, a.ratio), (Some(1.0), None));
    let lonely = alpha(&ratings(&[vec![1.0, 2.0], vec![f64::NAN, f64::NAN]]));
    assert_eq!(lonely.interval, None);
}

#[test]
fn the_example_of_shrout_and_fleiss_gives_their_six_correlations() {
    // Shrout and Fleiss 1979, table 2 (6 targets, 4 judges), tables 3 and 4.
    let judges = [
        vec![9.0, 6.0, 8.0, 7.0, 10.0, 6.0],
        vec![2.0, 1.0, 4.0, 1.0, 5.0, 2.0],
        vec![5.0, 3.0, 6.0, 2.0, 6.0, 4.0],
        vec![8.0, 2.0, 8.0, 6.0, 9.0, 7.0],
    ];
    let found = icc(&ratings(&judges)).unwrap();
    let m = found.mean_squares;
    for (square, wanted) in
        [(m.between_units, 11.24), (m.within_units, 6.26), (m.between_assessors, 32.49), (m.residual, 1.02)]
    {
        near(square, wanted, 6e-3);
    }
    let six = [found.one, found.two, found.three, found.one_k, found.two_k, found.three_k];
    for (figure, wanted) in six.iter().zip([0.17, 0.29, 0.71, 0.44, 0.62, 0.91]) {
        near(figure.estimate, wanted, 5e-3);
    }
    // Page 424 gives the interval of ICC(2,1) as 0.02 to 0.76.
    near(found.two.ci95[0], 0.02, 5e-3);
    near(found.two.ci95[1], 0.76, 5e-3);
}

#[test]
fn correlations_are_not_defined_where_a_divisor_is_zero() {
    let additive = icc(&ratings(&[vec![1.1, 2.2, 3.3], vec![1.4, 2.5, 3.6]])).unwrap();
    assert_eq!(additive.mean_squares.residual, Some(0.0));
    near(additive.three.estimate, 1.0, 1e-12);
    assert_eq!((additive.three.ci95, additive.two.ci95), ([None, None], [None, None]));
    let flat = icc(&ratings(&[vec![1.0, 1.0], vec![1.0, 1.0]])).unwrap();
    assert_eq!((flat.one.estimate, flat.three_k.estimate), (None, None));
}

#[test]
fn perfect_agreement_is_one_a_constant_assessor_is_zero_and_a_single_category_is_nothing() {
    let same = ratings(&[vec![1.0, 2.0, 3.0, 1.0], vec![1.0, 2.0, 3.0, 1.0]]);
    let perfect = kappa(&same, &[1.0, 2.0, 3.0, 4.0], 0, 1).unwrap();
    assert_eq!((perfect.none.estimate, perfect.none.se), (Some(1.0), Some(0.0)));
    assert_eq!(perfect.quadratic.estimate, Some(1.0));
    assert_eq!(fleiss_kappa(&same, &[1.0, 2.0, 3.0]).unwrap(), Some(1.0));
    let constant = ratings(&[vec![2.0, 2.0, 2.0], vec![1.0, 2.0, 3.0]]);
    assert_eq!(kappa(&constant, &[1.0, 2.0, 3.0], 0, 1).unwrap().linear.estimate, Some(0.0));
    let both = ratings(&[vec![2.0, 2.0], vec![2.0, 2.0]]);
    assert_eq!(kappa(&both, &[1.0, 2.0], 0, 1).unwrap().none.estimate, None);
    assert_eq!(fleiss_kappa(&both, &[1.0, 2.0]).unwrap(), None);
}

#[test]
fn cohens_kappa_of_a_known_table_has_its_published_error() {
    // Fleiss, Cohen and Everitt 1969, table 1 (proportions of 200 pairs): kappa 0.429, weighted forms aside.
    let table = [[106.0, 10.0, 4.0], [22.0, 28.0, 10.0], [2.0, 12.0, 6.0]];
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for (i, row) in (1_u8..).zip(table) {
        for (j, count) in (1_u8..).zip(row) {
            for _ in 0..count as usize {
                first.push(f64::from(i));
                second.push(f64::from(j));
            }
        }
    }
    let found = kappa(&ratings(&[first, second]), &[1.0, 2.0, 3.0], 0, 1).unwrap();
    assert_eq!(found.pairs, 200);
    near(found.none.estimate, 0.429, 5e-4);
    near(found.none.se, 0.054, 1e-3);
}

#[test]
fn faults_name_the_row() {
    let twice = Ratings::new(&[0, 0, 0], &[0, 1, 0], &[1.0, 2.0, 3.0], 1, 2).unwrap_err();
    assert_eq!(twice, RatingsFault::Twice { row: 2, first: 0 });
    let strange = kappa(&ratings(&[vec![1.0], vec![6.0]]), &[1.0, 2.0], 0, 1).unwrap_err();
    assert_eq!(strange, KappaRefusal::NotACategory { row: 1, score: 6.0 });
    let uneven = fleiss_kappa(&ratings(&[vec![1.0, 1.0], vec![2.0, f64::NAN]]), &[1.0, 2.0]).unwrap_err();
    assert_eq!(uneven, KappaRefusal::Uneven { unit: 1, found: 1, first: 2 });
}

proptest! {
    #[test]
    fn alpha_knows_ranks_and_ratios(scores in prop::collection::vec(1_u8..6, 6..30), by in 0.5..9.0_f64) {
        let (a, b): (Vec<f64>, Vec<f64>) = scores.chunks_exact(2).map(|p| (f64::from(p[0]), f64::from(p[1]))).unzip();
        let base = alpha(&ratings(&[a.clone(), b.clone()]));
        let change = |f: &dyn Fn(f64) -> f64| {
            let turn = |v: &[f64]| v.iter().map(|x| f(*x)).collect::<Vec<f64>>();
            alpha(&ratings(&[turn(&b), turn(&a)]))
        };
        let same = |x: Option<f64>, y: Option<f64>| match (x, y) {
            (Some(x), Some(y)) => (x - y).abs() < 1e-9,
            (x, y) => x == y,
        };
        let scaled = change(&|x| x * by);
        prop_assert!(same(base.ratio, scaled.ratio) && same(base.interval, scaled.interval));
        let bent = change(&|x| x.exp());
        prop_assert!(same(base.ordinal, bent.ordinal) && same(base.nominal, bent.nominal));
        prop_assert!(same(base.interval, change(&|x| x + 1000.0).interval));
    }
}
