//! A walk through the demonstration: who does what, in which words, with which picture.

use crate::walkthrough_browser::documents::DOCUMENTS;
use earnest_i18n::Lang;
use earnest_model::actor::Role;
use earnest_testkit::{browser::Browser, demonstration, register::Register, site::Site};
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// What is told of a step: English, simplified Chinese.
pub type Told = (&'static str, &'static str);

/// A document that a walk writes: `docs/{name}.md`, with pictures whose names begin with `{name}`.
pub struct Document {
    pub name: &'static str,
    pub title: Told,
    /// What is walked, in a sentence or two; each sentence of the document stands on a line.
    pub about: Told,
}

impl Document {
    fn picture(&self, tag: &str, picture: &str) -> String {
        format!("{}-{tag}-{picture}.webp", self.name)
    }
}

/// A line of the written walk.
enum Line {
    Part(Told),
    Step { who: Told, told: Told, picture: Option<&'static str> },
}

/// A walk under way.
pub struct Walk {
    pub site: Site,
    pub browser: Browser,
    document: &'static Document,
    lang: Lang,
    pictures: Option<PathBuf>,
    who: Told,
    lines: Vec<Line>,
}

/// The password that people of the walk set for themselves.
pub const OWN_PASSWORD: &str = "four steps, one after the other";

/// Where the pictures are kept, seen from `docs/`.
const PICTURES: &str = "images/walk";

impl Walk {
    /// A walk in a language through a register of its own; with `pictures` each step leaves one below that folder.
    pub fn begin(
        document: &'static Document,
        register: Register,
        lang: Lang,
        pictures: Option<&Path>,
    ) -> Self {
        let browser = Browser::start();
        browser.set_viewport(1280, 800);
        Self {
            site: Site::on(register),
            browser,
            document,
            lang,
            pictures: pictures.map(|docs| docs.join(PICTURES)),
            who: ("", ""),
            lines: Vec::new(),
        }
    }

    /// A part of the walk.
    pub fn part(&mut self, english: &'static str, chinese: &'static str) {
        self.lines.push(Line::Part((english, chinese)));
    }

    /// Somebody else sits down: signs in with one of the demonstration's logins.
    #[track_caller]
    pub fn sits_down(&mut self, login: &str, who: Told) {
        self.signs_in(login, demonstration::PASSWORD, who);
    }

    /// The same with a password of their own.
    #[track_caller]
    pub fn signs_in(&mut self, login: &str, password: &str, who: Told) {
        self.browser.go_to(&format!("{}/sign-in?lang={}", self.site.host, self.lang.tag()));
        if self.browser.has(".me") {
            self.browser.click(".me");
            self.browser.click("#me form button");
            self.browser.go_to(&format!("{}/sign-in?lang={}", self.site.host, self.lang.tag()));
        }
        self.browser.fill("login", login);
        self.browser.fill("password", password);
        self.browser.click("main button[type=submit]");
        if self.place().starts_with("/posts") {
            // Whoever holds several posts says for which one is here: the first.
            self.browser.run("document.querySelector('main input[type=radio]').checked = true", &[]);
            self.sends("/posts");
        }
        assert!(
            self.browser.address().ends_with("/desk"),
            "{login} is signed in: {}",
            self.browser.address()
        );
        self.who = who;
    }

    /// Whoever was invited by the administrator, who still sees the link, sits down and sets a password.
    #[track_caller]
    pub fn takes_invitation(&mut self, who: Told) {
        let link = self.browser.text(".secret");
        let place = link.trim_start_matches(&self.site.host).to_owned();
        self.stands_up(who);
        self.goes(&place);
        self.browser.fill("password", OWN_PASSWORD);
        self.browser.fill("again", OWN_PASSWORD);
        self.sends("/invitations/");
    }

    /// The one who sat there signs out; somebody without an account sits down.
    #[track_caller]
    pub fn stands_up(&mut self, who: Told) {
        self.browser.click(".me");
        self.browser.click("#me form button");
        self.browser.go_to(&format!("{}/?lang={}", self.site.host, self.lang.tag()));
        self.who = who;
    }

    /// Chooses the option at this place in a list.
    pub fn chooses(&self, name: &str, place: u32) {
        let script = "document.querySelector(`select[name='${arguments[0]}']`).selectedIndex = arguments[1]";
        self.browser.run(script, &[name.into(), place.into()]);
    }

    /// Ticks a box of the form.
    #[track_caller]
    pub fn ticks(&self, name: &str) {
        self.browser.click(&format!("main form input[name='{name}']"));
    }

    /// Somebody of another unit sits down, whom the demonstration gives no login.
    #[track_caller]
    pub fn another_sits_down(&mut self, role: Role, unit: &str, who: Told) {
        let (login, _) = self.site.register.account(role, unit, Some(demonstration::PASSWORD));
        self.sits_down(&login, who);
    }

    /// Where the first link of this text leads.
    #[track_caller]
    pub fn way(&self, text: &str) -> String {
        let script = "const it = [...document.querySelectorAll('main a')].find(it => it.textContent.includes(arguments[0])); \
            return it ? it.getAttribute('href') : ''";
        let way = self.browser.run(script, &[text.into()]).as_str().unwrap_or_default().to_owned();
        assert!(!way.is_empty(), "{} has no link `{text}`: {}", self.place(), self.browser.text("main"));
        way
    }

    /// A file of the site as its reader gets it, byte for byte as the letters of a text.
    pub fn file(&self, place: &str) -> String {
        let script = "const ask = new XMLHttpRequest(); ask.open('GET', arguments[0], false); \
            ask.overrideMimeType('text/plain; charset=x-user-defined'); ask.send(); return ask.responseText";
        self.browser.run(script, &[place.into()]).as_str().unwrap_or_default().to_owned()
    }

    /// Goes to a place of the site.
    #[track_caller]
    pub fn goes(&self, place: &str) {
        self.browser.go_to(&format!("{}{place}", self.site.host));
    }

    /// Clicks the first link whose address begins so.
    #[track_caller]
    pub fn follows(&self, beginning: &str) {
        self.browser.click(&format!("main a[href^='{beginning}']"));
    }

    /// Clicks the first link whose address begins so and whose words hold this (a regular expression).
    #[track_caller]
    pub fn follows_of(&self, beginning: &str, words: &str) {
        let script = "const all = [...document.querySelectorAll(`main a[href^='${arguments[0]}']`)]; \
            const it = all.find(it => new RegExp(arguments[1]).test(it.innerText)); \
            if (it) it.dataset.walk = 'here'; return !!it";
        let found = self.browser.run(script, &[beginning.into(), words.into()]);
        assert_eq!(found, true, "{} has no link to `{beginning}` about `{words}`", self.place());
        self.browser.click("[data-walk=here]");
    }

    /// Sends the form whose address begins so, by its own button.
    #[track_caller]
    pub fn sends(&self, action: &str) {
        self.browser.click(&format!(
            "main form[method=post][action^='{action}'] button[type=submit]:not([name=later])"
        ));
        self.is_sure();
    }

    /// Where an act can't be taken back, what follows is read and the button pressed again.
    #[track_caller]
    pub fn is_sure(&self) {
        if self.browser.has("main .sure button.danger") {
            self.browser.click("main .sure button.danger");
        }
    }

    /// Marks every item of a score sheet with so many tenths of its points, as its help tells them.
    pub fn marks_all(&self, tenths: i64) {
        let script = "for (const it of document.querySelectorAll('[name^=mark-]')) { \
            const told = it.getAttribute('aria-describedby').split(' ').map(id => document.getElementById(id).innerText).join(' '); \
            const points = Number(told.match(/\\d+(?!.*\\d)/s)[0]); \
            it.value = Math.floor(points * arguments[0] / 10); it.dispatchEvent(new Event('input', { bubbles: true })); }";
        self.browser.run(script, &[tenths.into()]);
    }

    /// Opens every folded part of the page.
    pub fn unfolds(&self) {
        self.browser.run("for (const it of document.querySelectorAll('main details')) it.open = true", &[]);
    }

    /// Puts the element at the top of the window, for the picture.
    pub fn looks_at(&self, selector: &str) {
        let script = "const it = document.querySelector(arguments[0]); if (it) it.scrollIntoView({ block: 'start' }); return !!it";
        assert_eq!(
            self.browser.run(script, &[selector.into()]),
            true,
            "{} has no `{selector}`",
            self.place()
        );
    }

    /// The place of the page, without the host.
    pub fn place(&self) -> String {
        self.browser.address().trim_start_matches(&self.site.host).to_owned()
    }

    /// The key at the end of the place: `/plans/7?done=1` is 7.
    pub fn key(&self) -> String {
        let place = self.place();
        let path = place.split('?').next().unwrap_or_default();
        path.rsplit('/').next().unwrap_or_default().to_owned()
    }

    /// Tells what was done, with a picture of the page as it is now.
    pub fn tells(&mut self, picture: &'static str, english: &'static str, chinese: &'static str) {
        assert_eq!(self.browser.overflow(), 0, "{} scrolls sideways", self.place());
        if let Some(folder) = &self.pictures {
            fs::create_dir_all(folder).expect("a folder for the pictures");
            self.browser.picture_of_window(&folder.join(self.document.picture(self.lang.tag(), picture)));
        }
        let (who, told) = (self.who, (english, chinese));
        self.lines.push(Line::Step { who, told, picture: Some(picture) });
    }

    /// Tells what was done, without a picture.
    pub fn says(&mut self, english: &'static str, chinese: &'static str) {
        self.lines.push(Line::Step { who: self.who, told: (english, chinese), picture: None });
    }

    /// The walk as a document, in both languages.
    pub fn written(&self) -> String {
        let Document { name, title, about } = self.document;
        let mut text = format!(
            "# {} · {}\n\n{}\nA test walks it (`crates/web/tests/all/walkthrough_browser`), and `cargo xtask walkthrough` writes this page and its\n\
             pictures.\n\n{}这一页和图片由测试自动走出来、写出来。\n\n[English](#english) · [中文](#中文)",
            title.0, title.1, about.0, about.1
        );
        for other in DOCUMENTS.iter().filter(|other| other.name != *name) {
            let _ = write!(text, " · [{} · {}]({}.md)", other.title.0, other.title.1, other.name);
        }
        text.push('\n');
        self.write(&mut text, "English", "en", |told| told.0);
        self.write(&mut text, "中文", "zh-Hans", |told| told.1);
        text
    }

    fn write(&self, text: &mut String, title: &str, tag: &str, of: impl Fn(Told) -> &'static str) {
        let _ = write!(text, "\n## {title}\n");
        let mut number = 0;
        for line in &self.lines {
            match line {
                Line::Part(part) => {
                    let _ = write!(text, "\n### {}\n", of(*part));
                }
                Line::Step { who, told, picture } => {
                    number += 1;
                    let (who, told) = (of(*who), of(*told));
                    let _ = write!(text, "\n{number}. **{who}**: {told}\n");
                    if let Some(picture) = picture {
                        let _ = write!(
                            text,
                            "\n   ![{told}]({PICTURES}/{})\n",
                            self.document.picture(tag, picture)
                        );
                    }
                }
            }
        }
    }
}
