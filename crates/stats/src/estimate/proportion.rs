//! Confidence intervals of a proportion.

use super::{
    design::count,
    domain::{Estimate, TTable},
    interval::{Interval, NO_INTERVAL, around, ends},
};
use crate::{
    confidence::{BELOW_UPPER, TAIL},
    quantile,
};

/// How the interval of a proportion is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProportionMethod {
    /// `p ± t se`.
    Mean,
    /// On the logit scale, transformed back.
    Logit,
    /// The same by the delta method.
    Xlogit,
    /// On the scale of the arcsine of the square root.
    Asin,
    /// Korn and Graubard's beta interval with an effective sample size.
    Beta,
}

/// What an interval of a proportion is made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    pub p: f64,
    pub se: f64,
    pub n: usize,
    /// The t quantile of the whole design.
    pub t: Option<f64>,
    /// The t quantile of the domain's own degrees of freedom.
    pub t_domain: Option<f64>,
}

impl Share {
    pub fn interval(&self, method: ProportionMethod) -> Interval {
        let Self { p, se, .. } = *self;
        if method == ProportionMethod::Mean {
            return around(p, Some(se), self.t);
        }
        if !(p > 0.0 && p < 1.0) {
            return NO_INTERVAL;
        }
        if method == ProportionMethod::Beta {
            return self.korn_graubard();
        }
        let Some(t) = self.t else { return NO_INTERVAL };
        match method {
            ProportionMethod::Asin => {
                let centre = p.sqrt().asin();
                let half = t * se / (2.0 * (p * (1.0 - p)).sqrt());
                ends((centre - half).sin().powi(2), (centre + half).sin().powi(2))
            }
            _ => {
                let centre = (p / (1.0 - p)).ln();
                let half = t * se / (p * (1.0 - p));
                let back = |l: f64| 1.0 / (1.0 + (-l).exp());
                ends(back(centre - half), back(centre + half))
            }
        }
    }

    /// E. L. Korn and B. I. Graubard, Survey Methodology 24 (1998).
    fn korn_graubard(&self) -> Interval {
        let Self { p, se, n, .. } = *self;
        let t_sample = n.checked_sub(1).and_then(|df| quantile::student_t(BELOW_UPPER, count(df)));
        let (Some(t_sample), Some(t_domain)) = (t_sample, self.t_domain) else { return NO_INTERVAL };
        let effective = p * (1.0 - p) / (se * se) * (t_sample / t_domain).powi(2);
        if !effective.is_finite() {
            return NO_INTERVAL;
        }
        [
            quantile::beta(TAIL, effective * p, effective * (1.0 - p) + 1.0),
            quantile::beta(BELOW_UPPER, effective * p + 1.0, effective * (1.0 - p)),
        ]
    }
}

/// The 95 % interval of a proportion.
#[must_use]
pub fn proportion_interval(estimate: &Estimate, method: ProportionMethod, t: &mut TTable) -> Interval {
    let (Some(p), Some(se)) = (estimate.estimate, estimate.se) else { return NO_INTERVAL };
    let share = Share { p, se, n: estimate.n, t: t.at(estimate.df), t_domain: t.at(estimate.df_domain) };
    share.interval(method)
}

/// The exact 95 % interval (Clopper and Pearson 1934) of a share of which the sample shows none or nothing else, for an
/// effective number of units; `None` for any other share. With none of n the upper end is `1 - 0.025^(1/n)`.
#[must_use]
pub fn exact_share_interval(estimate: &Estimate, effective: f64) -> Option<Interval> {
    let share = estimate.estimate?;
    if share <= 0.0 {
        Some([Some(0.0), quantile::beta(BELOW_UPPER, 1.0, effective)])
    } else if share >= 1.0 {
        Some([quantile::beta(TAIL, effective, 1.0), Some(1.0)])
    } else {
        None
    }
}
