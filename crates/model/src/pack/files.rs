//! The files of a pack: what its hash is taken of, and what the register keeps.

use super::fault::{PackFault, PackFaultKind, PackFaults};
use crate::hash::sha256_hex;

/// The file with the lists and words.
pub const PACK: &str = "pack.toml";
/// The file with the standard.
pub const STANDARD: &str = "standard.toml";
/// The file with the words of the domain, which a pack may leave out.
pub const WORDS: &str = "words.toml";
/// The folder with a demonstration, which is no part of what the register keeps.
pub const DEMO: &str = "demo/";
/// The most bytes of a file.
pub const LARGEST: usize = 512 * 1024;

/// Files that may lie in a pack's folder and say nothing to the program.
const BESIDE: [&str; 4] = ["README.md", "README.txt", "LICENSE", "CHANGELOG.md"];

/// The files of a pack, as texts with plain line ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFiles {
    /// `pack.toml`.
    pub pack: String,
    /// `standard.toml`.
    pub standard: String,
    /// `words.toml`, if there is one.
    pub words: Option<String>,
}

/// Files by what they are, as far as they are there and are texts.
#[derive(Default)]
pub struct Sorted {
    /// `pack.toml`.
    pub pack: Option<String>,
    /// `standard.toml`.
    pub standard: Option<String>,
    /// `words.toml`.
    pub words: Option<String>,
    /// What is missing, unknown or no text.
    pub faults: Vec<PackFault>,
}

impl Sorted {
    /// Sorts them; a folder in which all lie is left out of the names.
    pub fn of<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Self {
        let all = files.iter().map(|(name, bytes)| (name.as_ref(), bytes.as_ref()));
        let above = files.iter().find_map(|(name, _)| name.as_ref().strip_suffix(PACK)).unwrap_or_default();
        let (mut sorted, mut there) = (Self::default(), Vec::new());
        for (name, bytes) in all {
            let name = name.strip_prefix(above).unwrap_or(name);
            let place = match name {
                PACK => &mut sorted.pack,
                STANDARD => &mut sorted.standard,
                WORDS => &mut sorted.words,
                other if other.starts_with(DEMO) || BESIDE.contains(&other) || is_hidden(other) => continue,
                _ => {
                    sorted.faults.push(whole(name, PackFaultKind::Unknown));
                    continue;
                }
            };
            there.push(name);
            match text_of(bytes) {
                Ok(text) => *place = Some(text),
                Err(kind) => sorted.faults.push(whole(name, kind)),
            }
        }
        let missing = [PACK, STANDARD].into_iter().filter(|name| !there.contains(name));
        sorted.faults.extend(missing.map(|name| whole(name, PackFaultKind::Missing)));
        sorted
    }
}

impl PackFiles {
    /// The files from their names and bytes; a folder in which all lie is left out of the names.
    pub fn of<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Result<Self, PackFaults> {
        let Sorted { pack, standard, words, faults } = Sorted::of(files);
        match (pack, standard) {
            (Some(pack), Some(standard)) if faults.is_empty() => Ok(Self { pack, standard, words }),
            _ => Err(PackFaults(faults)),
        }
    }

    /// The files by their names.
    pub fn named(&self) -> Vec<(&'static str, &str)> {
        let words = self.words.as_deref().map(|words| (WORDS, words));
        [(PACK, self.pack.as_str()), (STANDARD, &self.standard)].into_iter().chain(words).collect()
    }

    /// The one text of all files, each with its name and its length in bytes: what the register keeps and what is hashed.
    pub fn canonical(&self) -> String {
        let mut text = HEADING.to_owned();
        for (name, file) in self.named() {
            text.push_str(&format!("{name} {}\n{file}\n", file.len()));
        }
        text
    }

    /// The files of such a text.
    pub fn parse_canonical(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix(HEADING)?;
        let mut next = |wanted: &str| {
            let (heading, after) = rest.split_once('\n')?;
            let (name, length) = heading.split_once(' ')?;
            let (file, after) = after.split_at_checked(length.parse().ok()?)?;
            rest = after.strip_prefix('\n')?;
            (name == wanted).then(|| file.to_owned())
        };
        let (pack, standard, words) = (next(PACK)?, next(STANDARD)?, next(WORDS));
        rest.is_empty().then_some(Self { pack, standard, words })
    }

    /// What names exactly these files.
    pub fn hash(&self) -> String {
        sha256_hex(self.canonical().as_bytes())
    }
}

const HEADING: &str = "earnest-pack 1\n";

fn is_hidden(name: &str) -> bool {
    name.is_empty()
        || name.ends_with('/')
        || name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

fn whole(name: &str, kind: PackFaultKind) -> PackFault {
    PackFault { file: name.to_owned(), line: None, kind }
}

fn text_of(bytes: &[u8]) -> Result<String, PackFaultKind> {
    if bytes.len() > LARGEST {
        return Err(PackFaultKind::TooLarge(LARGEST));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| PackFaultKind::NoText)?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(files: &[(&str, &str)]) -> Result<PackFiles, PackFaults> {
        PackFiles::of(files)
    }

    #[test]
    fn files_in_a_folder_with_foreign_line_ends_are_the_same_pack() {
        let plain = of(&[("pack.toml", "a\nb\n"), ("standard.toml", "c\n")]).unwrap();
        let other = of(&[
            ("mine/standard.toml", "c\n"),
            ("mine/pack.toml", "\u{feff}a\r\nb\r\n"),
            ("mine/demo/units.csv", "x"),
            ("mine/README.md", "x"),
            ("mine/", ""),
            ("__MACOSX/mine/._pack.toml", "x"),
        ]);
        assert_eq!(other.unwrap().hash(), plain.hash());
    }

    #[test]
    fn a_pack_without_words_keeps_the_hash_it_had() {
        let files = of(&[("pack.toml", "a\n"), ("standard.toml", "b\n")]).unwrap();
        assert_eq!(files.canonical(), "earnest-pack 1\npack.toml 2\na\n\nstandard.toml 2\nb\n\n");
        let with = of(&[("pack.toml", "a\n"), ("standard.toml", "b\n"), ("words.toml", "")]).unwrap();
        assert_ne!(with.hash(), files.hash());
    }

    #[test]
    fn what_is_missing_unknown_or_no_text_is_told_at_once() {
        let faults = PackFiles::of(&[("pack.toml", &b"\xff"[..]), ("notes.doc", b"x")]).unwrap_err();
        assert_eq!(
            faults.to_string(),
            "pack.toml: this is no UTF-8 text\nnotes.doc: no file of a pack is called so\n\
             standard.toml: the file is missing"
        );
        let large = "x".repeat(LARGEST + 1);
        let faults = of(&[("pack.toml", &large), ("standard.toml", "")]).unwrap_err();
        assert_eq!(faults.to_string(), "pack.toml: a file of a pack holds at most 524288 bytes");
    }

    proptest! {
        #[test]
        fn the_canonical_text_gives_the_files_back(
            pack in "(?s).{0,40}",
            standard in "(?s).{0,40}",
            words in proptest::option::of("(?s).{0,40}"),
        ) {
            let files = PackFiles { pack, standard, words };
            prop_assert_eq!(PackFiles::parse_canonical(&files.canonical()), Some(files));
        }
    }
}
