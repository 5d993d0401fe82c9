//! The rules of a file: how long it may be, no promises left open, no lint silenced without a reason.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::Table;

use crate::failure::{Outcome, While};
use crate::metadata::Member;
use crate::sources::{self, Source};

/// Beyond this a file surely has more than one subject.
const LONGEST: usize = 400;
/// The files that may be longer, each with its reason.
const LONG_FILES: &str = "xtask/long-files.toml";
/// Where sources live.
const FOLDERS: &[&str] = &["crates", "xtask", "locales", "packs"];
const EXTENSIONS: &[&str] = &["rs", "sql", "ftl", "html", "css", "js", "toml", "md"];

/// Where a number on a page must be a count with its records, or say what else it is.
const PAGES: &str = "crates/web/src/";
/// The one file there that writes numbers.
const COUNTED: &str = "crates/web/src/look/counted.rs";
/// The calls by which it does.
const BARE: &[&str] = &["tr.number(", "tr.ratio(", "tr.number_or_dash(", "Tr::number", "Tr::ratio"];

/// What is wrong with the files of the project.
pub fn complaints(root: &Path, members: &[Member]) -> Outcome<Vec<String>> {
    let excused = read_excused(root)?;
    let mut complaints = Vec::new();
    let mut lengths = BTreeMap::new();
    for folder in FOLDERS {
        for source in sources::below(root, &root.join(folder), EXTENSIONS)? {
            complaints.extend(open_promises(&source));
            complaints.extend(silenced_lints(&source));
            complaints.extend(bare_numbers(&source));
            if is_production(&source.path) {
                lengths.insert(source.path.clone(), production_lines(&source.text));
            }
        }
    }
    complaints.extend(too_long(&lengths, &excused));
    for member in members {
        complaints.extend(lints_missing(root, member)?);
    }
    Ok(complaints)
}

fn read_excused(root: &Path) -> Outcome<BTreeMap<String, String>> {
    let text = fs::read_to_string(root.join(LONG_FILES)).while_trying("read the list of long files")?;
    let table: Table = text.parse().while_trying("read the list of long files")?;
    Ok(table.into_iter().map(|(path, why)| (path, why.as_str().unwrap_or("").to_owned())).collect())
}

fn is_production(path: &str) -> bool {
    let in_src = path.starts_with("crates/") && path.contains("/src/");
    let of_tests = path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("_tests.rs");
    in_src && path.ends_with(".rs") && !of_tests
}

/// The lines before the file's own unit tests.
fn production_lines(text: &str) -> usize {
    text.lines().take_while(|line| *line != "#[cfg(test)]").count()
}

fn too_long(lengths: &BTreeMap<String, usize>, excused: &BTreeMap<String, String>) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, lines) in lengths {
        if *lines > LONGEST && !excused.contains_key(path) {
            complaints.push(format!(
                "{path}: {lines} lines, more than {LONGEST}. Part it by subject, or list it in {LONG_FILES} with a reason"
            ));
        }
    }
    for (path, why) in excused {
        if why.trim().is_empty() {
            complaints.push(format!("{LONG_FILES}: {path} has no reason"));
        }
        if lengths.get(path).is_none_or(|lines| *lines <= LONGEST) {
            complaints
                .push(format!("{LONG_FILES}: {path} is not a long file any more; take it off the list"));
        }
    }
    complaints
}

fn open_promises(source: &Source) -> Vec<String> {
    let words = [concat!("TO", "DO"), concat!("FIX", "ME")];
    let at_fault = |line: &str| words.iter().any(|word| has_without_reason(line, word));
    numbered(source, at_fault, "an open promise without a reason in parentheses. Do it, or say why not yet")
}

fn has_without_reason(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).unwrap_or("");
        let whole = !before.is_some_and(char::is_alphanumeric)
            && !after.chars().next().is_some_and(char::is_alphanumeric);
        let reason = after.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        whole && reason.is_none_or(|(reason, _)| reason.trim().is_empty())
    })
}

fn silenced_lints(source: &Source) -> Vec<String> {
    let marks = [concat!("#[al", "low("), concat!("#![al", "low(")];
    let at_fault = |line: &str| marks.iter().any(|mark| line.contains(mark));
    if !source.path.ends_with(".rs") {
        return Vec::new();
    }
    numbered(source, at_fault, "a lint is silenced. Put it right, or use #[expect(lint, reason = \"…\")]")
}

/// Numbers of a page that come from elsewhere than a count with its question or a named amount.
fn bare_numbers(source: &Source) -> Vec<String> {
    if !source.path.starts_with(PAGES) || !source.path.ends_with(".rs") || source.path == COUNTED {
        return Vec::new();
    }
    let at_fault = |line: &str| {
        let line: String = line.chars().filter(|sign| !sign.is_whitespace()).collect();
        BARE.iter().any(|call| line.contains(call))
    };
    numbered(
        source,
        at_fault,
        "a bare number becomes words. A count is a `Counted`, anything else an `Amount`",
    )
}

fn numbered(source: &Source, at_fault: impl Fn(&str) -> bool, what: &str) -> Vec<String> {
    let lines = source.text.lines().enumerate();
    let found = lines.filter(|(_, line)| at_fault(line));
    found.map(|(number, _)| format!("{}:{}: {what}", source.path, number + 1)).collect()
}

/// The one room that calls functions of C.
const UNSAFE: &str = "earnest-sqlite";

/// The lints of that room: those of the workspace, but for what it is there for.
fn unsafe_lints(root: &Path) -> Outcome<toml::Value> {
    let text = fs::read_to_string(root.join("Cargo.toml")).while_trying("read Cargo.toml")?;
    let table: Table = text.parse().while_trying("read Cargo.toml")?;
    let mut lints = table.get("workspace").and_then(|workspace| workspace.get("lints")).cloned();
    let code = lints.as_mut().and_then(|lints| lints.get_mut("rust")?.get_mut("unsafe_code"));
    if let Some(code) = code {
        *code = toml::Value::String("deny".to_owned());
    }
    Ok(lints.unwrap_or(toml::Value::Boolean(false)))
}

fn lints_missing(root: &Path, member: &Member) -> Outcome<Option<String>> {
    let manifest = member.folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).while_trying(&format!("read {}", manifest.display()))?;
    let table: Table = text.parse().while_trying(&format!("read {}", manifest.display()))?;
    let kept = table.get("lints").and_then(|lints| lints.get("workspace")).and_then(toml::Value::as_bool);
    let shown = manifest.strip_prefix(root).unwrap_or(&manifest).display().to_string();
    if member.name == UNSAFE {
        let differs = table.get("lints") != Some(&unsafe_lints(root)?);
        let wanted = "write the lints of the workspace, with `unsafe_code = \"deny\"` alone in another way";
        return Ok(differs.then(|| format!("{shown}: {wanted}")));
    }
    Ok((kept != Some(true)).then(|| format!("{shown}: write `[lints]` with `workspace = true`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.into(), text: text.into() }
    }

    #[test]
    fn a_page_writes_no_number_but_through_a_count_or_an_amount() {
        let bare = source("crates/web/src/pages/a.rs", "fine\nlet words = call.tr.number(rows.len());\n");
        assert!(bare_numbers(&bare)[0].starts_with("crates/web/src/pages/a.rs:2:"));
        let ratio = source("crates/web/src/frame/a.rs", "tr.ratio(a, b)");
        assert_eq!(bare_numbers(&ratio).len(), 1);
        assert_eq!(bare_numbers(&source(COUNTED, "tr.number(value)")), Vec::<String>::new());
        assert_eq!(bare_numbers(&source("crates/cli/src/a.rs", "tr.number(value)")), Vec::<String>::new());
        let counted = source("crates/web/src/pages/a.rs", "Counted::beside(tr, &Count::of(&rows))");
        assert_eq!(bare_numbers(&counted), Vec::<String>::new());
    }

    #[test]
    fn an_open_promise_needs_a_reason() {
        let word = concat!("TO", "DO");
        let bare = source("crates/a/src/lib.rs", &format!("fine\n// {word}: later\n"));
        assert!(open_promises(&bare)[0].starts_with("crates/a/src/lib.rs:2:"));
        let reasoned = source("crates/a/src/lib.rs", &format!("// {word}(waits for the PDF room): later"));
        assert_eq!(open_promises(&reasoned), Vec::<String>::new());
        let other_word = source("crates/a/src/lib.rs", &format!("// MAS{word}N"));
        assert_eq!(open_promises(&other_word), Vec::<String>::new());
    }

    #[test]
    fn a_silenced_lint_is_found() {
        let text = concat!("#![al", "low(dead_code)]");
        assert_eq!(silenced_lints(&source("crates/a/src/lib.rs", text)).len(), 1);
        assert_eq!(silenced_lints(&source("docs/a.md", text)).len(), 0);
    }

    #[test]
    fn a_files_own_tests_do_not_count_to_its_length() {
        assert_eq!(production_lines("a\nb\n#[cfg(test)]\nmod tests {\n}\n"), 2);
        assert!(!is_production("crates/a/tests/b.rs"));
        assert!(!is_production("crates/a/src/b/tests.rs"));
        assert!(is_production("crates/a/src/b.rs"));
    }

    #[test]
    fn a_long_file_passes_only_with_a_reason_and_only_while_it_is_long() {
        let long = BTreeMap::from([("a.rs".to_owned(), LONGEST + 1)]);
        let excuse = |why: &str| BTreeMap::from([("a.rs".to_owned(), why.to_owned())]);
        assert_eq!(too_long(&long, &BTreeMap::new()).len(), 1);
        assert_eq!(too_long(&long, &excuse("one table")).len(), 0);
        assert_eq!(too_long(&long, &excuse(" ")).len(), 1);
        let short = BTreeMap::from([("a.rs".to_owned(), LONGEST)]);
        assert_eq!(too_long(&short, &BTreeMap::new()).len(), 0);
        assert_eq!(too_long(&short, &excuse("one table")).len(), 1);
    }
}
