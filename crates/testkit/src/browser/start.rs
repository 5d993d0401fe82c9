//! Starting chromedriver, and Chromium through it.

use std::{
    env, fs, io,
    path::PathBuf,
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use serde_json::{Value, json};

use super::{
    Browser,
    patience::TO_START,
    wire::{Wire, WireError},
};
use crate::{give_up, supervised::Supervised};

/// Nothing but the page: no network of the browser's own, no first-run questions. Tests may run as root, where
/// Chromium's sandbox can't.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--window-size=1280,900",
];

impl Browser {
    /// A browser as most people have it, 1280 by 900 pixels.
    ///
    /// # Panics
    /// When Chromium or chromedriver is missing or fails; the message says so and how to install it.
    #[track_caller]
    pub fn start() -> Self {
        started(start(true, "en"))
    }

    /// A browser in which no page may run a script.
    ///
    /// # Panics
    /// As [`Browser::start`].
    #[track_caller]
    pub fn without_scripts() -> Self {
        started(start(false, "en"))
    }

    /// A browser that asks for pages in this language first, such as `zh-Hans`.
    ///
    /// # Panics
    /// As [`Browser::start`].
    #[track_caller]
    pub fn in_language(language: &str) -> Self {
        started(start(true, language))
    }
}

#[track_caller]
fn started(browser: Result<Browser, WireError>) -> Browser {
    match browser {
        Ok(browser) => browser,
        Err(error) => give_up("no browser for this test (run `cargo xtask test`)", &error),
    }
}

fn start(scripts: bool, language: &str) -> Result<Browser, WireError> {
    let folder = new_folder()?;
    let mut chromedriver = Command::new("chromedriver");
    chromedriver.arg("--port=0").env("TMPDIR", &folder).env("HOME", &folder);
    let mut driver = Supervised::start(&chromedriver, &folder, "TERM", None)?;
    let wire = Wire { port: port_of(&mut driver)? };
    let wanted = wanted(&folder.join("profile"), scripts, language);
    let session = wire.call("POST", "/session", &wanted)?;
    let id = session.get("sessionId").and_then(Value::as_str).unwrap_or_default();
    Ok(Browser { wire, session: format!("/session/{id}"), _driver: driver })
}

fn wanted(profile: &std::path::Path, scripts: bool, language: &str) -> Value {
    let mut arguments: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    // Chromium's own setting: 1 allows scripts, 2 forbids them.
    let javascript = if scripts { 1 } else { 2 };
    json!({ "capabilities": { "alwaysMatch": {
        "browserName": "chrome",
        "goog:chromeOptions": {
            "args": arguments,
            "prefs": {
                "intl.accept_languages": language,
                "profile.default_content_setting_values.javascript": javascript,
            },
        },
        "goog:loggingPrefs": { "browser": "ALL" },
    } } })
}

fn new_folder() -> io::Result<PathBuf> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("earnest-browser-{}-{number}", std::process::id());
        let folder = env::temp_dir().join(name);
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// Asked for port 0, chromedriver takes a free one and prints it.
fn port_of(driver: &mut Supervised) -> io::Result<u16> {
    let (tries, pause) = TO_START;
    for _ in 0..tries {
        let log = driver.log();
        if let Some(port) = port_in(&log) {
            return Ok(port);
        }
        if !driver.is_running() {
            break;
        }
        thread::sleep(pause);
    }
    Err(io::Error::other(format!("chromedriver did not start: {}", driver.log())))
}

fn port_in(log: &str) -> Option<u16> {
    let (_, rest) = log.split_once("started successfully on port ")?;
    let (digits, _) = rest.split_once('.')?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_what_the_driver_prints() {
        let log = "Starting\nChromeDriver was started successfully on port 41234.\n";
        assert_eq!(port_in(log), Some(41234));
        assert_eq!(port_in("ChromeDriver was started successfully on port 41"), None);
    }
}
