//! A real browser: headless Chromium, driven over WebDriver, so that a test reads as what a person does.
//!
//! ```no_run
//! use earnest_testkit::browser::Browser;
//! let browser = Browser::start();
//! browser.go_to("http://127.0.0.1:8080/sign-in");
//! browser.fill("Name", "office-1");
//! browser.click("Sign in");
//! assert_eq!(browser.text("h1"), "What you owe now");
//! assert_eq!(browser.run_axe(), []);
//! ```
//!
//! Every method ends the test with a message when the browser can't do what is asked; what takes a page a moment is
//! waited for, five seconds at most.

mod axe;
mod find;
mod leave;
mod page;
mod patience;
mod picture;
mod start;
mod wire;

pub use axe::Violation;

use serde_json::{Value, json};

use crate::{give_up, supervised::Supervised};
use wire::{Answer, Wire};

/// One browser with one window and an empty profile. It is closed on drop.
#[derive(Debug)]
pub struct Browser {
    wire: Wire,
    /// `/session/ID`, the beginning of every command's address.
    session: String,
    /// Held for its `Drop`.
    _driver: Supervised,
}

impl Browser {
    /// Runs a script as the body of a function and returns what it returns.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        let answer = self.try_run(script, arguments);
        self.sure("run a script", answer)
    }

    fn try_run(&self, script: &str, arguments: &[Value]) -> Answer {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// A command of Chromium's own protocol.
    #[track_caller]
    fn chromium(&self, command: &str, parameters: &Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        let answer = self.post("goog/cdp/execute", &body);
        self.sure(command, answer)
    }

    fn get(&self, command: &str) -> Answer {
        self.wire.call("GET", &format!("{}/{command}", self.session), &Value::Null)
    }

    fn post(&self, command: &str, body: &Value) -> Answer {
        self.wire.call("POST", &format!("{}/{command}", self.session), body)
    }

    #[track_caller]
    fn sure(&self, what: &str, answer: Answer) -> Value {
        match answer {
            Ok(value) => value,
            Err(error) => give_up(&format!("the browser could not {what}"), &error),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // If the browser is already gone, there is nothing left to close.
        let _ignored = self.wire.call("DELETE", &self.session, &Value::Null);
    }
}
