//! Parts and ratios: `百分之二十`, `三分之二`, `3/4`, `3:1`, `三成五`, `一半`, `¾`.

use super::digits::{digits, numeral};
use super::number::{Form, Number, Sort};
use super::numerals;
use super::signs::Signs;
use super::value::Value;
use super::words;

/// A part or ratio at a place.
pub(super) fn fraction(signs: &Signs, at: usize) -> Option<Number> {
    if numerals::goes_on(signs.before(at), signs.at(at)) || signs.before(at).is_ascii_alphanumeric() {
        return None;
    }
    half(signs, at).or_else(|| match numeral(signs, at) {
        Some((whole, end)) => chinese(signs, at, whole, end),
        None => arabic(signs, at),
    })
}

/// A number of a part.
fn number(signs: std::ops::Range<usize>, value: Value, form: Form, sort: Sort) -> Number {
    Number { signs, value, form, sort, more: false, about: false, factor: 1, length: 2, grouped: true }
}

/// `一半`, `半数`, `过半`, and `½` before no unit.
fn half(signs: &Signs, at: usize) -> Option<Number> {
    let half = ["过半数", "一半", "半数", "过半"].iter().find(|half| signs.has(at, half))?;
    // `一半天`, `超过半小时`: the half of a unit.
    if super::measures::measure(signs, at + 2).is_some_and(|it| it.kind != super::figure::Kind::Count) {
        return None;
    }
    let length = half.chars().count();
    let number = number(at..at + length, Value::fraction(1, 2)?, Form::Chinese, Sort::Fraction);
    Some(Number { more: half.starts_with('过'), ..number })
}

fn chinese(signs: &Signs, at: usize, whole: Value, end: usize) -> Option<Number> {
    if signs.has(end, "分之") {
        let arabic = || digits(signs, end + 2).map(|(value, end, _)| (value, end));
        let (part, end) = numeral(signs, end + 2).or_else(arabic)?;
        return Some(match whole.numerator() {
            100 => number(at..end, part, Form::Chinese, Sort::PerCent),
            1000 => number(at..end, part, Form::Chinese, Sort::PerMille),
            _ => {
                let below = whole.numerator().checked_mul(part.denominator())?;
                number(at..end, Value::fraction(part.numerator(), below)?, Form::Chinese, Sort::Fraction)
            }
        });
    }
    // `三分二受訪者`.
    let short = numerals::unit(signs.at(end + 1)).filter(|_| signs.at(end) == '分' && end == at + 1);
    if let Some(part) = short.filter(|part| *part < whole.numerator() && whole.numerator() <= 10)
        && crate::script::is_han(signs.at(end + 2))
        && !matches!(signs.at(end + 2), '秒' | '钟' | '十' | '百' | '千' | '万' | '分')
        && super::measures::measure(signs, end + 2).is_none()
    {
        let value = Value::fraction(part, whole.numerator())?;
        return Some(number(at..end + 2, value, Form::Chinese, Sort::Fraction));
    }
    if let Some(ratio) = against(signs, at, whole, end) {
        return Some(ratio);
    }
    let is_tenths = signs.at(end) == '成'
        && end == at + 1
        && whole.numerator() < 10
        && (!words::is_word_with_cheng(signs, end) || is_told_as_part(signs, at, end));
    is_tenths.then(|| tenths(signs, at, end, whole)).flatten()
}

/// `一比九`, `1比1.2`: a ratio in words, of which nothing is counted behind it.
fn against(signs: &Signs, at: usize, first: Value, end: usize) -> Option<Number> {
    if signs.at(end) != '比' {
        return None;
    }
    let arabic = || digits(signs, end + 1).map(|(value, end, _)| (value, end));
    let (second, behind) = numeral(signs, end + 1).or_else(arabic)?;
    let counts =
        super::measures::measure(signs, behind).is_some_and(|it| it.kind != super::figure::Kind::Score);
    let below = second.numerator().checked_mul(first.denominator())?;
    let value = Value::fraction(first.numerator().checked_mul(second.denominator())?, below)?;
    let form = if signs.at(at).is_ascii_digit() { Form::Arabic } else { Form::Chinese };
    (!counts).then(|| number(at..behind, value, form, Sort::ToOne))
}

/// `三成五`, `4成2`, `七成半`; `end` is where 成 stands.
fn tenths(signs: &Signs, at: usize, end: usize, first: Value) -> Option<Number> {
    let form = if signs.at(at).is_ascii_digit() { Form::Arabic } else { Form::Chinese };
    let rest = if signs.at(end + 1) == '半' && !super::digits::is_half_word(signs, end + 1) {
        Some(5)
    } else {
        tenth(signs, end + 1).filter(|_| first.denominator() == 1)
    };
    let value = first.times(10)?.plus(Value::whole(rest.unwrap_or(0)))?;
    Some(number(at..end + 1 + usize::from(rest.is_some()), value, form, Sort::PerCent))
}

fn arabic(signs: &Signs, at: usize) -> Option<Number> {
    let (first, end, _) = digits(signs, at)?;
    if let Some(ratio) = against(signs, at, first, end) {
        return Some(ratio);
    }
    let sign = signs.at(end);
    if sign == '成' && first < Value::whole(10) && !words::is_word_with_cheng(signs, end) {
        return tenths(signs, at, end, first);
    }
    if is_standard(signs, at) {
        return None;
    }
    let (second, behind, _) = if matches!(sign, '/' | ':' | '∶') { digits(signs, end + 1) } else { None }?;
    let alone = !matches!(signs.at(behind), '/' | ':' | '-') && !matches!(signs.before(at), '/' | ':' | '-');
    // `4.2/5` are points of a mark.
    if sign == '/' && first.denominator() > 1 {
        return None;
    }
    let below = second.numerator().checked_mul(first.denominator())?;
    let value = Value::fraction(first.numerator().checked_mul(second.denominator())?, below)?;
    match sign {
        // `9/11` is a day and `2015/16` a year.
        '/' if alone && first <= second && !(first == Value::whole(9) && second == Value::whole(11)) => {
            Some(number(at..behind, value, Form::Arabic, Sort::Fraction))
        }
        // `9:30` is a time of day.
        ':' | '∶' if alone && (behind - end != 3 || is_ratio(signs, at)) => {
            Some(number(at..behind, value, Form::Arabic, Sort::ToOne))
        }
        _ => None,
    }
}

/// `ISO 9001:2015`: letters and a number are a name.
fn is_standard(signs: &Signs, at: usize) -> bool {
    super::names::is_behind_standard(signs, at)
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
