//! A form that keeps itself, in a real browser: typed, cut off from the server, brought back, handed in.
#![expect(clippy::panic, reason = "helpers of tests may break off")]

use earnest_model::actor::Role;
use earnest_testkit::{browser::Browser, site::Site};
use std::{thread::sleep, time::Duration};

const SHEET: &str = "/sheets/new?spot_check=2";

/// Waits for words under the form: the script saves a moment after the last key.
#[track_caller]
fn wait_for(browser: &Browser, words: &str) {
    for _ in 0..100 {
        if browser.texts(".saved").concat().contains(words) {
            return;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("the form says {:?} and not {words:?}", browser.texts(".saved"));
}

#[test]
fn a_form_saves_itself_outlives_a_lost_connection_and_is_handed_in_when_it_is_back() {
    let site = Site::with_example();
    let browser = Browser::start();
    site.sign_in_with(&browser, Role::Assessor, "P");
    let address = format!("{}{SHEET}", site.host);
    browser.go_to(&address);
    browser.fill("mark-in-time", "7.5");
    wait_for(&browser, "Saved by itself (12:00)");
    browser.go_to(&address);
    assert_eq!(browser.value("mark-in-time"), "7.5");
    browser.offline(true);
    browser.fill("mark-specific", "21");
    wait_for(&browser, "kept on this device");
    browser.click("Hand it in");
    wait_for(&browser, "kept on this device");
    assert_eq!(browser.value("mark-specific"), "21", "the page is not lost");
    browser.offline(false);
    wait_for(&browser, "Saved by itself");
    browser.go_to(&address);
    assert_eq!((browser.value("mark-in-time"), browser.value("mark-specific")), ("7.5".into(), "21".into()));
    browser.click("Hand it in");
    assert!(
        browser.address().contains("/sheets/") && !browser.address().contains("new"),
        "{}",
        browser.address()
    );
    assert!(browser.text("main").contains("71.25"), "28.5 of 40 points");
}

#[test]
fn what_never_reached_the_server_comes_back_with_the_next_visit() {
    let site = Site::with_example();
    let browser = Browser::start();
    site.sign_in_with(&browser, Role::Assessor, "P");
    let address = format!("{}{SHEET}", site.host);
    browser.go_to(&address);
    browser.offline(true);
    browser.fill("mark-specific", "19");
    wait_for(&browser, "kept on this device");
    browser.run("window.stop(); location.replace('about:blank')", &[]);
    browser.offline(false);
    browser.go_to(&address);
    wait_for(&browser, "Saved by itself");
    assert_eq!(browser.value("mark-specific"), "19");
    assert_eq!(browser.run("return localStorage.length", &[]), 0, "no copy stays on the device");
}

#[test]
fn the_second_button_keeps_a_form_without_a_script() {
    let site = Site::with_example();
    let browser = Browser::start();
    site.sign_in_with(&browser, Role::UnitOfficer, "A");
    browser.go_to(&format!("{}/seminars/new", site.host));
    browser.fill("minutes", "95");
    browser.click("Save and go on later");
    assert_eq!(browser.value("minutes"), "95");
    wait_for(&browser, "Saved by itself (12:00)");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
