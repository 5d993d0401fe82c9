//! How alike two texts are: the share of the runs of three characters that they have in common, as an exact fraction.

use std::collections::BTreeSet;

/// Characters of a run.
const RUN: usize = 3;
/// Texts with fewer letters are alike by nature: nothing is said of them.
pub const SHORTEST: usize = 12;

/// A text as its set of runs. What is no letter or digit does not count, nor does the case of letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Runs(BTreeSet<[char; RUN]>);

impl Runs {
    /// The runs of a text; `None` if it is too short to be compared.
    pub fn of(text: &str) -> Option<Self> {
        let letters: Vec<char> =
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if letters.len() < SHORTEST {
            return None;
        }
        let runs = letters.windows(RUN).filter_map(|run| <[char; RUN]>::try_from(run).ok());
        Some(Self(runs.collect()))
    }

    /// Common runs, and the runs of both together: their quotient is the Jaccard index, from 0 to 1.
    pub fn likeness(&self, other: &Self) -> (usize, usize) {
        let common = self.0.intersection(&other.0).count();
        (common, self.0.len() + other.0.len() - common)
    }

    /// Whether nine tenths or more are alike.
    pub fn is_near(&self, other: &Self) -> bool {
        // The smaller set can't have enough in common: no need to look.
        let (least, most) = (self.0.len().min(other.0.len()), self.0.len().max(other.0.len()));
        if least * 10 < most * 9 {
            return false;
        }
        let (common, all) = self.likeness(other);
        common * 10 >= all * 9
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn runs(text: &str) -> Runs {
        Runs::of(text).unwrap()
    }

    #[test]
    fn marks_and_case_make_no_difference_and_another_matter_does() {
        let text = "每次会议当场形成清单，每月对清单核对一次。";
        assert!(runs(text).is_near(&runs("每次会议，当场形成清单;每月对清单核对一次")));
        assert!(
            runs("Publish the conditions of the grant")
                .is_near(&runs("publish the CONDITIONS of the grant!"))
        );
        assert!(!runs(text).is_near(&runs("来信三日内答复，答复情况按月公开并接受评议")));
        assert_eq!(Runs::of("公开清单"), None, "too short to say anything");
    }

    proptest! {
        #[test]
        fn likeness_is_the_same_both_ways_whole_with_itself_and_never_above_one(a in "\\PC{12,60}", b in "\\PC{12,60}") {
            if let (Some(a), Some(b)) = (Runs::of(&a), Runs::of(&b)) {
                prop_assert_eq!(a.likeness(&b), b.likeness(&a));
                let (common, all) = a.likeness(&b);
                prop_assert!(common <= all && all > 0);
                prop_assert!(a.is_near(&a));
                prop_assert_eq!(a.is_near(&b), common * 10 >= all * 9);
            }
        }
    }
}
