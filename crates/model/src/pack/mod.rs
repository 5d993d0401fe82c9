//! Programme packs: tier names, unit classes, topics, checklist, aspects and the standard, as data.

mod check;
mod content;
mod fault;
mod files;
mod toml_text;

pub use content::{ChecklistItem, Class, Named, Pack, PackBudget, PackBurden, Title};
pub use fault::{KeyFault, PackFault, PackFaultKind, PackFaults};
pub use files::{LARGEST, PackFiles};

use crate::programmes::standard::Standard;
use check::{check_pack, check_standard};
use files::{PACK, STANDARD};
use toml_text::TomlText;

impl Pack {
    /// Reads a pack from the texts of its files; every fault of each is told.
    pub fn parse(pack: &str, standard: &str) -> Result<Self, PackFaults> {
        let (pack, standard) = (read_pack(pack), read_standard(standard));
        match (pack, standard) {
            (Ok(mut pack), Ok(standard)) => {
                pack.standard = Some(standard);
                Ok(pack)
            }
            (pack, standard) => {
                let faults = pack.err().into_iter().chain(standard.err()).flatten();
                Err(PackFaults(faults.collect()))
            }
        }
    }

    /// Reads a pack from its files.
    pub fn of(files: &PackFiles) -> Result<Self, PackFaults> {
        Self::parse(&files.pack, &files.standard)
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
