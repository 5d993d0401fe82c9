//! What the severity of assessors does to a score, in figures that anybody can put together again.

use crate::{fraction::Fraction, programmes::standard::SeverityRule};
use serde::{Deserialize, Serialize};

/// What the severity model (METHOD, severity of assessors) says of the mean score of an object: a session, or materials.
/// All in points and rounded to thousandths when the model was fitted, so that the result follows from what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// How much the assessors who scored it give above (+) or below (-) the others, on average.
    pub severity: Fraction,
    /// The mean of all objects of the round, severity taken out.
    pub mean: Fraction,
    /// How much of the distance from that mean is believed, from 0 to 1: `V_unit / (V_unit + V_residual / n)`.
    pub shrinkage: Fraction,
    /// Standard deviation of the raw mean about what the object deserves.
    pub raw_sd: Fraction,
    /// Standard deviation of the result.
    pub sd: Fraction,
}

impl Adjustment {
    /// The severity-adjusted score: `mean + (raw - severity - mean) * shrinkage`, from 0 to 100.
    pub fn result(&self, raw: Fraction) -> Fraction {
        let away = raw - self.severity - self.mean;
        (self.mean + away * self.shrinkage).clamp(Fraction::ZERO, Fraction::whole(100))
    }

    /// The standard deviation of the score that counts by a rule.
    pub fn sd_by(&self, rule: SeverityRule) -> Fraction {
        match rule {
            SeverityRule::Raw => self.raw_sd,
            SeverityRule::Adjusted => self.sd,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn adjustment(severity: i64, shrinkage: i64) -> Adjustment {
        let thousandths = |number| Fraction::new(number, 1000).unwrap();
        Adjustment {
            severity: thousandths(severity),
            mean: Fraction::whole(80),
            shrinkage: thousandths(shrinkage),
            raw_sd: Fraction::whole(4),
            sd: Fraction::whole(2),
        }
    }

    #[test]
    fn a_lenient_assessors_points_come_off_and_the_rest_is_drawn_to_the_mean() {
        // 80 + (92 - 4 - 80) * 0.75
        assert_eq!(adjustment(4_000, 750).result(Fraction::whole(92)), Fraction::whole(86));
    }

    proptest! {
        #[test]
        fn a_higher_raw_score_never_gets_a_lower_result(
            severity in -9_000_i64..9_000, shrinkage in 0_i64..=1000, low in 0_i64..=100, more in 0_i64..=100,
        ) {
            let adjustment = adjustment(severity, shrinkage);
            let high = (low + more).min(100);
            prop_assert!(adjustment.result(Fraction::whole(low)) <= adjustment.result(Fraction::whole(high)));
        }

        #[test]
        fn the_result_lies_between_the_mean_and_the_score_without_severity(
            severity in -9_000_i64..9_000, shrinkage in 0_i64..=1000, raw in 10_i64..=90,
        ) {
            let adjustment = adjustment(severity, shrinkage);
            let without = Fraction::whole(raw) - adjustment.severity;
            let result = adjustment.result(Fraction::whole(raw));
            prop_assert!(result >= without.min(adjustment.mean) && result <= without.max(adjustment.mean));
        }
    }
}
