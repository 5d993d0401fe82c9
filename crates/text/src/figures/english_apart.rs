//! What a number among English words is where it counts nothing: which one, a date.

use super::english_spelled::{word, word_before};
use super::english_words::{COMMON, DETERMINERS, MONTHS, NAMED, STOPS};
use super::figure::{Kind, Qualifier, Reading};
use super::number::{Form, Number, Sort};
use super::signs::Signs;
use super::value::Value;

/// `the third round`, `5th`, `round 2`, `No. 7`.
pub(super) fn ordinal(signs: &Signs, one: &Number) -> Option<Option<Reading>> {
    let end = one.signs.end;
    let told = |end| Some(Some(plain(one, end, Kind::Ordinal)));
    if one.sort == Sort::Ordinal {
        return told(end);
    }
    if one.form == Form::Arabic && ["st", "nd", "rd", "th"].iter().any(|tail| signs.has(end, tail)) {
        let month = word(signs, signs.skip_blanks(end + 2)).is_some_and(|(word, _)| MONTHS.has(&word));
        return if month { Some(Some(plain(one, end + 2, Kind::Date))) } else { told(end + 2) };
    }
    // `Page 3 of 12`: how many pages there are.
    if is_of_pages(signs, one) {
        return Some(None);
    }
    called(signs, one).then(|| told(end)).flatten()
}

fn is_of_pages(signs: &Signs, one: &Number) -> bool {
    let Some((_, of)) = word_before(signs, one.signs.start).filter(|(word, _)| word == "of") else {
        return false;
    };
    let end = signs.skip_blanks_back(of);
    let mut from = end;
    while signs.before(from).is_ascii_digit() {
        from -= 1;
    }
    from < end
        && word_before(signs, from)
            .is_some_and(|(word, _)| matches!(word.as_str(), "page" | "p" | "sheet" | "slide"))
}

/// Whether a word before says which one it is: `round 2`, `No. 7`, `rounds 1 and 2`; but `the first round 150 checks`.
fn called(signs: &Signs, one: &Number) -> bool {
    if one.value.denominator() > 1 || one.grouped || one.more || one.sort != Sort::Plain {
        return false;
    }
    let mut at = one.signs.start;
    // The ones before it in a list: `Articles 5, 6 and 7`.
    while let Some(earlier) = listed_before(signs, at).filter(|_| one.form == Form::Arabic) {
        // What follows a comma is one of a list only if the list goes on: `rounds 1 and 2, 12 wards closed`.
        if signs.before(signs.skip_blanks_back(at)) == ','
            && at == one.signs.start
            && !goes_on(signs, one.signs.end)
        {
            break;
        }
        at = earlier;
    }
    let point = signs.skip_blanks_back(at);
    let end = if signs.before(point) == '.' { point - 1 } else { at };
    let Some((word, from)) = word_before(signs, end).filter(|(word, _)| NAMED.has(word)) else {
        return false;
    };
    if end != at && !matches!(word.as_str(), "no" | "nos") {
        return false;
    }
    let is_capital = signs.raw(from..from + 1).chars().all(char::is_uppercase);
    // A list is called so by a word in the plural.
    if at != one.signs.start && !(word.ends_with('s') || is_capital) {
        return false;
    }
    // Lengths of time and things that are counted themselves are called by a number only as names.
    let is_common = COMMON.has(&word);
    let determined = word_before(signs, from)
        .is_some_and(|(word, start)| DETERMINERS.has(&word) || signs.before(start).is_ascii_digit());
    let number_before = signs.before(signs.skip_blanks_back(from)).is_ascii_digit();
    let begins_sentence =
        super::story::sentence_start(signs, from) == from || signs.skip_blanks_back(from) == 0;
    !determined && !number_before && (!is_common || is_capital && (one.length <= 2 || !begins_sentence))
}

/// Whether another number of a list follows: `, 7`, ` and 7`.
fn goes_on(signs: &Signs, end: usize) -> bool {
    [",", " and", " or", " to"]
        .iter()
        .any(|link| signs.has(end, link) && signs.at(signs.skip_blanks(end + link.len())).is_ascii_digit())
}

/// Where the number begins that stands before a link: `1 and` before `2`, `3, ` before `4`.
fn listed_before(signs: &Signs, at: usize) -> Option<usize> {
    let mut end = signs.skip_blanks_back(at);
    let link = ["and", "or", "to", ",", "-", "–", "&"].into_iter().find(|link| signs.ends(end, link))?;
    end = signs.skip_blanks_back(end - link.chars().count());
    if signs.before(end) == ',' {
        end -= 1;
    }
    let mut start = end;
    while signs.before(start).is_ascii_digit() {
        start -= 1;
    }
    (start < end && end - start <= 3 && !signs.before(start).is_ascii_alphanumeric()).then_some(start)
}

fn plain(one: &Number, end: usize, kind: Kind) -> Reading {
    Reading {
        end,
        value: one.value,
        unit: String::new(),
        counted: None,
        kind,
        qualifier: Qualifier::Exact,
        direction: None,
        change: None,
        verb: None,
    }
}

/// `12 May 2015`, `May 12, 2015`, `in 2015`, `2015-05-12`, `9:30`. Only the first number of a date is told.
pub(super) fn date(signs: &Signs, one: &Number) -> Option<Option<Reading>> {
    let (start, end) = (one.signs.start, one.signs.end);
    if let Some(time) = time(signs, one) {
        return Some(Some(time));
    }
    if one.form != Form::Arabic || one.grouped {
        return None;
    }
    if super::names::is_decade(signs, start, end) {
        return Some(Some(plain(one, end + 1, Kind::Date)));
    }
    let whole = one.value.numerator();
    let before = word_before(signs, start).map(|(word, _)| word).unwrap_or_default();
    let after = word(signs, signs.skip_blanks(end)).map(|(word, _)| word).unwrap_or_default();
    let year = one.length == 4 && (1800..2200).contains(&whole);
    let dated = Some(Some(plain(one, end, Kind::Date)));
    let behind_dash = matches!(signs.before(start), '-' | '–') && signs.before(start - 1).is_ascii_digit();
    // `6–17 July`: the first day is told.
    if behind_dash && whole <= 31 && MONTHS.has(&after) {
        return Some(None);
    }
    let to_day = matches!(signs.at(end), '-' | '–') && is_day_of_month(signs, end + 1);
    if to_day && whole <= 31 {
        return dated;
    }
    if whole <= 31
        && (MONTHS.has(&after) && after != "may" || after == "may" && is_year_after_may(signs, end))
        || whole <= 31 && MONTHS.has(&before) && signs.at(end) != '%'
    {
        return dated;
    }
    let behind_day = signs.before(signs.skip_blanks_back(start)) == ',' && whole >= 1800 && year;
    if year && (MONTHS.has(&before) || behind_day && has_month(signs, start)) {
        return if has_day(signs, start) { Some(None) } else { dated };
    }
    let is_rest = matches!(signs.before(start), '-' | ':' | '/')
        && signs.before(start.saturating_sub(1)).is_ascii_digit()
        && !is_range(signs, start, end);
    if is_rest {
        return Some(None);
    }
    // `12/05/2015`.
    if whole <= 31 && signs.at(end) == '/' && signs.at(end + 1).is_ascii_digit() {
        return dated;
    }
    if year && matches!(signs.at(end), '-' | '/') && signs.at(end + 1).is_ascii_digit() {
        return dated;
    }
    if whole < 24 && signs.at(end) == ':' && signs.at(end + 1).is_ascii_digit() {
        return Some(Some(plain(one, end, Kind::Time)));
    }
    let led = [
        "in", "since", "of", "on", "by", "until", "from", "to", "year", "during", "after", "before", "for",
        "and", "between",
    ];
    // `(2013: 58%)`.
    if year && matches!(signs.before(start), '(' | ';') && signs.at(end) == ':' {
        return dated;
    }
    // `between 2010 and 2015 spending rose`: a year behind another one.
    if year && follows_year(signs, start) {
        return dated;
    }
    if year && before == "the" && is_of_year(&after) {
        return dated;
    }
    // `No. 12 of 2026`, `in 1962 his village`, `In 2024 incidents rose`.
    if year
        && (before == "of" && is_number_of(signs, start)
            || before == "in" && is_in_year(signs, start, &after))
    {
        return dated;
    }
    let bare = after.is_empty() || STOPS.has(&after) || before == "between";
    (year && (led.contains(&before.as_str()) && bare)).then(|| Some(plain(one, end, Kind::Date)))
}

/// Whether a number that is called so stands before `of`: `No. 12 of 2026`.
fn is_number_of(signs: &Signs, start: usize) -> bool {
    let Some((_, of)) = word_before(signs, start) else { return false };
    let mut from = signs.skip_blanks_back(of);
    let end = from;
    while signs.before(from).is_ascii_digit() {
        from -= 1;
    }
    let point = signs.skip_blanks_back(from);
    let point = if signs.before(point) == '.' { point - 1 } else { point };
    from < end
        && word_before(signs, point).is_some_and(|(word, _)| {
            NAMED.has(&word) || word == "act" || word == "circular" || word == "order"
        })
}

/// Whether `in` and a year stand for a time: at the beginning of a clause, or before somebody's something.
fn is_in_year(signs: &Signs, start: usize, after: &str) -> bool {
    let Some((_, from)) = word_before(signs, start) else { return false };
    let before = signs.before(signs.skip_blanks_back(from));
    let clause = matches!(before, '.' | ',' | ';' | ':' | '(' | '"' | '“' | '\n' | '—' | '–' | '!' | '?')
        || signs.skip_blanks_back(from) == 0;
    let that = word_before(signs, from)
        .is_some_and(|(word, _)| matches!(word.as_str(), "that" | "when" | "and" | "but"));
    let owned = matches!(
        after,
        "his" | "her" | "their" | "our" | "its" | "the" | "a" | "an" | "my" | "we" | "they" | "it" | "there"
    );
    clause || that || owned
}

/// `9 am`, `10.30 p.m.`: the hour is told.
fn time(signs: &Signs, one: &Number) -> Option<Reading> {
    let end = one.signs.end;
    let at = signs.skip_blanks(end);
    let is_half = ["am", "pm", "a.m", "p.m", "o'clock", "o’clock", "noon"]
        .iter()
        .any(|half| signs.has(at, half) && !signs.at(at + half.chars().count()).is_ascii_alphabetic());
    let hour = one.value.numerator() / one.value.denominator();
    (is_half && hour <= 24).then(|| Reading { value: Value::whole(hour), ..plain(one, end, Kind::Time) })
}

/// `2-3 customers`: small numbers with a noun behind, and no date, time or telephone.
fn is_range(signs: &Signs, start: usize, end: usize) -> bool {
    let mut from = start - 1;
    while signs.before(from).is_ascii_digit() || signs.before(from) == '.' {
        from -= 1;
    }
    let number =
        |from: usize, end: usize| -> Option<u128> { signs.raw(from..end).split('.').next()?.parse().ok() };
    let rises = number(from, start - 1).zip(number(start, end)).is_some_and(|(first, last)| first < last);
    let is_free = |sign: char| !sign.is_ascii_alphanumeric() && !matches!(sign, '-' | '/' | ':');
    let is_year = start - 1 - from == 4;
    matches!(signs.before(start), '-' | '–')
        && rises
        && !is_year
        && is_free(signs.before(from))
        && is_free(signs.at(end))
}

/// Whether a word behind a year is what it is the year of: `the 1998 Act`, `the 2015 figures`.
fn is_of_year(word: &str) -> bool {
    const PLURALS: [&str; 16] = [
        "figures",
        "results",
        "rules",
        "elections",
        "reforms",
        "levels",
        "accounts",
        "guidelines",
        "standards",
        "regulations",
        "floods",
        "games",
        "riots",
        "estimates",
        "rates",
        "prices",
    ];
    !word.is_empty() && (!super::english_spelled::is_plural_word(word) || PLURALS.contains(&word))
}

/// Whether a year and a link stand before a place.
fn follows_year(signs: &Signs, start: usize) -> bool {
    let end = signs.skip_blanks_back(start);
    let Some(link) = ["and", "to", "or"].into_iter().find(|link| signs.ends(end, link)) else { return false };
    let end = signs.skip_blanks_back(end - link.len());
    let digits = (0..5).take_while(|back| end > *back && signs.at(end - back - 1).is_ascii_digit()).count();
    digits == 4 && matches!(signs.at(end - 4), '1' | '2')
}

fn is_year_after_may(signs: &Signs, end: usize) -> bool {
    let at = signs.skip_blanks(signs.skip_blanks(end) + 3);
    !signs.at(at).is_ascii_alphabetic()
}

fn before_text(signs: &Signs, start: usize) -> String {
    (start.saturating_sub(18)..start).map(|at| signs.at(at)).collect()
}

fn has_month(signs: &Signs, start: usize) -> bool {
    (start.saturating_sub(18)..start).any(|at| signs.longest(at, &MONTHS).is_some())
}

/// Whether a day stands before the month: its number was told already.
fn has_day(signs: &Signs, start: usize) -> bool {
    before_text(signs, start).contains(|sign: char| sign.is_ascii_digit())
}

/// Whether a day and a month stand at a place.
fn is_day_of_month(signs: &Signs, at: usize) -> bool {
    let length = (at..).take_while(|at| signs.at(*at).is_ascii_digit()).count();
    (1..=2).contains(&length)
        && word(signs, signs.skip_blanks(at + length)).is_some_and(|(word, _)| MONTHS.has(&word))
}
