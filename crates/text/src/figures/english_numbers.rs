//! Numbers written in English words: `thirteen`, `two hundred and five`, `two thirds`, `the third`.

use super::english_parts;
use super::english_spelled::{spelled, word, word_before};
use super::english_words::ORDINALS;
use super::number::{Form, Number, Sort};
use super::signs::Signs;
use super::value::Value;

/// The number that is written in words at a place.
pub(super) fn number(signs: &Signs, at: usize) -> Option<Number> {
    if signs.before(at).is_ascii_alphanumeric() || matches!(signs.before(at), '-' | '\'') {
        return None;
    }
    let (first, _) = word(signs, at)?;
    let english = |end, value, sort| {
        Some(Number {
            signs: at..end,
            value,
            form: Form::English,
            sort,
            more: false,
            about: false,
            factor: 1,
            length: 2,
            grouped: false,
        })
    };
    if let Some(part) = english_parts::part(signs, at) {
        return Some(part);
    }
    // `the first 100 days`, `the first two rounds`: no one of them.
    let counted = signs.skip_blanks(at + first.len());
    let is_before_number =
        signs.at(counted).is_ascii_digit() || spelled(signs, counted).is_some_and(|(number, _)| number > 1);
    if let Some(rank) = ORDINALS
        .meaning(&first)
        .filter(|_| (signs.ends(at, "the ") || signs.ends(at, "its ")) && !is_before_number)
    {
        return english(at + first.len(), Value::whole(rank), Sort::Ordinal);
    }
    let is_article = first == "a" || first == "an";
    let (total, end) = spelled(signs, at)?;
    let alone = is_article
        || first == "no"
        || first == "twice"
        || first == "dozen"
        || first == "one" && !counts_one(signs, at, end);
    if alone && !(is_article && total >= 12) && total < 13 {
        return None;
    }
    // `six and a half`, `two and a half million`, `an hour and a half` (that one is told as an hour).
    if let Some((half, behind)) = english_parts::and_a_half(signs, end) {
        let value = Value::whole(total).plus(half)?;
        let next = word(signs, signs.skip_blanks(behind));
        let multiplied = next.and_then(|(word, end)| Some((english_parts::factor(&word)?, end)));
        let (value, behind) = match multiplied {
            Some((factor, behind)) => (value.times(factor)?, behind),
            None => (value, behind),
        };
        return english(behind, value, Sort::Plain);
    }
    english(end, Value::whole(total), Sort::Plain)
}

/// `one` is a number before a noun, unless `another`, `of` or the like follow.
fn counts_one(signs: &Signs, at: usize, end: usize) -> bool {
    let next = word(signs, signs.skip_blanks(end)).map(|(word, _)| word);
    let before = word_before(signs, at).map(|(word, _)| word);
    let no = [
        "of",
        "another",
        "thing",
        "by",
        "who",
        "that",
        "day",
        "can",
        "should",
        "must",
        "has",
        "is",
        "and",
        "or",
        "on",
        "in",
        "to",
        "with",
        "side",
        "hand",
        "way",
        "which",
        "after",
        "speaker",
        "person",
        "man",
        "woman",
        "participant",
        "colleague",
        "member",
    ];
    let articles = ["the", "this", "that", "each", "every", "any", "no", "which", "another", "some"];
    // `One mother told us`, `not one complaint`: nobody counted.
    if next.as_ref().is_some_and(|_| is_teller(signs, end))
        || before.as_deref() == Some("not")
        || before.as_deref() == Some("single")
    {
        return false;
    }
    next.is_some_and(|next| !no.contains(&next.as_str()))
        && !before.is_some_and(|before| articles.contains(&before.as_str()))
}

/// Whether a noun and a verb of telling stand behind: `One mother told us`.
fn is_teller(signs: &Signs, end: usize) -> bool {
    const TELLS: [&str; 16] = [
        "told",
        "said",
        "says",
        "recalled",
        "recalls",
        "remembered",
        "described",
        "explained",
        "asked",
        "wrote",
        "added",
        "put",
        "spoke",
        "reported",
        "tells",
        "remembers",
    ];
    let mut at = signs.skip_blanks(end);
    for words in 0..3 {
        let Some((name, behind)) = word(signs, at) else { return false };
        if words > 0 && TELLS.contains(&name.as_str()) {
            return true;
        }
        at = signs.skip_blanks(behind);
    }
    false
}
