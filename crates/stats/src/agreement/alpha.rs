//! Krippendorff's alpha (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011).
#![expect(
    clippy::indexing_slicing,
    reason = "every index is the rank of a value among the values of the same ratings"
)]

use super::Ratings;
use crate::count::real;
use crate::sum::{Sum, sum};

/// Alpha by how far apart two scores are taken to be. `None` if fewer than two different scores can be paired.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    /// Scores are names: equal or not.
    pub nominal: Option<f64>,
    /// Scores are ranks.
    pub ordinal: Option<f64>,
    /// Differences count.
    pub interval: Option<f64>,
    /// Ratios count; zero is zero.
    pub ratio: Option<f64>,
}

/// The different scores that can be paired, and how often each occurs.
struct Margins {
    values: Vec<f64>,
    counts: Vec<f64>,
    /// The sum of all counts.
    n: f64,
}

/// One unit's scores: which of the values occur, and how often.
struct Unit<'a> {
    m: f64,
    found: &'a [(usize, f64)],
}

/// All four alphas of the units with at least two ratings.
#[must_use]
pub fn alpha(ratings: &Ratings) -> Alpha {
    let mut values: Vec<f64> = Vec::with_capacity(ratings.len());
    let pairable = || (0..ratings.units()).map(|u| ratings.scores(u)).filter(|s| s.len() >= 2);
    pairable().for_each(|s| values.extend_from_slice(s));
    values.sort_unstable_by(f64::total_cmp);
    let n = real(values.len());
    values.dedup();
    if values.len() < 2 {
        return Alpha { nominal: None, ordinal: None, interval: None, ratio: None };
    }
    let mut counts = vec![0.0; values.len()];
    each_unit(pairable(), &values, |unit| {
        for (rank, count) in unit.found {
            counts[*rank] += count;
        }
    });
    let margins = Margins { values, counts, n };
    let scales = Scales::new(&margins);
    let mut observed = [Sum::default(); 4];
    each_unit(pairable(), &margins.values, |unit| {
        if unit.found.len() > 1 {
            let parts = scales.observed(unit);
            observed.iter_mut().zip(parts).for_each(|(sum, part)| sum.add(part));
        }
    });
    let expected = scales.expected(&margins);
    let [nominal, ordinal, interval, ratio] = [0, 1, 2, 3].map(|i| {
        let alpha = 1.0 - (n - 1.0) * observed[i].value() / expected[i];
        Some(alpha).filter(|a| a.is_finite() && expected[i] > 0.0 && expected[i].is_finite())
    });
    Alpha { nominal, ordinal, interval, ratio }
}

/// Counts the values of each unit in turn.
fn each_unit<'a>(units: impl Iterator<Item = &'a [f64]>, values: &[f64], mut visit: impl FnMut(&Unit<'_>)) {
    let mut counts = vec![0.0_f64; values.len()];
    let mut ranks: Vec<usize> = Vec::new();
    let mut found: Vec<(usize, f64)> = Vec::new();
    for scores in units {
        ranks.clear();
        found.clear();
        for score in scores {
            let rank = values.partition_point(|v| v < score);
            if counts[rank] == 0.0 {
                ranks.push(rank);
            }
            counts[rank] += 1.0;
        }
        for rank in &ranks {
            found.push((*rank, std::mem::take(&mut counts[*rank])));
        }
        visit(&Unit { m: real(scores.len()), found: &found });
    }
}

/// The values on the scales on which distances are plain squares.
struct Scales {
    values: Vec<f64>,
    /// Values less their mean: raw squares would lose digits.
    centred: Vec<f64>,
    /// Ratings below plus half the ratings at each value; the ordinal distance is the square of a difference of these.
    ranks: Vec<f64>,
}

impl Scales {
    fn new(margins: &Margins) -> Self {
        let Margins { values, counts, n } = margins;
        let origin = values[0];
        let mean = origin + sum(values.iter().zip(counts).map(|(v, c)| c * (v - origin))) / n;
        let mut below = 0.0;
        let mut ranks = Vec::with_capacity(values.len());
        for count in counts {
            ranks.push(below + count / 2.0 - n / 2.0);
            below += count;
        }
        Self { centred: values.iter().map(|v| v - mean).collect(), values: values.clone(), ranks }
    }

    /// A unit's share of the observed disagreement: nominal, ordinal, interval, ratio.
    fn observed(&self, unit: &Unit<'_>) -> [f64; 4] {
        let Unit { m, found } = unit;
        let same: f64 = found.iter().map(|(_, c)| c * c).sum();
        let mut ratio = 0.0;
        for (i, (a, count_a)) in found.iter().enumerate() {
            for (b, count_b) in &found[i + 1..] {
                ratio += 2.0 * count_a * count_b * ratio_distance(self.values[*a], self.values[*b]);
            }
        }
        let about_mean = |scale: &[f64]| {
            let mean = found.iter().map(|(r, c)| c * scale[*r]).sum::<f64>() / m;
            2.0 * m * found.iter().map(|(r, c)| c * (scale[*r] - mean).powi(2)).sum::<f64>()
        };
        let paired = [m * m - same, about_mean(&self.ranks), about_mean(&self.centred), ratio];
        paired.map(|d| d / (m - 1.0))
    }

    /// The disagreement if ratings met at random, in the same order.
    fn expected(&self, margins: &Margins) -> [f64; 4] {
        let Margins { values, counts, n } = margins;
        let squares = |scale: &[f64]| {
            let mean = sum(scale.iter().zip(counts).map(|(s, c)| c * s)) / n;
            2.0 * n * sum(scale.iter().zip(counts).map(|(s, c)| c * (s - mean).powi(2)))
        };
        let mut ratio = Sum::default();
        for (a, count_a) in counts.iter().enumerate() {
            let others = values[a + 1..].iter().zip(&counts[a + 1..]);
            let row: f64 = others.map(|(v, c)| c * ratio_distance(values[a], *v)).sum();
            ratio.add(2.0 * count_a * row);
        }
        let nominal = sum(counts.iter().map(|c| c * (n - c)));
        [nominal, squares(&self.ranks), squares(&self.centred), ratio.value()]
    }
}

/// `((c - k) / (c + k))²`; infinite, hence undefined, for opposite values.
fn ratio_distance(c: f64, k: f64) -> f64 {
    ((c - k) / (c + k)).powi(2)
}
