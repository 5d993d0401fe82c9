//! The catalogue of messages and the rules it keeps: every message in every language, once, with the same variables.

#[path = "terms.rs"]
mod terms;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Message, Pattern, PatternElement,
};
use fluent_syntax::parser;

/// One Fluent file.
pub struct Source {
    /// Language tag, the name of the folder.
    pub lang: &'static str,
    /// Domain: the file below the language's folder, without its ending, as `plans/plan`.
    pub domain: String,
    /// Where the file lies.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
}

/// One message as its first language has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// The domain whose file holds it.
    pub domain: String,
    /// The variables, in alphabetical order.
    pub variables: BTreeSet<String>,
    /// The wording, for the documentation of the method.
    pub wording: String,
}

/// All messages by key, and all terms.
pub struct Catalogue {
    /// Key to message, in alphabetical order.
    pub messages: BTreeMap<String, Entered>,
    /// Key of a term to its forms in the last language, in alphabetical order.
    pub terms: BTreeMap<String, Vec<String>>,
}

type ByLang = BTreeMap<&'static str, BTreeMap<String, Entered>>;

impl Catalogue {
    /// Checks all files against each other.
    ///
    /// # Errors
    /// Every fault found, each a sentence that names the language, the file and the key.
    pub fn check(languages: &[&'static str], sources: &[Source]) -> Result<Self, Vec<String>> {
        let mut faults = Vec::new();
        let mut by_lang: ByLang = languages.iter().map(|lang| (*lang, BTreeMap::new())).collect();
        for source in sources {
            read(source, by_lang.entry(source.lang).or_default(), &mut faults);
        }
        let mut messages: BTreeMap<String, Entered> = BTreeMap::new();
        for lang in languages {
            for (key, entered) in by_lang.get(lang).into_iter().flatten() {
                messages.entry(key.clone()).or_insert_with(|| entered.clone());
            }
        }
        for (key, first) in &messages {
            compare(key, first, languages, &by_lang, &mut faults);
        }
        let terms = terms::check(languages, sources, &mut faults);
        // Fluent keeps both under their names, so that one would hide the other.
        for key in terms.keys().filter(|key| messages.contains_key(*key)) {
            faults.push(format!("the term `-{key}` has the key of a message"));
        }
        if faults.is_empty() { Ok(Self { messages, terms }) } else { Err(faults) }
    }
}

/// Holds one key against every language.
fn compare(
    key: &str,
    first: &Entered,
    languages: &[&'static str],
    by_lang: &ByLang,
    faults: &mut Vec<String>,
) {
    for lang in languages {
        let Some(entered) = by_lang.get(lang).and_then(|messages| messages.get(key)) else {
            faults.push(format!("locales/{lang}/{}.ftl: the message `{key}` is missing", first.domain));
            continue;
        };
        if entered.domain != first.domain {
            faults.push(format!(
                "locales/{lang}/{}.ftl: the message `{key}` belongs into {}.ftl as in the other languages",
                entered.domain, first.domain
            ));
        }
        if entered.variables != first.variables {
            faults.push(format!(
                "locales/{lang}/{}.ftl: the message `{key}` has the variables {:?}, elsewhere {:?}",
                entered.domain, entered.variables, first.variables
            ));
        }
    }
}

fn read(source: &Source, into: &mut BTreeMap<String, Entered>, faults: &mut Vec<String>) {
    let place = format!("locales/{}/{}.ftl", source.lang, source.domain);
    let resource = match parser::parse(source.text.as_str()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                let line =
                    source.text.get(..error.pos.start).map_or(1, |before| before.lines().count().max(1));
                faults.push(format!("{place}:{line}: {}", error.kind));
            }
            resource
        }
    };
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            match enter(source, message) {
                Ok((key, entered)) => {
                    if into.insert(key.clone(), entered).is_some() {
                        faults.push(format!("{place}: the message `{key}` is there twice"));
                    }
                }
                Err(fault) => faults.push(format!("{place}: {fault}")),
            }
        }
    }
}

fn enter(source: &Source, message: &Message<&str>) -> Result<(String, Entered), String> {
    let key = message.id.name;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !key.chars().all(plain) || !key.contains('-') || key.ends_with('-') || key.contains("--") {
        return Err(format!(
            "the key `{key}` must be lower-case words joined by single hyphens, at least two"
        ));
    }
    if !message.attributes.is_empty() {
        return Err(format!("the message `{key}` has attributes; make them messages of their own"));
    }
    let Some(value) = &message.value else {
        return Err(format!("the message `{key}` says nothing"));
    };
    let mut variables = BTreeSet::new();
    in_pattern(value, &mut variables).map_err(|fault| format!("the message `{key}` {fault}"))?;
    let domain = source.domain.clone();
    Ok((key.to_owned(), Entered { domain, variables, wording: wording(value) }))
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) -> Result<(), String> {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found)?;
        }
    }
    Ok(())
}

fn in_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) -> Result<(), String> {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found)?;
            variants.iter().try_for_each(|variant| in_pattern(&variant.value, found))
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) -> Result<(), String> {
    match inline {
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => Ok(()),
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
            Ok(())
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::TermReference { arguments, .. } => {
            arguments.as_ref().map_or(Ok(()), |arguments| in_arguments(arguments, found))
        }
        InlineExpression::FunctionReference { id, .. } => {
            Err(format!("calls {}(), which is not offered", id.name))
        }
        InlineExpression::MessageReference { id, .. } => Err(format!(
            "refers to the message `{}`; use a term (`-{}`) for shared wording",
            id.name, id.name
        )),
    }
}

fn in_arguments(arguments: &CallArguments<&str>, found: &mut BTreeSet<String>) -> Result<(), String> {
    arguments.positional.iter().try_for_each(|inline| in_inline(inline, found))?;
    arguments.named.iter().try_for_each(|named| in_inline(&named.value, found))
}

/// The message as a reader of the code should see it; of a choice, the default variant.
fn wording(pattern: &Pattern<&str>) -> String {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                let default = variants.iter().find(|variant| variant.default);
                text.push_str(&default.map(|variant| wording(&variant.value)).unwrap_or_default());
            }
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::VariableReference { id } => text.push_str(&format!("{{{}}}", id.name)),
                InlineExpression::StringLiteral { value } => text.push_str(value),
                InlineExpression::TermReference { id, .. } => text.push_str(&format!("{{-{}}}", id.name)),
                _ => text.push('…'),
            },
        }
    }
    text
}
