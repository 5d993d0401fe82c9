//! The border of the room: exact numbers come in, rounded ones go out, so that no other room computes with floats.

/// An exact number, as numerator and denominator.
pub type Exact = (i128, i128);

/// The nearest float of an exact number; NaN, which is 'missing' in a column, for a denominator of nought.
#[must_use]
pub fn float(exact: Exact) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "scores have few digits; beyond 2^53 the nearest float is meant"
    )]
    let (above, below) = (exact.0 as f64, exact.1 as f64);
    if exact.1 == 0 { f64::NAN } else { above / below }
}

/// A number in thousandths, rounded to the nearest; `None` where it is not finite or too large to be a score.
///
/// The noise of adding floats in another order, far below the ninth digit, must not tip a tie: it is taken off first.
#[must_use]
pub fn thousandths(number: f64) -> Option<i64> {
    let rounded = ((number * 1e9).round() / 1e6).round();
    #[expect(clippy::cast_possible_truncation, reason = "whole and within ±10^15, as was just asked")]
    (rounded.abs() < 1e15).then_some(rounded as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exact_number_comes_back_to_the_thousandth() {
        assert_eq!(thousandths(float((81_249, 1000))), Some(81_249));
        assert_eq!(thousandths(float((-1, 3))), Some(-333));
        assert_eq!(thousandths(0.1625), thousandths(0.162_499_999_999_999_9));
        assert_eq!(thousandths(float((1, 0))), None);
        assert_eq!(thousandths(f64::INFINITY), None);
    }
}
