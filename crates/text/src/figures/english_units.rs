//! Units among English words, and the sort of number that stands before them.

use super::english_spelled::{word, word_before};
use super::english_words::{AMOUNTS, DURATIONS, MONTHS};
use super::figure::Kind;
use super::number::{Form, Number, Sort};
use super::signs::Signs;
use super::words::{is_currency, latin_unit};

/// The sort of a number, its unit, and where that ends.
pub(super) fn unit(signs: &Signs, one: &Number, at: usize) -> (Kind, String, usize) {
    let plain = one.sort == Sort::Plain;
    if let Some(unit) = share(signs, at).or_else(|| age(signs, one, at)).or_else(|| money(signs, one, at)) {
        return unit;
    }
    if one.sort == Sort::Fraction {
        return (Kind::Share, String::new(), one.signs.end);
    }
    if one.sort == Sort::ToOne {
        return (Kind::Ratio, String::new(), one.signs.end);
    }
    let told = |kind, length: usize| (kind, signs.raw(at..at + length), at + length);
    if let Some(length) = longest(signs, at, &["times as", "times more", "fold"]) {
        return told(Kind::Ratio, length.min(5));
    }
    // `a three-day course`.
    let at = behind_describing(signs, at);
    let told = |kind, length: usize| (kind, signs.raw(at..at + length), at + length);
    let joined = if signs.at(at) == '-' && signs.at(at + 1).is_ascii_alphabetic() { at + 1 } else { at };
    let measured = |kind, length: usize| (kind, signs.raw(joined..joined + length), joined + length);
    if let Some((length, ())) = signs.longest(joined, &DURATIONS).filter(|_| plain) {
        return measured(Kind::Duration, length);
    }
    if let Some((length, ())) = signs.longest(joined, &AMOUNTS).filter(|_| plain) {
        return measured(Kind::Amount, length);
    }
    if let Some(length) = latin_unit(signs, at) {
        let raw: String = (at..at + length).map(|at| signs.at(at)).collect();
        let is_time = matches!(raw.as_str(), "h" | "hr" | "hrs" | "min" | "mins" | "s");
        return told(if is_time { Kind::Duration } else { Kind::Amount }, length);
    }
    let degrees = ["°c", "℃", "°f", "° c", "degrees celsius", "degrees", "°"];
    if let Some(degree) = degrees.iter().find(|degree| signs.has(at, degree)) {
        return told(Kind::Amount, degree.chars().count());
    }
    if let Some(length) = longest(signs, at, &["times", "person-times", "copies", "pieces", "pairs"]) {
        return told(Kind::Count, length);
    }
    (Kind::Count, String::new(), one.signs.end)
}

/// Behind a word that describes the length of time which follows: `412 consecutive days`.
fn behind_describing(signs: &Signs, at: usize) -> usize {
    const WORDS: [&str; 13] = [
        "consecutive",
        "straight",
        "successive",
        "whole",
        "full",
        "extra",
        "additional",
        "further",
        "more",
        "long",
        "short",
        "uninterrupted",
        "clear",
    ];
    word(signs, at)
        .filter(|(word, _)| WORDS.contains(&word.as_str()))
        .map(|(_, end)| signs.skip_blanks(end))
        .filter(|next| signs.longest(*next, &DURATIONS).is_some())
        .unwrap_or(at)
}

/// Per cent and points.
fn share(signs: &Signs, at: usize) -> Option<(Kind, String, usize)> {
    if signs.at(at) == '%' {
        return Some((Kind::Share, "%".into(), at + 1));
    }
    if let Some(length) = longest(signs, at, &["percent", "per cent", "pct", "per-cent"]) {
        return Some((Kind::Share, "%".into(), at + length));
    }
    let points =
        ["percentage points", "percentage point", "points", "point", "pp", "ppt", "ppts", "basis points"];
    let length = longest(signs, at, &points)?;
    let kind = if length == 5 || length == 6 { Kind::Score } else { Kind::Share };
    Some((kind, signs.raw(at..at + length), at + length))
}

/// `32 years old`, `34-year-old`, `aged 47`, `Ms Li, 47,`.
fn age(signs: &Signs, one: &Number, at: usize) -> Option<(Kind, String, usize)> {
    if let Some(length) = longest(signs, at, &["years old", "years of age"]) {
        return Some((Kind::Age, signs.raw(at..at + 5), at + length));
    }
    if let Some(length) = longest(signs, at, &["-year-old", "-years-old", "-year-olds"]) {
        let unit = if signs.has(at, "-years") { 5 } else { 4 };
        return Some((Kind::Age, signs.raw(at + 1..at + 1 + unit), at + length));
    }
    let start = one.signs.start;
    let whole = one.sort == Sort::Plain && one.value.denominator() == 1 && one.value.numerator() < 120;
    let before = word_before(signs, start).map(|(word, _)| word).unwrap_or_default();
    let ranged = || {
        let from = signs.skip_blanks_back(start);
        ["to", "and", "-", "–"].iter().any(|link| signs.ends(from, link))
            && (start.saturating_sub(16)..start).any(|at| {
                (signs.has(at, "aged ") || signs.has(at, "ages ")) && !signs.before(at).is_ascii_alphabetic()
            })
    };
    let bare = !signs.at(at).is_ascii_alphabetic()
        || matches!(
            word(signs, at)?.0.as_str(),
            "and" | "to" | "or" | "in" | "at" | "were" | "was" | "is" | "are"
        );
    let named = matches!(signs.at(at), ',' | ')')
        && (signs.ends(start, ", ") || signs.ends(start, "("))
        && one.length <= 3
        && one.form == Form::Arabic
        && is_person(signs, start - if signs.before(start) == '(' { 1 } else { 2 });
    let aged = matches!(before.as_str(), "aged" | "age" | "ages") || ranged();
    (whole && (aged && bare || named)).then(|| (Kind::Age, String::new(), one.signs.end))
}

/// Whether a name of a person ends before a place: a title or two words with capitals.
fn is_person(signs: &Signs, at: usize) -> bool {
    let is_capital = |at: usize| signs.raw(at..at + 1).chars().all(char::is_uppercase);
    let Some((_, last)) = word_before(signs, at).filter(|(_, from)| is_capital(*from)) else { return false };
    let before = if signs.before(signs.skip_blanks_back(last)) == '.' {
        signs.skip_blanks_back(last) - 1
    } else {
        last
    };
    let title =
        |word: &str| matches!(word, "mr" | "mrs" | "ms" | "miss" | "dr" | "prof" | "professor" | "sir");
    word_before(signs, before).is_some_and(|(word, from)| {
        title(&word) || is_capital(from) && !MONTHS.has(&word) && from + word.len() < at
    }) && !matches!(word_before(signs, at), Some((word, _)) if MONTHS.has(&word))
}

/// Signs and codes of money.
fn money(signs: &Signs, one: &Number, at: usize) -> Option<(Kind, String, usize)> {
    let end = one.signs.end;
    let start = signs.skip_blanks_back(one.signs.start);
    if is_currency(signs.before(start)) {
        // `US$`, `HK$` are told whole.
        let mut from = start - 1;
        while signs.before(from).is_ascii_alphabetic() && start - from < 4 {
            from -= 1;
        }
        return Some((Kind::Amount, signs.raw(from..start), end));
    }
    let code = |word: &str| {
        matches!(word, "rmb" | "cny" | "usd" | "eur" | "gbp" | "hkd" | "twd" | "jpy" | "aud" | "inr")
    };
    if let Some((_, from)) = word_before(signs, start).filter(|(word, _)| code(word)) {
        return Some((Kind::Amount, signs.raw(from..start), end));
    }
    let (name, behind) = word(signs, at)?;
    code(&name).then(|| (Kind::Amount, signs.raw(at..behind), behind))
}

/// The longest of the phrases at a place that ends with a word.
fn longest(signs: &Signs, at: usize, phrases: &[&str]) -> Option<usize> {
    let whole =
        |phrase: &&&str| signs.has(at, phrase) && !signs.at(at + phrase.len()).is_ascii_alphanumeric();
    phrases.iter().filter(whole).map(|phrase| phrase.len()).max()
}
