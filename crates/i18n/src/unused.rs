//! Finds messages that nothing shows.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::{MESSAGES, Message};

/// The keys that no Rust or HTML file below `roots` uses, in alphabetical order.
///
/// A key is used where its method's name or the key itself stands. A key of an `error*.ftl` or an `enum-*.ftl` comes from
/// below as data and may be put together, so there a quoted beginning of the key that ends at a hyphen is enough.
///
/// # Errors
/// A folder or file that can't be read.
pub fn unused_keys(roots: &[PathBuf]) -> io::Result<Vec<String>> {
    let mut text = String::new();
    for root in roots {
        gather(root, &mut text)?;
    }
    let said = Said::in_text(&text);
    let unused = MESSAGES.iter().filter(|message| !said.uses(message));
    Ok(unused.map(|message| message.key.to_owned()).collect())
}

fn gather(at: &Path, into: &mut String) -> io::Result<()> {
    if at.is_dir() {
        for entry in fs::read_dir(at)? {
            gather(&entry?.path(), into)?;
        }
    } else if at.extension().is_some_and(|ext| ext == "rs" || ext == "html") {
        into.push_str(&fs::read_to_string(at)?);
        into.push('\n');
    }
    Ok(())
}

/// What the sources say, gathered once: looking through all of them anew for each of thousands of messages takes minutes.
struct Said<'t> {
    /// Whole names: runs of letters, digits, `_` and `-`.
    names: HashSet<&'t str>,
    /// Names that open a quoted text and end it, or are gone on with by an argument.
    quoted: HashSet<&'t str>,
    /// Quoted names of a domain whose keys come from the model.
    domains: HashSet<&'t str>,
}

impl<'t> Said<'t> {
    fn in_text(text: &'t str) -> Self {
        let names = text.split(|sign| !of_a_name(sign)).collect();
        let (mut quoted, mut domains) = (HashSet::new(), HashSet::new());
        for (at, quote) in text.match_indices('"') {
            let rest = text.get(at + quote.len()..).unwrap_or_default();
            let end = rest.find(|sign| !of_a_name(sign)).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            if after.starts_with(['"', '{']) {
                quoted.insert(name);
            }
            if after.starts_with("\" model::") {
                domains.insert(name);
            }
        }
        Self { names, quoted, domains }
    }

    fn uses(&self, message: &Message) -> bool {
        let file = message.domain.rsplit('/').next().unwrap_or(message.domain);
        let from_below = file.starts_with("error") || file.starts_with("enum-");
        self.names.contains(message.method)
            || self.names.contains(message.key)
            || from_below && self.begins(message.key)
    }

    fn begins(&self, key: &str) -> bool {
        key.match_indices('-').any(|(at, _)| {
            let domain = key.get(..at).is_some_and(|domain| self.domains.contains(domain));
            domain || key.get(..=at).is_some_and(|beginning| self.quoted.contains(beginning))
        })
    }
}

fn of_a_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '_' || sign == '-'
}
