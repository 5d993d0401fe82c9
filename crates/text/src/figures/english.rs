//! What a number is among English words.

use super::english_apart::{date, ordinal};
use super::english_nouns::{is_score, is_than, noun_before, noun_behind, object, spent_on, subject};
use super::english_spelled::{word, word_before};
use super::english_units::unit;
use super::english_words::{BEFORE, BEHIND, CHANGES, COMPARED};
use super::figure::{Change, Direction, Kind, Qualifier, Reading};
use super::names;
use super::number::{Form, Number};
use super::signs::Signs;
use super::words::is_currency;

/// What is said of a number by what stands around it; `None` if it is no figure.
pub(super) fn reading(signs: &Signs, found: &[Number], index: usize) -> Option<Reading> {
    let one = found.get(index)?;
    if names::is_around_the_clock(signs, one)
        || names::is_per(signs, one)
        || one.form == Form::Arabic
            && (names::is_behind_standard(signs, one.signs.start)
                || names::is_behind_dash(signs, one.signs.start))
    {
        return None;
    }
    if let Some(reading) = ordinal(signs, one).or_else(|| date(signs, one)) {
        return reading;
    }
    if is_code(signs, one) {
        return None;
    }
    Some(figure(signs, one, index.checked_sub(1).and_then(|last| found.get(last))))
}

/// What stands before the first of a range is meant of both: `an estimated 300 to 400 people`.
fn of_range(signs: &Signs, first: &Number, last: &Number) -> Option<Qualifier> {
    let between = signs.raw(first.signs.end..last.signs.start);
    matches!(between.trim(), "to" | "-" | "–").then(|| qualifier_before(signs, first.signs.start).0).flatten()
}

/// `exceeded 12,000`: a verb that qualifies its number.
fn is_verb_of_more(signs: &Signs, start: usize) -> bool {
    word(signs, signs.skip_blanks(start)).is_some_and(|(word, _)| {
        matches!(word.as_str(), "exceeded" | "exceeding" | "topped" | "surpassed" | "approaching")
    })
}

/// Marks of lists, versions, telephones.
fn is_code(signs: &Signs, one: &Number) -> bool {
    let (start, end) = (one.signs.start, one.signs.end);
    if one.form != Form::Arabic {
        return false;
    }
    let list_mark = signs.skip_blanks_back(start) == 0 && matches!(signs.at(end), '.' | ')');
    let before = word_before(signs, start).map(|(word, _)| word).unwrap_or_default();
    let version = matches!(before.as_str(), "version" | "release" | "v");
    let bare = one.length >= 3 && !one.grouped && !signs.at(signs.skip_blanks(end)).is_ascii_alphabetic();
    let called =
        matches!(before.as_str(), "call" | "dial" | "phone" | "ring" | "tel" | "fax" | "extension" | "ext")
            && bare;
    // `555-0142`: no range begins with a nought.
    let dashed = signs.at(end) == '-' && signs.at(end + 1) == '0';
    let is_digit = |at: Option<usize>| at.is_some_and(|at| signs.at(at).is_ascii_digit());
    let led =
        signs.before(start) == ' ' && is_digit(start.checked_sub(2)) && !is_behind_name(signs, start - 1);
    // `Section 3(2)`, `50-50`.
    let inside = signs.before(start) == '('
        && signs.at(end) == ')'
        && start > 1
        && signs.at(start - 2).is_ascii_alphanumeric();
    let own = signs.raw(start..end);
    let twin =
        signs.at(end) == '-' && signs.has(end + 1, &own) && !signs.at(end + 1 + own.len()).is_ascii_digit()
            || signs.before(start) == '-' && signs.ends(start - 1, &own);
    let grouped =
        inside || twin || led || signs.at(end) == ' ' && is_digit(Some(end + 1)) && signs.at(start) == '0';
    let long = one.length >= 7 && !one.grouped && word(signs, signs.skip_blanks(end)).is_none();
    list_mark || version || called || dashed || grouped || long
}

/// Whether the digits that end at a place are a name with the word before them: `round 2`.
fn is_behind_name(signs: &Signs, end: usize) -> bool {
    let mut start = end;
    while signs.before(start).is_ascii_digit() {
        start -= 1;
    }
    names::is_called(signs, start)
}

/// `40-odd`, `300-plus`, with their length.
fn odd(signs: &Signs, end: usize) -> (Option<Qualifier>, usize) {
    if signs.has(end, "-odd") {
        (Some(Qualifier::About), 4)
    } else if signs.has(end, "-plus") {
        (Some(Qualifier::MoreThan), 5)
    } else {
        (None, 0)
    }
}

fn figure(signs: &Signs, one: &Number, earlier: Option<&Number>) -> Reading {
    let at = signs.skip_blanks(one.signs.end);
    let (kind, unit, mut end) = unit(signs, one, at);
    let minus = negative(signs, one.signs.start);
    let (before, start) = qualifier_before(signs, minus.unwrap_or(one.signs.start));
    let before = before.or_else(|| of_range(signs, earlier?, one));
    let (odd, length) = odd(signs, one.signs.end);
    let mut after = signs.skip_blanks(end + length);
    let behind = signs.longest(after, &BEHIND);
    if let Some((length, _)) = behind {
        after = signs.skip_blanks(after + length);
    }
    let (mut direction, mut change, changed_at) = change(signs, start, minus.is_some());
    // `18 % fewer than last year`, `45 fewer posts`, `£9,000 less than`.
    let compared = word(signs, after).and_then(|(word, end)| Some((COMPARED.meaning(&word)?, end)));
    if let (None, Some((compared, end))) = (change, compared)
        && (is_than(signs, end) || compared == Direction::Down)
    {
        (direction, change) = (Some(compared), Some(Change::By));
    }
    // `an 8 per cent rise`.
    let named =
        word(signs, after).and_then(|(word, _)| CHANGES.meaning(&word)).filter(|_| kind == Kind::Share);
    if let (None, Some(named)) = (change, named) {
        (direction, change) = (Some(named), Some(Change::By));
    }
    if let Some((_, end)) = compared {
        after = signs.skip_blanks(end);
    }
    let ahead = noun_behind(signs, after, matches!(kind, Kind::Share))
        .filter(|_| compared.is_none() || !is_than(signs, after));
    let (back, verb) = subject(signs, changed_at.unwrap_or(start));
    let kind = if is_score(signs, one, kind, &unit, ahead.is_some()) { Kind::Score } else { kind };
    let old = kind == Kind::Age && signs.ends(end, "old");
    let is_part = matches!(kind, Kind::Duration | Kind::Age | Kind::Score | Kind::Amount) && !old;
    let object = changed_at.filter(|_| change == Some(Change::By)).and_then(|at| object(signs, at, start));
    let told_by = back.or_else(|| {
        (before.is_some() && (kind == Kind::Amount || is_verb_of_more(signs, start)))
            .then(|| noun_before(signs, start))
            .flatten()
    });
    let spent = || (kind == Kind::Amount).then(|| spent_on(signs, after)).flatten();
    // `18% compares`: behind a share nothing stands that it counts, but `of` and the like.
    let of = signs.has(after, "of ") || kind != Kind::Share || told_by.is_none();
    let counted = match ahead.filter(|_| of) {
        _ if object.is_some() => object,
        // `45 fewer posts`.
        Some(ahead) if compared.is_some() && !is_part => Some(ahead),
        Some(ahead)
            if !is_part
                && change != Some(Change::By)
                && !(change.is_some() && unit.is_empty() && told_by.is_some()) =>
        {
            Some(ahead)
        }
        _ => told_by.or_else(spent),
    };
    end = end.max(one.signs.end);
    let qualifier =
        behind.map(|(_, qualifier)| qualifier).or(odd).or(before).or(one.more.then_some(Qualifier::MoreThan));
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

/// Where the sign of a negative number begins: `-0.3%`, `minus 5`.
fn negative(signs: &Signs, start: usize) -> Option<usize> {
    let is_sign = matches!(signs.before(start), '-' | '−' | '‑')
        && start.checked_sub(2).is_none_or(|at| matches!(signs.at(at), ' ' | '(' | '\u{a0}'));
    if is_sign {
        return Some(start - 1);
    }
    word_before(signs, start)
        .filter(|(word, from)| (word == "minus" || word == "negative") && from + word.len() < start)
        .map(|(_, from)| from)
}

fn qualifier_before(signs: &Signs, at: usize) -> (Option<Qualifier>, usize) {
    let mut end = signs.skip_blanks_back(at);
    if is_currency(signs.before(end)) {
        end -= 1;
        while signs.before(end).is_ascii_uppercase() {
            end -= 1;
        }
        end = signs.skip_blanks_back(end);
    }
    match signs.longest_before(end, &BEFORE) {
        Some((length, qualifier)) => (Some(qualifier), end - length),
        None => (None, end),
    }
}

/// What grew or shrank; a negative number turns it round.
fn change(signs: &Signs, at: usize, is_negative: bool) -> (Option<Direction>, Option<Change>, Option<usize>) {
    let (direction, part, from) = changed(signs, at);
    match direction {
        _ if !is_negative => (direction, part, from),
        Some(Direction::Down) => (Some(Direction::Up), part, from),
        _ => (Some(Direction::Down), part, from),
    }
}

fn changed(signs: &Signs, at: usize) -> (Option<Direction>, Option<Change>, Option<usize>) {
    let Some((first, from)) = word_before(signs, at) else { return (None, None, None) };
    let direction = |word: &str| CHANGES.meaning(word);
    // `made up 17%` of something: nothing grew.
    let makes = |word: &str| {
        matches!(
            word,
            "made" | "make" | "makes" | "making" | "set" | "sets" | "took" | "takes" | "end" | "ended"
        )
    };
    if first == "up" && word_before(signs, from).is_some_and(|(word, _)| makes(&word)) {
        return (None, None, None);
    }
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
        if let Some(direction) = direction(&name)
            .filter(|_| !(name == "up" && signs.has(start, "up to")))
            .filter(|_| first != "of" || NAMED_CHANGES.contains(&name.as_str()))
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

/// Nouns of change: `a drop of 4 points`.
const NAMED_CHANGES: [&str; 13] = [
    "increase",
    "decrease",
    "fall",
    "rise",
    "drop",
    "gain",
    "decline",
    "growth",
    "reduction",
    "improvement",
    "saving",
    "jump",
    "dip",
];
