//! What the words around a figure say of it: another time, a plan, somebody else, the contrary. All texts are folded.

use crate::fold::fold;

/// Times that are not now, and times that are.
const PAST: [&str; 16] = [
    "去年",
    "上年",
    "前年",
    "往年",
    "上一年",
    "上半年以前",
    "历年",
    "明年",
    "来年",
    "下一年",
    "last year",
    "previous year",
    "the year before",
    "a year ago",
    "next year",
    "years ago",
];
const NOW: [&str; 14] = [
    "今年",
    "本年",
    "目前",
    "现在",
    "至今",
    "如今",
    "本轮",
    "截至目前",
    "this year",
    "so far",
    "to date",
    "at present",
    "currently",
    "by now",
];
/// With these before it another time is what something is compared with.
const COMPARED: [&str; 8] = ["比", "较", "与", "和", "同", "than ", "from ", "with "];

/// Whether what is told before a figure in its sentence is of another time: the time that is named last decides.
pub(super) fn of_another_time(before: &str) -> bool {
    let last = |words: &[&str], counts: &dyn Fn(usize) -> bool| {
        let places = words.iter().flat_map(|word| before.match_indices(word).map(|(at, _)| at));
        places.filter(|at| counts(*at)).max()
    };
    let is_compared = |at: usize| {
        let led = before.get(..at).unwrap_or_default();
        COMPARED.iter().any(|word| led.ends_with(word))
    };
    let past = last(&PAST, &|at| !is_compared(at));
    past > last(&NOW, &|_| true)
}

/// Whether a figure says of how many rounds a sentence is: the register counts what was done in them.
pub(super) fn of_rounds(unit: &str) -> bool {
    matches!(fold(unit).as_str(), "轮" | "轮次" | "round" | "rounds")
}

/// Words of what is to be done, and what makes a noun or a kept promise of them.
const PLANS: [&str; 22] = [
    "计划",
    "拟",
    "预计",
    "力争",
    "争取",
    "将要",
    "即将",
    "将召开",
    "将开展",
    "将组织",
    "下一步",
    "打算",
    "筹备",
    "准备召开",
    "目标是",
    "plan to ",
    "plans to ",
    "planned to ",
    "will ",
    "intend to ",
    "intends to ",
    "expected to ",
];
const NO_PLANS: [&str; 12] = [
    "计划书",
    "计划的",
    "计划表",
    "计划任务",
    "计划数",
    "计划内",
    "计划单",
    "模拟",
    "计划完成",
    "工作计划",
    "整改计划",
    "虚拟",
];

/// Whether the clause before a figure tells what is to be done.
pub(super) fn of_a_plan(before: &str) -> bool {
    let clause = before.rsplit([',', '，', '、', ';', '；']).next().unwrap_or_default();
    let plain = NO_PLANS.iter().fold(clause.to_owned(), |text, word| text.replace(word, ""));
    PLANS.iter().any(|word| plain.contains(word))
}

/// What turns a word round, or tells of the way back.
const CONTRARY: [&str; 30] = [
    "未",
    "没有",
    "尚未",
    "没能",
    "无须",
    "退回",
    "退还",
    "返工",
    "驳回",
    "撤回",
    "作废",
    "取消",
    "推迟",
    "not ",
    "never ",
    "without ",
    "none ",
    "no ",
    "returned",
    "sent back",
    "rejected",
    "withdrawn",
    "cancelled",
    "failed to",
    "yet to",
    "postponed",
    "不予",
    "拒绝",
    "漏报",
    "缺席",
];
/// Words in which such a sign turns nothing round.
const NO_CONTRARY: [&str; 12] = [
    "未来",
    "未成年",
    "未尽",
    "前所未有",
    "从未间断",
    "not only",
    "no fewer",
    "no less",
    "not fewer",
    "not less",
    "no more",
    "not more",
];

/// What stands in no quotation: what is quoted is what was found, and turns nothing round.
fn unquoted(clause: &str) -> String {
    const PAIRS: [(char, char); 6] =
        [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('《', '》'), ('"', '"')];
    let mut open: Option<char> = None;
    let mut plain = String::with_capacity(clause.len());
    for sign in clause.chars() {
        match open {
            Some(close) if sign == close => open = None,
            Some(_) => {}
            None => match PAIRS.iter().find(|(begin, _)| *begin == sign) {
                Some((_, close)) => open = Some(*close),
                None => plain.push(sign),
            },
        }
    }
    plain
}

/// The words of a clause that say the contrary of what was done.
pub(super) fn of_the_contrary(clause: &str) -> Vec<&'static str> {
    let plain = NO_CONTRARY.iter().fold(unquoted(clause), |text, word| text.replace(word, ""));
    let is_word = |word: &&&str| {
        plain.match_indices(**word).any(|(at, _)| {
            !word.is_ascii()
                || plain
                    .get(..at)
                    .and_then(|text| text.chars().next_back())
                    .is_none_or(|sign| !sign.is_alphanumeric())
        })
    };
    CONTRARY.iter().filter(is_word).copied().collect()
}

/// Who is none of the programme's units: with such a one at its beginning a clause tells what others did.
const OTHERS: [&str; 38] = [
    "市民",
    "群众",
    "网友",
    "居民",
    "村民",
    "患者",
    "家长",
    "企业",
    "公司",
    "医院",
    "学校",
    "学生",
    "媒体",
    "记者",
    "专家",
    "人大代表",
    "政协委员",
    "商户",
    "业主",
    "读者",
    "游客",
    "citizens",
    "residents",
    "patients",
    "pupils",
    "parents",
    "companies",
    "businesses",
    "hospitals",
    "the hospital",
    "schools",
    "the press",
    "visitors",
    "members of the public",
    "the public",
    "staff",
    "volunteers",
    "villagers",
];

/// Whether a clause tells what somebody else did. Whoever is called like home is not somebody else.
pub(super) fn of_another_actor(clause: &str, home: Option<&str>) -> bool {
    let clause = clause.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let clause = clause.strip_prefix("the ").unwrap_or(clause);
    let other = OTHERS.iter().find(|other| clause.starts_with(**other));
    let Some(other) = other.filter(|other| {
        home.is_none_or(|home| !home.contains(other.trim_start_matches("the ").trim_end_matches('s')))
    }) else {
        return false;
    };
    // `企业12家`, `学校36所`: they are counted themselves.
    let behind = clause.get(other.len()..).unwrap_or_default();
    behind
        .chars()
        .next()
        .is_some_and(|sign| !sign.is_ascii_digit() && !"、和与及代座反满对参评".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_that_is_named_last_decides_and_what_is_compared_with_is_none() {
        for other in ["截至去年末，全区走访", "上年共检查", "last year the units held "] {
            assert!(of_another_time(other), "{other}");
        }
        for now in
            ["共检查", "较去年增加到", "去年起步，今年共检查", "compared with last year, this year saw "]
        {
            assert!(!of_another_time(now), "{now}");
        }
    }

    #[test]
    fn plans_contraries_and_other_actors_are_known_and_the_like_of_them_are_not() {
        assert!(
            of_a_plan("各地拟举行")
                && of_a_plan("the units will hold ")
                && !of_a_plan("逐一落实整改计划的措施")
        );
        assert!(!of_a_plan("下一步抓落实，已举行"));
        assert_eq!(of_the_contrary("仍有未答复的要求"), ["未"]);
        assert_eq!(of_the_contrary("未来三年"), Vec::<&str>::new());
        assert_eq!(of_the_contrary("列出了“未获提拔”“没有担当”等表现"), Vec::<&str>::new());
        assert_eq!(of_the_contrary("5 plans were returned twice"), ["returned"]);
        assert!(of_another_actor("居民提出建议", None) && !of_another_actor("居民12户", None));
        assert!(!of_another_actor("医院整改措施", Some("第三医院集团")));
    }
}
