//! The terms of which sentences are built, and the rules they keep: all of them in one file a language, the same in every
//! language, and no sentence asks for a term or a form that is not there.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;

use super::Source;

/// The file of the terms.
const FILE: &str = "terms";

type Terms = BTreeMap<String, Vec<String>>;

/// Checks them; gives those of the last language with their forms, which has the most of them.
pub fn check(languages: &[&str], sources: &[Source], faults: &mut Vec<String>) -> Terms {
    let by_lang: Vec<(&str, Terms)> =
        languages.iter().map(|lang| (*lang, terms_of(lang, sources, faults))).collect();
    let all: BTreeSet<&String> = by_lang.iter().flat_map(|(_, terms)| terms.keys()).collect();
    for (lang, terms) in &by_lang {
        for key in all.iter().filter(|key| !terms.contains_key(**key)) {
            faults.push(format!("locales/{lang}/{FILE}.ftl: the term `-{key}` is missing"));
        }
        for source in sources.iter().filter(|source| source.lang == *lang) {
            references(source, terms, faults);
        }
    }
    by_lang.into_iter().next_back().map(|(_, terms)| terms).unwrap_or_default()
}

fn parsed(source: &Source) -> Vec<Entry<&str>> {
    // What can't be read is told where the messages are read.
    parser::parse(source.text.as_str()).unwrap_or_else(|(resource, _)| resource).body
}

fn terms_of(lang: &str, sources: &[Source], faults: &mut Vec<String>) -> Terms {
    let mut terms = Terms::new();
    for source in sources.iter().filter(|source| source.lang == lang) {
        for entry in parsed(source) {
            let Entry::Term(term) = entry else { continue };
            let (key, place) = (term.id.name, format!("locales/{lang}/{}.ftl", source.domain));
            if source.domain != FILE {
                faults.push(format!("{place}: the term `-{key}` belongs into {FILE}.ftl"));
            }
            if terms.insert(key.to_owned(), forms(&term.value)).is_some() {
                faults.push(format!("{place}: the term `-{key}` is there twice"));
            }
        }
    }
    terms
}

/// The forms from which a term chooses; none if it has one alone.
fn forms(pattern: &Pattern<&str>) -> Vec<String> {
    let [PatternElement::Placeable { expression: Expression::Select { variants, .. } }] =
        pattern.elements.as_slice()
    else {
        return Vec::new();
    };
    let name = |key: &VariantKey<&str>| match key {
        VariantKey::Identifier { name } => (*name).to_owned(),
        VariantKey::NumberLiteral { value } => (*value).to_owned(),
    };
    variants.iter().map(|variant| name(&variant.key)).collect()
}

fn references(source: &Source, terms: &Terms, faults: &mut Vec<String>) {
    for entry in parsed(source) {
        let (key, value) = match entry {
            Entry::Message(message) => (message.id.name, message.value),
            Entry::Term(term) => (term.id.name, Some(term.value)),
            _ => continue,
        };
        let mut found = Vec::new();
        if let Some(value) = &value {
            in_pattern(value, &mut found);
        }
        for (term, form) in found {
            let place = format!("locales/{}/{}.ftl: `{key}`", source.lang, source.domain);
            match (terms.get(&term), form) {
                (None, _) => faults.push(format!("{place} asks for the term `-{term}`, which is not there")),
                (Some(forms), Some(form)) if !forms.contains(&form) => {
                    faults
                        .push(format!("{place} asks for the form `{form}` of `-{term}`, which is not there"));
                }
                _ => {}
            }
        }
    }
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut Vec<(String, Option<String>)>) {
    for element in &pattern.elements {
        match element {
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                variants.iter().for_each(|variant| in_pattern(&variant.value, found));
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::TermReference { id, arguments, .. }),
            } => found.push((id.name.to_owned(), arguments.as_ref().and_then(form))),
            _ => {}
        }
    }
}

/// The form that a reference asks for.
fn form(arguments: &CallArguments<&str>) -> Option<String> {
    arguments.named.iter().find(|named| named.name.name == "form").and_then(|named| match &named.value {
        InlineExpression::StringLiteral { value } => Some((*value).to_owned()),
        _ => None,
    })
}
