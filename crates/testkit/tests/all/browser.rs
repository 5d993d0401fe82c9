//! The browser of the tests, on small pages of its own.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;

use earnest_testkit::browser::Browser;

const FORM: &str = r#"<!doctype html><html lang="en"><head><title>A form</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>A unit's plan</h1>
<form action="/sent"><label for="n">Name</label> <input id="n" name="name">
<label>Day <input type="date" name="day"></label>
<label for="k">Kind</label> <select id="k" name="kind"><option value="1">One<option value="2">Two</select>
<button>Send the unit's plan</button></form><p id="wide" style="width:500px">wide</p>
<a href="/other">Elsewhere</a></main></body></html>"#;

const SCRIPTED: &str = r#"<!doctype html><html lang="en"><head><title>Scripts</title></head><body><h1>before</h1>
<script>document.querySelector('h1').textContent = 'after'</script></body></html>"#;

const PLANTED: &str = r#"<!doctype html><html lang="en"><head><title>Planted</title></head><body><main><h1>Planted</h1>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" id="nameless"></main></body></html>"#;

/// Serves these pages at `/form`, `/scripted` and `/planted`, with a strict policy; any other path is told back.
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

fn answer(stream: std::net::TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or("/").to_owned();
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let told = format!("<!doctype html><html lang=en><title>Told</title><h1>{path}</h1>");
    let (body, policy) = match path.as_str() {
        "/form" => (FORM, "default-src 'none'; style-src 'unsafe-inline'"),
        "/scripted" => (SCRIPTED, "script-src 'unsafe-inline'"),
        "/forbidden" => (SCRIPTED, "default-src 'none'"),
        "/planted" => (PLANTED, "default-src 'none'; img-src data:; require-trusted-types-for 'script'"),
        _ => (told.as_str(), "default-src 'none'"),
    };
    write!(
        reader.get_mut(),
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Security-Policy: {policy}\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

#[test]
fn the_browser_fills_in_a_form_as_a_person_does() {
    let (browser, site) = (Browser::start(), serve());
    browser.go_to(&format!("{site}/form"));
    assert_eq!(browser.title(), "A form");
    browser.fill("Name", "贵阳市");
    assert_eq!(browser.value("Name"), "贵阳市");
    browser.fill("Day", "2015-11-30");
    browser.fill("Kind", "Two");
    browser.click("Send the unit's plan");
    let sent = "/sent?name=%E8%B4%B5%E9%98%B3%E5%B8%82&day=2015-11-30&kind=2";
    assert_eq!(browser.text("h1"), sent);
    assert_eq!(browser.address(), format!("{site}{sent}"));
    browser.go_back();
    browser.click("Elsewhere");
    assert_eq!(browser.texts("h1"), ["/other"]);
    assert!(browser.has("h1") && !browser.has("form"));
}

#[test]
fn the_browser_can_be_used_by_keyboard_alone() {
    let (browser, site) = (Browser::start(), serve());
    browser.go_to(&format!("{site}/form"));
    browser.press("Tab");
    browser.press("ab");
    assert_eq!(browser.value("name"), "ab");
    browser.press("Enter");
    assert!(browser.text("h1").starts_with("/sent?name=ab&"));
}

#[test]
fn the_browser_finds_a_planted_barrier_under_a_strict_policy() {
    let (browser, site) = (Browser::start(), serve());
    browser.go_to(&format!("{site}/planted"));
    let violations = browser.run_axe();
    let rules: Vec<&str> = violations.iter().map(|it| it.rule.as_str()).collect();
    assert_eq!(rules, ["image-alt"]);
    assert_eq!(violations[0].elements, ["#nameless"]);
    assert_eq!(violations[0].impact, "critical");
    browser.go_to(&format!("{site}/form"));
    assert_eq!(browser.run_axe(), []);
}

#[test]
fn the_browser_runs_scripts_unless_told_not_to() {
    let site = serve();
    let browser = Browser::start();
    browser.go_to(&format!("{site}/scripted"));
    assert_eq!(browser.text("h1"), "after");
    drop(browser);
    let browser = Browser::without_scripts();
    browser.go_to(&format!("{site}/scripted"));
    assert_eq!(browser.text("h1"), "before");
    browser.go_to(&format!("{site}/form"));
    browser.fill("Name", "no script");
    browser.fill("Kind", "Two");
    browser.click("Send the unit's plan");
    assert_eq!(browser.text("h1"), "/sent?name=no+script&day=&kind=2");
}

#[test]
fn the_browser_reports_a_breach_of_the_policy() {
    let (browser, site) = (Browser::start(), serve());
    browser.go_to(&format!("{site}/form"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
    browser.go_to(&format!("{site}/forbidden"));
    assert_eq!(browser.text("h1"), "before");
    let complaints = browser.complaints();
    assert!(complaints.iter().any(|it| it.contains("Content Security Policy")), "{complaints:?}");
}

#[test]
fn the_browser_can_be_as_narrow_as_a_phone() {
    let (browser, site) = (Browser::start(), serve());
    browser.set_viewport(390, 844);
    browser.go_to(&format!("{site}/form"));
    assert_eq!(browser.run("return document.documentElement.clientWidth", &[]), 390);
    assert!(browser.overflow() > 0);
    browser.set_viewport(1280, 900);
    browser.go_to(&format!("{site}/form"));
    assert_eq!(browser.run("return window.innerWidth", &[]), 1280);
    assert_eq!(browser.overflow(), 0);
}

#[test]
fn the_browser_takes_a_picture_of_the_whole_page() {
    let (browser, site) = (Browser::start(), serve());
    browser.set_viewport(390, 200);
    browser.go_to(&format!("{site}/form"));
    let file = std::env::temp_dir().join(format!("earnest-picture-{}.png", std::process::id()));
    browser.screenshot(&file);
    let picture = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    assert_eq!(&picture[1..4], b"PNG");
    // The height of a PNG stands in bytes 20 to 23.
    let height = u32::from_be_bytes(picture[20..24].try_into().unwrap());
    assert!(height > 200, "{height}");
}

#[test]
#[should_panic(expected = "no button, link or element `Nowhere`")]
fn the_browser_says_what_it_did_not_find() {
    let (browser, site) = (Browser::start(), serve());
    browser.go_to(&format!("{site}/form"));
    browser.click("Nowhere");
}
