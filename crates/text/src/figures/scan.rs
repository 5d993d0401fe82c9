//! Where numbers stand in a line, and their values: Arabic, Chinese and English.

use super::digits::{digits, is_half_word, numeral};
use super::number::{Form, Number, Sort};
use super::numerals::{self, power};
use super::signs::Signs;
use super::value::Value;
use super::{approximate, codes, english_numbers, english_parts, fractions, mixed, names, words};

/// All numbers of a line.
pub(super) fn numbers(signs: &Signs) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        if let Some(end) = codes::code(signs, at) {
            at = end.max(at + 1);
            continue;
        }
        if let Some(pair) = approximate::pair(signs, at) {
            at = pair[1].signs.end;
            found.extend(pair);
            continue;
        }
        let number = fractions::fraction(signs, at)
            .or_else(|| english_parts::in_digits(signs, at))
            .or_else(|| arabic(signs, at))
            .or_else(|| chinese(signs, at))
            .or_else(|| half(signs, at))
            .or_else(|| english_numbers::number(signs, at));
        match number {
            Some(number) => {
                at = number.signs.end.max(at + 1);
                found.push(number);
            }
            None if signs.at(at).is_ascii_alphanumeric() => at = word_end(signs, at),
            None => at += 1,
        }
    }
    share_powers(signs, &mut found);
    found
}

/// `3至5万元`, `2 to 3 million`: the first has the power of the last.
fn share_powers(signs: &Signs, found: &mut [Number]) {
    for at in 1..found.len() {
        let Some((before, rest)) = found.split_at_mut_checked(at) else { break };
        let (Some(first), Some(last)) = (before.last_mut(), rest.first()) else { break };
        let between = signs.raw(first.signs.end..last.signs.start);
        let ranges = matches!(between.trim(), "至" | "到" | "-" | "–" | "~" | "～" | "—" | "to")
            || between.trim() == "and" && signs.ends(signs.skip_blanks_back(first.signs.start), "between");
        let (Some(all), true) = (first.value.times(last.factor), ranges && first.factor == 1) else {
            continue;
        };
        if all < last.value && first.sort == Sort::Plain && last.sort == Sort::Plain {
            first.value = all;
        }
    }
}

/// The end of a run of Latin letters and digits: what stands inside of it is a name and no number.
fn word_end(signs: &Signs, mut at: usize) -> usize {
    while signs.at(at).is_ascii_alphanumeric() {
        at += 1;
    }
    at
}

/// The value of a vulgar fraction: `½`.
fn vulgar(sign: char) -> Option<Value> {
    const SIGNS: [(char, u128, u128); 15] = [
        ('½', 1, 2),
        ('⅓', 1, 3),
        ('⅔', 2, 3),
        ('¼', 1, 4),
        ('¾', 3, 4),
        ('⅕', 1, 5),
        ('⅖', 2, 5),
        ('⅗', 3, 5),
        ('⅘', 4, 5),
        ('⅙', 1, 6),
        ('⅚', 5, 6),
        ('⅛', 1, 8),
        ('⅜', 3, 8),
        ('⅝', 5, 8),
        ('⅞', 7, 8),
    ];
    let (_, above, below) = SIGNS.into_iter().find(|(known, _, _)| *known == sign)?;
    Value::fraction(above, below)
}

fn arabic(signs: &Signs, at: usize) -> Option<Number> {
    let before = signs.before(at);
    if before.is_ascii_alphanumeric() || matches!(before, '.' | '_' | '#' | '@') && at > 1 {
        return None;
    }
    let (mut value, mut end, mut grouped, length) = match (digits(signs, at), vulgar(signs.at(at))) {
        (Some((value, end, grouped)), _) => (value, end, grouped, end - at),
        (None, Some(part)) => {
            let english = words::english_multiplier(signs, at + 1);
            let (value, end) =
                english.map_or((part, at + 1), |(factor, end)| (part.times(factor).unwrap_or(part), end));
            let sort = if english.is_some() || has_unit(signs, end) { Sort::Plain } else { Sort::Fraction };
            let number = Number {
                signs: at..end,
                value,
                form: Form::Arabic,
                sort,
                more: false,
                about: false,
                factor: 1,
                length: 1,
                grouped: true,
            };
            return Some(number);
        }
        (None, None) => return None,
    };
    // `3½`, `3 ½`.
    let part = if signs.at(end) == ' ' { end + 1 } else { end };
    if let Some(part_of_one) = vulgar(signs.at(part)) {
        (value, end, grouped) = (value.plus(part_of_one)?, part + 1, true);
    } else if let Some((half, behind)) = english_parts::and_a_half(signs, end) {
        (value, end, grouped) = (value.plus(half)?, behind, true);
    }
    let (mut more, mut about, mut factor) = (false, false, 1);
    if let Some(all) = mixed::mixed(signs, value, end) {
        (value, end, more, about, grouped) = (all.value, all.end, all.more, all.about, true);
        factor = all.factor;
    } else if matches!(signs.at(end), '余' | '多') || signs.at(end) == '几' && signs.before(end) == '0' {
        (end, more) = (end + 1, true);
    } else if signs.at(end) == '来' && super::measures::measure(signs, end + 1).is_some() {
        (end, about) = (end + 1, true);
    } else if let Some((times, behind)) = words::english_multiplier(signs, end) {
        (value, end, grouped, factor) = (value.times(times)?, behind, true, times);
    }
    let tail = signs.at(end);
    let is_name = tail.is_ascii_alphabetic()
        && words::latin_unit(signs, end).is_none()
        && !is_ordinal_tail(signs, end)
        && !is_hour_tail(signs, end)
        && !is_lettered_name(signs, at, end)
        && !names::is_decade(signs, at, end);
    if is_name {
        return None;
    }
    Some(Number {
        signs: at..end,
        value,
        form: Form::Arabic,
        sort: Sort::Plain,
        more,
        about,
        factor,
        length,
        grouped,
    })
}

fn has_unit(signs: &Signs, end: usize) -> bool {
    english_parts::is_unit(signs, signs.skip_blanks(end)) || super::measures::measure(signs, end).is_some()
}

/// `9.30am`, `4pm`.
fn is_hour_tail(signs: &Signs, at: usize) -> bool {
    ["am", "pm", "a.m", "p.m"]
        .iter()
        .any(|tail| signs.has(at, tail) && !signs.at(at + tail.len()).is_ascii_alphanumeric())
}

/// `Ward 7B`, `Room 12A`: which one, with a letter behind its number.
fn is_lettered_name(signs: &Signs, at: usize, end: usize) -> bool {
    !signs.at(end + 1).is_ascii_alphanumeric() && names::is_called(signs, at)
}

fn is_ordinal_tail(signs: &Signs, at: usize) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|tail| signs.has(at, tail))
        && !signs.at(at + 2).is_ascii_alphanumeric()
}

fn chinese(signs: &Signs, at: usize) -> Option<Number> {
    // Behind digits stands a multiplier or a unit: `15千瓦时`.
    let is_unit = signs.at(at) == '千' && words::follows_thousand(signs, at + 1);
    if numerals::goes_on(signs.before(at), signs.at(at)) || signs.before(at).is_ascii_digit() || is_unit {
        return None;
    }
    let (mut value, mut end) = numeral(signs, at)?;
    let length = end - at;
    let (mut more, mut about) = (false, false);
    let has_power =
        signs.folded.get(at..end)?.iter().any(|sign| power(*sign).is_some() || matches!(sign, '廿' | '卅'));
    // `十几个`, but no `几` behind a digit.
    let some = signs.at(end) == '几' && matches!(signs.before(end), '十' | '百' | '千' | '万' | '廿' | '卅');
    if has_power
        && (matches!(signs.at(end), '余' | '多') || signs.at(end) == '来' && counts(signs, end + 1) || some)
    {
        (about, more) = (signs.at(end) == '来', signs.at(end) != '来');
        end += 1;
        while let Some(power) = power(signs.at(end)) {
            (value, end) = (value.times(power)?, end + 1);
        }
    }
    Some(Number {
        signs: at..end,
        value,
        form: Form::Chinese,
        sort: Sort::Plain,
        more,
        about,
        factor: last_power(signs, at, end),
        length,
        grouped: false,
    })
}

/// The large power that ends a numeral of one digit: `五万`.
fn last_power(signs: &Signs, at: usize, end: usize) -> u128 {
    let power = power(signs.before(end)).filter(|power| *power >= 100);
    power.filter(|_| end - at == 2 && numerals::unit(signs.at(at)).is_some()).unwrap_or(1)
}

/// Whether a power or a measure word stands at a place.
fn counts(signs: &Signs, at: usize) -> bool {
    power(signs.at(at)).is_some() || super::measures::measure(signs, at).is_some()
}

/// The half of a unit: `半年`, `半个小时`, `半公里`. A half year of the calendar is none.
fn half(signs: &Signs, at: usize) -> Option<Number> {
    if signs.at(at) != '半' || is_half_word(signs, at) {
        return None;
    }
    let unit = super::measures::measure(signs, at + 1)?;
    let behind = at + 1 + unit.length;
    let measures = !matches!(unit.kind, super::figure::Kind::Count | super::figure::Kind::Score);
    let led = words::leads_half(signs, at);
    let ends = !crate::script::is_han(signs.at(behind)) || words::follows_half(signs, behind);
    let number = Number {
        signs: at..at + 1,
        value: Value::fraction(1, 2)?,
        form: Form::Chinese,
        sort: Sort::Plain,
        more: false,
        about: false,
        factor: 1,
        length: 2,
        grouped: true,
    };
    (measures && (led || ends)).then_some(number)
}
