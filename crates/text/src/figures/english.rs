//! What a number is among English words.

use super::english_numbers::{small, word, word_before};
use super::english_words::{AMOUNTS, BEFORE, BEHIND, CHANGES, COPULAS, DURATIONS, MONTHS, STOPS};
use super::figure::{Change, Direction, Kind, Qualifier, Reading};
use super::number::{Form, Number, Sort};
use super::signs::Signs;
use super::words::latin_unit;

/// What is said of a number by what stands around it; `None` if it is no figure.
pub(super) fn reading(signs: &Signs, found: &[Number], index: usize) -> Option<Reading> {
    let one = found.get(index)?;
    if let Some(reading) = ordinal(signs, one).or_else(|| date(signs, one)) {
        return reading;
    }
    let list_mark = signs.skip_blanks_back(one.signs.start) == 0
        && matches!(signs.at(one.signs.end), '.' | ')')
        && one.form == Form::Arabic;
    if list_mark
        || one.form == Form::Arabic
            && one.length >= 7
            && !one.grouped
            && word(signs, signs.skip_blanks(one.signs.end)).is_none()
    {
        return None;
    }
    Some(figure(signs, one))
}

fn figure(signs: &Signs, one: &Number) -> Reading {
    let at = signs.skip_blanks(one.signs.end);
    let (kind, unit, mut end) = unit(signs, one, at);
    let (before, start) = qualifier_before(signs, one.signs.start);
    let mut after = signs.skip_blanks(end);
    let behind = signs.longest(after, &BEHIND);
    if let Some((length, _)) = behind {
        after = signs.skip_blanks(after + length);
    }
    let (direction, change, changed_at) = change(signs, start);
    let ahead = noun_behind(signs, after, matches!(kind, Kind::Share));
    let (back, verb) = subject(signs, changed_at.unwrap_or(start));
    let is_part = matches!(kind, Kind::Duration | Kind::Age | Kind::Score | Kind::Amount);
    let counted = match ahead {
        Some(ahead) if !is_part && change != Some(Change::By) && !(change.is_some() && unit.is_empty()) => {
            Some(ahead)
        }
        _ => back,
    };
    end = end.max(one.signs.end);
    let qualifier =
        behind.map(|(_, qualifier)| qualifier).or(before).or(one.more.then_some(Qualifier::MoreThan));
    Reading {
        end,
        value: one.value,
        unit,
        counted,
        kind,
        qualifier: qualifier.unwrap_or(Qualifier::Exact),
        direction,
        change,
        verb,
    }
}

fn unit(signs: &Signs, one: &Number, at: usize) -> (Kind, String, usize) {
    let start = one.signs.start;
    if let Some(length) = longest(signs, at, &["percentage points", "percentage point", "points", "pp"]) {
        return (
            if length == 6 { Kind::Score } else { Kind::Share },
            signs.raw(at..at + length),
            at + length,
        );
    }
    if signs.at(at) == '%' {
        return (Kind::Share, "%".into(), at + 1);
    }
    if let Some(length) = longest(signs, at, &["percent", "per cent", "pct"]) {
        return (Kind::Share, "%".into(), at + length);
    }
    let currency = signs.before(start);
    if matches!(currency, '$' | '£' | '€' | '¥') {
        return (Kind::Amount, currency.to_string(), one.signs.end);
    }
    if one.sort == Sort::Fraction {
        return (Kind::Share, String::new(), one.signs.end);
    }
    if one.sort == Sort::ToOne {
        return (Kind::Ratio, String::new(), one.signs.end);
    }
    if let Some(length) = longest(signs, at, &["times as", "times more", "fold"]) {
        return (Kind::Ratio, signs.raw(at..at + length.min(5)), at + length.min(5));
    }
    if let Some(length) = longest(signs, at, &["years old", "years of age"]) {
        return (Kind::Age, signs.raw(at..at + 5), at + length);
    }
    if let Some(length) = signs.longest(at, &DURATIONS).map(|(length, ())| length) {
        return (Kind::Duration, signs.raw(at..at + length), at + length);
    }
    if let Some(length) =
        signs.longest(at, &AMOUNTS).map(|(length, ())| length).or_else(|| latin_unit(signs, at))
    {
        return (Kind::Amount, signs.raw(at..at + length), at + length);
    }
    if let Some(length) = longest(signs, at, &["times"]) {
        return (Kind::Count, signs.raw(at..at + length), at + length);
    }
    if let Some(length) = longest(signs, at, &["person-times", "copies", "pieces", "pairs"]) {
        return (Kind::Count, signs.raw(at..at + length), at + length);
    }
    (Kind::Count, String::new(), one.signs.end)
}

/// The longest of the phrases at a place that ends with a word.
fn longest(signs: &Signs, at: usize, phrases: &[&str]) -> Option<usize> {
    let whole =
        |phrase: &&&str| signs.has(at, phrase) && !signs.at(at + phrase.len()).is_ascii_alphanumeric();
    phrases.iter().filter(whole).map(|phrase| phrase.len()).max()
}

fn qualifier_before(signs: &Signs, at: usize) -> (Option<Qualifier>, usize) {
    let end = signs.skip_blanks_back(if matches!(signs.before(at), '$' | '£' | '€' | '¥') {
        at - 1
    } else {
        at
    });
    match signs.longest_before(end, &BEFORE) {
        Some((length, qualifier)) => (Some(qualifier), end - length),
        None => (None, end),
    }
}

fn change(signs: &Signs, at: usize) -> (Option<Direction>, Option<Change>, Option<usize>) {
    let Some((first, from)) = word_before(signs, at) else { return (None, None, None) };
    let direction = |word: &str| CHANGES.meaning(word);
    if let Some(direction) = direction(&first) {
        return (Some(direction), Some(Change::By), Some(from));
    }
    let part = match first.as_str() {
        "by" => Change::By,
        "to" => Change::To,
        "from" => Change::From,
        "of" => Change::By,
        _ => return (None, None, None),
    };
    let sentence = super::story::sentence_start(signs, from);
    let mut place = from;
    // The verb stands at most eight words before, with the other value between.
    for _ in 0..8 {
        let mut skipped = place;
        while skipped > sentence && !signs.before(skipped).is_ascii_alphabetic() {
            skipped -= 1;
        }
        let Some((name, start)) = word_before(signs, skipped).filter(|(_, start)| *start >= sentence) else {
            break;
        };
        if let Some(direction) = direction(&name).filter(|_| {
            first != "of" || name == "increase" || name == "decrease" || name == "fall" || name == "rise"
        }) {
            return (Some(direction), Some(part), Some(start));
        }
        if part != Change::To && name != "by" && place != from {
            break;
        }
        place = start;
    }
    (None, None, None)
}

fn is_stop(word: &str) -> bool {
    STOPS.has(word)
}

/// The noun that follows: words up to one that is none.
fn noun_behind(signs: &Signs, at: usize, is_share: bool) -> Option<String> {
    let mut from = at;
    // `20 % of the units`, `three of the units`.
    for skipped in ["of", "the", "all", "its", "their", "these", "our"] {
        if let Some((word, end)) =
            word(signs, from).filter(|(word, _)| word == skipped && (is_share || skipped != "all"))
        {
            let _ = word;
            from = signs.skip_blanks(end);
        }
    }
    if !is_share && from != at && !signs.has(at, "of") {
        return None;
    }
    let mut end = from;
    let mut next = from;
    for _ in 0..4 {
        let Some((word, behind)) = word(signs, next) else { break };
        if is_stop(&word)
            || small(&word).is_some() && word != "no"
            || is_participle(&word) && (end > from || !goes_on(signs, behind))
        {
            break;
        }
        end = behind;
        if signs.at(behind) == '-' && signs.at(behind + 1).is_ascii_alphabetic() {
            next = behind + 1;
            continue;
        }
        if signs.at(behind) != ' ' {
            break;
        }
        next = signs.skip_blanks(behind);
    }
    (end > from).then(|| signs.raw(from..end))
}

/// Whether a noun can follow: another word that is no stop.
fn goes_on(signs: &Signs, at: usize) -> bool {
    signs.at(at) == ' ' && word(signs, at + 1).is_some_and(|(word, _)| !is_stop(&word))
}

/// A verb form that follows a noun: `12 problems solved`.
fn is_participle(word: &str) -> bool {
    word.len() > 4
        && (word.ends_with("ed") || word.ends_with("ing"))
        && !matches!(word, "meeting" | "hearing" | "building" | "training" | "finding")
}

/// The subject before a verb: `The closure rate rose to 91 %`.
fn subject(signs: &Signs, at: usize) -> (Option<String>, Option<String>) {
    let sentence = super::story::sentence_start(signs, at);
    let mut end = at;
    let mut verb = None;
    for _ in 0..3 {
        let Some((name, start)) = word_before(signs, end).filter(|(_, start)| *start >= sentence) else {
            break;
        };
        if !COPULAS.has(&name) {
            break;
        }
        if !["to", "at", "of", "by", "now", "only"].contains(&name.as_str()) {
            verb = Some(name);
        }
        end = start;
    }
    if verb.is_none() && end == at && !is_changed(signs, at) {
        return (
            None,
            word_before(signs, at)
                .map(|(word, _)| word)
                .filter(|word| !is_stop(word) || word == "found" || word == "held"),
        );
    }
    let mut start = end;
    for _ in 0..4 {
        if start < end && !matches!(signs.before(start), ' ') {
            break;
        }
        let Some((name, from)) = word_before(signs, start).filter(|(_, from)| *from >= sentence) else {
            break;
        };
        if is_stop(&name) {
            break;
        }
        start = from;
    }
    let noun = signs.raw(start..signs.skip_blanks_back(end).max(start));
    ((!noun.is_empty()).then_some(noun), verb)
}

fn is_changed(signs: &Signs, at: usize) -> bool {
    word(signs, at).is_some_and(|(word, _)| CHANGES.has(&word))
}

/// `the third round`, `5th`, `round 2`, `No. 7`.
fn ordinal(signs: &Signs, one: &Number) -> Option<Option<Reading>> {
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
fn date(signs: &Signs, one: &Number) -> Option<Option<Reading>> {
    let (start, end) = (one.signs.start, one.signs.end);
    if one.form != Form::Arabic || one.grouped {
        return None;
    }
    let whole = one.value.numerator();
    let before = word_before(signs, start).map(|(word, _)| word).unwrap_or_default();
    let after = word(signs, signs.skip_blanks(end)).map(|(word, _)| word).unwrap_or_default();
    let year = one.length == 4 && (1800..2200).contains(&whole);
    let dated = Some(Some(plain(one, end, Kind::Date)));
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
    let bare = after.is_empty() || is_stop(&after);
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
