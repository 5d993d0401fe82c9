//! What was made of one thing already: nobody makes it once more unasked.

use crate::{fold::fold, message::Message};

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
    fn other_signs_make_no_other_words() {
        assert!(same_words("Answer letters within a week.", "answer letters  within a week"));
        assert!(same_words("来信七日内答复。", "來信七日內答復"));
        assert!(!same_words("answer letters within a week", "answer letters within a day"));
    }
}
