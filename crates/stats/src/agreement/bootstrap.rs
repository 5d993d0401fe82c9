//! The interval of alpha by bootstrap: the double-scored units are drawn again and again, with replacement.

use super::Ratings;
use crate::count::real;
use crate::estimate::{Interval, NO_INTERVAL};

/// How often the units are drawn anew.
pub const REPLICATES: usize = 2_000;

/// A generator whose whole state is 64 bits: SplitMix64 (Steele, Lea and Flood 2014). Chance that must be secret does
/// not come from here; an interval that anybody can recompute does.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`, by the high half of a product (Lemire 2019, without the rejection that counts in 2^-40 here).
    fn below(&mut self, n: usize) -> usize {
        let product = u128::from(self.next()) * u128::try_from(n).unwrap_or_default();
        usize::try_from(product >> 64).unwrap_or_default()
    }
}

/// What a unit adds to interval alpha: its number of scores, their sum about an origin, the sum of squares about it, and
/// its share of the observed disagreement.
#[derive(Clone, Copy)]
struct Part {
    m: f64,
    sum: f64,
    squares: f64,
    observed: f64,
}

fn part(scores: &[f64], origin: f64) -> Part {
    let m = real(scores.len());
    let sum: f64 = scores.iter().map(|score| score - origin).sum();
    let squares: f64 = scores.iter().map(|score| (score - origin).powi(2)).sum();
    let mean = sum / m;
    let about: f64 = scores.iter().map(|score| (score - origin - mean).powi(2)).sum();
    Part { m, sum, squares, observed: 2.0 * m * about / (m - 1.0) }
}

/// Interval alpha of some units, each as often as it stands in the list.
fn alpha_of(parts: impl Iterator<Item = Part>) -> Option<f64> {
    let (mut n, mut sum, mut squares, mut observed) = (0.0, 0.0, 0.0, 0.0);
    for part in parts {
        n += part.m;
        sum += part.sum;
        squares += part.squares;
        observed += part.observed;
    }
    let expected = 2.0 * n * (squares - sum * sum / n);
    Some(1.0 - (n - 1.0) * observed / expected).filter(|alpha| expected > 0.0 && alpha.is_finite())
}

/// The 95 % percentile interval of interval alpha over [`REPLICATES`] bootstrap samples of the units with two or more
/// scores (Efron and Tibshirani 1993, 13.3). The same seed gives the same interval. Samples in which nothing varies have
/// no alpha and are left out; with fewer than two units, or if half of the samples are left out, there is no interval.
#[must_use]
pub fn alpha_interval(ratings: &Ratings, seed: u64) -> Interval {
    let units = (0..ratings.units()).map(|unit| ratings.scores(unit)).filter(|scores| scores.len() >= 2);
    let units: Vec<&[f64]> = units.collect();
    let all: Vec<f64> = units.iter().flat_map(|scores| scores.iter().copied()).collect();
    if units.len() < 2 {
        return NO_INTERVAL;
    }
    let origin = crate::sum::sum(all.iter().copied()) / real(all.len());
    let parts: Vec<Part> = units.iter().map(|scores| part(scores, origin)).collect();
    let mut chance = SplitMix(seed);
    let mut found: Vec<f64> = Vec::with_capacity(REPLICATES);
    for _ in 0..REPLICATES {
        let drawn = (0..parts.len()).filter_map(|_| parts.get(chance.below(parts.len())).copied());
        found.extend(alpha_of(drawn));
    }
    if found.len() * 2 < REPLICATES {
        return NO_INTERVAL;
    }
    found.sort_unstable_by(f64::total_cmp);
    // Order statistics at 2.5 % and 97.5 %, counted in from both ends.
    let cut = found.len() / 40;
    [found.get(cut).copied(), found.get(found.len() - 1 - cut).copied()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::alpha;

    fn ratings(scores: &[[f64; 2]]) -> Ratings {
        let rows =
            scores.iter().zip(0_u32..).flat_map(|(pair, unit)| [(unit, 0, pair[0]), (unit, 1, pair[1])]);
        let rows: Vec<(u32, u32, f64)> = rows.collect();
        let (unit, rest): (Vec<_>, Vec<_>) = rows.iter().map(|(u, a, s)| (*u, (*a, *s))).unzip();
        let (assessor, score): (Vec<_>, Vec<_>) = rest.into_iter().unzip();
        Ratings::new(&unit, &assessor, &score, scores.len(), 2).unwrap()
    }

    fn spread(units: u64, error: f64) -> Vec<[f64; 2]> {
        let mut chance = SplitMix(7);
        let mut uniform = || real(chance.below(1_000_000)) / 1e6;
        (0..units)
            .map(|_| {
                let truth = 60.0 + 40.0 * uniform();
                [truth + error * (uniform() - 0.5), truth + error * (uniform() - 0.5)]
            })
            .collect()
    }

    #[test]
    fn the_parts_of_the_units_give_alpha_itself() {
        let ratings = ratings(&spread(40, 20.0));
        let parts = (0..ratings.units()).map(|unit| part(ratings.scores(unit), 80.0));
        let (by_parts, whole) = (alpha_of(parts).unwrap(), alpha(&ratings).interval.unwrap());
        assert!((by_parts - whole).abs() < 1e-12, "{by_parts} {whole}");
    }

    #[test]
    fn the_interval_holds_alpha_comes_again_from_its_seed_and_narrows_with_more_units() {
        let width = |units| {
            let ratings = ratings(&spread(units, 20.0));
            let [low, high] = alpha_interval(&ratings, 42).map(Option::unwrap);
            let whole = alpha(&ratings).interval.unwrap();
            assert!(low < whole && whole < high, "{low} {whole} {high}");
            assert_eq!(alpha_interval(&ratings, 42), [Some(low), Some(high)]);
            assert_ne!(alpha_interval(&ratings, 43), [Some(low), Some(high)]);
            high - low
        };
        assert!(width(400) < width(25) / 2.0);
    }

    #[test]
    fn without_two_units_or_without_any_difference_there_is_no_interval() {
        assert_eq!(alpha_interval(&ratings(&[[70.0, 80.0]]), 1), NO_INTERVAL);
        assert_eq!(alpha_interval(&ratings(&[[70.0, 70.0], [70.0, 70.0]]), 1), NO_INTERVAL);
    }
}
