//! Programme packs: tier names, unit classes, topics, checklist, aspects and the standard, as data.

mod check;
mod content;
mod fault;
mod files;
mod toml_text;
mod words;

pub use content::{ChecklistItem, Class, Named, Pack, PackBudget, PackBurden, Title};
pub use fault::{KeyFault, PackFault, PackFaultKind, PackFaults, TermFault};
pub use files::{LARGEST, PackFiles};
pub use words::{PackWords, TERMS, Term, TermText};

use crate::programmes::standard::Standard;
use check::{check_pack, check_standard};
use files::{PACK, STANDARD, WORDS};
use toml_text::TomlText;
use words::read_words;

impl Pack {
    /// Reads a pack without words of its own from the texts of its two files; every fault of each is told.
    pub fn parse(pack: &str, standard: &str) -> Result<Self, PackFaults> {
        Self::of(&PackFiles { pack: pack.to_owned(), standard: standard.to_owned(), words: None })
    }

    /// Reads a pack from its files; every fault of each is told.
    pub fn of(files: &PackFiles) -> Result<Self, PackFaults> {
        let words =
            files.words.as_deref().map_or_else(|| Ok(PackWords::default()), |text| read_words(WORDS, text));
        match (read_pack(&files.pack), read_standard(&files.standard), words) {
            (Ok(mut pack), Ok(standard), Ok(words)) => {
                pack.standard = Some(standard);
                pack.words = words;
                Ok(pack)
            }
            (pack, standard, words) => {
                let faults = pack.err().into_iter().chain(standard.err()).chain(words.err()).flatten();
                Err(PackFaults(faults.collect()))
            }
        }
    }
}

fn read_pack(text: &str) -> Result<Pack, Vec<PackFault>> {
    let file = TomlText::read(PACK, text)?;
    let pack: Pack = file.holds()?;
    let faults = check_pack(&file, &pack);
    if faults.is_empty() { Ok(pack) } else { Err(faults) }
}

fn read_standard(text: &str) -> Result<Standard, Vec<PackFault>> {
    let file = TomlText::read(STANDARD, text)?;
    let standard: Standard = file.holds()?;
    let faults = check_standard(&file, &standard);
    if faults.is_empty() { Ok(standard) } else { Err(faults) }
}

/// The pack of the first programme.
#[cfg(test)]
pub(crate) fn shipped() -> Pack {
    Pack::parse(
        include_str!("../../../../packs/study-and-rectification/pack.toml"),
        include_str!("../../../../packs/study-and-rectification/standard.toml"),
    )
    .unwrap()
}
