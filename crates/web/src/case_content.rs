//! Pages gathered for a device: each as whoever asks reads it now. A page is made by what answers at its address, so nothing is
//! packed that its reader could not open.

use crate::{
    frame::{call::Call, forms::tags::plain},
    page_at::read_at,
    words_read,
};
use serde_json::{Map, Value};

/// The pages with what is said of them: each with its heading and what it says. What can't be read now (it was handed on, or is
/// over) is left out.
pub fn gathered(
    call: &Call<'_>,
    mut about: Map<String, Value>,
    pages: Vec<(String, Map<String, Value>)>,
) -> Value {
    let mut items = Vec::new();
    for (address, mut said) in pages {
        let Some(page) = read_at(call, &address, &words_read::put) else { continue };
        said.insert("title".to_owned(), heading(&page).into());
        said.insert("html".to_owned(), content_of(call, &page).into());
        said.insert("at".to_owned(), address.into());
        items.push(Value::Object(said));
    }
    about.insert("items".to_owned(), items.into());
    Value::Object(about)
}

/// What stands between two marks of a page of ours.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let rest = page.split_once(from).map_or("", |(_, rest)| rest);
    rest.split_once(to).map_or("", |(inside, _)| inside)
}

/// The heading of a page, as plain words.
pub fn heading(page: &str) -> String {
    plain(between(page, "<h1>", "</h1>"))
}

/// What a page says, without its frame: neither the rooms nor the token of the session go onto the device.
pub fn content_of(call: &Call<'_>, page: &str) -> String {
    let inside = between(page, "<main id=\"content\" tabindex=\"-1\">", "</main>");
    if call.csrf.is_empty() { inside.to_owned() } else { inside.replace(call.csrf, "") }
}
