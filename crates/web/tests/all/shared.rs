//! What tests of several folders need.
#![expect(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "helpers of tests may break off")]

use crate::forms::every_form::Page;
use earnest_i18n::Lang;
use earnest_testkit::{
    browser::Browser,
    site::{Answer, Site, Visitor},
};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The text between two marks.
pub fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let found = page.split_once(from).and_then(|(_, rest)| rest.split_once(to));
    found.map_or_else(|| panic!("no {from} in {page}"), |(text, _)| text)
}

/// The sources beneath a folder: code and templates.
pub fn sources(at: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(at).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|it| it == "rs" || it == "html") {
            into.push(path);
        }
    }
}

/// Pictures are kept where `EARNEST_PICTURES` says, to be looked at.
fn keep_picture(browser: &Browser, page: &str, lang: Lang, width: u32) {
    #[expect(clippy::disallowed_methods, reason = "a person who runs the tests asks for the pictures so")]
    let folder = env::var_os("EARNEST_PICTURES");
    let Some(folder) = folder.map(PathBuf::from) else { return };
    let name = page.trim_matches('/').replace(['/', '?', '&', '='], "-");
    let name = if name.is_empty() { "welcome".to_owned() } else { name };
    // A folder that is there already is what is wanted.
    let _there = fs::create_dir_all(&folder);
    browser.screenshot(&folder.join(format!("{name}-{}-{width}.png", lang.tag())));
}

/// What is wrong with pages on a phone and on a screen: what is wider than the window, what not everybody can use.
pub fn look_at(site: &Site, browser: &Browser, lang: Lang, pages: &[impl AsRef<str>]) -> Vec<String> {
    let mut faults = Vec::new();
    for page in pages.iter().map(AsRef::as_ref) {
        let mark = if page.contains('?') { '&' } else { '?' };
        for width in [390, 1280] {
            browser.set_viewport(width, 900);
            browser.go_to(&format!("{}{page}{mark}lang={}", site.host, lang.tag()));
            let at = format!("{page} in {} at {width}", lang.tag());
            let overflow = browser.overflow();
            if overflow > 0 {
                faults.push(format!("{at}: {overflow} px wider than the window"));
            }
            faults.extend(browser.run_axe().iter().map(|violation| format!("{at}: {violation}")));
            keep_picture(browser, page, lang, width);
        }
    }
    faults
}

/// What an office sends that draws from counties alone.
pub const COUNTIES: [(&str, &str); 7] = [
    ("round", "1"),
    ("rate", "20%"),
    ("classes", "county"),
    ("left-out-prefecture-department", "drawn another time"),
    ("left-out-second-level-provincial-body", "drawn another time"),
    ("left-out-second-level-university", "drawn another time"),
    ("left-out-second-level-state-firm", "drawn another time"),
];

/// The page of the report of the last day that is over: the one that can be frozen.
pub fn closed_report(site: &Site) -> String {
    let today = site.register.today.get();
    format!("/report?unit=P&as_of={}", today.yesterday().expect("a day before"))
}

/// Freezes it, as its page shows it.
pub fn freeze(site: &Site, office: &mut Visitor) -> Answer {
    Page::of(office, &closed_report(site)).form("/report/freeze").send(office, &[])
}
