//! The Fluent bundles: the messages of `locales/`, with terms of an organisation over the neutral ones.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};

use crate::{Arg, Lang, digits};

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// The messages of a language, with the terms of which they are built.
pub struct Bundle(FluentBundle<Arc<FluentResource>>);

impl Bundle {
    /// With these terms in the place of the neutral ones.
    pub fn new(lang: Lang, terms: &str) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![lang.tag().parse().unwrap_or_default()]);
        // Isolation marks are for mixed writing directions; here they would only break copying and searching.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(digits::grouped(&number.value.to_string())),
            _ => None,
        }));
        for resource in resources(lang) {
            bundle.add_resource_overriding(Arc::clone(resource));
        }
        bundle.add_resource_overriding(read(terms));
        Self(bundle)
    }
}

static HANS: OnceLock<Vec<Arc<FluentResource>>> = OnceLock::new();
static HANT: OnceLock<Vec<Arc<FluentResource>>> = OnceLock::new();
static EN: OnceLock<Vec<Arc<FluentResource>>> = OnceLock::new();

/// The files of a language, read once for all bundles.
fn resources(lang: Lang) -> &'static [Arc<FluentResource>] {
    let cell = match lang {
        Lang::ZhHans => &HANS,
        Lang::ZhHant => &HANT,
        Lang::En => &EN,
    };
    cell.get_or_init(|| {
        SOURCES.iter().filter(|(tag, _)| *tag == lang.tag()).map(|(_, text)| read(text)).collect()
    })
}

fn read(text: &str) -> Arc<FluentResource> {
    // The build has parsed every file and refused duplicates, and terms are literals: neither branch hides a fault.
    match FluentResource::try_new(text.to_owned()) {
        Ok(resource) | Err((resource, _)) => Arc::new(resource),
    }
}

impl Bundle {
    /// A message without variables; the key itself if there is none.
    pub fn plain(&self, key: &'static str) -> Cow<'_, str> {
        let pattern = self.0.get_message(key).and_then(|message| message.value());
        pattern.map_or(Cow::Borrowed(key), |pattern| self.0.format_pattern(pattern, None, &mut Vec::new()))
    }

    /// A message with its arguments; what can't be filled shows its variable's name.
    pub fn lenient<'a>(&self, key: &str, args: impl IntoIterator<Item = (&'a str, Arg)>) -> String {
        self.write(key, args, &mut Vec::new()).unwrap_or_else(|| key.to_owned())
    }

    /// A message with its arguments, or every fault; none where there is no such message.
    pub fn format<'a>(
        &self,
        key: &str,
        args: impl IntoIterator<Item = (&'a str, Arg)>,
    ) -> Option<Result<String, Vec<String>>> {
        let mut errors = Vec::new();
        let text = self.write(key, args, &mut errors)?;
        let faults: Vec<String> = errors.iter().map(ToString::to_string).collect();
        Some(if faults.is_empty() { Ok(text) } else { Err(faults) })
    }

    fn write<'a>(
        &self,
        key: &str,
        args: impl IntoIterator<Item = (&'a str, Arg)>,
        errors: &mut Vec<FluentError>,
    ) -> Option<String> {
        let pattern = self.0.get_message(key)?.value()?;
        let args: FluentArgs<'_> = args.into_iter().map(|(name, value)| (name, fluent(value))).collect();
        Some(self.0.format_pattern(pattern, Some(&args), errors).into_owned())
    }
}

fn fluent(arg: Arg) -> FluentValue<'static> {
    match arg {
        Arg::Int(number) => FluentValue::from(number),
        Arg::Text(text) => FluentValue::from(text),
    }
}
