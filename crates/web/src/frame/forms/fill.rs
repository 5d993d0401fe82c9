//! Words that were typed put back into a form as it stands now: what the writer changed stays, what others changed since
//! stays, and where both changed the same, both are told.

use super::{
    carried::{own, print},
    markup::{Control, Form, Kind},
    tags::{Edits, edited, escaped},
};
use crate::frame::fields::Fields;
use std::collections::HashSet;

/// A question to which two people gave different answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Both {
    /// What was asked; empty if the form does not say.
    pub label: String,
    /// What stands there now.
    pub now: String,
    /// What was sent.
    pub sent: String,
}

/// Words that are shown to be copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftWords {
    /// The name of their field, which nobody reads.
    pub name: String,
    /// What was asked; empty if that is not known here.
    pub label: String,
    /// The words.
    pub words: String,
}

/// A form filled in.
#[derive(Debug, Default)]
pub struct Filled {
    /// The page with the form filled in.
    pub html: String,
    /// Where two answers meet.
    pub both: Vec<Both>,
    /// What was sent and has no place in the form.
    pub left: Vec<LeftWords>,
}

/// What was sent, and what stood in the form when it was opened.
struct Sent<'f> {
    form: &'f Fields,
    was: HashSet<&'f str>,
}

impl<'f> Sent<'f> {
    fn new(form: &'f Fields) -> Self {
        let was = form.get("was").as_bytes().chunks(8).filter_map(|print| std::str::from_utf8(print).ok());
        Self { form, was: was.collect() }
    }

    /// Whether this answer stood in the form when it was opened.
    fn stood(&self, name: &str, value: &str) -> bool {
        self.was.contains(print(name, value).as_str())
    }

    fn says(&self, name: &str, value: &str) -> bool {
        self.form.all(name).any(|sent| sent == value)
    }
}

/// Fills in a form of a page.
pub fn fill(html: &str, form: &Form, fields: &Fields) -> Filled {
    let sent = Sent::new(fields);
    let mut filled = Filled::default();
    let mut edits = Edits::new();
    let mut places: Vec<(&str, usize)> = Vec::new();
    let mut folds = form.folds.clone();
    for control in &form.controls {
        let before = edits.len();
        match control.kind {
            Kind::Line | Kind::Lines => {
                let place = places.iter().filter(|(name, _)| *name == control.name).count();
                places.push((&control.name, place));
                line(control, place, &sent, &mut edits, &mut filled.both);
            }
            Kind::Tick | Kind::Several => tick(control, &sent, &mut edits),
            Kind::One | Kind::Choice => choice(control, form, &sent, &mut edits, &mut filled.both),
            Kind::Hidden | Kind::Secret | Kind::Files | Kind::Button => {}
        }
        if edits.len() > before {
            folds.extend(&control.folds);
        }
    }
    filled.left = left(form, fields);
    unfold(folds, &mut edits);
    filled.html = edited(html, edits);
    filled
}

/// Opens folds.
fn unfold(mut folds: Vec<usize>, edits: &mut Edits) {
    folds.sort_unstable();
    folds.dedup();
    edits.extend(folds.iter().map(|at| (*at..*at, " open".to_owned())));
}

/// Puts back into a form exactly what was sent: it was refused, and whoever sent it goes on where they were.
pub fn put_back(html: &str, form: &Form, fields: &Fields) -> Filled {
    let sent = Sent::new(fields);
    let mut edits = Edits::new();
    let mut places: Vec<(&str, usize)> = Vec::new();
    let mut folds = Vec::new();
    for control in &form.controls {
        let before = edits.len();
        match control.kind {
            Kind::Line | Kind::Lines => {
                let place = places.iter().filter(|(name, _)| *name == control.name).count();
                places.push((&control.name, place));
                let words = fields.all(&control.name).nth(place).map(|words| words.replace("\r\n", "\n"));
                if let Some(words) = words.filter(|words| *words != control.value) {
                    edits.push((control.value_at.clone(), written(control, &words)));
                }
            }
            Kind::Tick | Kind::Several | Kind::One | Kind::Choice => {
                let wants = sent.says(&control.name, &control.value);
                // A list always sends a choice: one that sent none of these was another list.
                let told = wants || control.kind != Kind::Choice || chose(form, control, &sent);
                if told && wants != control.on {
                    set(control, wants, &mut edits);
                }
            }
            Kind::Hidden | Kind::Secret | Kind::Files | Kind::Button => {}
        }
        if edits.len() > before {
            folds.extend(&control.folds);
        }
    }
    let left = left(form, fields);
    unfold(folds, &mut edits);
    Filled { html: edited(html, edits), both: Vec::new(), left }
}

/// Whether one of the choices of a list was sent.
fn chose(form: &Form, of: &Control, sent: &Sent<'_>) -> bool {
    form.controls.iter().any(|other| other.name == of.name && sent.says(&other.name, &other.value))
}

/// What was sent and has no place in the form. A word of the program's own that the form asks for no more is nobody's.
fn left(form: &Form, fields: &Fields) -> Vec<LeftWords> {
    let mut all = own(fields).0;
    all.retain(|(name, value)| !value.is_empty() && !has_place(form, name, value));
    let asked = |name: &str| form.controls.iter().find(|control| control.name == name);
    let words = all.into_iter().filter(|(name, value)| asked(name).is_some() || !is_key(value));
    words
        .map(|(name, words)| LeftWords {
            label: asked(&name).map(|control| control.label.clone()).unwrap_or_default(),
            name,
            words,
        })
        .collect()
}

/// Whether a text is one that the program chose: small letters, with hyphens between.
fn is_key(text: &str) -> bool {
    text.len() > 2
        && text.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// Whether what was sent has a control that shows it.
fn has_place(form: &Form, name: &str, value: &str) -> bool {
    form.controls.iter().filter(|control| control.name == name).any(|control| match control.kind {
        Kind::Tick | Kind::Several | Kind::One | Kind::Choice => control.value == value,
        _ => true,
    })
}

fn line(control: &Control, place: usize, sent: &Sent<'_>, edits: &mut Edits, both: &mut Vec<Both>) {
    let Some(words) = sent.form.all(&control.name).nth(place) else { return };
    let words = words.replace("\r\n", "\n");
    if words == control.value || sent.stood(&control.name, &words) {
        return;
    }
    if !sent.stood(&control.name, &control.value) {
        both.push(Both { label: control.label.clone(), now: control.value.clone(), sent: words.clone() });
    }
    edits.push((control.value_at.clone(), written(control, &words)));
}

/// Words as they stand in a control.
fn written(control: &Control, words: &str) -> String {
    match control.kind {
        Kind::Lines => format!("\n{}", escaped(words)),
        _ => value_attribute(control, words),
    }
}

fn value_attribute(control: &Control, words: &str) -> String {
    // An attribute that was not there needs its blank.
    let blank = if control.value_at.is_empty() { " " } else { "" };
    format!("{blank}value=\"{}\"", escaped(words))
}

fn tick(control: &Control, sent: &Sent<'_>, edits: &mut Edits) {
    let wants = sent.says(&control.name, &control.value);
    if wants != sent.stood(&control.name, &control.value) {
        set(control, wants, edits);
    }
}

fn choice(control: &Control, form: &Form, sent: &Sent<'_>, edits: &mut Edits, both: &mut Vec<Both>) {
    let Some(wanted) = sent.form.find(&control.name) else { return };
    let group = || form.controls.iter().filter(|other| other.name == control.name);
    if sent.stood(&control.name, wanted) || !group().any(|other| other.value == wanted) {
        return;
    }
    if control.value == wanted
        && let Some(now) = group().find(|other| other.on)
        && now.value != wanted
        && !sent.stood(&now.name, &now.value)
    {
        both.push(Both { label: control.label.clone(), now: now.words.clone(), sent: control.words.clone() });
    }
    set(control, control.value == wanted, edits);
}

fn set(control: &Control, on: bool, edits: &mut Edits) {
    let mark = if matches!(control.kind, Kind::Choice | Kind::Several) { "selected" } else { "checked" };
    let text = if on { format!(" {mark}") } else { String::new() };
    edits.push((control.on_at.clone(), text));
}

#[cfg(test)]
mod tests {
    use super::super::{carried::was, markup::forms};
    use super::*;

    fn left_words(name: &str, label: &str, words: &str) -> LeftWords {
        LeftWords { name: name.into(), label: label.into(), words: words.into() }
    }

    #[test]
    fn words_without_a_place_have_the_label_of_their_field_and_words_of_the_program_are_nobodys() {
        let html = "<form method=\"post\" action=\"/x\"><label for=\"a\">Owner</label>\
                    <select id=\"a\" name=\"owner\"><option value=\"1\">One</option></select></form>";
        let sent = Fields(
            [("owner", "9"), ("act", "send-back"), ("remarks", "Look again")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
        );
        let filled = fill(html, &forms(html)[0], &sent);
        assert_eq!(filled.left, [left_words("owner", "Owner", "9"), left_words("remarks", "", "Look again")]);
    }

    fn page(body: &str, days: &str, owner: &str, ticked: &str) -> String {
        let mark = |value: &str, chosen: &str, word: &str| {
            if value == chosen { format!(" {word}") } else { String::new() }
        };
        format!(
            "<details><form method=\"post\" action=\"/a\"><label for=\"b\">Text</label>\
             <textarea id=\"b\" name=\"body\">\n{body}</textarea><input name=\"days\" value=\"{days}\">\
             <select name=\"owner\"><option value=\"1\"{}>A</option><option value=\"2\"{}>B</option></select>\
             <input type=\"checkbox\" name=\"any\" value=\"1\"{}><input type=\"checkbox\" name=\"any\" value=\"2\"{}></form></details>",
            mark("1", owner, "selected"),
            mark("2", owner, "selected"),
            mark("1", ticked, "checked"),
            mark("2", ticked, "checked"),
        )
    }

    fn filled(then: &str, now: &str, sent: &[(&str, &str)]) -> Filled {
        let mut fields: Vec<_> =
            sent.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        fields.push(("was".to_owned(), was(&forms(then)[0])));
        fill(now, &forms(now)[0], &Fields(fields))
    }

    #[test]
    fn what_each_changed_stays_and_where_both_did_both_are_told() {
        let (then, now) = (page("old", "3", "1", "1"), page("theirs", "3", "1", "1"));
        let one = filled(&then, &now, &[("body", "old"), ("days", "5"), ("owner", "2"), ("any", "2")]);
        assert_eq!(one.html, page("theirs", "5", "2", "2").replace("<details>", "<details open>"));
        assert_eq!((one.both, one.left), (vec![], vec![]));
        let other = filled(
            &then,
            &now,
            &[("body", "mine <b>"), ("days", "3"), ("owner", "1"), ("any", "1"), ("more", "x")],
        );
        assert!(other.html.contains("mine &#60;b&#62;"), "{}", other.html);
        let both = Both { label: "Text".into(), now: "theirs".into(), sent: "mine <b>".into() };
        assert_eq!((other.both, other.left), (vec![both], vec![left_words("more", "", "x")]));
    }

    #[test]
    fn what_was_refused_stands_in_the_form_exactly_as_it_was_sent() {
        let now = page("preset", "3", "1", "1");
        let sent = Fields::parse(b"body=b%0D%0Ac&days=&owner=2&any=2");
        let one = put_back(&now, &forms(&now)[0], &sent);
        assert_eq!(one.html, page("b\nc", "", "2", "2").replace("<details>", "<details open>"));
        let none = put_back(&now, &forms(&now)[0], &Fields::parse(b"body=preset&days=3&owner=9"));
        assert_eq!(none.html, page("preset", "3", "1", "").replace("<details>", "<details open>"));
        assert_eq!(
            none.left.iter().map(|one| (&*one.name, &*one.words)).collect::<Vec<_>>(),
            [("owner", "9")]
        );
    }

    #[test]
    fn what_was_sent_without_what_stood_there_goes_in_whole() {
        let now = page("a", "1", "1", "1");
        let sent = Fields(vec![
            ("body".into(), "b\r\nc".into()),
            ("days".into(), "2".into()),
            ("owner".into(), "2".into()),
        ]);
        let one = fill(&now, &forms(&now)[0], &sent);
        assert_eq!(one.html, page("b\nc", "2", "2", "1").replace("<details>", "<details open>"));
    }
}
