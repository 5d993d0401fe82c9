//! Laws that hold for every sample.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    reason = "tests compare numbers"
)]

use earnest_stats::estimate::{Codes, Design, DesignInput, Estimate, Statistic, TTable, cells};
use proptest::prelude::*;

/// Strata (at least two rows each), scores and a second positive column.
fn samples() -> impl Strategy<Value = (Vec<u32>, Vec<f64>, Vec<f64>)> {
    prop::collection::vec(2_usize..6, 1..5).prop_flat_map(|sizes| {
        let strata: Vec<u32> = (0_u32..).zip(&sizes).flat_map(|(h, n)| vec![h; *n]).collect();
        let n = strata.len();
        (Just(strata), prop::collection::vec(-100.0..100.0_f64, n), prop::collection::vec(1.0..9.0_f64, n))
    })
}

fn design(strata: &[u32], factor: f64) -> Design {
    let count = |h: u32| f64::from(u32::try_from(strata.iter().filter(|s| **s == h).count()).unwrap());
    let names = (0..strata.iter().max().map_or(0, |m| m + 1)).map(|h| format!("stratum {h}")).collect();
    let fpc = strata.iter().map(|h| (count(*h) * factor).ceil()).collect();
    let strata = Codes { of_row: strata.to_vec(), names };
    let rows = strata.of_row.len();
    Design::new(DesignInput { rows, strata: Some(strata), fpc: vec![fpc], ..DesignInput::default() }).unwrap()
}

fn whole(design: &Design, statistic: &Statistic<'_>) -> Estimate {
    let cells = cells(design, &[], None);
    design.estimate(statistic, &cells[0].rows, &mut TTable::default()).unwrap()
}

fn same(a: Option<f64>, b: Option<f64>, scale: f64) -> bool {
    matches!((a, b), (Some(a), Some(b)) if (a - b).abs() <= 1e-9 * (a.abs() + b.abs() + scale))
}

proptest! {
    #[test]
    fn a_census_has_no_variance((strata, y, x) in samples()) {
        let design = design(&strata, 1.0);
        for statistic in [Statistic::Total(&y), Statistic::Mean(&y), Statistic::Ratio(&y, &x)] {
            let estimate = whole(&design, &statistic);
            prop_assert_eq!(estimate.variance, Some(0.0));
            prop_assert_eq!(estimate.deff, None);
        }
    }

    #[test]
    fn scaling_scales_and_shifting_moves_only_the_mean((strata, y, _) in samples(), by in 0.1..20.0_f64, shift in -50.0..50.0_f64) {
        let design = design(&strata, 3.0);
        let base = whole(&design, &Statistic::Mean(&y));
        let moved: Vec<f64> = y.iter().map(|v| v * by + shift).collect();
        let moved = whole(&design, &Statistic::Mean(&moved));
        prop_assert!(same(moved.estimate, base.estimate.map(|e| e * by + shift), 100.0));
        prop_assert!(same(moved.variance, base.variance.map(|v| v * by * by), 1e-6));
        prop_assert!(same(moved.deff, base.deff, 1e-6));
    }

    #[test]
    fn the_order_of_rows_changes_nothing((strata, y, x) in samples()) {
        let n = strata.len();
        // 7919 is prime to every n here, so this visits every row once.
        let order: Vec<usize> = (0..n).map(|i| (i * 7919 + 3) % n).collect();
        let pick = |v: &[f64]| order.iter().map(|i| v[*i]).collect::<Vec<f64>>();
        let turned: Vec<u32> = order.iter().map(|i| strata[*i]).collect();
        let a = whole(&design(&strata, 2.5), &Statistic::Ratio(&y, &x));
        let b = whole(&design(&turned, 2.5), &Statistic::Ratio(&pick(&y), &pick(&x)));
        prop_assert!(same(a.estimate, b.estimate, 1e-9) && same(a.variance, b.variance, 1e-12));
    }

    #[test]
    fn a_stratum_split_in_two_identical_halves_has_the_mean_of_one_half(y in prop::collection::vec(-9.0..9.0_f64, 2..8)) {
        let n = y.len();
        let one = design(&vec![0; n], 4.0);
        let halves: Vec<u32> = (0..2 * n).map(|i| u32::from(i >= n)).collect();
        let doubled: Vec<f64> = y.iter().chain(&y).copied().collect();
        let half = whole(&one, &Statistic::Mean(&y));
        let both = whole(&design(&halves, 4.0), &Statistic::Mean(&doubled));
        prop_assert!(same(both.estimate, half.estimate, 1e-9));
        prop_assert!(same(both.variance, half.variance.map(|v| v / 2.0), 1e-12));
        prop_assert_eq!(both.df, 2 * half.df);
    }

    #[test]
    fn domains_that_cover_everything_add_up_to_the_total((strata, y, _) in samples()) {
        let design = design(&strata, 2.0);
        let parity = Codes {
            of_row: (0_u32..).take(y.len()).map(|i| i % 2).collect(),
            names: vec!["even".to_owned(), "odd".to_owned()],
        };
        let mut t = TTable::default();
        let parts: f64 = cells(&design, &[&parity], None)
            .iter()
            .map(|c| design.estimate(&Statistic::Total(&y), &c.rows, &mut t).unwrap().estimate.unwrap())
            .sum();
        prop_assert!(same(Some(parts), whole(&design, &Statistic::Total(&y)).estimate, 100.0));
    }
}
