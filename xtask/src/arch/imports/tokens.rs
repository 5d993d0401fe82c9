//! Paths in a stream of tokens: what stands in the call of a macro, in its rules, or in an attribute.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

use super::module::Mention;

/// Every path in these tokens. A single word counts as one: it may be the name of a constant or a type.
pub fn paths(tokens: TokenStream) -> Vec<Mention> {
    let mut found = Vec::new();
    scan(tokens, &[], false, &mut found);
    found
}

/// As [`paths`], and those in texts too: some attributes take a path as a text.
pub fn paths_of_attribute(tokens: TokenStream) -> Vec<Mention> {
    let mut found = Vec::new();
    scan(tokens, &[], true, &mut found);
    found
}

fn scan(tokens: TokenStream, prefix: &[String], with_texts: bool, found: &mut Vec<Mention>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Ident(word) if begins_path(&tokens, at, prefix) => {
                let line = word.span().start().line;
                let (path, next) = path_from(&tokens, at, prefix);
                at = next;
                if let Some(group) = braces_after(&tokens, at) {
                    scan(group.stream(), &path, with_texts, found);
                    at += 3;
                } else {
                    found.push(Mention { path, line, is_macro: is_called(&tokens, at) });
                }
                continue;
            }
            TokenTree::Group(group) => scan(group.stream(), &[], with_texts, found),
            TokenTree::Literal(text) if with_texts => {
                let line = text.span().start().line;
                let path = path_in(&text.to_string());
                found.extend(path.map(|path| Mention { path, line, is_macro: false }));
            }
            _ => {}
        }
        at += 1;
    }
}

fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

/// Whether `::` stands at this place.
fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    let joint = |token: &TokenTree| matches!(token, TokenTree::Punct(it) if it.spacing() == Spacing::Joint);
    is_mark(tokens.get(at), ':') && tokens.get(at).is_some_and(joint) && is_mark(tokens.get(at + 1), ':')
}

/// Not after a dot (a field or a method), a quote (a lifetime), `::` (a part of what came before) or a `$`.
fn begins_path(tokens: &[TokenTree], at: usize, prefix: &[String]) -> bool {
    let before = |steps: usize| at.checked_sub(steps).and_then(|place| tokens.get(place));
    let is_field = is_mark(before(1), '.') && !is_mark(before(2), '.');
    let is_part = is_mark(before(1), ':') && at.checked_sub(2).is_some_and(|place| is_colons(tokens, place));
    let is_crate = matches!(tokens.get(at), Some(TokenTree::Ident(word)) if word == "crate");
    let is_variable = is_mark(before(1), '$') && !is_crate;
    let is_as = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Ident(word)) if word == "as");
    let is_alias = !prefix.is_empty() && (is_as(before(1)) || is_as(tokens.get(at)));
    !(is_field || is_part || is_variable || is_alias || is_mark(before(1), '\''))
}

/// The path that begins here, and the place after it.
fn path_from(tokens: &[TokenTree], mut at: usize, prefix: &[String]) -> (Vec<String>, usize) {
    let mut path = prefix.to_vec();
    while let Some(TokenTree::Ident(word)) = tokens.get(at) {
        path.push(plain(&word.to_string()));
        at += 1;
        if !is_colons(tokens, at) {
            break;
        }
        match tokens.get(at + 2) {
            Some(TokenTree::Ident(_)) => at += 2,
            Some(mark) if is_mark(Some(mark), '*') => {
                path.push("*".to_owned());
                return (path, at + 3);
            }
            _ => break,
        }
    }
    (path, at)
}

/// The braces of `a::{b, c}`, if `::{` stands here.
fn braces_after(tokens: &[TokenTree], at: usize) -> Option<&Group> {
    match tokens.get(at + 2) {
        Some(TokenTree::Group(group)) if is_colons(tokens, at) => {
            (group.delimiter() == Delimiter::Brace).then_some(group)
        }
        _ => None,
    }
}

fn is_called(tokens: &[TokenTree], at: usize) -> bool {
    is_mark(tokens.get(at), '!') && matches!(tokens.get(at + 1), Some(TokenTree::Group(_)))
}

fn path_in(literal: &str) -> Option<Vec<String>> {
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    let is_word = |part: &str| {
        !part.is_empty() && part.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    };
    let parts: Vec<&str> = text.split("::").collect();
    let is_path = parts.len() > 1 && parts.iter().all(|part| is_word(part));
    is_path.then(|| parts.into_iter().map(str::to_owned).collect())
}

/// A name without the mark of a raw one.
pub fn plain(word: &str) -> String {
    word.strip_prefix("r#").unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        paths(text.parse().unwrap()).iter().map(|mention| mention.path.join("::")).collect()
    }

    #[test]
    fn a_path_is_read_whole_and_a_field_is_none() {
        assert_eq!(shown("crate::a::b(self.c, d::<E>::f)"), ["crate::a::b", "self", "d", "E"]);
        assert_eq!(shown("0..x::y"), ["x::y"]);
        assert_eq!(shown("x: crate::T, &'a U"), ["x", "crate::T", "U"]);
    }

    #[test]
    fn a_use_in_a_macro_is_read_with_its_braces() {
        let text = "use $crate::a::{b, c::D, e as f}; use super::g::*; $h::i";
        let found = shown(text);
        assert_eq!(found, ["use", "crate::a::b", "crate::a::c::D", "crate::a::e", "use", "super::g::*"]);
    }

    #[test]
    fn a_called_macro_is_known_from_a_comparison() {
        let called: Vec<bool> =
            paths("a!(b) c != (d)".parse().unwrap()).iter().map(|it| it.is_macro).collect();
        assert_eq!(called, [true, false, false, false]);
    }

    #[test]
    fn a_text_in_an_attribute_may_be_a_path() {
        let tokens = "with = \"crate::days\", rename = \"kebab-case\"".parse().unwrap();
        let found = paths_of_attribute(tokens);
        assert!(found.iter().any(|mention| mention.path == ["crate", "days"]), "{found:?}");
        assert_eq!(found.len(), 3);
    }
}
