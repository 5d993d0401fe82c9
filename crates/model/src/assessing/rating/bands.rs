//! Order without false precision: units in bands, so that two whose difference is within the error stand in one.

use crate::fraction::Fraction;

/// A score with the variance of its error, in squared points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The score out of 100.
    pub score: Fraction,
    /// The variance of its error.
    pub variance: Fraction,
}

/// The bands of a unit: from the first to the last of them; 1 is the highest. A unit that chance does not part from those
/// above and from those below stands in several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct BandRange {
    /// The highest band.
    pub first: usize,
    /// The lowest band.
    pub last: usize,
}

impl BandRange {
    /// Whether two units have a band in common.
    pub fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Units in bands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bands {
    /// The bands of every unit, in the order in which they were given.
    pub of: Vec<BandRange>,
    /// How many bands there are.
    pub count: usize,
    /// The greatest difference between two of them that chance explains, in points, rounded up to tenths.
    pub error: Fraction,
}

/// Puts units in bands: two units have a band in common exactly if their difference is within the error.
///
/// The error of a difference is 1.96 times the root of the two variances' sum (95 %); the widest of all pairs is taken
/// for all, so that one number can be told. A band is a greatest set of units of which no two are further apart than
/// that (the compact display of multiple comparisons, Piepho 2004, with one error for all pairs).
pub fn bands(standings: &[Standing]) -> Bands {
    let error = widest_error(standings);
    let mut order: Vec<(Fraction, usize)> =
        standings.iter().map(|standing| standing.score).zip(0..).collect();
    order.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let mut of = vec![BandRange::default(); standings.len()];
    let (mut count, mut end) = (0, 0);
    for (start, (score, unit)) in order.iter().enumerate() {
        // The units that are not further below this one than the error; a new band if one more is among them.
        let reach = order.partition_point(|(other, _)| *score - *other <= error);
        if reach > end {
            count += 1;
            for (_, new) in order.get(end.max(start)..reach).unwrap_or_default() {
                set(&mut of, *new, |range| range.first = count);
            }
            end = reach;
        }
        set(&mut of, *unit, |range| range.last = count);
    }
    Bands { of, count, error }
}

fn set(of: &mut [BandRange], unit: usize, change: impl FnOnce(&mut BandRange)) {
    if let Some(range) = of.get_mut(unit) {
        change(range);
    }
}

fn widest_error(standings: &[Standing]) -> Fraction {
    let mut variances: Vec<Fraction> = standings.iter().map(|standing| standing.variance).collect();
    variances.sort_unstable_by(|one, other| other.cmp(one));
    error_of(variances.into_iter().take(2).sum())
}

/// How far a figure of this variance may lie from what it measures: 1.96 standard deviations (95 %), in points, rounded
/// up to tenths.
pub fn error_of(variance: Fraction) -> Fraction {
    // 1.96^2
    Fraction::new(38_416, 10_000).map_or(Fraction::ZERO, |quantile| root_up_to_tenths(variance * quantile))
}

/// The root, rounded up to tenths.
fn root_up_to_tenths(square: Fraction) -> Fraction {
    let hundredfold = square * Fraction::whole(100);
    let whole = hundredfold.numerator().unsigned_abs().div_ceil(hundredfold.denominator().unsigned_abs());
    let root = whole.isqrt();
    let tenths = if root * root < whole { root + 1 } else { root };
    i64::try_from(tenths).ok().and_then(|tenths| Fraction::new(tenths, 10)).unwrap_or(Fraction::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn standing(score: i64, variance: i64) -> Standing {
        Standing { score: Fraction::whole(score), variance: Fraction::whole(variance) }
    }

    fn range(first: usize, last: usize) -> BandRange {
        BandRange { first, last }
    }

    #[test]
    fn who_is_near_both_neighbours_stands_in_both_their_bands() {
        // 1.96 * sqrt(2 + 2) = 3.92: rounded up to 4.0
        let units = [standing(84, 2), standing(96, 2), standing(90, 2), standing(93, 2), standing(79, 2)];
        let found = bands(&units);
        assert_eq!((found.error, found.count), (Fraction::whole(4), 4));
        assert_eq!(found.of, [range(3, 3), range(1, 1), range(2, 2), range(1, 2), range(4, 4)]);
    }

    #[test]
    fn without_error_equal_scores_alone_share_a_band() {
        let found = bands(&[standing(90, 0), standing(91, 0), standing(90, 0)]);
        assert_eq!(found.of, [range(2, 2), range(1, 1), range(2, 2)]);
        assert!(bands(&[]).of.is_empty());
    }

    fn many() -> impl Strategy<Value = Vec<(i64, i64)>> {
        proptest::collection::vec((0_i64..=100, 0_i64..=9), 0..25)
    }

    proptest! {
        #[test]
        fn two_units_share_a_band_exactly_if_their_difference_is_within_the_error(units in many()) {
            let standings: Vec<_> = units.iter().map(|(score, variance)| standing(*score, *variance)).collect();
            let found = bands(&standings);
            let quantile = Fraction::new(38_416, 10_000).unwrap();
            for (one, band) in standings.iter().zip(&found.of) {
                for (other, its) in standings.iter().zip(&found.of) {
                    let apart = (one.score - other.score).max(other.score - one.score);
                    prop_assert_eq!(band.meets(*its), apart <= found.error);
                    let own = (one.variance + other.variance) * quantile;
                    prop_assert!(apart * apart > own || band.meets(*its), "nor does the pair's own error part them");
                }
            }
        }

        #[test]
        fn a_higher_score_never_stands_in_lower_bands(units in many()) {
            let standings: Vec<_> = units.iter().map(|(score, variance)| standing(*score, *variance)).collect();
            let found = bands(&standings);
            for (one, band) in standings.iter().zip(&found.of) {
                prop_assert!(1 <= band.first && band.first <= band.last && band.last <= found.count);
                for (other, its) in standings.iter().zip(&found.of) {
                    prop_assert!(one.score <= other.score || (band.first <= its.first && band.last <= its.last));
                }
            }
        }

        #[test]
        fn the_order_of_the_units_and_a_common_shift_change_nothing(units in many(), shift in -50_i64..50) {
            let standings: Vec<_> = units.iter().map(|(score, variance)| standing(*score, *variance)).collect();
            let moved: Vec<_> =
                units.iter().rev().map(|(score, variance)| standing(*score + shift, *variance)).collect();
            let mut back = bands(&moved).of;
            back.reverse();
            prop_assert_eq!(bands(&standings).of, back);
        }
    }
}
