//! What a number is among Chinese words.

use super::chinese_apart::{date, is_code, ordinal, school_year};
use super::chinese_around::{
    change, change_end, negative, numbered_time, of_range, qualifier_before, qualifier_behind,
};
use super::chinese_stands::{is_name, is_none, is_teller, stands};
use super::figure::{Change, Direction, Kind, Qualifier, Reading};
use super::measures::{Measure, measure};
use super::names::is_part_of_name;
use super::number::{Form, Number, Sort};
use super::signs::Signs;
use super::value::Value;
use super::words::{follows_half, is_currency};
use super::{counted, counted_before};
use crate::script::is_han;

/// What is said of a number by what stands around it; `None` if it is no figure.
pub(super) fn reading(signs: &Signs, found: &[Number], index: usize) -> Option<Reading> {
    let one = found.get(index)?;
    if let Some(year) = school_year(signs, one) {
        return year;
    }
    if is_none(signs, one) || is_teller(signs, one) {
        return None;
    }
    if one.sort == Sort::Rest || is_name(signs, one) || is_code(signs, one) || is_part_of_name(signs, one) {
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
    if let Some((half, of, halved)) = half(signs, at, next) {
        (value, end, unit, kind) = (value.plus(half_of_one()).unwrap_or(value), halved, half, of);
    } else if let Some((tenths, behind)) = corners(signs, one, end, &unit) {
        (value, end) = (value.plus(tenths).unwrap_or(value), behind);
    }
    if unit.is_empty() && one.form == Form::Arabic && signs.at(end) == '级' {
        (unit, end) = (signs.raw(end..end + 1), end + 1);
    }
    if unit.is_empty() && is_currency(signs.before(signs.skip_blanks_back(one.signs.start))) {
        let sign = signs.skip_blanks_back(one.signs.start) - 1;
        (unit, kind) = (signs.raw(sign..sign + 1), Kind::Amount);
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
    let about = one.is_some_and(|one| one.about);
    let Measured { value, mut unit, mut kind, end, qualifier, after } = measured;
    let minus = negative(signs, start);
    let (before_number, start) = qualifier_before(signs, minus.unwrap_or(start));
    let before_number = before_number.or_else(|| of_range(signs, found, index));
    let inside = more.then_some(Qualifier::MoreThan).or(about.then_some(Qualifier::About));
    let mut qualifier = qualifier.or(before_number).or(inside);
    if unit.is_empty()
        && let Some(shared) = shared_unit(signs, found, index)
    {
        (unit, kind) = shared;
    }
    let (mut direction, mut change, changed_at) = changed(signs, start, minus.is_some());
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
    let start = if is_currency(signs.before(start)) { start - 1 } else { start };
    let back_to = changed_at.unwrap_or(start);
    let back = counted_before::before(signs, floor(signs, found, index, back_to), back_to);
    let own_verb = changed_at.map(|at| signs.raw(at..change_end(signs, at))).filter(|verb| !verb.is_empty());
    if change.is_none() && back.direction.is_some() && ahead.is_none() {
        (direction, change) = (back.direction, Some(Change::By));
    }
    qualifier = qualifier.or(back.qualifier).or_else(|| qualifier_before(signs, back.words).0);
    let ahead = ahead.filter(|ahead| !(back.is_sure() && counted::is_act(ahead)));
    let around = Around { start, end, after, unit: &unit, kind, change, ends_span };
    let counted = counts(signs, &around, ahead, &back);
    let above = higher_than(signs, back_to, kind).filter(|_| change.is_none());
    let counted =
        if above.is_some() { None } else { counted.map(|noun| without_number_word(noun, kind, &unit)) };
    if above.is_some() {
        (direction, change) = (above.map(|(direction, _)| direction), Some(Change::By));
    }
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

/// What stands around a number that may say what is counted.
struct Around<'a> {
    start: usize,
    end: usize,
    after: usize,
    unit: &'a str,
    kind: Kind,
    change: Option<Change>,
    ends_span: bool,
}

/// What a figure counts: the noun ahead, or the one before.
fn counts(
    signs: &Signs,
    around: &Around<'_>,
    ahead: Option<String>,
    back: &counted_before::Before,
) -> Option<String> {
    let Around { start, end, after, unit, kind, change, ends_span } = *around;
    let is_part = matches!(kind, Kind::Duration | Kind::Age | Kind::Score);
    match ahead {
        // `分三批走访`: in how many parts.
        _ if is_in_parts(signs, start, unit) => None,
        // `自查报告（一式三份）`.
        _ if signs.ends(start, "(一式") => counted::thing_before(signs, start - 3),
        // `三年前的62.4%`: when it was.
        _ if kind == Kind::Duration && signs.any(end, &["前的", "后的", "前"]) && !signs.has(end, "前三") => {
            None
        }
        _ if ends_span && change.is_none() && (!back.is_time() || signs.has(end, "内的")) => None,
        // `为期7天的医学观察`, `65岁以上长者`.
        Some(ahead)
            if change.is_none()
                && (kind == Kind::Age && !back.is_age() && counted::is_person(&ahead)
                    || kind == Kind::Duration && signs.at(after) == '的') =>
        {
            Some(ahead)
        }
        // `赔余款1,170万元全数缴库`: money has its noun before it rather.
        Some(_) if kind == Kind::Amount && back.is_sure() && back.is_result() && !signs.has(after, "的") => {
            back.noun.clone()
        }
        Some(ahead) if !is_part && !matches!(change, Some(Change::By | Change::From)) => Some(ahead),
        None if change.is_none() && (back.is_agent(unit) || back.is_act_upon(unit)) => None,
        // Whoever spends money is not what it is spent on.
        None if kind == Kind::Amount && change.is_none() && back.acted && !back.is_result() => None,
        _ if is_part && change.is_none() && (back.apart || back.verb.is_some()) && !back.is_time() => None,
        _ => back.noun.clone(),
    }
}

/// What grew or shrank. A negative number turns that round: `增长-0.3%` is a decrease; degrees below nought are no change.
fn changed(
    signs: &Signs,
    start: usize,
    is_negative: bool,
) -> (Option<Direction>, Option<Change>, Option<usize>) {
    let (direction, part, from) = change(signs, start);
    match direction {
        _ if !is_negative => (direction, part, from),
        Some(Direction::Down) => (Some(Direction::Up), part, from),
        _ => (Some(Direction::Down), part, from),
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
    !is_name(signs, one)
        && !is_part_of_name(signs, one)
        && (one.form != Form::Chinese || stands(signs, one, measure))
}

/// `3个半小时`, `两年半`, `3公里半`, `6分半钟`: the unit without its half, its sort, and the end.
fn half(signs: &Signs, at: usize, next: usize) -> Option<(String, Kind, usize)> {
    let whole = |at: usize| {
        measure(signs, at).filter(|it| matches!(it.kind, Kind::Duration | Kind::Amount) && at < next)
    };
    if signs.has(at, "个半") {
        if signs.has(at + 2, "月") {
            return Some((signs.raw(at..at + 1) + &signs.raw(at + 2..at + 3), Kind::Duration, at + 3));
        }
        let unit = whole(at + 2)?;
        return Some((signs.raw(at + 2..at + 2 + unit.length), unit.kind, at + 2 + unit.length));
    }
    if signs.has(at, "分半钟") {
        return Some((signs.raw(at..at + 1) + &signs.raw(at + 2..at + 3), Kind::Duration, at + 3));
    }
    let unit = whole(at)?;
    let end = at + unit.length;
    let is_half = signs.at(end) == '半' && (!is_han(signs.at(end + 1)) || follows_half(signs, end + 1));
    is_half.then(|| (signs.raw(at..end), unit.kind, end + 1))
}

/// `2元5角`: the tenths behind the yuan, and the end.
fn corners(signs: &Signs, one: &Number, end: usize, unit: &str) -> Option<(Value, usize)> {
    if unit != "元" || one.value.denominator() != 1 {
        return None;
    }
    let digit =
        signs.at(end).to_digit(10).map(u128::from).or_else(|| super::numerals::unit(signs.at(end)))?;
    let is_corner = signs.at(end + 1) == '角' && !signs.at(end.saturating_sub(1)).is_ascii_digit();
    is_corner.then_some((Value::fraction(digit, 10)?, end + 2))
}

fn half_of_one() -> Value {
    Value::fraction(1, 2).unwrap_or(Value::whole(0))
}

/// Where the number before and its unit end.
fn floor(signs: &Signs, found: &[Number], index: usize, to: usize) -> usize {
    let earlier = found.get(..index).unwrap_or_default().iter().rev();
    let behind = |one: &Number| {
        let at = signs.skip_blanks(one.signs.end);
        at + measure(signs, at).map_or(0, |measure| measure.length)
    };
    // A time with which something is compared parts nothing: `毕业率较第三季度提高`.
    let parts = |one: &&Number| is_figure(signs, one) && numbered_time(signs, behind(one)).is_none();
    earlier.filter(|one| one.signs.end <= to).find(parts).map_or(0, behind)
}

/// What stands between numbers that have their unit in common.
fn is_list(between: &[char]) -> bool {
    matches!(between, ['、' | '-' | '~' | '—' | '–' | '至' | '到' | '和' | '或' | '/'] | ['—', '—'])
}

/// In `12、15、18个` all have the unit of the last.
fn shared_unit(signs: &Signs, found: &[Number], index: usize) -> Option<(String, Kind)> {
    let mut here = index;
    while let (Some(one), Some(next)) = (found.get(here), found.get(here + 1)) {
        let between = signs.folded.get(one.signs.end..next.signs.start)?;
        // Two that stand side by side, `两三个`, have all in common.
        if !(is_list(between) || between.is_empty() && next.about) {
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

/// `分三批`, `分2期`: in how many parts something is done.
fn is_in_parts(signs: &Signs, start: usize, unit: &str) -> bool {
    signs.before(start) == '分'
        && !["部分", "得分", "积分", "评分", "打分", "百分", "满分", "区分", "处分"]
            .iter()
            .any(|word| signs.ends(start, word))
        && matches!(
            unit,
            "批" | "期"
                | "组"
                | "組"
                | "次"
                | "轮"
                | "輪"
                | "类"
                | "類"
                | "步"
                | "段"
                | "路"
                | "片"
                | "层"
                | "層"
                | "个组"
                | "部分"
                | "批次"
        )
}

/// `会议数量减少18场` are meetings.
fn without_number_word(noun: String, kind: Kind, unit: &str) -> String {
    let plain =
        noun.strip_suffix("数量").or(noun.strip_suffix("數量")).filter(|plain| plain.chars().count() > 1);
    match plain {
        Some(plain) if kind == Kind::Count && !unit.is_empty() => plain.to_owned(),
        _ => noun,
    }
}

/// `高于全省平均水平0.6个百分点`: by how much more than something else.
fn higher_than(signs: &Signs, start: usize, kind: Kind) -> Option<(Direction, usize)> {
    if kind != Kind::Share {
        return None;
    }
    let back = (2..14).filter_map(|back| start.checked_sub(back)).take_while(|at| is_han(signs.at(*at)));
    let than = back
        .into_iter()
        .find(|at| signs.any(*at, &["高于", "低于", "优于", "好于", "高出", "快于", "慢于"]))?;
    let is_down = signs.any(than, &["低于", "慢于"]);
    let is_least = matches!(signs.before(than), '不' | '得');
    (start > than + 3 && !is_least).then_some((if is_down { Direction::Down } else { Direction::Up }, than))
}
