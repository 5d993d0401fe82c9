//! Quantiles beside tabled values, computed with 40 digits.
#![expect(clippy::unwrap_used, clippy::float_arithmetic, reason = "tests compare numbers")]

use earnest_stats::quantile::{beta, fisher_f, normal, student_t};
use proptest::prelude::*;

fn near(found: Option<f64>, wanted: f64) {
    let found = found.unwrap();
    assert!((found / wanted - 1.0).abs() < 1e-12, "{found} is not {wanted}");
}

#[test]
fn the_tables_are_met_to_twelve_digits() {
    near(normal(0.975), 1.959_963_984_540_054_2);
    near(normal(0.995), 2.575_829_303_548_901);
    for (df, wanted) in [
        (1.0, 12.706_204_736_174_705),
        (2.0, 4.302_652_729_749_464),
        (5.0, 2.570_581_835_636_315_5),
        (30.0, 2.042_272_456_301_238),
        (1000.0, 1.962_339_080_826_408_5),
        (122_305.0, 1.959_983_381_084_006),
    ] {
        near(student_t(0.975, df), wanted);
        near(student_t(0.025, df), -wanted);
    }
    near(fisher_f(0.975, 1.0, 10.0), 6.936_728_166_296_986);
    near(fisher_f(0.975, 5.0, 24.0), 3.154_816_342_533_114_5);
    near(fisher_f(0.975, 3.5, 11.25), 4.389_492_265_063_514);
    near(fisher_f(0.975, 100.0, 20.0), 2.169_944_803_408_72);
    near(beta(0.025, 2.0, 31.0), 0.007_660_736_346_456_386);
    near(beta(0.975, 3.0, 30.0), 0.208_069_429_895_007_46);
    near(beta(0.025, 1000.5, 3000.25), 0.236_780_123_289_761_57);
}

#[test]
fn outside_their_domain_quantiles_are_nothing() {
    for nothing in [
        normal(0.0),
        student_t(0.975, 0.0),
        fisher_f(1.0, 2.0, 2.0),
        beta(0.5, -1.0, 2.0),
        beta(f64::NAN, 1.0, 1.0),
    ] {
        assert_eq!(nothing, None);
    }
}

proptest! {
    #[test]
    fn known_forms_hold(p in 0.001..0.999_f64, b in 0.2..5000.0_f64) {
        // Beta(1, b) and t with 1 and 2 degrees of freedom have closed forms.
        let closed = -((-p).ln_1p() / b).exp_m1();
        prop_assert!((beta(p, 1.0, b).unwrap() / closed - 1.0).abs() < 1e-11);
        let two = (2.0 * p - 1.0) * (2.0 / (4.0 * p * (1.0 - p))).sqrt();
        prop_assert!((student_t(p, 2.0).unwrap() - two).abs() < 1e-11 * (1.0 + two.abs()));
        // The reciprocal of F has its degrees of freedom exchanged.
        let (f, g) = (fisher_f(p, 3.0, b).unwrap(), fisher_f(1.0 - p, b, 3.0).unwrap());
        prop_assert!((f * g - 1.0).abs() < 1e-9);
    }
}
