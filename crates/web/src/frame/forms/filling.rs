//! A form that was sent: the page on which it stood, and the token under which its words are kept if they are not taken.

use super::carried::own;
use crate::frame::fields::Fields;
use earnest_model::desk::draft::FormToken;

/// The longest address of a page.
const LONGEST: usize = 600;

/// A form that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filling {
    /// Where it was sent: path and query.
    pub action: String,
    /// The address of the page on which it stood.
    pub page: String,
    /// The token of its words.
    pub token: String,
    /// The token of this sending.
    pub sending: String,
    /// Whether it brings words or files; one that does not is a button that was pressed.
    pub typed: bool,
}

/// What is known of a form before it is read.
#[derive(Debug)]
pub struct Arrived {
    /// Where it was sent: path and query.
    pub action: String,
    /// Whether it brings files.
    pub files: bool,
    /// A fresh token, for a form that has none.
    pub chance: String,
}

impl Filling {
    /// Reads what the form says of itself. `nearest` is the page that is taken if it names none.
    pub fn of(form: &Fields, arrived: Arrived, nearest: impl FnOnce() -> String) -> Self {
        let Arrived { action, files, chance } = arrived;
        let page = form.find("page").filter(|page| is_ours(page)).map(str::to_owned);
        let of = |name: &str| FormToken::parse(form.get(name)).map(|token| token.as_str().to_owned());
        let sending = of("once").unwrap_or(chance);
        let token = of("kept").unwrap_or_else(|| sending.clone());
        let typed = files || !own(form).0.is_empty();
        Self { action, page: page.unwrap_or_else(nearest), token, sending, typed }
    }

    /// The page with the words in its form; after a button the page alone.
    pub fn place(&self) -> String {
        if self.typed { self.waiting() } else { self.page.clone() }
    }

    /// The page with what waits there to be sent.
    pub fn waiting(&self) -> String {
        let mark = if self.page.contains('?') { '&' } else { '?' };
        format!("{}{mark}kept={}", self.page, self.token)
    }
}

/// Whether an address is one of our own pages.
pub fn is_ours(page: &str) -> bool {
    let plain = page.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    page.starts_with('/') && !page.starts_with("//") && plain && page.len() <= LONGEST
}

/// An address without what only this reading of it asks for.
pub fn page_of(path: &str, query: &Fields) -> String {
    let kept = query.0.iter().filter(|(name, _)| !["lang", "kept"].contains(&name.as_str()));
    let query = Fields(kept.cloned().collect());
    if query.0.is_empty() { path.to_owned() } else { format!("{path}?{}", query.encoded()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_goes_back_to_its_page_and_nowhere_else() {
        let of = |fields: &[(&str, &str)]| {
            let form = Fields(fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect());
            let arrived = Arrived { action: "/a/b".into(), files: false, chance: "fresh".into() };
            Filling::of(&form, arrived, || "/a".into())
        };
        let once = "0123456789abcdef0123456789abcdef";
        let one = of(&[("page", "/a?round=3"), ("once", once), ("body", "x")]);
        assert_eq!(one.place(), format!("/a?round=3&kept={once}"));
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil", "a", "/a b", ""] {
            assert_eq!(of(&[("page", elsewhere), ("body", "x")]).place(), "/a?kept=fresh", "{elsewhere}");
        }
        assert_eq!(of(&[("page", "/a"), ("once", once)]).place(), "/a", "a button has no words");
    }
}
