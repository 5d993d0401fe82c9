//! How far assessors who score the same units agree.

mod alpha;
mod bootstrap;
mod icc;
mod kappa;

pub use alpha::{Alpha, alpha};
pub use bootstrap::{REPLICATES, alpha_interval};
pub use icc::{Icc, IccFigure, IccRefusal, MeanSquares, icc};
pub use kappa::{Kappa, KappaFigure, KappaRefusal, fleiss_kappa, kappa};

use crate::{count::index, estimate::MISSING};
use thiserror::Error;

/// Ratings sorted by unit. Units and assessors are numbered from 0.
#[derive(Debug, Clone)]
pub struct Ratings {
    /// Where the ratings of each unit begin, and at the end how many there are.
    starts: Vec<usize>,
    assessor: Vec<u32>,
    score: Vec<f64>,
    row: Vec<u32>,
    assessors: usize,
}

/// Why a list of ratings can't be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RatingsFault {
    /// The columns have different lengths or name units that are not there.
    #[error("a column of the ratings has not one value per row")]
    Length,
    /// One assessor rates a unit twice; rows count from 0.
    #[error("the same assessor rates the same unit a second time")]
    Twice {
        /// The second rating.
        row: usize,
        /// The first one.
        first: usize,
    },
}

impl Ratings {
    /// Sorts ratings by unit. A score that is NaN is missing and left out.
    ///
    /// # Errors
    /// Columns of different lengths, or two ratings of a unit by one assessor.
    pub fn new(
        unit: &[u32],
        assessor: &[u32],
        score: &[f64],
        units: usize,
        assessors: usize,
    ) -> Result<Self, RatingsFault> {
        let known = |codes: &[u32], n| codes.iter().all(|c| *c != MISSING && index(*c) < n);
        let long = unit.len() == assessor.len() && unit.len() == score.len();
        if !(long && known(unit, units) && known(assessor, assessors)) {
            return Err(RatingsFault::Length);
        }
        let mut rows: Vec<u32> = Vec::with_capacity(unit.len());
        rows.extend((0_u32..).zip(score).filter(|(_, s)| !s.is_nan()).map(|(row, _)| row));
        let unit_of = |row: u32| unit.get(index(row)).map_or(0, |u| index(*u));
        if !rows.is_sorted_by_key(|row| unit_of(*row)) {
            rows = by_unit(&rows, unit_of, units);
        }
        let mut starts = vec![0; units + 1];
        for row in &rows {
            if let Some(n) = starts.get_mut(unit_of(*row) + 1) {
                *n += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let pick = |row: &u32| (assessor.get(index(*row)).copied(), score.get(index(*row)).copied());
        let (assessor, score): (Vec<_>, Vec<_>) =
            rows.iter().map(pick).map(|(a, s)| (a.unwrap_or(0), s.unwrap_or(0.0) + 0.0)).unzip();
        let ratings = Self { starts, assessor, score, row: rows, assessors };
        ratings.refuse_twice()?;
        Ok(ratings)
    }

    fn refuse_twice(&self) -> Result<(), RatingsFault> {
        let mut seen: Vec<Option<(usize, u32)>> = vec![None; self.assessors];
        let mut worst: Option<(u32, u32)> = None;
        for unit in 0..self.units() {
            for (assessor, _, row) in self.of_unit(unit) {
                let Some(slot) = seen.get_mut(index(assessor)) else { continue };
                match *slot {
                    Some((u, first)) if u == unit => {
                        if worst.is_none_or(|(row_before, _)| row < row_before) {
                            worst = Some((row, first));
                        }
                    }
                    _ => *slot = Some((unit, row)),
                }
            }
        }
        worst.map_or(Ok(()), |(row, first)| Err(RatingsFault::Twice { row: index(row), first: index(first) }))
    }

    /// How many units there are, rated or not.
    #[must_use]
    pub fn units(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many assessors there are.
    #[must_use]
    pub fn assessors(&self) -> usize {
        self.assessors
    }

    /// How many ratings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.score.len()
    }

    /// Whether nothing was rated.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.score.is_empty()
    }

    /// How many units have at least two ratings.
    #[must_use]
    pub fn units_with_two_or_more(&self) -> usize {
        self.starts.windows(2).filter(|w| matches!(w, [from, to] if to - from >= 2)).count()
    }

    /// The scores of a unit.
    pub fn scores(&self, unit: usize) -> &[f64] {
        self.score.get(self.range(unit)).unwrap_or_default()
    }

    /// Assessor, score and row of each rating of a unit.
    fn of_unit(&self, unit: usize) -> impl Iterator<Item = (u32, f64, u32)> {
        let range = self.range(unit);
        let assessors = self.assessor.get(range.clone()).unwrap_or_default();
        let rows = self.row.get(range.clone()).unwrap_or_default();
        let scores = self.score.get(range).unwrap_or_default();
        assessors.iter().zip(scores).zip(rows).map(|((a, s), r)| (*a, *s, *r))
    }

    fn range(&self, unit: usize) -> std::ops::Range<usize> {
        let start = |u: usize| self.starts.get(u).copied().unwrap_or(self.len());
        start(unit)..start(unit + 1)
    }
}

/// Counting sort of rows by unit.
fn by_unit(rows: &[u32], unit_of: impl Fn(u32) -> usize, units: usize) -> Vec<u32> {
    let mut next = vec![0_usize; units + 1];
    for row in rows {
        if let Some(n) = next.get_mut(unit_of(*row) + 1) {
            *n += 1;
        }
    }
    let mut sum = 0;
    for n in &mut next {
        sum += *n;
        *n = sum;
    }
    let mut out = vec![0; rows.len()];
    for row in rows {
        if let Some(place) = next.get_mut(unit_of(*row)) {
            if let Some(to) = out.get_mut(*place) {
                *to = *row;
            }
            *place += 1;
        }
    }
    out
}
