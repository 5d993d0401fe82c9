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

/// Units in bands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bands {
    /// The band of every unit, in the order in which they were given; 1 is the highest.
    pub of: Vec<usize>,
    /// The greatest difference between two of them that chance explains, in points, rounded up to tenths.
    pub error: Fraction,
}

/// Puts units in bands.
///
/// The error of a difference is 1.96 times the root of the two variances' sum (95 %); the widest of all pairs is taken
/// for all, so that one number can be told. From the highest down, a new band begins only where the next score lies
/// further below than that error. So any two units whose difference is within their error share a band, and the units
/// of two bands are further apart than chance explains; two units of one band may be linked by others between them.
pub fn bands(standings: &[Standing]) -> Bands {
    let error = widest_error(standings);
    let mut order: Vec<usize> = (0..standings.len()).collect();
    let score = |place: usize| standings.get(place).map_or(Fraction::ZERO, |standing| standing.score);
    order.sort_by(|one, other| score(*other).cmp(&score(*one)).then(one.cmp(other)));
    let mut of = vec![0; standings.len()];
    let (mut band, mut last) = (1, None);
    for place in order {
        if last.is_some_and(|last| last - score(place) > error) {
            band += 1;
        }
        last = Some(score(place));
        if let Some(mine) = of.get_mut(place) {
            *mine = band;
        }
    }
    Bands { of, error }
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

    #[test]
    fn a_gap_wider_than_the_error_parts_two_bands() {
        // 1.96 * sqrt(2 + 2) = 3.92: rounded up to 4.0
        let found =
            bands(&[standing(84, 2), standing(96, 2), standing(88, 2), standing(92, 2), standing(79, 2)]);
        assert_eq!(found.error, Fraction::whole(4));
        assert_eq!(found.of, [1, 1, 1, 1, 2], "96, 92, 88 and 84 are linked step by step, 79 is 5 below");
    }

    #[test]
    fn without_error_equal_scores_alone_share_a_band() {
        assert_eq!(bands(&[standing(90, 0), standing(91, 0), standing(90, 0)]).of, [2, 1, 2]);
        assert!(bands(&[]).of.is_empty());
    }

    fn many() -> impl Strategy<Value = Vec<(i64, i64)>> {
        proptest::collection::vec((0_i64..=100, 0_i64..=9), 0..25)
    }

    proptest! {
        #[test]
        fn two_units_whose_difference_is_within_their_error_share_a_band(units in many()) {
            let standings: Vec<_> = units.iter().map(|(score, variance)| standing(*score, *variance)).collect();
            let found = bands(&standings);
            let quantile = Fraction::new(38_416, 10_000).unwrap();
            for (one, band) in standings.iter().zip(&found.of) {
                for (other, its) in standings.iter().zip(&found.of) {
                    let apart = one.score - other.score;
                    let within = apart * apart <= (one.variance + other.variance) * quantile;
                    prop_assert!(!within || band == its);
                    prop_assert!(band == its || apart > found.error || apart * Fraction::whole(-1) > found.error);
                }
            }
        }

        #[test]
        fn a_higher_score_never_stands_in_a_lower_band(units in many()) {
            let standings: Vec<_> = units.iter().map(|(score, variance)| standing(*score, *variance)).collect();
            let found = bands(&standings);
            for (one, band) in standings.iter().zip(&found.of) {
                for (other, its) in standings.iter().zip(&found.of) {
                    prop_assert!(one.score <= other.score || band <= its);
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
