//! What a person does with a page: go, read, fill in, click, type.

use std::thread;

use serde_json::{Value, json};

use super::{
    Browser,
    find::{Element, clickable, css, field},
    patience::TO_TRY_AGAIN,
    wire::WireError,
};

/// Kinds of input whose typed form depends on the language of the browser.
const SET_DIRECTLY: &[&str] = &["color", "date", "datetime-local", "month", "range", "time", "week"];

/// The browser ends its own animation between two pages when a test changes the window's size: no fault of the page.
const ANIMATION_ENDED: &str = "Transition was aborted";

impl Browser {
    /// Opens an address and waits for the page.
    #[track_caller]
    pub fn go_to(&self, address: &str) {
        let answer = self.post("url", &json!({ "url": address }));
        self.sure(&format!("open {address}"), answer);
    }

    /// Goes back one page.
    #[track_caller]
    pub fn go_back(&self) {
        let answer = self.post("back", &json!({}));
        self.sure("go back", answer);
    }

    /// The address of the page.
    #[track_caller]
    pub fn address(&self) -> String {
        let answer = self.get("url");
        as_text(&self.sure("tell the address", answer))
    }

    /// The title of the page.
    #[track_caller]
    pub fn title(&self) -> String {
        let answer = self.get("title");
        as_text(&self.sure("tell the title", answer))
    }

    /// The text that a person sees in the first such element.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let text = again(|| {
            let element = self.find(&format!("`{selector}`"), &css(selector));
            self.get(&element.command("text"))
        });
        as_text(&self.sure(&format!("read `{selector}`"), text))
    }

    /// The texts of all such elements; none if there are none now.
    #[track_caller]
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let texts = again(|| {
            let elements = self.find_all(&css(selector));
            elements.iter().map(|element| self.get(&element.command("text"))).collect()
        });
        let texts = self.sure(&format!("read all `{selector}`"), texts.map(Value::Array));
        texts.as_array().into_iter().flatten().map(as_text).collect()
    }

    /// True if there is such an element now.
    #[track_caller]
    pub fn has(&self, selector: &str) -> bool {
        !self.find_all(&css(selector)).is_empty()
    }

    /// What is in a field, named by its label, its `name` or a selector.
    #[track_caller]
    pub fn value(&self, words: &str) -> String {
        let element = self.find(&format!("field `{words}`"), &field(words));
        let answer = self.get(&element.command("property/value"));
        as_text(&self.sure("read a field", answer))
    }

    /// Fills in a field, named by its label, its `name` or a selector. In a list it chooses the option of this text,
    /// in a date or time field it sets the value in HTML's form (`2015-11-30`).
    #[track_caller]
    pub fn fill(&self, words: &str, value: &str) {
        let element = self.find(&format!("field `{words}`"), &field(words));
        let kind = self.run("return arguments[0].tagName + ' ' + arguments[0].type", &[element.argument()]);
        let kind = as_text(&kind).to_lowercase();
        let (tag, input) = kind.split_once(' ').unwrap_or((&kind, ""));
        if tag == "select" {
            self.choose(&element, words, value);
        } else if SET_DIRECTLY.contains(&input) {
            self.set(&element, value);
        } else {
            let cleared = self.post(&element.command("clear"), &json!({}));
            self.sure(&format!("clear the field `{words}`"), cleared);
            let typed = self.post(&element.command("value"), &json!({ "text": value }));
            self.sure(&format!("fill in the field `{words}`"), typed);
        }
    }

    /// Clicks on what a person would call so: a button, link or label of this text, or a selector. If that leads to
    /// another page, the page is waited for.
    #[track_caller]
    pub fn click(&self, words: &str) {
        let clicked = again(|| {
            let element = self.find(&format!("button, link or element `{words}`"), &clickable(words));
            let page = self.about_to_leave(Some(&element));
            self.post(&element.command("click"), &json!({}))?;
            self.wait_for_leave(page);
            Ok(Value::Null)
        });
        self.sure(&format!("click on `{words}`"), clicked);
    }

    /// Types keys into whatever has the focus. `Tab`, `Enter`, `Escape` and `Space` are names of keys; anything else
    /// is typed letter by letter.
    #[track_caller]
    pub fn press(&self, keys: &str) {
        let named = match keys {
            "Tab" => "\u{E004}",
            "Enter" => "\u{E007}",
            "Escape" => "\u{E00C}",
            "Space" => " ",
            other => other,
        };
        let strokes = named.chars().flat_map(|key| {
            [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]
        });
        let strokes: Vec<Value> = strokes.collect();
        let body = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] });
        let page = (keys == "Enter").then(|| self.about_to_leave(None));
        let answer = self.post("actions", &body);
        self.sure(&format!("press {keys}"), answer);
        if let Some(page) = page {
            self.wait_for_leave(page);
        }
    }

    /// Cuts the browser off from every server, or connects it again.
    #[track_caller]
    pub fn offline(&self, cut: bool) {
        self.chromium("Network.enable", &json!({}));
        let line = json!({ "offline": cut, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.chromium("Network.emulateNetworkConditions", &line);
    }

    /// What the browser complained about since the last time: errors of scripts, refused resources, breaches of the
    /// page's content security policy.
    #[track_caller]
    pub fn complaints(&self) -> Vec<String> {
        let answer = self.post("se/log", &json!({ "type": "browser" }));
        let log = self.sure("tell its complaints", answer);
        let lines = log.as_array().into_iter().flatten();
        let severe = lines.filter(|line| line.get("level").and_then(Value::as_str) == Some("SEVERE"));
        let told = severe.filter_map(|line| line.get("message").map(as_text));
        told.filter(|line| !line.contains(ANIMATION_ENDED)).collect()
    }

    #[track_caller]
    fn choose(&self, list: &Element, words: &str, option: &str) {
        let script = "const option = [...arguments[0].options].find(it => it.text.trim() === arguments[1] \
            || it.value === arguments[1]); if (!option) return false; option.selected = true; \
            arguments[0].dispatchEvent(new Event('input', { bubbles: true })); \
            arguments[0].dispatchEvent(new Event('change', { bubbles: true })); return true;";
        let chosen = self.run(script, &[list.argument(), json!(option)]);
        if chosen != true {
            let options = self.run("return arguments[0].innerText", &[list.argument()]);
            crate::give_up(&format!("no option `{option}` in `{words}`"), &options);
        }
    }

    #[track_caller]
    fn set(&self, element: &Element, value: &str) {
        let script = "arguments[0].value = arguments[1]; \
            arguments[0].dispatchEvent(new Event('input', { bubbles: true })); \
            arguments[0].dispatchEvent(new Event('change', { bubbles: true }));";
        self.run(script, &[element.argument(), json!(value)]);
    }
}

/// Tries until it goes well, or returns the last failure.
fn again<T>(mut attempt: impl FnMut() -> Result<T, WireError>) -> Result<T, WireError> {
    let (tries, pause) = TO_TRY_AGAIN;
    for _ in 1..tries {
        if let Ok(value) = attempt() {
            return Ok(value);
        }
        thread::sleep(pause);
    }
    attempt()
}

fn as_text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
