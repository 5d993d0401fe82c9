//! The look in a real browser, under its own content security policy.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should stop")]

use super::gallery;
use std::io::{BufRead, BufReader, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use askama::Template as _;
use earnest_i18n::Lang;
use earnest_testkit::browser::Browser;
use earnest_web::look::{ASSETS, CONTENT_SECURITY_POLICY};

/// Phone, large phone and a screen at 200 %, tablet, laptop, wall.
const WIDTHS: [u32; 5] = [390, 640, 1000, 1280, 1920];

/// Serves the gallery: `/en/parts`, `/en/draw` and so on.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            // A connection that the browser opened and left is no fault of the page.
            let _left = stream.and_then(answer);
        }
    });
    address
}

fn answer(mut stream: TcpStream) -> Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let path = first.split(' ').nth(1).unwrap_or_default();
    let (kind, body) = match ASSETS.iter().find(|asset| asset.path == path) {
        Some(asset) => (asset.media_type, asset.body.to_owned()),
        None => ("text/html; charset=utf-8", page(path)),
    };
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Security-Policy: {CONTENT_SECURITY_POLICY}\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn page(path: &str) -> String {
    let (tag, page) = path.trim_start_matches('/').split_once('/').unwrap_or_default();
    let lang = Lang::parse(tag).unwrap_or_default();
    if page == "draw" {
        gallery::draw(lang).render().unwrap()
    } else {
        gallery::parts(lang).render().unwrap()
    }
}

fn addresses(host: &str) -> Vec<String> {
    let both = |lang: Lang| ["parts", "draw"].map(|page| format!("{host}/{}/{page}", lang.tag()));
    Lang::ALL.into_iter().flat_map(both).collect()
}

#[test]
fn nothing_scrolls_sideways_in_a_browser_of_any_width() {
    let browser = Browser::start();
    for address in addresses(&serve()) {
        for width in WIDTHS {
            browser.set_viewport(width, 900);
            browser.go_to(&address);
            assert_eq!(browser.overflow(), 0, "{address} at {width}");
        }
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn everybody_can_use_the_parts_in_a_browser() {
    let browser = Browser::start();
    for address in addresses(&serve()) {
        for width in [390, 1280] {
            browser.set_viewport(width, 900);
            browser.go_to(&address);
            let violations: Vec<String> = browser.run_axe().iter().map(ToString::to_string).collect();
            assert_eq!(violations, Vec::<String>::new(), "{address} at {width}");
        }
    }
}

#[test]
fn the_menu_opens_in_a_browser_without_scripts() {
    let browser = Browser::without_scripts();
    let host = serve();
    browser.set_viewport(390, 900);
    browser.go_to(&format!("{host}/zh-Hans/parts"));
    assert_eq!(browser.text("#nav"), "");
    browser.click(".menu");
    assert!(browser.text("#nav").contains("问题台账"));
    browser.click("问题台账");
    assert_eq!(browser.address(), format!("{host}/ledger"));
}

#[test]
fn the_rooms_behind_more_show_in_a_browser_only_once_they_are_asked_for() {
    let browser = Browser::without_scripts();
    browser.set_viewport(1280, 900);
    browser.go_to(&format!("{}/zh-Hans/parts", serve()));
    assert_eq!(browser.text("#more"), "", "closed until somebody opens it");
    browser.click(".more > button");
    assert_ne!(browser.text("#more"), "");
}

#[test]
fn fingers_find_every_button_and_field_in_a_browser_of_a_phone() {
    let browser = Browser::start();
    let small = "const of = e => e.tagName + ' ' + e.textContent.trim().slice(0, 20) + ' ' + e.getBoundingClientRect().height; \
        return [...document.querySelectorAll('button, .button, input:not([type=radio], [type=checkbox], [type=hidden]), select, \
        textarea, .choice, tbody a, .figures a')].filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.9).map(of)";
    browser.set_viewport(390, 900);
    for address in addresses(&serve()) {
        browser.go_to(&address);
        assert_eq!(browser.run(small, &[]).to_string(), "[]", "{address}");
    }
}
