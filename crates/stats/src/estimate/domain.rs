//! One statistic of one domain.
#![expect(clippy::indexing_slicing, reason = "every index is a row or position of the design itself")]

use super::{
    design::{Design, PostGroups, count},
    interval::{Interval, NO_INTERVAL, around},
    variance::{Lonely, Part},
};
use crate::{
    confidence::BELOW_UPPER,
    count::index,
    quantile,
    sum::{Sum, sum},
};
use std::collections::HashMap;

/// On which side of a difference a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Its mean is counted.
    First,
    /// Its mean is taken off.
    Second,
    /// It is not compared.
    Neither,
}

/// What is estimated. Columns have a value per row; NaN is missing, and such a row is no part of the domain.
#[derive(Debug, Clone, Copy)]
pub enum Statistic<'a> {
    /// The sum over the population.
    Total(&'a [f64]),
    /// The mean over the population.
    Mean(&'a [f64]),
    /// The mean of a column of zeros and ones.
    Proportion(&'a [f64]),
    /// The total of the first column over the total of the second.
    Ratio(&'a [f64], &'a [f64]),
    /// The mean of one side less the mean of the other.
    Difference(&'a [f64], &'a [Side]),
}

/// An estimate and how far it can be trusted. `None` where a figure is not defined.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Sampled units of the domain that have a value.
    pub n: usize,
    /// The estimate.
    pub estimate: Option<f64>,
    /// Its variance under the design.
    pub variance: Option<f64>,
    /// The square root of the variance.
    pub se: Option<f64>,
    /// `se / estimate`.
    pub cv: Option<f64>,
    /// Sampled first-stage units less strata, over the whole design.
    pub df: usize,
    /// The same over the units and strata that the domain touches.
    pub df_domain: usize,
    /// Interval with the normal quantile.
    pub ci95_normal: Interval,
    /// Interval with the t quantile of `df`.
    pub ci95_t: Interval,
    /// Interval with the t quantile of `df_domain`.
    pub ci95_t_domain: Interval,
    /// Variance over that of a simple random sample of the same size.
    pub deff: Option<f64>,
}

/// The 0.975 quantiles of t that were asked for so far.
#[derive(Debug, Clone, Default)]
pub struct TTable(HashMap<usize, Option<f64>>);

impl TTable {
    /// The 0.975 quantile of t with `df` degrees of freedom, `None` without any.
    pub fn at(&mut self, df: usize) -> Option<f64> {
        *self.0.entry(df).or_insert_with(|| quantile::student_t(BELOW_UPPER, count(df)))
    }
}

/// A point estimate, its linearised values by unit, and the variance of a simple random sample of the same size.
struct Linear {
    estimate: f64,
    parts: Vec<Part>,
    simple: Option<f64>,
}

impl Design {
    /// Estimates a statistic of the domain that consists of `rows`, given in the order in which [`super::cells`] lists them.
    ///
    /// # Errors
    /// A stratum of the domain has one sampled unit of several and the design says to fail.
    pub fn estimate(
        &self,
        statistic: &Statistic<'_>,
        rows: &[u32],
        t: &mut TTable,
    ) -> Result<Estimate, Lonely> {
        let members: Vec<u32> = rows
            .iter()
            .filter(|row| statistic.holds(index(**row)))
            .map(|row| self.position[index(*row)])
            .collect();
        let df_domain = self.df_domain(&members);
        let mut out = Estimate {
            n: members.len(),
            estimate: None,
            variance: None,
            se: None,
            cv: None,
            df: self.df(),
            df_domain,
            ci95_normal: NO_INTERVAL,
            ci95_t: NO_INTERVAL,
            ci95_t_domain: NO_INTERVAL,
            deff: None,
        };
        let Some(linear) = self.linearise(statistic, &members) else { return Ok(out) };
        let parts = match &self.post {
            Some(post) => self.centre_in_poststrata(post, linear.parts),
            None => linear.parts,
        };
        let estimate = linear.estimate;
        out.estimate = Some(estimate);
        out.variance = self.variance(&parts)?.filter(|v| v.is_finite());
        out.se = out.variance.map(f64::sqrt);
        out.cv = out.se.map(|se| se / estimate).filter(|cv| cv.is_finite());
        out.ci95_normal = around(estimate, out.se, quantile::normal(BELOW_UPPER));
        out.ci95_t = around(estimate, out.se, t.at(out.df));
        out.ci95_t_domain = around(estimate, out.se, t.at(df_domain));
        out.deff = match (out.variance, linear.simple) {
            (Some(v), Some(simple)) if simple != 0.0 => Some(v / simple).filter(|d| d.is_finite()),
            _ => None,
        };
        Ok(out)
    }

    /// Kish's effective size of a domain: the square of its summed weights over the sum of their squares. It is the
    /// number of units where all weigh the same, and less where they don't (L. Kish, Survey Sampling, 1965, 11.7).
    #[must_use]
    pub fn effective_size(&self, statistic: &Statistic<'_>, rows: &[u32]) -> f64 {
        let weights = || {
            let held = rows.iter().filter(|row| statistic.holds(index(**row)));
            held.map(|row| self.weight[index(self.position[index(*row)])])
        };
        sum(weights()).powi(2) / sum(weights().map(|weight| weight * weight))
    }

    fn df_domain(&self, members: &[u32]) -> usize {
        let Some(first) = self.stages.first() else { return 0 };
        let (mut units, mut strata) = (0, 0);
        let mut last: Option<(u32, u32)> = None;
        for p in members {
            let here = (first.group[index(*p)], first.unit[index(*p)]);
            units += usize::from(last.is_none_or(|l| l.1 != here.1));
            strata += usize::from(last.is_none_or(|l| l.0 != here.0));
            last = Some(here);
        }
        units - strata
    }

    fn linearise(&self, statistic: &Statistic<'_>, members: &[u32]) -> Option<Linear> {
        if members.is_empty() {
            return None;
        }
        let at = |column: &[f64], p: u32| column[index(self.order[index(p)])];
        match *statistic {
            Statistic::Total(y) => {
                let parts = self.parts(members, |p| at(y, p));
                let estimate = sum(parts.iter().map(|(_, u)| *u));
                let mean = self.mean(y, members);
                let simple = self.simple(members, |p| at(y, p) - mean);
                Some(Linear { estimate, parts, simple: simple.map(|(v, all)| v * all * all) })
            }
            Statistic::Mean(y) | Statistic::Proportion(y) => {
                let mean = self.mean(y, members);
                let all = self.weight_of(members);
                let parts = self.parts(members, |p| (at(y, p) - mean) / all);
                let simple = self.simple(members, |p| at(y, p) - mean);
                Some(Linear { estimate: mean, parts, simple: simple.map(|(v, _)| v) })
            }
            Statistic::Ratio(y, x) => {
                let total = |column| sum(members.iter().map(|p| self.weight[index(*p)] * at(column, *p)));
                let below = total(x);
                let ratio = total(y) / below;
                if !ratio.is_finite() {
                    return None;
                }
                let rest = |p| at(y, p) - ratio * at(x, p);
                // A difference of the size of a rounding error is none.
                let rest = |p| {
                    Some(rest(p)).filter(|r| r.abs() > 4.0 * f64::EPSILON * at(y, p).abs()).unwrap_or(0.0)
                };
                let parts = self.parts(members, |p| rest(p) / below);
                let simple = self.simple(members, |p| rest(p) / below);
                Some(Linear { estimate: ratio, parts, simple: simple.map(|(v, all)| v * all * all) })
            }
            Statistic::Difference(y, sides) => {
                let side = |p: u32| sides[index(self.order[index(p)])];
                let (first, second): (Vec<u32>, Vec<u32>) =
                    members.iter().partition(|p| side(**p) == Side::First);
                if first.is_empty() || second.is_empty() {
                    return None;
                }
                let means = [self.mean(y, &first), self.mean(y, &second)];
                let all = [self.weight_of(&first), self.weight_of(&second)];
                let parts = self.parts(members, |p| match side(p) {
                    Side::First => (at(y, p) - means[0]) / all[0],
                    _ => -(at(y, p) - means[1]) / all[1],
                });
                Some(Linear { estimate: means[0] - means[1], parts, simple: None })
            }
        }
    }

    fn parts(&self, members: &[u32], z: impl Fn(u32) -> f64) -> Vec<Part> {
        members.iter().map(|p| (*p, self.weight[index(*p)] * z(*p))).collect()
    }

    fn weight_of(&self, members: &[u32]) -> f64 {
        sum(members.iter().map(|p| self.weight[index(*p)]))
    }

    /// The weighted mean, taken about the first value so that equal values have exactly their own mean.
    fn mean(&self, y: &[f64], members: &[u32]) -> f64 {
        let value = |p: u32| y[index(self.order[index(p)])];
        let origin = members.first().map_or(0.0, |p| value(*p));
        let (mut above, mut all) = (Sum::default(), Sum::default());
        for p in members {
            let weight = self.weight[index(*p)];
            above.add(weight * (value(*p) - origin));
            all.add(weight);
        }
        origin + above.value() / all.value()
    }

    /// Variance of the mean of a simple random sample of as many units, and the weight of the domain.
    fn simple(&self, members: &[u32], gap: impl Fn(u32) -> f64) -> Option<(f64, f64)> {
        let n = count(members.len());
        let all = self.weight_of(members);
        if members.len() < 2 {
            return None;
        }
        let squares = sum(members.iter().map(|p| self.weight[index(*p)] * gap(*p).powi(2)));
        // Weights that add up to n but for rounding are a census.
        let left = Some(1.0 - n / all).filter(|left| left.abs() > 1e-12).unwrap_or(0.0);
        Some((n / (n - 1.0) * squares / all / n * left, all))
    }

    /// Takes the mean of its post-stratum off every linearised value, also off the zeros outside the domain.
    fn centre_in_poststrata(&self, post: &PostGroups, parts: Vec<Part>) -> Vec<Part> {
        let mut sums = vec![None::<Sum>; post.old_sum.len()];
        let scale = |p: u32| post.old_weight[index(p)] / self.weight[index(p)];
        for (p, u) in &parts {
            let group = index(post.of_position[index(*p)]);
            sums[group].get_or_insert_default().add(u * scale(*p));
        }
        let means: Vec<Option<f64>> =
            sums.iter().zip(&post.old_sum).map(|(s, all)| s.map(|s| s.value() / all)).collect();
        // `average` counts every stratum, as all of them were used to scale the weights.
        let keep_all = self.lonely == super::LonelyPsu::Average;
        let mut inside = parts.into_iter().peekable();
        let mut out = Vec::new();
        for p in 0..super::design::code(self.order.len()) {
            let u = inside.next_if(|(at, _)| *at == p).map(|(_, u)| u);
            let mean = means[index(post.of_position[index(p)])];
            if u.is_some() || keep_all || mean.is_some_and(|m| m != 0.0) {
                out.push((p, u.unwrap_or(0.0) - self.weight[index(p)] * mean.unwrap_or(0.0)));
            }
        }
        out
    }
}

impl Statistic<'_> {
    /// Whether a row has all values that the statistic needs and takes part in it.
    fn holds(&self, row: usize) -> bool {
        match self {
            Self::Total(y) | Self::Mean(y) | Self::Proportion(y) => !y[row].is_nan(),
            Self::Ratio(y, x) => !y[row].is_nan() && !x[row].is_nan(),
            Self::Difference(y, side) => !y[row].is_nan() && side[row] != Side::Neither,
        }
    }
}
