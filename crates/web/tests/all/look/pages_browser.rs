//! Every page in a real browser, in every language, on a phone and on a screen.

use crate::shared::look_at;
use earnest_i18n::Lang;
use earnest_model::actor::Role;
use earnest_testkit::{browser::Browser, site::Site};
use earnest_web::frame::route::{Need, Verb};

/// Codes and keys that stand in the place of the `{parts}` of a path.
const PARTS: [(&str, &str); 2] = [("code", "A"), ("name", "plans-reviewed")];

/// Each page that there is for an office with a round under way: found by asking for every route.
fn pages(site: &Site) -> Vec<String> {
    let mut office = site.sign_in(Role::Office, "P");
    let filled = |path: &str| {
        let part = |part: &str| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) => {
                PARTS.iter().find(|(known, _)| *known == name).map_or("1", |(_, value)| value).to_owned()
            }
            None => part.to_owned(),
        };
        path.split('/').map(part).collect::<Vec<_>>().join("/")
    };
    let reads = earnest_web::routes().filter(|route| route.method == Verb::Get);
    let paths = reads.map(|route| filled(route.path));
    let mut pages: Vec<_> = paths.filter(|path| is_page(&office.get(path))).collect();
    pages.extend(["/nothing-here".to_owned(), "/board?unit=A3".to_owned()]);
    pages
}

fn is_page(answer: &earnest_testkit::site::Answer) -> bool {
    answer.status == 200 && answer.header("content-type").starts_with("text/html")
}

/// What is wrong with pages. A page that is not there says so with its status, which the browser notes.
fn faults(site: &Site, browser: &Browser, lang: Lang, pages: &[String]) -> Vec<String> {
    let mut faults = look_at(site, browser, lang, pages);
    faults.extend(browser.complaints().into_iter().filter(|complaint| !complaint.contains("404")));
    faults
}

fn everybody_can_use_every_page_in(lang: Lang) {
    let site = Site::with_example();
    let browser = Browser::start();
    let public: Vec<_> = ["/", "/sign-in"].map(str::to_owned).into();
    assert_eq!(faults(&site, &browser, lang, &public), Vec::<String>::new());
    site.sign_in_with(&browser, Role::Office, "P");
    let pages: Vec<_> = pages(&site).into_iter().filter(|page| !public.contains(page)).collect();
    assert!(pages.len() > 4, "{pages:?}");
    assert_eq!(faults(&site, &browser, lang, &pages), Vec::<String>::new());
}

#[test]
fn everybody_can_use_every_page_in_simplified_chinese_in_a_browser() {
    everybody_can_use_every_page_in(Lang::ZhHans);
}

#[test]
fn everybody_can_use_every_page_in_traditional_chinese_in_a_browser() {
    everybody_can_use_every_page_in(Lang::ZhHant);
}

#[test]
fn everybody_can_use_every_page_in_english_in_a_browser() {
    everybody_can_use_every_page_in(Lang::En);
}

#[test]
fn a_public_route_needs_no_script_in_a_browser() {
    let site = Site::with_example();
    let browser = Browser::without_scripts();
    site.sign_in_with(&browser, Role::Office, "P");
    assert_eq!(browser.address(), format!("{}/desk", site.host));
    browser.click("Overview");
    assert_eq!(browser.text("h1"), "试验省 · Round 1 · first topic");
    browser.click("东市");
    let below = "board?unit=A&organiser=P&round=1&programme=1";
    assert_eq!(browser.address(), format!("{}/{below}", site.host));
    browser.click(".me");
    browser.click("Sign out");
    assert_eq!(browser.address(), format!("{}/", site.host));
    assert!(earnest_web::routes().any(|route| route.path == "/" && route.need == Need::Public));
}
