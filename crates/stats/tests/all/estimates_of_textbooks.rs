//! Estimates that are published or can be worked out by hand.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    reason = "tests compare numbers"
)]

use earnest_stats::estimate::{
    Codes, Design, DesignFault, DesignInput, Estimate, LonelyPsu, PostStrata, ProportionMethod, Role, Side,
    Statistic, TTable, cells, proportion_interval,
};

fn codes(texts: &[&str]) -> Codes {
    let mut out = Codes::default();
    for text in texts {
        let known = out.names.iter().position(|n| n == text);
        let code = known.unwrap_or_else(|| {
            out.names.push((*text).to_owned());
            out.names.len() - 1
        });
        out.of_row.push(u32::try_from(code).unwrap_or(u32::MAX));
    }
    out
}

fn whole(design: &Design, statistic: &Statistic<'_>) -> Estimate {
    let cells = cells(design, &[], None);
    design.estimate(statistic, &cells[0].rows, &mut TTable::default()).unwrap()
}

fn near(found: Option<f64>, wanted: f64) {
    let found = found.unwrap();
    assert!((found - wanted).abs() <= 1e-10 * wanted.abs().max(1.0), "{found} is not {wanted}");
}

#[test]
fn a_simple_random_sample_has_the_variance_of_cochran_section_2() {
    // Cochran, Sampling Techniques, 3rd ed., section 2.6: v(mean) = (1 - f) s²/n; here N = 20, y = 3, 5, 8, 12.
    let y = [3.0, 5.0, 8.0, 12.0];
    let design =
        Design::new(DesignInput { rows: 4, fpc: vec![vec![20.0; 4]], ..DesignInput::default() }).unwrap();
    let mean = whole(&design, &Statistic::Mean(&y));
    let s2 = 46.0 / 3.0;
    near(mean.estimate, 7.0);
    near(mean.variance, 0.8 * s2 / 4.0);
    near(mean.deff, 1.0);
    assert_eq!((mean.df, mean.df_domain), (3, 3));
    let total = whole(&design, &Statistic::Total(&y));
    near(total.estimate, 140.0);
    near(total.variance, 400.0 * 0.8 * s2 / 4.0);
    near(total.deff, 1.0);
    // t(0.975, 3) from the tables: 3.182446305284263.
    near(mean.ci95_t[1], 7.0 + 3.182_446_305_284_263 * (0.8 * s2 / 4.0_f64).sqrt());
}

#[test]
fn a_stratified_mean_adds_the_strata_by_their_shares_as_in_cochran_section_5() {
    // Section 5.4: v(mean) = sum W_h² (1 - f_h) s_h² / n_h.
    let y = [1.0, 3.0, 10.0, 12.0, 17.0];
    let strata = codes(&["a", "a", "b", "b", "b"]);
    let fpc = vec![vec![10.0, 10.0, 30.0, 30.0, 30.0]];
    let design =
        Design::new(DesignInput { rows: 5, strata: Some(strata), fpc, ..DesignInput::default() }).unwrap();
    let mean = whole(&design, &Statistic::Mean(&y));
    near(mean.estimate, 0.25 * 2.0 + 0.75 * 13.0);
    near(mean.variance, 0.0625 * 0.8 * 2.0 / 2.0 + 0.5625 * 0.9 * 13.0 / 3.0);
    assert_eq!(mean.df, 3);
}

#[test]
fn a_ratio_is_linearised_as_in_saerndal_section_5_6() {
    // Särndal, Swensson and Wretman, section 5.6: residuals y - R x over the estimated total of x.
    let (y, x) = ([2.0, 4.0, 7.0], [1.0, 2.0, 3.0]);
    let design =
        Design::new(DesignInput { rows: 3, fpc: vec![vec![9.0; 3]], ..DesignInput::default() }).unwrap();
    let ratio = whole(&design, &Statistic::Ratio(&y, &x));
    let r = 13.0 / 6.0;
    let rest = [2.0 - r, 4.0 - 2.0 * r, 7.0 - 3.0 * r];
    let s2 = rest.iter().map(|v| v * v).sum::<f64>() / 2.0;
    near(ratio.estimate, r);
    near(ratio.variance, 81.0 * (2.0 / 3.0) * s2 / 3.0 / (18.0 * 18.0));
    near(ratio.deff, 1.0);
}

#[test]
fn two_stages_add_the_variance_inside_the_sampled_clusters() {
    // Särndal, section 4.3: N = 4 clusters, two taken; of 3 and 4 elements two are taken in each.
    let y = [1.0, 3.0, 2.0, 6.0];
    let ids = vec![codes(&["p", "p", "q", "q"]), codes(&["1", "2", "1", "2"])];
    let fpc = vec![vec![4.0; 4], vec![3.0, 3.0, 4.0, 4.0]];
    let design = Design::new(DesignInput { rows: 4, ids, fpc, ..DesignInput::default() }).unwrap();
    let total = whole(&design, &Statistic::Total(&y));
    let clusters = [1.5 * 4.0, 2.0 * 8.0];
    near(total.estimate, 2.0 * (clusters[0] + clusters[1]));
    let between = 16.0 * 0.5 / 2.0 * (clusters[1] - clusters[0]).powi(2) / 2.0;
    let within = 2.0 * (9.0 * (1.0 / 3.0) / 2.0 * 2.0 + 16.0 * 0.5 / 2.0 * 8.0);
    near(total.variance, between + within);
}

#[test]
fn post_strata_of_the_sample_replace_the_spread_between_them() {
    // Särndal, section 7.6: with equal weights the variance is that of the residuals about the group means.
    let y = [1.0, 3.0, 10.0, 14.0];
    let post = PostStrata {
        groups: codes(&["m", "m", "f", "f"]),
        totals: vec![("m".to_owned(), 30.0), ("f".to_owned(), 10.0)],
    };
    let input =
        DesignInput { rows: 4, fpc: vec![vec![40.0; 4]], poststrata: Some(post), ..DesignInput::default() };
    let total = whole(&Design::new(input).unwrap(), &Statistic::Total(&y));
    near(total.estimate, 30.0 * 2.0 + 10.0 * 12.0);
    let parts: [f64; 4] = [-15.0, 15.0, -10.0, 10.0];
    near(total.variance, 0.9 * 4.0 / 3.0 * parts.iter().map(|p| p * p).sum::<f64>());
}

fn lonely(rule: LonelyPsu) -> Design {
    let strata = Some(codes(&["a", "a", "b", "c"]));
    let fpc = vec![vec![4.0, 4.0, 5.0, 1.0]];
    Design::new(DesignInput { rows: 4, strata, fpc, lonely_psu: rule, ..DesignInput::default() }).unwrap()
}

#[test]
fn a_lonely_stratum_follows_the_rule_and_a_census_of_one_is_not_lonely() {
    let y = [1.0, 2.0, 3.0, 4.0];
    let own = 0.5 * 2.0 * (2.0_f64.powi(2) * 0.25 * 2.0);
    let variance = |rule| whole(&lonely(rule), &Statistic::Total(&y)).variance;
    near(variance(LonelyPsu::Remove), own);
    near(variance(LonelyPsu::Certainty), own);
    near(variance(LonelyPsu::Adjust), own + 0.8 * 15.0 * 15.0);
    near(variance(LonelyPsu::Average), own * 3.0 / 2.0);
    let failing = lonely(LonelyPsu::Fail);
    let error = failing.estimate(&Statistic::Total(&y), &[0, 1, 2, 3], &mut TTable::default()).unwrap_err();
    assert!(error.to_string().contains("`b`"), "{error}");
    assert!(failing.estimate(&Statistic::Total(&y), &[0, 1, 3], &mut TTable::default()).is_ok());
}

#[test]
fn domains_keep_the_design_and_an_empty_domain_is_nothing() {
    let y = [1.0, 2.0, 3.0, f64::NAN];
    let sex = codes(&["m", "f", "m", "m"]);
    let design =
        Design::new(DesignInput { rows: 4, fpc: vec![vec![8.0; 4]], ..DesignInput::default() }).unwrap();
    let wanted = [vec!["x".to_owned()], vec!["m".to_owned()], vec!["f".to_owned()]];
    let cells = cells(&design, &[&sex], Some(&wanted));
    let mut t = TTable::default();
    let at = |i: usize, t: &mut TTable| design.estimate(&Statistic::Total(&y), &cells[i].rows, t).unwrap();
    let (none, m, f) = (at(0, &mut t), at(1, &mut t), at(2, &mut t));
    assert_eq!((none.n, none.estimate, none.variance), (0, None, None));
    // z = 2, 0, 6, 0 with n = 4 of 8.
    near(m.estimate, 8.0);
    near(m.variance, 0.5 * 4.0 / 3.0 * (0.0 + 4.0 + 16.0 + 4.0));
    assert_eq!((m.n, m.df, m.df_domain), (2, 3, 1));
    assert_eq!((f.n, f.df_domain, f.ci95_t_domain), (1, 0, [None, None]));
    assert!(f.ci95_t[0].is_some());
}

#[test]
fn a_difference_counts_the_covariance_of_its_sides() {
    let y = [1.0, 5.0, 2.0, 8.0];
    let ids = vec![codes(&["p", "p", "q", "q"])];
    let weights = Some(vec![1.0; 4]);
    let design = Design::new(DesignInput { rows: 4, ids, weights, ..DesignInput::default() }).unwrap();
    let sides = [Side::First, Side::Second, Side::First, Side::Second];
    let difference = whole(&design, &Statistic::Difference(&y, &sides));
    near(difference.estimate, 1.5 - 6.5);
    // Per cluster z = (y_a - 1.5)/2 - (y_b - 6.5)/2: p gives -1/4 + 3/4, q gives 1/4 - 3/4.
    near(difference.variance, 2.0 * 2.0 * 0.25);
}

#[test]
fn a_share_of_none_or_all_has_only_the_plain_interval() {
    let design =
        Design::new(DesignInput { rows: 5, fpc: vec![vec![50.0; 5]], ..DesignInput::default() }).unwrap();
    let mut t = TTable::default();
    let none = whole(&design, &Statistic::Proportion(&[0.0; 5]));
    assert_eq!(proportion_interval(&none, ProportionMethod::Mean, &mut t), [Some(0.0), Some(0.0)]);
    let some = whole(&design, &Statistic::Proportion(&[1.0, 0.0, 0.0, 1.0, 0.0]));
    for method in
        [ProportionMethod::Logit, ProportionMethod::Xlogit, ProportionMethod::Asin, ProportionMethod::Beta]
    {
        assert_eq!(proportion_interval(&none, method, &mut t), [None, None]);
        let [low, high] = proportion_interval(&some, method, &mut t).map(Option::unwrap);
        assert!(0.0 < low && low < 0.4 && 0.4 < high && high < 1.0, "{method:?}: {low} {high}");
    }
}

#[test]
fn faults_of_a_design_name_their_row() {
    let strata = Some(codes(&["a", "a", "b"]));
    let fault = |fpc: [f64; 3], weights: Option<[f64; 3]>| {
        let weights = weights.map(|w| w.to_vec());
        Design::new(DesignInput {
            rows: 3,
            strata: strata.clone(),
            fpc: vec![fpc.to_vec()],
            weights,
            ..DesignInput::default()
        })
        .unwrap_err()
    };
    let role = Role::Fpc(0);
    assert_eq!(
        fault([5.0, 6.0, 2.0], None),
        DesignFault::PopulationVaries { role, row: 1, first: 5.0, value: 6.0 }
    );
    assert_eq!(
        fault([1.0, 1.0, 2.0], None),
        DesignFault::PopulationTooSmall { role, row: 0, population: 1.0, sampled: 2 }
    );
    assert_eq!(fault([5.0, 5.0, f64::NAN], None), DesignFault::Missing { role, row: 2 });
    let role = Role::Weights;
    assert_eq!(
        fault([5.0, 5.0, 2.0], Some([1.0, -1.0, 1.0])),
        DesignFault::NotPositive { role, row: 1, value: -1.0 }
    );
}
