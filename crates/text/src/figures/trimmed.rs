//! What a noun has at its ends that is no part of it: adverbs, rests of verbs, words of time.

use std::ops::Range;

use super::signs::Signs;
use super::words::{NOUNS, VERBS, is_in_word};

/// Signs that end no noun unless they end a word: 产值可(达), 粉丝数破.
const ENDS: &str =
    "可将能仍已破超拒却也均都就又再还应需须拟尚或且竟便即只仅约近逾达至占被由从在到了则惟而但正未曾并";
/// Signs that begin no noun unless they begin a word.
const BEGINS: &str = "后则仍正惟而但且即占至其约近逾仅只才便";
/// Words that begin no noun.
const LEADS: [&str; 36] = [
    "学年度",
    "学年",
    "如今",
    "目前",
    "现在",
    "当前",
    "至今",
    "其后",
    "此后",
    "随后",
    "一式",
    "按次",
    "依法",
    "按日",
    "未满",
    "合计",
    "共计",
    "累计",
    "总计",
    "一共",
    "总共",
    "其余",
    "余下",
    "剩余",
    "另外",
    "此外",
    "同时",
    "全部",
    "分别",
    "平均",
    "据统计",
    "截至目前",
    "今年",
    "去年",
    "每年",
    "每月",
];
/// Whole nouns that are none: words of time and of order.
const NONE: [&str; 30] = [
    "季度",
    "学年度",
    "学年",
    "学期",
    "年度",
    "月份",
    "半年",
    "上半年",
    "下半年",
    "年",
    "月",
    "周",
    "日",
    "第一季度",
    "如今",
    "目前",
    "一式",
    "处",
    "者",
    "人均",
    "以来",
    "期间",
    "至今",
    "其他",
    "其它",
    "同期",
    "当年",
    "总数",
    "之",
    "名单",
];

/// Signs that are no noun by themselves.
const NO_NOUN: &str =
    "处者之其等个项年月周日后前仍正时中内外上下起止初末底间里所余多来再每各约近已共为了又也均都曾可能将最各";

/// The noun without what is no part of it; `None` if nothing is left.
pub(super) fn trimmed(signs: &Signs, range: Range<usize>) -> Option<Range<usize>> {
    let Range { mut start, mut end } = range;
    loop {
        let (from, to) = (start, end);
        if end > start && ENDS.contains(signs.before(end)) && !(end > start + 1 && is_in_word(signs, end - 1))
        {
            end -= 1;
        }
        let lead = LEADS.iter().find(|word| signs.has(start, word) && start + word.chars().count() <= end);
        if let Some(lead) = lead.filter(|_| signs.longest(start, &NOUNS).is_none()) {
            start += lead.chars().count();
        } else if start < end
            && BEGINS.contains(signs.at(start))
            && !(start + 1 < end && is_in_word(signs, start + 1))
            && signs.longest(start, &NOUNS).is_none()
        {
            start += 1;
        } else if let Some(behind) = behind_act(signs, start, end) {
            start = behind;
        }
        if (from, to) == (start, end) {
            break;
        }
    }
    // `第四季度`, `二季度`: a time with its number.
    let mut word = start;
    while word < end && (signs.at(word) == '第' || super::numerals::is_numeral(signs.at(word))) {
        word += 1;
    }
    let rest: String = signs.folded.get(word.min(end)..end)?.iter().collect();
    let is_none = NONE.contains(&rest.as_str()) || end - start == 1 && NO_NOUN.contains(signs.at(start));
    (start < end && !is_none).then_some(start..end)
}

/// `建成后年产值`, `新装烟感探头`: what stands behind a verb with 后, or behind 新 and a verb of one sign.
fn behind_act(signs: &Signs, start: usize, end: usize) -> Option<usize> {
    let after =
        (start + 1..end.min(start + 6)).find(|at| signs.at(*at) == '后' && !is_in_word(signs, at + 1));
    if let Some(after) = after
        && signs.longest_before(after, &VERBS).is_some()
        && after + 1 < end
    {
        return Some(after + 1);
    }
    let is_new = signs.at(start) == '新'
        && matches!(
            signs.at(start + 1),
            '装' | '购' | '聘' | '招' | '栽' | '植' | '签' | '种' | '辟' | '录' | '添'
        )
        && end > start + 3;
    is_new.then_some(start + 2)
}

/// What is left of words of time and place and is no noun.
pub(super) const NO_NOUNS: [&str; 58] = [
    "全校",
    "全院",
    "全县",
    "全縣",
    "全市",
    "全省",
    "全镇",
    "全鎮",
    "全厂",
    "全廠",
    "全区",
    "全區",
    "全村",
    "全乡",
    "全鄉",
    "紧急",
    "緊急",
    "年底",
    "年末",
    "月底",
    "首",
    "在院",
    "余",
    "餘",
    "时间",
    "時間",
    "前",
    "后",
    "後",
    "近",
    "每次",
    "每",
    "约",
    "約",
    "上",
    "内",
    "按年",
    "上季度",
    "上学期",
    "上年",
    "上月",
    "比",
    "较",
    "較",
    "以上",
    "以下",
    "占比",
    "佔比",
    "民国",
    "民國",
    "其余",
    "减幅",
    "減幅",
    "跌幅",
    "涨幅",
    "漲幅",
    "增幅",
    "降幅",
];
