//! What the words right beside a number among Chinese words say of it: how it is meant, what grew or shrank.

use super::figure::{Change, Direction, Qualifier};
use super::number::Number;
use super::signs::Signs;
use super::words::{BEFORE, BEHIND, CHANGES};
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
        '过' => is_han(before) && before != '已',
        '上' => {
            !matches!(signs.at(at), '百' | '千' | '万' | '亿')
                || is_han(before) && !matches!(before, '有' | '达' | '了')
        }
        _ => is_ended,
    }
}

/// Direction and part in a change, and where the verb of change begins.
pub(super) fn change(signs: &Signs, at: usize) -> (Option<Direction>, Option<Change>, Option<usize>) {
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

/// Where the verb of change ends that begins at a place.
pub(super) fn change_end(signs: &Signs, at: usize) -> usize {
    at + signs.longest(at, &CHANGES).map_or(0, |(length, _)| length)
}
