//! What a Chinese figure counts where the noun stands before it, and the verb between.

use super::chinese_around::{compared_before, each_before, qualifier_before};
use super::counted::{LONGEST, any_verb, is_made_noun, noun};
use super::figure::{Direction, Qualifier};
use super::led::{is_led_by_of, quoted_before, share_of};
use super::measures::measure;
use super::signs::Signs;
use super::trimmed::NO_NOUNS;
use super::words::{BREAKS, CHANGES, LINKS, MEASURED, NOUN_ENDS, NOUNS, VERBS, is_in_word};
use crate::script::{is_han, word_rank};

/// What stands before a number.
#[derive(Debug, Default)]
pub(super) struct Before {
    pub(super) noun: Option<String>,
    pub(super) verb: Option<String>,
    /// What the verb says of growth: `新增岗位4.8万个`.
    pub(super) direction: Option<Direction>,
    /// How the words between say that the value is meant: 至少召开1次.
    pub(super) qualifier: Option<Qualifier>,
    /// Where the words begin that stand between the noun and the number.
    pub(super) words: usize,
    /// Whether a verb stands right before the number: `县财政投入1.2亿元`.
    pub(super) acted: bool,
    /// Whether a verb or a word of place and time stands between.
    pub(super) apart: bool,
}

impl Before {
    /// Whether the verb tells what came of the noun, and nobody who acts: `预算收入完成48.65亿元`, `造价约`.
    pub(super) fn is_result(&self) -> bool {
        let verb = self.verb.as_deref().map(crate::fold::fold);
        let noun = self.noun.as_deref().map(crate::fold::fold).unwrap_or_default();
        verb.is_some_and(|verb| {
            ["完成", "实现", "达到", "突破", "累计", "编列", "核定", "持平"].contains(&verb.as_str())
        }) || noun.ends_with(['费', '价', '额', '值', '款'])
    }

    /// Whether the noun before the verb is who acts and not what is counted: `纪检监察机关立案1,023件`, `法官结案217件`.
    pub(super) fn is_agent(&self, unit: &str) -> bool {
        const THINGS: [&str; 22] = [
            "件", "起", "次", "条", "项", "份", "封", "期", "场", "宗", "批", "篇", "件次", "场次", "批次",
            "元", "小时", "天", "遍", "轮", "张", "例",
        ];
        const AGENTS: [&str; 37] = [
            "机关",
            "法院",
            "检察院",
            "公安局",
            "公司",
            "企业",
            "医院",
            "学校",
            "大学",
            "部门",
            "委员会",
            "中心",
            "法官",
            "检察官",
            "民警",
            "警员",
            "教师",
            "医生",
            "护士",
            "主任",
            "书记",
            "局长",
            "干部",
            "党员",
            "班子",
            "支部",
            "党委",
            "小组",
            "督导组",
            "巡视组",
            "检查组",
            "工作队",
            "单位",
            "警方",
            "当局",
            "班组",
            "署方",
        ];
        let noun = self.noun.as_deref().map(crate::fold::fold).unwrap_or_default();
        self.acted
            && THINGS.contains(&crate::fold::fold(unit).as_str())
            && AGENTS.iter().any(|end| noun.ends_with(end))
    }

    /// Whether the noun is an act and the unit counts whom it met: `责令整改47家`.
    pub(super) fn is_act_upon(&self, unit: &str) -> bool {
        const WHOM: [&str; 6] = ["家", "户", "所", "间", "辆", "艘"];
        self.noun.as_deref().is_some_and(super::counted::is_act)
            && WHOM.contains(&crate::fold::fold(unit).as_str())
    }

    /// Whether the noun is a time that can be so long: `作业时间控制在1小时以内`.
    pub(super) fn is_time(&self) -> bool {
        let noun = self.noun.as_deref().map(crate::fold::fold).unwrap_or_default();
        [
            "时间", "时限", "期限", "时长", "周期", "工期", "会期", "用时", "工时", "学时", "年龄", "耗时",
            "年限",
        ]
        .iter()
        .any(|end| noun.ends_with(end))
    }

    /// Whether the noun is an age: 平均年龄.
    pub(super) fn is_age(&self) -> bool {
        self.noun
            .as_deref()
            .map(crate::fold::fold)
            .is_some_and(|noun| noun.ends_with("年龄") || noun.ends_with("岁数"))
    }

    /// Whether the noun stands right before its number: `专题会二十三次研究`.
    pub(super) fn is_sure(&self) -> bool {
        self.noun.is_some() && self.verb.is_none() && !self.apart
    }
}

/// The noun before a number, and the verb between or before them; nothing before `floor` is looked at.
pub(super) fn before(signs: &Signs, floor: usize, at: usize) -> Before {
    let mut found = Before::default();
    let mut end = signs.skip_blanks_back(at).max(floor);
    while let Some((length, is_verb)) = word_before(signs, floor, end, found.apart || is_led(signs, end, at))
    {
        // `改造完成640户`: what was completed is a noun.
        if is_verb
            && found
                .verb
                .as_deref()
                .map(crate::fold::fold)
                .is_some_and(|verb| ["完成", "办结", "结束"].contains(&verb.as_str()))
        {
            break;
        }
        if is_verb {
            found.acted = true;
            found.verb.get_or_insert_with(|| signs.raw(end - length..end));
        } else if each_before(signs, end).is_none() {
            found.apart |= matches!(signs.at(end - length), '在' | '对' | '每' | '从' | '由' | '距');
        }
        found.qualifier = found.qualifier.or(qualifier_before(signs, end).0);
        end = signs.skip_blanks_back(end - length).max(floor);
    }
    // `經費逾新臺幣三億元`.
    if let (Some(qualifier), start) = qualifier_before(signs, end)
        && start >= floor
    {
        (found.qualifier, end) = (found.qualifier.or(Some(qualifier)), start);
    }
    found.words = end;
    if end > floor && matches!(signs.before(end), ':' | '(' | '—') {
        end -= 1;
    }
    // `正在整改的6个`: what is counted is left out; of `占全部任务的五分之二` it stands before 占.
    let of_whole = ["总数", "总量", "总额", "人口"].iter().any(|whole| signs.ends(end, whole));
    if is_led_by_of(signs, end, at) && !(of_whole && share_of(signs, floor, end).is_none()) {
        match share_of(signs, floor, end) {
            Some(share) => end = share,
            None => return found,
        }
    }
    let mut start = noun_start(signs, floor, end, &mut found);
    if start < end && measure(signs, start).is_some_and(|it| it.length == end - start) {
        start = end;
    }
    // `查结59条`: a verb alone is no noun.
    if end - start.min(end) == 2
        && any_verb(signs, start).is_some()
        && found.verb.is_none()
        && !is_noun_word(signs, start)
    {
        found.verb = Some(signs.raw(start..end));
        start = end;
    }
    start = behind_time(signs, start, end);
    found.noun = noun(signs, start.min(end)..end).filter(|noun| !NO_NOUNS.contains(&noun.as_str()));
    found
}

/// Whether 为, 了 or 达 stand between: 梳理归并为320条.
fn is_led(signs: &Signs, end: usize, at: usize) -> bool {
    end < at && matches!(signs.at(end), '为' | '了' | '达')
}

/// Where the noun begins that ends at a place; a verb before it is noted.
fn noun_start(signs: &Signs, floor: usize, end: usize, found: &mut Before) -> usize {
    let mut start = end;
    while start > floor
        && end - start < LONGEST
        && (is_part(signs, start) || start < end && quoted_before(signs, floor, start).is_some())
    {
        start = quoted_before(signs, floor, start).unwrap_or(start) - 1;
    }
    let mut inner = start;
    while inner < end {
        match part(signs, inner, end, inner == start && found.verb.is_none()) {
            Part::Noun(length) => inner += length,
            Part::Break(length) => (inner, start) = (inner + length, inner + length),
            Part::Verb(length, direction) => {
                found.verb.get_or_insert_with(|| signs.raw(inner..inner + length));
                found.direction = found.direction.or(direction);
                (inner, start) = (inner + length, inner + length);
            }
        }
    }
    start
}

/// Behind `周三` and `每百人`, where a noun begins with them.
fn behind_time(signs: &Signs, start: usize, end: usize) -> usize {
    let is_day = matches!(signs.at(start + 1), '一' | '二' | '三' | '四' | '五' | '六' | '日');
    let is_weekday = signs.at(start) == '周' && is_day && start + 2 < end;
    if is_weekday {
        return start + 2;
    }
    // `每百人投诉`: what a rate is of.
    let numeral = (start..end).take_while(|at| super::numerals::is_numeral(signs.at(*at))).count();
    let behind = start + numeral + measure(signs, start + numeral).map_or(0, |it| it.length);
    if signs.before(start) == '每' && numeral > 0 && behind < end { behind } else { start }
}

/// Verbs of the dictionary that are counted as things: 违约, 缓刑.
fn is_noun_word(signs: &Signs, at: usize) -> bool {
    [
        "违约", "缓刑", "酒驾", "醉驾", "用电", "用水", "亩产", "总产", "投诉", "办案", "占地", "缺课",
        "旷课", "耗电", "耗水", "就业", "节水", "节电", "产粮", "创业", "参保", "门诊", "阅读", "观察",
    ]
    .iter()
    .any(|word| signs.has(at, word))
}

fn is_part(signs: &Signs, at: usize) -> bool {
    is_han(signs.before(at)) && signs.before(at) != '的'
}

/// A small word or a verb that ends right before a place, in characters. A verb that another verb stands before is a
/// noun: 下发通报8期.
fn word_before(signs: &Signs, floor: usize, end: usize, apart: bool) -> Option<(usize, bool)> {
    let fits = |length: &usize| end.checked_sub(*length).is_some_and(|start| start >= floor);
    // A link that ends a word is none: 违法行为, 费用, 审计.
    let in_word = end > floor + 1
        && matches!(
            signs.before(end),
            '为' | '中'
                | '等'
                | '对'
                | '向'
                | '由'
                | '于'
                | '计'
                | '用'
                | '就'
                | '约'
                | '较'
                | '应'
                | '实'
                | '共'
        )
        && word_rank(signs.before(end - 1), signs.before(end)).is_some();
    let around =
        each_before(signs, end).or_else(|| compared_before(signs, end)).filter(|length| fits(length));
    if let Some(length) = around {
        return Some((length, false));
    }
    let link = |(length, ()): &(usize, ())| fits(length) && !(in_word && *length == 1);
    if let Some((length, ())) = signs.longest_before(end, &LINKS).filter(link) {
        // `天数人均达`.
        let each = signs.at(end - length) == '均'
            && matches!(
                signs.before(end - length),
                '人' | '户' | '年' | '月' | '日' | '班' | '校' | '亩' | '周' | '村'
            )
            && end - length > floor;
        return Some((length + usize::from(each), false));
    }
    let change = || signs.longest_before(end, &CHANGES).map(|(length, _)| (length, ()));
    let known = signs.longest_before(end, &VERBS).or_else(change).filter(|(length, ())| fits(length));
    // A verb that is not on the list is one only behind a noun: 流失率维持在.
    let other = || {
        let start = end.checked_sub(5).filter(|start| *start >= floor)?;
        let is_verb = any_verb(signs, end - 2).is_some()
            && !is_noun_word(signs, end - 2)
            && !matches!(
                signs.before(end),
                '头' | '器' | '机' | '具' | '仪' | '灯' | '房' | '店' | '板' | '材'
            )
            && !is_made_noun(signs, end - 1)
            && (start..end - 2).all(|at| is_han(signs.at(at)));
        is_verb.then_some((2, ()))
    };
    let (length, ()) = known.or_else(other)?;
    let start = end - length;
    let mut from = start;
    while from > floor
        && start - from < LONGEST
        && (is_part(signs, from) || from == start && quoted_before(signs, floor, from).is_some())
    {
        from = quoted_before(signs, floor, from).unwrap_or(from) - 1;
    }
    let is_noun = (from..start).any(|at| {
        let governs = signs.longest(at, &VERBS).filter(|(length, ())| at + length <= start);
        let is_person = governs.is_some_and(|(length, ())| is_made_noun(signs, at + length));
        governs.is_some() && !is_person && signs.longest(at, &NOUNS).is_none()
    });
    (!is_noun || apart).then_some((length, true))
}

/// `罚没款`, `回收期`, `督导组`: such a sign ends the noun, or another verb follows it.
fn is_made_noun_at_end(signs: &Signs, at: usize, end: usize) -> bool {
    (is_made_noun(signs, at) || signs.at(at) == '期') && at + 1 == end
}

enum Part {
    Noun(usize),
    Break(usize),
    Verb(usize, Option<Direction>),
}

/// Whether a verb of the dictionary is the beginning of a noun: 救护车, 寄宿生, 与会人次.
fn begins_noun(signs: &Signs, at: usize) -> bool {
    any_verb(signs, at).is_some()
        && (is_made_noun(signs, at + 2) || "生业车师机器具站证书函网法案户店厂".contains(signs.at(at + 2)))
}

/// What stands at a place; `leads` says that nothing of the noun stands before it.
fn part(signs: &Signs, at: usize, end: usize, leads: bool) -> Part {
    if let Some((length, ())) = signs.longest(at, &NOUNS) {
        return Part::Noun(length);
    }
    let verb = signs.longest(at, &VERBS).map(|(length, ())| (length, None));
    if leads && verb.is_none() && begins_noun(signs, at) {
        return Part::Noun(2);
    }
    let change = signs.longest(at, &CHANGES).map(|(length, direction)| (length, Some(direction)));
    let known = verb.or(change.filter(|(length, _)| *length > 1));
    let Some((length, direction)) = known.or(leads.then(|| any_verb(signs, at)).flatten()) else {
        // A sign that is a part of a word breaks nothing: 依从率, 响应时间.
        let breaks = signs
            .longest(at, &BREAKS)
            .filter(|(length, ())| at + length < end && (*length > 1 || !is_in_word(signs, at)));
        return breaks.map_or(Part::Noun(1), |(length, ())| Part::Break(length));
    };
    // Verbs before 率 and the like are a part of the noun, and the last one before 人员 and the like.
    let mut behind = at + length;
    while let Some((more, ())) = signs.longest(behind, &VERBS).filter(|(more, ())| behind + more <= end) {
        behind += more;
    }
    let ends = |at: usize, words| signs.longest(at, words).is_some_and(|(more, ())| at + more <= end);
    let is_noun = at + length == end
        || is_made_noun_at_end(signs, at + length, end)
        || ends(behind, &MEASURED)
        || ends(at + length, &NOUN_ENDS) && direction.is_none();
    if is_noun { Part::Noun(length) } else { Part::Verb(length, direction) }
}
