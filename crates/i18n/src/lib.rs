//! Everything a person reads, in three languages, with a typed method per message.
//!
//! The build reads `locales/{language}/{domain}.ftl` and fails on a message that is missing in a language, entered
//! twice, or has other variables than elsewhere. `plan-count = …{ $count }…` becomes [`Tr`]`::plan_count(count)`.
//! **Arguments follow the alphabetical order of the variables' names.**
//!
//! Words of the domain are terms (`locales/{language}/terms.ftl`). An organisation may set them: a [`Tr`] carries its
//! [`Words`].

mod arg;
mod bundle;
mod digits;
mod format;
mod lang;
mod unused;
mod words;

use std::borrow::Cow;

pub use arg::Arg;
pub use lang::Lang;
pub use unused::unused_keys;
pub use words::{Term, Words};

/// A translator into one language, with the words of an organisation: small, free to copy, handed to whatever writes for
/// people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tr {
    lang: Lang,
    words: Words,
}

/// What is known of a message without its wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// The key in the Fluent file.
    pub key: &'static str,
    /// The Fluent file without its ending.
    pub domain: &'static str,
    /// The method of [`Tr`].
    pub method: &'static str,
    /// The variables, in alphabetical order, which is the order of the method's arguments.
    pub variables: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/tr.rs"));

impl Tr {
    /// Speaks `lang` in neutral words: where no organisation is known.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self::speaking(lang, Words::neutral())
    }

    /// Speaks `lang` in these words.
    #[must_use]
    pub const fn speaking(lang: Lang, words: Words) -> Self {
        Self { lang, words }
    }

    /// Speaks another language in the same words.
    #[must_use]
    pub const fn in_language(self, lang: Lang) -> Self {
        Self { lang, ..self }
    }

    /// Speaks the same language in neutral words.
    #[must_use]
    pub fn in_neutral_words(self) -> Self {
        Self::new(self.lang)
    }

    /// The language spoken.
    #[must_use]
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// Every key, in alphabetical order.
    #[must_use]
    pub fn keys(self) -> &'static [&'static str] {
        KEYS
    }

    /// The message of a key that came from below as data: an error, the name of a state.
    ///
    /// `None` if there is no such key. A variable without an argument shows as `{$name}`;
    /// [`message`] tells which variables a key has, so that a test can hold callers to them.
    #[must_use]
    pub fn by_key<K: AsRef<str>>(self, key: &str, args: &[(K, Arg)]) -> Option<String> {
        message(key)?;
        let args = args.iter().map(|(name, value)| (name.as_ref(), value.clone()));
        Some(self.filled(key, args))
    }

    /// Formats a message and keeps every fault Fluent finds.
    ///
    /// # Errors
    /// The faults in words; an unknown key is one.
    pub fn checked<K: AsRef<str>>(self, key: &str, args: &[(K, Arg)]) -> Result<String, Vec<String>> {
        let args = args.iter().map(|(name, value)| (name.as_ref(), value.clone()));
        let formatted = self.words.bundle(self.lang).format(key, args);
        formatted.unwrap_or_else(|| Err(vec![format!("no message `{key}` in {}", self.lang.tag())]))
    }

    fn plain(self, key: &'static str) -> Cow<'static, str> {
        self.words.bundle(self.lang).plain(key)
    }

    fn filled<'a>(self, key: &str, args: impl IntoIterator<Item = (&'a str, Arg)>) -> String {
        self.words.bundle(self.lang).lenient(key, args)
    }
}

/// Looks a key up.
#[must_use]
pub fn message(key: &str) -> Option<&'static Message> {
    let at = MESSAGES.binary_search_by(|message| message.key.cmp(key)).ok()?;
    MESSAGES.get(at)
}
