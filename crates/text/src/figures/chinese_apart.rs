//! What a number among Chinese words is where it counts nothing: which one, a date, a code.

use super::figure::{Kind, Qualifier, Reading};
use super::measures::{Measure, measure};
use super::number::{Form, Number};
use super::signs::Signs;
use super::words::CALLED;
use crate::script::is_han;

/// Numbers of documents and standards, telephones, list marks.
pub(super) fn is_code(signs: &Signs, one: &Number) -> bool {
    let (start, end) = (one.signs.start, one.signs.end);
    let before = signs.before(start);
    let long = one.form == Form::Arabic && one.length >= 7 && !one.grouped && measure(signs, end).is_none();
    let dashed =
        before == '-' && signs.before(start - 1).is_ascii_alphanumeric() && measure(signs, end).is_none()
            || signs.at(end) == '-'
                && signs.at(end + 1).is_ascii_alphanumeric()
                && measure_after_dash(signs, end + 1).is_none();
    let dashed = dashed || before == '(' && signs.at(end) == ')' && signs.at(end + 1).is_ascii_digit();
    // `0800 123 456`.
    let grouped = before == ' ' && signs.before(start - 1).is_ascii_digit()
        || signs.at(end) == ' ' && signs.at(end + 1).is_ascii_digit() && signs.at(start) == '0';
    // `高二(3)班`, `K45+300`.
    let inside = before == '('
        && signs.at(end) == ')'
        && (signs.at(end + 1) == '班' || signs.before(start - 1).is_ascii_alphanumeric());
    let behind_plus = before == '+' && signs.before(start - 1).is_ascii_alphanumeric();
    let dashed =
        dashed || grouped || inside || behind_plus || signs.at(end) == '强' && is_han(signs.at(end + 1));
    let behind = signs.skip_blanks_back(start);
    let behind = if signs.before(behind) == ':' { behind - 1 } else { behind };
    let called = CALLED.iter().chain(&["身份证号"]).any(|word| signs.ends(behind, word));
    let called = called && measure(signs, end).is_none();
    let version = one.form == Form::Arabic && one.value.denominator() > 1 && signs.at(end) == '版'
        || signs.ends(behind, "版本");
    let listed = called || version || is_list_mark(signs, start, end);
    let standard = before == ' ' && signs.before(start - 1).is_ascii_alphabetic();
    long || dashed || listed || standard && measure(signs, signs.skip_blanks(end)).is_none()
}

fn measure_after_dash(signs: &Signs, mut at: usize) -> Option<Measure> {
    let goes_on = |at: usize| matches!(signs.at(at), '.' | ',') && signs.at(at + 1).is_ascii_digit();
    while signs.at(at).is_ascii_digit() || goes_on(at) && signs.raw(at..at + 1) != "，" {
        at += 1;
    }
    measure(signs, at)
}

/// `1.`, `（一）`, `一、` at the beginning of a line.
fn is_list_mark(signs: &Signs, start: usize, end: usize) -> bool {
    let head = (0..start).all(|at| signs.at(at).is_whitespace() || matches!(signs.at(at), '(' | '第'));
    let opened = start > 0 && signs.before(start) == '(';
    head && (opened && signs.at(end) == ')'
        || matches!(signs.at(end), '、' | '.' | ')' | '章' | '条' | '节') && signs.before(start) != '第'
        || head && matches!(signs.at(end), '章' | '节' | '条') && signs.before(start) == '第')
        || opened && signs.at(end) == ')' && end - start <= 2 && one_of_list(signs, end)
}

fn one_of_list(signs: &Signs, end: usize) -> bool {
    is_han(signs.at(end + 1)) && !is_han(signs.before(end.saturating_sub(3)))
}

fn plain(one: &Number, end: usize, unit: String, kind: Kind) -> Reading {
    Reading {
        end,
        value: one.value,
        unit,
        counted: None,
        kind,
        qualifier: Qualifier::Exact,
        direction: None,
        change: None,
        verb: None,
    }
}

/// `第三次`, `第一、二次`, `第1至3批`, `3楼`. The outer `None`: it is none.
pub(super) fn ordinal(signs: &Signs, one: &Number) -> Option<Option<Reading>> {
    let (start, end) = (one.signs.start, one.signs.end);
    let before = signs.skip_blanks_back(start);
    let chained = (2..6).any(|back| {
        start.checked_sub(back).is_some_and(|from| {
            signs.at(from) == '第'
                && (from + 1..start).all(|at| {
                    matches!(signs.at(at), '、' | '至' | '到' | '-' | '—' | '~' | '和' | '与' | '第')
                        || super::numerals::is_numeral(signs.at(at))
                        || signs.at(at).is_ascii_digit()
                })
        })
    });
    let is_number = signs.at(end) == '号'
        && (matches!(signs.before(start), '〕' | ']' | ')')
            || signs.has(end, "号文")
            || signs.has(end, "号楼")
            || signs.has(end, "号线")
            || signs.has(end, "号馆")
            || signs.has(end, "号门")
            || signs.has(end, "号厅")
            || is_han(signs.before(start))
                && !matches!(signs.before(start), '月' | '至' | '到' | '从' | '于' | '在'));
    // `某村3组`, `5队`: which one, where a place stands before.
    let of_place = signs.any(end, &["组", "队", "社", "栋", "单元", "巷", "弄"])
        && !signs.has(end, "社区")
        && one.form == Form::Arabic
        && ["村", "社区", "小区", "大队", "路", "街", "弄堂", "花园", "苑"]
            .iter()
            .any(|word| signs.ends(start, word));
    let is_number = is_number || of_place;
    // `第一小学` is a name.
    if signs.ends(before, "第")
        && ["小学", "中学", "医院", "人民医院", "幼儿园", "附属"].iter().any(|name| signs.has(end, name))
    {
        return Some(None);
    }
    // `第十二届全国人大三次会议`.
    let session = ["次会议", "次全会", "次全体会议"].iter().any(|name| signs.has(end, name))
        && (start.saturating_sub(14)..start).any(|at| signs.at(at) == '届');
    if signs.ends(before, "第") || chained || is_number || session {
        let at = signs.skip_blanks(end);
        let unit = measure(signs, at).map_or(0, |measure| measure.length);
        let unit = if is_number { 1 } else { unit };
        return Some(Some(plain(one, at + unit, signs.raw(at..at + unit), Kind::Ordinal)));
    }
    if let Some(length) = which(signs, one) {
        return Some(Some(plain(one, end + length, signs.raw(end..end + length), Kind::Ordinal)));
    }
    None
}

/// `一等奖`, `十九届四中全会`, `3楼`, `附件1`, `表2`: which one; the length of its unit.
fn which(signs: &Signs, one: &Number) -> Option<usize> {
    const MEETINGS: [&str; 16] = [
        "全国",
        "中央",
        "省委",
        "市委",
        "县委",
        "区委",
        "州委",
        "人大",
        "政协",
        "党代会",
        "全会",
        "委员会",
        "理事会",
        "董事会",
        "会议",
        "纪委",
    ];
    let (start, end) = (one.signs.start, one.signs.end);
    if one.value.denominator() > 1 || one.more || one.grouped {
        return None;
    }
    let grade = signs.at(end) == '等'
        && one.length == 1
        && matches!(signs.at(end + 1), '奖' | '功' | '品' | '兵' | '座' | '舱' | '残' | '伤' | '仓' | '助');
    let floor = signs.at(end) == '楼'
        && one.length <= 3
        && !matches!(signs.at(end + 1), '盘' | '宇' | '房' | '道' | '栋' | '市' | '长');
    let behind = end + 1;
    let session = signs.at(end) == '届'
        && (MEETINGS.iter().any(|name| signs.has(behind, name))
            || super::numerals::is_numeral(signs.at(behind)) && signs.has(behind + 1, "中全会"));
    if grade || floor || session {
        return Some(1);
    }
    let page =
        one.form == Form::Arabic && one.length <= 2 && measure(signs, signs.skip_blanks(end)).is_none();
    let annex = ["附件", "附表", "附录", "附图", "附则"]
        .iter()
        .any(|name| signs.ends(signs.skip_blanks_back(start), name));
    let table = matches!(signs.before(start), '表' | '图')
        && (!is_han(signs.before(start - 1))
            || matches!(signs.before(start - 1), '和' | '及' | '与' | '见' | '如' | '按' | '附'));
    (page && (annex || table)).then_some(0)
}

/// `2015年5月12日`, `5月`, `2015-05-12`, `9时30分`, `9:30`. Only the first number of a date is told.
pub(super) fn date(signs: &Signs, one: &Number) -> Option<Option<Reading>> {
    let (start, end) = (one.signs.start, one.signs.end);
    let whole = u32::try_from(one.value.numerator()).ok().filter(|_| one.value.denominator() == 1)?;
    if one.grouped || one.more {
        return None;
    }
    let unit = signs.at(end);
    let behind_date = |signs_before: &[char]| signs_before.contains(&signs.before(start));
    let year = (1000..2200).contains(&whole) && one.length == 4;
    let told = |kind| Some(Some(plain(one, end + 1, signs.raw(end..end + 1), kind)));
    if let Some(year) = school_year(signs, one) {
        return Some(year);
    }
    match unit {
        // `七年级` is which one and counts no years.
        '年' if signs.has(end, "年级") && whole < 13 => Some(None),
        '世' if whole <= 21 && signs.has(end, "世纪") => {
            Some(Some(plain(one, end + 2, signs.raw(end..end + 2), Kind::Date)))
        }
        '年' if signs.ends(start, "民国") || signs.ends(start, "公元") => told(Kind::Date),
        '季' if signs.has(end, "季度") && (1..=4).contains(&whole) && is_quarter(signs, start) => {
            Some(Some(plain(one, end + 2, signs.raw(end..end + 2), Kind::Date)))
        }
        '年' | '级' | '届' if year => told(Kind::Date),
        // `115年3月31日`, `115年度`: years of an era.
        '年' if one.length >= 2 && whole >= 10 && is_month(signs, end + 1) => told(Kind::Date),
        '年' if one.length == 3
            && (100..200).contains(&whole)
            && signs.any(end, &["年度", "年底", "年初"]) =>
        {
            told(Kind::Date)
        }
        '年' if (10..100).contains(&whole) && one.length == 2 && signs.has(end, "年代") => {
            told(Kind::Date)
        }
        '月' if (1..=12).contains(&whole) && is_behind_year(signs, start) => Some(None),
        '月' if (1..=12).contains(&whole) && !signs.has(end, "月余") => told(Kind::Date),
        '日' | '号' if (1..=31).contains(&whole) && behind_date(&['月']) => Some(None),
        '日' if (1..=31).contains(&whole) && !signs.has(end, "日内") && !is_span(signs, start) => {
            told(Kind::Date)
        }
        '号' if (1..=31).contains(&whole) => told(Kind::Date),
        '时' | '点' if whole <= 24 && one.length <= 2 && !signs.has(end, "点钟以") => told(Kind::Time),
        '分' if behind_date(&['时', '点']) && is_behind_hour(signs, start) => Some(None),
        // `2012—2014年`, `1至8月`: the unit stands behind the last one.
        _ if year_to(signs, one, year) => Some(Some(plain(one, end, "年".to_owned(), Kind::Date))),
        _ if month_to(signs, one, whole) => Some(Some(plain(one, end, "月".to_owned(), Kind::Date))),
        '-' | '/' | '.' if year && signs.at(end + 1).is_ascii_digit() => {
            Some(Some(plain(one, end, String::new(), Kind::Date)))
        }
        ':' if whole < 24 && one.form == Form::Arabic && signs.at(end + 1).is_ascii_digit() => {
            Some(Some(plain(one, end, String::new(), Kind::Time)))
        }
        _ if behind_date(&[':']) && start >= 2 && signs.before(start - 1).is_ascii_digit() => Some(None),
        _ => None,
    }
}

/// Whether a month of the calendar stands at a place.
fn is_month(signs: &Signs, at: usize) -> bool {
    let length = (at..)
        .take_while(|at| signs.at(*at).is_ascii_digit() || super::numerals::is_numeral(signs.at(*at)))
        .count();
    (1..=3).contains(&length) && signs.at(at + length) == '月'
}

/// `平均用时4分钟` has no hour before its minutes.
fn is_behind_hour(signs: &Signs, start: usize) -> bool {
    let before = start.checked_sub(2).map_or(' ', |at| signs.at(at));
    before.is_ascii_digit() || super::numerals::is_numeral(before)
}

/// `2025—2026学年`, `2025至2026学年度`, `114學年`: told once, by its first year.
pub(super) fn school_year(signs: &Signs, one: &Number) -> Option<Option<Reading>> {
    let (start, end) = (one.signs.start, one.signs.end);
    let length = |end: usize| {
        ["学年度", "学年", "年度"].iter().find(|name| signs.has(end, name)).map(|name| name.chars().count())
    };
    if one.form != Form::Arabic
        || one.grouped
        || !(3..=4).contains(&one.length)
        || one.value.denominator() > 1
    {
        return None;
    }
    let whole = one.value.numerator();
    if !((100..150).contains(&whole) || (1900..2200).contains(&whole)) {
        return None;
    }
    let is_link = |sign: char| matches!(sign, '—' | '-' | '–' | '~' | '至' | '到' | '/');
    if length(end).is_some() {
        let mut from = start;
        while is_link(signs.before(from)) {
            from -= 1;
        }
        if from < start && signs.before(from).is_ascii_digit() {
            return Some(None);
        }
        if signs.has(end, "学年") {
            return Some(Some(plain(one, end + 2, "学年".to_owned(), Kind::Date)));
        }
        return None;
    }
    let mut next = end;
    while is_link(signs.at(next)) && next < end + 2 {
        next += 1;
    }
    let behind = (next..).find(|at| !signs.at(*at).is_ascii_digit()).unwrap_or(next);
    let follows = next > end && (next + 2..=next + 4).contains(&behind) && length(behind).is_some();
    let unit = if signs.has(behind, "学年") { "学年" } else { "年" };
    follows.then(|| Some(plain(one, end, unit.to_owned(), Kind::Date)))
}

/// `2015年6月`: the year was told; of `今年六月` the month is.
fn is_behind_year(signs: &Signs, start: usize) -> bool {
    let before = start.checked_sub(2).map_or(' ', |at| signs.at(at));
    signs.before(start) == '年' && (before.is_ascii_digit() || super::numerals::is_numeral(before))
}

/// `历时五日`, `平均每案审理九十五日`: a length of time.
fn is_span(signs: &Signs, start: usize) -> bool {
    const WORDS: [&str; 20] = [
        "够", "需", "满", "仅", "历时", "为期", "平均", "连续", "逾", "超过", "约", "近", "不足", "少于",
        "多于", "拘留", "共", "休假", "停工", "最长",
    ];
    let behind = (start..start + 4).find(|at| signs.at(*at) == '日').unwrap_or(start);
    WORDS.iter().any(|word| signs.ends(start, word))
        || signs.any(behind + 1, &["拘留", "假期", "游", "之内", "行政拘留", "不等"])
}

/// `一季度` is a part of a year, `两季度` and `近四季度` are lengths of time.
fn is_quarter(signs: &Signs, start: usize) -> bool {
    signs.at(start) != '两' && !matches!(signs.before(start), '近' | '每' | '续' | '共' | '前' | '第')
}

/// The number behind a dash or a `至`, in digits, and what stands behind it.
fn to(signs: &Signs, end: usize) -> Option<(u32, usize)> {
    let mut at = end;
    while matches!(signs.at(at), '—' | '-' | '~' | '至' | '到') && at < end + 2 {
        at += 1;
    }
    let length = (at..).take_while(|at| signs.at(*at).is_ascii_digit()).count();
    let number: String = (at..at + length).map(|at| signs.at(at)).collect();
    (at > end).then_some(())?;
    Some((number.parse().ok()?, at + length))
}

fn year_to(signs: &Signs, one: &Number, year: bool) -> bool {
    year && to(signs, one.signs.end)
        .is_some_and(|(last, behind)| (1000..2200).contains(&last) && signs.at(behind) == '年')
}

fn month_to(signs: &Signs, one: &Number, whole: u32) -> bool {
    one.form == Form::Arabic
        && (1..=12).contains(&whole)
        && to(signs, one.signs.end).is_some_and(|(last, behind)| {
            (1..=12).contains(&last) && signs.at(behind) == '月' && !signs.has(behind, "月余")
        })
}
