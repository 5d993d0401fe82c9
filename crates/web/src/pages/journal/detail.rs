//! The detail of an entry in words: the register keeps it as JSON, people read terms and values.

use crate::frame::call::Call;
use earnest_model::event::Entry;
use serde_json::Value;

/// Characters of a fingerprint that are shown.
const SHOWN: usize = 12;

/// What was done, by the act: an action may end in several ways, and one of them happened.
pub fn what(call: &Call<'_>, entry: &Entry) -> String {
    let key = format!("act-{}", entry.word);
    let words = call.word(&key);
    // An act of another edition of the program has the words of its action.
    if words == key { call.word(&format!("action-{}", entry.action)) } else { words }
}

/// Term and value, one after the other; what is false or empty is left out.
pub fn words(call: &Call<'_>, entry: &Entry) -> String {
    let Ok(Value::Object(fields)) = serde_json::from_str::<Value>(&entry.detail) else {
        return entry.detail.clone();
    };
    let said = fields.iter().filter_map(|(key, value)| {
        let term = call.word(&format!("detail-{key}"));
        match value {
            Value::Null | Value::Bool(false) => None,
            Value::Bool(true) => Some(term),
            Value::Array(list) if list.is_empty() => None,
            value => Some(format!("{term} {}", said(call, entry, key, value))),
        }
    });
    said.collect::<Vec<_>>().join(" · ")
}

fn said(call: &Call<'_>, entry: &Entry, key: &str, value: &Value) -> String {
    match value {
        Value::String(text) => text_of(call, entry, key, text),
        Value::Array(list) => {
            list.iter().map(|one| said(call, entry, key, one)).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

/// A word of the register in its own words.
fn text_of(call: &Call<'_>, entry: &Entry, key: &str, text: &str) -> String {
    let known = match (key, entry.subject.as_str()) {
        ("from" | "to", subject) => format!("{subject}-state-{text}"),
        ("record", _) => format!("subject-{text}"),
        ("work", _) => format!("owed-kind-{text}"),
        ("change", _) => format!("change-kind-{text}"),
        ("word", _) => format!("change-state-{text}"),
        ("about", _) => format!("inquiry-kind-{text}"),
        ("outcome", _) => format!("outcome-{text}"),
        ("role", _) => format!("role-{text}"),
        ("levels", _) => format!("level-{text}"),
        ("part" | "answer", "body") => format!("body-{key}-{text}"),
        ("classes", "body") => return call.pack().class_name(text, call.lang.tag()).to_owned(),
        ("kind", "seminar") => format!("session-kind-{text}"),
        ("missing", _) => {
            let item = call.pack().checklist.iter().find(|item| item.key == text);
            return item.map_or(text, |item| item.name.get(call.lang.tag())).to_owned();
        }
        (key, _) if key.ends_with("sha256") => return text.chars().take(SHOWN).chain(['…']).collect(),
        _ => return text.to_owned(),
    };
    let words = call.word(&known);
    if words == known { text.to_owned() } else { words }
}
