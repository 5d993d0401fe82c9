//! Numbers written in English words: `thirteen`, `two hundred and five`, `two thirds`, `the third`.

use super::english_parts;
use super::english_words::{ORDINALS, SMALL, STOPS};
use super::number::{Form, Number, Sort};
use super::signs::Signs;
use super::value::Value;

/// A word of letters at a place, with its end.
pub(super) fn word(signs: &Signs, at: usize) -> Option<(String, usize)> {
    let is_letter = |at: usize| {
        signs.at(at).is_ascii_alphabetic() || signs.at(at) == '\'' && signs.at(at + 1).is_ascii_alphabetic()
    };
    let length = (at..).take_while(|at| is_letter(*at)).count();
    (length > 0).then(|| ((at..at + length).map(|at| signs.at(at)).collect(), at + length))
}

/// The word that ends before a place, with its beginning.
pub(super) fn word_before(signs: &Signs, at: usize) -> Option<(String, usize)> {
    let end = signs.skip_blanks_back(at);
    let mut start = end;
    while signs.before(start).is_ascii_alphabetic() && start > 0 {
        start -= 1;
    }
    (start < end).then(|| ((start..end).map(|at| signs.at(at)).collect(), start))
}

pub(super) fn small(word: &str) -> Option<u128> {
    SMALL.meaning(word)
}

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

/// Whether a noun in the plural stands behind a blank: `1.2m items`.
pub(super) fn is_plural(signs: &Signs, at: usize) -> bool {
    signs.at(at) == ' '
        && word(signs, at + 1).is_some_and(|(word, _)| is_plural_word(&word) && !STOPS.has(&word))
}

/// Whether a word looks like a noun in the plural.
pub(super) fn is_plural_word(word: &str) -> bool {
    let irregular = [
        "people",
        "children",
        "men",
        "women",
        "mice",
        "feet",
        "lives",
        "police",
        "personnel",
        "cattle",
        "sheep",
        "buses",
    ];
    let singular = ["ss", "us", "is", "'s"];
    irregular.contains(&word)
        || word.len() > 3 && word.ends_with('s') && !singular.iter().any(|end| word.ends_with(end))
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
    next.is_some_and(|next| !no.contains(&next.as_str()))
        && !before.is_some_and(|before| articles.contains(&before.as_str()))
}

/// `thirteen`, `forty-three`, `two hundred and eighty-five`, `a dozen`, `one thousand six hundred`.
pub(super) fn spelled(signs: &Signs, at: usize) -> Option<(u128, usize)> {
    let (mut total, mut section, mut end) = (0_u128, None::<u128>, at);
    let mut from = at;
    let mut is_first = true;
    while let Some((name, behind)) = word(signs, from) {
        let article = is_first && (name == "a" || name == "an");
        let factor = match name.as_str() {
            "hundred" => Some(100),
            "thousand" => Some(1000),
            "million" => Some(1_000_000),
            "billion" => Some(1_000_000_000),
            "dozen" if section.is_some() => Some(12),
            _ => None,
        };
        if article {
            section = Some(1);
        } else if let Some(factor) = factor.filter(|_| section.is_some()) {
            let number = section.unwrap_or(1).checked_mul(factor)?;
            (total, section) =
                if factor >= 1000 { (total.checked_add(number)?, Some(0)) } else { (total, Some(number)) };
            end = behind;
        } else if name == "and" && !is_first && section.is_some_and(|it| it % 100 == 0) && end > at {
            // A conjunction inside of a number.
        } else if let Some(number) =
            small(&name).filter(|number| is_first || fits(section, *number) && number > &0)
        {
            section = Some(section.unwrap_or(0).checked_add(number)?);
            end = behind;
        } else {
            break;
        }
        is_first = false;
        from = if signs.at(behind) == '-' { behind + 1 } else { signs.skip_blanks(behind) };
    }
    (end > at).then(|| (total + section.unwrap_or(0), end))
}

fn fits(section: Option<u128>, number: u128) -> bool {
    match section {
        None => true,
        Some(known) if known % 100 == 0 => number < 100,
        Some(known) => known % 10 == 0 && known % 100 >= 20 && number < 10,
    }
}
