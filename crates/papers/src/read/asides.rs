//! Rows of a table that are about the table: totals, signatures, notes, what closes it. None of them names anything of which
//! the table is.

use super::headings::{outside, whole};
use earnest_model::{fold::fold, signs::meant};

const TOTALS: [&str; 38] = [
    "合计",
    "总计",
    "共计",
    "小计",
    "累计",
    "汇总",
    "总数",
    "total",
    "totals",
    "subtotal",
    "grandtotal",
    "sum",
    "本页小计",
    "本页合计",
    "平均",
    "平均值",
    "平均数",
    "均值",
    "average",
    "mean",
    "median",
    "max",
    "maximum",
    "min",
    "minimum",
    "stddev",
    "standarddeviation",
    "最高",
    "最高值",
    "最高分",
    "最低",
    "最低值",
    "最低分",
    "最大值",
    "最小值",
    "中位数",
    "标准差",
    "方差",
];

/// What a name of a total ends with, of whatever it is the total.
const OF_TOTALS: [&str; 6] = ["合计", "总计", "小计", "共计", "平均值", "平均数"];

/// Whether a cell says that its row is a total.
pub fn is_total(text: &str) -> bool {
    let words: String = whole(text).chars().filter(|sign| !sign.is_numeric()).collect();
    let bare = words.trim_end_matches(['条', '项', '个', '件', '家', '户', '人', '行']);
    TOTALS.contains(&bare) || OF_TOTALS.iter().any(|end| bare.ends_with(end)) || counts_all(text)
}

/// `共3个单位`: how many there are, behind the word for all of them.
fn counts_all(text: &str) -> bool {
    let text = whole(text);
    let rest = text.strip_prefix('共').map(|rest| rest.trim_start_matches('有'));
    rest.is_some_and(|rest| rest.starts_with(char::is_numeric))
}

/// Whether a cell holds a number, a share or a dash.
pub(super) fn is_reckoned(text: &str) -> bool {
    let text = meant(text);
    !text.chars().any(|sign| sign.is_alphabetic() && !"条项个件家户人行次万元".contains(sign))
}

const SIGNATURES: [&str; 35] = [
    "填表人",
    "填报人",
    "制表人",
    "审核人",
    "复核人",
    "审批人",
    "经办人",
    "负责人",
    "单位负责人",
    "主要负责人",
    "主要领导",
    "分管领导",
    "签字",
    "签名",
    "盖章",
    "公章",
    "联系人",
    "联系电话",
    "填表时间",
    "填报时间",
    "填表日期",
    "填报日期",
    "制表时间",
    "制表",
    "制表单位",
    "审核",
    "复核",
    "审批",
    "报送单位",
    "填报单位",
    "填表单位",
    "preparedby",
    "checkedby",
    "signature",
    "signedby",
];

/// Whether a cell begins a line of signatures: the word alone, or the word with a colon behind.
pub(super) fn is_signature(text: &str) -> bool {
    let text = meant(text);
    let (begins, colon) = text.split_once(':').map_or((text.as_str(), false), |(begins, _)| (begins, true));
    let bare = outside(begins);
    let known = |word: &&str| fold(word) == bare;
    SIGNATURES.iter().any(known) && (colon || bare == whole(&text))
}

const NOTES: [&str; 12] = [
    "注",
    "备注",
    "说明",
    "填表说明",
    "填报说明",
    "附注",
    "note",
    "notes",
    "remarks",
    "数据来源",
    "资料来源",
    "source",
];

/// Whether a cell begins a note: the word and a colon, a number or a bracket behind.
pub(super) fn is_note(text: &str) -> bool {
    let text = meant(text);
    let bare = text.trim_start_matches(['(', '[', '*', '※', '【']);
    NOTES.iter().any(|word| {
        let folded = fold(bare);
        folded.strip_prefix(fold(word).as_str()).is_some_and(|rest| {
            rest.trim_start().starts_with([':', '.', '、', '(', ')', '1', '2', '3', '一', '】'])
        })
    })
}

const CLOSINGS: [&str; 5] = ["以下空白", "以下无正文", "此页无正文", "endoftable", "endoflist"];

/// Whether a cell that is to name something names nothing: it says that its row is a total, a signature, a note, a day, or the
/// end of the table.
pub fn names_nothing(text: &str) -> bool {
    let text = meant(text);
    let bare = text.trim_matches(|sign: char| !sign.is_alphanumeric() && sign != ':');
    let signs = |text: &str| is_signature(text) || (text != bare && is_signature(bare));
    let closes = CLOSINGS.contains(&whole(bare).as_str());
    is_total(&text) || signs(&text) || is_note(&text) || closes || is_day(bare) || is_page(bare)
}

/// `2015年11月20日`, `2015-11-20`.
fn is_day(text: &str) -> bool {
    let numbers = |text: &str| !text.is_empty() && text.trim().chars().all(|sign| sign.is_ascii_digit());
    if let [year, month, day] = text.split('-').collect::<Vec<_>>().as_slice() {
        return year.len() == 4
            && month.len() == 2
            && day.len() == 2
            && [year, month, day].into_iter().all(|part| numbers(part));
    }
    let parts = text.strip_suffix('日').and_then(|text| text.split_once('年'));
    let parts = parts.and_then(|(year, rest)| Some((year, rest.split_once('月')?)));
    parts.is_some_and(|(year, (month, day))| [year, month, day].into_iter().all(numbers))
}

/// `第1页 共2页`, `Page 1 of 3`.
fn is_page(text: &str) -> bool {
    let bare: String = whole(text).chars().filter(|sign| !sign.is_numeric()).collect();
    bare.len() < whole(text).len() && ["第页", "第页共页", "页", "page", "pageof"].contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::names_nothing;

    #[test]
    fn totals_signatures_notes_days_and_ends_name_nothing() {
        let rows = [
            "合计",
            "小计",
            "全市合计",
            "全省 总计",
            "平均",
            "平均值",
            "共3个单位",
            "共有 12 家",
            "制表：李四",
            "填表人：",
            "审核：",
            "最高",
            "Std dev",
            "数据来源：统计局",
            "第1页 共2页",
            "Page 1 of 3",
            "2015-11-20",
            "（盖章）",
            "—以下空白—",
            "2015年11月20日",
            "注：",
            "Total",
            "Grand total",
            "average",
        ];
        for row in rows {
            assert!(names_nothing(row), "{row}");
        }
    }

    #[test]
    fn what_names_something_is_left_alone() {
        let rows = [
            "52",
            "S-G09",
            "共青团省委",
            "共和街道",
            "合计村",
            "平均里社区",
            "会计学院",
            "审计局",
            "2015",
            "日照市",
            "5201-01",
            "负责人学院",
            "明月日报社",
            "Totalview",
            "A.1",
        ];
        for row in rows {
            assert!(!names_nothing(row), "{row}");
        }
    }
}
