//! Parts written in English words: `two thirds`, `half a million`, `six and a half`, `nine in ten`.

use super::english_spelled::{small, spelled, word, word_before};
use super::english_words::{AMOUNTS, DURATIONS, MONTHS, PARTS};
use super::number::{Form, Number, Sort};
use super::signs::Signs;
use super::value::Value;

/// The part, or the number that is made with one, at a place.
pub(super) fn part(signs: &Signs, at: usize) -> Option<Number> {
    if let Some((value, end)) = in_so_many(signs, at) {
        return Some(number(signs, at, end, value, Sort::Fraction));
    }
    if let Some((value, end)) = to_one(signs, at) {
        return Some(number(signs, at, end, value, Sort::ToOne));
    }
    let (value, end) = bare(signs, at)?;
    if let Some((value, end)) = of_one(signs, value, end) {
        return Some(number(signs, at, end, value, Sort::Plain));
    }
    let is_half = value == Value::fraction(1, 2)?;
    if is_half && is_half_word(signs, at, end) || !is_half && !is_part(signs, at, end) {
        return None;
    }
    Some(number(signs, at, end, value, Sort::Fraction))
}

/// `1 in 8 stops`, in digits.
pub(super) fn in_digits(signs: &Signs, at: usize) -> Option<Number> {
    let before = signs.before(at);
    if !signs.at(at).is_ascii_digit()
        || before.is_ascii_alphanumeric()
        || matches!(before, '.' | ',' | '/' | '-' | ':')
    {
        return None;
    }
    let (value, end) = in_so_many(signs, at)?;
    Some(number(signs, at, end, value, Sort::Fraction))
}

fn number(signs: &Signs, at: usize, end: usize, value: Value, sort: Sort) -> Number {
    let form = if signs.at(at).is_ascii_digit() { Form::Arabic } else { Form::English };
    Number {
        signs: at..end,
        value,
        form,
        sort,
        more: false,
        about: false,
        factor: 1,
        length: 2,
        grouped: form == Form::Arabic,
    }
}

/// `one to nine`, `two to one`: a ratio in words where no range is meant.
fn to_one(signs: &Signs, at: usize) -> Option<(Value, usize)> {
    let (above, end) = spelled(signs, at)
        .filter(|_| word(signs, at).is_none_or(|(word, _)| word != "a" && word != "an" && word != "no"))?;
    let (_, behind) = word(signs, signs.skip_blanks(end)).filter(|(word, _)| word == "to")?;
    let from = signs.skip_blanks(behind);
    let digits = (from..).take_while(|at| signs.at(*at).is_ascii_digit()).count();
    let (below, end) = if digits > 0 {
        (signs.raw(from..from + digits).parse().ok()?, from + digits)
    } else {
        spelled(signs, from)?
    };
    let sentence = super::story::sentence_start(signs, at);
    let spoken = (sentence..at)
        .any(|at| signs.any(at, &["ratio", "staffing", "proportion", "outnumber", "odds", "for every"]));
    let goes_on = word(signs, signs.skip_blanks(end))
        .is_some_and(|(word, _)| super::english_spelled::is_plural_word(&word) || DURATIONS.has(&word))
        || signs.at(end) == '%'
        || signs.at(end) == '.' && signs.at(end + 1).is_ascii_digit();
    // `by two to one`, and what a ratio is spoken of as.
    let by = word_before(signs, at).is_some_and(|(word, _)| word == "by" || word == "of");
    let fits =
        (above == 1) != (below == 1) && above > 0 && below > 0 && !goes_on && (spoken || by && below == 1);
    fits.then_some((Value::fraction(above, below)?, end))
}

/// `half`, `a third`, `three-quarters`: the words alone.
fn bare(signs: &Signs, at: usize) -> Option<(Value, usize)> {
    let (first, end) = word(signs, at)?;
    if first == "half" {
        return Some((Value::fraction(1, 2)?, end));
    }
    let above = if first == "a" || first == "one" {
        1
    } else {
        small(&first).filter(|number| (2..10).contains(number))?
    };
    let from = if signs.at(end) == '-' { end + 1 } else { signs.skip_blanks(end) };
    let (second, end) = word(signs, from)?;
    let below = PARTS.meaning(&second)?;
    ((above > 1) == (second.ends_with('s') || second == "half" && above > 1)).then_some(())?;
    Some((Value::fraction(above, below)?, end))
}

/// Whether words around say that a part is meant and no quarter of a year and no third one.
fn is_part(signs: &Signs, at: usize, end: usize) -> bool {
    let (first, _) = word(signs, at).unwrap_or_default();
    if first != "a" {
        return true;
    }
    const LEADS: [&str; 17] = [
        "by",
        "than",
        "over",
        "about",
        "around",
        "nearly",
        "almost",
        "under",
        "least",
        "roughly",
        "some",
        "only",
        "to",
        "up",
        "approximately",
        "below",
        "above",
    ];
    const FOLLOW: [&str; 16] = [
        "of", "more", "fewer", "less", "higher", "lower", "larger", "smaller", "were", "are", "was", "is",
        "have", "had", "said", "on",
    ];
    let led = word_before(signs, at).is_some_and(|(word, _)| LEADS.contains(&word.as_str()));
    let follows =
        word(signs, signs.skip_blanks(end)).is_some_and(|(word, _)| FOLLOW.contains(&word.as_str()));
    led || follows
}

/// `the first half`, `half-year`, `half an eye`.
fn is_half_word(signs: &Signs, at: usize, end: usize) -> bool {
    const LEADS: [&str; 9] =
        ["first", "second", "latter", "other", "previous", "this", "last", "better", "one-and-a"];
    const FOLLOW: [&str; 5] = ["year", "term", "time", "yearly", "way"];
    word_before(signs, at).is_some_and(|(word, _)| LEADS.contains(&word.as_str()))
        || signs.at(end) == '-'
        || word(signs, signs.skip_blanks(end)).is_some_and(|(word, _)| FOLLOW.contains(&word.as_str()))
}

/// `half a million`, `a quarter of a million`, `three quarters of an hour`, `half a dozen`: a part of one such thing.
fn of_one(signs: &Signs, value: Value, end: usize) -> Option<(Value, usize)> {
    let mut at = signs.skip_blanks(end);
    if let Some((_, behind)) = word(signs, at).filter(|(word, _)| word == "of") {
        at = signs.skip_blanks(behind);
    }
    let article = word(signs, at).filter(|(word, _)| matches!(word.as_str(), "a" | "an" | "one"));
    let (_, behind) = article?;
    let at = signs.skip_blanks(behind);
    let (name, behind) = word(signs, at)?;
    if let Some(factor) = factor(&name) {
        return Some((value.times(factor)?, behind));
    }
    is_unit(signs, at).then_some((value, at))
}

pub(super) fn factor(word: &str) -> Option<u128> {
    Some(match word {
        "dozen" => 12,
        "hundred" => 100,
        "thousand" => 1000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        "trillion" => 1_000_000_000_000,
        _ => return None,
    })
}

/// ` and a half`, `-and-a-half`, ` and three quarters` behind a number.
pub(super) fn and_a_half(signs: &Signs, end: usize) -> Option<(Value, usize)> {
    let skip = |at: usize| if signs.at(at) == '-' { at + 1 } else { signs.skip_blanks(at) };
    let (and, behind) = word(signs, skip(end))?;
    (and == "and").then_some(())?;
    let at = skip(behind);
    let (first, behind) = word(signs, at)?;
    if first == "a" {
        let (second, behind) = word(signs, skip(behind))?;
        let below = PARTS.meaning(&second).filter(|_| !second.ends_with('s'))?;
        return Some((Value::fraction(1, below)?, behind));
    }
    let (value, end) = bare(signs, at)?;
    (value < Value::whole(1) && first != "half").then_some((value, end))
}

/// `one in three`, `1 in 8`, `nine in ten`.
fn in_so_many(signs: &Signs, at: usize) -> Option<(Value, usize)> {
    let number = |at: usize| {
        let digits = (at..).take_while(|at| signs.at(*at).is_ascii_digit()).count();
        let goes_on =
            matches!(signs.at(at + digits), '.' | ',') && signs.at(at + digits + 1).is_ascii_digit();
        if digits > 0 && digits < 5 && !goes_on && signs.at(at + digits) != '%' {
            return signs.raw(at..at + digits).parse::<u128>().ok().map(|number| (number, at + digits));
        }
        spelled(signs, at)
    };
    let (above, end) = number(at)?;
    let from = signs.skip_blanks(end);
    let (link, behind) = word(signs, from)?;
    let behind = match link.as_str() {
        "in" => behind,
        "out" => word(signs, signs.skip_blanks(behind)).filter(|(word, _)| word == "of")?.1,
        _ => return None,
    };
    let (below, end) = number(signs.skip_blanks(behind))?;
    let round = matches!(below, 10 | 100 | 1000);
    let next = word(signs, signs.skip_blanks(end)).map(|(word, _)| word);
    let is_few = below <= 10 && next.as_deref().is_some_and(super::english_spelled::is_plural_word);
    let is_time = next.as_deref().is_some_and(|next| MONTHS.has(next) || DURATIONS.has(next));
    // `8 out of 10` alone are points of a mark; `three out of ten teachers` are a part.
    let few = |next: &str| {
        super::english_spelled::is_plural_word(next) && !super::english_words::STOPS.has(next)
            || matches!(next, "were" | "are" | "have" | "had" | "said")
    };
    if link == "out" && above > 1 {
        let fits = above < below
            && matches!(below, 3..=6 | 8 | 10 | 20 | 100 | 1000)
            && next.as_deref().is_some_and(few);
        return fits.then_some((Value::fraction(above, below)?, end));
    }
    let fits = above > 0 && above < below && (above == 1 && below <= 1000 || round || is_few) && !is_time;
    fits.then_some(())?;
    Some((Value::fraction(above, below)?, end))
}

/// Whether a unit of time or of measure stands at a place.
pub(super) fn is_unit(signs: &Signs, at: usize) -> bool {
    signs.longest(at, &DURATIONS).is_some() || signs.longest(at, &AMOUNTS).is_some()
}
