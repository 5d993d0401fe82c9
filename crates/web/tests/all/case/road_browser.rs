//! On the road: a case in a real browser whose server goes away at any moment and comes back.
#![expect(clippy::panic, reason = "helpers of tests may break off")]

use super::content::{SHEET, listener};
use crate::shared::look_at;
use earnest_i18n::Lang;
use earnest_model::actor::Role;
use earnest_testkit::{
    browser::Browser,
    site::{PASSWORD, Site},
};
use std::{thread::sleep, time::Duration};

const MEASURE: &str = "/measures/4";

/// Waits until words stand on the page of the case.
#[track_caller]
fn wait_for(browser: &Browser, words: &str) {
    for _ in 0..150 {
        if browser.texts("#case").concat().contains(words) {
            return;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("the case says {:?} and not {words:?}", browser.texts("#case"));
}

/// Waits until something that a script finds is so.
#[track_caller]
fn until(browser: &Browser, script: &str) {
    for _ in 0..150 {
        if browser.run(script, &[]) == true {
            return;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("{script} never came true: {:?}", browser.texts("#case"));
}

/// Opens the case and waits until the device can show it by itself.
#[track_caller]
fn pack(site: &Site, browser: &Browser) {
    browser.go_to(&format!("{}/case?lang=en", site.host));
    wait_for(browser, "Packed");
    until(browser, "return document.getElementById('case')?.dataset.ready === 'true'");
    until(
        browser,
        "return performance.getEntriesByType('resource').length > 0 && !!navigator.serviceWorker.controller",
    );
}

/// Opens a page of the case by its way in the list.
#[track_caller]
fn open(browser: &Browser, at: &str) {
    browser.click(&format!(
        "#case a[href='#at={}']",
        at.replace('/', "%2F").replace('?', "%3F").replace('=', "%3D")
    ));
    until(browser, "return !!document.querySelector('#case article form')");
}

/// Somebody signs in by the form, whoever was there before.
#[track_caller]
fn enter(site: &Site, browser: &Browser, login: &str) {
    browser.go_to(&format!("{}/sign-in?lang=en", site.host));
    browser.fill("login", login);
    browser.fill("password", PASSWORD);
    browser.click("main button[type=submit]");
    assert!(browser.address().contains("/desk"), "{}", browser.address());
}

fn fill_sheet(browser: &Browser) {
    open(browser, SHEET);
    browser.fill("#case [name=heard_on]", "2015-06-01");
    browser.fill("mark-oneself", "18");
    browser.fill("mark-duty", "15");
    browser.click("#case input[name=mark-cases] + .unseen");
    assert_eq!(browser.value("mark-cases"), "-", "one press in the place of a sign");
    browser.fill("reason-cases", "本次未涉及典型案例");
    until(browser, "return document.querySelector('#case .saved').textContent.includes('Kept')");
}

#[test]
fn a_sheet_is_read_and_filled_in_without_a_net_outlives_a_restart_and_arrives_once_in_a_browser() {
    let mut site = Site::with_example();
    let browser = Browser::start();
    let login = listener(&site);
    enter(&site, &browser, &login);
    pack(&site, &browser);
    let acts = site.register.journal().len();
    site.goes_away();
    browser.go_to(&format!("{}/case", site.host));
    wait_for(&browser, "No net");
    let plan = browser.run(
        "return [...document.querySelectorAll('#case a')].find(it => it.hash.includes('plans'))?.hash ?? ''",
        &[],
    );
    assert!(plan.as_str().is_some_and(|hash| hash.contains("%2Fplans%2F")), "a plan to read: {plan}");
    browser.run("location.hash = arguments[0]", &[plan]);
    wait_for(&browser, "严以修身");
    browser.run("location.hash = ''", &[]);
    wait_for(&browser, "To fill in and to do");
    fill_sheet(&browser);
    // Half filled in, the browser goes and comes back.
    sleep(Duration::from_millis(400));
    browser.go_to("about:blank");
    browser.go_to(&format!("{}/case", site.host));
    wait_for(&browser, "Begun, kept here");
    browser.click("Go on with it");
    until(&browser, "return document.querySelector('#case [name=mark-duty]')?.value === '15'");
    browser.click("#case form button[type=submit]");
    wait_for(&browser, "it is handed in by itself once there is a net");
    browser.go_to("about:blank");
    assert_eq!(site.register.journal().len(), acts);
    site.comes_back();
    browser.go_to(&format!("{}/case", site.host));
    wait_for(&browser, "Arrived");
    assert_eq!(site.register.journal().len(), acts + 1);
    let way = browser
        .run("return document.querySelector('[data-state=arrived] a[href]').getAttribute('href')", &[]);
    browser.go_to(&format!("{}{}", site.host, way.as_str().unwrap_or_default()));
    assert!(browser.text("main").contains("本次未涉及典型案例"), "{}", browser.text("main"));
}

#[test]
fn whatever_moment_the_net_goes_each_thing_arrives_once_in_a_browser() {
    let mut site = Site::with_example();
    let browser = Browser::start();
    site.sign_in_with(&browser, Role::UnitOfficer, "A");
    pack(&site, &browser);
    let acts = site.register.journal().len();
    // Moments after the press at which the server goes: before it is reached, while it answers, after.
    for (turn, pause) in [0_u64, 3, 11, 29, 60, 140].into_iter().enumerate() {
        browser.go_to(&format!("{}/case", site.host));
        wait_for(&browser, "To fill in and to do");
        open(&browser, MEASURE);
        browser.run("for (const it of document.querySelectorAll('#case details')) it.open = true", &[]);
        browser.fill("#case form[action$=progress] [name=progress]", &(61 + turn).to_string());
        browser.fill("#case form[action$=progress] [name=remarks]", &format!("第{turn}次公示整改清单"));
        browser.click("#case form[action$=progress] button[type=submit]");
        sleep(Duration::from_millis(pause));
        site.goes_away();
        browser.go_to(&format!("{}/case", site.host));
        wait_for(&browser, "Filled in on this device");
        site.comes_back();
        until(
            &browser,
            &format!("return document.querySelectorAll('[data-state=arrived]').length === {}", turn + 1),
        );
        assert_eq!(site.register.journal().len(), acts + turn + 1, "cut {pause} ms after the press");
    }
}

#[test]
fn a_session_that_ended_meanwhile_holds_nothing_up_once_its_owner_is_back_in_a_browser() {
    let mut site = Site::with_example();
    let browser = Browser::start();
    let login = listener(&site);
    enter(&site, &browser, &login);
    pack(&site, &browser);
    let acts = site.register.journal().len();
    site.goes_away();
    browser.go_to(&format!("{}/case", site.host));
    wait_for(&browser, "No net");
    fill_sheet(&browser);
    browser.click("#case form button[type=submit]");
    wait_for(&browser, "it is handed in by itself");
    site.passes(13 * 3_600);
    site.comes_back();
    wait_for(&browser, "it is handed in once you have signed in");
    assert_eq!(site.register.journal().len(), acts);
    // Another person signs in on the device: nothing of the first one's is shown or handed in under their name.
    let (other, _) = site.register.account(Role::Assessor, "P", Some(PASSWORD));
    let acts = site.register.journal().len();
    enter(&site, &browser, &other);
    browser.go_to(&format!("{}/case", site.host));
    wait_for(&browser, "Packed");
    assert!(browser.text("#case").contains("Nothing is filled in here"), "{}", browser.text("#case"));
    assert_eq!(site.register.journal().len(), acts);
    enter(&site, &browser, &login);
    browser.go_to(&format!("{}/case", site.host));
    wait_for(&browser, "Arrived");
    assert_eq!(site.register.journal().len(), acts + 1);
}

#[test]
fn after_its_days_and_after_signing_out_nothing_is_left_on_the_device_in_a_browser() {
    let mut site = Site::with_example();
    let browser = Browser::start();
    let login = listener(&site);
    enter(&site, &browser, &login);
    pack(&site, &browser);
    let age = "const done = arguments[0]; return new Promise((end) => { const asked = indexedDB.open('earnest-case');
        asked.onsuccess = () => { const shelf = asked.result.transaction('whole', 'readwrite').objectStore('whole');
        const found = shelf.get('one'); found.onsuccess = () => { shelf.put({ ...found.result, until: Date.now() - 1 }, 'one')
        .onsuccess = () => { asked.result.close(); end(true); }; }; }; })";
    assert_eq!(browser.run(age, &[true.into()]), true);
    site.goes_away();
    browser.go_to(&format!("{}/case", site.host));
    wait_for(&browser, "Nothing is packed on this device");
    site.comes_back();
    pack(&site, &browser);
    fill_sheet(&browser);
    browser.go_to(&format!("{}/me?lang=en", site.host));
    let sign_out = "document.querySelector('form[action=\"/sign-out\"]').requestSubmit()";
    browser.run(sign_out, &[]);
    until(&browser, "return !!document.querySelector('dialog[open]')");
    assert!(browser.text("dialog").contains("is not handed in"));
    browser.click("Stay signed in");
    assert!(browser.address().contains("/me"));
    browser.run(sign_out, &[]);
    until(&browser, "return !!document.querySelector('dialog[open]')");
    browser.click("Sign out all the same");
    until(&browser, "return location.pathname === '/'");
    let left = browser.run(
        "return indexedDB.databases().then(async (all) => [all.length, (await caches.keys()).length, localStorage.length].join())",
        &[],
    );
    assert_eq!(left, "0,0,0");
}

#[test]
fn everybody_can_use_the_case_and_a_sheet_in_it_in_a_browser() {
    let site = Site::with_example();
    let browser = Browser::start();
    let login = listener(&site);
    enter(&site, &browser, &login);
    let mut faults = Vec::new();
    for lang in Lang::ALL {
        faults.extend(look_at(&site, &browser, lang, &["/case"]));
    }
    browser.set_viewport(390, 900);
    pack(&site, &browser);
    fill_sheet(&browser);
    faults.extend(browser.run_axe().iter().map(|fault| format!("a sheet in the case: {fault}")));
    if browser.overflow() > 0 {
        faults.push(format!("a sheet in the case: {} px wider than a phone", browser.overflow()));
    }
    faults.extend(browser.complaints());
    assert_eq!(faults, Vec::<String>::new());
}
