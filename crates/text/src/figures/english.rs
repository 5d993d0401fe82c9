//! What a number is among English words.

use super::english_apart::{date, ordinal};
use super::english_numbers::{small, word, word_before};
use super::english_words::{AMOUNTS, BEFORE, BEHIND, CHANGES, COMPARED, COPULAS, DURATIONS, STOPS};
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
    let version = ["version", "release", "v"];
    let named = word_before(signs, one.signs.start).is_some_and(|(word, _)| version.contains(&word.as_str()));
    // `555-0142`: no range begins with a nought.
    let dashed = signs.at(one.signs.end) == '-' && signs.at(one.signs.end + 1) == '0';
    let (start, end) = (one.signs.start, one.signs.end);
    let is_digit = |at: Option<usize>| at.is_some_and(|at| signs.at(at).is_ascii_digit());
    let grouped = signs.before(start) == ' ' && is_digit(start.checked_sub(2))
        || signs.at(end) == ' ' && is_digit(Some(end + 1)) && signs.at(start) == '0';
    let dashed = dashed || one.form == Form::Arabic && grouped;
    if list_mark
        || named
        || dashed
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
    let (mut direction, mut change, changed_at) = change(signs, start);
    // `18 % fewer than last year`.
    if kind == Kind::Share
        && change.is_none()
        && let Some((word, _)) = word(signs, after)
        && let Some(compared) = COMPARED.meaning(&word)
    {
        (direction, change) = (Some(compared), Some(Change::By));
    }
    let ahead = noun_behind(signs, after, matches!(kind, Kind::Share));
    let (back, verb) = subject(signs, changed_at.unwrap_or(start));
    let is_part = matches!(kind, Kind::Duration | Kind::Age | Kind::Score | Kind::Amount);
    let object = changed_at.filter(|_| change == Some(Change::By)).and_then(|at| object(signs, at, start));
    let counted = match ahead {
        _ if object.is_some() => object,
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
        if let Some(direction) =
            direction(&name).filter(|_| first != "of" || NAMED_CHANGES.contains(&name.as_str()))
        {
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
    for skipped in ["of", "every", "each", "the", "all", "its", "their", "these", "our"] {
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
        // `nurse-to-patient` is one word.
        while start < end && signs.before(start) == '-' && signs.before(start - 1).is_ascii_alphabetic() {
            start = word_before(signs, start - 1).map_or(start - 1, |(_, from)| from);
        }
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

/// What was changed by so much: `cut scrap by 12.5 tonnes`.
fn object(signs: &Signs, verb: usize, start: usize) -> Option<String> {
    let (by, from) = word_before(signs, start)?;
    let (_, mut at) = word(signs, verb)?;
    at = signs.skip_blanks(at);
    if by != "by" || at >= from {
        return None;
    }
    while let Some((_, end)) =
        word(signs, at).filter(|(word, _)| matches!(word.as_str(), "the" | "its" | "their" | "our"))
    {
        at = signs.skip_blanks(end);
    }
    let noun = signs.raw(at..signs.skip_blanks_back(from).max(at));
    let words = || noun.split(' ');
    let is_noun = !noun.is_empty()
        && words().count() <= 4
        && words().all(|word| {
            !is_stop(&word.to_lowercase())
                && word.chars().all(|sign| sign.is_ascii_alphabetic() || sign == '-')
        });
    is_noun.then_some(noun)
}

fn is_changed(signs: &Signs, at: usize) -> bool {
    word(signs, at).is_some_and(|(word, _)| CHANGES.has(&word))
}

/// Nouns of change: `a drop of 4 points`.
const NAMED_CHANGES: [&str; 8] =
    ["increase", "decrease", "fall", "rise", "drop", "gain", "decline", "growth"];
