//! Whether a numeral among Chinese words is a number, or a part of a word, a name or a slogan.

use super::chinese_around::qualifier_before;
use super::measures::Measure;
use super::number::{Form, Number, Sort};
use super::signs::Signs;
use super::value::Value;
use super::words::NAMES;
use crate::script::is_han;

/// Whether a Chinese numeral is a number here and not a part of a word.
pub(super) fn stands(signs: &Signs, one: &Number, measure: Option<Measure>) -> bool {
    if one.sort != Sort::Plain || one.more || one.about || one.value.denominator() > 1 {
        return true;
    }
    let (start, end) = (one.signs.start, one.signs.end);
    let before = signs.before(start);
    let is_one = one.value == Value::whole(1);
    // `人数超两千，`: a round number behind a qualifier needs no measure word.
    let Some(measure) = measure else {
        // `四男两女`.
        let is_sex = matches!(signs.at(end), '男' | '女') && one.value > Value::whole(1);
        if is_sex && (!is_han(signs.at(end + 1)) || super::numerals::is_numeral(signs.at(end + 1))) {
            return true;
        }
        let is_told = !is_han(signs.at(end)) && qualifier_before(signs, start).0.is_some();
        if is_told && one.value >= Value::whole(10) {
            return true;
        }
        // `三十县`: ten and more stand before a noun without a measure word.
        return one.length >= 2
            && one.value >= Value::whole(11)
            && one.value.denominator() == 1
            && is_han(signs.at(end))
            && !matches!(before, '第' | '统')
            && !is_several(signs, one);
    };
    if matches!(before, '几' | '好' | '唯' | '统' | '逐' | '专' | '其' | '之' | '同' | '任' | '初' | '某')
        && one.value < Value::whole(11)
        || before == '几'
        || is_several(signs, one)
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
    counts_one(signs, start, end, &word)
}

/// One is an article more often than a number.
fn counts_one(signs: &Signs, start: usize, end: usize, word: &str) -> bool {
    let before = signs.before(start);
    let told =
        ["仅", "只", "只有", "共", "仅有", "各", "至少", "每月", "每周", "每年", "每季度", "另有", "还有"]
            .iter()
            .any(|word| signs.ends(start, word));
    let told = told || signs.has(end, "个半");
    let pair = signs.has(end + 1, "一") || signs.ends(start.saturating_sub(1), "一");
    let counts = matches!(
        word,
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
        || word == "年" && matches!(before, '上' | '下' | '前' | '后' | '新' | '同' | '头' | '另')
        || before == '那'
        || before == '每'
        || before == '有';
    !pair && !idiom && (told || counts)
}

/// `数十个` is no number; `人数三十七` is one.
fn is_several(signs: &Signs, one: &Number) -> bool {
    let start = one.signs.start;
    let is_noun = start >= 2
        && (matches!(
            signs.at(start - 2),
            '人' | '户' | '总' | '次' | '件' | '例' | '个' | '宗' | '家' | '天' | '位' | '辆' | '间'
        ) || crate::script::word_rank(signs.at(start - 2), '数').is_some());
    let bare = super::numerals::power(signs.at(start)).is_some();
    signs.before(start) == '数'
        && (bare && !(is_noun && one.length > 1) || !bare && !is_noun && one.length == 1)
}

/// Whether a numeral belongs to a name or to a slogan in quotation marks.
pub(super) fn is_name(signs: &Signs, one: &Number) -> bool {
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

/// `无一例死亡`, `没有1人掉队`: not one of them; that counts nothing.
pub(super) fn is_none(signs: &Signs, one: &Number) -> bool {
    const WORDS: [&str; 8] = ["无", "没有", "未有", "未发生", "毫无", "未出现", "没", "未见"];
    one.value == Value::whole(1)
        && one.sort == Sort::Plain
        && WORDS.iter().any(|word| signs.ends(one.signs.start, word))
        && super::measures::measure(signs, one.signs.end).is_some()
}

/// `一名职工说`, `一位家长告诉记者`: whoever tells something is not counted.
pub(super) fn is_teller(signs: &Signs, one: &Number) -> bool {
    const TELLS: [&str; 16] = [
        "说",
        "告诉",
        "回忆",
        "分享",
        "讲述",
        "介绍说",
        "感慨",
        "坦言",
        "表示",
        "谈到",
        "讲到",
        "说起",
        "提到",
        "写道",
        "反映说",
        "讲起",
    ];
    if one.value != Value::whole(1)
        || one.form != Form::Chinese
        || !matches!(signs.at(one.signs.end), '名' | '位')
    {
        return false;
    }
    let noun = (one.signs.end + 1..one.signs.end + 9).take_while(|at| is_han(signs.at(*at)));
    noun.skip(1).any(|at| signs.any(at, &TELLS)) && !is_han(signs.before(one.signs.start))
}
