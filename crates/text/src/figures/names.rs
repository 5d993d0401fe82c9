//! Numbers that are a part of a name and count nothing: weekdays, feasts, telephones, standards, `每百人`, `万元GDP`.

use super::english_spelled::word_before;
use super::english_words::{MONTHS, NAMED, STANDARDS};
use super::measures::measure;
use super::number::{Form, Number};
use super::numerals::power;
use super::signs::Signs;
use super::value::Value;
use super::words::FEASTS;
use crate::script::is_han;

/// Whether a number among Chinese words belongs to a name.
pub(super) fn is_part_of_name(signs: &Signs, one: &Number) -> bool {
    is_weekday(signs, one)
        || is_feast(signs, one)
        || is_dotted_day(signs, one)
        || is_service(signs, one)
        || is_per_unit(signs, one)
        || is_bare_power(signs, one)
        || is_room(signs, one)
        || is_plan(signs, one)
        || is_around_the_clock(signs, one)
        || signs.at(one.signs.end) == '角' && signs.before(one.signs.start) == '元'
        || one.form == Form::Arabic && is_behind_standard(signs, one.signs.start)
}

/// `周三`, `星期五`; but `每周三次`.
fn is_weekday(signs: &Signs, one: &Number) -> bool {
    let start = one.signs.start;
    let week = ["周", "星期", "礼拜"].iter().find(|week| signs.ends(start, week));
    let is_day = one.form == Form::Chinese && one.value <= Value::whole(6) && one.length == 1;
    let Some(week) = week.filter(|_| is_day) else { return false };
    let led = signs.before(start - week.chars().count());
    let counted =
        measure(signs, one.signs.end).is_some() && !signs.any(one.signs.end, &["上", "下", "起", "至", "例"]);
    !(counted && (matches!(led, '每' | '一') || signs.at(one.signs.end) == '个'))
}

/// `十一假期`, `双11`, `国庆十一`: days of feasts and of shopping.
fn is_feast(signs: &Signs, one: &Number) -> bool {
    let (start, end) = (one.signs.start, one.signs.end);
    let doubled = matches!(signs.before(start), '双')
        && one.value <= Value::whole(12)
        && measure(signs, end).is_none_or(|_| signs.any(end, &["期", "节", "大促"]));
    doubled
        || one.value <= Value::whole(31)
            && signs.longest(end, &FEASTS).is_some()
            && signs.before(start) != '第'
}

/// `3·15`, `9·18`: a day by its numbers.
fn is_dotted_day(signs: &Signs, one: &Number) -> bool {
    let is_dot = |at: usize| matches!(signs.at(at), '·' | '•' | '‧' | '・');
    let (start, end) = (one.signs.start, one.signs.end);
    let is_digit = |at: usize| signs.at(at).is_ascii_digit() || super::numerals::is_numeral(signs.at(at));
    one.length <= 2
        && (is_dot(end) && is_digit(end + 1) || start >= 2 && is_dot(start - 1) && is_digit(start - 2))
}

/// Telephones of services: `12345热线`, `110接警`, `撥打1933`.
fn is_service(signs: &Signs, one: &Number) -> bool {
    const KNOWN: [u128; 5] = [110, 119, 120, 122, 999];
    const BEHIND: [&str; 14] = [
        "热线",
        "专线",
        "平台",
        "接警",
        "报警",
        "报案",
        "出警",
        "急救",
        "指挥",
        "服务台",
        "求助",
        "联动",
        "举报电话",
        "电话",
    ];
    const CALLS: [&str; 9] = ["拨打", "拨", "致电", "电话", "呼叫", "打", "来电", "或", "热线"];
    let (start, end) = (one.signs.start, one.signs.end);
    if one.form != Form::Arabic
        || one.grouped
        || !(3..=5).contains(&one.length)
        || measure(signs, end).is_some()
    {
        return false;
    }
    let goes_on = (end..end + 8).take_while(|at| is_han(signs.at(*at)));
    let is_line = goes_on
        .into_iter()
        .any(|at| signs.any(at, &BEHIND) && (at == end || signs.any(at, &["热线", "专线", "平台", "电话"])));
    let called = CALLS.iter().any(|word| signs.ends(signs.skip_blanks_back(start), word));
    let known =
        one.value.denominator() == 1 && KNOWN.contains(&one.value.numerator()) && is_han(signs.at(end));
    is_line || called && !signs.ends(start, "或") || known && !is_count_led(signs, start)
}

fn is_count_led(signs: &Signs, start: usize) -> bool {
    ["共", "有", "达", "为", "了", "约", "近", "超", "逾", "计"].iter().any(|word| signs.ends(start, word))
}

/// `每百人`, `每10万人口`, `每千名学生`: what a rate is of.
fn is_per_unit(signs: &Signs, one: &Number) -> bool {
    let led = signs.ends(one.signs.start, "每") || signs.ends(one.signs.start, "每一");
    led && is_round(one.value) && !signs.any(one.signs.end, &["天", "年", "个月", "小时", "分钟", "日"])
}

/// Ten and its powers.
pub(super) fn is_round(value: Value) -> bool {
    let mut number = value.numerator();
    while number >= 10 && number.is_multiple_of(10) {
        number /= 10;
    }
    value.denominator() == 1 && number == 1 && value >= Value::whole(10)
}

/// `万元GDP能耗`, `百万吨死亡率`, `千人计划`: powers alone are a number only where words around say so.
fn is_bare_power(signs: &Signs, one: &Number) -> bool {
    let (start, end) = (one.signs.start, one.signs.end);
    let bare = one.form == Form::Chinese
        && !one.more
        && one.value >= Value::whole(100)
        && (start..end).all(|at| power(signs.at(at)).is_some());
    // `十亿元`, `十万元`: ten of such a power is a number; `每十万人` was put aside before.
    let ten = signs.at(start) == '十' && measure(signs, end).is_some() && !signs.any(end, &["人口", "火急"]);
    if !bare || ten {
        return false;
    }
    let behind = end + measure(signs, end).map_or(0, |it| it.length);
    let ends = !is_han(signs.at(behind)) && !signs.at(behind).is_ascii_alphanumeric();
    let told = ends || signs.any(behind, &["以上", "以下", "左右", "多", "余", "大关"]);
    let led = super::words::leads_power(signs, start);
    !(led || told && is_han(signs.before(start)) || told && signs.any(behind, &["以上", "以下", "左右"]))
}

/// `305室`, `12栋`: which one.
fn is_room(signs: &Signs, one: &Number) -> bool {
    one.form == Form::Arabic
        && one.length >= 3
        && signs.any(one.signs.end, &["室", "房间", "病房", "教室"])
        && !one.grouped
}

/// `十四五规划`: a plan of five years by its number.
fn is_plan(signs: &Signs, one: &Number) -> bool {
    let from = one.signs.start.saturating_sub(2);
    (from..=one.signs.start).any(|at| {
        signs.at(at) == '十'
            && matches!(signs.at(at + 1), '一' | '二' | '三' | '四' | '五')
            && signs.at(at + 2) == '五'
            && at + 3 >= one.signs.end
            && signs.any(
                at + 3,
                &["规划", "期间", "时期", "末", "以来", "开局", "收官", "”", "」", "计划", "目标"],
            )
    })
}

/// `24/7`, `7×24小时`.
pub(super) fn is_around_the_clock(signs: &Signs, one: &Number) -> bool {
    let (start, end) = (one.signs.start, one.signs.end);
    let is_link = |sign: char| matches!(sign, '/' | '×' | 'x' | '*');
    let is_digit = |at: usize| signs.at(at).is_ascii_digit();
    let hours = one.value == Value::whole(24) || one.value == Value::whole(7);
    hours
        && (is_link(signs.at(end)) && is_digit(end + 1)
            || start >= 2 && is_link(signs.before(start)) && is_digit(start - 2))
}

/// `ISO 9001:2015`, `GB/T 9704-2012`: the letters of a body of standards stand before.
pub(super) fn is_behind_standard(signs: &Signs, start: usize) -> bool {
    let mut at = start;
    // The year of a standard stands behind its number.
    if matches!(signs.before(at), ':' | '-' | '—' | '–' | '.') && signs.before(at - 1).is_ascii_digit() {
        at -= 1;
        while at > 0 && (signs.before(at).is_ascii_digit() || signs.before(at) == '.') {
            at -= 1;
        }
    }
    let end = if signs.before(signs.skip_blanks_back(at)) == '-' { at - 1 } else { at };
    let Some((mut word, from)) = word_before(signs, end) else { return false };
    if signs.before(from) == '/'
        && let Some((first, _)) = word_before(signs, from - 1)
    {
        word = first;
    }
    STANDARDS.has(&word) && !signs.before(from).is_ascii_digit()
}

/// `Covid-19`, `HR-12`, `under-25s`: letters and a dash stand before; but `mid-2015`.
pub(super) fn is_behind_dash(signs: &Signs, start: usize) -> bool {
    let dash = matches!(signs.before(start), '-' | '‑' | '–' | '—');
    let Some((word, _)) = word_before(signs, start.saturating_sub(1)).filter(|_| dash) else { return false };
    signs.before(start - 1).is_ascii_alphabetic()
        && signs.before(start) != '—'
        && !matches!(word.as_str(), "mid" | "pre" | "post" | "early" | "late" | "since" | "to" | "and" | "a")
}

/// `per 1,000 households`, `for every 100 beds`: what a rate is of.
pub(super) fn is_per(signs: &Signs, one: &Number) -> bool {
    let led =
        word_before(signs, one.signs.start).is_some_and(|(word, _)| matches!(word.as_str(), "per" | "every"));
    led && is_round(one.value)
}

/// Whether a word before a number says which one it is: `round 2`, `May 2`, `第2`.
pub(super) fn is_called(signs: &Signs, at: usize) -> bool {
    signs.before(at) == '第'
        || word_before(signs, at).is_some_and(|(word, _)| NAMED.has(&word) || MONTHS.has(&word))
}

/// `the 1990s`.
pub(super) fn is_decade(signs: &Signs, start: usize, end: usize) -> bool {
    end - start == 4
        && signs.at(start) != '0'
        && signs.at(end) == 's'
        && !signs.at(end + 1).is_ascii_alphanumeric()
        && signs.at(end - 1) == '0'
}
