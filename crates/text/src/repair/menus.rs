//! Words of menus and buttons, and numbers of pages.

/// Words of menus.
pub(super) const ENTRIES: [&str; 40] = [
    "首页",
    "主页",
    "新闻",
    "要闻",
    "专题",
    "视频",
    "图片",
    "论坛",
    "博客",
    "邮箱",
    "登录",
    "注册",
    "搜索",
    "打印",
    "关闭",
    "收藏",
    "分享",
    "分享到",
    "微信",
    "微博",
    "字号",
    "大",
    "中",
    "小",
    "返回顶部",
    "home",
    "news",
    "login",
    "log in",
    "sign in",
    "register",
    "search",
    "print",
    "share",
    "contact",
    "about",
    "about us",
    "menu",
    "close",
    "纠错",
];

/// What is a menu or a button by itself.
pub(super) const ALONE: [&str; 46] = [
    "打印本页",
    "关闭窗口",
    "返回顶部",
    "加入收藏",
    "设为首页",
    "分享到",
    "打印",
    "skip to content",
    "skip to main content",
    "skip to the content",
    "share this",
    "share this page",
    "share this article",
    "print this page",
    "email this page",
    "back to top",
    "cookie settings",
    "cookie preferences",
    "cookie policy",
    "manage cookies",
    "accept cookies",
    "accept all cookies",
    "privacy policy",
    "privacy notice",
    "terms of use",
    "accessibility statement",
    "site map",
    "首页",
    "网站首页",
    "返回首页",
    "主页",
    "网站地图",
    "联系我们",
    "打印本文",
    "打印文章",
    "打印页面",
    "关闭",
    "关闭本页",
    "关闭页面",
    "返回",
    "返回列表",
    "分享",
    "收藏本页",
    "隐私政策",
    "无障碍",
    "字体大小",
];

/// `Page 3 of 12`, `第3页 共12页`, also with when it was printed behind it.
pub(super) fn is_page_number(line: &str) -> bool {
    let mut bare: String = line.chars().filter(|sign| !sign.is_whitespace()).collect();
    bare = bare.trim_matches(['-', '–', '—', '(', ')', '|', '/']).to_owned();
    let rest = if let Some(rest) = bare.strip_prefix("page") {
        let rest = rest.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let of = rest.strip_prefix("of").or(rest.strip_prefix('/'));
        match of {
            Some(of) if of.starts_with(|sign: char| sign.is_ascii_digit()) => {
                of.trim_start_matches(|sign: char| sign.is_ascii_digit()).to_owned()
            }
            _ if bare.len() > 4 && rest.is_empty() => return true,
            _ => return false,
        }
    } else {
        let Some(rest) = bare.strip_prefix('第') else { return false };
        let behind = rest.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let Some(rest) = behind.strip_prefix('页').filter(|_| behind.len() < rest.len()) else {
            return false;
        };
        let rest = rest
            .trim_start_matches(['/', ',', '、', '(', '共'])
            .trim_start_matches(|sign: char| sign.is_ascii_digit());
        rest.trim_start_matches('页').to_owned()
    };
    let rest = rest.trim_start_matches(['-', '–', '—', '|', '/', ')', '·', ',']);
    rest.is_empty() || rest.starts_with("printed") || rest.starts_with("打印")
}
