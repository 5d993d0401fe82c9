//! Words of a form that was not taken, as their writer meets them again: why, what is wrong, what others did meanwhile,
//! where two answers meet, and what has no place in the form.

use crate::{
    frame::{
        call::Call,
        fields::Fields,
        forms::{
            carried::{
                Again, Carried, FORM_OF, TYPED_IN, WORDS_READ, answered, carry, own, texts, typed, was,
            },
            fill::{Both, LeftWords, fill, put_back},
            filling::page_of,
            markup::{Form, forms},
        },
        moment::moment,
        reply::{Fault, Outcome, Reply},
    },
    pages::{journal::detail, paths},
};
use askama::Template;
use axum::http::StatusCode;
use earnest_app::desk::{
    acts_since::{ActSince, acts_since},
    form_keep::KeptForm,
};
use earnest_i18n::Tr;
use earnest_model::{actor::Actor, desk::kept_form::Reason, seen::Seen};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where in a page words about it stand.
pub const MARK: &str = "<!--said-->";

/// What is known of a form that was not taken, besides its words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Told {
    /// What is wrong with it.
    pub faults: Vec<ToldFault>,
    /// Places of the acts that came between.
    pub acts: Vec<i64>,
    /// What of the page is not what was read, if that is why.
    #[serde(default)]
    pub changed: Option<Changed>,
}

/// What stands on a page now and did not when it was read, in the language in which it was read.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Changed {
    /// Its words.
    pub new: Vec<String>,
    /// Whether there is more that can't be named: it is gone, or stands elsewhere.
    pub more: bool,
}

/// A fault of a field, in every language: who reads it may read in another than who sent it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ToldFault {
    /// The field; empty for the whole form.
    pub field: String,
    /// Its words by the tag of the language.
    pub words: BTreeMap<String, String>,
}

/// A fault in the reader's language.
struct SaidFault {
    field: String,
    words: String,
}

/// A way on.
pub struct Way {
    /// What it is called.
    pub words: String,
    /// Where it leads.
    pub href: String,
}

/// A form to be sent once more as it was.
pub struct Resend {
    /// Where.
    pub action: String,
    /// With what.
    pub fields: Vec<(String, String)>,
    /// What its button says.
    pub words: String,
}

/// What stands above the page.
#[derive(Template)]
#[template(path = "pages/shared/kept.html")]
pub struct Said {
    tr: Tr,
    tone: &'static str,
    title: String,
    text: String,
    faults: Vec<SaidFault>,
    acts: Vec<String>,
    why: &'static str,
    changed: Option<Changed>,
    both: Vec<Both>,
    left: Vec<LeftWords>,
    files: Vec<String>,
    ways: Vec<Way>,
    again: Option<Resend>,
    drop: Option<String>,
}

impl Said {
    /// A title and a text, and nothing else yet.
    pub fn new(call: &Call<'_>, title: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            tr: call.tr,
            tone: "error",
            title: title.into(),
            text: text.into(),
            faults: Vec::new(),
            acts: Vec::new(),
            why: "",
            changed: None,
            both: Vec::new(),
            left: Vec::new(),
            files: Vec::new(),
            ways: Vec::new(),
            again: None,
            drop: None,
        }
    }

    /// With a way on.
    #[must_use]
    pub fn way(mut self, words: impl Into<String>, href: impl Into<String>) -> Self {
        self.ways.push(Way { words: words.into(), href: href.into() });
        self
    }

    /// With all that was typed and chosen, to be copied; what stood in the form by itself is nobody's words.
    #[must_use]
    pub fn words(mut self, form: &Fields) -> Self {
        let all = answered(form).into_iter();
        self.left = all.map(|(name, words)| LeftWords { name, words, label: String::new() }).collect();
        self
    }

    /// With the names of files that have to be chosen again.
    #[must_use]
    pub fn files(mut self, names: Vec<String>) -> Self {
        self.files = names;
        self
    }

    /// With the form to be sent once more.
    #[must_use]
    pub fn again(mut self, action: &str, form: &Fields) -> Self {
        let mut fields = own(form).0;
        fields.extend(form.find("draft").map(|draft| ("draft".to_owned(), draft.to_owned())));
        let words = self.tr.kept_again().into_owned();
        self.again = Some(Resend { action: action.to_owned(), fields, words });
        self
    }

    /// With a form that is only a button.
    #[must_use]
    pub fn button(mut self, action: String, fields: Vec<(String, String)>, words: String) -> Self {
        self.again = Some(Resend { action, fields, words });
        self
    }

    /// With a button to be pressed once more, by its own words.
    fn press(mut self, form: &Form, fields: &Fields) -> Self {
        let (action, mut fields) = (form.action.clone(), own(fields).0);
        let read = form.controls.iter().find(|control| control.name == WORDS_READ);
        fields.extend(read.map(|control| (control.name.clone(), control.value.clone())));
        self.again = Some(Resend { action, fields, words: form.button.clone() });
        self
    }

    /// With these acts of others.
    pub fn acts(mut self, call: &Call<'_>, places: &[i64]) -> Result<Self, Fault> {
        self.acts = acts_since(&call.context(), places)?.iter().map(|one| act(call, one)).collect();
        Ok(self)
    }

    /// Put into a page.
    pub fn put(&self, html: &str) -> Result<String, Fault> {
        Ok(html.replacen(MARK, &self.render()?, 1))
    }
}

/// Why a form was not taken, in words.
fn reason(call: &Call<'_>, why: Reason) -> (String, String) {
    let tr = call.tr;
    let (title, text) = match why {
        Reason::Ended => (tr.kept_ended(), tr.kept_ended_text()),
        Reason::EarlierSignIn => (tr.kept_earlier(), tr.kept_earlier_text()),
        Reason::Refused => (tr.kept_refused(), tr.kept_refused_text()),
        Reason::NoPost => (tr.kept_no_post(), tr.kept_no_post_text()),
        Reason::OtherPost => (tr.kept_other_post(), tr.kept_other_post_text()),
        Reason::Overtaken => (tr.kept_overtaken(), tr.kept_overtaken_text()),
        Reason::Changed => (tr.kept_changed(), tr.kept_changed_text()),
        Reason::Unseen => (tr.kept_unseen(), tr.kept_unseen_text()),
        Reason::Shown => (tr.kept_shown(), tr.kept_shown_text()),
    };
    (title.into_owned(), text.into_owned())
}

/// An act that came between, in words.
fn act(call: &Call<'_>, act: &ActSince) -> String {
    let who = if act.own { call.tr.kept_own_act().into_owned() } else { act.title.clone() };
    let what = detail::what(call, &act.entry);
    let parts = [moment(call, &act.entry.at), who, what, detail::words(call, &act.entry)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The form of a page that is sent there: by its whole address, or by its path.
pub fn form_of<'f>(forms: &'f [Form], action: &str) -> Option<&'f Form> {
    let path = |action: &str| action.split('?').next().unwrap_or_default().to_owned();
    let mut posts = forms.iter().filter(|form| form.posts);
    let exact = posts.clone().find(|form| form.action == action);
    exact.or_else(|| posts.find(|form| path(&form.action) == path(action)))
}

/// A page that is as it stands now, with the words of a form that was not taken in its form.
pub fn with_words(call: &Call<'_>, status: StatusCode, html: &str, kept: &KeptForm) -> Outcome {
    let told: Told = serde_json::from_str(&kept.faults).unwrap_or_default();
    let fields = Fields::parse(kept.body.as_bytes());
    let why = Reason::of(&kept.reason);
    let page = forms(html);
    let form = form_of(&page, &kept.action);
    let (title, text) = reason(call, why);
    let text = match form {
        None => call.tr.kept_no_form().into_owned(),
        Some(form) if !form.asks() => call.tr.kept_button(form.button.as_str()),
        // Passwords are kept nowhere, and nothing is promised of them.
        Some(form) if form.asks_secrets_alone() => call.tr.kept_secrets().into_owned(),
        Some(_) => text,
    };
    let mut said = Said::new(call, title, text).acts(call, &told.acts)?;
    if !why.is_offered() {
        said.tone = "empty";
    }
    (said.why, said.changed) = (why.key(), told.changed);
    said.faults = told.faults.iter().map(|fault| in_words(call, fault)).collect();
    said.files = serde_json::from_str(&kept.files).unwrap_or_default();
    said.drop = Some(paths::desk::kept_drop(&kept.token));
    let again = |form: &Form| Again {
        action: form.action.clone(),
        seen: call.last_act.to_string(),
        was: was(form),
        texts: texts(form),
        kept: kept.token.clone(),
        words: String::new(),
        of: fields.get(FORM_OF).to_owned(),
    };
    let (html, again) = match form {
        Some(form) if !form.asks() => {
            said = said.press(form, &fields);
            (html.to_owned(), Some(again(form)))
        }
        Some(form) => {
            let filled = fill(html, form, &fields);
            (said.both, said.left) = (filled.both, filled.left);
            (filled.html, Some(again(form)))
        }
        None => {
            said = said.words(&fields);
            (html.to_owned(), None)
        }
    };
    let html = said.put(&html)?;
    let page = call.filling.map_or_else(|| page_of(call.path, call.query), |filling| filling.page.clone());
    Ok(Reply::Page(status, carry(html, &Carried { again, page, ..carried_by(call) })))
}

fn in_words(call: &Call<'_>, fault: &ToldFault) -> SaidFault {
    let words = fault.words.get(call.lang.tag()).cloned().unwrap_or_default();
    SaidFault { field: fault.field.clone(), words }
}

/// What the forms of the answer to a request carry.
pub fn carried_by(call: &Call<'_>) -> Carried {
    // While nobody can be told by the register, a form goes on with the token that it came with.
    let csrf = if call.csrf.is_empty() { call.form.get("csrf") } else { call.csrf };
    let signed_in = call.actor.account().is_some();
    let reached = call.seen.map_or(0, Seen::reached);
    let again = call.filling.map(|filling| Again {
        action: filling.action.clone(),
        // What was kept before it was refused is one's own, and is on the page.
        seen: call.seen.map_or_else(|| call.form.get("seen").to_owned(), |seen| seen.reached().to_string()),
        was: call.form.get("was").to_owned(),
        texts: call.form.get(TYPED_IN).to_owned(),
        words: call.form.get(WORDS_READ).to_owned(),
        of: call.form.get(FORM_OF).to_owned(),
        // Nothing is kept for nobody.
        kept: if signed_in { filling.token.clone() } else { String::new() },
    });
    Carried {
        programme: call.actor.programme().map(|programme| programme.to_string()).unwrap_or_default(),
        post: read_as(call.actor),
        csrf: csrf.to_owned(),
        once: if csrf.is_empty() { String::new() } else { call.once() },
        // A page that follows one's own acts in the same request was made after them.
        seen: if signed_in { call.last_act.max(reached).to_string() } else { String::new() },
        page: call.filling.map_or_else(|| page_of(call.path, call.query), |filling| filling.page.clone()),
        again,
    }
}

/// The post under which a page is read, as its forms carry it; empty where none of several was chosen.
pub fn read_as(actor: &Actor) -> String {
    actor.chosen_post().map(|post| format!("{}-{}", post.role.key(), post.unit)).unwrap_or_default()
}

/// What of a form is kept: what was filled in, and what stood there before.
pub fn body_of(form: &Fields) -> String {
    let mut fields = own(form);
    let carried = ["was", TYPED_IN, FORM_OF, "draft"]
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), form.find(name)?.to_owned())));
    fields.0.extend(carried);
    fields.encoded()
}

/// What tells a kept form from others: of what it is; of one that was kept before forms said so, the beginning of the longest that
/// was typed into it.
fn told_by(form: &KeptForm) -> String {
    let form = Fields::parse(form.body.as_bytes());
    let of = form.get(FORM_OF);
    if !of.is_empty() {
        return of.to_owned();
    }
    let words = typed(&form);
    let longest = if words.is_empty() { own(&form).0 } else { words };
    let longest = longest.into_iter().map(|(_, value)| value);
    let longest = longest.max_by_key(|value| value.chars().count()).unwrap_or_default();
    let line = longest.split_whitespace().collect::<Vec<_>>().join(" ");
    let begins: String = line.chars().take(BEGINNING).collect();
    if begins.len() < line.len() { format!("{begins}…") } else { begins }
}

/// Characters of an answer by which a form is told from others.
const BEGINNING: usize = 24;

/// A page that offers forms which were not taken.
pub fn offers(call: &Call<'_>, html: &str, kept: &[KeptForm]) -> Result<String, Fault> {
    let mut said = Said::new(call, call.tr.kept_offer(), call.tr.kept_offer_text());
    said.tone = "empty";
    for form in kept {
        let mark = if form.page.contains('?') { '&' } else { '?' };
        let (why, _) = reason(call, Reason::of(&form.reason));
        let words = call.tr.kept_open(moment(call, &form.kept_at), why, told_by(form));
        said = said.way(words, format!("{}{mark}kept={}", form.page, form.token));
    }
    said.put(html)
}

/// A refused form's page, with exactly what was sent in its form, and the names of files that were not taken.
pub fn with_sent(call: &Call<'_>, html: &str) -> Result<String, Fault> {
    let Some(filling) = call.filling else { return Ok(html.to_owned()) };
    let page = forms(html);
    let Some(form) = form_of(&page, &filling.action) else { return Ok(html.to_owned()) };
    let back = put_back(html, form, call.form);
    let files: Vec<_> =
        call.files.iter().map(|file| file.name.clone()).filter(|name| !name.is_empty()).collect();
    if back.left.is_empty() && files.is_empty() {
        return Ok(back.html);
    }
    let mut said = Said::new(call, call.tr.kept_refused(), call.tr.kept_refused_text()).files(files);
    said.left = back.left;
    said.put(&back.html)
}
