//! Marks of what stood on a page, put into the forms whose act covers it.

use super::{
    carried::WORDS_READ,
    markup::{Form, forms},
    tags::edited,
    words::Words,
};

/// The form of a page that is sent to an address, the first of several: how-manieth it is among all.
pub fn place_of(forms: &[Form], action: &str) -> Option<usize> {
    let path = |action: &str| action.split('?').next().unwrap_or_default().to_owned();
    let posts = |form: &Form| form.posts && path(&form.action) == path(action);
    let exact = forms.iter().position(|form| form.posts && form.action == action);
    exact.or_else(|| forms.iter().position(posts)).map(|at| at + 1)
}

/// A page of which every form that does what can't be undone carries what stood there.
pub fn marked(html: String, language: &str, is_final: &dyn Fn(&str) -> bool) -> String {
    let forms = forms(&html);
    let carries = |form: &&Form| form.posts && is_final(&form.action);
    let many = forms.iter().filter(carries).count();
    if many == 0 {
        return html;
    }
    let words = Words::of(&html);
    let edits = forms.iter().filter(carries).filter_map(|form| {
        let mark = words.mark(language, place_of(&forms, &form.action)?, many);
        let field = format!("<input type=\"hidden\" name=\"{WORDS_READ}\" value=\"{mark}\">");
        Some((form.inside..form.inside, field))
    });
    edited(&html, edits.collect())
}
