//! Words that can be told apart: no term is called like another, or like what sentences call something else. In lists that
//! leave as tables and come back it would be read as the other.

use super::{
    fault::{PackFault, PackFaultKind},
    mend::Step,
    toml_text::TomlText,
    why::TermFault,
    words::{PackWords, TERMS},
};
use crate::{fold::alike, organisation::LANGUAGES};
use std::collections::BTreeMap;

/// What a term is called where no pack says otherwise, in the order of [`LANGUAGES`]: as in `locales/*/terms.ftl`.
pub const NEUTRAL: [(&str, [&str; 3]); TERMS.len()] = [
    ("brief", ["小结", "小結", "summary"]),
    ("dual-duty", ["双重职责", "雙重職責", "combined duty"]),
    ("engagement", ["各项投入标准", "各項投入標準", "criteria of engagement"]),
    ("example-post", ["部门负责人", "部門負責人", "head of the department"]),
    ("example-recipients", ["所属各单位", "所屬各單位", "all units beneath"]),
    ("first-responsibility", ["首要责任", "首要責任", "chief responsibility"]),
    ("first-responsible", ["首要责任人", "首要責任人", "chiefly responsible"]),
    ("forum", ["座谈会", "座談會", "discussion"]),
    ("four-steps", ["计划与评估", "計畫與評估", "planning and assessment"]),
    ("leadership-study", ["管理层学习", "管理層學習", "leadership session"]),
    ("leading-by-example", ["负责人自身表现", "負責人自身表現", "what leaders themselves do"]),
    ("leading-group", ["管理团队", "管理團隊", "leadership team"]),
    ("lecture", ["专题讲座", "專題講座", "briefing"]),
    ("look-into", ["查找", "查找", "look into"]),
    ("open-air-meeting", ["现场会", "現場會", "on-site meeting"]),
    ("organising-duty", ["协调责任", "協調責任", "coordinating duty"]),
    ("principal-duty", ["总体责任", "總體責任", "overall duty"]),
    ("programme", ["项目", "專案", "programme"]),
    ("public-reports", ["服务对象反映", "服務對象反映", "the public"]),
    ("rectification", ["改进", "改進", "improvement"]),
    ("rectification-ledger", ["改进台账", "改進台賬", "improvement ledger"]),
    ("review-meeting", ["评议会", "評議會", "review meeting"]),
    ("seminar", ["专题会", "專題會", "working session"]),
    ("session", ["活动", "活動", "session"]),
    ("supervision", ["检查", "檢查", "follow-up"]),
    ("supervision-ledger", ["检查台账", "檢查台賬", "follow-up ledger"]),
    ("visit", ["现场走访", "現場走訪", "visit"]),
    ("whole-area", ["全局", "全局", "whole organisation"]),
];

/// What sentences call other things, beside which terms stand in lists, titles and menus.
pub const BESIDE: [(&str, [&str; 3]); 22] = [
    ("self-examination", ["自查", "自查", "self-examination"]),
    ("observation", ["旁听", "旁聽", "observation"]),
    ("spot-check", ["抽查", "抽查", "spot check"]),
    ("circular", ["通报", "通報", "circular"]),
    ("audit", ["审计", "審計", "audit"]),
    ("person", ["个人", "個人", "person"]),
    ("problem-list", ["问题清单", "問題清單", "problem list"]),
    ("plan", ["方案", "方案", "plan"]),
    ("review", ["审核", "審核", "review"]),
    ("draw", ["抽取", "抽取", "draw"]),
    ("problem", ["问题", "問題", "problem"]),
    ("measure", ["措施", "措施", "measure"]),
    ("round", ["轮次", "輪次", "round"]),
    ("standard", ["标准", "標準", "standard"]),
    ("rating", ["综合评", "綜合評", "rating"]),
    ("unit", ["单位", "單位", "unit"]),
    ("task", ["交办", "交辦", "direction"]),
    ("tour", ["行程", "行程", "tour"]),
    ("case", ["案例", "案例", "case"]),
    ("duty", ["责任", "責任", "duty"]),
    ("question", ["征询", "徵詢", "question"]),
    ("report", ["报告", "報告", "report"]),
];

/// Terms of lists whose words come back in tables, in any language: sources of problems, and whose problem it is.
const COMES_BACK: [&[&str]; 2] =
    [&["lecture", "public-reports", "seminar", "visit"], &["leading-group", "whole-area"]];

/// A word of a language: the term, or what else, that is called so.
type Called<'w> = BTreeMap<String, &'w str>;

/// What wants telling apart: a term in a language, by what it is called.
struct Said<'w> {
    term: &'static str,
    tag: &'static str,
    forms: Vec<&'w str>,
    is_set: bool,
}

/// What every term is called in a language: as the pack says, or neutral.
fn said<'w>(words: &'w PackWords, place: usize, tag: &'static str) -> Vec<Said<'w>> {
    let neutral = NEUTRAL.iter().filter_map(|(term, neutral)| Some((*term, *neutral.get(place)?)));
    let mut all: Vec<_> = neutral
        .map(|(term, neutral)| match words.get(term, tag) {
            Some(text) => {
                let forms = std::iter::once(text.one.as_str()).chain(text.many.as_deref()).collect();
                Said { term, tag, forms, is_set: true }
            }
            None => Said { term, tag, forms: vec![neutral], is_set: false },
        })
        .collect();
    // What the pack did not set was there before it.
    all.sort_by_key(|said| said.is_set);
    all
}

/// Checks it: told is the term that the pack sets, with what else is called so.
pub(super) fn check(file: &TomlText<'_>, words: &PackWords) -> Vec<PackFault> {
    let mut faults = Vec::new();
    let mut tell = |said: &Said<'_>, word: &str, other: &str| {
        let way = [Step::Key(said.term), Step::Key(said.tag)];
        if said.is_set && !file.is_mended(&way) {
            let same = TermFault::Same { word: word.to_owned(), language: said.tag, other: other.to_owned() };
            faults.push(file.fault(&way, PackFaultKind::Term { key: said.term.to_owned(), fault: same }));
        }
    };
    let mut of_lists: [Called<'_>; 2] = [Called::new(), Called::new()];
    for (place, tag) in LANGUAGES.into_iter().enumerate() {
        let beside = BESIDE.iter().filter_map(|(what, words)| Some((alike(words.get(place)?), *what)));
        let mut called: Called<'_> = beside.collect();
        for said in &said(words, place, tag) {
            let lists = COMES_BACK.iter().zip(&mut of_lists);
            let mut of_list =
                lists.filter(|(list, _)| list.contains(&said.term)).map(|(_, called)| called).next();
            for form in &said.forms {
                let word = alike(form);
                // In its own language a term is told from all others, in any other from those of its list.
                let here = called.get(&word).filter(|other| **other != said.term).copied();
                let elsewhere = || of_list.as_ref()?.get(&word).filter(|other| **other != said.term).copied();
                if let Some(other) = here.or_else(elsewhere) {
                    tell(said, form, other);
                }
                if let Some(of_list) = of_list.as_mut() {
                    of_list.entry(word.clone()).or_insert(said.term);
                }
                called.entry(word).or_insert(said.term);
            }
        }
    }
    faults
}
