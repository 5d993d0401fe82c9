//! The words by which texts speak of what the register counts: those of `locales/` in every language (`said-…`), since a
//! report may be in any, and the pack's names of classes.

use earnest_app::figures::text_reconcile::Words;
use earnest_i18n::{Arg, Lang, Tr};
use earnest_model::{figures::figure_name::FigureName, pack::Pack};

/// Words of all languages.
#[derive(Clone, Copy)]
pub struct Spoken<'a> {
    pack: &'a Pack,
}

impl<'a> Spoken<'a> {
    /// With the classes of a pack.
    #[must_use]
    pub fn new(pack: &'a Pack) -> Self {
        Self { pack }
    }
}

/// The words of a list: bars stand between.
fn list(words: &str) -> impl Iterator<Item = String> {
    words.split('|').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned)
}

/// What a key says in each language.
fn said(key: &str, args: impl Fn(Tr) -> Vec<(&'static str, Arg)>) -> Vec<String> {
    let words = |lang: &Lang| {
        let tr = Tr::new(*lang);
        tr.by_key(key, &args(tr)).unwrap_or_default()
    };
    Lang::ALL.iter().map(words).flat_map(|words| list(&words).collect::<Vec<_>>()).collect()
}

/// The n-th word of a list of a language; the digits where it has none.
fn nth(words: &str, number: i32) -> Arg {
    let place = usize::try_from(number - 1).ok();
    Arg::from(place.and_then(|place| list(words).nth(place)).unwrap_or_else(|| number.to_string()))
}

impl Words for Spoken<'_> {
    fn figure(&self, name: FigureName) -> Vec<String> {
        said(&format!("said-{}", name.key()), |_| Vec::new())
    }

    fn nearby(&self, name: FigureName) -> Vec<String> {
        said(&format!("said-near-{}", name.key()), |_| Vec::new())
    }

    fn state(&self, name: FigureName) -> Vec<String> {
        said(&format!("said-state-{}", name.key()), |_| Vec::new())
    }

    fn this_round(&self) -> Vec<String> {
        said("said-this-round", |_| Vec::new())
    }

    /// `县（市、区）` is spoken of as `县`, `市（州）直部门` as `市直部门`; in English there are several of them.
    fn class(&self, key: &str) -> Vec<String> {
        let mut words = Vec::new();
        for lang in Lang::ALL {
            let name = self.pack.class_name(key, lang.tag()).to_lowercase();
            let bare = without_brackets(&name);
            words.extend(plural(&bare));
            words.push(name);
            words.push(bare);
        }
        words.retain(|word| !word.is_empty());
        words
    }

    fn rounds(&self, first: i32, last: i32) -> Vec<String> {
        if first == last {
            let args = |tr: Tr| {
                let number = nth(&tr.said_numerals(), first);
                vec![("number", number), ("figure", Arg::from(first.to_string()))]
            };
            return said("said-round", args);
        }
        said("said-rounds", |tr| {
            let numerals = tr.said_numerals();
            vec![
                ("first", nth(&numerals, first)),
                ("last", nth(&numerals, last)),
                ("count", nth(&tr.said_counts(), last - first + 1)),
                ("from", Arg::from(first.to_string())),
                ("to", Arg::from(last.to_string())),
            ]
        })
    }

    fn lecture(&self) -> Vec<String> {
        said("said-lecture", |_| Vec::new())
    }
}

fn without_brackets(name: &str) -> String {
    let mut depth = 0_usize;
    let outside = |sign: &char| {
        match sign {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    name.chars().filter(outside).collect::<String>().trim().to_owned()
}

/// The plural of an English name.
fn plural(name: &str) -> Option<String> {
    let last = name.chars().next_back().filter(char::is_ascii_alphabetic)?;
    Some(match name.strip_suffix('y') {
        Some(stem) if last == 'y' => format!("{stem}ies"),
        _ => format!("{name}s"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_spoken_of_without_its_brackets_and_in_the_plural() {
        assert_eq!(without_brackets("市（州）直部门"), "市直部门");
        assert_eq!(without_brackets("县（市、区）"), "县");
        assert_eq!(plural("county").as_deref(), Some("counties"));
        assert_eq!(plural("prefecture department").as_deref(), Some("prefecture departments"));
        assert_eq!(plural("县"), None);
    }

    #[test]
    fn rounds_are_spoken_of_in_three_languages() {
        let said = |key: &str| said(key, |_| Vec::new());
        assert!(said("said-team-problems").contains(&"problems".to_owned()));
        let args =
            |tr: Tr| vec![("number", nth(&tr.said_numerals(), 2)), ("figure", Arg::from("2".to_owned()))];
        let words = super::said("said-round", args);
        for word in ["第二次", "第二輪", "second round", "round 2"] {
            assert!(words.iter().any(|it| it == word), "{word}: {words:?}");
        }
    }
}
