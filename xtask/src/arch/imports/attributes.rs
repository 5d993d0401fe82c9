//! What attributes say: whether something is for tests alone, and where a module's file lies.

use syn::{Attribute, Expr, Lit, Meta, Token, punctuated::Punctuated};

/// True for `#[test]`, `#[cfg(test)]` and what can't be built but with `test`.
pub fn are_of_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("cfg") => {
            list.parse_args::<Meta>().is_ok_and(|condition| needs_test(&condition))
        }
        _ => false,
    })
}

fn needs_test(condition: &Meta) -> bool {
    let Meta::List(list) = condition else { return condition.path().is_ident("test") };
    let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
    let Ok(parts) = parts else { return false };
    if list.path.is_ident("all") {
        return parts.iter().any(needs_test);
    }
    list.path.is_ident("any") && !parts.is_empty() && parts.iter().all(needs_test)
}

/// The file that `#[path = "…"]` names.
pub fn path(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| {
        let Meta::NameValue(pair) = &attribute.meta else { return None };
        let Expr::Lit(value) = &pair.value else { return None };
        let Lit::Str(text) = &value.lit else { return None };
        pair.path.is_ident("path").then(|| text.value())
    })
}

/// True for an attribute whose words are no paths: documentation, conditions, lints.
pub fn is_prose(attribute: &Attribute) -> bool {
    let prose = ["doc", "cfg", "cfg_attr", "allow", "deny", "expect", "forbid", "warn"];
    prose.iter().any(|word| attribute.path().is_ident(word))
}

/// The word of an attribute by which names come in that no import shows.
pub fn hidden_import(attributes: &[Attribute]) -> Option<&'static str> {
    let hidden = ["macro_use", "macro_export"];
    hidden.into_iter().find(|word| attributes.iter().any(|attribute| attribute.path().is_ident(word)))
}
