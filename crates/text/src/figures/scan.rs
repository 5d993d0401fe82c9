//! Where numbers stand in a line, and their values: Arabic, Chinese and English.

use super::number::{Form, Number, Sort};
use super::numerals;
use super::signs::Signs;
use super::value::Value;
use super::{english_numbers, words};

/// All numbers of a line.
pub(super) fn numbers(signs: &Signs) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        let number = fraction(signs, at)
            .or_else(|| arabic(signs, at))
            .or_else(|| chinese(signs, at))
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
    found
}

/// The end of a run of Latin letters and digits: what stands inside of it is a name and no number.
fn word_end(signs: &Signs, mut at: usize) -> usize {
    while signs.at(at).is_ascii_alphanumeric() {
        at += 1;
    }
    at
}

/// Digits with thousands signs and a decimal point; the value, the end, and whether there was any sign.
fn digits(signs: &Signs, at: usize) -> Option<(Value, usize, bool)> {
    let run = |at: usize| (at..).take_while(|at| signs.at(*at).is_ascii_digit()).count();
    let first = run(at);
    if first == 0 {
        return None;
    }
    let mut text: String = (at..at + first).map(|at| signs.at(at)).collect();
    let mut end = at + first;
    let mut grouped = false;
    // A group has exactly three digits; a list has none (`13,9个`).
    while first <= 3
        && text != "0"
        && matches!(signs.at(end), ',' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'')
        && run(end + 1) == 3
    {
        text.extend((end + 1..end + 4).map(|at| signs.at(at)));
        end += 4;
        grouped = true;
    }
    if signs.at(end) == '.' && run(end + 1) > 0 {
        let part = run(end + 1);
        text.push('.');
        text.extend((end + 1..end + 1 + part).map(|at| signs.at(at)));
        end += 1 + part;
        grouped = true;
    }
    Some((Value::decimal(&text)?, end, grouped))
}

fn arabic(signs: &Signs, at: usize) -> Option<Number> {
    let before = signs.before(at);
    if before.is_ascii_alphanumeric() || matches!(before, '.' | '_' | '#' | '@') && at > 1 {
        return None;
    }
    let (mut value, mut end, mut grouped) = digits(signs, at)?;
    let length = end - at;
    let mut more = false;
    if let Some((factor, behind, is_more)) = multiplier(signs, end) {
        (value, end, more, grouped) = (value.times(factor)?, behind, is_more, true);
    } else if matches!(signs.at(end), '余' | '多') {
        (end, more) = (end + 1, true);
    } else if let Some((factor, behind)) = words::english_multiplier(signs, end) {
        (value, end, grouped) = (value.times(factor)?, behind, true);
    }
    // `1万3千`, `1亿2,500万`.
    let below = match signs.before(end) {
        '亿' => 100_000_000,
        '万' => 10_000,
        _ => 0,
    };
    if below > 0
        && let Some((rest, behind, _)) = digits(signs, end).filter(|(rest, _, _)| rest.denominator() == 1)
        && let Some((factor, behind, _)) = multiplier(signs, behind).filter(|(factor, _, _)| *factor < below)
    {
        (value, end) = (value.plus(rest.times(factor)?)?, behind);
    }
    let tail = signs.at(end);
    if tail.is_ascii_alphabetic() && words::latin_unit(signs, end).is_none() && !is_ordinal_tail(signs, end) {
        return None;
    }
    Some(Number { signs: at..end, value, form: Form::Arabic, sort: Sort::Plain, more, length, grouped })
}

fn is_ordinal_tail(signs: &Signs, at: usize) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|tail| signs.has(at, tail))
        && !signs.at(at + 2).is_ascii_alphanumeric()
}

/// `万`, `余万`, `千万`, `亿余`: the factor, the end, and whether more than that is meant.
fn multiplier(signs: &Signs, at: usize) -> Option<(u128, usize, bool)> {
    let mut end = signs.skip_blanks(at);
    let mut more = false;
    if matches!(signs.at(end), '余' | '多') {
        (end, more) = (end + 1, true);
    }
    let mut factor = 1_u128;
    let from = end;
    while let Some(power) = numerals::power(signs.at(end)) {
        factor = factor.checked_mul(power)?;
        end += 1;
    }
    // A kilowatt and a kilometre are units.
    if end == from
        || signs.before(end) == '千' && words::follows_thousand(signs, end)
        || signs.before(end) == '百' && signs.has(end, "分")
    {
        return None;
    }
    if matches!(signs.at(end), '余' | '多') {
        (end, more) = (end + 1, true);
    }
    Some((factor, end, more))
}

/// `百分之二十`, `三分之二`, `3/4`, `3:1`, `三成五`.
fn fraction(signs: &Signs, at: usize) -> Option<Number> {
    if numerals::is_numeral(signs.before(at)) || signs.before(at).is_ascii_alphanumeric() {
        return None;
    }
    let number = |value, end, form, sort| Number {
        signs: at..end,
        value,
        form,
        sort,
        more: false,
        length: 2,
        grouped: true,
    };
    if let Some(half) =
        ["一半", "半数", "过半"].iter().find(|half| signs.has(at, half)).filter(|_| !signs.has(at + 2, "天"))
    {
        let more = *half == "过半";
        return Some(Number {
            more,
            ..number(Value::fraction(1, 2)?, at + 2, Form::Chinese, Sort::Fraction)
        });
    }
    if let Some((whole, end)) = numeral(signs, at) {
        if signs.has(end, "分之") {
            let (part, end) = numeral(signs, end + 2)
                .or_else(|| digits(signs, end + 2).map(|(value, end, _)| (value, end)))?;
            return Some(match whole.numerator() {
                100 => number(part, end, Form::Chinese, Sort::PerCent),
                1000 => number(part, end, Form::Chinese, Sort::PerMille),
                _ => {
                    let below = whole.numerator().checked_mul(part.denominator())?;
                    number(Value::fraction(part.numerator(), below)?, end, Form::Chinese, Sort::Fraction)
                }
            });
        }
        let is_tenths = signs.at(end) == '成'
            && end == at + 1
            && whole.numerator() < 10
            && (!words::is_word_with_cheng(signs, end) || is_told_as_part(signs, at, end));
        if is_tenths {
            let rest = tenth(signs, end + 1);
            let tenths = whole.numerator() * 10 + rest.unwrap_or(0);
            return Some(number(
                Value::whole(tenths),
                end + 1 + usize::from(rest.is_some()),
                Form::Chinese,
                Sort::PerCent,
            ));
        }
        return None;
    }
    let (first, end, _) = digits(signs, at)?;
    let sign = signs.at(end);
    // `4成2`.
    if sign == '成' && first < Value::whole(10) && !words::is_word_with_cheng(signs, end) {
        let rest = tenth(signs, end + 1).filter(|_| first.denominator() == 1);
        let tenths = first.times(10)?.plus(Value::whole(rest.unwrap_or(0)))?;
        return Some(number(tenths, end + 1 + usize::from(rest.is_some()), Form::Arabic, Sort::PerCent));
    }
    let (second, behind, _) = if matches!(sign, '/' | ':' | '∶') { digits(signs, end + 1) } else { None }?;
    let alone = !matches!(signs.at(behind), '/' | ':' | '-') && !matches!(signs.before(at), '/' | ':' | '-');
    let below = second.numerator().checked_mul(first.denominator())?;
    let value = Value::fraction(first.numerator().checked_mul(second.denominator())?, below)?;
    match sign {
        '/' if alone && first <= second => Some(number(value, behind, Form::Arabic, Sort::Fraction)),
        // `9:30` is a time of day.
        ':' | '∶' if alone && (behind - end != 3 || is_ratio(signs, at)) => {
            Some(number(value, behind, Form::Arabic, Sort::ToOne))
        }
        _ => None,
    }
}

/// `逾六成为青年`: six tenths are young, and nothing becomes anything.
fn is_told_as_part(signs: &Signs, at: usize, end: usize) -> bool {
    signs.at(end + 1) == '为' && matches!(signs.before(at), '逾' | '近' | '约' | '超' | '过' | '占')
}

/// The digit behind tenths: `九成六`, `4成2`. One that has a measure word is the next number.
fn tenth(signs: &Signs, at: usize) -> Option<u128> {
    let arabic = signs.at(at).to_digit(10).map(u128::from);
    let digit = numeral(signs, at).filter(|(_, end)| *end == at + 1).map(|(value, _)| value.numerator());
    let digit = digit.or(arabic).filter(|digit| (1..10).contains(digit))?;
    let ends = !signs.at(at + 1).is_ascii_digit() && super::measures::measure(signs, at + 1).is_none();
    ends.then_some(digit)
}

/// Whether the sentence speaks of a ratio: `9:30` alone is a time of day.
fn is_ratio(signs: &Signs, at: usize) -> bool {
    let from = super::story::sentence_start(signs, at);
    (from..at).any(|at| signs.any(at, &["比", "ratio", "配备标准"]))
}

/// A Chinese numeral, with its end.
fn numeral(signs: &Signs, at: usize) -> Option<(Value, usize)> {
    let mut end = at;
    while numerals::is_numeral(signs.at(end))
        || end > at
            && signs.at(end) == '点'
            && numerals::is_numeral(signs.at(end + 1))
            && !signs.has(end + 1, "一")
    {
        end += 1;
    }
    let value = numerals::value(signs.folded.get(at..end)?)?;
    Some((value, end))
}

fn chinese(signs: &Signs, at: usize) -> Option<Number> {
    // Behind digits stands a multiplier or a unit: `15千瓦时`.
    let is_unit = signs.at(at) == '千' && words::follows_thousand(signs, at + 1);
    if numerals::is_numeral(signs.before(at)) || signs.before(at).is_ascii_digit() || is_unit {
        return None;
    }
    let (mut value, mut end) = numeral(signs, at)?;
    let length = end - at;
    let mut more = false;
    if matches!(signs.at(end), '余' | '多' | '来')
        && signs.folded.get(at..end)?.iter().any(|sign| numerals::power(*sign).is_some())
    {
        more = signs.at(end) != '来';
        end += 1;
        if let Some((factor, behind, _)) = multiplier(signs, end) {
            (value, end) = (value.times(factor)?, behind);
        }
    }
    Some(Number {
        signs: at..end,
        value,
        form: Form::Chinese,
        sort: Sort::Plain,
        more,
        length,
        grouped: false,
    })
}
