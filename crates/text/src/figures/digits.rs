//! What stands at one place: digits with their signs, a Chinese numeral, a half that is none.

use super::signs::Signs;
use super::value::Value;
use super::{names, numerals, words};

/// Digits with thousands signs and a decimal point; the value, the end, and whether there was any sign.
pub(super) fn digits(signs: &Signs, at: usize) -> Option<(Value, usize, bool)> {
    let run = |at: usize| (at..).take_while(|at| signs.at(*at).is_ascii_digit()).count();
    let first = run(at);
    if first == 0 {
        return None;
    }
    let mut text: String = (at..at + first).map(|at| signs.at(at)).collect();
    let mut end = at + first;
    let mut grouped = false;
    let blanks = first <= 3 && is_grouped_by_blanks(signs, at, first);
    // A group has exactly three digits; a list has none (`13,9个`).
    while first <= 3
        && text != "0"
        && (matches!(signs.at(end), ',' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’')
            || blanks && signs.at(end) == ' ')
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

/// `1 500`, `12 000 000`: groups of three up to the end, and no telephone, no name before (`round 2 143 units`).
fn is_grouped_by_blanks(signs: &Signs, at: usize, first: usize) -> bool {
    let is_digit = |at: usize| signs.at(at).is_ascii_digit();
    let mut end = at + first;
    while signs.at(end) == ' ' && (end + 1..end + 4).all(is_digit) && !is_digit(end + 4) {
        end += 4;
    }
    let goes_on = matches!(signs.at(end), ' ' | '-') && is_digit(end + 1);
    let led = at.checked_sub(2).is_some_and(|from| signs.at(from + 1) == ' ' && is_digit(from));
    end > at + first
        && !goes_on
        && !led
        && signs.at(at) != '0'
        && !matches!(signs.before(at), '+' | ')' | '-')
        && !names::is_called(signs, at)
}

/// A Chinese numeral, with its end.
pub(super) fn numeral(signs: &Signs, at: usize) -> Option<(Value, usize)> {
    let mut end = at;
    while numerals::is_numeral(signs.at(end))
        && !(signs.at(end) == '兆' && words::follows_thousand(signs, end + 1))
        || end > at
            && signs.at(end) == '点'
            && numerals::is_numeral(signs.at(end + 1))
            && !is_point_word(signs, end)
    {
        end += 1;
    }
    let value = numerals::value(signs.folded.get(at..end)?)?;
    Some((value, end))
}

/// `三点一线`, `九点一刻`, `有几点一致`: no decimals stand behind that point.
fn is_point_word(signs: &Signs, point: usize) -> bool {
    signs.at(point + 1) == '一'
        && matches!(
            signs.at(point + 2),
            '线' | '刻'
                | '滴'
                | '一'
                | '个'
                | '些'
                | '起'
                | '同'
                | '直'
                | '定'
                | '致'
                | '样'
                | '般'
                | '到'
                | '至'
                | '次'
        )
        && !signs.ends(point.saturating_sub(1), "分之")
}

/// Whether a half belongs to a word: 上半年, 半夜, 大半, 一半.
pub(super) fn is_half_word(signs: &Signs, at: usize) -> bool {
    let behind_number = matches!(signs.before(at), '个' | '点' | '年' | '分')
        && (signs.before(at - 1).is_ascii_digit() || numerals::is_numeral(signs.before(at - 1)));
    behind_number
        || matches!(signs.before(at), '上' | '下' | '前' | '后' | '大' | '小' | '多' | '对' | '夜' | '一')
        || signs.any(
            at,
            &[
                "半径",
                "半数",
                "半年度",
                "半年报",
                "半岛",
                "半导",
                "半成",
                "半价",
                "半路",
                "半决",
                "半生",
                "半夜",
                "半山",
                "半日制",
                "半月谈",
            ],
        )
}
