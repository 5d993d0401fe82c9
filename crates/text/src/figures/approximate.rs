//! Chinese numbers that only say about how many: `两三个`, `七八百`, `二三十`, `十五六岁`, `两三成`.

use super::number::{Form, Number, Sort};
use super::numerals::{self, power, unit};
use super::signs::Signs;
use super::value::Value;

/// Two digits side by side, the second one following the first, with the powers that both have: `三四百户` are 300 and
/// 400 households, about.
pub(super) fn pair(signs: &Signs, at: usize) -> Option<[Number; 2]> {
    if numerals::goes_on(signs.before(at), signs.at(at)) || signs.before(at).is_ascii_digit() {
        return None;
    }
    let (base, from) = base(signs, at);
    let (first, second) = (unit(signs.at(from))?, unit(signs.at(from + 1))?);
    let is_loose = (first, second) == (3, 5) && base == 0;
    if !(second == first + 1 || is_loose) || unit(signs.at(from + 2)).is_some() {
        return None;
    }
    let (factor, end) = powers(signs, from + 2, base > 0)?;
    let is_tenths = signs.at(end) == '成' && !is_loose && factor == 1 && base == 0;
    // `二三得六`, `七七事变`: a measure word, a power or a tenth must follow.
    if factor == 1 && !is_tenths && super::measures::measure(signs, end).is_none() {
        return None;
    }
    let more = factor > 1 && matches!(signs.at(end), '余' | '多');
    let number = |range: std::ops::Range<usize>, value: u128| {
        let value = base.checked_add(value)?.checked_mul(if is_tenths { 10 } else { factor })?;
        Some(Number {
            signs: range,
            value: Value::whole(value),
            form: Form::Chinese,
            sort: if is_tenths { Sort::PerCent } else { Sort::Plain },
            more,
            about: true,
            factor: 1,
            length: 2,
            grouped: false,
        })
    };
    let end = end + usize::from(more || is_tenths);
    Some([number(at..from + 1, first)?, number(from + 1..end, second)?])
}

/// What both have before their digits (`二十三四岁`, `十五六岁`), and where the digits begin.
fn base(signs: &Signs, at: usize) -> (u128, usize) {
    let is_ten = |at: usize| power(signs.at(at)) == Some(10);
    match unit(signs.at(at)) {
        Some(tens) if is_ten(at + 1) && unit(signs.at(at + 3)).is_some() => (tens * 10, at + 2),
        None if is_ten(at) => (10, at + 1),
        _ => (0, at),
    }
}

/// The product of the powers behind both digits; behind tens only large ones stand.
fn powers(signs: &Signs, mut at: usize, large: bool) -> Option<(u128, usize)> {
    let mut factor = 1_u128;
    while let Some(power) = power(signs.at(at)).filter(|power| !large || *power >= 10_000) {
        factor = factor.checked_mul(power)?;
        at += 1;
    }
    Some((factor, at))
}
