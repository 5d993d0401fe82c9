//! Tags and texts of our own pages: values in double quotes, texts escaped. No reader for pages of others.

use std::ops::Range;

/// A tag.
#[derive(Debug)]
pub(super) struct Tag<'h> {
    /// Its name.
    pub name: &'h str,
    /// Whether it ends something.
    pub closing: bool,
    /// Where it stands.
    pub at: Range<usize>,
    attributes: Vec<Attribute<'h>>,
}

/// An attribute of a tag.
#[derive(Debug)]
pub(super) struct Attribute<'h> {
    name: &'h str,
    value: &'h str,
    /// Where it stands.
    pub at: Range<usize>,
}

impl Tag<'_> {
    /// An attribute, if it is there.
    pub fn find(&self, name: &str) -> Option<&Attribute<'_>> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// The value of an attribute; empty if there is none.
    pub fn value(&self, name: &str) -> String {
        self.find(name).map(|attribute| plain(attribute.value)).unwrap_or_default()
    }

    /// Whether it begins this.
    pub fn is(&self, name: &str) -> bool {
        self.name == name && !self.closing
    }

    /// Whether it ends this.
    pub fn ends(&self, name: &str) -> bool {
        self.name == name && self.closing
    }
}

/// All tags of a page in order.
pub(super) fn tags(html: &str) -> Vec<Tag<'_>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(from) = html.get(at..).and_then(|rest| rest.find('<')).map(|next| at + next) {
        match tag(html, from) {
            Some(tag) => {
                at = tag.at.end;
                found.push(tag);
            }
            None => at = from + 1,
        }
    }
    found
}

fn is_part_of_name(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '=' | '>' | '/' | '"' | '<')
}

fn tag(html: &str, from: usize) -> Option<Tag<'_>> {
    let rest = html.get(from + 1..)?;
    let closing = rest.starts_with('/');
    let mut at = from + 1 + usize::from(closing);
    let name = word(html, at)?;
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    at += name.len();
    let mut attributes = Vec::new();
    loop {
        let rest = html.get(at..)?;
        let next = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        at += rest.len() - next.len();
        if next.starts_with('>') {
            return Some(Tag { name, closing, at: from..at + 1, attributes });
        }
        let attribute = attribute(html, at)?;
        at = attribute.at.end;
        attributes.push(attribute);
    }
}

fn word(html: &str, at: usize) -> Option<&str> {
    let rest = html.get(at..)?;
    let end = rest.find(|c| !is_part_of_name(c)).unwrap_or(rest.len());
    rest.get(..end).filter(|word| !word.is_empty())
}

fn attribute(html: &str, from: usize) -> Option<Attribute<'_>> {
    let name = word(html, from)?;
    let after = from + name.len();
    let Some(given) = html.get(after..)?.strip_prefix('=') else {
        return Some(Attribute { name, value: "", at: from..after });
    };
    let (value, length) = match given.strip_prefix('"') {
        Some(quoted) => quoted.find('"').and_then(|end| Some((quoted.get(..end)?, end + 2)))?,
        None => word(html, after + 1).map(|value| (value, value.len()))?,
    };
    Some(Attribute { name, value, at: from..after + 1 + length })
}

/// What a page is called: its first heading.
pub fn title(html: &str) -> String {
    let heading = html.split_once("<h1>").and_then(|(_, rest)| rest.split("</h1>").next());
    let heading = heading.unwrap_or_default();
    let mut said = String::new();
    let mut from = 0;
    for tag in tags(heading) {
        said.push_str(heading.get(from..tag.at.start).unwrap_or_default());
        from = tag.at.end;
    }
    said.push_str(heading.get(from..).unwrap_or_default());
    plain(&said).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of a page as it was before it was escaped.
pub fn plain(escaped: &str) -> String {
    let mut plain = String::with_capacity(escaped.len());
    let mut rest = escaped;
    while let Some((before, from)) = rest.split_once('&') {
        plain.push_str(before);
        let named = from.split_once(';').and_then(|(name, after)| Some((sign(name)?, after)));
        match named {
            Some((sign, after)) => {
                plain.push(sign);
                rest = after;
            }
            None => {
                plain.push('&');
                rest = from;
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn sign(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}

/// A text as it stands in a page.
pub fn escaped(plain: &str) -> String {
    let mut escaped = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '&' => escaped.push_str("&#38;"),
            '<' => escaped.push_str("&#60;"),
            '>' => escaped.push_str("&#62;"),
            '"' => escaped.push_str("&#34;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Parts of a page with what stands in their place.
pub type Edits = Vec<(Range<usize>, String)>;

/// A text with these parts of it replaced; later edits of one place follow earlier ones.
pub fn edited(text: &str, mut edits: Edits) -> String {
    edits.sort_by_key(|(at, _)| at.start);
    let (mut whole, mut from) = (String::with_capacity(text.len()), 0);
    for (at, words) in edits {
        whole.push_str(text.get(from..at.start).unwrap_or_default());
        whole.push_str(&words);
        from = at.end.max(from);
    }
    whole.push_str(text.get(from..).unwrap_or_default());
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_is_read_as_it_was_written(text in ".{0,40}") {
            prop_assert_eq!(plain(&escaped(&text)), text);
        }
    }
}
