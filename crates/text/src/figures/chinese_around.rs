//! What the words right beside a number among Chinese words say of it: how it is meant, what grew or shrank.

use super::figure::{Change, Direction, Qualifier};
use super::number::Number;
use super::signs::Signs;
use super::words::{BEFORE, BEHIND, CHANGES, TIMES, VERBS};
use crate::script::is_han;

/// What stands before the first of a range is meant of both: `约3至5万元`.
pub(super) fn of_range(signs: &Signs, found: &[Number], index: usize) -> Option<Qualifier> {
    let (first, last) = (found.get(index.checked_sub(1)?)?, found.get(index)?);
    let between = signs.folded.get(first.signs.end..last.signs.start)?;
    let between = between.iter().filter(|sign| !matches!(sign, '%' | '℃' | '元' | '岁')).collect::<String>();
    let (qualifier, _) = matches!(between.as_str(), "至" | "到" | "-" | "~" | "—" | "–" | "、")
        .then(|| qualifier_before(signs, first.signs.start))?;
    qualifier
}

/// What the words behind say of a value, and where they end.
pub(super) fn qualifier_behind(signs: &Signs, at: usize) -> (Option<Qualifier>, usize) {
    const WORDS: [&str; 12] =
        ["内容", "内部", "内设", "多次", "多名", "多个", "多种", "来自", "来到", "来访", "来信", "以下简称"];
    // `三分之一强`, `两成弱`.
    if matches!(signs.at(at), '强' | '弱') && !is_han(signs.at(at + 1)) {
        let qualifier = if signs.at(at) == '强' { Qualifier::MoreThan } else { Qualifier::Nearly };
        return (Some(qualifier), at + 1);
    }
    match signs.longest(at, &BEHIND) {
        Some((length, qualifier)) if !signs.any(at, &WORDS) => (Some(qualifier), at + length),
        _ => (None, at),
    }
}

/// The qualifier before a number, and where it begins.
pub(super) fn qualifier_before(signs: &Signs, at: usize) -> (Option<Qualifier>, usize) {
    let end = signs.skip_blanks_back(at);
    let Some((length, qualifier)) = signs.longest_before(end, &BEFORE) else { return (None, at) };
    let start = end - length;
    let is_other = is_word(signs, start, length, at);
    let is_noun =
        signs.has(start, "不足") && ["查找", "查摆", "指出"].iter().any(|verb| signs.ends(start, verb));
    if is_other || is_noun { (None, at) } else { (Some(qualifier), start) }
}

/// 经过3次, 通过3项, 附近3个, 签约3份: a sign that ends a word qualifies nothing; 上 does before round numbers only.
fn is_word(signs: &Signs, start: usize, length: usize, at: usize) -> bool {
    let (before, sign) = (signs.before(start), signs.at(start));
    if length > 1 {
        return false;
    }
    // Words that end so although their first sign leads numbers elsewhere.
    const ENDED: [(char, &str); 6] = [
        ('过', ""),
        ('近', "附最邻临靠亲"),
        ('约', "预契制邀签节违履毁续解条合公爽失和盟规俭简特"),
        ('超', "赶反"),
        ('逾', ""),
        ('多', "众许"),
    ];
    let is_ended = ENDED.iter().any(|(known, words)| *known == sign && words.contains(before));
    match sign {
        // `进度过九成`, `人数过万`.
        '过' => {
            let is_round =
                matches!(signs.at(at), '半' | '百' | '千' | '万' | '亿') || signs.at(at + 1) == '成';
            is_han(before)
                && before != '已'
                && !(is_round && matches!(before, '率' | '度' | '数' | '量' | '额' | '值' | '比' | '人'))
        }
        '上' => {
            !matches!(signs.at(at), '百' | '千' | '万' | '亿')
                || is_han(before) && !matches!(before, '有' | '达' | '了')
        }
        _ => is_ended,
    }
}

/// Direction and part in a change, and where the verb of change begins.
pub(super) fn change(signs: &Signs, at: usize) -> (Option<Direction>, Option<Change>, Option<usize>) {
    let mut end = without_date(signs, signs.skip_blanks_back(at));
    for _ in 0..2 {
        if let Some(length) = each_before(signs, end) {
            end -= length;
        }
    }
    let is_to = ["到", "至", "为"].iter().any(|word| signs.ends(end, word));
    if is_to || signs.ends(end, "了") {
        end -= 1;
    }
    if let Some((length, direction)) = signs.longest_before(end, &CHANGES) {
        let change = if is_to { Change::To } else { Change::By };
        return (Some(direction), Some(change), Some(end - length));
    }
    if let Some((direction, from)) = more_than_then(signs, end) {
        return (Some(direction), Some(Change::By), Some(from));
    }
    // `由12件降到5件`, `从上半年的12件增加到15件`, `由2014年的85%提高到2015年的93%`.
    let end = signs.skip_blanks_back(at);
    let passes = |at: &usize| is_han(signs.at(*at)) || signs.at(*at).is_ascii_digit();
    let from = (0..12).filter_map(|back| end.checked_sub(back + 1)).take_while(passes);
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

/// Before `2015年的`, which stands between a verb of change and its value.
fn without_date(signs: &Signs, end: usize) -> usize {
    let mut at = if signs.before(end) == '的' { end - 1 } else { end };
    while matches!(signs.before(at), '底' | '末' | '初' | '度') {
        at -= 1;
    }
    let unit = at;
    while at > 0 && (matches!(signs.before(at), '年' | '月' | '日') || signs.before(at).is_ascii_digit()) {
        at -= 1;
    }
    if matches!(signs.before(unit), '年' | '月' | '日') && signs.at(at).is_ascii_digit() {
        at
    } else {
        end
    }
}

/// `每小时`, `每名教师`, `人均` before a place, in characters.
pub(super) fn each_before(signs: &Signs, end: usize) -> Option<usize> {
    let each = (2..=5).find(|length| {
        end.checked_sub(*length).is_some_and(|from| {
            signs.at(from) == '每'
                && (from..end).all(|at| is_han(signs.at(at)) && !matches!(signs.at(at), '的' | '了' | '为'))
        })
    });
    each.filter(|length| {
        let from = end - length + 1;
        let unit = super::measures::measure(signs, from).map_or(0, |it| it.length);
        // `每百万件`.
        let numeral = (from..end)
            .take_while(|at| super::numerals::is_numeral(signs.at(*at)) || signs.at(*at).is_ascii_digit())
            .count();
        if numeral > 0
            && super::measures::measure(signs, from + numeral)
                .is_some_and(|it| from + numeral + it.length == end)
        {
            return true;
        }
        // 每季度, 每名教师, 每村; but 每公顷产量 holds the noun.
        unit + 1 == *length || *length == 2 || unit == 1 && *length <= 4
    })
}

/// `比去年多`, `较2019年少`, `比上年多走访`: more or less than at another time, and where that begins.
fn more_than_then(signs: &Signs, end: usize) -> Option<(Direction, usize)> {
    let verb = signs.longest_before(end, &VERBS).map_or(0, |(length, ())| length);
    [end, end - verb].into_iter().find_map(|end| {
        let direction = match signs.before(end) {
            '多' | '高' | '长' | '快' | '重' => Direction::Up,
            '少' | '低' | '短' | '慢' | '轻' => Direction::Down,
            _ => return None,
        };
        let from = end - 1;
        if let Some(than) = than_other(signs, from) {
            return Some((direction, than));
        }
        let compared = compared_before(signs, from).map(|length| from - length);
        let behind_date =
            (signs.before(from) == '年' && signs.before(from - 1).is_ascii_digit()).then_some(from);
        Some((direction, compared.or(behind_date)?))
    })
}

/// Where `较男生` begins that ends at a place: with whom something is compared.
fn than_other(signs: &Signs, end: usize) -> Option<usize> {
    let passes =
        |at: &usize| is_han(signs.at(*at)) && !matches!(signs.at(*at), '的' | '了' | '为' | '至' | '到');
    let back = (0..8).filter_map(|back| end.checked_sub(back + 1)).take_while(passes);
    let from = back.into_iter().find(|at| matches!(signs.at(*at), '比' | '较'))?;
    let is_word =
        matches!(signs.at(from + 1), '例' | '重' | '率' | '较' | '赛' | '为' | '大' | '小' | '多' | '高');
    (end > from + 2 && !is_word && !matches!(signs.before(from), '对' | '占' | '环' | '同')).then_some(from)
}

/// `比去年同期`, `较上学期` before a place, in characters.
pub(super) fn compared_before(signs: &Signs, end: usize) -> Option<usize> {
    if let Some(length) = numbered_time(signs, end) {
        return Some(length);
    }
    let (length, ()) = signs.longest_before(end, &TIMES)?;
    let from = end - length;
    let led = from.checked_sub(1).filter(|from| matches!(signs.at(*from), '比' | '较' | '与' | '同'));
    led.map(|from| end - from)
}

/// `较一季度`, `比2023年底`, `与去年第三季度`: a time with its number, in characters.
pub(super) fn numbered_time(signs: &Signs, end: usize) -> Option<usize> {
    let mut at = end;
    for tail in ["同期", "相比", "末", "底", "初", "份"] {
        if signs.ends(at, tail) {
            at -= tail.chars().count();
        }
    }
    let unit = ["季度", "学期", "学年", "年度", "年", "月", "轮", "次", "期", "批", "周"]
        .iter()
        .find(|unit| signs.ends(at, unit))?;
    at -= unit.chars().count();
    let number = at;
    while signs.before(at).is_ascii_digit() || super::numerals::is_numeral(signs.before(at)) {
        at -= 1;
    }
    if at == number {
        return None;
    }
    if signs.before(at) == '第' {
        at -= 1;
    }
    for lead in ["去年", "上年", "今年", "同年"] {
        if signs.ends(at, lead) {
            at -= lead.chars().count();
        }
    }
    matches!(signs.before(at), '比' | '较' | '与' | '同').then(|| end - at + 1)
}

/// Where the verb of change ends that begins at a place.
pub(super) fn change_end(signs: &Signs, at: usize) -> usize {
    at + signs.longest(at, &CHANGES).map_or(0, |(length, _)| length)
}

/// Where the sign of a negative number begins that stands right before a place: `-0.3%`, `零下5`.
pub(super) fn negative(signs: &Signs, start: usize) -> Option<usize> {
    if signs.ends(start, "零下") {
        return Some(start - 2);
    }
    let is_minus = matches!(signs.before(start), '-' | '−' | '－' | '﹣');
    let before = start.checked_sub(2).map_or(' ', |at| signs.at(at));
    let stands = !before.is_ascii_alphanumeric()
        && !matches!(before, '%' | ')' | '-' | '—')
        && super::numerals::power(before).is_none()
        && super::numerals::unit(before).is_none()
        && super::measures::measure(signs, start.saturating_sub(2))
            .is_none_or(|it| it.length != 1 || is_change(signs, start - 1));
    (is_minus && stands).then(|| start - 1)
}

/// Whether a verb of change ends at a place: `增长-0.3%`.
fn is_change(signs: &Signs, at: usize) -> bool {
    signs.longest_before(at, &CHANGES).is_some()
}
