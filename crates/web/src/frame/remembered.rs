//! What forms asked, kept for the time in which the register can't tell: whoever sends one in an outage gets their words back
//! beside what was asked, in the words that they chose, and not beside the names of fields.
//!
//! It is kept by the server alone, under the session that read the page: choices name what only its reader may know.

use crate::frame::forms::markup::{Control, Form, Kind};
use earnest_model::hash::sha256_hex;
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The most bytes that are kept of all forms together; then the oldest make room.
const MOST: usize = 16 << 20;
/// The most bytes of one form.
const MOST_EACH: usize = 256 << 10;

/// A question of a form, or one of its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The name of the field.
    pub name: String,
    /// What it sends.
    pub value: String,
    /// What is asked.
    pub label: String,
    /// What a choice is called.
    pub words: String,
}

impl Asked {
    /// A control as far as it tells people something.
    pub fn of(control: &Control) -> Option<Self> {
        let told = !matches!(control.kind, Kind::Hidden | Kind::Secret | Kind::Button);
        let chosen = matches!(control.kind, Kind::Tick | Kind::Several | Kind::One | Kind::Choice);
        let told = told && !(control.label.is_empty() && control.words.is_empty());
        told.then(|| Self {
            name: control.name.clone(),
            // What was typed is in the form that is sent.
            value: if chosen { control.value.clone() } else { String::new() },
            label: control.label.clone(),
            words: if chosen { control.words.clone() } else { String::new() },
        })
    }

    fn bytes(&self) -> usize {
        size_of::<Self>() + self.name.len() + self.value.len() + self.label.len() + self.words.len()
    }
}

/// What forms asked.
#[derive(Debug, Default)]
pub struct Remembered(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    of: HashMap<String, Arc<[Asked]>>,
    order: VecDeque<String>,
    bytes: usize,
}

impl Remembered {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Whoever broke off while holding it left it whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers what a form asks that goes out to a session.
    pub fn note(&self, session: &str, form: &Form) {
        let asked: Arc<[Asked]> = form.controls.iter().filter_map(Asked::of).collect();
        let bytes: usize = asked.iter().map(Asked::bytes).sum();
        if asked.is_empty() || bytes > MOST_EACH {
            return;
        }
        let key = key(session, &form.action);
        let mut kept = self.kept();
        if let Some(known) = kept.of.get(&key) {
            if **known == *asked {
                return;
            }
            kept.drop_one(&key);
            kept.order.retain(|one| *one != key);
        }
        kept.bytes += bytes;
        kept.of.insert(key.clone(), asked);
        kept.order.push_back(key);
        while kept.bytes > MOST {
            let Some(oldest) = kept.order.pop_front() else { break };
            kept.drop_one(&oldest);
        }
    }

    /// What a form asked that was sent from a session; nothing if that is not known.
    pub fn of(&self, session: &str, action: &str) -> Arc<[Asked]> {
        self.kept().of.get(&key(session, action)).cloned().unwrap_or_default()
    }
}

impl Kept {
    fn drop_one(&mut self, key: &str) {
        let gone = self.of.remove(key);
        self.bytes -= gone.iter().flat_map(|asked| asked.iter()).map(Asked::bytes).sum::<usize>();
    }
}

fn key(session: &str, action: &str) -> String {
    sha256_hex(format!("{session}\0{action}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::forms::markup::forms;

    fn form(action: &str, label: &str) -> Form {
        let page = format!(
            "<form method=\"post\" action=\"{action}\"><label for=\"a\">{label}</label><textarea id=\"a\" name=\"body\">\
             \nold</textarea><fieldset><legend>Which</legend><label class=\"choice\"><input type=\"radio\" name=\"state\" \
             value=\"excused\"> <span>Was <b>excused</b></span></label></fieldset><input type=\"password\" name=\"p\"></form>"
        );
        forms(&page).pop().unwrap()
    }

    #[test]
    fn what_a_form_asked_is_told_to_its_session_alone() {
        let all = Remembered::default();
        all.note("s", &form("/a", "Words"));
        let told = all.of("s", "/a");
        let said: Vec<_> =
            told.iter().map(|one| [&*one.name, &*one.value, &*one.label, &*one.words]).collect();
        assert_eq!(said, [["body", "", "Words", ""], ["state", "excused", "Which", "Was excused"]]);
        assert!(all.of("other", "/a").is_empty() && all.of("s", "/b").is_empty());
        all.note("s", &form("/a", "Other words"));
        assert_eq!(all.of("s", "/a")[0].label, "Other words");
    }

    #[test]
    fn the_oldest_make_room_and_no_more_is_kept_than_may_be() {
        let all = Remembered::default();
        let long = "w".repeat(100 << 10);
        for number in 0..400 {
            all.note("s", &form(&format!("/{number}"), &long));
        }
        assert!(all.of("s", "/0").is_empty() && !all.of("s", "/399").is_empty());
        let kept = all.kept();
        assert!(kept.bytes <= MOST && kept.of.len() == kept.order.len());
        drop(kept);
        all.note("s", &form("/large", &"w".repeat(300 << 10)));
        assert!(all.of("s", "/large").is_empty());
    }
}
