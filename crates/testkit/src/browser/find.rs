//! Finding what a person means by "the button *Save*" or "the field *Name*".

use std::thread;

use serde_json::{Value, json};

use super::{Browser, patience::TO_FIND, wire::Answer};
use crate::give_up;

/// The key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element of the page, as the driver names it.
#[derive(Debug)]
pub(super) struct Element(String);

impl Element {
    /// An element that a command or script answered.
    pub(super) fn from_answer(value: &Value) -> Option<Self> {
        Some(Self(value.get(ELEMENT)?.as_str()?.to_owned()))
    }

    /// The address of a command on this element.
    pub(super) fn command(&self, command: &str) -> String {
        format!("element/{}/{command}", self.0)
    }

    /// The element as an argument of a script.
    pub(super) fn argument(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

/// A way of looking: `css selector` or `xpath`, and the words for it.
type Look = (&'static str, String);

/// A control by its label, name or selector.
pub(super) fn field(words: &str) -> Vec<Look> {
    let text = quoted(words);
    let control = "(self::input or self::textarea or self::select)";
    let xpath = format!(
        "//*[{control} and (@id=//label[normalize-space(.)={text}]/@for \
         or ancestor::label[normalize-space(.)={text} or normalize-space(text()[1])={text}] \
         or @aria-label={text} or @name={text})]"
    );
    vec![("xpath", xpath), ("css selector", words.to_owned())]
}

/// A thing to click, by its text or selector.
pub(super) fn clickable(words: &str) -> Vec<Look> {
    let text = quoted(words);
    let named = format!("(normalize-space(.)={text} or @aria-label={text})");
    let xpath = format!(
        "//button[{named}] | //a[@href and {named}] | //summary[{named}] | //label[{named}] \
         | //input[(@type='submit' or @type='button') and @value={text}]"
    );
    vec![("xpath", xpath), ("css selector", words.to_owned())]
}

/// Anything by its selector.
pub(super) fn css(selector: &str) -> Vec<Look> {
    vec![("css selector", selector.to_owned())]
}

/// The text as a string of XPath, which has no escapes.
fn quoted(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
    format!("concat({})", parts.join(", \"'\", "))
}

impl Browser {
    /// What these looks find now: visible elements first.
    pub(super) fn find_all(&self, looks: &[Look]) -> Vec<Element> {
        for (using, value) in looks {
            let answer = self.post("elements", &json!({ "using": using, "value": value }));
            let found = elements(answer);
            if !found.is_empty() {
                let (shown, hidden): (Vec<_>, Vec<_>) =
                    found.into_iter().partition(|element| self.is_shown(element));
                return shown.into_iter().chain(hidden).collect();
            }
        }
        Vec::new()
    }

    /// The first element that these looks find, waited for.
    #[track_caller]
    pub(super) fn find(&self, what: &str, looks: &[Look]) -> Element {
        let (tries, pause) = TO_FIND;
        for _ in 0..tries {
            if let Some(element) = self.find_all(looks).into_iter().next() {
                return element;
            }
            thread::sleep(pause);
        }
        give_up(&format!("no {what} on {}", self.address()), &self.texts("body").concat())
    }

    fn is_shown(&self, element: &Element) -> bool {
        matches!(self.get(&element.command("displayed")), Ok(Value::Bool(true)))
    }
}

/// A selector that is none finds nothing: words meant as a label are tried as a selector, too.
fn elements(answer: Answer) -> Vec<Element> {
    let list = answer.ok().and_then(|value| value.as_array().cloned()).unwrap_or_default();
    list.iter().filter_map(Element::from_answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_an_apostrophe_is_put_together() {
        assert_eq!(quoted("Save"), "'Save'");
        assert_eq!(quoted("unit's"), r#"concat('unit', "'", 's')"#);
    }
}
