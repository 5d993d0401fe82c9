//! Page furniture: what a page had around the text. It is told and stays where it is.

use std::ops::Range;

use serde::Serialize;

use super::menus::{ALONE, ENTRIES, is_page_number};
use crate::fold::fold;

/// What a line of page furniture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FurnitureKind {
    /// How many comments, readers or likes a page has; the way to them.
    Comments,
    /// Where on a site the page is: `首页 > 新闻 > 要闻`.
    Breadcrumb,
    /// A menu of the site, or buttons to print, share, enlarge.
    Menu,
    /// The way to the page before and after, numbers of pages.
    Pager,
    /// Source, editor, day of publication as the site writes them.
    Byline,
    /// Copyright, licence numbers, notices about cookies.
    Notice,
    /// Other articles.
    Related,
}

/// A line that belongs to the page and not to the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Furniture {
    /// The line of the repaired text, from 1.
    pub line: usize,
    /// Its bytes.
    pub span: Range<usize>,
    /// What it is.
    pub kind: FurnitureKind,
}

/// Lines longer than this are text (in characters), except a menu of many entries.
const LONGEST: usize = 60;

type Test = fn(&str) -> bool;

/// The furniture of a text.
pub(crate) fn furniture(text: &str) -> Vec<Furniture> {
    let mut found = Vec::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim();
        if let Some(kind) = kind(bare) {
            let from = at + (line.len() - line.trim_start().len());
            found.push(Furniture { line: number + 1, span: from..from + bare.len(), kind });
        }
        at += line.len();
    }
    found
}

fn kind(line: &str) -> Option<FurnitureKind> {
    let folded = fold(line);
    let length = folded.chars().count();
    if length == 0 || ends_a_sentence(&folded) && !is_comments(&folded) && !is_notice(&folded) {
        return None;
    }
    if is_menu(&folded) {
        return Some(FurnitureKind::Menu);
    }
    if length > LONGEST && !is_notice(&folded) {
        return None;
    }
    let tests: [(Test, FurnitureKind); 6] = [
        (is_comments, FurnitureKind::Comments),
        (is_breadcrumb, FurnitureKind::Breadcrumb),
        (is_notice, FurnitureKind::Notice),
        (is_byline, FurnitureKind::Byline),
        (is_pager, FurnitureKind::Pager),
        (is_related, FurnitureKind::Related),
    ];
    tests.into_iter().find(|(test, _)| test(&folded)).map(|(_, kind)| kind)
}

fn ends_a_sentence(line: &str) -> bool {
    line.ends_with(['。', '!', '?', ';', '”']) || line.ends_with('.') && line.split(' ').count() > 6
}

/// `已有0人发表了评论`, `0 comments`, `阅读 120`, `点赞`.
fn is_comments(line: &str) -> bool {
    let words = [
        "评论", "跟帖", "留言", "阅读", "浏览", "点击", "点赞", "comments", "views", "likes", "comment",
        "view", "like",
    ];
    let told = [
        "发表了评论",
        "条评论",
        "发表评论",
        "我要评论",
        "查看评论",
        "网友评论",
        "leave a comment",
        "post a comment",
        "people have commented",
        "person has commented",
    ];
    let counts = words.iter().any(|word| {
        line.strip_prefix(word).is_some_and(is_only_a_number)
            || line.strip_suffix(word).is_some_and(is_number_of_readers)
    });
    line.chars().count() <= 30 && (told.iter().any(|word| line.contains(word)) || counts)
}

/// `(0)`, `数：120次`: nothing but a number stands behind the word.
fn is_only_a_number(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['数', '量', '次', '人']);
    let is_mark =
        |sign: char| sign.is_whitespace() || matches!(sign, ':' | '(' | ')' | '|' | '次' | '人' | '条' | ',');
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    digits > 0 && rest.chars().all(|sign| sign.is_ascii_digit() || is_mark(sign))
}

/// `已有128人`, `3 `: nothing but a number of people stands before the word.
fn is_number_of_readers(before: &str) -> bool {
    let before =
        ["已有", "共有", "有", "共"].iter().find_map(|word| before.strip_prefix(word)).unwrap_or(before);
    let digits = before.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ',');
    digits.len() < before.len()
        && matches!(digits.trim(), "" | "人" | "次" | "条" | "个" | "位网友" | "people" | "人次")
}

fn is_breadcrumb(line: &str) -> bool {
    let parts: Vec<&str> = line.split(['>', '»', '›', '/']).map(str::trim).collect();
    let home = ["首页", "主页", "home", "当前位置", "您的位置", "你的位置", "您现在的位置", "所在位置"];
    let first = parts.first().copied().unwrap_or_default();
    parts.len() >= 2 && home.iter().any(|word| first.starts_with(word) || first.ends_with(word))
}

/// Three or more short entries, most of which are words of menus.
fn is_menu(line: &str) -> bool {
    let split =
        |sign: char| sign.is_whitespace() || matches!(sign, '|' | '【' | '】' | '[' | ']' | '·' | ':');
    let parts: Vec<&str> = line.split(split).map(str::trim).filter(|part| !part.is_empty()).collect();
    let known = parts.iter().filter(|part| ENTRIES.contains(part)).count();
    let all_known = !parts.is_empty()
        && parts.iter().all(|part| ALONE.contains(part) || parts.len() > 1 && ENTRIES.contains(part));
    all_known
        || parts.len() >= 3 && known * 2 > parts.len()
        || ALONE.contains(&line.trim_matches(['【', '】', '[', ']', ':']))
}

/// Copyright, licences, cookies. A sign alone makes no notice of a sentence: a year, a word or the line's beginning does.
fn is_notice(line: &str) -> bool {
    let anywhere =
        ["all rights reserved", "icp备", "icp证", "公网安备", "copyright ©", "copyright (c)", "© copyright"];
    let leading = ["版权所有", "技术支持:", "we use cookies", "this site uses cookies", "本网站版权"];
    let copied = ["转载", "复制", "摘编", "镜像", "使用"];
    let is_licence = ["未经授权", "未经许可", "未经书面", "未经本网"]
        .iter()
        .any(|word| line.contains(word) && copied.iter().any(|act| line.contains(act)));
    let short = line.chars().count() <= 2 * LONGEST;
    let told = anywhere.iter().any(|word| line.contains(word))
        || leading
            .iter()
            .any(|word| line.starts_with(word) || line.ends_with(word) || line.contains(&format!("{word} ")))
        || is_licence
        || has_year_behind(line, "©")
        || has_year_behind(line, "copyright")
        || line.starts_with('©') && !ends_a_sentence(line);
    short && told
}

/// `© 2015`, `copyright 2015-2016`.
fn has_year_behind(line: &str, sign: &str) -> bool {
    line.match_indices(sign).any(|(at, _)| {
        let rest = line.get(at + sign.len()..).unwrap_or_default().trim_start();
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        digits == 4 && rest.starts_with(['1', '2'])
    })
}

fn is_byline(line: &str) -> bool {
    let words = [
        "来源:",
        "责任编辑",
        "责编",
        "编辑:",
        "(责任编辑",
        "(编辑",
        "[责任编辑",
        "发布时间:",
        "作者:",
        "记者:",
        "source:",
        "posted on",
        "published:",
        "editor:",
    ];
    let line = line.trim_start_matches(['【', '(', '[']);
    words.iter().any(|word| line.starts_with(word.trim_start_matches(['(', '['])))
}

fn is_pager(line: &str) -> bool {
    let words = [
        "上一篇",
        "下一篇",
        "上一页",
        "下一页",
        "previous page",
        "next page",
        "previous article",
        "next article",
        "上一条",
        "下一条",
    ];
    words.iter().any(|word| line.starts_with(word))
        || is_page_number(line)
        || line.starts_with("next >")
        || line == "next"
        || line == "previous"
}

fn is_related(line: &str) -> bool {
    let words = [
        "相关新闻",
        "相关阅读",
        "相关链接",
        "延伸阅读",
        "推荐阅读",
        "热门推荐",
        "精彩推荐",
        "related articles",
        "read more",
        "you may also like",
    ];
    words.iter().any(|word| line.starts_with(word)) && line.chars().count() <= 20
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_known_in_three_languages() {
        for (line, kind) in [
            ("已有12人發表了評論", FurnitureKind::Comments),
            ("3 comments", FurnitureKind::Comments),
            ("评论（0）", FurnitureKind::Comments),
            ("0 people have commented", FurnitureKind::Comments),
            ("首页 > 新闻中心 > 要闻", FurnitureKind::Breadcrumb),
            ("您现在的位置：首页 » 专题", FurnitureKind::Breadcrumb),
            ("【字号：大 中 小】 打印 关闭", FurnitureKind::Menu),
            ("Home | News | Search | Login", FurnitureKind::Menu),
            ("上一篇：某地召开会议", FurnitureKind::Pager),
            ("責任編輯：某某", FurnitureKind::Byline),
            ("来源：某日报", FurnitureKind::Byline),
            ("版权所有 某某网 X ICP备00000000号", FurnitureKind::Notice),
            ("Copyright © 2015. All rights reserved.", FurnitureKind::Notice),
            ("相关阅读", FurnitureKind::Related),
            ("首页", FurnitureKind::Menu),
            ("打印本页 关闭窗口", FurnitureKind::Menu),
            ("Share this page", FurnitureKind::Menu),
            ("Cookie settings", FurnitureKind::Menu),
            ("Page 7 of 31", FurnitureKind::Pager),
            ("Page 2 of 9 – printed 08:15, 3 June 2026", FurnitureKind::Pager),
            ("第 4 页 共 18 页", FurnitureKind::Pager),
        ] {
            let found = furniture(&format!("一句话。\n  {line}\n"));
            assert_eq!(
                found.iter().map(|one| (one.line, one.kind)).collect::<Vec<_>>(),
                [(2, kind)],
                "{line}"
            );
        }
    }

    #[test]
    fn sentences_about_the_same_things_are_text() {
        for line in [
            "会议对三份材料作了评论。",
            "各单位要把新闻、专题、视频三类材料收齐",
            "The committee had 3 comments on the draft plan and returned it for more work.",
            "主要来源：信访件占四成，走访占六成。",
            "一、统一思想",
            "品牌©：查摆问题560个",
            "The mark © stands for copyright; 312 staff know it",
            "Copyright law has 12 chapters",
            "未经许可开工的工地12处",
            "阅读书目12本",
            "走访120户获群众点赞",
            "首页栏目更新不及时",
            "Page 3 of the report names 12 wards",
            "第3页的表格有12处错误",
            "大",
        ] {
            assert_eq!(furniture(line), [], "{line}");
        }
    }
}
