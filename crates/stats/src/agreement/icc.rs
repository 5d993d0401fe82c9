//! Intraclass correlations (P. E. Shrout and J. L. Fleiss, Psychological Bulletin 86, 1979).
#![expect(
    clippy::indexing_slicing,
    reason = "every index is a cell of the complete table of units and assessors"
)]

use super::Ratings;
use crate::{
    confidence::BELOW_UPPER,
    count::{index, real},
    estimate::{Interval, NO_INTERVAL},
    quantile::fisher_f,
};
use thiserror::Error;

/// Why intraclass correlations can't be computed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IccRefusal {
    /// A cell of the table is empty.
    #[error(
        "an intraclass correlation needs a score of every unit by every assessor; this pair has none (for incomplete ratings use the variance components of `severity`)"
    )]
    Incomplete {
        /// The unit.
        unit: usize,
        /// The assessor.
        assessor: usize,
    },
}

/// The mean squares of the two-way table; `None` without degrees of freedom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanSquares {
    /// Between units (BMS).
    pub between_units: Option<f64>,
    /// Within units (WMS).
    pub within_units: Option<f64>,
    /// Between assessors (JMS).
    pub between_assessors: Option<f64>,
    /// What is left of both (EMS).
    pub residual: Option<f64>,
}

/// A correlation with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IccFigure {
    /// The correlation; may be negative.
    pub estimate: Option<f64>,
    /// Its interval.
    pub ci95: Interval,
}

/// The six correlations of Shrout and Fleiss: one score, or the mean of all k.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Icc {
    /// What they are made from.
    pub mean_squares: MeanSquares,
    /// One score, each unit with its own assessors: ICC(1,1).
    pub one: IccFigure,
    /// One score, assessors a sample of many: ICC(2,1).
    pub two: IccFigure,
    /// One score, these assessors only: ICC(3,1).
    pub three: IccFigure,
    /// Mean of k scores: ICC(1,k).
    pub one_k: IccFigure,
    /// Mean of k scores: ICC(2,k).
    pub two_k: IccFigure,
    /// Mean of k scores: ICC(3,k).
    pub three_k: IccFigure,
}

/// All six correlations of a complete table.
///
/// # Errors
/// A unit without a score by one of the assessors.
pub fn icc(ratings: &Ratings) -> Result<Icc, IccRefusal> {
    let table = complete(ratings)?;
    let (n, k) = (real(ratings.units()), real(ratings.assessors()));
    let ms = mean_squares(&table, ratings.assessors());
    let (b, w, j, e) = (ms.between_units, ms.within_units, ms.between_assessors, ms.residual);
    let over = |top: Option<f64>, below: Option<f64>| Some(top? / below?).filter(|v| v.is_finite());
    let one = both(b, w, |b, w| (b - w, b + (k - 1.0) * w));
    let three = both(b, e, |b, e| (b - e, b + (k - 1.0) * e));
    let two = j.and_then(|j| both(b, e, |b, e| (b - e, b + (k - 1.0) * e + k * (j - e) / n)));
    let one_k = both(b, w, |b, w| (b - w, b));
    let three_k = both(b, e, |b, e| (b - e, b));
    let two_k = j.and_then(|j| {
        both(b, e, |b, e| (b - e, b + (j - e) / n))
            .filter(|_| b.zip(e).is_some_and(|(b, e)| b + (j - e) / n > 0.0))
    });
    let f_one = f_ends(over(b, w), n - 1.0, n * (k - 1.0));
    let f_three = f_ends(over(b, e), n - 1.0, (n - 1.0) * (k - 1.0));
    let single = |ends: Interval| ends.map(|f| f.map(|f| (f - 1.0) / (f + k - 1.0)));
    let mean = |ends: Interval| ends.map(|f| f.map(|f| 1.0 - 1.0 / f).filter(|v| v.is_finite()));
    let ends_two = two.map_or(NO_INTERVAL, |rho| satterthwaite(&ms, rho, n, k));
    // Spearman-Brown; beyond its pole the formula has no meaning.
    let step_up = |v: f64| Some(1.0 + (k - 1.0) * v).filter(|below| *below > 0.0).map(|below| k * v / below);
    Ok(Icc {
        mean_squares: ms,
        one: IccFigure { estimate: one, ci95: single(f_one) },
        two: IccFigure { estimate: two, ci95: ends_two },
        three: IccFigure { estimate: three, ci95: single(f_three) },
        one_k: IccFigure { estimate: one_k, ci95: mean(f_one) },
        two_k: IccFigure { estimate: two_k, ci95: ends_two.map(|v| v.and_then(step_up)) },
        three_k: IccFigure { estimate: three_k, ci95: mean(f_three) },
    })
}

/// A quotient of two figures made from two mean squares, undefined when it is not finite.
fn both(a: Option<f64>, b: Option<f64>, parts: impl Fn(f64, f64) -> (f64, f64)) -> Option<f64> {
    let (top, below) = parts(a?, b?);
    Some(top / below).filter(|v| v.is_finite())
}

/// Lower and upper end of an F ratio.
fn f_ends(f: Option<f64>, d1: f64, d2: f64) -> Interval {
    let Some(f) = f else { return NO_INTERVAL };
    [fisher_f(BELOW_UPPER, d1, d2).map(|q| f / q), fisher_f(BELOW_UPPER, d2, d1).map(|q| f * q)]
}

/// The interval of ICC(2,1), page 424 of the paper.
fn satterthwaite(ms: &MeanSquares, rho: f64, n: f64, k: f64) -> Interval {
    let (Some(b), Some(j), Some(e)) = (ms.between_units, ms.between_assessors, ms.residual) else {
        return NO_INTERVAL;
    };
    if e == 0.0 {
        return NO_INTERVAL;
    }
    let f = j / e;
    let rest = n * (1.0 + (k - 1.0) * rho) - k * rho;
    let top = (k - 1.0) * (n - 1.0) * (k * rho * f + rest).powi(2);
    let below = (n - 1.0) * (k * rho * f).powi(2) + rest * rest;
    let df = top / below;
    let error = k * j + (k * n - k - n) * e;
    let low = fisher_f(BELOW_UPPER, n - 1.0, df).map(|q| n * (b - q * e) / (q * error + n * b));
    let high = fisher_f(BELOW_UPPER, df, n - 1.0).map(|q| n * (q * b - e) / (error + n * q * b));
    [low, high].map(|v| v.filter(|v| v.is_finite()))
}

/// The scores unit by unit, each in the order of the assessors.
fn complete(ratings: &Ratings) -> Result<Vec<f64>, IccRefusal> {
    let k = ratings.assessors();
    let mut table = vec![f64::NAN; ratings.units() * k];
    for unit in 0..ratings.units() {
        for (assessor, score, _) in ratings.of_unit(unit) {
            table[unit * k + index(assessor)] = score;
        }
    }
    match table.iter().position(|v| v.is_nan()) {
        Some(hole) => Err(IccRefusal::Incomplete { unit: hole / k, assessor: hole % k }),
        None => Ok(table),
    }
}

fn mean_squares(table: &[f64], assessors: usize) -> MeanSquares {
    let k = real(assessors);
    let n = real(table.len() / assessors.max(1));
    let origin = table.first().copied().unwrap_or(0.0);
    let size = table.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    // A mean square of the size of the scores' own rounding is none.
    let rounding = (16.0 * f64::EPSILON * size).powi(2);
    let square =
        |sum: f64, df: f64| (df > 0.0).then(|| sum / df).map(|v| if v <= rounding { 0.0 } else { v });
    let mut scores: Vec<f64> = table.iter().map(|v| v - origin).collect();
    let grand = crate::sum::sum(scores.iter().copied()) / (n * k);
    scores.iter_mut().for_each(|v| *v -= grand);
    let units: Vec<f64> =
        scores.chunks(assessors.max(1)).map(|u| crate::sum::sum(u.iter().copied()) / k).collect();
    let columns: Vec<f64> = (0..assessors)
        .map(|j| crate::sum::sum(scores.iter().skip(j).step_by(assessors).copied()) / n)
        .collect();
    let (mut within, mut residual) = (0.0, 0.0);
    for (unit, mean) in scores.chunks(assessors.max(1)).zip(&units) {
        for (score, column) in unit.iter().zip(&columns) {
            within += (score - mean).powi(2);
            residual += (score - mean - column).powi(2);
        }
    }
    let between = |means: &[f64]| means.iter().map(|m| m * m).sum::<f64>();
    MeanSquares {
        between_units: square(k * between(&units), n - 1.0),
        within_units: square(within, n * (k - 1.0)),
        between_assessors: square(n * between(&columns), k - 1.0),
        residual: square(residual, (n - 1.0) * (k - 1.0)),
    }
}
