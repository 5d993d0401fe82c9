//! The words that the register's pack sets, in the place of the neutral ones.

use earnest_app::units::register_load::Loaded;
use earnest_i18n::{Lang, Term, Tr, Words};
use earnest_model::pack::Pack;

/// A translator into a language with the words of a register.
pub fn speaking(known: &Loaded, lang: Lang) -> Tr {
    Tr::speaking(lang, Words::named(&known.stored.sha256, || terms(&known.pack)))
}

fn terms(pack: &Pack) -> Vec<Term> {
    let term = |(key, tag, text): (&str, &str, &earnest_model::pack::TermText)| {
        Some(Term {
            lang: Lang::parse(tag)?,
            key: key.to_owned(),
            one: text.one.clone(),
            many: text.many.clone(),
            a: text.a.clone(),
            short: text.short.clone(),
        })
    };
    pack.words.iter().filter_map(term).collect()
}
