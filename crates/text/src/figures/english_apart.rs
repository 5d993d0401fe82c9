//! What a number among English words is where it counts nothing: which one, a date.

use super::english_numbers::{word, word_before};
use super::english_words::{MONTHS, STOPS};
use super::figure::{Kind, Qualifier, Reading};
use super::number::{Form, Number, Sort};
use super::signs::Signs;

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
    let before = word_before(
        signs,
        if signs.before(signs.skip_blanks_back(one.signs.start)) == '.' {
            signs.skip_blanks_back(one.signs.start) - 1
        } else {
            one.signs.start
        },
    );
    let named = [
        "round",
        "article",
        "section",
        "no",
        "number",
        "chapter",
        "paragraph",
        "annex",
        "page",
        "line",
        "item",
        "phase",
        "stage",
        "table",
        "room",
        "appendix",
        "part",
        "figure",
        "grade",
    ];
    before.filter(|(word, _)| named.contains(&word.as_str())).and_then(|_| told(end))
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
    if one.form != Form::Arabic || one.grouped {
        return None;
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
    if matches!(signs.before(start), '-' | ':') && signs.before(start.saturating_sub(1)).is_ascii_digit() {
        return Some(None);
    }
    if year && matches!(signs.at(end), '-' | '/') && signs.at(end + 1).is_ascii_digit() {
        return dated;
    }
    if whole < 24 && signs.at(end) == ':' && signs.at(end + 1).is_ascii_digit()
        || ["am", "pm", "o'clock"].contains(&after.as_str())
    {
        return Some(Some(plain(one, end, Kind::Time)));
    }
    let led = [
        "in", "since", "of", "on", "by", "until", "from", "to", "year", "during", "after", "before", "for",
        "and",
    ];
    let bare = after.is_empty() || STOPS.has(&after);
    (year && (led.contains(&before.as_str()) && bare)).then(|| Some(plain(one, end, Kind::Date)))
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
