//! The forms of a page, read from the page itself: which controls stand in them, and where their values are.

use super::tags::{Tag, plain, tags};
use std::{collections::HashMap, ops::Range};

/// What a control is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line of anything.
    Line,
    /// Lines of text.
    Lines,
    /// What the page itself says, and nobody types.
    Hidden,
    /// A password.
    Secret,
    /// Files.
    Files,
    /// A box to tick.
    Tick,
    /// One of several.
    One,
    /// A choice of a list.
    Choice,
    /// A choice of a list of which several may be taken.
    Several,
    /// A button.
    Button,
}

/// A control of a form, or one choice of one.
#[derive(Debug, Clone)]
pub struct Control {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// What it sends.
    pub value: String,
    /// Whether it is sent as it stands.
    pub on: bool,
    /// What is asked.
    pub label: String,
    /// What a choice is called.
    pub words: String,
    /// Where its value stands in the page, and where it may be put if there is none.
    pub(super) value_at: Range<usize>,
    /// Where it is said that it is taken, and where that may be put.
    pub(super) on_at: Range<usize>,
    /// Where the folds may be told to be open in which it stands.
    pub(super) folds: Vec<usize>,
}

/// A form of a page.
#[derive(Debug, Clone)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// Whether it changes something.
    pub posts: bool,
    /// Its controls in order.
    pub controls: Vec<Control>,
    /// What its first button says.
    pub button: String,
    /// Where its inside begins.
    pub(super) inside: usize,
    /// Where the folds may be told to be open in which it stands.
    pub(super) folds: Vec<usize>,
}

impl Form {
    /// Whether it asks for anything that is typed, chosen or brought along; one that does not is a button.
    pub fn asks(&self) -> bool {
        self.controls.iter().any(|control| !matches!(control.kind, Kind::Hidden | Kind::Button))
    }

    /// Whether it asks for passwords and nothing else.
    pub fn asks_secrets_alone(&self) -> bool {
        let mut asked =
            self.controls.iter().filter(|control| !matches!(control.kind, Kind::Hidden | Kind::Button));
        self.asks() && asked.all(|control| control.kind == Kind::Secret)
    }
}

/// What is read of a page on the way through it.
#[derive(Default)]
struct Reading {
    forms: Vec<Form>,
    labels: HashMap<String, String>,
    ids: Vec<(usize, usize, String)>,
    folds: Vec<(usize, bool)>,
    legend: String,
    open: bool,
    list: Option<(String, String, bool)>,
}

/// The forms of a page.
pub fn forms(html: &str) -> Vec<Form> {
    let tags = tags(html);
    let mut reading = Reading::default();
    for (place, tag) in tags.iter().enumerate() {
        let after = tags.get(place + 1).map_or(html.len(), |next| next.at.start);
        let text = html.get(tag.at.end..after).unwrap_or_default();
        // What a box to tick is called may be marked up within.
        let words = if tag.is("input") { inline(html, &tags, place) } else { String::new() };
        reading.take(tag, (text, &words), after);
    }
    reading.end()
}

/// The text behind a tag up to the next that is no part of a sentence.
fn inline(html: &str, tags: &[Tag<'_>], place: usize) -> String {
    const WITHIN: [&str; 10] = ["span", "b", "i", "em", "strong", "small", "a", "abbr", "time", "code"];
    let Some(own) = tags.get(place) else { return String::new() };
    let mut said = String::new();
    let mut from = own.at.end;
    for next in tags.iter().skip(place + 1) {
        said.push_str(&plain(html.get(from..next.at.start).unwrap_or_default()));
        from = next.at.end;
        if !WITHIN.contains(&next.name) {
            break;
        }
    }
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Reading {
    fn take(&mut self, tag: &Tag<'_>, (text, words_of_box): (&str, &str), after: usize) {
        let words = || plain(text).trim().to_owned();
        if tag.is("details") {
            self.folds.push((tag.at.end - 1, tag.find("open").is_some()));
        } else if tag.ends("details") {
            self.folds.pop();
        } else if tag.is("form") {
            self.begin(tag);
        } else if tag.ends("form") {
            self.open = false;
        } else if tag.is("legend") {
            self.legend = words();
        } else if tag.ends("fieldset") {
            self.legend.clear();
        } else if tag.is("label") && tag.find("for").is_some() {
            self.labels.insert(tag.value("for"), words());
        } else if self.open {
            self.control(tag, (text, words_of_box), after);
        }
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        self.open = true;
        self.forms.push(Form {
            action: tag.value("action"),
            posts: tag.value("method") == "post",
            controls: Vec::new(),
            button: String::new(),
            inside: tag.at.end,
            folds: self.closed(),
        });
    }

    fn control(&mut self, tag: &Tag<'_>, (text, words_of_box): (&str, &str), after: usize) {
        match (tag.name, tag.closing) {
            ("input", false) => self.input(tag, words_of_box),
            ("textarea", false) => {
                // The first line break after the tag is none of the text.
                let value = plain(text);
                let value = value.strip_prefix('\n').unwrap_or(&value).to_owned();
                let control = Control { value_at: tag.at.end..after, ..blank(tag, Kind::Lines, value) };
                self.push(control, &tag.value("id"));
            }
            ("select", false) => {
                self.list = Some((tag.value("name"), tag.value("id"), tag.find("multiple").is_some()));
            }
            ("select", true) => {
                self.list = None;
                self.settle();
            }
            ("option", false) => self.option(tag, text),
            ("button", false) => {
                if let Some(form) = self.forms.last_mut().filter(|form| form.button.is_empty()) {
                    form.button = plain(text).trim().to_owned();
                }
                self.push(blank(tag, Kind::Button, tag.value("value")), "");
            }
            _ => {}
        }
    }

    fn input(&mut self, tag: &Tag<'_>, words: &str) {
        let kind = match tag.value("type").as_str() {
            "hidden" => Kind::Hidden,
            "password" => Kind::Secret,
            "file" => Kind::Files,
            "checkbox" => Kind::Tick,
            "radio" => Kind::One,
            "submit" | "button" => Kind::Button,
            _ => Kind::Line,
        };
        let mut control = blank(tag, kind, tag.value("value"));
        if matches!(kind, Kind::Tick | Kind::One) {
            control.on = tag.find("checked").is_some();
            words.clone_into(&mut control.words);
            control.label.clone_from(&self.legend);
        }
        self.push(control, &tag.value("id"));
    }

    fn option(&mut self, tag: &Tag<'_>, text: &str) {
        let Some((name, id, several)) = self.list.clone() else { return };
        let words = plain(text).trim().to_owned();
        let value = if tag.find("value").is_some() { tag.value("value") } else { words.clone() };
        let kind = if several { Kind::Several } else { Kind::Choice };
        let on = tag.find("selected").is_some();
        self.push(Control { name, words, on, ..blank(tag, kind, value) }, &id);
    }

    /// A list of which nothing is said to be taken sends its first choice.
    fn settle(&mut self) {
        let Some(form) = self.forms.last_mut() else { return };
        let Some(name) = form.controls.last().map(|last| last.name.clone()) else { return };
        let list = || |control: &&mut Control| control.name == name && control.kind == Kind::Choice;
        if !form.controls.iter_mut().filter(list()).any(|choice| choice.on)
            && let Some(first) = form.controls.iter_mut().find(list())
        {
            first.on = true;
        }
    }

    /// The folds that are closed here.
    fn closed(&self) -> Vec<usize> {
        self.folds.iter().filter(|(_, open)| !open).map(|(at, _)| *at).collect()
    }

    fn push(&mut self, control: Control, id: &str) {
        let control = Control { folds: self.closed(), ..control };
        let place = self.forms.len().saturating_sub(1);
        let Some(form) = self.forms.last_mut() else { return };
        if control.name.is_empty() {
            return;
        }
        if !id.is_empty() {
            self.ids.push((place, form.controls.len(), id.to_owned()));
        }
        form.controls.push(control);
    }

    fn end(mut self) -> Vec<Form> {
        for (form, control, id) in &self.ids {
            let control = self.forms.get_mut(*form).and_then(|form| form.controls.get_mut(*control));
            if let (Some(control), Some(label)) = (control, self.labels.get(id))
                && control.label.is_empty()
            {
                control.label.clone_from(label);
            }
        }
        self.forms
    }
}

/// A control of a tag, sent as it stands.
fn blank(tag: &Tag<'_>, kind: Kind, value: String) -> Control {
    let end = tag.at.end - 1;
    let of = |name: &str| tag.find(name).map_or(end..end, |attribute| attribute.at.clone());
    let mark = if matches!(kind, Kind::Choice | Kind::Several) { "selected" } else { "checked" };
    Control {
        name: tag.value("name"),
        kind,
        value,
        on: true,
        label: tag.value("aria-label"),
        words: String::new(),
        value_at: of("value"),
        // The blank before it goes with it.
        on_at: tag
            .find(mark)
            .map_or(end..end, |attribute| attribute.at.start.saturating_sub(1)..attribute.at.end),
        folds: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAGE: &str = "<form method=\"get\" action=\"/a\"><input name=\"q\"></form>\
        <details><summary>x</summary><form class=\"form\" method=\"post\" action=\"/b?c=1&#38;d=2\">\
        <label for=\"f-1\">Words <span>(optional)</span></label><textarea id=\"f-1\" name=\"body\" rows=\"3\" required>\n\
        one &#60;b&#62;\ntwo</textarea><select id=\"f-2\" name=\"owner\"><option value=\"1\">A</option><option value=\"2\" selected>B</option></select>\
        <select name=\"first\"><option value=\"x\">X</option><option>Y</option></select>\
        <fieldset><legend>Which</legend><label><input type=\"checkbox\" name=\"any\" value=\"1\" checked> one</label>\
        <label><input type=\"radio\" name=\"sure\" value=\"no\"> no</label></fieldset>\
        <input type=\"password\" name=\"p\"><button type=\"submit\" name=\"later\" value=\"1\">Go</button></form></details>";

    #[test]
    fn the_controls_of_a_form_are_read_with_what_they_send() {
        let all = forms(PAGE);
        let [get, post] = all.as_slice() else { panic!("{all:?}") };
        assert!(!get.posts && post.posts && post.folds.len() == 1 && get.folds.is_empty());
        assert_eq!(post.action, "/b?c=1&d=2");
        let said: Vec<_> =
            post.controls.iter().map(|it| (it.name.as_str(), it.kind, it.value.as_str(), it.on)).collect();
        assert_eq!(
            said,
            [
                ("body", Kind::Lines, "one <b>\ntwo", true),
                ("owner", Kind::Choice, "1", false),
                ("owner", Kind::Choice, "2", true),
                ("first", Kind::Choice, "x", true),
                ("first", Kind::Choice, "Y", false),
                ("any", Kind::Tick, "1", true),
                ("sure", Kind::One, "no", false),
                ("p", Kind::Secret, "", true),
                ("later", Kind::Button, "1", true),
            ]
        );
        let labels: Vec<_> = post.controls.iter().take(6).map(|it| it.label.as_str()).collect();
        assert_eq!(labels, ["Words", "", "", "", "", "Which"]);
    }

    proptest! {
        #[test]
        fn no_page_breaks_the_reader(text in "[<>/a-z \"=&;#\n]{0,120}") {
            forms(&text);
        }
    }
}
