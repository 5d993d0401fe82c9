//! What a number is among Chinese words.

use super::chinese_apart::{date, is_code, ordinal};
use super::counted;
use super::figure::{Change, Direction, Kind, Qualifier, Reading};
use super::measures::{Measure, measure};
use super::number::{Form, Number, Sort};
use super::signs::Signs;
use super::value::Value;
use super::words::{BEFORE, BEHIND, CHANGES, NAMES};
use crate::script::is_han;

/// What is said of a number by what stands around it; `None` if it is no figure.
pub(super) fn reading(signs: &Signs, found: &[Number], index: usize) -> Option<Reading> {
    let one = found.get(index)?;
    if one.sort == Sort::Rest || is_name(signs, one) || is_code(signs, one) {
        return None;
    }
    if let Some(reading) = ordinal(signs, one).or_else(|| date(signs, one)) {
        return reading;
    }
    let next = next(signs, found, index);
    let at = signs.skip_blanks(one.signs.end);
    let measure = measure(signs, at).filter(|_| at < next);
    if one.form == Form::Chinese && !stands(signs, one, measure) {
        return None;
    }
    Some(figure(signs, found, index, measured(signs, one, at, measure, next)))
}

/// A number with its unit.
struct Measured {
    value: Value,
    unit: String,
    kind: Kind,
    end: usize,
    /// What the words behind say of the value, and where they end.
    qualifier: Option<Qualifier>,
    after: usize,
}

fn measured(signs: &Signs, one: &Number, at: usize, measure: Option<Measure>, next: usize) -> Measured {
    let (mut qualifier, behind) = qualifier_behind(signs, at);
    let (mut unit, mut kind, mut end) = (String::new(), Kind::Count, one.signs.end);
    // `20%以上`, and `20余名`.
    let later = || {
        super::measures::measure(signs, behind)
            .filter(|_| behind > at && behind < next)
            .map(|it| (it, behind))
    };
    if let Some((measure, from)) = measure.map(|it| (it, at)).or_else(later) {
        end = from + measure.length;
        (unit, kind) = (signs.raw(from..end), measure.kind);
        if from == at {
            qualifier = None;
        }
    }
    let mut value = one.value;
    if let Some((half, halved)) = half(signs, at, next) {
        (value, end, unit, kind) = (value.plus(half_of_one()).unwrap_or(value), halved, half, Kind::Duration);
    }
    let (behind_unit, after) = if unit.is_empty() { (None, behind) } else { qualifier_behind(signs, end) };
    // `两年来` is no "about".
    let (behind_unit, after) = if signs.at(end) == '来' { (None, end) } else { (behind_unit, after) };
    (kind, unit) = match one.sort {
        Sort::PerCent => (Kind::Share, "%".to_owned()),
        Sort::PerMille => (Kind::Share, "‰".to_owned()),
        Sort::Fraction => (Kind::Share, unit),
        Sort::ToOne => (Kind::Ratio, unit),
        _ if unit == "％" => (Kind::Share, "%".to_owned()),
        _ => (kind, unit),
    };
    Measured { value, unit, kind, end, qualifier: qualifier.or(behind_unit), after }
}

fn figure(signs: &Signs, found: &[Number], index: usize, measured: Measured) -> Reading {
    let (one, next) = (found.get(index), next(signs, found, index));
    let (start, sort) = one.map_or((0, Sort::Plain), |one| (one.signs.start, one.sort));
    let more = one.is_some_and(|one| one.more);
    let Measured { value, mut unit, mut kind, end, qualifier, after } = measured;
    let (before_number, start) = qualifier_before(signs, start);
    let mut qualifier = qualifier.or(before_number).or(more.then_some(Qualifier::MoreThan));
    if unit.is_empty()
        && let Some(shared) = shared_unit(signs, found, index)
    {
        (unit, kind) = shared;
    }
    let (mut direction, mut change, changed_at) = change(signs, start);
    let ahead = if sort == Sort::ToOne || change == Some(Change::From) {
        None
    } else if unit == "票" {
        counted::vote(signs, after)
    } else {
        counted::behind(signs, after, next)
    };
    let ends_span = kind == Kind::Duration
        && (signs.any(after, &["前", "后", "新高", "新低", "以来", "来", "间", "内"])
            || signs.any(end, &["内", "以内", "之内"]));
    let back = counted::before(signs, floor(signs, found, index), changed_at.unwrap_or(start));
    let own_verb = changed_at.map(|at| signs.raw(at..change_end(signs, at))).filter(|verb| !verb.is_empty());
    if change.is_none() && back.direction.is_some() && ahead.is_none() {
        (direction, change) = (back.direction, Some(Change::By));
    }
    qualifier = qualifier.or_else(|| qualifier_before(signs, back.words).0);
    let is_part = matches!(kind, Kind::Duration | Kind::Age | Kind::Score);
    let ahead = ahead.filter(|ahead| !(back.is_sure() && counted::is_act(ahead)));
    let counted = match ahead {
        _ if ends_span && change.is_none() => None,
        Some(ahead) if !is_part && !matches!(change, Some(Change::By | Change::From)) => Some(ahead),
        // Whoever spends money is not what it is spent on.
        None if kind == Kind::Amount && change.is_none() && back.acted => None,
        _ if is_part && change.is_none() && (back.apart || back.verb.is_some()) => None,
        _ => back.noun,
    };
    Reading {
        end,
        value,
        unit,
        counted,
        kind,
        qualifier: qualifier.unwrap_or(Qualifier::Exact),
        direction,
        change,
        verb: own_verb.or(back.verb),
    }
}

/// Where the next number begins that is a figure.
fn next(signs: &Signs, found: &[Number], index: usize) -> usize {
    let rest = found.get(index + 1..).unwrap_or_default();
    rest.iter().find(|one| is_figure(signs, one)).map_or(signs.len(), |next| next.signs.start)
}

/// A numeral that is a part of a word is none: 一般隐患, 五保供养, 一线职工.
fn is_figure(signs: &Signs, one: &Number) -> bool {
    let measure = measure(signs, signs.skip_blanks(one.signs.end));
    !is_name(signs, one) && (one.form != Form::Chinese || stands(signs, one, measure))
}

/// `3个半小时`, `两年半`: the unit without its half, and the end.
fn half(signs: &Signs, at: usize, next: usize) -> Option<(String, usize)> {
    let whole = |at: usize| measure(signs, at).filter(|it| it.kind == Kind::Duration && at < next);
    if signs.has(at, "个半") {
        if signs.has(at + 2, "月") {
            return Some(("个月".to_owned(), at + 3));
        }
        let length = whole(at + 2)?.length;
        return Some((signs.raw(at + 2..at + 2 + length), at + 2 + length));
    }
    let end = at + whole(at)?.length;
    let is_half = signs.at(end) == '半' && !is_han(signs.at(end + 1)) || signs.has(end, "半以");
    is_half.then(|| (signs.raw(at..end), end + 1))
}

fn half_of_one() -> Value {
    Value::fraction(1, 2).unwrap_or(Value::whole(0))
}

/// Where the number before and its unit end.
fn floor(signs: &Signs, found: &[Number], index: usize) -> usize {
    let last = found.get(..index).unwrap_or_default().iter().rev().find(|one| is_figure(signs, one));
    let Some(last) = last else { return 0 };
    let at = signs.skip_blanks(last.signs.end);
    at + measure(signs, at).map_or(0, |measure| measure.length)
}

/// In `12、15、18个` all have the unit of the last.
fn shared_unit(signs: &Signs, found: &[Number], index: usize) -> Option<(String, Kind)> {
    let mut here = index;
    while let (Some(one), Some(next)) = (found.get(here), found.get(here + 1)) {
        let between = signs.folded.get(one.signs.end..next.signs.start)?;
        if !matches!(between, ['、' | '-' | '~' | '—' | '至' | '到' | '和' | '或' | '/'] | ['—', '—'])
        {
            return None;
        }
        let at = signs.skip_blanks(next.signs.end);
        if let Some(measure) = measure(signs, at) {
            return Some((signs.raw(at..at + measure.length), measure.kind));
        }
        here += 1;
    }
    None
}

fn qualifier_behind(signs: &Signs, at: usize) -> (Option<Qualifier>, usize) {
    const WORDS: [&str; 12] =
        ["内容", "内部", "内设", "多次", "多名", "多个", "多种", "来自", "来到", "来访", "来信", "以下简称"];
    match signs.longest(at, &BEHIND) {
        Some((length, qualifier)) if !signs.any(at, &WORDS) => (Some(qualifier), at + length),
        _ => (None, at),
    }
}

/// The qualifier before a number, and where it begins.
fn qualifier_before(signs: &Signs, at: usize) -> (Option<Qualifier>, usize) {
    let end = signs.skip_blanks_back(at);
    let Some((length, qualifier)) = signs.longest_before(end, &BEFORE) else { return (None, at) };
    let start = end - length;
    let before = signs.before(start);
    // 经过3次, 通过3项, 附近3个: no qualifiers; 上 is one before round numbers only.
    let is_other = match signs.at(start) {
        _ if length > 1 => false,
        '过' => is_han(before) && before != '已',
        '近' => matches!(before, '附' | '最' | '邻' | '临'),
        '上' => {
            !matches!(signs.at(at), '百' | '千' | '万' | '亿')
                || is_han(before) && !matches!(before, '有' | '达' | '了')
        }
        '约' => matches!(before, '预' | '契' | '制' | '邀'),
        '超' => before == '赶',
        _ => false,
    };
    let is_noun =
        signs.has(start, "不足") && ["查找", "查摆", "指出"].iter().any(|verb| signs.ends(start, verb));
    if is_other || is_noun { (None, at) } else { (Some(qualifier), start) }
}

/// Direction and part in a change, and where the verb of change begins.
fn change(signs: &Signs, at: usize) -> (Option<Direction>, Option<Change>, Option<usize>) {
    let mut end = signs.skip_blanks_back(at);
    let is_to = ["到", "至", "为"].iter().any(|word| signs.ends(end, word));
    if is_to || signs.ends(end, "了") {
        end -= 1;
    }
    if let Some((length, direction)) = signs.longest_before(end, &CHANGES) {
        let change = if is_to { Change::To } else { Change::By };
        return (Some(direction), Some(change), Some(end - length));
    }
    // `由12件降到5件`, `从上半年的12件增加到15件`.
    let end = signs.skip_blanks_back(at);
    let from = (0..8).filter_map(|back| end.checked_sub(back + 1)).take_while(|at| is_han(signs.at(*at)));
    let from = from.into_iter().find(|at| matches!(signs.at(*at), '从' | '由'));
    let ahead = (at..(at + 24).min(signs.len())).take_while(|at| !matches!(signs.at(*at), '。' | ';'));
    let rises = |at: usize| {
        let (length, direction) = signs.longest(at, &CHANGES)?;
        matches!(signs.at(at + length), '到' | '至' | '为').then_some(direction)
    };
    match (from, ahead.into_iter().find_map(rises)) {
        (Some(from), Some(direction)) => (Some(direction), Some(Change::From), Some(from)),
        _ => (None, None, None),
    }
}

fn change_end(signs: &Signs, at: usize) -> usize {
    at + signs.longest(at, &CHANGES).map_or(0, |(length, _)| length)
}

/// Whether a Chinese numeral is a number here and not a part of a word.
fn stands(signs: &Signs, one: &Number, measure: Option<Measure>) -> bool {
    if one.sort != Sort::Plain || one.more {
        return true;
    }
    let (start, end) = (one.signs.start, one.signs.end);
    let before = signs.before(start);
    let is_one = one.value == Value::whole(1);
    let Some(measure) = measure else {
        // `三十县`: ten and more stand before a noun without a measure word.
        return one.length >= 2
            && one.value >= Value::whole(11)
            && one.value.denominator() == 1
            && is_han(signs.at(end))
            && !matches!(before, '第' | '统' | '数');
    };
    if matches!(
        before,
        '数' | '几' | '好' | '唯' | '统' | '逐' | '专' | '其' | '之' | '同' | '任' | '初' | '某'
    ) && one.value < Value::whole(11)
        || matches!(before, '几' | '数')
    {
        return false;
    }
    let word = signs.raw(end..end + measure.length);
    if !is_one {
        // 十分 is "very", 两手 and the like have no measure word.
        return !(signs.has(start, "十分")
            || signs.has(start, "万分")
            || signs.has(start, "百分")
            || signs.has(start, "千万个"));
    }
    // One is an article more often than a number.
    let told =
        ["仅", "只", "只有", "共", "仅有", "各", "至少", "每月", "每周", "每年", "每季度", "另有", "还有"]
            .iter()
            .any(|word| signs.ends(start, word));
    let pair = signs.has(end + 1, "一") || signs.ends(start.saturating_sub(1), "一");
    let counts = matches!(
        word.as_str(),
        "件" | "家"
            | "户"
            | "場"
            | "场"
            | "次"
            | "年"
            | "天"
            | "周"
            | "个月"
            | "個月"
            | "小时"
            | "小時"
            | "票"
            | "倍"
            | "番"
            | "亩"
            | "名"
            | "人"
            | "例"
            | "處"
            | "处"
            | "%"
    );
    let idiom = signs.has(end, "次性")
        || signs.has(end, "人一")
        || signs.has(end, "天天")
        || signs.has(end, "家人")
        || signs.has(end, "年一度")
        || signs.has(end, "处处")
        || before == '这'
        || before == '那'
        || before == '每'
        || before == '有';
    !pair && !idiom && (told || counts)
}

/// Whether a numeral belongs to a name or to a slogan in quotation marks.
fn is_name(signs: &Signs, one: &Number) -> bool {
    let (start, end) = (one.signs.start, one.signs.end);
    let from = start.saturating_sub(5);
    let in_name = (from..=start).any(|at| {
        signs.longest(at, &NAMES).is_some_and(|(length, ())| at + length >= end && at + length > start)
    });
    in_name || one.form == Form::Chinese && is_quoted(signs, start)
}

/// A numeral within a short quotation is a part of its name.
fn is_quoted(signs: &Signs, at: usize) -> bool {
    let opened = (1..=8).find(|back| {
        at.checked_sub(*back).is_some_and(|at| matches!(signs.at(at), '“' | '「' | '《' | '‘' | '"'))
    });
    let Some(back) = opened else { return false };
    let from = at - back;
    let closed = (from + 1..from + 12).find(|at| matches!(signs.at(*at), '”' | '」' | '》' | '’' | '"'));
    closed.is_some_and(|closed| closed > at)
        && (from + 1..at).all(|at| !matches!(signs.at(at), '”' | '」' | '》' | '’' | ',' | '。'))
}
