//! Programme packs: tier names, unit classes, topics, checklist, aspects and the standard, as data.

mod check;
mod check_use;
mod content;
mod fault;
mod files;
mod found;
mod mend;
mod newer;
mod paper;
mod papers;
mod places;
mod told_apart;
mod toml_text;
mod units;
mod why;
mod words;

pub use content::{ChecklistItem, Class, Named, Pack, PackBudget, PackBurden, Title};
pub use fault::{PackFault, PackFaultKind, PackFaults};
pub use files::{LARGEST, PackFiles};
pub use newer::Difference;
pub use paper::PackPaper;
pub use places::PLACES;
pub use told_apart::{BESIDE, NEUTRAL};
pub use why::{KeyFault, ReportFault, TermFault, TextFault};
pub use words::{PackWords, TERMS, Term, TermText};

use crate::programmes::standard::Standard;
use check::{check_pack, check_standard};
use files::{PACK, STANDARD, Sorted, WORDS};
use serde::de::DeserializeOwned;
use toml_text::TomlText;
use words::read_words;

impl Pack {
    /// Reads a pack without words of its own from the texts of its two files; every fault of each is told.
    pub fn parse(pack: &str, standard: &str) -> Result<Self, PackFaults> {
        Self::of(&PackFiles { pack: pack.to_owned(), standard: standard.to_owned(), words: None })
    }

    /// Reads a pack from its files; every fault of each is told. What is read so never fails in use.
    pub fn of(files: &PackFiles) -> Result<Self, PackFaults> {
        let (pack, faults) = read(Some(&files.pack), Some(&files.standard), files.words.as_deref());
        pack.filter(|_| faults.is_empty()).ok_or(PackFaults(faults))
    }

    /// Reads a pack from files by their names and bytes: those of a folder or an archive. Every fault of the files and of what
    /// stands in them is told at once.
    pub fn of_named<N: AsRef<str>, B: AsRef<[u8]>>(
        files: &[(N, B)],
    ) -> Result<(PackFiles, Self), PackFaults> {
        let Sorted { pack, standard, words, mut faults } = Sorted::of(files);
        let (read, told) = read(pack.as_deref(), standard.as_deref(), words.as_deref());
        faults.extend(told);
        match (pack, standard, read) {
            (Some(pack), Some(standard), Some(read)) if faults.is_empty() => {
                Ok((PackFiles { pack, standard, words }, read))
            }
            _ => Err(PackFaults(faults)),
        }
    }

    /// Reads a pack that a register keeps. It was checked when it came in, perhaps by a program that asked for less: what this
    /// one would refuse is left out, so that the register can still be read.
    pub fn kept(files: &PackFiles) -> Result<Self, PackFaults> {
        let mut faults = Vec::new();
        let pack = shaped::<Self>(PACK, &files.pack).map_err(|told| faults.extend(told)).ok();
        let standard = shaped::<Standard>(STANDARD, &files.standard).map_err(|told| faults.extend(told)).ok();
        let (Some(mut pack), Some(standard)) = (pack, standard) else { return Err(PackFaults(faults)) };
        pack.standard = standard.check().is_ok().then_some(standard);
        let words = files.words.as_deref().and_then(|text| TomlText::read(WORDS, text).ok());
        pack.words = words.map(|mut file| read_words(&mut file).0).unwrap_or_default();
        check_use::leave_out(&mut pack);
        papers::leave_out(&mut pack);
        Ok(pack)
    }
}

/// What a file holds, if its shape is right.
fn shaped<T: DeserializeOwned>(name: &'static str, text: &str) -> Result<T, Vec<PackFault>> {
    let (held, faults) = TomlText::read(name, text)?.holds::<T>();
    held.filter(|_| faults.is_empty()).ok_or(faults)
}

/// What can be read of the files that there are, and all that is wrong with each.
fn read(pack: Option<&str>, standard: Option<&str>, words: Option<&str>) -> (Option<Pack>, Vec<PackFault>) {
    let (mut read, mut faults) = pack.map(read_pack).unwrap_or_default();
    if let Some((standard, told)) = standard.map(read_standard) {
        faults.extend(told);
        if let Some(read) = read.as_mut() {
            read.standard = standard;
        }
    }
    match words.map(|text| TomlText::read(WORDS, text)) {
        None => {}
        Some(Err(told)) => faults.extend(told),
        Some(Ok(mut file)) => {
            let (words, told) = read_words(&mut file);
            let same = told_apart::check(&file, &words);
            let mut told: Vec<_> = told.into_iter().chain(same).collect();
            told.sort_by_key(|fault| fault.line);
            faults.extend(told);
            if let Some(read) = read.as_mut() {
                read.words = words;
            }
        }
    }
    (read, faults)
}

fn read_pack(text: &str) -> (Option<Pack>, Vec<PackFault>) {
    let mut file = match TomlText::read(PACK, text) {
        Ok(file) => file,
        Err(faults) => return (None, faults),
    };
    let (pack, mut faults) = file.holds::<Pack>();
    faults.extend(pack.iter().flat_map(|pack| check_pack(&file, pack)));
    (pack, faults)
}

fn read_standard(text: &str) -> (Option<Standard>, Vec<PackFault>) {
    let mut file = match TomlText::read(STANDARD, text) {
        Ok(file) => file,
        Err(faults) => return (None, faults),
    };
    let (standard, mut faults) = file.holds::<Standard>();
    faults.extend(standard.iter().flat_map(|standard| check_standard(&file, standard)));
    (standard, faults)
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
