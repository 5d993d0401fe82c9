//! Finds messages that nothing shows.

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
    let unused = MESSAGES.iter().filter(|message| !is_used(message, &text));
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

fn is_used(message: &Message, text: &str) -> bool {
    let file = message.domain.rsplit('/').next().unwrap_or(message.domain);
    let from_below = file.starts_with("error") || file.starts_with("enum-");
    stands(message.method, text)
        || stands(message.key, text)
        || from_below && beginning_stands(message.key, text)
}

/// Whether `word` stands in `text` and not as a piece of a longer name.
fn stands(word: &str, text: &str) -> bool {
    let of_a_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(of_a_name) && !after.is_some_and(of_a_name)
    })
}

fn beginning_stands(key: &str, text: &str) -> bool {
    key.match_indices('-').any(|(at, _)| {
        let whole = key.get(..at).is_some_and(|domain| text.contains(&format!("\"{domain}\" model::")));
        whole
            || key.get(..=at).is_some_and(|beginning| {
                text.contains(&format!("\"{beginning}\"")) || text.contains(&format!("\"{beginning}{{"))
            })
    })
}
