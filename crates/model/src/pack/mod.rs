//! Programme packs: tier names, unit classes, topics, checklist, aspects and the standard, as data.

mod check;
mod content;

pub use check::PackError;
pub use content::{ChecklistItem, Class, Named, Pack, PackBudget, PackBurden, Title};

use crate::programmes::standard::Standard;
use check::{check_pack, check_standard};

impl Pack {
    /// Reads a pack from the texts of its files.
    pub fn parse(pack: &str, standard: &str) -> Result<Self, PackError> {
        let unreadable =
            |file| move |fault: toml::de::Error| PackError::Unreadable { file, why: fault.to_string() };
        let mut parsed: Self = toml::from_str(pack).map_err(unreadable("pack.toml"))?;
        check_pack(&parsed)?;
        let standard: Standard = toml::from_str(standard).map_err(unreadable("standard.toml"))?;
        check_standard(&standard)?;
        parsed.standard = Some(standard);
        Ok(parsed)
    }

    /// The pack that is shipped: the programme of the published article.
    pub fn built_in() -> Result<Self, PackError> {
        Self::parse(
            include_str!("../../../../packs/study-and-rectification/pack.toml"),
            include_str!("../../../../packs/study-and-rectification/standard.toml"),
        )
    }
}
