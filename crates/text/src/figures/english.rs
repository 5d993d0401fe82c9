//! What a number is among English words.

use super::english_apart::{date, ordinal};
use super::english_numbers::{small, word, word_before};
use super::english_units::unit;
use super::english_words::{BEFORE, BEHIND, CHANGES, COMPARED, COPULAS, STOPS};
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
    Some(figure(signs, one))
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
    let grouped = led || signs.at(end) == ' ' && is_digit(Some(end + 1)) && signs.at(start) == '0';
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
