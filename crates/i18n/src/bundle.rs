//! The Fluent bundles, one per language, built at first use and kept.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};

use crate::{Arg, Lang, digits};

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

static HANS: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
static HANT: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
static EN: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();

fn of(lang: Lang) -> &'static FluentBundle<FluentResource> {
    let cell = match lang {
        Lang::ZhHans => &HANS,
        Lang::ZhHant => &HANT,
        Lang::En => &EN,
    };
    cell.get_or_init(|| build(lang))
}

fn build(lang: Lang) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![lang.tag().parse().unwrap_or_default()]);
    // Isolation marks are for mixed writing directions; here they would only break copying and searching.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) => Some(digits::grouped(&number.value.to_string())),
        _ => None,
    }));
    for (_, text) in SOURCES.iter().filter(|(tag, _)| *tag == lang.tag()) {
        // The build has parsed every file and refused duplicates, so neither branch hides a fault.
        let resource = match FluentResource::try_new((*text).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A message without variables; the key itself if there is none.
pub fn plain(lang: Lang, key: &'static str) -> Cow<'static, str> {
    let bundle = of(lang);
    let pattern = bundle.get_message(key).and_then(|message| message.value());
    pattern.map_or(Cow::Borrowed(key), |pattern| bundle.format_pattern(pattern, None, &mut Vec::new()))
}

/// A message with its arguments; what can't be filled shows its variable's name.
pub fn lenient<'a>(lang: Lang, key: &str, args: impl IntoIterator<Item = (&'a str, Arg)>) -> String {
    write(lang, key, args, &mut Vec::new()).unwrap_or_else(|| key.to_owned())
}

/// A message with its arguments, or every fault.
pub fn format<'a>(
    lang: Lang,
    key: &str,
    args: impl IntoIterator<Item = (&'a str, Arg)>,
) -> Result<String, Vec<String>> {
    let mut errors = Vec::new();
    match write(lang, key, args, &mut errors) {
        None => Err(vec![format!("no message `{key}` in {}", lang.tag())]),
        Some(text) if errors.is_empty() => Ok(text),
        Some(_) => Err(errors.iter().map(ToString::to_string).collect()),
    }
}

fn write<'a>(
    lang: Lang,
    key: &str,
    args: impl IntoIterator<Item = (&'a str, Arg)>,
    errors: &mut Vec<FluentError>,
) -> Option<String> {
    let bundle = of(lang);
    let pattern = bundle.get_message(key)?.value()?;
    let args: FluentArgs<'_> = args.into_iter().map(|(name, value)| (name, fluent(value))).collect();
    Some(bundle.format_pattern(pattern, Some(&args), errors).into_owned())
}

fn fluent(arg: Arg) -> FluentValue<'static> {
    match arg {
        Arg::Int(number) => FluentValue::from(number),
        Arg::Text(text) => FluentValue::from(text),
    }
}
