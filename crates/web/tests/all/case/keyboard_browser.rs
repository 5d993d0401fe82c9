//! The keyboard: "/" leads to the search box from every page, Esc gives the focus back, and the whole way goes without a mouse.

use earnest_model::actor::Role;
use earnest_testkit::{browser::Browser, site::Site};
use std::{thread::sleep, time::Duration};

fn focus(browser: &Browser) -> String {
    let at = browser.run(
        "const at = document.activeElement; return at.id || at.getAttribute('href') || at.name || at.tagName",
        &[],
    );
    at.as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_slash_leads_to_the_search_box_on_every_page_and_escape_gives_the_focus_back_in_a_browser() {
    let site = Site::with_example();
    let browser = Browser::start();
    site.sign_in_with(&browser, Role::Office, "P");
    browser.set_viewport(1600, 900);
    for page in ["/desk", "/board", "/ledger", "/plans", "/draws", "/circulars", "/case", "/me", "/visits"] {
        browser.go_to(&format!("{}{page}?lang=en", site.host));
        browser.run("document.querySelector('.brand').focus()", &[]);
        browser.press("/");
        assert_eq!((focus(&browser), browser.value("#find")), ("find".to_owned(), String::new()), "{page}");
        browser.press("Escape");
        assert_eq!(focus(&browser), "/", "{page}: back at the brand");
    }
}

#[test]
fn where_the_head_has_no_room_a_slash_leads_to_the_page_of_the_search_in_a_browser() {
    let site = Site::with_example();
    let browser = Browser::start();
    site.sign_in_with(&browser, Role::Office, "P");
    browser.set_viewport(900, 900);
    browser.go_to(&format!("{}/ledger?lang=en", site.host));
    browser.press("/");
    for _ in 0..50 {
        if browser.address().contains("/search") && focus(&browser) == "field-q" {
            break;
        }
        sleep(Duration::from_millis(100));
    }
    assert!(browser.address().contains("/search"), "{}", browser.address());
    assert_eq!(focus(&browser), "field-q");
    // A sign that is typed stays a sign.
    browser.press("2015/03");
    assert_eq!(browser.value("main input[name=q]"), "2015/03");
}

#[test]
fn the_whole_way_to_a_record_goes_by_the_keyboard_in_a_browser() {
    let site = Site::with_example();
    let browser = Browser::start();
    site.sign_in_with(&browser, Role::Office, "P");
    browser.set_viewport(1600, 900);
    browser.go_to(&format!("{}/desk?lang=en", site.host));
    browser.press("/");
    browser.press("议而不决");
    browser.press("Enter");
    assert!(browser.address().contains("/search?q="), "{}", browser.address());
    browser.press("/");
    browser.press("Escape");
    for _ in 0..60 {
        browser.press("Tab");
        if focus(&browser).starts_with("/problems/") {
            break;
        }
    }
    assert!(focus(&browser).starts_with("/problems/"), "{}", focus(&browser));
    browser.press("Enter");
    assert!(browser.address().contains("/problems/"), "{}", browser.address());
}
