//! Second and third sheets on the same materials: by lot, or because two scores are too far apart.

use crate::{
    assessing::rating::spread, fraction::Fraction, programmes::standard::DoubleMarking, words::words,
};

words! {
    /// Why a sheet beside the first is owed.
    SecondReason, "error-second-reason" {
        /// The lot chose the unit.
        Lot = "lot",
        /// Two scores were further apart than the standard allows.
        Spread = "spread",
    }
}

/// Whether a third sheet is asked for: there are two, and they are further apart than the limit. A third ends it: the
/// mean of the three counts, however far apart they are.
pub fn asks_for_third(scores: &[Fraction], rule: &DoubleMarking) -> bool {
    scores.len() == 2 && spread(scores).is_some_and(|spread| spread > rule.spread_limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(scores: &[i64]) -> bool {
        let rule = DoubleMarking { share: Fraction::new(1, 5).unwrap(), spread_limit: Fraction::whole(10) };
        asks_for_third(&scores.iter().map(|score| Fraction::whole(*score)).collect::<Vec<_>>(), &rule)
    }

    #[test]
    fn two_scores_above_the_limit_ask_for_a_third_and_three_for_nothing() {
        assert!(asks(&[70, 81]) && asks(&[81, 70]));
        assert!(!asks(&[70, 80]), "the limit itself is allowed");
        assert!(!asks(&[]) && !asks(&[70]) && !asks(&[70, 81, 95]));
    }
}
