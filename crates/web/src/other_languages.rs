//! The ways to the other languages from a page whose words nobody keeps.

use crate::frame::{
    address::Asking,
    call::Call,
    forms::{carried::own, filling::page_of, tags::escaped},
};
use earnest_i18n::Lang;

/// A refused form of nobody in particular: nothing is kept for it, so the ways to the other languages take its words along.
pub fn in_other_languages(call: &Call<'_>, html: &str) -> String {
    let Some(filling) = call.filling else { return html.to_owned() };
    let action = page_of(call.path, call.query);
    let mut html = html.to_owned();
    for lang in Lang::ALL {
        let (tag, name) = (lang.tag(), lang.own_name());
        let way = escaped(&filling.place().asking("lang", tag));
        let link = format!("<a href=\"{way}\" lang=\"{tag}\" hreflang=\"{tag}\">{name}</a>");
        let there = escaped(&action.clone().asking("lang", tag));
        let button = format!(
            "<button type=\"submit\" form=\"words\" formaction=\"{there}\" lang=\"{tag}\">{name}</button>"
        );
        html = html.replace(&link, &button);
    }
    let fields = own(call.form).0.into_iter();
    let hidden: String = fields
        .map(|(name, value)| {
            format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escaped(&name), escaped(&value))
        })
        .collect();
    let form = format!("<form id=\"words\" method=\"post\" action=\"{}\">{hidden}</form>", escaped(&action));
    html.replacen("</main>", &format!("{form}</main>"), 1)
}
