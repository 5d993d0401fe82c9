//! What every form carries besides what it asks: the token of the session, the token of this filling, the page on which
//! it stands, up to where the register was seen when the page was made, and what stood in its fields then.
//!
//! It is put into a page on its way out, so that no template can forget it.

use super::{
    markup::{Form, Kind, forms},
    tags::{edited, escaped, title},
};
use crate::frame::fields::Fields;
use earnest_model::hash::sha256_hex;

/// Which fields of a form take typed words. No form has an answer of this name.
pub const TYPED_IN: &str = "typed-in";

/// Fields that belong to the frame of a form and not to what was filled in.
pub const OF_THE_FRAME: [&str; 16] = [
    "csrf", "once", "seen", "page", "was", TYPED_IN, "kept", "draft", "base", "later", "weighed", PROGRAMME,
    POST, WORDS_READ, FORM_OF, CASE,
];
/// The field with the mark of the words that stood on the page of a final act.
pub const WORDS_READ: &str = "words-read";
/// The field by which a form says that it comes from a case that somebody carried, and whose it is: the key of their account.
pub const CASE: &str = "from-case";
/// The field with the programme in which the page was read on which the form stands.
pub const PROGRAMME: &str = "read-in";
/// The field with the post under which the page was read on which the form stands.
pub const POST: &str = "read-as";

/// The field that says of what a form is: what its page is called, and what its button says.
pub const FORM_OF: &str = "form-of";

/// Fields that nobody keeps or shows again.
pub const SECRETS: [&str; 3] = ["password", "current", "again"];

/// What of a form was filled in and may be shown again.
pub fn own(form: &Fields) -> Fields {
    let all = form.0.iter();
    let own =
        all.filter(|(name, _)| !OF_THE_FRAME.contains(&name.as_str()) && !SECRETS.contains(&name.as_str()));
    Fields(own.cloned().collect())
}

/// A short mark of an answer.
pub fn print(name: &str, value: &str) -> String {
    let hash = sha256_hex(format!("{name}\0{}", value.replace("\r\n", "\n")).as_bytes());
    hash.get(..8).unwrap_or_default().to_owned()
}

/// Marks of all that stands in the fields of a form.
pub fn was(form: &Form) -> String {
    let asked = form.controls.iter().filter(|control| {
        let frame = OF_THE_FRAME.contains(&control.name.as_str());
        control.on && !frame && !matches!(control.kind, Kind::Secret | Kind::Files | Kind::Button)
    });
    asked.map(|control| print(&control.name, &control.value)).collect()
}

/// The fields of a form in which words are typed, rows of the same field once; never empty, so that a form that asks for none
/// says so.
pub fn texts(form: &Form) -> String {
    let typed = form.controls.iter().filter(|control| matches!(control.kind, Kind::Line | Kind::Lines));
    let mut named: Vec<String> = typed.map(|control| row(&control.name)).collect();
    named.sort_unstable();
    named.dedup();
    format!(". {}", named.join(" "))
}

/// A field's name whatever its row.
fn row(name: &str) -> String {
    let mut told = String::new();
    for sign in name.chars() {
        match sign {
            sign if !sign.is_ascii_digit() => told.push(sign),
            _ if told.ends_with('#') => {}
            _ => told.push('#'),
        }
    }
    told
}

/// What a person typed into a form: neither what was chosen or pressed nor what stood there before. Of a form that does not
/// say where words are typed, all that it brings.
pub fn typed(form: &Fields) -> Vec<(String, String)> {
    let texts: Option<Vec<&str>> = form.find(TYPED_IN).map(|texts| texts.split(' ').collect());
    let asked = |name: &str| texts.as_ref().is_none_or(|texts| texts.contains(&row(name).as_str()));
    answered(form).into_iter().filter(|(name, _)| asked(name)).collect()
}

/// What a person typed or chose in a form: what did not stand there before.
pub fn answered(form: &Fields) -> Vec<(String, String)> {
    let was: Vec<&str> =
        form.get("was").as_bytes().chunks(8).filter_map(|print| std::str::from_utf8(print).ok()).collect();
    let all = own(form).0.into_iter();
    all.filter(|(name, value)| !value.trim().is_empty() && !was.contains(&print(name, value).as_str()))
        .collect()
}

/// What the forms of a page carry.
#[derive(Debug, Clone, Default)]
pub struct Carried {
    /// The token of the session; empty without one.
    pub csrf: String,
    /// The token of this filling.
    pub once: String,
    /// The page's address.
    pub page: String,
    /// The programme in which the page was read, where there are several; empty otherwise.
    pub programme: String,
    /// The post under which the page was read, if one of several was chosen; empty otherwise.
    pub post: String,
    /// Up to where the register was seen.
    pub seen: String,
    /// The form that came back, if one did: where it is sent, and what it carried.
    pub again: Option<Again>,
}

/// What a form that came back carried: it was made from the page on which it stood first.
#[derive(Debug, Clone, Default)]
pub struct Again {
    /// Where it is sent.
    pub action: String,
    /// Up to where the register was seen.
    pub seen: String,
    /// What stood in its fields.
    pub was: String,
    /// In which of its fields words are typed.
    pub texts: String,
    /// What it is kept as.
    pub kept: String,
    /// The mark of what was read on its page.
    pub words: String,
    /// Of what it is.
    pub of: String,
}

/// A page whose forms carry what they must.
pub fn carry(html: String, carried: &Carried) -> String {
    carry_noting(html, carried, &|_| {})
}

/// The same; `note` is told of each form that changes something.
pub fn carry_noting(html: String, carried: &Carried, note: &dyn Fn(&Form)) -> String {
    let forms = forms(&html);
    forms.iter().filter(|form| form.posts).for_each(note);
    // A form that carries it already was filled in, and is left as it is.
    let bare = |form: &&Form| form.posts && !form.controls.iter().any(|control| control.name == "page");
    let page = title(&html);
    let edits = forms.iter().filter(bare).map(|form| {
        let at = form.inside;
        (at..at, hidden(form, carried, &page))
    });
    edited(&html, edits.collect())
}

/// What a form is of: its page, and what its button does there.
fn of(form: &Form, page: &str) -> String {
    let parts = [page, form.button.as_str()];
    let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    told.join(" · ").chars().take(LONGEST_NAME).collect()
}

/// So many signs say of what a form is.
const LONGEST_NAME: usize = 120;

fn hidden(form: &Form, carried: &Carried, page: &str) -> String {
    let again = carried.again.as_ref().filter(|again| again.action == form.action);
    let stood = || again.map(|again| again.was.clone()).filter(|was| !was.is_empty());
    // A page between asks nothing by itself: what it carries on was typed before.
    let typed = || again.map(|again| again.texts.clone()).filter(|texts| !texts.is_empty());
    let marked = form.controls.iter().any(|control| control.name == WORDS_READ);
    let fields = [
        ("csrf", carried.csrf.clone()),
        ("once", carried.once.clone()),
        ("seen", again.map_or(&carried.seen, |again| &again.seen).clone()),
        ("page", carried.page.clone()),
        (PROGRAMME, carried.programme.clone()),
        (POST, carried.post.clone()),
        ("was", if carried.csrf.is_empty() { String::new() } else { stood().unwrap_or_else(|| was(form)) }),
        (
            TYPED_IN,
            if carried.csrf.is_empty() { String::new() } else { typed().unwrap_or_else(|| texts(form)) },
        ),
        ("kept", again.map(|again| again.kept.clone()).unwrap_or_default()),
        // A page between covers what was read on the page before.
        (
            FORM_OF,
            again.map(|again| again.of.clone()).filter(|of| !of.is_empty()).unwrap_or_else(|| of(form, page)),
        ),
        (WORDS_READ, again.filter(|_| !marked).map(|again| again.words.clone()).unwrap_or_default()),
    ];
    let told = fields.iter().filter(|(_, value)| !value.is_empty());
    told.map(|(name, value)| format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escaped(value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_that_changes_something_carries_it_and_no_other() {
        let page = "<form method=\"get\" action=\"/a\"></form><form method=\"post\" action=\"/b\"><input name=\"x\" value=\"1\"></form>";
        let carried = Carried {
            csrf: "c".into(),
            once: "o".into(),
            page: "/p?a=1&b=\"".into(),
            programme: String::new(),
            post: String::new(),
            seen: "7".into(),
            again: None,
        };
        let out = carry(page.to_owned(), &carried);
        let form = forms(&out).pop().unwrap_or_else(|| panic!("{out}"));
        let value = |name: &str| form.controls.iter().find(|it| it.name == name).map(|it| it.value.clone());
        assert_eq!(value("page").as_deref(), Some("/p?a=1&b=\""));
        assert_eq!((value("csrf").as_deref(), value("seen").as_deref()), (Some("c"), Some("7")));
        assert_eq!(value("was"), Some(print("x", "1")));
        assert!(out.starts_with("<form method=\"get\" action=\"/a\"></form>"));
    }

    #[test]
    fn words_are_what_a_person_typed_and_not_what_was_pressed_or_stood_there() {
        let page = "<form method=\"post\" action=\"/b\"><input name=\"0-body\" value=\"old\"><input name=\"12-body\">\
            <input type=\"radio\" name=\"choice\" value=\"yes\"><input type=\"hidden\" name=\"thing\" value=\"1:7\"></form>";
        let carried = Carried { csrf: "c".into(), ..Carried::default() };
        let form = forms(&carry(page.to_owned(), &carried)).pop().unwrap_or_else(|| panic!("a form"));
        let send = |body: &str| {
            let framed = form.controls.iter().filter(|it| OF_THE_FRAME.contains(&it.name.as_str()));
            let mut sent: Vec<_> = framed.map(|it| (it.name.clone(), it.value.clone())).collect();
            for (name, value) in [("0-body", "old"), ("12-body", body), ("choice", "yes"), ("thing", "1:7")] {
                sent.push((name.to_owned(), value.to_owned()));
            }
            typed(&Fields(sent))
        };
        assert_eq!(send(" "), []);
        assert_eq!(send("new"), [("12-body".to_owned(), "new".to_owned())]);
        assert_eq!(typed(&Fields(vec![("a".into(), "1".into())])).len(), 1, "a form that does not say");
    }

    #[test]
    fn secrets_are_never_kept() {
        let sent = Fields(vec![
            ("password".into(), "p".into()),
            ("csrf".into(), "c".into()),
            ("a".into(), "1".into()),
        ]);
        assert_eq!(own(&sent).0, [("a".to_owned(), "1".to_owned())]);
    }
}
