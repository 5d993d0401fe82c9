//! Cohen's and Fleiss' kappa: agreement on categories beyond what chance gives.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is the place of a category in a square table of all categories"
)]

use super::Ratings;
use crate::{
    confidence::BELOW_UPPER,
    count::{index, real},
    estimate::Interval,
    quantile,
};
use thiserror::Error;

/// Why a kappa can't be computed. Rows count from 0.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum KappaRefusal {
    /// The list of categories is empty or names one twice.
    #[error("the categories must be different numbers, at least one")]
    Categories,
    /// A score that is no category.
    #[error("{score} is not one of the categories")]
    NotACategory {
        /// The row.
        row: usize,
        /// Its score.
        score: f64,
    },
    /// Cohen's kappa compares two assessors.
    #[error("Cohen's kappa compares exactly two assessors; there are {0}")]
    Assessors(usize),
    /// Fleiss' kappa needs equally many ratings of every unit.
    #[error(
        "Fleiss' kappa needs the same number of ratings, at least two, for every unit; this one has {found}, the first has {first}"
    )]
    Uneven {
        /// The unit.
        unit: usize,
        /// Its ratings.
        found: usize,
        /// The ratings of the first unit.
        first: usize,
    },
}

/// Kappa with one set of weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KappaFigure {
    /// Kappa; `None` if chance alone would agree always.
    pub estimate: Option<f64>,
    /// Large-sample standard error (Fleiss, Cohen and Everitt 1969).
    pub se: Option<f64>,
    /// Normal interval.
    pub ci95_normal: Interval,
}

/// Cohen's kappa of two assessors.
#[derive(Debug, Clone, PartialEq)]
pub struct Kappa {
    /// The categories in their order.
    pub categories: Vec<f64>,
    /// Pairs by category of the first assessor (row) and of the second (column).
    pub table: Vec<Vec<usize>>,
    /// Units that both assessors scored.
    pub pairs: usize,
    /// All disagreements weigh the same.
    pub none: KappaFigure,
    /// A disagreement weighs its distance in the list of categories.
    pub linear: KappaFigure,
    /// A disagreement weighs the square of that distance.
    pub quadratic: KappaFigure,
}

/// Cohen's kappa; `first` and `second` are the two assessors in the order of the table.
///
/// # Errors
/// Other than two assessors, a faulty list of categories, or a score outside it.
pub fn kappa(ratings: &Ratings, categories: &[f64], first: u32, second: u32) -> Result<Kappa, KappaRefusal> {
    if ratings.assessors() != 2 {
        return Err(KappaRefusal::Assessors(ratings.assessors()));
    }
    check_categories(categories)?;
    let k = categories.len();
    let mut table = vec![vec![0_usize; k]; k];
    for unit in 0..ratings.units() {
        let mut pair = [None; 2];
        for (assessor, score, row) in ratings.of_unit(unit) {
            let place = place(categories, score, row)?;
            if assessor == first {
                pair[0] = Some(place);
            } else if assessor == second {
                pair[1] = Some(place);
            }
        }
        if let [Some(i), Some(j)] = pair {
            table[i][j] += 1;
        }
    }
    let weighted = |power: i32| figure(&table, power);
    Ok(Kappa {
        categories: categories.to_vec(),
        pairs: table.iter().flatten().sum(),
        none: weighted(0),
        linear: weighted(1),
        quadratic: weighted(2),
        table,
    })
}

/// All counts stay whole numbers until the last division, so that perfect and chance agreement come out exactly.
fn figure(table: &[Vec<usize>], power: i32) -> KappaFigure {
    let k = table.len();
    let steps = |i: usize, j: usize| real(i.abs_diff(j));
    let weight = |i: usize, j: usize| if power == 0 { steps(i, j).min(1.0) } else { steps(i, j).powi(power) };
    let full = if power == 0 { 1.0 } else { real(k.saturating_sub(1)).powi(power) };
    let rows: Vec<f64> = table.iter().map(|r| real(r.iter().sum())).collect();
    let columns: Vec<f64> = (0..k).map(|j| real(table.iter().map(|r| r[j]).sum())).collect();
    let n: f64 = rows.iter().sum();
    let cells = || (0..k).flat_map(|i| (0..k).map(move |j| (i, j)));
    let observed: f64 = cells().map(|(i, j)| weight(i, j) * real(table[i][j])).sum();
    let by_chance: f64 = cells().map(|(i, j)| weight(i, j) * rows[i] * columns[j]).sum();
    if by_chance == 0.0 {
        return KappaFigure { estimate: None, se: None, ci95_normal: [None, None] };
    }
    let estimate = (by_chance - n * observed) / by_chance;
    // Fleiss, Cohen and Everitt 1969, equation 13: the variance over the table of
    // a_ij (1 - pe) - (wr_i + wc_j)(1 - po), here times full² n².
    let agreement = |i: usize, j: usize| full - weight(i, j);
    let row_mean: Vec<f64> = (0..k).map(|i| (0..k).map(|j| agreement(i, j) * columns[j]).sum()).collect();
    let column_mean: Vec<f64> = (0..k).map(|j| (0..k).map(|i| agreement(i, j) * rows[i]).sum()).collect();
    let term = |i: usize, j: usize| agreement(i, j) * by_chance - (row_mean[i] + column_mean[j]) * observed;
    let mean = cells().map(|(i, j)| real(table[i][j]) * term(i, j)).sum::<f64>() / n;
    let spread: f64 = cells().map(|(i, j)| real(table[i][j]) * (term(i, j) - mean).powi(2)).sum();
    let se = n * spread.sqrt() / (by_chance * by_chance);
    let half = quantile::normal(BELOW_UPPER).map(|z| z * se);
    let ends = half.map_or([None, None], |half| [Some(estimate - half), Some(estimate + half)]);
    KappaFigure { estimate: Some(estimate), se: Some(se), ci95_normal: ends }
}

/// Fleiss' kappa; `None` if every rating is the same category.
///
/// # Errors
/// Units with different numbers of ratings, a faulty list of categories, or a score outside it.
pub fn fleiss_kappa(ratings: &Ratings, categories: &[f64]) -> Result<Option<f64>, KappaRefusal> {
    check_categories(categories)?;
    let first = ratings.scores(0).len();
    let mut totals = vec![0_usize; categories.len()];
    let mut squares = 0_usize;
    for unit in 0..ratings.units() {
        let found = ratings.scores(unit).len();
        let mut counts = vec![0_usize; categories.len()];
        for (_, score, row) in ratings.of_unit(unit) {
            counts[place(categories, score, row)?] += 1;
        }
        if found != first || found < 2 {
            return Err(KappaRefusal::Uneven { unit, found, first });
        }
        squares += counts.iter().map(|c| c * c).sum::<usize>();
        totals.iter_mut().zip(&counts).for_each(|(total, c)| *total += c);
    }
    let (units, m) = (real(ratings.units()), real(first));
    let all = units * m;
    let expected = totals.iter().map(|c| real(*c) * real(*c)).sum::<f64>();
    if expected >= all * all {
        return Ok(None);
    }
    let expected = expected / (all * all);
    let observed = (real(squares) - all) / (all * (m - 1.0));
    Ok(Some((observed - expected) / (1.0 - expected)))
}

fn check_categories(categories: &[f64]) -> Result<(), KappaRefusal> {
    let doubled = categories.iter().enumerate().any(|(i, c)| categories[..i].contains(c));
    if categories.is_empty() || doubled || categories.iter().any(|c| !c.is_finite()) {
        return Err(KappaRefusal::Categories);
    }
    Ok(())
}

fn place(categories: &[f64], score: f64, row: u32) -> Result<usize, KappaRefusal> {
    let found = categories.iter().position(|c| *c == score);
    found.ok_or(KappaRefusal::NotACategory { row: index(row), score })
}
