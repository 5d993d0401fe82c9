//! What was made of one thing already: nobody makes it once more unasked.

use crate::{fold::fold, id::RoundId, message::Message};
use earnest_text::likeness::{Likeness, Settings};
use jiff::civil::Date;

/// Days between which near-same words of a unit are asked about.
pub const DAYS_ALIKE: i32 = 60;

/// How near words are that may be the same thing: half of their runs of three signs; shorter ones must be the same.
const NEAR: Settings<'static> = Settings { shortest: 8, threshold: (1, 2), ..Settings::USUAL };

/// Something that was recorded of a unit, as far as it can be a double of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded<'a> {
    /// Its words.
    pub words: &'a str,
    /// The aspect under which it stands.
    pub aspect: &'a str,
    /// The round from which it comes.
    pub round: Option<RoundId>,
    /// Its day.
    pub on: Date,
}

impl Recorded<'_> {
    /// Whether both may be the same thing of one unit, so that whoever records the second is asked: in the same words whatever
    /// the day; in near ones where they stand under the same aspect or come from the same round, within [`DAYS_ALIKE`].
    pub fn may_be(&self, other: &Self) -> bool {
        let beside = self.aspect == other.aspect || (self.round.is_some() && self.round == other.round);
        let near = (self.on - other.on).get_days().abs() <= DAYS_ALIKE;
        same_words(self.words, other.words) || (beside && near && near_words(self.words, other.words))
    }
}

/// Whether two texts say nearly the same: other signs, numbers or a few words make no other thing.
pub fn near_words(one: &str, other: &str) -> bool {
    let (above, below) = NEAR.threshold;
    let least = Likeness::new(u64::from(above), u64::from(below));
    same_words(one, other) || NEAR.likeness(&fold(one), &fold(other)).is_some_and(|found| found >= least)
}

/// Whether two texts say the same: signs, spaces and the way in which letters are written make no other words.
pub fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| fold(text).chars().filter(|sign| sign.is_alphanumeric()).collect::<String>();
    words(one) == words(other)
}

/// Whether one more may be made of a thing of which `before` was made already, each as people know it: where anything was,
/// whoever makes it says that another one is meant.
///
/// # Errors
/// `key`, with what is there as `there`.
pub fn once(key: &'static str, before: &[String], another: bool) -> Result<(), Message> {
    if another || before.is_empty() {
        return Ok(());
    }
    Err(Message::new(key).with("there", before.join(" · ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_made_of_one_thing_twice_only_where_another_one_is_meant() {
        assert_eq!(once("error-take-up-twice", &[], false), Ok(()));
        let there = ["A-1".to_owned(), "A-2".to_owned()];
        assert_eq!(once("error-take-up-twice", &there, false).unwrap_err().key, "error-take-up-twice");
        assert_eq!(once("error-take-up-twice", &there, true), Ok(()));
    }

    #[test]
    fn near_words_are_asked_about_beside_each_other_and_the_same_ones_whatever_the_day() {
        let day = jiff::civil::date;
        let one = Recorded {
            words: "the street lamps before the school are not repaired",
            aspect: "conduct",
            round: Some(RoundId(1)),
            on: day(2015, 6, 1),
        };
        let near = Recorded { words: "The street lamps by the school were not repaired!", ..one };
        assert!(one.may_be(&near));
        assert!(one.may_be(&Recorded { aspect: "duty", ..near }), "the same round");
        assert!(!one.may_be(&Recorded { aspect: "duty", round: None, ..near }), "nothing joins them");
        assert!(!one.may_be(&Recorded { on: day(2015, 9, 1), ..near }), "long after");
        let same = Recorded { aspect: "duty", round: None, on: day(2016, 6, 1), ..one };
        assert!(one.may_be(&same), "the same words of any day");
        assert!(!one.may_be(&Recorded { words: "minutes of the May meeting were never written", ..one }));
        assert!(near_words("学校门前路灯损坏半年未修", "學校門前路燈損壞半年仍未修"));
        assert!(!near_words("会议记录缺失", "会议记录不全"), "too short to be near");
    }

    #[test]
    fn other_signs_make_no_other_words() {
        assert!(same_words("Answer letters within a week.", "answer letters  within a week"));
        assert!(same_words("来信七日内答复。", "來信七日內答復"));
        assert!(!same_words("answer letters within a week", "answer letters within a day"));
    }
}
