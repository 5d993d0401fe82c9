//! Numbers written in English words: `thirteen`, `two hundred and five`, `two thirds`, `the third`.

use super::english_words::{ORDINALS, PARTS, SMALL};
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
            length: 2,
            grouped: false,
        })
    };
    if let Some((value, end)) = part(signs, at) {
        return english(end, value, Sort::Fraction);
    }
    if let Some(rank) = ORDINALS.meaning(&first).filter(|_| signs.ends(at, "the ") || signs.ends(at, "its "))
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
    next.is_some_and(|next| !no.contains(&next.as_str()))
        && !before.is_some_and(|before| articles.contains(&before.as_str()))
}

/// `half`, `two thirds`, `three-quarters`, `a fifth`, `one in three`.
fn part(signs: &Signs, at: usize) -> Option<(Value, usize)> {
    let (first, end) = word(signs, at)?;
    if first == "half" {
        return Some((Value::fraction(1, 2)?, end));
    }
    if first == "one"
        && let Some(end) = ["in", "out of"].iter().find_map(|link| {
            let from = signs.skip_blanks(end);
            (signs.has(from, link) && signs.at(from + link.len()) == ' ').then(|| from + link.len() + 1)
        })
        && let Some((name, end)) = word(signs, end)
        && let Some(below) = small(&name).filter(|below| *below > 1)
    {
        return Some((Value::fraction(1, below)?, end));
    }
    let above = if first == "a" || first == "one" {
        1
    } else {
        small(&first).filter(|number| (2..10).contains(number))?
    };
    let from = if signs.at(end) == '-' { end + 1 } else { signs.skip_blanks(end) };
    let (second, end) = word(signs, from)?;
    let below = PARTS.meaning(&second)?;
    let is_part = above > 1 && second.ends_with('s')
        || above == 1 && (second == "half" || first == "one" || is_of(signs, end) || signs.ends(at, "by "));
    is_part.then_some(())?;
    Some((Value::fraction(above, below)?, end))
}

fn is_of(signs: &Signs, end: usize) -> bool {
    word(signs, signs.skip_blanks(end)).is_some_and(|(word, _)| word == "of")
}

/// `thirteen`, `forty-three`, `two hundred and eighty-five`, `a dozen`, `one thousand six hundred`.
fn spelled(signs: &Signs, at: usize) -> Option<(u128, usize)> {
    let (mut total, mut section, mut end) = (0_u128, None::<u128>, at);
    let mut from = at;
    let mut is_first = true;
    while let Some((name, behind)) = word(signs, from) {
        let article = is_first && (name == "a" || name == "an");
        let factor = match name.as_str() {
            "hundred" => Some(100),
            "thousand" => Some(1000),
            "million" => Some(1_000_000),
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
