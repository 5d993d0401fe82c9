//! What a Chinese figure counts: the noun behind it.

use std::ops::Range;

use super::figure::Direction;
use super::signs::Signs;
use super::words::{NOUNS, STOPS, VERBS, is_in_word};
use crate::script::{is_han, is_verb, word_rank};

/// Longest noun that is told, in characters.
pub(super) const LONGEST: usize = 16;

/// How votes are cast: `186票赞成`.
const VOTES: [&str; 5] = ["赞成", "反对", "弃权", "同意", "无效"];

/// Whether a stop or a verb stands here that is not the beginning of a noun.
fn stop(signs: &Signs, start: usize, at: usize) -> bool {
    // Acts are counted in some units only: `15个村走访`, but `3次专项督查`.
    let of_acts = || {
        at == start
            || matches!(signs.before(start), '次' | '轮' | '场' | '期' | '项' | '批' | '类' | '种' | '件')
    };
    // `缺陷`, `交通`: a sign that ends nouns and begins a word here.
    let begins_word = matches!(signs.at(at), '缺' | '交' | '能' | '随' | '给' | '没')
        && word_rank(signs.at(at), signs.at(at + 1)).is_some()
        && !is_verb(signs.at(at), signs.at(at + 1));
    signs.longest(at, &NOUNS).is_none()
        && (signs.longest(at, &STOPS).is_some() && !begins_word
            || signs.longest(at, &VERBS).is_some()
                && !(of_acts() && is_noun_end(signs, at))
                && !is_noun_of_verb(signs, start, at))
}

/// `督导员`, `检测点`, `培训活动`: a verb that begins a noun.
fn is_noun_of_verb(signs: &Signs, start: usize, at: usize) -> bool {
    let behind = at + signs.longest(at, &VERBS).map_or(0, |(length, ())| length);
    let made = is_made_noun(signs, behind) && !is_in_word(signs, behind + 1);
    let joined = at == start
        && word_rank(signs.at(behind), signs.at(behind + 1)).is_some()
        && !is_verb(signs.at(behind), signs.at(behind + 1))
        && signs.longest(behind, &STOPS).is_none()
        && !is_han(signs.at(behind + 2));
    made || joined
        && matches!(signs.before(start), '次' | '轮' | '场' | '期' | '项' | '批' | '类' | '种' | '份')
}

/// A verb right before the end of the clause is a noun: `3次评估`, `2轮督查`.
fn is_noun_end(signs: &Signs, at: usize) -> bool {
    let length = signs.longest(at, &VERBS).map_or(0, |(length, ())| length);
    // `分三批走访14个`: a verb with its own number.
    let governs = signs.at(at + length).is_ascii_digit();
    !is_han(signs.at(at + length)) && !governs
        || matches!(signs.at(at + length), '和' | '与' | '及' | '共' | '累' | '中' | '均' | '已')
}

/// What votes were cast for.
pub(super) fn vote(signs: &Signs, from: usize) -> Option<String> {
    VOTES.iter().find(|word| signs.has(from, word)).map(|word| signs.raw(from..from + word.chars().count()))
}

/// The thing that stands before a bracket, behind 将 and the like: `将自查报告（一式三份）`.
pub(super) fn thing_before(signs: &Signs, end: usize) -> Option<String> {
    let mut start = end;
    while start > 0
        && end - start < 10
        && is_han(signs.before(start))
        && !matches!(signs.before(start), '将' | '把' | '的' | '及' | '和' | '前')
    {
        start -= 1;
    }
    noun(signs, start..end)
}

/// Whether a noun behind an age is whose it is, and no rate of theirs: `65岁以上长者`, but `3至6岁幼儿入园率`.
pub(super) fn is_person(noun: &str) -> bool {
    let noun = crate::fold::fold(noun);
    let ends = [
        "人", "者", "童", "生", "员", "民", "女", "男", "师", "工", "众", "客", "户", "儿", "属", "婴", "年",
        "妇", "犯", "兵", "群体",
    ];
    ends.iter().any(|end| noun.ends_with(end))
}

/// Whether a word is an act and no thing.
pub(super) fn is_act(word: &str) -> bool {
    let word = crate::fold::fold(word);
    VERBS.has(&word)
}

/// The noun behind a number and its unit.
pub(super) fn behind(signs: &Signs, from: usize, next: usize) -> Option<String> {
    let mut start = signs.skip_blanks(from);
    if signs.at(start) == '的' {
        start += 1;
    }
    // What is joined stands for itself.
    if matches!(signs.at(start), '和' | '与' | '及') {
        return None;
    }
    let clause = start..clause_end(signs, start, next);
    let own = noun_end(signs, clause.clone());
    let of = clause.clone().find(|at| signs.at(*at) == '的' && *at > start);
    let range = match of {
        // `3个没有到位的问题`: what is counted stands behind the clause that describes it.
        Some(of) if own < of && signs.at(own) != '的' || own == start => {
            of + 1..noun_end(signs, of + 1..clause.end)
        }
        _ => start..own,
    };
    noun(signs, range)
}

fn clause_end(signs: &Signs, start: usize, next: usize) -> usize {
    let mut at = start;
    let mut quoted = false;
    while at < next && at < start + 24 {
        match signs.at(at) {
            '“' => quoted = true,
            '”' if quoted => quoted = false,
            sign if is_han(sign) || sign == '·' || quoted => {}
            '、' if quoted => {}
            _ => break,
        }
        at += 1;
    }
    at
}

/// Where the noun ends that begins a clause.
fn noun_end(signs: &Signs, clause: Range<usize>) -> usize {
    let mut at = clause.start;
    while at < clause.end && at < clause.start + LONGEST {
        if let Some((length, ())) = signs.longest(at, &NOUNS) {
            at += length;
            continue;
        }
        // A quotation is told of a noun: `“不严不实”表现`.
        let acts = at >= clause.start + 2
            && is_han(signs.before(at))
            && any_verb(signs, at).is_some()
            && !is_inside(signs, at)
            && !(signs.before(clause.start) == '的' && at + 2 == clause.end)
            && !is_made_noun(signs, at + 2);
        // `一半以上认为`: a verb of the dictionary right behind the number.
        let acts = acts || at == clause.start && is_act_alone(signs, at, clause.end);
        let acts = acts || at > clause.start && ends_noun(signs, at);
        let inside = signs.at(at) == '里' && signs.is_traditional && signs.before(at) == '村';
        if inside {
            at += 1;
            continue;
        }
        if signs.at(at) == '的' || stop(signs, clause.start, at) || acts {
            break;
        }
        at += 1;
    }
    at.min(clause.end)
}

/// `1600名候选人中抽选`, `48名学生获奖`, `1,560户农户户均增收`: small words that end a noun, unless they are a part of one.
fn ends_noun(signs: &Signs, at: usize) -> bool {
    let alone = matches!(
        signs.at(at),
        '拒' | '通'
            | '仍'
            | '破'
            | '中'
            | '到'
            | '获'
            | '需'
            | '曾'
            | '遭'
            | '惟'
            | '却'
            | '愿'
            | '欠'
            | '患'
    ) && !is_in_word(signs, at)
        && !is_in_word(signs, at + 1);
    alone || signs.any(at, &["户均", "人均", "年均", "月均", "亩均", "班均", "校均"])
}

/// Whether a verb of the dictionary begins a clause and no noun: `任教满二十年`, but `培训班`, `研究生`.
fn is_act_alone(signs: &Signs, at: usize, end: usize) -> bool {
    let acts = any_verb(signs, at).is_some() && !is_made_noun(signs, at + 2) && !is_in_word(signs, at + 1);
    acts && at + 2 < end
        && !is_in_word(signs, at + 2)
        && matches!(signs.at(at + 2), '满' | '了' | '过' | '到' | '为' | '在' | '超' | '不' | '至' | '较')
}

pub(super) fn noun(signs: &Signs, range: Range<usize>) -> Option<String> {
    let Range { start, mut end } = range;
    const LINKS: &str = "和与及或了共中各合须要应";
    const QUALIFIERS: &str = "逾约近超达仅";
    while end > start
        && (LINKS.contains(signs.before(end))
            || QUALIFIERS.contains(signs.before(end)) && !is_in_word(signs, end - 1))
    {
        end -= 1;
    }
    let Range { start, end } = super::trimmed::trimmed(signs, start..end)?;
    let text = signs.raw(start..end);
    text.chars().any(is_han).then_some(text)
}

/// A verb of the dictionary at a place.
pub(super) fn any_verb(signs: &Signs, at: usize) -> Option<(usize, Option<Direction>)> {
    (is_verb(signs.at(at), signs.at(at + 1)) && signs.longest(at, &NOUNS).is_none()).then_some((2, None))
}

/// What makes a noun of the verb before it: 负责人, 参保率.
pub(super) fn is_made_noun(signs: &Signs, at: usize) -> bool {
    matches!(
        signs.at(at),
        '人' | '员'
            | '者'
            | '率'
            | '量'
            | '数'
            | '额'
            | '费'
            | '款'
            | '品'
            | '物'
            | '权'
            | '会'
            | '组'
            | '价'
            | '金'
            | '值'
            | '资'
            | '工'
    )
}

/// Whether the two signs at a place are torn out of words: the one before with the first, the second with the next.
fn is_inside(signs: &Signs, at: usize) -> bool {
    is_in_word(signs, at) || is_in_word(signs, at + 2)
}
